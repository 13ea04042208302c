"""Figures beside the points of lines that are neither first nor last: spots and what is drawn already in, labels out.

A figure stands close to its point, above or below it and to one side, or nowhere: the data table has them all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.charts import points
from briefing.charts.layout import struck
from briefing.charts.marks import Box, Label, Line, Mark, middle, overlap
from briefing.charts.style import Style
from briefing.charts.words import Role, Words
from briefing.dataset.facts import Fact

#: What stays free around a figure, how far it is from the middle of its point sideways, and how far up and down.
_AIR, _ASIDE, _OFF = 1.8, 3.0, (-10.4, 9.4)
_ORDER: tuple[Role, ...] = ("focus", "predecessor", "other")


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a line, and where it lies."""

    fact: Fact
    role: Role
    x: float
    y: float


def figures(spots: Sequence[Spot], marks: Sequence[Mark], room: Box, words: Words, style: Style) -> list[Label]:
    """The figures for which there is room, first those of the focus; a disputed one has several and stands nowhere."""
    found: list[Label] = []
    for spot in sorted(spots, key=lambda spot: (_ORDER.index(spot.role), spot.x)):
        sides = points.sides(spot.fact)
        tries = _tries(spot, words.figure(spot.fact, sides[0]), style) if len(sides) == 1 else ()
        found += next(([label] for label in tries if _free(label, [*marks, *found], room)), [])
    return found


def _tries(spot: Spot, text: str, style: Style) -> Iterator[Label]:
    own = style.names(spot.role)
    for off in _OFF:
        for x in (spot.x + _ASIDE, spot.x - _ASIDE - own.width(text)):
            yield Label(x, middle(spot.y + off, own), text, own, spot.fact.id)


def _free(label: Label, marks: Sequence[Mark], room: Box) -> bool:
    left, top, right, bottom = label.box
    box = left - _AIR, top - _AIR, right + _AIR, bottom + _AIR
    inside = room[0] <= box[0] and room[1] <= box[1] and box[2] <= room[2] and box[3] <= room[3]
    return inside and not any(_meets(mark, box) for mark in marks)


def _meets(mark: Mark, box: Box) -> bool:
    if isinstance(mark, Line):
        return any(struck(box, start, end) for start, end in pairwise(mark.points))
    return overlap(mark.box, box)
