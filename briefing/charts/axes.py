"""Axes labelled at the values of the facts themselves, so that each number on them is a fact's: ticks to marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum

from briefing.charts import points
from briefing.charts.layout import Scale, spread
from briefing.charts.marks import Bar, Box, Label, Line, Mark, ending, middle
from briefing.charts.style import Style
from briefing.charts.words import Words
from briefing.dataset.facts import Fact

_STEP = 10.0
#: Zero is shown where it costs at most this share of the axis.
_COST_OF_ZERO = 0.5


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis: where it lies and how it is printed."""

    place: float
    text: str
    ref: str


def holds_zero(facts: Sequence[Fact], words: Words) -> bool:
    """Whether an axis for these facts starts at zero: where that means something and leaves them room."""
    ends = [end for fact in facts for end in points.ends(fact)]
    has_zero = all(words.dataset.measures[fact.measure].zero for fact in facts)
    return has_zero and 0 <= min(ends) <= _COST_OF_ZERO * max(ends)


def ticks(facts: Sequence[Fact], scale: Scale, words: Words) -> list[Tick]:
    """Each printed value once, in the order along the axis."""
    found: dict[str, Tick] = {}
    for fact in facts:
        for side in points.sides(fact):
            text = words.figure(fact, side)
            found.setdefault(text, Tick(scale(points.number(side.value)), text, fact.id))
    return sorted(found.values(), key=lambda tick: tick.place)


def upright(given: Sequence[Tick], frame: Box, style: Style) -> list[Mark]:
    """Labels left of the frame, pushed apart and led to their places."""
    left, top, _, bottom = frame
    centres = spread([tick.place for tick in given], [_STEP] * len(given), top - 4, bottom + 2)
    marks: list[Mark] = []
    for tick, centre in zip(given, centres, strict=True):
        marks.append(Line(((left - 12, centre), (left - 2, tick.place)), style.colours.rule))
        marks.append(ending(left - 14, middle(centre, style.note), tick.text, style.note, tick.ref))
    return marks


def level(given: Sequence[Tick], frame: Box, style: Style) -> tuple[list[Mark], float]:
    """Labels below the frame, in as many lines as they need, led to their places; and how deep they reach."""
    left, _, right, bottom = frame
    widths = [style.note.width(tick.text) + 8 for tick in given]
    lines = max(1, -int(-fsum(widths) // (right - left)))
    leads: list[Mark] = []
    texts: list[Mark] = []
    for line in range(lines):
        own = range(line, len(given), lines)
        centres = spread([given[i].place for i in own], [widths[i] for i in own], left, right)
        y = bottom + 10 + line * (_STEP + 4)
        for i, centre in zip(own, centres, strict=True):
            leads.append(Line(((given[i].place, bottom + 2), (centre, y - 2)), style.colours.rule))
            texts += _on_paper(given[i], centre, y, style)
    return [*leads, *texts], 10 + lines * (_STEP + 4)


def _on_paper(tick: Tick, centre: float, top: float, style: Style) -> list[Mark]:
    """A label on paper of its own: leads to lower lines may pass behind it."""
    width, size = style.note.width(tick.text), style.note.size
    ground = Bar(centre - width / 2 - 1, top - 0.5, width + 2, size + 1, style.colours.paper)
    return [ground, Label(centre - width / 2, top + size - 1, tick.text, style.note, tick.ref)]


def frame_marks(frame: Box, x: Scale, y: Scale, style: Style) -> list[Mark]:
    """Both axis lines, each with a break near its start where it leaves out zero."""
    left, top, right, bottom = frame
    colour = style.colours.ink_soft
    marks: list[Mark] = [Line(((left, top), (left, bottom), (right, bottom)), colour)]
    for at in (5.0, 8.0):
        if x.low != 0:
            marks.append(Line(((left + at, bottom + 3), (left + at + 3, bottom - 3)), colour, 0.8))
        if y.low != 0:
            marks.append(Line(((left - 3, bottom - at + 1.5), (left + 3, bottom - at - 1.5)), colour, 0.8))
    return marks
