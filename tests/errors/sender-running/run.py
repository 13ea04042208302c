from collections.abc import Iterable
from pathlib import Path

from briefing.delivery.ledger import opened
from briefing.diagnostics import Diagnostic


def run(root: Path) -> Iterable[Diagnostic]:
    path = root / "ledger.sqlite3"
    with opened(path, path.name, new=True), opened(path, path.name):
        return ()
