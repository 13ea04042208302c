"""A reproducer in; what the user sees on standard error out.

A reproducer is a folder under `tests/errors/`; README.md says what may stand in it.
"""

import contextlib
import importlib.util
import io
import re
import shlex
import shutil
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType

from briefing import cli, console
from briefing.diagnostics import Diagnostic, Failure

ERRORS = Path(__file__).parent
BASE = ERRORS.parent / "fixtures" / "tiny"
EXPECTED = "expected.txt"
_FINDING = re.compile(r"^(?:error|warning)\[", re.MULTILINE)
_OURS = (EXPECTED, "command", "change.py", "run.py", "__pycache__")


def reproducers() -> tuple[Path, ...]:
    """The folders that reproduce a code."""
    return tuple(sorted(path for path in ERRORS.iterdir() if path.is_dir() and path.name != "__pycache__"))


def code_of(folder: Path) -> str:
    """The code that a folder reproduces: its name, without what follows `--`."""
    return folder.name.partition("--")[0]


def reproduce(folder: Path, root: Path) -> str:
    """Lay the reproducer over the base project in the new folder `root`, run it there, and give what it tells."""
    shutil.copytree(BASE, root)
    shutil.copytree(folder, root, dirs_exist_ok=True, ignore=lambda at, _: _OURS if Path(at) == folder else ())
    if (folder / "change.py").exists():
        _module(folder / "change.py").change(root)
    if (folder / "run.py").exists():
        return console.render(_found(_module(folder / "run.py"), root), root)
    command = folder / "command"
    return _told(command.read_text("utf-8") if command.exists() else "check", root)


def _found(module: ModuleType, root: Path) -> Iterable[Diagnostic]:
    try:
        return tuple(module.run(root))
    except Failure as failure:
        return failure.diagnostics


def _told(command: str, root: Path) -> str:
    """The findings that `briefing` tells in the folder `root`, and the status it ends with; nothing where all is well."""
    told = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
        status = cli.run(shlex.split(command))
    text = told.getvalue()
    first = _FINDING.search(text)
    if not first and not status:
        return ""
    return f"{text[first.start() if first else 0 :]}exit status {status}\n"


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}.{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
