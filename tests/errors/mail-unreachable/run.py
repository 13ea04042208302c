from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from briefing.delivery.ledger import opened
from briefing.delivery.send import Terms, send
from briefing.diagnostics import Diagnostic, Failure
from tests.mailserver import Post, Waiting, account, parcel, sender, serving


def run(root: Path) -> Iterable[Diagnostic]:
    with serving(Post()) as port:
        pass  # from here on nobody listens
    with opened(root / "ledger", "ledger", new=True) as book:
        try:
            list(send([parcel()], book, sender(root), account(port), Waiting().clock, Terms()))
        except Failure as failure:
            return [replace(it, message=it.message.replace(str(port), "587")) for it in failure.diagnostics]
    return ()
