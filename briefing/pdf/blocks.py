"""Blocks of text: the runs of a page and the leaves of the structure tree in; out come paragraphs, cells and labels.

Lines are joined as a reader joins them: a word divided at the end of a line becomes whole again.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import NamedTuple

from briefing.dataset import numerals
from briefing.pdf import bounds
from briefing.pdf.text import OTHER_LINE, SPACE, Marked
from briefing.pdf.tree import Leaf
from briefing.proof.reading import Block, Run, Span

#: How far a footnote number is raised, in shares of the size of the text it stands in.
_RAISED_LEAST, _RAISED_MOST = 0.12, 0.9
#: How far a destination may lie from the text that begins there: a padding, a border, the height of a line.
_NEAR_ABOVE, _NEAR_BESIDE = 40.0, 4.0
#: How far a line lies below the one before at most, in shares of the size of its letters.
_LEADING = 1.6
#: How many letters a word has at most that may be divided.
_TAIL = 200
_DIVIDED = re.compile(r"([^\W\d_]+)-$")

#: How the number of a note is tagged where it is called.
_CALL = ("Reference", "Link")

Anchor = tuple[str, int, float, float]


class Piece(NamedTuple):
    """A run, the destination of the link that it stands in, and whether the structure has it call a note."""

    run: Run
    link: str | None = None
    calls: bool = False


@dataclass(slots=True)
class _Line:
    """A block in the making; `tail` is the end of its text, as far as is looked at."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    tail: str = ""
    spans: list[Span] = field(default_factory=list)
    marks: list[Run] = field(default_factory=list)
    last: Run | None = None
    reach: float = 0.0

    def add(self, text: str) -> None:
        """Go on with a text; it is put together once, at the end."""
        self.parts.append(text)
        self.length += len(text)
        self.tail = (self.tail + text)[-_TAIL:]

    def shorten(self) -> None:
        """Take away the last letter."""
        while not self.parts[-1]:
            self.parts.pop()
        self.parts[-1], self.tail = self.parts[-1][:-1], self.tail[:-1]
        self.length -= 1


def tagged(leaves: Sequence[Leaf], runs: Mapping[tuple[int, int | None], Sequence[Run]]) -> tuple[Block, ...]:
    """The blocks of the structure tree in reading order; `runs` are by page and content id."""
    parts: dict[int, list[Piece]] = {}
    about: dict[int, Leaf] = {}
    for leaf in leaves:
        about.setdefault(leaf.block, leaf)
        calls = leaf.roles[-2:] == _CALL
        parts.setdefault(leaf.block, []).extend(
            Piece(run, leaf.link, calls) for run in runs.get((leaf.page, leaf.mcid), ())
        )
    return tuple(join(pieces, about[number].role, about[number].roles) for number, pieces in parts.items() if pieces)


def loose(runs: Iterable[Marked]) -> tuple[Block, ...]:
    """Blocks of what stands outside the structure tree: neighbours on one line, and lines set below one another."""
    return tuple(join(map(Piece, line), "Artifact", ()) for line in _lines(runs))


def _lines(runs: Iterable[Marked]) -> Iterator[list[Run]]:
    line: list[Run] = []
    left = math.inf
    for run in (marked.run for marked in runs):
        if line and not (_beside(line[-1], run) or _below(line[-1], left, run)):
            yield line
            line, left = [], math.inf
        line.append(run)
        left = min(left, run.box.left)
    if line:
        yield line


def _beside(last: Run, run: Run) -> bool:
    return _same_line(last, run) and -1 <= run.box.left - last.box.right <= run.size


def _below(last: Run, left: float, run: Run) -> bool:
    """Whether a run begins the next line of a text whose left end is `left`: of the same size, a line's height below."""
    lower = last.baseline - run.baseline
    under = run.box.left < last.box.right and left < run.box.right
    return run.box.page == last.box.page and run.size == last.size and under and 0 < lower <= _LEADING * run.size


