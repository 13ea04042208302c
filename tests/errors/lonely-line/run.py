from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.document.breaks import breaks
from briefing.document.readback import read
from tests.tagging import page
from tests.test_document_breaks import LOOSE, PARAGRAPH


def run(root: Path) -> Iterable[Diagnostic]:
    return breaks(read(page(PARAGRAPH, f"{LOOSE} div {{ height: 95mm }}")))
