"""Lines between two columns: a measure under two conditions, or of two subjects, side by side; facts in, a sheet out.

A panel for each measure, or each unit (`lines`). A line with one end is a dot, with "not given" on the other side.
"""

from collections.abc import Sequence

from briefing.charts import grids, lines, pairs, points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import bands
from briefing.charts.lines import LEADING, Panel, Plot
from briefing.charts.marks import Box, Mark
from briefing.charts.refusals import crowded
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Words, joined, listed
from briefing.dataset.facts import Facts
from briefing.dataset.specs import SlopeChart
from briefing.exhibit import Cell
from briefing.wording.terms import capital

#: The most panels beside each other, and the most with names at both ends.
_MOST, _NAMED = 3, 2
_AIR, _BELOW = 20.0, 16.0
#: The width of a panel that stands alone: its columns are not drawn so far apart that every line looks level.
_ALONE = 340.0
#: The least width between the columns of a panel.
_NARROW = 30.0
#: The height of a plot with few lines, in a panel of its own and beside others.
_HIGH, _LOW = 140.0, 104.0


def lay_out(spec: SlopeChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of slopes."""
    panels = pairs.panels(spec, facts, words)
    plots = _plots(panels, words, style)
    height = max(_HIGH if len(plots[0]) == 1 else _LOW, *(plot.tall for band in plots for plot in band))
    marks: list[Mark] = []
    y = 0.0
    for band in plots:
        top = y + max(plot.head.height for plot in band) + 4.0
        foot = top + max(head.height for plot in band for head in plot.heads) + 8.0 + height
        for i, plot in enumerate(band):
            left = i * (plot.width + _AIR)
            frame = (left, foot - height, left + plot.width, foot)
            marks += [*plot.head.at(left, y + style.head.size), *_heads(plot, frame, style)]
            marks += lines.drawn(plot, frame, panels, words, style)
        y = foot + _BELOW
    notes, end = grids.set_notes(lines.notes(panels, words, style), y - 6.0, style)
    return Sheet(
        (*marks, *notes), end if notes else y - 8.0, _alt(panels, words), rows.table(lines.entries(panels), words)
    )


def _plots(panels: Sequence[Panel], words: Words, style: Style) -> list[list[Plot]]:
    """The panels, worded, in bands of as many as leave room between their columns."""
    for most in range(_MOST, 0, -1):
        count = len(bands(panels, most)[0])
        width = _ALONE if count == 1 else (style.width + _AIR) / count - _AIR
        plots = [_plot(panel, width, count, words, style) for panel in panels]
        if all(plot.room >= _NARROW for plot in plots):
            return bands(plots, most)
    raise crowded("the labels leave no room between the columns")


# --- how it is worded -----------------------------------------------------------------------------------------


def _plot(panel: Panel, width: float, count: int, words: Words, style: Style) -> Plot:
    room = width * (0.3 if count == 1 else 0.36)
    named = {0: True, 1: count <= _NAMED}
    left, right = (
        tuple(lines.label(course, side, room, named[side], words, style) for course in panel.courses) for side in (0, 1)
    )
    heads = tuple(flow([Run(capital(head), style.note)], width / 2 - 6.0, LEADING) for head in panel.heads)
    return Plot(panel, width, _head(panel, width, count, words, style), heads, (left, right))


def _heads(plot: Plot, frame: Box, style: Style) -> list[Mark]:
    """What the two columns are, above the frame and level with its sides."""
    return [
        mark
        for head, x, align in zip(plot.heads, (frame[0], frame[2]), (0.0, 1.0), strict=True)
        for mark in head.at(x, frame[1] - 8.0 - head.height + style.note.size, align)
    ]


def _head(panel: Panel, width: float, count: int, words: Words, style: Style) -> Block:
    """The name of a panel and the small print below it; of a single panel one line."""
    measures = {fact.measure for fact in panel.given}
    measure = words.dataset.measures[panel.given[0].measure]
    if count == 1 and len(measures) == 1:
        return flow([Run(words.heading(measure, panel.given), style.head)], width)
    shared = words.condition(points.shared(panel.given))
    notes = joined(", ", words.unit(measure), shared, words.better(measure))
    subjects = {fact.subject for fact in panel.given}
    whole = words.subject(subjects.pop()) if len(subjects) == 1 else capital(words.unit_name(measure))
    name = capital(words.measure(measure)) if len(measures) == 1 else whole
    return flow([Run(name, style.value)], width, LEADING).over(flow(rows.note_runs(style, notes), width, LEADING))


# --- the same in words ----------------------------------------------------------------------------------------


def _alt(panels: Sequence[Panel], words: Words) -> tuple[Cell, ...]:
    """Of each panel what is compared, and the line of the focus, else the top few."""
    return words.sentences(words.gettext("Slope chart"), *(_told(panel, words) for panel in panels[:4]))


def _told(panel: Panel, words: Words) -> tuple[Cell, ...]:
    own = [course for course in panel.courses if course.role == "focus"] or panel.courses
    measures = list(dict.fromkeys(fact.measure for fact in panel.given))
    measure = words.measure(words.dataset.measures[measures[0]]) if len(measures) == 1 else ""
    against = words.versus()
    told = [
        (
            *one.name,
            Cell(" "),
            rows.value_cell(one.facts[0], words),
            Cell(against),
            rows.value_cell(one.facts[1], words),
        )
        for one in own[:2]
    ]
    heads = against.join(head for head in panel.heads if head)
    return Cell(f"{capital(joined(', ', measure, heads))}: "), *listed(told, "; ")
