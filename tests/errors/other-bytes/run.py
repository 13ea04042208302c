import io
from collections.abc import Iterable
from pathlib import Path

import pikepdf

from briefing.building import pipeline
from briefing.diagnostics import Diagnostic
from briefing.review import rebuild as rebuilding


def run(root: Path) -> Iterable[Diagnostic]:
    project = pipeline.open_project(root, {})
    (edition,) = pipeline.build(project)
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(edition.briefings[0].pdf)) as pdf:
        pdf.save(target)
    return rebuilding.rebuild(project, target.getvalue()).findings
