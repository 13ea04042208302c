"""Two measures against each other, a dot a subject: facts in, a sheet out.

Names are laid out around the dots. A subject that lacks the measure of the level axis is marked beside the plot at
the height of the other; one that lacks the other is named below it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts import axes, points, rows
from briefing.charts.flow import Run, flow
from briefing.charts.layout import Scale, fitted, from_zero, place, spread
from briefing.charts.marks import Bar, Box, Dot, Label, Line, Mark, TextStyle, middle
from briefing.charts.refusals import demand_some
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Role, Words, joined, listed
from briefing.dataset import select
from briefing.dataset.model import Fact, Facts, Measure, ScatterChart
from briefing.exhibit import Cell, DataTable

_HEIGHT = 205.0
_LEFT, _TOP = 36.0, 20.0
_RADIUS = 3.6
#: Zero is shown where it costs at most this share of an axis.
_COST_OF_ZERO = 0.45


@dataclass(frozen=True, slots=True)
class Pair:
    """A subject, worded, and what it has of the two measures."""

    name: str
    role: Role
    x: Fact | None
    y: Fact | None


@dataclass(frozen=True, slots=True)
class Spot:
    """A subject in the plot: its dot, and the box that its values span where they are disputed."""

    pair: Pair
    dot: Dot
    span: Box

    @property
    def box(self) -> Box:
        """What dot and span fill together."""
        one, other = self.dot.box, self.span
        return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])


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
    pairs = [Pair(words.subject(s), words.role(s), found_x.get(s), found_y.get(s)) for s in spec.subjects]
    what = f"subject with both `{spec.x.measure}` and `{spec.y.measure}`"
    demand_some([pair for pair in pairs if pair.x and pair.y], what)
    measures = words.dataset.measures[spec.x.measure], words.dataset.measures[spec.y.measure]
    marks, height = _marks(pairs, measures, words, style)
    return Sheet(marks, height, _alt(pairs, measures, words), _table(pairs, measures, words))


def _marks(
    pairs: Sequence[Pair], measures: tuple[Measure, Measure], words: Words, style: Style
) -> tuple[tuple[Mark, ...], float]:
    facts_x, facts_y = [pair.x for pair in pairs if pair.x], [pair.y for pair in pairs if pair.y]
    lone = [pair for pair in pairs if pair.y and not pair.x]
    plot = _plot(facts_x, facts_y, measures, _edge(lone, style), style)
    below, depth = axes.level(axes.ticks(facts_x, plot.x, words), plot.frame, style)
    foot, height = _foot(pairs, measures, plot.frame[3] + depth, words, style)
    marks = (
        Label(0, style.head.size, f"↑ {words.heading(measures[1], facts_y)}", style.head),
        *axes.frame_marks(plot.frame, plot.x, plot.y, style),
        *axes.upright(axes.ticks(facts_y, plot.y, words), plot.frame, style),
        *below,
        *_beside(lone, plot, words.absent(measures[0]), style),
        *_spots([pair for pair in pairs if pair.x and pair.y], plot, style),
        *foot,
    )
    return marks, height


def _plot(
    facts_x: Sequence[Fact], facts_y: Sequence[Fact], measures: tuple[Measure, Measure], edge: float, style: Style
) -> Plot:
    left, top, right, bottom = _LEFT, _TOP, style.width - edge, _TOP + _HEIGHT
    x, y = _scale(facts_x, measures[0], left, right), _scale(facts_y, measures[1], bottom, top)
    return Plot((left, top, right, bottom), x, y)


def _scale(facts: Sequence[Fact], measure: Measure, start: float, end: float) -> Scale:
    ends = [value for fact in facts for value in points.ends(fact)]
    if measure.zero and 0 <= min(ends) <= _COST_OF_ZERO * max(ends):
        return from_zero([*ends, max(ends) * 1.06], start, end)
    return fitted(ends, start, end, air=0.1)


def _edge(lone: Sequence[Pair], style: Style) -> float:
    """The width of the strip beside the plot for subjects that lack the measure of the level axis."""
    widths = [_text(pair, style).width(pair.name) for pair in lone]
    return max(*widths, 60.0) + 26.0 if len(widths) > 1 else (max(widths[0], 60.0) + 26.0 if widths else 4.0)


def _text(pair: Pair, style: Style) -> TextStyle:
    return style.names(pair.role)


def _spots(pairs: Sequence[Pair], plot: Plot, style: Style) -> list[Mark]:
    """Drop lines, ranges, dots, and the names around them."""
    spots = [_spot(pair, plot, style) for pair in pairs]
    left, top, right, bottom = plot.frame
    sizes = [(_text(pair, style).width(pair.name), _text(pair, style).size) for pair in pairs]
    boxes = place([spot.box for spot in spots], sizes, (left + 4, top - 6, right, bottom - 4), ())
    ends = [((left, s.dot.y), (s.dot.x, s.dot.y), (s.dot.x, bottom)) for s in spots]
    marks: list[Mark] = [Line(drop, style.colours.grid) for drop in ends]
    marks += [stretch for spot in spots for stretch in _stretches(spot)]
    for spot, box in zip(spots, boxes, strict=True):
        marks += [*_leader(spot.dot, box, style), spot.dot]
    texts = [(box, spot.pair, _text(spot.pair, style)) for box, spot in zip(boxes, spots, strict=True)]
    for box, pair, text in texts:
        ground = Bar(box[0] - 1, box[1], box[2] - box[0] + 2, box[3] - box[1], style.colours.paper)
        marks += [ground, Label(box[0], middle((box[1] + box[3]) / 2, text), pair.name, text)]
    return marks


def _spot(pair: Pair, plot: Plot, style: Style) -> Spot:
    xs, ys = [plot.x(end) for end in points.ends(pair.x)], [plot.y(end) for end in points.ends(pair.y)]
    inferred = any(fact is not None and fact.inferred for fact in (pair.x, pair.y))
    centre = (xs[0] + xs[-1]) / 2, (ys[0] + ys[-1]) / 2
    dot = Dot(*centre, "ring" if inferred else "dot", style.spot(pair.role), _RADIUS)
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
    far = ((x - dot.x) ** 2 + (y - dot.y) ** 2) ** 0.5 > _RADIUS + 8
    return [Line(((dot.x, dot.y), (x, y)), style.colours.rule)] if far else []


def _beside(lone: Sequence[Pair], plot: Plot, absent: str, style: Style) -> list[Mark]:
    """Subjects that lack the measure of the level axis, right of the plot at their height."""
    left, top, right, bottom = plot.frame
    x, places = right + 10, [plot.y(points.centre(pair.y)) for pair in lone if pair.y]
    title = flow([Run(absent, style.absent)] if lone else [], style.width - x + 4, 9.0)
    centres = spread(places, [11.0] * len(places), top + title.height - 4, bottom)
    marks: list[Mark] = [*title.at(x - 4, top)]
    for pair, at, centre in zip(lone, places, centres, strict=True):
        text = _text(pair, style)
        marks += [
            Line(((left, at), (x, at)), style.colours.rule, 0.5, (1.0, 2.0)),
            Line(((x, at), (x + 6, centre)), style.colours.rule),
            Dot(x, at, "ring", style.spot(pair.role), _RADIUS),
            Label(x + 8, middle(centre, text), pair.name, text),
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
            known = rows.figures(pair.x, words, style, style.note)
            notes.append((name, *known, Run(f"({words.absent(measures[1])})", style.note)))
        quarrels = [fact for fact in (pair.x, pair.y) if fact and points.disputed(fact)]
        notes += [(name, *rows.value_runs(fact, words, style, style.note)) for fact in quarrels]
    return notes


def _alt(pairs: Sequence[Pair], measures: tuple[Measure, Measure], words: Words) -> tuple[Cell, ...]:
    """The focus and a few others, and who is missing."""
    whole = [pair for pair in pairs if pair.x and pair.y]
    told = sorted(whole, key=lambda pair: pair.role != "focus")[:4]
    head = f"{measures[1].name} {words.fixed('versus')} {measures[0].name}"
    values = [_told(pair, words) for pair in told]
    missing = [fact.subject for pair in pairs if not (pair.x and pair.y) for fact in (pair.x or pair.y,) if fact]
    return words.sentences("scatter", (Cell(head),), listed(values, "; "), words.missing(missing))


def _told(pair: Pair, words: Words) -> tuple[Cell, ...]:
    return Cell(f"{pair.name} "), rows.value_cell(pair.y, words), Cell(", "), rows.value_cell(pair.x, words)


def _table(pairs: Sequence[Pair], measures: tuple[Measure, Measure], words: Words) -> DataTable:
    head = (words.fixed("subject"), measures[0].name, measures[1].name, words.fixed("status"))
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
