from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.pdf import readback
from tests.proving import sample


def run(root: Path) -> Iterable[Diagnostic]:
    readback.read(sample()[:20_000])
    return ()
