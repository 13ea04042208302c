"""Who says what: statements down, sources across, and in each field a shape that needs no colour.

A full dot: said; half a dot: said more weakly; a cross: contradicted; an empty ring: not said.
"""

from collections.abc import Sequence
from typing import Literal

from briefing.charts import rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.marks import Dot, Label, Line, Mark, Shape, middle
from briefing.charts.refusals import demand_some
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Words, listed, whole
from briefing.dataset.facts import Facts
from briefing.dataset.model import Statement
from briefing.dataset.specs import MatrixChart
from briefing.exhibit import Cell, DataTable

Stance = Literal["said", "weaker", "contradicted", "not-said"]
_SHAPES: dict[Stance, Shape] = {"said": "dot", "weaker": "half", "contradicted": "cross", "not-said": "ring"}
#: Where a source says a thing in several places, a contradiction is never hidden, and else the strongest counts.
_ORDER: tuple[Stance, ...] = ("contradicted", "said", "weaker")
_LEADING = 10.2
_PAD = 4.5
_RADIUS = 4.2


def lay_out(spec: MatrixChart, facts: Facts, words: Words, style: Style) -> Sheet:  # noqa: ARG001 (all kinds alike)
    """The sheet of a matrix: by default every source of the dataset, in its order."""
    demand_some(spec.statements, "statement listed")
    statements = [words.dataset.statements[name] for name in spec.statements]
    texts = [words.say(statement.short or statement.says) for statement in statements]
    sources = spec.sources or tuple(words.dataset.sources)
    stances = [[_stance(statement, source) for source in sources] for statement in statements]
    names = tuple(words.dataset.sources[source].label for source in sources)
    marks, height = _marks(texts, stances, names, _key(stances, words, style), style)
    return Sheet(marks, height, _alt(texts, stances, names, words), _table(texts, stances, names, words))


def _stance(statement: Statement, source: str) -> Stance:
    given = {cite.stance for cite in statement.cites if cite.source == source}
    return next((stance for stance in _ORDER if stance in given), "not-said")


def _marks(
    texts: Sequence[Sequence[Cell]],
    stances: Sequence[Sequence[Stance]],
    names: Sequence[str],
    key: Sequence[Mark],
    style: Style,
) -> tuple[tuple[Mark, ...], float]:
    field = min(74.0, style.width * 0.52 / len(names))
    left = style.width - field * len(names)
    heads = [flow([Run(name, style.head)], field - 6.0, _LEADING) for name in names]
    deepest = max(head.height for head in heads)
    marks: list[Mark] = [*key]
    y = 20.0 + deepest
    for i, head in enumerate(heads):
        marks += head.at(left + (i + 0.5) * field, y - head.height + style.head.size - 3.0, align=0.5)
    for text, row in zip(texts, stances, strict=True):
        block = flow(rows.prose_runs(text, style.name), left - 12.0, _LEADING)
        marks += [Line(((0, y), (style.width, y)), style.colours.grid), *_text(block, y, style)]
        axis = y + _height(block) / 2
        marks += [_shape(stance, left + (i + 0.5) * field, axis, style) for i, stance in enumerate(row)]
        y += _height(block)
    return (*marks, Line(((0, y), (style.width, y)), style.colours.grid)), y + 2.0


def _height(block: Block) -> float:
    return max(block.height + 2 * _PAD, 18.0)


def _text(block: Block, y: float, style: Style) -> tuple[Label, ...]:
    """The statement about the middle of its row."""
    return block.at(0, middle(y + _height(block) / 2, style.name) - (len(block.lines) - 1) * _LEADING / 2)


def _shape(stance: Stance, x: float, y: float, style: Style) -> Dot:
    colours: dict[Stance, str] = {"not-said": style.colours.rule, "contradicted": style.colours.alert}
    radius = _RADIUS - 0.8 if stance == "contradicted" else _RADIUS
    return Dot(x, y, _SHAPES[stance], colours.get(stance, style.accent.strong), radius)


def _key(stances: Sequence[Sequence[Stance]], words: Words, style: Style) -> list[Mark]:
    """What the shapes mean, of those that occur."""
    marks: list[Mark] = []
    x, present = _RADIUS, {stance for row in stances for stance in row}
    for stance in (stance for stance in _SHAPES if stance in present):
        text = words.fixed(stance)
        marks += [_shape(stance, x, 6.0, style), Label(x + 8, middle(6.0, style.note), text, style.note)]
        x += 24 + style.note.width(text)
    return marks


def _alt(
    texts: Sequence[Sequence[Cell]], stances: Sequence[Sequence[Stance]], names: Sequence[str], words: Words
) -> tuple[Cell, ...]:
    """For the top few statements, which sources say it, more weakly, or the contrary."""
    parts = [_told(text, row, names, words) for text, row in zip(texts[:3], stances[:3], strict=True)]
    return words.sentences("matrix", *parts)


def _told(text: Sequence[Cell], row: Sequence[Stance], names: Sequence[str], words: Words) -> tuple[Cell, ...]:
    found = []
    for stance in _SHAPES:
        own = [name for name, other in zip(names, row, strict=True) if other == stance]
        if own and stance != "not-said":
            found.append((Cell(f"{words.fixed(stance)}: {', '.join(own)}"),))
    return (*text, Cell(" – "), *(listed(found, "; ") or (Cell(words.fixed("not-said")),)))


def _table(
    texts: Sequence[Sequence[Cell]], stances: Sequence[Sequence[Stance]], names: Sequence[str], words: Words
) -> DataTable:
    body = [
        (whole(text), *(Cell(words.fixed(stance)) for stance in row)) for text, row in zip(texts, stances, strict=True)
    ]
    return DataTable((words.fixed("statement"), *names), tuple(body))
