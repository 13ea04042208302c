from collections.abc import Iterable
from pathlib import Path

from briefing.delivery.config import account, read
from briefing.diagnostics import Diagnostic
from briefing.settings import open_project


def run(root: Path) -> Iterable[Diagnostic]:
    account(read(open_project(root, {}), {}), {})
    return ()
