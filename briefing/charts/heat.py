"""A heat table: measures down, subjects across, each figure on a ground shaded by where it stands in its row.

The shade runs from the worst figure of the row to the best, in the direction in which the measure is better, and never
across rows. The best, where it holds under every claim that counts, has a sign of its own. A disputed fact is a field
split into its values, an inferred one has a dashed frame, a missing one says so; a row with nothing to compare has no
shade.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.charts import grids, points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.grids import Panel
from briefing.charts.marks import Bar, Box, Dot, Label, Line, Mark, TextStyle, middle
from briefing.charts.refusals import crowded
from briefing.charts.shades import STEPS, Shade
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Words
from briefing.dataset import derive
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.specs import HeatChart

_LEADING = 9.8
_PAD = 3.5
_FIELD = 15.0
#: The white between two fields, and the room left and right of a figure.
_AIR, _MARGIN = 1.0, 8.0
_NAMES, _WIDEST = 0.3, 92.0


@dataclass(frozen=True, slots=True)
class Row:
    """A measure, worded: its name, its panel, its worst and best value where its fields are shaded, who is the best."""

    name: Block
    panel: Panel
    span: tuple[float, float] | None
    best: frozenset[str]

    @property
    def height(self) -> float:
        """As high as its name, or its most divided field."""
        parts = max((len(points.sides(fact)) for fact in self.panel.given), default=1)
        return max(parts * _FIELD, self.name.height + 2 * _PAD)

    def share(self, value: float) -> float | None:
        """Where a value stands between the worst of the row, 0, and its best, 1; None in a row without shades."""
        return None if self.span is None else (value - self.span[0]) / (self.span[1] - self.span[0])


def lay_out(spec: HeatChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of a heat table; raises Failure `chart-too-crowded` where the figures are wider than their fields."""
    panels = [grids.panel(pick, spec.subjects, facts, words) for pick in spec.rows]
    left = style.width - min(style.width * (1 - _NAMES) / len(spec.subjects), _WIDEST) * len(spec.subjects)
    table = [_row(panel, left - 10.0, words, style) for panel in panels]
    if spec.order == "standing":
        table.sort(key=lambda row: _standing(row, words))
    marks, height = _marks(table, spec.subjects, left, words, style)
    ordered = [row.panel for row in table]
    notes, height = grids.set_notes(grids.notes(ordered, words, style, inferred=False), height, style)
    told = [grids.told(panel, words) for panel in ordered[:4]]
    data = grids.table(ordered, spec.subjects, words)
    return Sheet((*marks, *notes), height + 2.0, words.sentences(words.gettext("Heat table"), *told), data)


def _row(panel: Panel, room: float, words: Words, style: Style) -> Row:
    name = rows.prose_runs(panel.label, style.name)
    block = flow([*name, *grids.under(panel, words, style)], room, _LEADING)
    return Row(block, panel, _span(panel), _best(panel))


def _span(panel: Panel) -> tuple[float, float] | None:
    """The worst and the best value of a row; None where there is nothing to compare, or neither end is better."""
    ends = [end for fact in panel.given for end in points.ends(fact)]
    if panel.measure.direction is None or len(panel.given) < 2 or min(ends) == max(ends):
        return None
    return (max(ends), min(ends)) if panel.measure.direction == "lower" else (min(ends), max(ends))


def _best(panel: Panel) -> frozenset[str]:
    """The facts that no other of the row is ahead of, whichever claims are right."""
    direction, given = panel.measure.direction, panel.given
    if direction is None or _span(panel) is None:
        return frozenset()
    return frozenset(
        fact.id
        for fact in given
        if all(derive.holds(fact, other, direction) in ("ahead", "level") for other in given if other is not fact)
    )


def _standing(row: Row, words: Words) -> float:
    """What rows are sorted by: how far the focus is from the best; rows that cannot tell come last."""
    own = [fact for fact in row.panel.given if words.role(fact.subject) == "focus"]
    shares = [row.share(points.centre(fact)) for fact in own]
    return next((-share for share in shares if share is not None), 1.0)


def _marks(
    table: Sequence[Row], subjects: Sequence[str], left: float, words: Words, style: Style
) -> tuple[list[Mark], float]:
    field = (style.width - left) / len(subjects)
    marks, y = _key(table, words, style)
    heads, top = _heads(subjects, (left, y, field), words, style)
    marks += heads
    y = top
    for row in table:
        marks.append(Line(((0, y), (style.width, y)), style.colours.grid))
        marks += row.name.at(0, middle(y + row.height / 2, style.name) - (len(row.name.lines) - 1) * _LEADING / 2)
        for i, fact in enumerate(row.panel.facts):
            x = left + i * field
            marks += _fields(row, fact, (x, y, x + field, y + row.height), words, style)
        y += row.height
    marks.append(Line(((0, y), (style.width, y)), style.colours.grid))
    for i, subject in enumerate(subjects):
        if words.role(subject) == "focus":
            marks.append(_frame((left + i * field, top, left + (i + 1) * field, y), style))
    return marks, y + 4.0


