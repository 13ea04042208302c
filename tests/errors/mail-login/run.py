from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.mailserver import Post, certified, refusals, serving, signs_in


def run(root: Path) -> Iterable[Diagnostic]:
    tls, ca_file = certified(root)
    with serving(Post(), tls=tls, **signs_in()) as port:
        return refusals(port, security="starttls", ca_file=ca_file, user="ada", secret="wrong")
