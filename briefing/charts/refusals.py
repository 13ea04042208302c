"""What charts refuse to draw, as Failures."""

from collections.abc import Collection, Sequence

from briefing.dataset.facts import Fact, Facts
from briefing.diagnostics import Diagnostic, Failure, unknown


def refusal(code: str, message: str, remedy: str) -> Failure:
    """The failure of a chart that must not, or cannot, be drawn."""
    return Failure([Diagnostic(code, message, help=remedy)])


def crowded(message: str) -> Failure:
    """The failure of a chart whose labels find no place."""
    return refusal("chart-too-crowded", message, "show fewer subjects, or give them shorter names")


def wanted(facts: Facts, ids: Sequence[str]) -> tuple[Fact, ...]:
    """The facts of these ids; raises Failure `unknown-fact` with one finding for each that is not there."""
    findings = [unknown("fact", name, facts, what=f"there is no fact `{name}`") for name in ids if name not in facts]
    if findings:
        raise Failure(findings)
    return tuple(facts[name] for name in ids)


def demand_some(found: Collection[object], what: str) -> None:
    """Raise Failure `empty-chart` where there is nothing to draw."""
    if not found:
        raise refusal("empty-chart", f"there is no {what}", "check the measure and the conditions it asks for")
