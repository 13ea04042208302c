"""Events down a line that is true to time, each with its date and a few words beside it: facts in, a sheet out.

A day is a dot, a month, a season or a year a stretch; a disputed date spans its versions, with who says which; what
is planned is open. Texts are pushed apart as far as they need, and led to their place on the line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from briefing.charts import points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import Scale, spread
from briefing.charts.marks import Bar, Dot, Line, Mark
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Role, Words, joined, whole
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.model import Event
from briefing.dataset.specs import TimelineChart
from briefing.dataset.values import PartialDate
from briefing.exhibit import Cell, DataTable

_LINE, _DATES, _TEXT = 8.0, 36.0, 140.0
_LEADING = 10.2
_AIR = 5.0
#: A stretch shorter than this many points is drawn as a dot.
_SHORT = 6.0


@dataclass(frozen=True, slots=True)
class Moment:
    """An event, its date if one is given, and what is printed of it."""

    event: Event
    fact: Fact | None
    text: tuple[Cell, ...]
    role: Role

    @property
    def days(self) -> tuple[float, float]:
        """The first and last day that the date may mean, over all its versions."""
        dates = [v for v in points.values(self.fact) if isinstance(v, PartialDate)] if self.fact else []
        first, last = [date.first.toordinal() for date in dates], [date.last.toordinal() for date in dates]
        return float(min(first, default=0)), float(max(last, default=0))


@dataclass(frozen=True, slots=True)
class Row:
    """A moment, worded: its date and its text as blocks."""

    moment: Moment
    date: Block
    text: Block

    @property
    def height(self) -> float:
        """As high as its higher block, and some air."""
        return max(self.date.height, self.text.height) + _AIR

    @property
    def day(self) -> float:
        """The middle of its days."""
        return sum(self.moment.days) / 2


def lay_out(spec: TimelineChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of a timeline; an event without a date stands at its end."""
    moments = [_moment(words.dataset.events[name], facts, words) for name in spec.events]
    moments.sort(key=lambda moment: (moment.fact is None, sum(moment.days), moment.event.id))
    marks, height = _marks([_row(moment, words, style) for moment in moments], style)
    return Sheet(marks, height, _alt(moments, words), _table(moments, words))


def _moment(event: Event, facts: Facts, words: Words) -> Moment:
    found = [fact for fact in facts.values() if (fact.subject, fact.measure) == (event.id, event.measure)]
    role: Role = "focus" if words.dataset.topic.focus in event.subjects else "other"
    return Moment(event, found[0] if found else None, words.event(event), role)


def _row(moment: Moment, words: Words, style: Style) -> Row:
    """Of a disputed date, who says which stands below the text, where there is room for it."""
    room = style.width - _TEXT
    notes = joined(", ", words.gettext("planned") if moment.event.planned else "", words.inferred(moment.fact))
    text = rows.prose_runs(moment.text, style.names(moment.role))
    dates = rows.figures(moment.fact, words, style, style.values(moment.role))
    date = dates or (Run(words.gettext("not given"), style.absent),)
    which = rows.value_runs(moment.fact, words, style, style.note) if points.disputed(moment.fact) else ()
    said = flow([*text, *rows.note_runs(style, f"({notes})" if notes else "")], room, _LEADING)
    return Row(moment, flow(date, _TEXT - _DATES - 12, _LEADING), said.over(flow(which, room, _LEADING)))


def _marks(given: Sequence[Row], style: Style) -> tuple[tuple[Mark, ...], float]:
    dated = [row for row in given if row.moment.fact]
    height = fsum(row.height for row in dated)
    scale = _scale(dated, height)
    centres = spread([scale(row.day) for row in dated], [row.height for row in dated], 0.0, height)
    marks: list[Mark] = []
    if dated:
        marks.append(Line(((_LINE, scale.start - 5), (_LINE, scale.end + 5)), style.colours.rule, 1.2))
    for row in sorted(dated, key=lambda row: row.moment.role == "focus"):
        marks += _on_line(row.moment, scale, style)
    for row, centre in zip(dated, centres, strict=True):
        level = _first_line(row, centre) - _LEADING * 0.27
        lead = ((_LINE + 5, scale(row.day)), (_LINE + 8, scale(row.day)), (_DATES - 7, level), (_DATES - 3, level))
        marks += [Line(lead, style.colours.rule), *_texts(row, centre)]
    y = height
    for row in given[len(dated) :]:
        marks += [Dot(_LINE, y + row.height / 2, "ring", style.colours.mark), *_texts(row, y + row.height / 2)]
        y += row.height
    return tuple(marks), y + 2.0


def _scale(dated: Sequence[Row], height: float) -> Scale:
    """From the middle of the first row to the middle of the last."""
    days = [day for row in dated for day in row.moment.days] or [0.0]
    start = dated[0].height / 2 if dated else 0.0
    return Scale(min(days), max(days), start, height - (dated[-1].height / 2 if dated else 0.0))


def _on_line(moment: Moment, scale: Scale, style: Style) -> list[Mark]:
    """A dot for a day, a stretch for what is longer; open where it is planned."""
    colour, planned = style.spot(moment.role), moment.event.planned
    first, last = (scale(day) for day in moment.days)
    if last - first > _SHORT:
        return [Bar(_LINE - 2.5, first, 5.0, last - first, colour, hollow=planned)]
    return [style.dot(_LINE, (first + last) / 2, moment.role, inferred=planned)]


def _first_line(row: Row, centre: float) -> float:
    """The baseline of the top line of a row about `centre`."""
    return centre - (row.height - _AIR) / 2 + _LEADING * 0.77


def _texts(row: Row, centre: float) -> list[Mark]:
    """Date and text with their top lines level."""
    first = _first_line(row, centre)
    return [*row.date.at(_DATES, first), *row.text.at(_TEXT, first)]


def _alt(moments: Sequence[Moment], words: Words) -> tuple[Cell, ...]:
    """The earliest event, the latest, and three between them in their order, those of the focus before others."""
    inner = sorted(moments[1:-1], key=lambda moment: moment.role != "focus")[:3]
    chosen = [moment for moment in moments if moment in (moments[0], *inner, moments[-1])]
    told = [(rows.value_cell(moment.fact, words), Cell(" "), *moment.text) for moment in chosen]
    return words.sentences(words.gettext("Timeline"), *told)


def _table(moments: Sequence[Moment], words: Words) -> DataTable:
    head = (words.gettext("Event"), words.gettext("Date"), words.gettext("Said by"), words.gettext("Status"))
    return DataTable(head, tuple(_table_row(moment, words) for moment in moments))


def _table_row(moment: Moment, words: Words) -> tuple[Cell, ...]:
    planned = words.gettext("planned") if moment.event.planned else ""
    return (
        whole(moment.text),
        rows.value_cell(moment.fact, words),
        Cell(words.said_by(moment.fact)),
        Cell(joined(", ", planned, words.status(moment.fact))),
    )
