"""What a chart is made of: frozen marks on a sheet, in points, y running down from the top left corner.

Charts build marks, `paint` turns them into SVG; so a layout can be computed, and checked, without drawing it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from briefing.charts import fonts
from briefing.style.look import FontFile

Shape = Literal["dot", "ring", "half", "diamond", "square", "cross"]
Box = tuple[float, float, float, float]
#: Heights of capitals and depth of descenders, as shares of the size: the extent of a line that ink may fill.
ASCENT, DESCENT, CAPITALS = 0.72, 0.21, 0.66


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set: `files` are the fonts, asked in this order, and `families` what they are called."""

    files: tuple[FontFile, ...]
    families: tuple[str, ...]
    size: float
    colour: str
    weight: int = 400
    italic: bool = False

    def width(self, text: str) -> float:
        """The width of `text` in points."""
        return fonts.width(text, self.files, self.size)


@dataclass(frozen=True, slots=True)
class Label:
    """One line of text: `x` is where it starts, `y` its baseline, `ref` the fact or derivation it prints."""

    x: float
    y: float
    text: str
    style: TextStyle
    ref: str | None = None

    @property
    def width(self) -> float:
        """The width of the text in points."""
        return self.style.width(self.text)

    @property
    def box(self) -> Box:
        """What the line may fill: left, top, right, bottom."""
        size = self.style.size
        return self.x, self.y - ASCENT * size, self.x + self.width, self.y + DESCENT * size


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle; hatched, it is pale with strokes and an edge in `colour`; hollow, pale with the edge alone.

    `edge` is the colour of an edge of its own.
    """

    x: float
    y: float
    width: float
    height: float
    colour: str
    hatched: bool = False
    hollow: bool = False
    edge: str | None = None

    @property
    def box(self) -> Box:
        """What it fills: left, top, right, bottom."""
        return self.x, self.y, self.x + self.width, self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """A run of straight strokes through `points`."""

    points: tuple[tuple[float, float], ...]
    colour: str
    width: float = 0.6
    dashes: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Dot:
    """A small shape about a centre; `radius` is half of its height."""

    x: float
    y: float
    shape: Shape
    colour: str
    radius: float = 3.2

    @property
    def box(self) -> Box:
        """What the shape fills: left, top, right, bottom."""
        return self.x - self.radius, self.y - self.radius, self.x + self.radius, self.y + self.radius


Mark = Label | Bar | Line | Dot


def middle(y: float, style: TextStyle) -> float:
    """The baseline that sets capitals and figures about `y`."""
    return y + CAPITALS * style.size / 2


def ending(x: float, y: float, text: str, style: TextStyle, ref: str | None = None) -> Label:
    """A label whose text ends at `x`."""
    return Label(x - style.width(text), y, text, style, ref)


def labels(marks: Iterable[Mark]) -> tuple[Label, ...]:
    """The texts among the marks, in drawing order."""
    return tuple(mark for mark in marks if isinstance(mark, Label))


def overlap(one: Box, other: Box, air: float = 0.0) -> bool:
    """Whether two boxes meet, or come closer than `air`."""
    return one[0] < other[2] + air and other[0] < one[2] + air and one[1] < other[3] + air and other[1] < one[3] + air
