"""A sender to be killed: `python -m tests.drill_sender FOLDER PORT COUNT` sends to that many readers, and lists them."""

import sys
import time
from pathlib import Path

from briefing.delivery.ledger import opened
from briefing.delivery.send import Clock, Terms, send
from briefing.project import now
from tests.mailserver import account, parcel, sender


def main(folder: Path, port: int, count: int) -> None:
    """Send what is open, and print a line for each reader."""
    path = folder / "ledger.sqlite3"
    parcels = [parcel(f"reader-{number}@example.org") for number in range(count)]
    clock = Clock(now, time.sleep)
    with opened(path, path.name, new=not path.exists()) as book:
        for outcome in send(parcels, book, sender(folder), account(port), clock, Terms()):
            sys.stdout.write(f"{outcome.parcel.to.mailbox}\t{outcome.state}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
