"""A laid-out chart before it is painted: marks, alternative text, data table; and what charts refuse."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.charts.marks import Mark, labels
from briefing.dataset.model import Derivation, Fact, Facts
from briefing.diagnostics import Diagnostic, Failure, unknown
from briefing.exhibit import Cell, DataTable

#: Turns a prose field into printed pieces.
Say = Callable[[str], tuple[Cell, ...]]


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


def plain(prose: str) -> tuple[Cell, ...]:
    """Prose as it stands; raises Failure `template-in-chart` where it calls functions that a chart cannot."""
    if "{{" in prose or "{%" in prose:
        raise refusal(
            "template-in-chart",
            "a text of the chart is a template that nobody has filled in",
            "hand `draw` the function that fills in templates",
        )
    return (Cell(prose),)


def refusal(code: str, message: str, help: str | None = None) -> Failure:
    """The failure of a chart that must not be drawn."""
    return Failure([Diagnostic(code, message, help=help)])


def wanted(facts: Facts, ids: Sequence[str]) -> tuple[Fact, ...]:
    """The facts of these ids; raises Failure `unknown-fact` with one finding for each that is not there."""
    findings = [unknown("fact", name, facts) for name in ids if name not in facts]
    if findings:
        raise Failure(findings)
    return tuple(facts[name] for name in ids)


def demand_some(facts: Sequence[object], what: str) -> None:
    """Raise Failure `empty-chart` where there is nothing to draw."""
    if not facts:
        raise refusal("empty-chart", f"no fact fits {what}", "check the measure and the conditions it asks for")
