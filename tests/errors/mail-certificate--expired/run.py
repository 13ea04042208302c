from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.mailserver import Post, certified, refusals, serving


def run(root: Path) -> Iterable[Diagnostic]:
    tls, ca_file = certified(root, not_after=datetime(2020, 1, 1, tzinfo=UTC))
    with serving(Post(), tls=tls) as port:
        return refusals(port, security="starttls", ca_file=ca_file)
