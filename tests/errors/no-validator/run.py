import sys
from collections.abc import Iterable
from pathlib import Path
from unittest.mock import patch

from briefing.diagnostics import Diagnostic
from briefing.pdf.conform import conform
from tests.accessing import whole


def run(root: Path) -> Iterable[Diagnostic]:
    with patch.dict(sys.modules, {"page": None}):  # as where it is not installed
        return conform(whole())
