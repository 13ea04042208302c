"""Where things go: values to places, labels pushed apart. Pure arithmetic on points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, fsum, pi, sin
from typing import TypeVar

from briefing.charts.marks import Box, overlap
from briefing.charts.refusals import crowded

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Scale:
    """A straight axis: `low` lies at `start`, `high` at `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        """The place of `value`."""
        span = self.high - self.low
        return self.start + (self.end - self.start) * ((value - self.low) / span if span else 0.5)

    def moved(self, by: float) -> "Scale":
        """The same axis farther right, or down."""
        return Scale(self.low, self.high, self.start + by, self.end + by)


def fitted(values: Sequence[float], start: float, end: float, air: float = 0.06) -> Scale:
    """A scale just wide enough for `values`, with a share of `air` at both ends; it need not hold zero."""
    low, high = min(values), max(values)
    margin = (high - low) * air or abs(high) * 0.05 or 1.0
    return Scale(low - margin, high + margin, start, end)


def from_zero(values: Sequence[float], start: float, end: float) -> Scale:
    """A scale that holds zero and all `values`."""
    low, high = min(0.0, *values), max(0.0, *values)
    return Scale(low, high, start, end) if low < high else Scale(0.0, 1.0, start, end)


def bands(items: Sequence[T], most: int) -> list[list[T]]:
    """Items in bands of at most `most`, as even as can be."""
    count = -(-len(items) // most)
    each = -(-len(items) // count)
    return [list(items[start : start + each]) for start in range(0, len(items), each)]


def spread(wanted: Sequence[float], sizes: Sequence[float], low: float, high: float) -> list[float]:
    """Centres as near as can be to `wanted` (any order) so that neighbours of these `sizes` do not meet.

    Neighbours that would meet move as one block, to the mean of what its members want. All stay between `low` and
    `high` if they fit there, else they run over `high`.
    """
    order = sorted(range(len(wanted)), key=lambda i: (wanted[i], i))
    blocks: list[tuple[float, float, list[int]]] = []  # the sum of wanted starts, the extent, the members
    for i in order:
        block = (wanted[i] - sizes[i] / 2, sizes[i], [i])
        while blocks and _end(blocks[-1], low, high) > _start(block, low, high):
            block = _joined(blocks.pop(), block)
        blocks.append(block)
    centres = [0.0] * len(wanted)
    for block in blocks:
        place = _start(block, low, high)
        for i in block[2]:
            centres[i] = place + sizes[i] / 2
            place += sizes[i]
    return centres


def _start(block: tuple[float, float, list[int]], low: float, high: float) -> float:
    wanted, extent, members = block
    return max(low, min(wanted / len(members), high - extent))


def _end(block: tuple[float, float, list[int]], low: float, high: float) -> float:
    return _start(block, low, high) + block[1]


def _joined(
    one: tuple[float, float, list[int]], other: tuple[float, float, list[int]]
) -> tuple[float, float, list[int]]:
    # A member's wish, told as a wish for the start of its block, is less by what stands before it.
    return one[0] + other[0] - len(other[2]) * one[1], one[1] + other[1], one[2] + other[2]


def struck(box: Box, start: tuple[float, float], end: tuple[float, float]) -> bool:
    """Whether a stroke from `start` to `end` enters a box: the parts of it between its sides, and its ends, meet."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        low, high, run = box[axis] - start[axis], box[axis + 2] - start[axis], end[axis] - start[axis]
        if run:
            first, last = max(first, min(low / run, high / run)), min(last, max(low / run, high / run))
        elif not low < 0 < high:
            return False
    return first < last


#: Directions in which a label is tried, best first, in sixteenths of a turn clockwise from the right: beside, above
#: and below, then aslant; and how far from the dot.
_WAYS = (0, 8, 12, 4, 14, 2, 10, 6, 15, 1, 9, 7, 13, 3, 11, 5)
_RINGS = (*range(0, 40, 4), *range(40, 100, 6), *range(100, 260, 12))


def place(dots: Sequence[Box], sizes: Sequence[tuple[float, float]], room: Box, taken: Sequence[Box]) -> list[Box]:
    """A box of each of the `sizes` (width, height) near its dot, meeting no other box, no dot and nothing `taken`.

    Raises Failure `chart-too-crowded` where there is no place inside `room`.
    """
    found: dict[int, Box] = {}
    for i in sorted(range(len(dots)), key=lambda i: (-_crowd(dots, i), i)):
        others = [dot for j, dot in enumerate(dots) if j != i]
        obstacles = [*taken, *others, *found.values()]
        found[i] = _first_free(dots[i], sizes[i], room, obstacles)
    return [found[i] for i in range(len(dots))]


def _crowd(dots: Sequence[Box], i: int) -> float:
    """How many dots lie near this one, nearer ones counting more."""
    (left, top, *_), near = dots[i], 40.0
    distances = (abs(dot[0] - left) + abs(dot[1] - top) for j, dot in enumerate(dots) if j != i)
    return fsum(max(0.0, near - distance) for distance in distances)


def _first_free(dot: Box, size: tuple[float, float], room: Box, obstacles: Sequence[Box]) -> Box:
    for box in _candidates(dot, size):
        inside = room[0] <= box[0] and room[1] <= box[1] and box[2] <= room[2] and box[3] <= room[3]
        if inside and not any(overlap(box, other, air=1.0) for other in obstacles) and not overlap(box, dot):
            return box
    raise crowded("a label of the chart finds no place")


def _candidates(dot: Box, size: tuple[float, float]) -> Iterator[Box]:
    x, y = (dot[0] + dot[2]) / 2, (dot[1] + dot[3]) / 2
    wide, tall = (dot[2] - dot[0]) / 2 + 3.0, (dot[3] - dot[1]) / 2 + 3.0
    for ring in _RINGS:
        for way in _WAYS:
            right, down = round(cos(way * pi / 8), 6), round(sin(way * pi / 8), 6)
            cx = x + right * (wide + ring) + (size[0] / 2) * ((right > 0) - (right < 0))
            cy = y + down * (tall + ring) + (size[1] / 2) * ((down > 0) - (down < 0))
            yield cx - size[0] / 2, cy - size[1] / 2, cx + size[0] / 2, cy + size[1] / 2
