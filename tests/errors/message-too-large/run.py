from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from briefing.delivery.message import build
from briefing.diagnostics import Diagnostic
from tests.mailserver import parcel, sender


def run(root: Path) -> Iterable[Diagnostic]:
    build(parcel(pdf=bytes(100_000)), sender(root, max_bytes=50_000), datetime(2025, 3, 2, tzinfo=UTC))
    return ()
