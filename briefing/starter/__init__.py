"""A project to begin with: a folder in, a small example in it that builds at once out.

The example stands in `project/` as it is written, but for its `.gitignore`, which would hold for this folder there.
"""

from collections.abc import Iterator
from pathlib import Path

from briefing.diagnostics import Diagnostic, Failure, counted
from briefing.project import replace_file

_EXAMPLE = Path(__file__).parent / "project"
_NAMES = {"gitignore": ".gitignore"}


def write(root: Path) -> tuple[Path, ...]:
    """Write the example into `root`, which need not exist; its files, seen from there.

    Raises Failure `file-exists` (status 2) with every file that is there already; then nothing is written.
    """
    files = dict(_files())
    if taken := [f"`{name.as_posix()}`" for name in files if (root / name).exists()]:
        advice = "choose an empty folder: `briefing init FOLDER`"
        message = f"{counted(len(taken), 'file')} of the example would be written over; nothing was written"
        notes = (f"there already: {', '.join(taken)}",)
        raise Failure([Diagnostic("file-exists", message, notes=notes, help=advice)], status=2)
    for name, content in files.items():
        replace_file(root / name, content)
    return tuple(files)


def _files() -> Iterator[tuple[Path, bytes]]:
    for path in sorted(path for path in _EXAMPLE.rglob("*") if path.is_file()):
        name = path.relative_to(_EXAMPLE)
        yield Path(_NAMES.get(str(name), name)), path.read_bytes()
