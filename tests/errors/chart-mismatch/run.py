from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.proving import Evidence, forged, proof, sample


def run(root: Path) -> Iterable[Diagnostic]:
    def relabelled(told: Evidence) -> None:
        told["charts"]["boil-time"]["labels"][1]["text"] = "Egret"

    return proof(forged(sample(), told=relabelled)).findings
