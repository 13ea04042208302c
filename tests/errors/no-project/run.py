from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic, Failure
from briefing.project import find_root


def run(root: Path) -> Iterable[Diagnostic]:
    try:
        find_root(Path("/"))
    except Failure as failure:
        return failure.diagnostics
    return ()
