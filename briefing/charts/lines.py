"""Lines over columns, two or more: worded panels in; marks, notes and rows of a table out.

The kinds that have them say what the lines and the columns are (`slope`, `trend`). A disputed point is a range, an
inferred one open; where points are missing a dotted guide bridges the gap, and "not given" stands at an end without one.
Panels of one unit show the same span of it, so that a steeper line is a greater difference; the axis need not hold zero,
and shows a break where it leaves it out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import fsum

from briefing.charts import axes, grids, points, rows
from briefing.charts.between import Spot
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import Scale, spread
from briefing.charts.marks import Box, Line, Mark, middle
from briefing.charts.rows import Entry
from briefing.charts.style import Style
from briefing.charts.words import Role, Words, joined
from briefing.dataset.facts import Fact
from briefing.exhibit import Cell
from briefing.wording.terms import capital

LEADING = 9.8
#: From a column to its labels.
OFF = 13.0
#: The least that an axis spans, as a share of its greatest value: a small difference is not blown up to fill it.
_LEAST = 0.1
#: What is left free above the lines, and below them, where the axis may be broken.
_FREE, _BROKEN = 8.0, 14.0


@dataclass(frozen=True, slots=True)
class Course:
    """One line: its name, and the fact at each column, None where it has none there."""

    name: tuple[Cell, ...]
    facts: tuple[Fact | None, ...]
    role: Role

    @property
    def given(self) -> tuple[Fact, ...]:
        """The facts that there are."""
        return tuple(fact for fact in self.facts if fact)


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines that share an axis, what each of the columns is, and where it lies: from 0, the first, to 1, the last.

    In one that is `open` a line may begin after the first column; else "not given" stands there.
    """

    courses: tuple[Course, ...]
    heads: tuple[str, ...]
    shares: tuple[float, ...] = (0.0, 1.0)
    open: bool = False

    @property
    def given(self) -> tuple[Fact, ...]:
        """All facts."""
        return tuple(fact for course in self.courses for fact in course.given)

    @property
    def values(self) -> tuple[float, ...]:
        """All values."""
        return tuple(end for fact in self.given for end in points.ends(fact))


@dataclass(frozen=True, slots=True)
class Plot:
    """A panel, worded: what stands above it, above its columns, and beside the first and the last."""

    panel: Panel
    width: float
    head: Block
    heads: tuple[Block, ...]
    labels: tuple[tuple[Block, ...], tuple[Block, ...]]

    @property
    def tall(self) -> float:
        """How high the labels of a column stack."""
        return max(fsum(label.height + 2.0 for label in side) for side in self.labels)

    @property
    def room(self) -> float:
        """How far apart the first and the last column are."""
        return self.width - fsum(max(label.width for label in side) + OFF for side in self.labels)


def label(course: Course, side: int, room: float, named: bool, words: Words, style: Style) -> Block:
    """The name and the figure of the first (0) or last (1) point of a line, the figure next to its column."""
    figures = rows.figures(course.facts[-side], words, style, style.values(course.role)) or (
        Run(words.gettext("not given").replace(" ", "\u00a0"), style.absent),
    )
    name = rows.prose_runs(course.name, style.names(course.role)) if named else []
    return flow([*name, *figures] if side == 0 else [*figures, *name], room, LEADING)


# --- how it is drawn ------------------------------------------------------------------------------------------


def columns(plot: Plot, frame: Box) -> tuple[float, ...]:
    """Where the columns of a plot lie in a frame, between the labels at its sides."""
    first, last = (
        edge + way * (max(block.width for block in blocks) + OFF)
        for edge, way, blocks in zip((frame[0], frame[2]), (1, -1), plot.labels, strict=True)
    )
    return tuple(first + share * (last - first) for share in plot.panel.shares)


def foot(plot: Plot, frame: Box, panels: Sequence[Panel], words: Words) -> float:
    """Where the columns of a plot end: at zero, or at the foot of the frame, below a break."""
    scale = _scale(plot.panel, panels, frame, words)
    return scale(0) if scale.low <= 0 <= scale.high else frame[3]


def between(plot: Plot, frame: Box, panels: Sequence[Panel], words: Words) -> list[Spot]:
    """The points of all lines that lie between the first and the last column."""
    scale, places = _scale(plot.panel, panels, frame, words), columns(plot, frame)
    return [
        Spot(fact, course.role, x, scale(points.centre(fact)))
        for course in plot.panel.courses
        for x, fact in list(zip(places, course.facts, strict=True))[1:-1]
        if fact
    ]


def drawn(plot: Plot, frame: Box, panels: Sequence[Panel], words: Words, style: Style) -> list[Mark]:
    """The columns in the frame, the lines between them, the labels beside the first and the last."""
    places = columns(plot, frame)
    scale = _scale(plot.panel, panels, frame, words)
    marks: list[Mark] = [mark for x in (places[0], places[-1]) for mark in _axis(x, frame, scale, style)]
    marks += [Line(((x, frame[1]), (x, scale.start)), style.colours.rule, 0.5) for x in places[1:-1]]
    order = ("other", "predecessor", "focus")
    for course in sorted(plot.panel.courses, key=lambda course: order.index(course.role)):
        marks += _line(course, places, scale, plot.panel.open, style)
    return [*marks, *_labels(plot, 0, places[0], scale, style), *_labels(plot, 1, places[-1], scale, style)]


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


