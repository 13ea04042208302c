"""Two measures against each other, a dot a subject: facts in, a sheet out.

Names are laid out around the dots. A subject that lacks the measure of the level axis is marked beside the plot at
the height of the other; one that lacks the other is named below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from briefing.charts import axes, points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import Scale, fitted, from_zero, place, spread
from briefing.charts.marks import Bar, Box, Dot, Line, Mark, middle
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Role, Words, joined, listed
from briefing.dataset import select
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.model import Measure
from briefing.dataset.specs import ScatterChart
from briefing.exhibit import Cell, DataTable

#: The height of the plot, what each subject beyond the first few adds to it, and what each label at its sides needs.
_HEIGHT, _FEW, _MORE, _LABEL = 150.0, 4, 13.0, 10.5
#: The width at which names are broken.
_NAME = 110.0
_LEADING = 9.4
#: Half the width of the stroke of a range.
_HALF = 1.0
_LEFT = 36.0
#: Zero is shown where it costs at most this share of an axis.
_COST_OF_ZERO = 0.45


@dataclass(frozen=True, slots=True)
class Pair:
    """A subject, worded, and what it has of the two measures."""

    subject: str
    name: str
    role: Role
    label: Block
    x: Fact | None
    y: Fact | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A subject in the plot: its dot, and the box that its values span where they are disputed."""

    pair: Pair
    dot: Dot
    span: Box

    @property
    def bars(self) -> tuple[Box, Box]:
        """The two strokes of its ranges, through the dot."""
        (left, top, right, bottom), (x, y) = self.span, (self.dot.x, self.dot.y)
        return (left, y - _HALF, right, y + _HALF), (x - _HALF, top, x + _HALF, bottom)


@dataclass(frozen=True, slots=True)
class Plot:
    """The frame of the plot and its two scales."""

    frame: Box
    x: Scale
    y: Scale


