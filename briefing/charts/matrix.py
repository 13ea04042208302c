"""Who says what: statements and facts down, sources across, and in each field a shape that needs no colour.

A full dot: said; half a dot: said more weakly; a cross: contradicted; an empty ring: not said. Of a fact each value
that is printed has a row; a source that has it less exactly, or has one that is set aside, has it under its shape.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.base.translation import gettext_noop
from briefing.charts import rows, stances
from briefing.charts.flow import Block, Run, flow
from briefing.charts.marks import Dot, Label, Line, Mark, Shape, middle
from briefing.charts.refusals import briefly, crowded
from briefing.charts.sheet import Sheet
from briefing.charts.stances import Stance
from briefing.charts.style import Style
from briefing.charts.words import Words, listed, whole
from briefing.dataset.facts import Claim, Fact, Facts
from briefing.dataset.specs import MatrixChart
from briefing.exhibit import Cell, DataTable
from briefing.wording import wording

_SHAPES: dict[Stance, Shape] = {"said": "dot", "weaker": "half", "contradicted": "cross", "not-said": "ring"}
#: What the shapes mean.
_MEANINGS: dict[Stance, str] = {
    "said": gettext_noop("said"),
    "weaker": gettext_noop("said more weakly"),
    "contradicted": gettext_noop("contradicted"),
    "not-said": gettext_noop("not said"),
}
_LEADING = 10.2
_PAD = 4.5
_RADIUS = 4.2
#: From the middle of a shape to that of the figure under it.
_UNDER = 10.5


@dataclass(frozen=True, slots=True)
class Field:
    """What one source says, and its own figure where no row has that."""

    stance: Stance
    figure: Cell | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A statement, or a fact with its figure and conditions, and a field for each source."""

    text: tuple[Cell, ...]
    fields: tuple[Field, ...]
    figure: Cell | None = None
    condition: str = ""

    def told(self) -> tuple[Cell, ...]:
        """What is said."""
        under = (Cell(f" ({self.condition})"),) if self.condition else ()
        return (*self.text, *under, Cell(" "), self.figure) if self.figure else self.text


