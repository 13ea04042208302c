from collections.abc import Iterable
from pathlib import Path

import pikepdf

from briefing.diagnostics import Diagnostic
from tests.proving import changed, proof, sample


def run(root: Path) -> Iterable[Diagnostic]:
    def detached(opened: pikepdf.Pdf) -> None:
        del opened.Root.Names["/EmbeddedFiles"]

    return proof(changed(sample(), detached)).findings
