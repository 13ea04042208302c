from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.mailserver import Post, refusals, serving


def run(root: Path) -> Iterable[Diagnostic]:
    with serving(Post()) as port:
        return refusals(port, security="tls")
