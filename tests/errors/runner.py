"""A reproducer in; what the user sees on standard error out.

A reproducer is a folder under `tests/errors/`; README.md says what may stand in it.
"""

import contextlib
import importlib.util
import io
import shlex
import shutil
from pathlib import Path
from types import ModuleType

from briefing import cli, console

ERRORS = Path(__file__).parent
BASE = ERRORS.parent / "fixtures" / "tiny"
EXPECTED = "expected.txt"
_OURS = (EXPECTED, "command", "change.py", "run.py")


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
        return console.render(_module(folder / "run.py").run(root), root)
    command = folder / "command"
    return _told(command.read_text("utf-8") if command.exists() else "check", root)


def _told(command: str, root: Path) -> str:
    """What `briefing` writes to standard error in the folder `root`, and the status it ends with, unless it is 0."""
    told = io.StringIO()
    with contextlib.chdir(root), contextlib.redirect_stderr(told), contextlib.redirect_stdout(io.StringIO()):
        status = cli.run(shlex.split(command))
    return told.getvalue() + (f"exit status {status}\n" if status else "")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"{path.parent.name}.{path.stem}", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
