from collections.abc import Iterable
from pathlib import Path

from briefing.delivery.ledger import opened
from briefing.diagnostics import Diagnostic
from briefing.review.erratum import errata
from briefing.settings import open_project


def run(root: Path) -> Iterable[Diagnostic]:
    with opened(root / "ledger", "ledger", new=True) as book:
        errata(open_project(root, {}), "heron/boil-time/post", book)
    return ()
