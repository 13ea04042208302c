"""Small panels in bands, one a measure, the same subjects in the same order in each: facts in, a sheet out.

Panels share a scale where their bars may be held against each other, else each has its own. A measure without a zero gets
dots in place of bars. A subject without the fact is shown as "not given".
"""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts import grids, points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.grids import Panel
from briefing.charts.layout import Scale, bands, fitted, from_zero
from briefing.charts.marks import Line, Mark, middle
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Role, Words
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.specs import MultiplesChart
from briefing.exhibit import Cell

_MOST = 4
_LEADING = 9.8
_AIR = 14.0


@dataclass(frozen=True, slots=True)
class Row:
    """One subject in one panel, worded; no `ends` where nothing is given."""

    ends: tuple[float, ...]
    value: Block
    role: Role
    inferred: bool


@dataclass(frozen=True, slots=True)
class Box:
    """One panel, worded: its head, its rows, whether it has a zero, what other panels it may be held against."""

    head: Block
    rows: tuple[Row, ...]
    zero: bool
    family: tuple[object, ...]


def lay_out(spec: MultiplesChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of panels, at most four beside each other."""
    panels = [grids.panel(pick, spec.subjects, facts, words) for pick in spec.panels]
    names = [_name(subject, words, style) for subject in spec.subjects]
    left = max(name.width for name in names) + 12.0
    each = (style.width - left + _AIR) / max(map(len, bands(panels, _MOST)))
    boxes = [_box(panel, each - _AIR, words, style) for panel in panels]
    marks: list[Mark] = []
    y = 0.0
    for band in bands(boxes, _MOST):
        drawn, y = _band([(box, _axis(box, boxes, each - _AIR)) for box in band], names, (left, y, each), style)
        marks += drawn
    notes, end = grids.set_notes(grids.notes(panels, words, style), y, style)
    height = end if notes else y - _AIR + 2.0
    return Sheet((*marks, *notes), height, _alt(panels, words), grids.table(panels, spec.subjects, words))


def _name(subject: str, words: Words, style: Style) -> Block:
    return flow([Run(words.subject(subject), style.names(words.role(subject)))], style.width * 0.24, _LEADING)


def _box(panel: Panel, room: float, words: Words, style: Style) -> Box:
    """A panel worded: its name, and the small print below it."""
    name = flow(rows.prose_runs(panel.label, style.value), room, _LEADING)
    return Box(
        head=name.over(flow(grids.under(panel, words, style), room, _LEADING)),
        rows=tuple(_row(fact, words.role(fact.subject) if fact else "other", words, style) for fact in panel.facts),
        zero=panel.measure.zero,
        family=points.family(panel.measure, panel.given),
    )


def _row(fact: Fact | None, role: Role, words: Words, style: Style) -> Row:
    """What is printed behind a bar; its condition and who disputes it stand in the notes."""
    runs = rows.figures(fact, words, style, style.values(role)) or [Run(words.gettext("not given"), style.absent)]
    inferred = fact is not None and fact.inferred
    return Row(points.ends(fact), flow(runs, style.width), role, inferred)


def _axis(box: Box, boxes: Sequence[Box], length: float) -> Scale:
    """The scale of a panel from its left side: that of all panels it may be held against, with room for values."""
    fellows = [row for other in boxes if other.family == box.family for row in other.rows]
    room = max(row.value.width for row in fellows) + 6.0
    ends = [end for row in fellows for end in row.ends] or [1.0]
    return from_zero(ends, 0.0, length - room) if box.zero else fitted(ends, 0.0, length - room)


def _band(
    boxes: Sequence[tuple[Box, Scale]], names: Sequence[Block], start: tuple[float, float, float], style: Style
) -> tuple[list[Mark], float]:
    """Panels beside each other from (left, top), `each` wide with their air; and where the band ends."""
    left, top, each = start
    y = top + max(box.head.height for box, _ in boxes) + 4.0
    axes = []
    for name in names:
        height = max(style.row, name.height + 4.0)
        axes.append(y + height / 2)
        y += height
    marks: list[Mark] = []
    for name, axis in zip(names, axes, strict=True):
        marks += name.at(0, middle(axis, style.name) - (len(name.lines) - 1) * _LEADING / 2)
    for i, (box, scale) in enumerate(boxes):
        x = left + i * each
        marks += [*box.head.at(x, top + style.value.size), *_drawn(box, axes, scale.moved(x), style)]
    return marks, y + _AIR


def _drawn(box: Box, axes: Sequence[float], scale: Scale, style: Style) -> list[Mark]:
    marks: list[Mark] = []
    for row, axis in zip(box.rows, axes, strict=True):
        drawn = (
            rows.bars(sorted(row.ends, key=abs), axis, scale, row.role, row.inferred, style)
            if box.zero
            else _dots(row, axis, scale, style)
        )
        x = max((scale(end) for end in row.ends), default=scale.start) + (4.0 if box.zero or not row.ends else 7.0)
        marks += [*drawn, *row.value.at(max(x, scale(0) + 4.0) if box.zero else x, middle(axis, style.value))]
    top, bottom = axes[0] - style.row / 2, axes[-1] + style.row / 2
    return [*marks, Line(((scale(0), top), (scale(0), bottom)), style.colours.ink, 0.7)] if box.zero else marks


def _dots(row: Row, axis: float, scale: Scale, style: Style) -> list[Mark]:
    places = [scale(end) for end in row.ends]
    guide = Line(((scale.start, axis), (places[0] if places else scale.end, axis)), style.colours.rule, 0.5, (1.0, 2.0))
    span = [Line(((places[0], axis), (places[-1], axis)), style.spot(row.role), 2.0)] if len(places) > 1 else []
    shapes = [style.dot(x, axis, row.role, inferred=row.inferred) for x in places]
    return [guide, *span, *shapes] if places else []


def _alt(panels: Sequence[Panel], words: Words) -> tuple[Cell, ...]:
    """The best and the focus in up to four panels."""
    return words.sentences(words.gettext("Small panels"), *(grids.told(panel, words) for panel in panels[:4]))
