"""An edition of one topic held against an edition of another."""

from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.review.diff import diff
from tests.editions import stored


def run(root: Path) -> Iterable[Diagnostic]:
    project = stored(root, "2025-05-02-11111111")
    stored(root, "2025-05-02-22222222", topic="pots")
    diff("2025-05-02-1", "2025-05-02-2", project=project)
    return ()
