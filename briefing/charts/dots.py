"""Facts as dots on one axis, a row each, in groups by condition or by subject; fit for measures without a zero.

A disputed fact is a range between its values, with who says which. The axis is as long as the facts need, and shows
a break where it leaves out zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts import axes, points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import Scale, fitted, from_zero
from briefing.charts.marks import Line, Mark, middle
from briefing.charts.rows import Entry
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Role, Words, joined, listed
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.specs import DotsChart
from briefing.exhibit import Cell
from briefing.wording.terms import capital

_GAP = 6.0
_LEADING = 10.0


@dataclass(frozen=True, slots=True)
class Item:
    """One fact, worded."""

    fact: Fact
    role: Role
    name: str
    block: Block
    value: tuple[Run, ...]
    notes: tuple[Run, ...]
    colour: str

    @property
    def ends(self) -> tuple[float, ...]:
        """Its value, or both of a disputed one."""
        return points.ends(self.fact)


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that share what they are grouped by, best first, under a title that may be empty."""

    title: Run
    items: tuple[Item, ...]


def lay_out(spec: DotsChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of dots."""
    chosen = [facts[ref] for ref in spec.facts]
    groups = _grouped(chosen, spec, words, style)
    measure = words.dataset.measures[chosen[0].measure]
    head = flow([Run(words.heading(measure, chosen), style.head)], style.width)
    marks, height = _marks(groups, head, axes.holds_zero(chosen, words), style)
    entries = [Entry(item.fact.subject, item.fact) for group in groups for item in group.items]
    return Sheet(marks, height, _alt(words.heading(measure, chosen, ", "), groups, words), rows.table(entries, words))


def _grouped(facts: Sequence[Fact], spec: DotsChart, words: Words, style: Style) -> list[Group]:
    """Groups in the order of the spec; facts of a single subject are rows of one group, named by their conditions."""
    by_subject = spec.group_by == "subject" or (len(facts) > 1 and len({fact.subject for fact in facts}) == 1)
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        found.setdefault(fact.subject if by_subject else words.condition(fact.qualifiers), []).append(fact)
    common = points.shared(facts)
    groups = []
    for key, own in found.items():
        best_first = points.best_first(own, words.dataset.measures[own[0].measure])
        title = words.subject(key) if by_subject else capital(words.condition(own[0].qualifiers, common))
        text = style.names(words.role(key)) if by_subject else style.strong
        items = [_item(_name(fact, facts, by_subject, words), fact, by_subject, words, style) for fact in best_first]
        groups.append(Group(Run(title, text), tuple(items)))
    return groups


def _name(fact: Fact, facts: Sequence[Fact], by_subject: bool, words: Words) -> str:
    """What a row is named by: its condition or its subject, and its measure where there are several."""
    several = len({fact.measure for fact in facts}) > 1
    own = capital(words.condition(fact.qualifiers, points.shared(facts))) if by_subject else words.subject(fact.subject)
    return joined(", ", own, words.measure(words.dataset.measures[fact.measure]) if several or not own else "")


def _item(name: str, fact: Fact, by_subject: bool, words: Words, style: Style) -> Item:
    role = words.role(fact.subject)
    text = style.name if by_subject else style.names(role)
    return Item(
        fact=fact,
        role=role,
        name=name,
        block=flow([Run(name, text)], style.width * 0.42, _LEADING),
        value=rows.value_runs(fact, words, style, style.values(role)),
        notes=rows.note_runs(style, words.inferred(fact)),
        colour=style.spot(role),
    )


def _marks(groups: Sequence[Group], head: Block, zero: bool, style: Style) -> tuple[tuple[Mark, ...], float]:
    scale = _scale([item for group in groups for item in group.items], zero, style)
    marks: list[Mark] = [*head.at(0, style.head.size)]
    y = head.height + _GAP
    for group in groups:
        title = flow([group.title], style.width)
        marks += title.at(0, y + style.strong.size)
        y += title.height + 2.0 if title.lines else 0.0
        for item in group.items:
            drawn, height = _drawn(item, y, scale, style)
            marks += drawn
            y += height
        y += _GAP
    return (*marks, *_axis(y - 2.0, scale, zero, style)), y + 4.0


def _scale(items: Sequence[Item], zero: bool, style: Style) -> Scale:
    """From behind the names to where the widest value behind the last dot ends."""
    left = max(item.block.width for item in items) + 2 * _GAP
    whole = [flow([*item.value, *item.notes], style.width).width for item in items if len(item.ends) == 1]
    beyond = min(max(whole, default=40.0), style.width * 0.3)
    ends = [end for item in items for end in item.ends]
    right = max(style.width - beyond - 2 * _GAP, left + style.width * 0.3)
    return from_zero(ends, left, right) if zero else fitted(ends, left, right)


def _drawn(item: Item, y: float, scale: Scale, style: Style) -> tuple[list[Mark], float]:
    axis, (first, *_, last) = y + style.row / 2, (*item.ends, *item.ends)
    marks: list[Mark] = [*item.block.at(0, middle(axis, style.name))]
    texts, deep = _texts(item, axis, scale, style)
    marks.append(Line(((scale.start, axis), (scale(first), axis)), style.colours.rule, 0.5, (1.0, 2.0)))
    if last > first:
        marks.append(Line(((scale(first), axis), (scale(last), axis)), item.colour, 2.0))
    marks += [style.dot(scale(end), axis, item.role, inferred=item.fact.inferred) for end in item.ends]
    return [*marks, *texts], max(style.row + deep, item.block.height + _GAP)


def _texts(item: Item, axis: float, scale: Scale, style: Style) -> tuple[list[Mark], float]:
    """Value and notes behind the dot if they fit on a line, else below it; and how much deeper the row gets."""
    x = scale(item.ends[-1]) + _GAP + 1.0
    room, baseline = style.width - x, middle(axis, style.value)
    line = flow([*item.value, *item.notes], room)
    if line.fits(room):
        return [*line.at(x, baseline)], 0.0
    behind, rest = ((), (*item.value, *item.notes)) if len(item.ends) > 1 else (item.value, item.notes)
    below = flow(rest, style.width - scale.start, _LEADING)
    start = max(scale.start, min(scale(item.ends[0]) - 3.0, style.width - below.width))
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
    """The best of each group and the focus; of many of the focus the lowest too, so that the range is told."""
    parts = []
    for group in groups[:4]:
        chosen = [item for i, item in enumerate(group.items) if i == 0 or item.role == "focus"]
        chosen = chosen if len(chosen) <= 3 else [*chosen[:2], chosen[-1]]
        told = listed([(Cell(f"{item.name}: "), rows.value_cell(item.fact, words)) for item in chosen], "; ")
        parts.append((Cell(f"{group.title.text} – "), *told) if group.title.text else told)
    return words.sentences(words.gettext("Dot plot"), (Cell(heading),), *parts)
