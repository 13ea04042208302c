from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.mailserver import refusals, saying


def run(root: Path) -> Iterable[Diagnostic]:
    with saying(b"554 no service for you\r\n") as port:
        return refusals(port)
