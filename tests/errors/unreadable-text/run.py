from collections.abc import Iterable
from pathlib import Path

import pikepdf

from briefing.diagnostics import Diagnostic
from tests.proving import forged, proof, sample


def run(root: Path) -> Iterable[Diagnostic]:
    def unmapped(opened: pikepdf.Pdf) -> None:
        for font in opened.pages[0].Resources.Font.values():
            del font["/ToUnicode"]

    return [found for found in proof(forged(sample(), unmapped)).findings if found.code == "unreadable-text"]