def lay_out(spec: ScatterChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of a scatter."""
    found_x = select.facts_for(facts, spec.x.measure, spec.x.qualifiers, spec.subjects)
    found_y = select.facts_for(facts, spec.y.measure, spec.y.qualifiers, spec.subjects)
    pairs = [_pair(subject, found_x.get(subject), found_y.get(subject), words, style) for subject in spec.subjects]
    measures = words.dataset.measures[spec.x.measure], words.dataset.measures[spec.y.measure]
    marks, height = _marks(pairs, measures, words, style)
    return Sheet(marks, height, _alt(pairs, measures, words), _table(pairs, measures, words))


def _pair(subject: str, x: Fact | None, y: Fact | None, words: Words, style: Style) -> Pair:
    name, role = words.subject(subject), words.role(subject)
    return Pair(subject, name, role, flow([Run(name, style.names(role))], _NAME, _LEADING), x, y)


def _marks(
    pairs: Sequence[Pair], measures: tuple[Measure, Measure], words: Words, style: Style
) -> tuple[tuple[Mark, ...], float]:
    facts_x, facts_y = [pair.x for pair in pairs if pair.x], [pair.y for pair in pairs if pair.y]
    lone = [pair for pair in pairs if pair.y and not pair.x]
    head = flow([Run(f"↑ {words.heading(measures[1], facts_y)}", style.head)], style.width)
    absent = flow([Run(words.absent(measures[0]), style.absent)] if lone else [], _NAME, 9.0)
    top, right = head.height + 12.0, style.width - _edge(lone, absent)
    frame = (_LEFT, top, right, top + _height(pairs, absent))
    plot = Plot(frame, _scale(facts_x, measures[0], _LEFT, right), _scale(facts_y, measures[1], frame[3], top))
    below, depth = axes.level(axes.ticks(facts_x, plot.x, words), frame, style)
    foot, height = _foot(pairs, measures, frame[3] + depth, words, style)
    marks = (
        *head.at(0, style.head.size),
        *axes.frame_marks(frame, plot.x, plot.y, style),
        *axes.upright(axes.ticks(facts_y, plot.y, words), frame, style),
        *below,
        *_beside(lone, plot, absent, style),
        *_spots([pair for pair in pairs if pair.x and pair.y], plot, style),
        *foot,
    )
    return marks, height


def _height(pairs: Sequence[Pair], absent: Block) -> float:
    """High enough for what stands in the plot, left of it and right of it."""
    inside = _HEIGHT + _MORE * max(0, len(pairs) - _FEW)
    left = _LABEL * len({value for pair in pairs if pair.y for value in points.values(pair.y)})
    right = absent.height + fsum(_size(pair.label)[1] + 3.0 for pair in pairs if not pair.x)
    return max(inside, left, right)


def _size(label: Block) -> tuple[float, float]:
    """The extent of a name without the air below its last line."""
    return label.width, label.height - 1.2


def _scale(facts: Sequence[Fact], measure: Measure, start: float, end: float) -> Scale:
    ends = [value for fact in facts for value in points.ends(fact)]
    if measure.zero and 0 <= min(ends) <= _COST_OF_ZERO * max(ends):
        return from_zero([*ends, max(ends) * 1.06], start, end)
    return fitted(ends, start, end, air=0.1)


def _edge(lone: Sequence[Pair], absent: Block) -> float:
    """The width of the strip beside the plot for subjects that lack the measure of the level axis."""
    return max(absent.width, *(pair.label.width for pair in lone), 0.0) + 22.0 if lone else 4.0


def _spots(pairs: Sequence[Pair], plot: Plot, style: Style) -> list[Mark]:
    """Drop lines, ranges, dots, and the names around them."""
    spots = [_spot(pair, plot, style) for pair in pairs]
    left, top, right, bottom = plot.frame
    sizes = [_size(pair.label) for pair in pairs]
    bars = [bar for spot in spots for bar in spot.bars]
    boxes = place([spot.dot.box for spot in spots], sizes, (left + 4, top - 6, right, bottom - 4), bars)
    ends = [((left, spot.dot.y), (spot.dot.x, spot.dot.y), (spot.dot.x, bottom)) for spot in spots]
    marks: list[Mark] = [Line(drop, style.colours.grid) for drop in ends]
    marks += [stretch for spot in spots for stretch in _stretches(spot)]
    for spot, box in zip(spots, boxes, strict=True):
        marks += _leader(spot.dot, box, style)
    marks += [spot.dot for spot in spots]
    for spot, box in zip(spots, boxes, strict=True):
        marks += _named(spot.pair.label, box, style)
    return marks


def _named(label: Block, box: Box, style: Style) -> list[Mark]:
    """A name on paper of its own, so that no guide runs through it."""
    ground = Bar(box[0] - 1, box[1], box[2] - box[0] + 2, box[3] - box[1], style.colours.paper)
    return [ground, *label.at(box[0], middle(box[1] + style.name.size / 2, style.name))]


def _spot(pair: Pair, plot: Plot, style: Style) -> Spot:
    xs, ys = [plot.x(end) for end in points.ends(pair.x)], [plot.y(end) for end in points.ends(pair.y)]
    inferred = any(fact is not None and fact.inferred for fact in (pair.x, pair.y))
    centre = (xs[0] + xs[-1]) / 2, (ys[0] + ys[-1]) / 2
    dot = style.dot(*centre, pair.role, inferred=inferred)
    return Spot(pair, dot, (xs[0], ys[-1], xs[-1], ys[0]))


def _stretches(spot: Spot) -> list[Mark]:
    """The range of each value that is disputed, through the dot."""
    (left, top, right, bottom), (x, y) = spot.span, (spot.dot.x, spot.dot.y)
    level = [Line(((left, y), (right, y)), spot.dot.colour, 2.0)] if left != right else []
    upright = [Line(((x, top), (x, bottom)), spot.dot.colour, 2.0)] if top != bottom else []
    return [*level, *upright]


def _leader(dot: Dot, box: Box, style: Style) -> list[Mark]:
    """A stroke from a dot to its name where the name had to go farther away."""
    x, y = min(max(dot.x, box[0]), box[2]), min(max(dot.y, box[1]), box[3])
    far = ((x - dot.x) ** 2 + (y - dot.y) ** 2) ** 0.5 > dot.radius + 8
    return [Line(((dot.x, dot.y), (x, y)), style.colours.rule)] if far else []


def _beside(lone: Sequence[Pair], plot: Plot, absent: Block, style: Style) -> list[Mark]:
    """Subjects that lack the measure of the level axis, right of the plot at their height."""
    left, top, right, bottom = plot.frame
    x, places = right + 8, [plot.y(points.centre(pair.y)) for pair in lone if pair.y]
    heights = [_size(pair.label)[1] + 3.0 for pair in lone]
    centres = spread(places, heights, top + absent.height - 4, bottom)
    marks: list[Mark] = [*absent.at(x - 4, top)]
    for pair, at, centre, height in zip(lone, places, centres, heights, strict=True):
        marks += [
            Line(((left, at), (x, at)), style.colours.rule, 0.5, (1.0, 2.0)),
            Line(((x, at), (x + 6, centre)), style.colours.rule),
            style.dot(x, at, pair.role, inferred=True),
            *pair.label.at(x + 8, middle(centre - height / 2 + 1.5 + style.name.size / 2, style.name)),
        ]
    return marks


def _foot(
    pairs: Sequence[Pair], measures: tuple[Measure, Measure], y: float, words: Words, style: Style
) -> tuple[list[Mark], float]:
    """The name of the level axis, subjects not drawn, and who disagrees."""
    text = f"{words.heading(measures[0], [pair.x for pair in pairs if pair.x])} →"
    name = flow([Run(text, style.head)], style.width)
    marks: list[Mark] = [*name.at(style.width, y + style.head.size, align=1.0)]
    y += name.height + 3
    for note in _notes(pairs, measures, words, style):
        block = flow(note, style.width)
        marks += block.at(0, y + style.note.size)
        y += block.height
    return marks, y + 2


def _notes(
    pairs: Sequence[Pair], measures: tuple[Measure, Measure], words: Words, style: Style
) -> list[tuple[Run, ...]]:
    notes: list[tuple[Run, ...]] = []
    for pair in pairs:
        name = Run(f"{pair.name}:", style.note)
        if pair.y is None:
            lacking = measures[1:] if pair.x else measures
            absent = Run(f"({', '.join(words.absent(measure) for measure in lacking)})", style.note)
            notes.append((name, *rows.figures(pair.x, words, style, style.note), absent))
        quarrels = [fact for fact in (pair.x, pair.y) if fact and points.disputed(fact)]
        notes += [(name, *rows.value_runs(fact, words, style, style.note)) for fact in quarrels]
    return notes


def _alt(pairs: Sequence[Pair], measures: tuple[Measure, Measure], words: Words) -> tuple[Cell, ...]:
    """The focus and a few others, and who is missing."""
    whole = [pair for pair in pairs if pair.x and pair.y]
    told = sorted(whole, key=lambda pair: pair.role != "focus")[:4]
    head = measures[1].name + words.versus() + measures[0].name
    values = [_told(pair, words) for pair in told]
    missing = [pair.subject for pair in pairs if not (pair.x and pair.y)]
    return words.sentences(words.gettext("Scatter plot"), (Cell(head),), listed(values, "; "), words.missing(missing))


def _told(pair: Pair, words: Words) -> tuple[Cell, ...]:
    return Cell(f"{pair.name} "), rows.value_cell(pair.y, words), Cell(", "), rows.value_cell(pair.x, words)


def _table(pairs: Sequence[Pair], measures: tuple[Measure, Measure], words: Words) -> DataTable:
    head = (words.gettext("Subject"), measures[0].name, measures[1].name, words.gettext("Status"))
    body = [
        (
            Cell(pair.name),
            rows.value_cell(pair.x, words),
            rows.value_cell(pair.y, words),
            Cell(joined(", ", *dict.fromkeys((words.status(pair.x), words.status(pair.y))))),
        )
        for pair in pairs
    ]
    return DataTable(head, tuple(body))
