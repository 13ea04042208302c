from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.pdf.breaks import breaks
from briefing.pdf.readback import read
from tests.tagging import page
from tests.test_pdf_breaks import pages


def run(root: Path) -> Iterable[Diagnostic]:
    return breaks(read(page(pages("100mm", "60mm"))))
