"""The one door to the outside: the project's root and folders, its settings, files read and replaced whole."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from briefing.base import folders
from briefing.base.folders import SETTINGS_FILE
from briefing.diagnostics import Diagnostic, Failure, Place, unknown

PACKAGED_TEMPLATES = Path(folders.PACKAGED_TEMPLATES)
#: A name with a dot before it, and eight characters more.
_TEMPORARY = re.compile(r"\..+\.[a-z0-9_]{8}")


@dataclass(frozen=True, slots=True)
class Project:
    """A folder with a `briefing.yaml` at its root; the folders are absolute.

    `forms` are those that are built where none is asked for: `pdf`, `html`, `md`, `txt`.
    `stale` says what a fact that is out of date is: to `warn` of, to `fail` for, or to `ignore`.
    """

    root: Path
    data: Path
    templates: Path
    out: Path
    forms: tuple[str, ...] = ("pdf",)
    stale: str = "warn"

    def topics(self) -> tuple[str, ...]:
        """The names of the folders under `data/` that hold a `topic.yaml`, sorted."""
        return folders.topics(str(self.data))

    def audiences(self, topic: str) -> tuple[str, ...]:
        """The names of the audiences of a topic, sorted."""
        return tuple(sorted(path.stem for path in (self.data / topic).glob("audiences/*.yaml")))

    def shown(self, path: Path) -> str:
        """`path` as messages name it: relative to the root, with `/`."""
        return folders.shown(str(path), str(self.root))

    def inside(self, path: Path) -> Path:
        """`path` with links resolved; raises Failure `outside-project` where that leads out of the root."""
        resolved = Path(os.path.realpath(path))  # `Path.resolve` raises where links go round in a circle
        if not resolved.is_relative_to(self.root):
            finding = Diagnostic(
                "outside-project",
                f"`{self.shown(path)}` leads out of the project",
                Place(self.shown(path)),
                help="keep the file itself inside the project, not a link",
            )
            raise Failure([finding])
        return resolved

    def demand_in_out(self, folder: Path) -> None:
        """Raise Failure `outside-project` where a link leads from a folder in `out` to somewhere else."""
        if not Path(os.path.realpath(folder)).is_relative_to(os.path.realpath(self.out)):
            message, advice = (
                f"`{self.shown(folder)}` leads out of `out`",
                "take the link away, or set `out` to where it leads",
            )
            raise Failure([Diagnostic("outside-project", message, Place(self.shown(folder)), help=advice)])

    def read(self, path: Path, limit: int) -> bytes:
        """The first `limit` bytes of a file inside the root; raises Failure `outside-project` or `unreadable-file`."""
        resolved = self.inside(path)
        try:
            return read(resolved, limit)
        except OSError as error:
            raise Failure([unreadable(self.shown(path), error)]) from error


def read(path: Path, limit: int) -> bytes:
    """The first `limit` bytes of a file; raises OSError, also where it is a folder, a pipe or a device."""
    if not os.path.isfile(path):
        raise OSError("it is not a plain file" if path.exists() else "it leads nowhere")
    with path.open("rb") as file:
        return file.read(limit)


def read_whole(path: Path, shown: str, most: int, advice: str = "give a smaller file") -> bytes:
    """A whole file, as messages name it; raises Failure `unreadable-file`, or `file-too-large` over `most` bytes."""
    try:
        content = read(path, most + 1)
    except OSError as error:
        raise Failure([unreadable(shown, error)]) from error
    if len(content) > most:
        message = f"the file is larger than {most // 1_000_000} MB"
        raise Failure([Diagnostic("file-too-large", message, Place(shown), help=advice)])
    return content


def unreadable(shown: str, error: OSError) -> Diagnostic:
    """The finding for a file, as messages name it, that could not be read."""
    return Diagnostic("unreadable-file", f"cannot be read: {error.strerror or error}", Place(shown))


def find_root(start: Path) -> Path:
    """The nearest folder at or above `start` that holds a `briefing.yaml`; raises Failure (status 2)."""
    root = folders.root_of(str(start))
    if root is not None:
        return Path(root)
    raise no_project(f"`{start}` or above it")


def no_project(where: str) -> Failure:
    """The failure of a folder that is no project; `where` its settings were looked for."""
    advice = "run inside a project, name its folder with `--root`, or begin one with `briefing init`"
    return Failure([Diagnostic("no-project", f"no `{SETTINGS_FILE}` in {where}", help=advice)], status=2)


def choose(kind: str, wanted: tuple[str, ...], known: tuple[str, ...]) -> tuple[str, ...]:
    """The `wanted` names, or all `known` ones where none is wanted; raises Failure (status 2) on an unknown name."""
    findings = [unknown(kind, name, known) for name in wanted if name not in known]
    if findings:
        raise Failure(findings, status=2)
    return tuple(dict.fromkeys(wanted)) or known


def now() -> datetime:
    """The time, in UTC: only what is sent asks for it, nothing that is built."""
    return datetime.now(UTC)


def replace_file(path: Path, content: bytes) -> None:
    """Replace `path` whole or not at all: a temporary file in the same folder, flushed to disk, then renamed.

    Raises Failure `cannot-write` (status 2) where the system refuses; what was there stays.
    """
    # Named before it is there: a signal may come at any moment, and what has no name yet could not be removed.
    name = path.with_name(f".{path.name}.{os.urandom(4).hex()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _fill(name, content)
            os.replace(name, path)
        except BaseException:
            with suppress(OSError):  # it may have its place already, or none yet
                os.unlink(name)
            raise
    except OSError as error:
        raise _refused(path, error) from error


def clear_up(folder: Path) -> None:
    """Remove what `replace_file` left in `folder` because its process was killed.

    Only for who is alone there (`alone_in`): to anyone else it may be what somebody is about to write.
    """
    for path in folder.glob(".*"):
        if _TEMPORARY.fullmatch(path.name):
            with suppress(OSError):
                path.unlink()


@contextmanager
def alone_in(folder: Path) -> Iterator[None]:
    """Within it, no other process that asks for the same writes into `folder`; a hidden file stays there.

    Raises Failure `cannot-write` (status 2) where the system refuses.
    """
    from filelock import FileLock  # late: every command would wait for it

    lock = FileLock(folder / ".lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except OSError as error:
        raise _refused(folder, error) from error
    try:
        yield
    finally:
        lock.release()


def _refused(path: Path, error: OSError) -> Failure:
    advice = "make room or make the folder writable, or choose another with `out` in `briefing.yaml`"
    finding = Diagnostic("cannot-write", f"`{path}` cannot be written: {error.strerror or error}", help=advice)
    return Failure([finding], status=2)


def _fill(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o644)


def configured(root: Path, settings: Mapping[str, Any], environ: Mapping[str, str]) -> Project:
    """A project from its settings: `BRIEFING_<NAME>` over `briefing.yaml` over the defaults.

    `BRIEFING_TO` is a list with commas or spaces, such as `pdf,html`.
    """

    def folder(name: str) -> Path:
        return (root / (environ.get(f"BRIEFING_{name.upper()}") or settings.get(name) or name)).resolve()

    forms = tuple(environ.get("BRIEFING_TO", "").replace(",", " ").split()) or settings.get("to") or ("pdf",)
    stale = settings.get("stale") or "warn"
    return Project(root, folder("data"), folder("templates"), folder("out"), forms, stale)


def today(environ: Mapping[str, str] = os.environ) -> date:
    """The day it is, in UTC; `SOURCE_DATE_EPOCH` (seconds) stands in for the clock."""
    return date.fromisoformat(folders.today(environ))
