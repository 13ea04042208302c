"""The order of the stages, and nothing else: what each command does, as functions that print nothing.

Rendering and charts are imported where they are wanted, so that checking and listing start fast.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.dataset import trace as tracing
from briefing.dataset.audience import visible_to
from briefing.dataset.check import check as check_records
from briefing.dataset.load import load as load_records
from briefing.dataset.model import Dataset, Facts
from briefing.dataset.reconcile import reconcile
from briefing.dataset.trace import SourceTrace
from briefing.diagnostics import Diagnostic, Failure, errors, in_order
from briefing.project import Project, choose, find_root
from briefing.settings import open_project as open_settings


def open_project(root: Path | None = None, environ: Mapping[str, str] = os.environ) -> Project:
    """The project at `root`, or at the nearest folder above the current one; raises Failure (status 2)."""
    return open_settings(root or find_root(Path.cwd()), environ)
