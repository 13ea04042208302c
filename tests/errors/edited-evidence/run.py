from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.proving import Evidence, forged, proof, sample


def run(root: Path) -> Iterable[Diagnostic]:
    def restyled(told: Evidence) -> None:
        told["audience"] = "seller"

    return proof(forged(sample(), told=restyled, sealed=False)).findings
