"""The files of one topic in; documents, lists of records and narratives out, with every finding kept.

A record that cannot be read is left out; its id is remembered in `unread`, so that nobody calls it unknown later.
"""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import TypeVar

from briefing.dataset import textfile, yamlfile
from briefing.dataset.files import HEADS, LARGE, LISTS, NARRATIVES, REQUIRED, SINGLE, Shape
from briefing.dataset.places import Located, Spot
from briefing.dataset.record import Record
from briefing.dataset.validate import bad_word, located, missing_key, unknown_key, validate, wrong_type
from briefing.dataset.yamlfile import REFUSED, Document
from briefing.diagnostics import Diagnostic, Failure, Place, unknown
from briefing.project import Project

R = TypeVar("R", bound=Record)
#: Stands in `unread` for records of which not even the id is known.
SOME = "*"
NO_EXTENT = (0, 0, 1)
_PATTERNS = (*SINGLE, *LISTS, NARRATIVES)
_KEYS = frozenset(key for keys in (*LISTS.values(), *HEADS.values()) for key in keys)


class Reader:
    """Reads a topic's folder; `findings` and `unread` grow as it does."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project = project
        self.folder = folder
        self.findings: list[Diagnostic] = []
        self.unread: dict[str, set[str]] = {}

    def find(self, *findings: Diagnostic) -> None:
        """Keep some findings."""
        self.findings.extend(findings)

    def miss(self, kind: str, name: str = SOME) -> None:
        """Remember that a record could not be read."""
        self.unread.setdefault(kind, set()).add(name)

    def missed(self, kind: str, name: str) -> bool:
        """Whether the record is, or may be, one of those that could not be read."""
        return not self.unread.get(kind, set()).isdisjoint((name, SOME))

    def document(self, name: str) -> Document:
        """One YAML file; empty where an optional one is not there, REFUSED where it cannot be read."""
        path = self.folder / name
        if path.exists() or path.is_symlink():
            return self._document(path, name)
        file = self.project.shown(path)
        if name not in REQUIRED:
            return Document(file, None, Spot(file, NO_EXTENT))
        self.find(Diagnostic("missing-file", f"the topic has no `{name}`", Place(file), help="add the file"))
        return _refused(file)

    def documents(self, pattern: str) -> tuple[Document, ...]:
        """The YAML files that match `pattern`, sorted by name; the value of one that cannot be read is REFUSED."""
        return tuple(self._document(path, pattern) for path in sorted(self.folder.glob(pattern)))

    def text(self, path: Path, most: int = textfile.MAX_BYTES) -> str | None:
        """The text of a file, or None where it cannot be read."""
        try:
            content = self.project.read(path, most + 1)
        except Failure as failure:
            self.find(*failure.diagnostics)
            return None
        text, findings = textfile.decode(content, self.project.shown(path), most)
        self.find(*findings)
        return text

    def single(self, document: Document, model: type[R]) -> R | None:
        """The one record that a file is."""
        record, findings = validate(model, document.value, document.place(), "the file")
        self.find(*findings)
        return record

    def records(self, kind: str, document: Document, key: str, shape: Shape[R]) -> tuple[R, ...]:
        """The records of the list at `key` that can be read, in order."""
        found = []
        for index, raw in enumerate(self._list(kind, document, key)):
            record = self._record(raw, shape) if isinstance(raw, Located) else None
            if raw is not REFUSED and not isinstance(raw, Located):
                self.find(wrong_type(f"item {index + 1} of `{key}`", raw, "a mapping", document.spot.at(key, index)))
            if record is None:
                name = raw.get("id") if isinstance(raw, Located) else None
                self.miss(kind, name if isinstance(name, str) else SOME)
            else:
                found.append(record)
        return tuple(found)

    def look_for_strays(self) -> None:
        """Find what no topic may hold: pipes and devices, names that no text can tell, and files that look like a part
        of the topic but have a name that nothing reads.
        """
        paths = sorted((*self.folder.glob("[!.]*"), *self.folder.glob("[!.]*/[!.]*")))
        for path in (self.folder, *paths):
            self.find(*_odd(self.project, path))
        for path in paths:
            name = path.relative_to(self.folder).as_posix()
            known = any(PurePosixPath(name).match(pattern) for pattern in _PATTERNS)
            if not known and path.suffix.lower() in (".yaml", ".yml"):
                place = Place(self.project.shown(path))
                what = f"no part of a topic is called `{name}`, so nothing reads it"
                self.find(unknown("file", name, _PATTERNS, place=place, what=what))

    def _document(self, path: Path, pattern: str) -> Document:
        file, text = self.project.shown(path), self.text(path)
        if text is None:
            return _refused(file)
        document = yamlfile.read_large(text, file) if pattern in LARGE else yamlfile.read(text, file)
        self.find(*document.findings, *_outer(document, pattern))
        return document

    def _list(self, kind: str, document: Document, key: str) -> tuple[object, ...]:
        """The items of a list, none where it is not there; `unread` where there may be some that nobody can see."""
        if document.value is None:
            return ()
        content = document.value.get(key) if isinstance(document.value, Located) else REFUSED
        if isinstance(content, tuple):
            return content
        if isinstance(document.value, Located) and key not in document.value:
            if not _KEYS.issuperset(document.value):
                self.miss(kind)  # it may be there under a wrong name
            return ()
        self.miss(kind)
        if content is not REFUSED:
            self.find(wrong_type(f"`{key}`", content, "a list", document.spot.key(key)))
        return ()

    def _record(self, raw: Located, shape: Shape[R]) -> R | None:
        model = _model(raw, shape)
        record, findings = (None, (model,)) if isinstance(model, Diagnostic) else located(model, raw)
        self.find(*findings)
        return record


def _odd(project: Project, path: Path) -> Iterator[Diagnostic]:
    """What is wrong with a file whatever it is for: a build reads them all, if only to know whether they changed."""
    if path.exists() and not path.is_dir() and not path.is_file():
        try:
            project.read(path, 0)
        except Failure as failure:
            yield from failure.diagnostics
    if textfile.has_control_character(path.name) or any(mark in path.name for mark in "\t\n\r"):
        message = f"the name `{path.name}` holds a control character or bytes that are not UTF-8"
        yield Diagnostic("bad-file-name", message, Place(project.shown(path)), help="rename it")


def _refused(file: str) -> Document:
    return Document(file, REFUSED, Spot(file, NO_EXTENT))


def _outer(document: Document, pattern: str) -> Iterator[Diagnostic]:
    """A file of lists is a mapping that has no other keys."""
    known = (*HEADS.get(pattern, ()), *LISTS.get(pattern, ()))
    if isinstance(document.value, Located):
        for key in document.value.keys() - set(known) if known else ():
            yield unknown_key(key, known, document.key_place((key,)))
    elif known and document.value not in (None, REFUSED):
        yield wrong_type("the file", document.value, "a mapping", document.place(), LISTS.get(pattern, ()))


def _model(raw: Located, shape: Shape[R]) -> type[R] | Diagnostic:
    """The record that an item should be: its `kind` says which, where there are several."""
    if isinstance(shape, type):
        return shape
    if raw.get("kind") is REFUSED:
        return next(iter(shape.values()))
    if "kind" not in raw:
        return missing_key(["kind"], raw.spot.at(), f"kinds: {', '.join(shape)}")
    kind = raw["kind"]
    return shape.get(str(kind)) or bad_word("`kind`", kind, shape, raw.spot.at("kind"))
