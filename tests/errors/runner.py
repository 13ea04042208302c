"""A reproducer in; the text that the user sees out.

A reproducer is a folder under `tests/errors/`; README.md says what may stand in it.
"""

import importlib.util
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import ModuleType

from briefing import console
from briefing.dataset.check import check
from briefing.dataset.load import load
from briefing.dataset.reconcile import reconcile
from briefing.dataset.trace import match, trace
from briefing.diagnostics import Diagnostic, Failure
from briefing.project import choose
from briefing.settings import open_project

ERRORS = Path(__file__).parent
BASE = ERRORS.parent / "fixtures" / "tiny"
EXPECTED = "expected.txt"
_OURS = (EXPECTED, "command", "change.py", "run.py")

Findings = Iterable[Diagnostic]


def reproducers() -> tuple[Path, ...]:
    """The folders that reproduce a code."""
    return tuple(sorted(path for path in ERRORS.iterdir() if (path.is_dir() and path.name != "__pycache__")))


def code_of(folder: Path) -> str:
    """The code that a folder reproduces: its name, without what follows `--`."""
    return folder.name.partition("--")[0]


def reproduce(folder: Path, root: Path) -> str:
    """Lay the reproducer over the base project in the new folder `root`, run it there, and render what it finds."""
    shutil.copytree(BASE, root)
    shutil.copytree(folder, root, dirs_exist_ok=True, ignore=lambda at, _: _OURS if Path(at) == folder else ())
    if (folder / "change.py").exists():
        _module(folder / "change.py").change(root)
    try:
        return console.render(_run(folder, root), root)
    except Failure as failure:
        return console.render(failure.diagnostics, root)


def _run(folder: Path, root: Path) -> Findings:
    if (folder / "run.py").exists():
        return tuple(_module(folder / "run.py").run(root))
    command = folder / "command"
    words = command.read_text("utf-8").split() if command.exists() else ["check"]
    return RUNNERS[words[0]](root, words[1:])


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}.{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _check(root: Path, arguments: Sequence[str]) -> Findings:
    project = open_project(root, {})
    findings: list[Diagnostic] = []
    for topic in choose("topic", tuple(arguments), project.topics()):
        dataset, found = load(project, topic)
        findings += [*found, *(check(dataset, reconcile(dataset)) if dataset else ())]
    return findings


def _trace(root: Path, arguments: Sequence[str]) -> Findings:
    """`trace --sources FOLDER`."""
    dataset, findings = load(open_project(root, {}), "kettles")
    assert dataset
    assert not findings
    texts = match(path.read_bytes() for path in sorted((root / arguments[1]).iterdir()))
    return [finding for found in trace(dataset, texts) for finding in found.findings]


#: What a `command` file may say: a first word, and the function that runs it in a project's folder.
RUNNERS: Mapping[str, Callable[[Path, Sequence[str]], Findings]] = {"check": _check, "trace": _trace}
