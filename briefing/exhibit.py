"""What a drawn chart hands to the page: the picture, what stands in it, and the same data as a table."""

from dataclasses import dataclass

from briefing.dataset.facts import Derivation

#: Set behind a figure that is not what it was in the edition before.
CHANGED = "Δ"
#: Set behind a figure that is out of date, where there is no room to say as of when it is.
OUTDATED = "‡"


@dataclass(frozen=True, slots=True)
class Cell:
    """Printed text and what it rests on: a fact or derivation id, or None for a name or a word."""

    text: str
    ref: str | None = None


@dataclass(frozen=True, slots=True)
class DataTable:
    """A chart's data, or a table of its own: a header row, and rows of equal length whose first cell is a header."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart.

    `svg` is the picture with real text; `labels` are its texts in drawing order; `alt` is the alternative text in
    pieces, so that each number in it knows its fact; `width` and `height` are in millimetres.
    """

    id: str
    svg: str
    width: float
    height: float
    labels: tuple[Cell, ...]
    alt: tuple[Cell, ...]
    table: DataTable
    derivations: tuple[Derivation, ...] = ()
