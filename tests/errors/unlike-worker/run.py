from collections.abc import Iterable
from pathlib import Path

from briefing import pipeline
from briefing.cache import inputs
from briefing.diagnostics import Diagnostic
from briefing.orders import demand_same


def run(root: Path) -> Iterable[Diagnostic]:
    project = pipeline.open_project(root, {})
    given = inputs.shared(project.templates)
    demand_same(project, {**given, "tools": "those of another version"})
    return ()
