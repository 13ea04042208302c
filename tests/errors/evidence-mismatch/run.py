from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.proving import Evidence, forged, proof, sample


def run(root: Path) -> Iterable[Diagnostic]:
    def upgraded(told: Evidence) -> None:
        told["facts"]["heron/boil-time/vendor"]["status"] = "agreed"

    return proof(forged(sample(), told=upgraded)).findings
