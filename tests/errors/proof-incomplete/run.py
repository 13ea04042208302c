from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.proving import Evidence, forged, proof, sample


def run(root: Path) -> Iterable[Diagnostic]:
    def once_more(told: Evidence) -> None:
        told["printed"].append({"text": "$49", "ref": "heron/price", "where": "link", "by": None})

    return proof(forged(sample(), told=once_more)).findings
