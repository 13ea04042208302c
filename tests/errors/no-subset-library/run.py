"""A machine that lacks the library cannot be made here; this is what WeasyPrint then logs for each font."""

import logging
from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.pdf.render import _log


def run(root: Path) -> Iterable[Diagnostic]:
    with _log() as log:
        logging.getLogger("weasyprint").warning('Using fontTools instead of HarfBuzz-Subset for font "%s".', "Source")
    return log.findings
