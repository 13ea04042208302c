from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.project import find_root


def run(root: Path) -> Iterable[Diagnostic]:
    find_root(Path("/"))
    return ()
