"""A measure over time, or over another condition that runs: a line for each subject; facts in, a sheet out.

The values of the condition are the columns: true to time where all of them are dates, else evenly spaced. The first and
the last figure of each line stand beside it, the others where there is room; all are in the data table.
"""

from collections.abc import Sequence
from itertools import pairwise

from briefing.charts import between, grids, lines, points, rows
from briefing.charts.flow import Run, flow
from briefing.charts.layout import spread
from briefing.charts.lines import LEADING, Course, Panel, Plot
from briefing.charts.refusals import crowded
from briefing.charts.rows import Entry
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Words, listed
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.specs import TrendChart
from briefing.dataset.values import parse_date
from briefing.exhibit import Cell
from briefing.wording.terms import capital

_HEIGHT, _GAP = 150.0, 10.0
#: How much of the width the labels on one side may take; what is left free between the names of two columns.
_SIDE, _APART = 0.24, 6.0


def lay_out(spec: TrendChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of a trend."""
    panel = _panel(spec, facts, words)
    heading = words.heading(words.dataset.measures[spec.pick.measure], panel.given)
    plot = _plot(panel, heading, words, style)
    top = plot.head.height + _GAP
    frame = (0.0, top, style.width, top + max(_HEIGHT, plot.tall + 8.0))
    marks = [*plot.head.at(0, style.head.size), *lines.drawn(plot, frame, [panel], words, style)]
    room = (0.0, 0.0, style.width, frame[3])
    marks += between.figures(lines.between(plot, frame, [panel], words), marks, room, words, style)
    under = max(lines.foot(plot, frame, [panel], words) + 6.0, frame[3] - 4.0)
    places = lines.columns(plot, frame)
    centres = spread(places, [head.width + _APART for head in plot.heads], -_APART / 2, style.width + _APART / 2)
    for head, centre in zip(plot.heads, centres, strict=True):
        marks += head.at(centre, under + style.note.size, align=0.5)
    foot = under + 4.0 + max(head.height for head in plot.heads)
    absent = [subject for subject in spec.subjects if subject not in {fact.subject for fact in panel.given}]
    missing = [rows.prose_runs(words.missing(absent), style.note)] if absent else []
    notes, end = grids.set_notes([*missing, *lines.notes([panel], words, style)], foot + 6.0, style)
    entries = [*lines.entries([panel]), *(Entry(subject, None, measure=spec.pick.measure) for subject in absent)]
    return Sheet((*marks, *notes), end if notes else foot, _alt(panel, heading, words), rows.table(entries, words))


def _panel(spec: TrendChart, facts: Facts, words: Words) -> Panel:
    """The columns that have a figure, and a line for each subject that has one."""
    found = points.running(spec, facts, words.dataset)
    subjects = spec.subjects or tuple(dict.fromkeys(subject for own in found.values() for subject in own))
    courses = (_course(subject, [own.get(subject) for own in found.values()], words) for subject in subjects)
    heads = tuple(words.condition(((spec.along, value),)) for value in found)
    return Panel(tuple(course for course in courses if course.given), heads, _shares(tuple(found)), open=True)


def _course(subject: str, facts: Sequence[Fact | None], words: Words) -> Course:
    return Course((Cell(words.subject(subject)),), tuple(facts), words.role(subject))


def _shares(values: Sequence[str]) -> tuple[float, ...]:
    """Where the columns lie: by their dates where all are dates that follow each other, else evenly."""
    dates = [parse_date(value.upper()) or parse_date(value) for value in values]
    days = [points.number(date) for date in dates if date]
    if len(days) == len(values) and all(one < other for one, other in pairwise(days)):
        return tuple((day - days[0]) / (days[-1] - days[0]) for day in days)
    return tuple(at / (len(values) - 1) for at in range(len(values)))


def _plot(panel: Panel, heading: str, words: Words, style: Style) -> Plot:
    room = style.width * _SIDE
    left = tuple(
        lines.label(course, 0, room, False, words, style) if course.facts[0] else flow([], room)
        for course in panel.courses
    )
    right = tuple(lines.label(course, 1, room, True, words, style) for course in panel.courses)
    plot = Plot(panel, style.width, flow([Run(heading, style.head)], style.width), (), (left, right))
    near = min(other - one for one, other in pairwise(panel.shares)) * plot.room - _APART
    heads = tuple(flow([Run(capital(head), style.note)], near, LEADING) for head in panel.heads)
    if any(not head.fits(near) for head in heads):
        raise crowded("the names of the columns find no place side by side")
    return Plot(panel, style.width, plot.head, heads, (left, right))


def _alt(panel: Panel, heading: str, words: Words) -> tuple[Cell, ...]:
    """What runs from where to where, and the first and the last figure of the focus, else of the top few."""
    own = [course for course in panel.courses if course.role == "focus"] or panel.courses
    told = [(*course.name, Cell(" "), *_ends(course, panel, words)) for course in own[:3]]
    return words.sentences(words.gettext("Trend"), (Cell(heading.replace(" · ", ", ")),), listed(told, "; "))


def _ends(course: Course, panel: Panel, words: Words) -> tuple[Cell, ...]:
    first, *_, last = [at for at, fact in enumerate(course.facts) if fact] * 2
    return listed(
        [
            (rows.value_cell(course.facts[at], words), Cell(f" ({panel.heads[at]})"))
            for at in dict.fromkeys((first, last))
        ]
    )
