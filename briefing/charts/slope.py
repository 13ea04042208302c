"""Lines between two columns: a measure under two conditions, or of two subjects, side by side; facts in, a sheet out.

A panel for each measure, or each unit. Panels of one unit show the same span of it, so that a steeper line is a
greater difference; the axis need not hold zero, and shows a break where it leaves it out. A disputed end is a range,
an inferred one open; a line with one end is a dot, with "not given" on the other side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.charts import axes, grids, pairs, points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import Scale, bands, spread
from briefing.charts.marks import Box, Line, Mark, middle
from briefing.charts.pairs import Panel, Slope
from briefing.charts.refusals import crowded
from briefing.charts.rows import Entry
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Words, joined, listed
from briefing.dataset.facts import Facts
from briefing.dataset.specs import SlopeChart
from briefing.exhibit import Cell
from briefing.wording.terms import capital

#: The most panels beside each other, and the most with names at both ends.
_MOST, _NAMED = 3, 2
_LEADING = 9.8
_AIR, _BELOW = 20.0, 16.0
#: The width of a panel that stands alone: its columns are not drawn so far apart that every line looks level.
_ALONE = 340.0
#: From a column to its labels; the least width between the columns of a panel.
_OFF, _NARROW = 13.0, 30.0
#: The height of a plot with few lines, in a panel of its own and beside others.
_HIGH, _LOW = 140.0, 104.0
#: The least that an axis spans, as a share of its greatest value: a small difference is not blown up to fill it.
_LEAST = 0.1
#: What is left free above the lines, and below them, where the axis may be broken.
_FREE, _BROKEN = 8.0, 14.0


@dataclass(frozen=True, slots=True)
class Plot:
    """A panel, worded: what stands above it, above its columns, and beside them."""

    panel: Panel
    width: float
    head: Block
    heads: tuple[Block, Block]
    labels: tuple[tuple[Block, ...], tuple[Block, ...]]

    @property
    def tall(self) -> float:
        """How high the labels of a column stack."""
        return max(sum(label.height + 2.0 for label in side) for side in self.labels)

    @property
    def room(self) -> float:
        """How far apart the columns are."""
        return self.width - sum(max(label.width for label in side) + _OFF for side in self.labels)


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
            marks += [*plot.head.at(left, y + style.head.size), *_drawn(plot, frame, panels, words, style)]
        y = foot + _BELOW
    notes, end = grids.set_notes(_notes(panels, words, style), y - 6.0, style)
    return Sheet((*marks, *notes), end if notes else y - 8.0, _alt(panels, words), rows.table(_entries(panels), words))


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
    left, right = (
        tuple(_label(slope, side, side == 0 or count <= _NAMED, room, words, style) for slope in panel.slopes)
        for side in (0, 1)
    )
    heads = [flow([Run(capital(head), style.note)], width / 2 - 6.0, _LEADING) for head in panel.heads]
    return Plot(panel, width, _head(panel, width, count, words, style), (heads[0], heads[1]), (left, right))


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
    return flow([Run(name, style.value)], width, _LEADING).over(flow(rows.note_runs(style, notes), width, _LEADING))


def _label(slope: Slope, side: int, named: bool, room: float, words: Words, style: Style) -> Block:
    """The name and the figure of one end, the figure next to its column."""
    fact = slope.ends[side]
    figures = rows.figures(fact, words, style, style.values(slope.role)) or (
        Run(_unbroken(words.gettext("not given")), style.absent),
    )
    name = rows.prose_runs(slope.name, style.names(slope.role)) if named else []
    return flow([*name, *figures] if side == 0 else [*figures, *name], room, _LEADING)


def _unbroken(text: str) -> str:
    return text.replace(" ", "\u00a0")


# --- how it is drawn ------------------------------------------------------------------------------------------


def _drawn(plot: Plot, frame: Box, panels: Sequence[Panel], words: Words, style: Style) -> list[Mark]:
    """The heads of the columns above the frame, the columns in it, the lines between them, the labels beside them."""
    left, _, right, _ = frame
    columns = tuple(
        edge + way * (max(label.width for label in labels) + _OFF)
        for edge, way, labels in zip((left, right), (1, -1), plot.labels, strict=True)
    )
    scale = _scale(plot.panel, panels, frame, words)
    marks: list[Mark] = [
        *(
            label
            for head, x, align in zip(plot.heads, (left, right), (0.0, 1.0), strict=True)
            for label in head.at(x, frame[1] - 8.0 - head.height + style.note.size, align)
        ),
        *(mark for x in columns for mark in _column(x, frame, scale, style)),
    ]
    for slope in sorted(plot.panel.slopes, key=lambda slope: ("other", "predecessor", "focus").index(slope.role)):
        marks += _line(slope, (columns[0], columns[1]), scale, style)
    for side in (0, 1):
        marks += _labels(plot, side, columns[side], scale, style)
    return marks


def _scale(panel: Panel, panels: Sequence[Panel], frame: Box, words: Words) -> Scale:
    """From the bottom of the frame up: as much of the unit as every panel of that unit needs."""
    fellows = [other for other in panels if _family(other, words) == _family(panel, words)]
    span = max(_needed(other, words) for other in fellows)
    low, high = min(panel.values), max(panel.values)
    start = min((low + high - span) / 2, low)
    if words.dataset.measures[panel.given[0].measure].zero and low >= 0:
        start = 0.0 if span >= high and _needed(panel, words) >= high else max(start, 0.0)
    return Scale(start, start + span, frame[3] - _BROKEN, frame[1] + _FREE)


def _family(panel: Panel, words: Words) -> tuple[str | None, bool]:
    measure = words.dataset.measures[panel.given[0].measure]
    return measure.unit, measure.zero


def _needed(panel: Panel, words: Words) -> float:
    """What an axis must span: from zero where that costs little, and never a mere sliver."""
    ends = panel.values
    if axes.holds_zero(panel.given, words):
        return max(ends) or 1.0
    return max(max(ends) - min(ends), max(map(abs, ends)) * _LEAST) or 1.0


def _column(x: float, frame: Box, scale: Scale, style: Style) -> list[Mark]:
    """An upright axis, with a break at its foot where it leaves out zero, and a base where it starts there."""
    _, top, _, bottom = frame
    colour = style.colours.ink_soft
    if scale.low <= 0 <= scale.high:
        return [Line(((x, top), (x, scale(0))), colour), Line(((x - 4, scale(0)), (x + 4, scale(0))), colour, 0.8)]
    strokes = [Line(((x - 3, bottom - at + 1.5), (x + 3, bottom - at - 1.5)), colour, 0.8) for at in (1.0, 4.0)]
    return [Line(((x, top), (x, bottom - 4)), colour), Line(((x, bottom - 1), (x, bottom + 3)), colour), *strokes]


def _line(slope: Slope, columns: tuple[float, float], scale: Scale, style: Style) -> list[Mark]:
    """The line, or the two that bound it where an end is disputed; a dotted guide where an end is missing."""
    ends = [[scale(end) for end in points.ends(fact)] for fact in slope.ends]
    colour = style.spot(slope.role)
    if not ends[0] or not ends[1]:
        y = sum(ends[0] or ends[1]) / len(ends[0] or ends[1])
        marks: list[Mark] = [Line(((columns[0], y), (columns[1], y)), style.colours.rule, 0.5, (1.0, 2.0))]
    else:
        width, dashes = style.stroke(slope.role)
        pairs = dict.fromkeys([(ends[0][0], ends[1][0]), (ends[0][-1], ends[1][-1])])
        marks = [Line(((columns[0], one), (columns[1], other)), colour, width, dashes) for one, other in pairs]
    for x, fact, own in zip(columns, slope.ends, ends, strict=True):
        marks += [Line(((x, own[0]), (x, own[-1])), colour, 3.0)] if len(own) > 1 else []
        marks += [style.dot(x, y, slope.role, inferred=fact is not None and fact.inferred) for y in own]
    return marks


def _labels(plot: Plot, side: int, x: float, scale: Scale, style: Style) -> list[Mark]:
    """The labels of a column, pushed apart and led to their ends."""
    blocks = plot.labels[side]
    places = [_place(slope, side, scale) for slope in plot.panel.slopes]
    heights = [block.height + 2.0 for block in blocks]
    low, high = min(scale.start, scale.end), max(scale.start, scale.end)
    centres = spread(places, heights, low - 8.0, high + 8.0)
    way = -1.0 if side == 0 else 1.0
    marks: list[Mark] = []
    for block, at, centre in zip(blocks, places, centres, strict=True):
        first = middle(centre, style.value) - (len(block.lines) - 1) * _LEADING / 2
        marks.append(Line(((x + way * 5, at), (x + way * (_OFF - 2), centre)), style.colours.rule))
        marks += block.at(x + way * _OFF, first, align=1.0 - side)
    return marks


def _place(slope: Slope, side: int, scale: Scale) -> float:
    """Where a label wants to be: at its end, or level with the other where it has none."""
    fact = slope.ends[side] or slope.given[0]
    return scale(points.centre(fact))


# --- the same in words ----------------------------------------------------------------------------------------


def _notes(panels: Sequence[Panel], words: Words, style: Style) -> Iterator[tuple[Run, ...]]:
    """For each column what holds of some of its ends only, what is inferred, who says which."""
    for panel in panels:
        for side, head in enumerate(panel.heads):
            facts = tuple(slope.ends[side] for slope in panel.slopes)
            measure = words.dataset.measures[panel.given[0].measure]
            name = capital(joined(", ", words.measure(measure) if len(panels) > 1 else "", head))
            yield from grids.notes([grids.Panel(measure, (Cell(name),), facts)], words, style)


def _alt(panels: Sequence[Panel], words: Words) -> tuple[Cell, ...]:
    """Of each panel what is compared, and the line of the focus, else the top few."""
    return words.sentences(words.gettext("Slope chart"), *(_told(panel, words) for panel in panels[:4]))


def _told(panel: Panel, words: Words) -> tuple[Cell, ...]:
    own = [slope for slope in panel.slopes if slope.role == "focus"] or panel.slopes
    measures = list(dict.fromkeys(fact.measure for fact in panel.given))
    measure = words.measure(words.dataset.measures[measures[0]]) if len(measures) == 1 else ""
    against = words.versus()
    told = [
        (
            *slope.name,
            Cell(" "),
            rows.value_cell(slope.ends[0], words),
            Cell(against),
            rows.value_cell(slope.ends[1], words),
        )
        for slope in own[:2]
    ]
    heads = against.join(head for head in panel.heads if head)
    return Cell(f"{capital(joined(', ', measure, heads))}: "), *listed(told, "; ")


def _entries(panels: Sequence[Panel]) -> list[Entry]:
    """Both ends of each line, one below the other; an end that is missing has the subject of the other."""
    return [
        Entry((fact or slope.given[0]).subject, fact, measure=slope.given[0].measure)
        for panel in panels
        for slope in panel.slopes
        for fact in slope.ends
    ]
