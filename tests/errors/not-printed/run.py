from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.pdf import readback
from briefing.proof import why
from tests.proving import evidence, sample


def run(root: Path) -> Iterable[Diagnostic]:
    why.why(readback.read(sample()), evidence(sample()), "4711", page=2)
    return ()
