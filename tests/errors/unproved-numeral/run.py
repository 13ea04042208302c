from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.proving import forged, placeless, proof, reworded, sample


def run(root: Path) -> Iterable[Diagnostic]:
    return placeless(proof(forged(sample(), reworded("line 3", "line 2", page=3))).findings)
