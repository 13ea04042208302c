"""A reproducer in; the text that the user sees out.

A reproducer is a folder under `tests/errors/`; README.md says what may stand in it.
"""

import importlib.util
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import ModuleType

from briefing import console, pipeline
from briefing.dataset.trace import match, trace
from briefing.diagnostics import Diagnostic, Failure
from briefing.project import Project

ERRORS = Path(__file__).parent
BASE = ERRORS.parent / "fixtures" / "tiny"
EXPECTED = "expected.txt"
_OURS = (EXPECTED, "command", "change.py", "run.py")

Findings = Iterable[Diagnostic]
Options = Mapping[str, str]


def reproducers() -> tuple[Path, ...]:
    """The folders that reproduce a code."""
    return tuple(sorted(path for path in ERRORS.iterdir() if path.is_dir() and path.name != "__pycache__"))


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
    file = folder / "command"
    command, *words = file.read_text("utf-8").split() if file.exists() else ["check"]
    options = dict(zip(words[::2], words[1::2], strict=True))
    return RUNNERS[command](pipeline.open_project(root, {}), options)


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}.{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _check(project: Project, options: Options) -> Findings:
    """`check`, `check --topic TOPIC`."""
    return pipeline.check(project, _one(options, "--topic"))


def _build(project: Project, options: Options) -> Findings:
    """`build`, `build --topic TOPIC --audience AUDIENCE`."""
    editions = pipeline.build(project, _one(options, "--topic"), _one(options, "--audience"))
    return [finding for edition in editions for built in edition.briefings for finding in built.findings]


def _trace(project: Project, options: Options) -> Findings:
    """`trace --sources FOLDER`: the first topic, held against the texts in a folder of the project."""
    texts = match(path.read_bytes() for path in sorted((project.root / options["--sources"]).iterdir()))
    traces = trace(pipeline.sound(project, project.topics()[0]), texts)
    return [finding for found in traces for finding in found.findings]


def _one(options: Options, name: str) -> tuple[str, ...]:
    return (options[name],) if name in options else ()


#: What a `command` file may say: a first word, and the function that runs it with the options that follow.
RUNNERS: Mapping[str, Callable[[Project, Options], Findings]] = {"check": _check, "build": _build, "trace": _trace}
