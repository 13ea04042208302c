"""Facts as dots on one axis, a row each, in groups by condition or by subject; fit for measures without a zero.

A disputed fact is a range between its values, with who says which. The axis is as long as the facts need, and shows
a break where it leaves out zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts import points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import Scale, fitted, from_zero
from briefing.charts.marks import Dot, Line, Mark, Shape, middle
from briefing.charts.refusals import demand_some, refusal, wanted
from briefing.charts.rows import Entry
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Words, joined, listed
from briefing.dataset import derive
from briefing.dataset.model import DotsChart, Fact, Facts
from briefing.exhibit import Cell

_GAP = 6.0
_LEADING = 10.0
#: Zero is shown where it costs at most this share of the axis.
_COST_OF_ZERO = 0.5
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Row:
    """One fact, worded."""

    name: Block
    ends: tuple[float, ...]
    value: tuple[Run, ...]
    notes: tuple[Run, ...]
    colour: str
    ring: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that share what they are grouped by, best first; `title` names it."""

    title: str
    facts: tuple[Fact, ...]


def lay_out(spec: DotsChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of dots; raises Failure `mixed-units` where the facts do not share one unit."""
    chosen = wanted(facts, spec.facts)
    demand_some(chosen, "fact listed")
    _demand_one_axis(chosen, words)
    groups = _grouped(chosen, spec, words)
    measure = words.dataset.measures[chosen[0].measure]
    head = flow([Run(words.heading(measure, chosen), style.head)], style.width)
    worded = [
        (_title(group, groups, chosen, spec, words), _rows(group, chosen, spec, words, style)) for group in groups
    ]
    marks, height = _marks(worded, head, _holds_zero(chosen, words), style)
    entries = [Entry(fact.subject, fact) for group in groups for fact in group.facts]
    return Sheet(marks, height, _alt(words.heading(measure, chosen, ", "), groups, words), rows.table(entries, words))


def _demand_one_axis(facts: Sequence[Fact], words: Words) -> None:
    units = sorted({derive.unit_of(fact, words.dataset) or "no unit" for fact in facts})
    if len(units) > 1:
        names = ", ".join(f"`{unit}`" for unit in units)
        raise refusal("mixed-units", f"facts in {names} cannot share an axis", "make a chart for each unit")


def _holds_zero(facts: Sequence[Fact], words: Words) -> bool:
    """Whether the axis starts at zero: where that means something and leaves the dots room."""
    ends = [end for fact in facts for end in points.ends(fact)]
    has_zero = all(words.dataset.measures[fact.measure].zero for fact in facts)
    return has_zero and min(ends) <= _COST_OF_ZERO * max(ends)


def _grouped(facts: Sequence[Fact], spec: DotsChart, words: Words) -> list[Group]:
    """Groups in the order of the spec."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        by_subject = spec.group_by == "subject"
        title = words.subject(fact.subject) if by_subject else words.condition(fact.qualifiers)
        found.setdefault(title, []).append(fact)
    measures = words.dataset.measures
    return [Group(title, tuple(points.best_first(own, measures[own[0].measure]))) for title, own in found.items()]


def _title(group: Group, groups: Sequence[Group], chosen: Sequence[Fact], spec: DotsChart, words: Words) -> str:
    """What stands over a group: its subject, or those of its conditions that the heading does not name."""
    if spec.group_by == "subject":
        return group.title
    if len(groups) == 1:
        return ""
    title = words.condition(points.shared(group.facts), points.shared(chosen))
    return title[:1].upper() + title[1:]


def _rows(group: Group, chosen: Sequence[Fact], spec: DotsChart, words: Words, style: Style) -> list[Row]:
    several = len({fact.measure for fact in chosen}) > 1
    common = points.shared(chosen)
    worded = []
    for fact in group.facts:
        by_subject = spec.group_by == "subject"
        own = words.condition(fact.qualifiers, common) if by_subject else words.subject(fact.subject)
        measure = words.measure(words.dataset.measures[fact.measure]) if several or not own else ""
        worded.append(_row(joined(", ", own, measure), fact, words, style))
    return worded


def _row(name: str, fact: Fact, words: Words, style: Style) -> Row:
    role = words.role(fact.subject)
    return Row(
        name=flow([Run(name, style.names(role))], style.width * 0.36, _LEADING),
        ends=points.ends(fact),
        value=rows.value_runs(fact, words, style, style.values(role)),
        notes=rows.note_runs(style, words.inferred(fact)),
        colour=style.spot(role),
        ring=fact.inferred,
    )


def _marks(
    groups: Sequence[tuple[str, Sequence[Row]]], head: Block, zero: bool, style: Style
) -> tuple[tuple[Mark, ...], float]:
    scale = _scale([row for _, own in groups for row in own], zero, style)
    marks: list[Mark] = [*head.at(0, style.head.size)]
    y = head.height + _GAP
    for title, own in groups:
        block = flow([Run(title, style.strong)], style.width)
        marks += block.at(0, y + style.strong.size)
        y += block.height + 2.0 if block.lines else 0.0
        for row in own:
            drawn, height = _drawn(row, y, scale, style)
            marks += drawn
            y += height
        y += _GAP
    return (*marks, *_axis(y - 2.0, scale, zero, style)), y + 4.0


def _scale(given: Sequence[Row], zero: bool, style: Style) -> Scale:
    """From behind the names to where the widest value behind the last dot ends."""
    left = max(row.name.width for row in given) + 2 * _GAP
    beyond = max((flow(row.value, style.width).width for row in given if len(row.ends) == 1), default=40.0)
    ends = [end for row in given for end in row.ends]
    right = max(style.width - beyond - 2 * _GAP, left + style.width * 0.3)
    return from_zero(ends, left, right) if zero else fitted(ends, left, right)


def _drawn(row: Row, y: float, scale: Scale, style: Style) -> tuple[list[Mark], float]:
    axis = y + style.row / 2
    marks: list[Mark] = [*row.name.at(0, middle(axis, style.name))]
    texts, deep = _texts(row, axis, scale, style)
    shape: Shape = "ring" if row.ring else "dot"
    marks.append(Line(((scale.start, axis), (scale(row.ends[0]), axis)), style.colours.rule, 0.5, (1.0, 2.0)))
    if len(row.ends) > 1:
        marks.append(Line(((scale(row.ends[0]), axis), (scale(row.ends[-1]), axis)), row.colour, 2.0))
    marks += [Dot(scale(end), axis, shape, row.colour) for end in row.ends]
    return [*marks, *texts], max(style.row + deep, row.name.height + _GAP)


def _texts(row: Row, axis: float, scale: Scale, style: Style) -> tuple[list[Mark], float]:
    """Value and notes behind the dot if they fit on a line, else below it; and how much deeper the row gets."""
    x = scale(row.ends[-1]) + _GAP + 1.0
    room, baseline = style.width - x, middle(axis, style.value)
    line = flow([*row.value, *row.notes], room)
    if line.fits(room):
        return [*line.at(x, baseline)], 0.0
    behind, rest = ((), (*row.value, *row.notes)) if len(row.ends) > 1 else (row.value, row.notes)
    below = flow(rest, style.width - scale.start, _LEADING)
    start = max(scale.start, min(scale(row.ends[0]) - 3.0, style.width - below.width))
    under = below.at(start, axis + style.note.size + 5.0)
    return [*flow(behind, style.width).at(x, baseline), *under], below.height + 3.0


def _axis(y: float, scale: Scale, zero: bool, style: Style) -> list[Mark]:
    """The line of the axis; with a break near its start where it leaves out zero."""
    colour, x = style.colours.ink_soft, scale.start
    if zero:
        return [Line(((x, y), (style.width, y)), colour)]
    strokes = [Line(((x + at, y + 3.0), (x + at + 3.0, y - 3.0)), colour, 0.8) for at in (6.0, 9.0)]
    return [Line(((x, y), (x + 7.5, y)), colour), Line(((x + 10.5, y), (style.width, y)), colour), *strokes]


def _alt(heading: str, groups: Sequence[Group], words: Words) -> tuple[Cell, ...]:
    """The best of each group and the focus."""
    parts = []
    for group in groups[:4]:
        chosen = [fact for i, fact in enumerate(group.facts) if i == 0 or words.role(fact.subject) == "focus"][:3]
        told = listed([rows.told(Entry(fact.subject, fact), words) for fact in chosen])
        parts.append((Cell(f"{group.title}: " if group.title else ""), *told))
    return words.sentences("dots", (Cell(heading),), *parts)
