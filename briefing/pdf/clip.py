"""How much a page shows of what it draws: the paths of a content stream in, the rectangle that is left of it out.

A path that is no rectangle counts as the one around it, so that what is told to be hidden is.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

from briefing.proof.reading import Box

#: How far letters may reach out of what is shown, as a share of their size: side bearings, rounded places.
_OVERHANG = 0.1
#: How high small letters are, as a share of their size.
_HEIGHT = 0.5
_PAINTS = ("n", "f", "F", "f*", "S", "s", "B", "B*", "b", "b*")
_LINES = ("m", "l", "c", "v", "y")
#: All operators that a path is told by.
OPERATORS = " ".join((*_LINES, "re", "W", "W*", *_PAINTS))


class Clip(NamedTuple):
    """The part of a page that is shown, in points."""

    left: float = -math.inf
    bottom: float = -math.inf
    right: float = math.inf
    top: float = math.inf

    def cuts(self, box: Box, baseline: float, size: float) -> bool:
        """Whether a part of a level text lies outside: one of its letters, or all of them but for their tips."""
        over = _OVERHANG * size
        beside = box.left < self.left - over or box.right > self.right + over
        return beside or baseline < self.bottom - over or baseline + _HEIGHT * size > self.top + over


class Path:
    """The points of the path that is being drawn."""

    def __init__(self) -> None:
        self._points: list[tuple[Any, Any]] = []
        self.handlers: dict[str, Callable[..., None]] = {
            "re": self._rectangle, **dict.fromkeys(_LINES, self._line), **dict.fromkeys(_PAINTS, self._points.clear)
        }  # fmt: skip

    def _line(self, *values: Any) -> None:
        self._points += zip(values[::2], values[1::2], strict=True)

    def _rectangle(self, x: Any, y: Any, width: Any, height: Any) -> None:
        self._points += ((x, y), (x + width, y), (x, y + height), (x + width, y + height))

    def clip(self, before: Clip, matrix: tuple[float, float, float, float, float, float]) -> Clip:
        """What is shown where this path, under `matrix`, clips what was shown before."""
        a, b, c, d, e, f = matrix
        points = [(float(x), float(y)) for x, y in self._points]
        self._points.clear()  # what is painted of it does not matter
        across, up = [a * x + c * y + e for x, y in points], [b * x + d * y + f for x, y in points]
        if not points:
            return before
        return Clip(
            max(before.left, min(across)),
            max(before.bottom, min(up)),
            min(before.right, max(across)),
            min(before.top, max(up)),
        )
