from collections.abc import Iterable
from pathlib import Path

from briefing.building import pipeline
from briefing.building.orders import demand_same
from briefing.cache import inputs
from briefing.diagnostics import Diagnostic


def run(root: Path) -> Iterable[Diagnostic]:
    project = pipeline.open_project(root, {})
    given = inputs.shared(project.templates)
    demand_same(project, {**given, "tools": "those of another version"})
    return ()
