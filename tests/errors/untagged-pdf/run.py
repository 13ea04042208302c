import io
from collections.abc import Iterable
from pathlib import Path

import pikepdf

from briefing.diagnostics import Diagnostic
from briefing.pdf import readback


def run(root: Path) -> Iterable[Diagnostic]:
    pdf, file = pikepdf.new(), io.BytesIO()
    pdf.add_blank_page()
    pdf.save(file)
    readback.read(file.getvalue())
    return ()
