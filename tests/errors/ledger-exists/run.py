from collections.abc import Iterable
from pathlib import Path

from briefing.delivery.ledger import opened
from briefing.diagnostics import Diagnostic


def run(root: Path) -> Iterable[Diagnostic]:
    (root / "ledger.sqlite3").touch()
    with opened(root / "ledger.sqlite3", "ledger.sqlite3", new=True):
        return ()
