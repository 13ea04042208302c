"""A laid-out chart before it is painted: marks, alternative text, data table, derivations."""

from dataclasses import dataclass

from briefing.charts.marks import Mark, labels
from briefing.dataset.facts import Derivation
from briefing.exhibit import Cell, DataTable


@dataclass(frozen=True, slots=True)
class Sheet:
    """The marks of a chart in drawing order, `height` in points, and the same data in words."""

    marks: tuple[Mark, ...]
    height: float
    alt: tuple[Cell, ...]
    table: DataTable
    derivations: tuple[Derivation, ...] = ()

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every text drawn, in the order in which the SVG has them."""
        return tuple(Cell(label.text, label.ref) for label in labels(self.marks))