def lay_out(spec: MatrixChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of a matrix: by default every source of the dataset, in its order."""
    sources = spec.sources or tuple(words.dataset.sources)
    given = [*_statements(spec, sources, words), *_facts([facts[ref] for ref in spec.facts], sources, words)]
    names = tuple(words.dataset.sources[source].label for source in sources)
    marks, height = _marks(given, names, words, style)
    return Sheet(marks, height, _alt(given, names, words), _table(given, names, words))


def _statements(spec: MatrixChart, sources: Sequence[str], words: Words) -> Iterator[Row]:
    for name in spec.statements:
        record = words.dataset.statements[name]
        fields = tuple(Field(stances.of_statement(record, source)) for source in sources)
        yield Row(words.say(*briefly(record)), fields)


def _facts(facts: Sequence[Fact], sources: Sequence[str], words: Words) -> Iterator[Row]:
    """A row for each value of a fact; the word of the unit is left out where the name of the measure has it."""
    for fact in facts:
        measure, condition = words.dataset.measures[fact.measure], words.condition(fact.qualifiers)
        text = *words.topic(fact.subject), Cell(f": {words.measure(measure)}")
        for side in stances.sides(fact):
            fields = tuple(_fact_field(fact, side, source, words) for source in sources)
            yield Row(text, fields, Cell(_said(side, words, unit=bool(words.unit(measure))), fact.id), condition)


def _fact_field(fact: Fact, side: Claim, source: str, words: Words) -> Field:
    """How a source stands to a value, with its own figure where no row of the fact has that."""
    stance, claim = stances.of_fact(fact, side, source)
    own = _said(claim, words, unit=False) if claim else ""
    rows = [_said(other, words, unit=False) for other in stances.sides(fact)]
    return Field(stance, Cell(own, fact.id) if own and own not in rows else None)


def _said(claim: Claim, words: Words, *, unit: bool) -> str:
    return wording.said(claim, words.dataset, words.lang, unit=unit)


def _marks(given: Sequence[Row], names: Sequence[str], words: Words, style: Style) -> tuple[tuple[Mark, ...], float]:
    field = min(74.0, style.width * 0.52 / len(names))
    left = style.width - field * len(names)
    heads = [flow([Run(name, style.head)], field - 6.0, _LEADING) for name in names]
    common = _common(given)
    about = _about(common, left - 12.0, style) if common else None
    deepest = max(head.height for head in (*heads, *([about] if about else ())))
    if max(head.width for head in heads) > field - 2.0:
        raise crowded("the names of the sources are wider than their columns")
    marks: list[Mark] = [*_key(given, words, style)]
    y = 20.0 + deepest
    for i, head in enumerate(heads):
        marks += head.at(left + (i + 0.5) * field, y - head.height + style.head.size - 3.0, align=0.5)
    if about:
        marks += about.at(0, y - about.height + style.head.size - 3.0)
    for row in given:
        block = _block(row, left - 12.0, style, bare=common is not None)
        height = max(block.height + 2 * _PAD, 18.0, *(18.0 + _UNDER for it in row.fields if it.figure))
        marks += [Line(((0, y), (style.width, y)), style.colours.grid), *_text(block, y + height / 2, style)]
        for i, it in enumerate(row.fields):
            marks += _field(it, left + (i + 0.5) * field, y + height / 2, field, style)
        y += height
    return (*marks, Line(((0, y), (style.width, y)), style.colours.grid)), y + 2.0


def _common(given: Sequence[Row]) -> Row | None:
    """A row that stands for all where they are values of one thing under one condition; it heads them then."""
    first, *others = given
    same = all((row.text, row.condition) == (first.text, first.condition) for row in others)
    return first if others and same and all(row.figure for row in given) else None


def _about(row: Row, room: float, style: Style) -> Block:
    return flow([*rows.prose_runs(row.text, style.head), *rows.note_runs(style, row.condition)], room, _LEADING)


def _block(row: Row, room: float, style: Style, *, bare: bool) -> Block:
    figure = [Run(row.figure.text, style.value, row.figure.ref)] if row.figure else []
    if bare:
        return flow(figure, room, _LEADING)
    return flow(
        [*rows.prose_runs(row.text, style.name), *figure, *rows.note_runs(style, row.condition)], room, _LEADING
    )


def _text(block: Block, axis: float, style: Style) -> tuple[Label, ...]:
    """The statement about the middle of its row."""
    return block.at(0, middle(axis, style.name) - (len(block.lines) - 1) * _LEADING / 2)


def _field(field: Field, x: float, y: float, width: float, style: Style) -> list[Mark]:
    """The shape, and under it the figure of the source."""
    if field.figure is None:
        return [_shape(field.stance, x, y, style)]
    text, ref = field.figure.text, field.figure.ref
    if style.note.width(text) > width - 2.0:
        raise crowded("the figures of the sources are wider than their columns")
    start = x - style.note.width(text) / 2
    figure = Label(start, middle(y + _UNDER / 2 + 0.5, style.note), text, style.note, ref)
    return [_shape(field.stance, x, y - _UNDER / 2, style), figure]


def _shape(stance: Stance, x: float, y: float, style: Style) -> Dot:
    colours: dict[Stance, str] = {"not-said": style.colours.rule, "contradicted": style.colours.alert}
    radius = _RADIUS - 0.8 if stance == "contradicted" else _RADIUS
    return Dot(x, y, _SHAPES[stance], colours.get(stance, style.accent.strong), radius)


def _key(given: Sequence[Row], words: Words, style: Style) -> list[Mark]:
    """What the shapes mean, of those that occur."""
    marks: list[Mark] = []
    x, present = _RADIUS, {field.stance for row in given for field in row.fields}
    for stance in (stance for stance in _SHAPES if stance in present):
        text = words.gettext(_MEANINGS[stance])
        marks += [_shape(stance, x, 6.0, style), Label(x + 8, middle(6.0, style.note), text, style.note)]
        x += 24 + style.note.width(text)
    return marks


def _alt(given: Sequence[Row], names: Sequence[str], words: Words) -> tuple[Cell, ...]:
    """For the top few rows, which sources say it, more weakly, or the contrary."""
    return words.sentences(words.gettext("Who says what"), *(_told(row, names, words) for row in given[:3]))


def _told(row: Row, names: Sequence[str], words: Words) -> tuple[Cell, ...]:
    found = []
    for stance in _SHAPES:
        own = [name for name, field in zip(names, row.fields, strict=True) if field.stance == stance]
        if own and stance != "not-said":
            found.append((Cell(f"{words.gettext(_MEANINGS[stance])}: {', '.join(own)}"),))
    return (*row.told(), Cell(" – "), *(listed(found, "; ") or (Cell(words.gettext("not said")),)))


def _table(given: Sequence[Row], names: Sequence[str], words: Words) -> DataTable:
    """Statement or fact, its figure and conditions, and the stance of each source."""
    body = tuple(
        (
            whole(row.text),
            row.figure or Cell(""),
            Cell(row.condition),
            *(Cell(words.gettext(_MEANINGS[field.stance])) for field in row.fields),
        )
        for row in given
    )
    return DataTable((words.gettext("Statement"), words.gettext("Value"), words.gettext("Condition"), *names), body)
