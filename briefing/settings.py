"""The settings of a project: `briefing.yaml` and the environment in, the project with its folders out."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from briefing.base.folders import SETTINGS_FILE
from briefing.dataset import textfile, yamlfile
from briefing.dataset.files import Settings
from briefing.dataset.record import Record
from briefing.dataset.validate import validate
from briefing.diagnostics import Diagnostic, Failure
from briefing.project import Project, configured, no_project

R = TypeVar("R", bound=Record)


def open_project(root: Path, environ: Mapping[str, str]) -> Project:
    """The project whose `briefing.yaml` stands in `root`; raises Failure (status 2) where there is none, or with what is
    wrong with it.

    `BRIEFING_DATA`, `BRIEFING_TEMPLATES`, `BRIEFING_OUT` and `BRIEFING_TO` in `environ` override the file.
    """
    root = root.resolve()
    if not os.path.lexists(root / SETTINGS_FILE):
        raise no_project(f"`{root}`")
    settings, findings = read_record(configured(root, {}, {}), SETTINGS_FILE, Settings)
    if findings:
        raise Failure(findings, status=2)
    return configured(root, settings.model_dump() if settings else {}, environ)


def read_record(project: Project, name: str, model: type[R]) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """The one record that a file at the root of a project is; None where the file is empty or has findings."""
    try:
        content = project.read(project.root / name, textfile.MAX_BYTES + 1)
    except Failure as failure:
        return None, failure.diagnostics
    text, findings = textfile.decode(content, name)
    document = yamlfile.read(text or "", name)
    findings += document.findings
    if findings or document.value is None:
        return None, findings
    record, found = validate(model, document.value, document.place(), "the file")
    return record, found
