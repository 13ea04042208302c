from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.pdf.breaks import breaks
from briefing.pdf.readback import read
from tests.tagging import moved, page
from tests.test_pdf_breaks import TABLE


def run(root: Path) -> Iterable[Diagnostic]:
    return breaks(moved(read(page(TABLE)), "TBody"))
