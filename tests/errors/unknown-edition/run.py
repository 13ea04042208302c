"""The name of an edition with a slip in it."""

from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.review.diff import diff
from tests.editions import stored


def run(root: Path) -> Iterable[Diagnostic]:
    project = stored(root, "2025-05-02-11111111", "2025-05-02-22222222")
    diff("2025-05-20-11111111", project=project)
    return ()