def _heads(
    subjects: Sequence[str], start: tuple[float, float, float], words: Words, style: Style
) -> tuple[list[Mark], float]:
    """The names of the subjects above fields `field` wide from (left, top), their last lines level; and where they end."""
    left, top, field = start
    blocks = [flow([Run(words.subject(name), style.names(words.role(name)))], field - 6, _LEADING) for name in subjects]
    if max(block.width for block in blocks) > field - 2:
        raise crowded("the names of the subjects are wider than their columns")
    bottom = top + max(block.height for block in blocks)
    marks: list[Mark] = []
    for i, block in enumerate(blocks):
        marks += block.at(left + (i + 0.5) * field, bottom - block.height + style.name.size, align=0.5)
    return marks, bottom + 4.0


def _frame(box: Box, style: Style) -> Line:
    """What sets the column of the focus apart."""
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top), (right, top))
    return Line(corners, style.accent.strong, 1.4)


def _fields(row: Row, fact: Fact | None, box: Box, words: Words, style: Style) -> list[Mark]:
    """A figure on its ground; of a disputed fact one below the other, each on its own."""
    left, top, right, bottom = box
    if fact is None:
        absent = flow([Run(words.gettext("not given"), style.absent)], right - left - 4, _LEADING)
        if absent.width > right - left - 2:
            raise crowded("the columns are too narrow for what is not given")
        first = middle((top + bottom) / 2, style.absent) - (len(absent.lines) - 1) * _LEADING / 2
        return [*absent.at((left + right) / 2, first, align=0.5)]
    sides = points.sides(fact)
    each = (bottom - top) / len(sides)
    marks: list[Mark] = []
    for i, side in enumerate(sides):
        inner = (left + _AIR, top + i * each + _AIR, right - _AIR, top + (i + 1) * each - _AIR / 2)
        share = row.share(points.number(side.value))
        shade = Shade(style.colours.paper, style.colours.ink) if share is None else style.shades[_step(share)]
        run = Run(words.figure(fact, side), _on(shade, fact.id in row.best, style), fact.id)
        marks += [_ground(inner, shade.ground), *_frames(fact, inner, shade), *_figure(run, fact.id in row.best, inner)]
    return marks


def _step(share: float) -> int:
    """The darkest shade is for the best alone."""
    return STEPS - 1 if share >= 1 else int(share * (STEPS - 1))


def _on(shade: Shade, best: bool, style: Style) -> TextStyle:
    return replace(style.value if best else style.name, colour=shade.text)


def _ground(box: Box, colour: str) -> Bar:
    return Bar(box[0], box[1], box[2] - box[0], box[3] - box[1], colour)


def _frames(fact: Fact, box: Box, shade: Shade) -> list[Mark]:
    """A dashed line inside the field of what is inferred."""
    left, top, right, bottom = box[0] + 1.5, box[1] + 1.5, box[2] - 1.5, box[3] - 1.5
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    return [Line(corners, shade.text, 0.6, (2.0, 1.5))] if fact.inferred else []


def _figure(run: Run, best: bool, box: Box) -> list[Mark]:
    """The figure in the middle of its field, after the sign of the best."""
    left, top, right, bottom = box
    width = run.style.width(run.text)
    if width + 2 * _MARGIN > right - left:
        raise crowded("the figures are wider than their columns")
    x, y = (left + right - width) / 2, (top + bottom) / 2
    sign = [_sign(x - 5.5, y, run.style.colour)] if best else []
    return [*sign, Label(x, middle(y, run.style), run.text, run.style, run.ref)]


def _sign(x: float, y: float, colour: str) -> Dot:
    return Dot(x, y, "diamond", colour, 2.4)


def _key(table: Sequence[Row], words: Words, style: Style) -> tuple[list[Mark], float]:
    """What shades, sign, frame and split fields mean, of those that occur; and where the key ends."""
    given = [fact for row in table for fact in row.panel.given]
    marks: list[Mark] = []
    x = 0.0
    if any(row.span for row in table):
        drawn, x = _ramp(words, style)
        marks += drawn
    plain = Shade(style.colours.paper, style.colours.ink_faint)
    if any(fact.inferred for fact in given):
        frame = next(fact for fact in given if fact.inferred)
        marks += [*_frames(frame, (x, 0.0, x + 18.0, 12.0), plain), _noted(x + 21.0, words.gettext("inferred"), style)]
        x += 36.0 + style.note.width(words.gettext("inferred"))
    if any(points.disputed(fact) for fact in given):
        dark, light = style.shades[-2].ground, style.shades[1].ground
        marks += [_ground((x, 0.5, x + 16.0, 5.5), light), _ground((x, 6.5, x + 16.0, 11.5), dark)]
        marks.append(_noted(x + 20.0, words.gettext("sources disagree"), style))
    return marks, 18.0 if marks else 0.0


def _ramp(words: Words, style: Style) -> tuple[list[Mark], float]:
    """All shades from the worst to the best, which has its sign; and where they end."""
    worst, best = words.gettext("worst of its row"), words.gettext("best of its row")
    marks: list[Mark] = [_noted(0.0, worst, style)]
    x = style.note.width(worst) + 5.0
    for shade in style.shades:
        marks.append(_ground((x, 1.0, x + 16.0, 11.0), shade.ground))
        x += 17.0
    marks += [_sign(x - 9.0, 6.0, style.shades[-1].text), _noted(x + 4.0, best, style)]
    return marks, x + 20.0 + style.note.width(best)


def _noted(x: float, text: str, style: Style) -> Label:
    return Label(x, middle(6.0, style.note), text, style.note)
