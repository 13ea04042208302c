from collections.abc import Iterable
from pathlib import Path

import pikepdf

from briefing.diagnostics import Diagnostic
from tests.proving import changed, proof, sample


def run(root: Path) -> Iterable[Diagnostic]:
    def foreign(opened: pikepdf.Pdf) -> None:
        del opened.Root.Names["/EmbeddedFiles"]
        opened.docinfo["/Creator"] = "Another program"

    return proof(changed(sample(), foreign)).findings
