"""`out` was lost, and the briefing built anew; its readers had an edition."""

from datetime import UTC, datetime
from pathlib import Path

from briefing.delivery.ledger import opened
from briefing.delivery.parcel import Delivery, State
from tests.editions import standing

NOW = datetime(2025, 5, 3, tzinfo=UTC)


def change(root: Path) -> None:
    standing(root)
    had = Delivery("kettles", "2025-05-02-3a85e22d", "buyer", "ada@example.org")
    path = root / ".delivery/ledger.sqlite3"
    with opened(path, str(path), new=True) as book:
        book.plan([had], NOW)
        book.commit(had, NOW)
        book.close(had, State.ACCEPTED, "250 taken", NOW)
