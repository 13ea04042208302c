from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.mailserver import Post, refusals, self_signed, serving


def run(root: Path) -> Iterable[Diagnostic]:
    with serving(Post(), tls=self_signed(root)) as port:
        return refusals(port, security="starttls")
