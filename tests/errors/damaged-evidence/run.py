from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.pdf import readback
from briefing.proof import prove
from tests.proving import evidence, sample


def run(root: Path) -> Iterable[Diagnostic]:
    told = evidence(sample())
    del told["claims"]
    return prove.prove(readback.read(sample()), told).findings
