from collections.abc import Iterable
from pathlib import Path

from briefing.delivery.ledger import opened
from briefing.delivery.parcel import State
from briefing.delivery.send import Terms, send
from briefing.diagnostics import Diagnostic
from briefing.dispatch import not_reached
from tests.mailserver import Post, Waiting, account, parcel, sender, serving

FAULTS = {
    "ada@example.org": "rcpt 550 no such user",
    "bob@example.org": "data 451 try again later",
    "eve@example.org": "drop",
}


def run(root: Path) -> Iterable[Diagnostic]:
    with serving(Post({**FAULTS})) as port, opened(root / "ledger", "ledger", new=True) as book:
        parcels = [parcel(address) for address in (*FAULTS, "zoe@example.org")]
        outcomes = list(send(parcels, book, sender(root), account(port), Waiting().clock, Terms(limit=3)))
    return [not_reached(it) for it in outcomes if it.state is not State.ACCEPTED]
