"""Template files by name: the project's own over those that come with the package, and nothing else.

In: folders, the first one winning. Out: the text or bytes of a name such as `styles/page.css`, and the path to show in
messages. A name has no `..` and no leading dot, and a link that leads out of its folder is refused.
"""

import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.base.picture import wrong_with
from briefing.dataset import textfile
from briefing.diagnostics import Diagnostic, Failure, Place, Severity, suggest
from briefing.project import read, read_whole, unreadable

#: How large a picture may be.
_MOST = 50_000_000
_TEXTS = frozenset({".j2", ".css", ".js"})
_NAME = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of templates and how messages name it, such as `templates`."""

    path: Path
    shown: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of a template or style sheet and the path that messages show."""

    text: str
    shown: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where templates, style sheets and pictures of a look are found; the first folder that has a name wins."""

    folders: tuple[Folder, ...]

    def sheet(self, name: str) -> Sheet | None:
        """The text of `name`, or None; raises Failure where it leads out of its folder or cannot be read as text."""
        found = self._find(name)
        if found is None:
            return None
        text, findings = textfile.decode(_content(*found, textfile.MAX_PROSE + 1), found[1], textfile.MAX_PROSE)
        if text is None or findings:
            raise Failure(findings)
        return Sheet(text, found[1])

    def data(self, name: str) -> bytes | None:
        """The bytes of the picture or style sheet `name`, or None; raises Failure where it cannot be read, or is none that can be used."""
        found = self._find(name)
        content = read_whole(*found, _MOST) if found else None
        if found and content is not None and (wrong := wrong_with(name, content)):
            message, advice = (
                f"it is no picture that can be used: {wrong}",
                "give a drawing of outlines alone, or a PNG file",
            )
            raise Failure([Diagnostic("broken-image", message, Place(found[1]), help=advice)])
        return content

    def pages(self) -> tuple[str, ...]:
        """The names of the pages that a briefing may be made with: those at the top, but for the frame of them all."""
        names = {path.name for folder in self.folders for path in folder.path.glob("*.html.j2")}
        return tuple(sorted(names - {"base.html.j2"}))

    def strays(self, wanted: Collection[str]) -> Iterator[Diagnostic]:
        """A warning for each file of the first folder that seems to be meant for one of the others and has another name.

        Nothing asks for it: its name is neither `wanted` nor in the text of any file beside it.
        """
        first, *others = self.folders
        own, known = _texts(first), {name for folder in others for name in _texts(folder)}
        for name in sorted(own.keys() - known - set(wanted)):
            folder, _, bare = name.partition(".")[0].rpartition("/")
            fellows = {it.partition(".")[0].rpartition("/") for it in known}
            advice = suggest(bare, (it for there, _, it in fellows if there == folder))
            if advice and not any(name in text for other, text in own.items() if other != name):
                place = Place(f"{first.shown}/{name}")
                message = f"nothing uses the template `{name}`"
                yield Diagnostic("unused-template", message, place, help=advice, severity=Severity.WARNING)

    def _find(self, name: str) -> tuple[Path, str] | None:
        if not _NAME.fullmatch(name):
            return None
        for folder in self.folders:
            path = folder.path / name
            if os.path.lexists(path):
                return _inside(path, folder), f"{folder.shown}/{name}"
        return None


def _texts(folder: Folder) -> dict[str, str]:
    """The templates and style sheets of a folder by their names, empty where they cannot be read."""
    paths = (path for path in folder.path.rglob("*") if path.suffix in _TEXTS and path.is_file())
    contents = ((path, _content(path, folder.shown, textfile.MAX_PROSE)) for path in paths)
    return {path.relative_to(folder.path).as_posix(): content.decode(errors="replace") for path, content in contents}


def _content(path: Path, shown: str, limit: int) -> bytes:
    """The first `limit` bytes of a file; raises Failure where it cannot be read."""
    try:
        return read(path, limit)
    except OSError as error:
        raise Failure([unreadable(shown, error)]) from error


def _inside(path: Path, folder: Folder) -> Path:
    shown = f"{folder.shown}/{path.relative_to(folder.path).as_posix()}"
    if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder.path)):
        advice = "keep the file itself among the templates, not a link"
        raise Failure([Diagnostic("outside-project", f"`{shown}` leads out of its folder", Place(shown), help=advice)])
    return path