def join(pieces: Iterable[Piece], role: str, roles: tuple[str, ...]) -> Block:
    """One block from its runs in reading order."""
    line = _Line()
    for run, link, calls in pieces:
        if role != "Figure" and line.last is not None and _is_mark(line.last, run, calls=calls):
            line.marks.append(run)
            line.reach = run.box.right
        else:
            _append(line, run, link, apart=role == "Figure")
    return Block(role, roles, "".join(line.parts), tuple(line.spans), marks=tuple(line.marks))


def _append(line: _Line, run: Run, link: str | None, *, apart: bool) -> None:
    """Add a run; `apart` keeps each on a line of its own, as the labels of a chart are."""
    if line.last is not None:
        _join(line, line.last, run, apart=apart)
    start = line.length
    line.add(run.text)
    line.spans.append(Span(start, line.length, run, link))
    line.last, line.reach = run, run.box.right


def _join(line: _Line, last: Run, run: Run, *, apart: bool) -> None:
    touching = line.tail.endswith(" ") or run.text.startswith(" ")
    if apart:
        line.add("\n")
    elif _same_line(last, run):
        line.add(" " if run.box.left - line.reach > SPACE * run.size and not touching else "")
    elif _divided(line.tail, run.text):
        line.shorten()
        line.spans[-1] = replace(line.spans[-1], end=line.length)
    elif not touching and not line.tail.endswith(("-", "\u2013", "\u2014", "/", "\u2011")):
        line.add(" ")


def _divided(before: str, after: str) -> bool:
    """Whether a line ends within a word: at a hyphen that only division puts there.

    Fonts may draw the hyphen of a compound and that of a division alike; between small letters it is taken for a
    division, unless a number word stands before it ("twenty-five").
    """
    if before.endswith(("\u2010", "\u00ad")):
        return True
    word = _DIVIDED.search(before)
    if word is None or not word[1][-1].islower() or not after[:1].islower():
        return False
    return not numerals.find(word[1])


def _same_line(one: Run, other: Run) -> bool:
    return one.box.page == other.box.page and abs(one.baseline - other.baseline) <= OTHER_LINE * max(
        one.size, other.size
    )


def _is_mark(last: Run, run: Run, *, calls: bool) -> bool:
    """Whether `run` is a footnote number: digits, raised above the line they follow.

    Where they begin a line there is nothing to compare them with, and the structure has to say that they call a note.
    """
    if not run.text.strip().isdecimal():
        return False
    if calls and run.size < last.size and not _same_line(last, run):
        return True
    raised = (run.baseline - last.baseline) / (last.size or 1)
    return (
        run.box.page == last.box.page
        and _RAISED_LEAST < raised < _RAISED_MOST
        and abs(run.box.left - last.box.right) < last.size
    )


def with_anchors(blocks: Sequence[Block], anchors: Iterable[Anchor]) -> tuple[Block, ...]:
    """The blocks with the destinations that lie at their start: (name, page, left, top) of each; raises TooLarge."""
    meter = bounds.Meter(bounds.COMPARED, "the destinations on its pages")
    by_page = {page: list(group) for page, group in groupby(sorted(anchors, key=_page), key=_page)}
    found: dict[int, list[str]] = {}
    tops = [(number, block.spans[0].run.box) for number, block in enumerate(blocks) if block.role != "Lbl"]
    for page, group in by_page.items():
        here = [(number, box.left, box.top) for number, box in tops if box.page == page]
        meter.take(len(here) * len(group))
        for name, _, left, top in group:
            near = min(here, key=lambda place: _distance(place, left, top), default=None)
            if near and _distance(near, left, top) < _NEAR_ABOVE:
                found.setdefault(near[0], []).append(name)
    return tuple(
        replace(block, anchors=tuple(found[number])) if number in found else block
        for number, block in enumerate(blocks)
    )


def _page(anchor: Anchor) -> int:
    return anchor[1]


def _distance(place: tuple[int, float, float], left: float, top: float) -> float:
    """How far a block begins below and beside a destination; one above it or left of it is out of the question."""
    _, block_left, block_top = place
    if block_top > top + _NEAR_BESIDE or block_left < left - _NEAR_BESIDE:
        return float("inf")
    return (top - block_top) + (block_left - left) / 8
