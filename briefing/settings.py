"""The settings of a project: `briefing.yaml` and the environment in, the project with its folders out."""

from collections.abc import Mapping
from pathlib import Path

from briefing.dataset import textfile, yamlfile
from briefing.dataset.files import Settings
from briefing.dataset.validate import validate
from briefing.diagnostics import Diagnostic, Failure
from briefing.project import SETTINGS_FILE, Project, settings_folders


def open_project(root: Path, environ: Mapping[str, str]) -> Project:
    """The project whose `briefing.yaml` stands in `root`; raises Failure (status 2) where that file has findings.

    `BRIEFING_DATA`, `BRIEFING_TEMPLATES` and `BRIEFING_OUT` in `environ` override the file.
    """
    root = root.resolve()
    settings, findings = _read(settings_folders(root, {}, {}))
    if findings:
        raise Failure(findings, status=2)
    return settings_folders(root, settings, environ)


def _read(project: Project) -> tuple[dict[str, str], tuple[Diagnostic, ...]]:
    try:
        content = project.read(project.root / SETTINGS_FILE, textfile.MAX_BYTES + 1)
    except Failure as failure:
        return {}, failure.diagnostics
    text, findings = textfile.decode(content, SETTINGS_FILE)
    document = yamlfile.read(text or "", SETTINGS_FILE)
    findings += document.findings
    if findings or document.value is None:
        return {}, findings
    settings, found = validate(Settings, document.value, document.place(), "the file")
    return (settings.model_dump() if settings else {}), found
