from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from tests.accessing import broken
from tests.breaking import without_scope


def run(root: Path) -> Iterable[Diagnostic]:
    return broken(without_scope)