def _axis(x: float, frame: Box, scale: Scale, style: Style) -> list[Mark]:
    """An upright axis, with a break at its foot where it leaves out zero, and a base where it starts there."""
    _, top, _, bottom = frame
    colour = style.colours.ink_soft
    if scale.low <= 0 <= scale.high:
        return [Line(((x, top), (x, scale(0))), colour), Line(((x - 4, scale(0)), (x + 4, scale(0))), colour, 0.8)]
    strokes = [Line(((x - 3, bottom - at + 1.5), (x + 3, bottom - at - 1.5)), colour, 0.8) for at in (1.0, 4.0)]
    return [Line(((x, top), (x, bottom - 4)), colour), Line(((x, bottom - 1), (x, bottom + 3)), colour), *strokes]


def _line(course: Course, places: Sequence[float], scale: Scale, late: bool, style: Style) -> list[Mark]:
    """Strokes between points of neighbouring columns, dotted guides over those that lack one, and the points."""
    own = [(x, [scale(end) for end in points.ends(fact)]) for x, fact in zip(places, course.facts, strict=True)]
    there = [at for at, (_, ends) in enumerate(own) if ends]
    marks: list[Mark] = []
    for at, nearest in ((0, there[0]), (len(own) - 1, there[-1])):
        if at != nearest and not (late and at == 0):
            y = fsum(own[nearest][1]) / len(own[nearest][1])
            marks.append(_guide((own[at][0], y), (own[nearest][0], y), style))
    for one, other in pairwise(there):
        marks += _strokes(own[one], own[other], course.role, style, guide=other > one + 1)
    return [*marks, *(mark for at in there for mark in _point(*own[at], course, course.facts[at], style))]


def _guide(start: tuple[float, float], end: tuple[float, float], style: Style) -> Line:
    return Line((start, end), style.colours.rule, 0.5, (1.0, 2.0))


def _strokes(
    one: tuple[float, list[float]], other: tuple[float, list[float]], role: Role, style: Style, *, guide: bool
) -> list[Mark]:
    """The line between two points, or the two lines that bound it where one of them is disputed."""
    width, dashes = style.stroke(role)
    ends = dict.fromkeys([(one[1][0], other[1][0]), (one[1][-1], other[1][-1])])
    both = [((one[0], low), (other[0], high)) for low, high in ends]
    return [_guide(*each, style) if guide else Line(each, style.spot(role), width, dashes) for each in both]


def _point(x: float, own: Sequence[float], course: Course, fact: Fact | None, style: Style) -> list[Mark]:
    """The dot of a figure; of a disputed one a range between two."""
    span = [Line(((x, own[0]), (x, own[-1])), style.spot(course.role), 3.0)] if len(own) > 1 else []
    inferred = fact is not None and fact.inferred
    return [*span, *(style.dot(x, y, course.role, inferred=inferred) for y in own)]


def _labels(plot: Plot, side: int, x: float, scale: Scale, style: Style) -> list[Mark]:
    """The labels of the first or the last column, pushed apart and led to their ends."""
    labelled = [pair for pair in zip(plot.labels[side], plot.panel.courses, strict=True) if pair[0].lines]
    blocks = [block for block, _ in labelled]
    places = [_place(course, side, scale) for _, course in labelled]
    heights = [block.height + 2.0 for block in blocks]
    low, high = min(scale.start, scale.end), max(scale.start, scale.end)
    centres = spread(places, heights, low - 8.0, high + 8.0)
    way = -1.0 if side == 0 else 1.0
    marks: list[Mark] = []
    for block, at, centre in zip(blocks, places, centres, strict=True):
        first = middle(centre, style.value) - (len(block.lines) - 1) * LEADING / 2
        marks.append(Line(((x + way * 5, at), (x + way * (OFF - 2), centre)), style.colours.rule))
        marks += block.at(x + way * OFF, first, align=1.0 - side)
    return marks


def _place(course: Course, side: int, scale: Scale) -> float:
    """Where a label wants to be: at its end, or level with the nearest point where it has none."""
    return scale(points.centre(course.facts[-side] or course.given[-side]))


# --- the same in words ----------------------------------------------------------------------------------------


def notes(panels: Sequence[Panel], words: Words, style: Style) -> Iterator[tuple[Run, ...]]:
    """For each column what holds of some of its points only, what is inferred, who says which."""
    for panel in panels:
        for at, head in enumerate(panel.heads):
            facts = tuple(course.facts[at] for course in panel.courses)
            measure = words.dataset.measures[panel.given[0].measure]
            name = capital(joined(", ", words.measure(measure) if len(panels) > 1 else "", head))
            yield from grids.notes([grids.Panel(measure, (Cell(name),), facts)], words, style)


def entries(panels: Sequence[Panel]) -> list[Entry]:
    """All points of each line, one below the other; one that is missing has the subject of the line."""
    return [
        Entry((fact or course.given[0]).subject, fact, measure=course.given[0].measure)
        for panel in panels
        for course in panel.courses
        for fact in course.facts
    ]
