from collections.abc import Iterable
from pathlib import Path

from briefing.cli import fault
from briefing.diagnostics import Diagnostic


def run(root: Path) -> Iterable[Diagnostic]:  # nothing that a user does brings it about
    yield fault("in /tmp/briefing-x1y2z3.log")
