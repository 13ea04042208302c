from collections.abc import Iterable
from pathlib import Path

from briefing.building import pipeline
from briefing.diagnostics import Diagnostic
from briefing.review import rebuild as rebuilding


def run(root: Path) -> Iterable[Diagnostic]:
    project = pipeline.open_project(root, {})
    (edition,) = pipeline.build(project)
    (root / "data/kettles/gaps.yaml").write_text("gaps: []\n")
    found = rebuilding.rebuild(project, edition.briefings[0].pdf).findings
    # The hashes are those of this checkout.
    return [Diagnostic(it.code, it.message, it.place, ("in the file: …", "here: …"), it.help) for it in found]
