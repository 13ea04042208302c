"""Findings as they are kept: as plain values, and as a line of text."""

from dataclasses import asdict
from typing import Any

from briefing.diagnostics import Diagnostic, Place, Severity


def plain(finding: Diagnostic) -> dict[str, Any]:
    """A finding as plain values."""
    return asdict(finding)


def finding(kept: dict[str, Any]) -> Diagnostic:
    """The finding that was kept as plain values."""
    place = Place(**kept["place"]) if kept["place"] else None
    return Diagnostic(**{**kept, "place": place, "notes": tuple(kept["notes"]), "severity": Severity(kept["severity"])})


def line(finding: Diagnostic) -> str:
    """A finding in a line of ASCII without tabs."""
    import json  # late: most builds have nothing to warn of

    return json.dumps(plain(finding))


def read(line: str) -> Diagnostic:
    """The finding that was kept in a line."""
    import json  # late, as above

    return finding(json.loads(line))
