"""Projects on disk for tests: the small valid one of `tests/fixtures/tiny/`, changed."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from briefing.dataset.facts import Dataset
from briefing.dataset.load import load
from briefing.diagnostics import Diagnostic
from briefing.project import Project
from briefing.settings import open_project

TINY = Path(__file__).parent / "fixtures" / "tiny"
TOPIC = "kettles"


def tiny(root: Path, files: Mapping[str, str] | None = None) -> Project:
    """A copy of the small project at `root`, with `files` of its one topic replaced or added."""
    shutil.copytree(TINY, root, dirs_exist_ok=True)
    for name, text in (files or {}).items():
        path = root / "data" / TOPIC / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return open_project(root, {})


def loaded(root: Path, files: Mapping[str, str] | None = None) -> tuple[Dataset, tuple[Diagnostic, ...]]:
    """The topic of `tiny(root, files)`, whose `topic.yaml` must be readable, and what is wrong with its files."""
    dataset, findings = load(tiny(root, files), TOPIC)
    assert dataset is not None
    return dataset, findings
