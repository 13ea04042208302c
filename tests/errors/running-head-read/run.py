from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.accessing import broken
from tests.breaking import with_read_heads


def run(root: Path) -> Iterable[Diagnostic]:
    return broken(with_read_heads)
