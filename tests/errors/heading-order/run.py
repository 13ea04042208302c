from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.accessing import broken
from tests.breaking import with_skipped_level


def run(root: Path) -> Iterable[Diagnostic]:
    return broken(with_skipped_level)
