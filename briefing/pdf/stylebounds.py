"""How much style sheets, which may be a stranger's, may ask of the renderer before it is asked.

In: the texts of style sheets, one after the other. Out: findings where something nests too deeply, or where a declaration
becomes too long once variables stand for what they are set to: thirty lines that each hold the one before twice would be
a thousand million words.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

import tinycss2

from briefing.diagnostics import Diagnostic, Place

#: How deep brackets, and variables in variables, may stand in each other, and of how many parts a declaration may be.
_DEEPEST, _LONGEST = 30, 10_000
#: How many columns or rows a grid, a cell of a table or a tab may be told of: the renderer makes each of them.
_MOST = 1_000
_INLINE = re.compile(
    r"\sstyle\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]+)|<style[^<>]*>(.*?)(?:</style|\Z)", re.IGNORECASE | re.DOTALL
)
_SPAN = re.compile(r"[\s\"'/](?:col|row)?span\s*=\s*[\"']?\s*([^\s\"'<>]+)", re.IGNORECASE)
_MAX_FINDINGS = 20
_SPACE = ("whitespace", "comment")
_HELP = "write it more simply"


class _Run(NamedTuple):
    """A declaration or a selector: the variable that it sets, if any, its parts, and the variables that it uses.

    `most` is the largest whole number in it where it is of a grid, or sets a variable, which a grid may use.
    """

    place: Place | None
    sets: str
    parts: int
    deepest: int
    uses: tuple[str, ...]
    most: int = 0
    grid: bool = False


@dataclass(slots=True)
class Bounds:
    """What was said in the style sheets of one page so far."""

    runs: list[_Run] = field(default_factory=list)

    def findings(self, text: str, shown: str | None) -> tuple[Diagnostic, ...]:
        """What is wrong with one more sheet, as messages name it (None for the page), beside those before it."""
        new = tuple(_runs(tinycss2.parse_component_value_list(text), shown))
        self.runs += new
        lengths = _Lengths(self.runs)
        many = self._many(lengths.values)
        wrong = (run for run in new if run.deepest > _DEEPEST or run in many or lengths.of(run) > _LONGEST)
        return tuple(_finding(run, lengths, run in many) for run in islice(wrong, _MAX_FINDINGS))

    def _many(self, values: Mapping[str, list[_Run]]) -> frozenset[_Run]:
        """The declarations of grids that tell of too many, where variables do all that use these and all that set them."""
        large = [run for run in self.runs if run.most > _MOST]
        if not large:
            return frozenset()
        reached, waiting = set[str](), [name for run in self.runs if run.grid for name in run.uses]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += (it for run in values.get(name, ()) for it in run.uses)
        found = [run for run in large if run.grid or run.sets in reached]
        using = [run for run in self.runs if run.grid and run.uses] if any(run.sets for run in found) else []
        return frozenset((*found, *using))


def inline(html: str) -> str:
    """The styles that stand in a page itself, as one sheet."""
    found = (unescape(attribute.strip("\"'")) if attribute else sheet for attribute, sheet in _INLINE.findall(html))
    return ";".join(dict.fromkeys(found))


def spans(html: str) -> Iterator[Diagnostic]:
    """A finding where a cell of a table in the page, or a column, stands for too many."""
    if any(sum(map(str.isdecimal, unescape(found))) >= len(str(_MOST)) for found in _SPAN.findall(html)):
        message = f"a cell or a column of a table stands for {_MOST:,} others or more"
        yield Diagnostic("style-too-complex", message, help=_HELP)


class _Lengths:
    """Of how many parts runs are once variables are written out; of the values of a variable the longest counts."""

    def __init__(self, runs: Iterable[_Run]) -> None:
        self.known: dict[str, int] = {}
        self.values: dict[str, list[_Run]] = {}
        for run in runs:
            self.values.setdefault(run.sets, []).append(run)

    def of(self, run: _Run, depth: int = 0) -> int:
        """The length of a run; more than is allowed where variables hold each other too deeply."""
        if depth > _DEEPEST:
            return _LONGEST + 1
        return run.parts + sum(self._of_variable(name, depth + 1) for name in run.uses)

    def _of_variable(self, name: str, depth: int) -> int:
        if name not in self.known:
            self.known[name] = max((self.of(run, depth) for run in self.values.get(name, ())), default=0)
        return self.known[name]


def _finding(run: _Run, lengths: _Lengths, many: bool) -> Diagnostic:
    if run.deepest > _DEEPEST:
        message = f"the style nests brackets more than {_DEEPEST} deep"
    elif many:
        message = f"the style tells of more than {_MOST:,} columns or rows"
    elif lengths.of(run) > run.parts:
        message = f"the style amounts to more than {_LONGEST:,} parts with its variables written out"
    else:
        message = f"the style has more than {_LONGEST:,} parts in one declaration or selector"
    return Diagnostic("style-too-complex", message, run.place, help=_HELP)


def _runs(nodes: Iterable[Any], shown: str | None) -> Iterator[_Run]:
    """What stands between semicolons and braces, at whatever depth."""
    waiting = [(nodes, 0)]
    while waiting:
        nodes, depth = waiting.pop()
        run: list[Any] = []
        for node in nodes:
            block = node.type == "{} block" and not _sets(run)
            if block:
                waiting.append((node.content, depth + 1))
            if block or node == ";":
                yield from _run(run, depth, shown)
                run = []
            elif node.type not in _SPACE:
                run.append(node)
        yield from _run(run, depth, shown)


def _sets(run: list[Any]) -> str:
    """The name of the variable that a run sets, or nothing."""
    sets = len(run) > 1 and run[0].type == "ident" and run[0].value.startswith("--") and run[1] == ":"
    return str(run[0].value) if sets else ""


def _run(run: list[Any], depth: int, shown: str | None) -> Iterator[_Run]:
    parts, deepest, most, uses = 0, depth, 0, []
    word = run[0].lower_value if run and run[0].type == "ident" else ""
    grid = word.startswith(("grid", "tab-size"))
    waiting = [(node, depth) for node in run]
    while waiting:
        node, depth = waiting.pop()
        inner = getattr(node, "arguments", None) or getattr(node, "content", None) or ()
        parts, deepest = parts + 1, max(deepest, depth)
        if (grid or word.startswith("--")) and node.type == "number" and node.is_integer:
            most = max(most, abs(node.int_value))
        if node.type == "function" and node.lower_name == "repeat":
            parts += len(inner) * max((it.int_value or 0 for it in inner if it.type == "number"), default=0)
        if node.type == "function" and node.lower_name == "var":
            uses += [it.value for it in inner if it.type == "ident"][:1]
        waiting += ((it, depth + 1) for it in inner if it.type not in _SPACE)
    if run:
        place = Place(shown, run[0].source_line, run[0].source_column) if shown else None
        yield _Run(place, _sets(run), parts, deepest, tuple(uses), most, grid)
