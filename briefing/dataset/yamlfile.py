"""YAML text in; plain values that know their line and column, and findings, out. The one owner of `yaml`.

Mappings become dicts, sequences tuples, scalars as `scalars` reads them. The events of the parser are taken one by
one, so that what could cost time or memory (aliases, deep nesting, long scalars) is refused when it is met, and
nothing recursive ever sees the file. What cannot be read alone becomes `REFUSED`, and the rest is still read.

A large file that is sound needs no places: `read_large` takes its values alone, and reads it again should one be wanted.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from functools import partial
from typing import Any

import yaml

from briefing.dataset import scalars, textfile, yamlsyntax, yamlvalues
from briefing.dataset.places import Extent, LateSpot, Located, Spot, Step, extent_of
from briefing.dataset.yamlvalues import LOADER, MAX_DEPTH, MAX_SCALAR, MAX_VALUES
from briefing.diagnostics import Diagnostic, Place

_MAX_FINDINGS = 100


class Refused(Enum):
    """The value of what was refused; a finding has already said why."""

    REFUSED = "refused"


REFUSED = Refused.REFUSED


@dataclass(frozen=True, slots=True)
class Document:
    """One file: its value (None where it is empty, REFUSED where it is not YAML), its places and its findings."""

    file: str
    value: object
    spot: Spot
    findings: tuple[Diagnostic, ...] = ()

    def place(self, path: tuple[Step, ...] = ()) -> Place:
        """The place of the value at `path`, such as `("claims", 3, "value")`, or of the nearest value around it."""
        return self.spot.at(*path)

    def key_place(self, path: tuple[Step, ...]) -> Place:
        """The place of the key at the end of `path`."""
        return self.spot.key(*path)


def read(text: str, file: str) -> Document:
    """The one document in `text`; what is wrong with it stands in the findings, nothing is raised."""
    if len(text) > textfile.MAX_BYTES:
        return Document(file, REFUSED, Spot(file, (0, 0, 1)), (textfile.too_large(file),))
    text, findings = textfile.clean(text, file)
    return _read(_Builder(text, file, list(findings)))


def _read(builder: "_Builder") -> Document:
    try:
        for event in yaml.parse(builder.text, Loader=LOADER):
            builder.take(event)
    except _Stop:
        return builder.document(REFUSED)
    except yaml.YAMLError as error:
        builder.find_syntax(error)
        return builder.document(REFUSED)
    return builder.document(builder.root)


def read_large(text: str, file: str) -> Document:
    """The same, in half the time where nothing is wrong with the file; its places are found when one is asked for."""
    try:
        value = yamlvalues.read(text, file, partial(_closer, text))
    except (yamlvalues.Unsound, ValueError, yaml.YAMLError):
        return read(text, file)
    return Document(file, value, value.spot)


def _closer(text: str, late: LateSpot) -> Spot:
    """The places in a mapping of a sound file, from its own lines alone."""
    line, column, _ = late.extent
    part, origin = text[late.start : late.stop], (line - 1, column - 1)
    if not part.startswith("{"):  # its lines begin below each other
        part, origin = " " * origin[1] + part, (line - 1, 0)
    document = _read(_Builder(part, late.file, [], origin))
    return document.spot if isinstance(document.value, Located) else Spot(late.file, late.extent)


class _Stop(Exception):
    """Reading on would cost time or memory; the finding has been noted."""


class _Frame:
    """A mapping or sequence that is being read; `key` is the key whose value comes next, None where a key is due."""

    __slots__ = ("as_key", "drop", "key", "keyed", "refused", "spot", "start", "value")

    def __init__(self, value: Located | list[object], spot: Spot, start: Any) -> None:
        self.value = value
        self.keyed = isinstance(value, Located)
        self.spot = spot
        self.start = start
        self.key: str | None = None
        self.drop = False
        self.as_key = False
        self.refused = False


class _Builder:
    """Takes the parser's events in order and builds values and spots, without recursion."""

    def __init__(self, text: str, file: str, findings: list[Diagnostic], origin: tuple[int, int] = (0, 0)) -> None:
        self.text = text
        self.origin = origin  # the lines before the text, and what is before it on its first line
        self.file = file
        self.findings = findings
        self.root: object = None
        self.spot = Spot(file, (1, 1, 1))
        self.stack: list[_Frame] = []
        self.documents = 0
        self.values = 0
        #: Plain scalars by their text: a large file says the same words over and over.
        self.plain: dict[str, object] = {}

    def document(self, value: object) -> Document:
        """What has been read, with `value` as its value."""
        return Document(self.file, value, self.spot, tuple(self.findings))

    def take(self, event: Any) -> None:
        """Take one event of the parser."""
        handler = _HANDLERS.get(type(event))
        if handler:
            handler(self, event)

    def _alias(self, event: Any) -> None:
        advice = "write the value out where it is wanted"
        self._find("yaml-alias", f"aliases such as `*{event.anchor}` are not read", event, advice)
        self._put(REFUSED, self._extent(event.start_mark, event.end_mark))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._find("yaml-documents", "a second document in one file", event, "put it into a file of its own")
            raise _Stop

    def _scalar(self, event: Any) -> None:
        extent = self._extent(event.start_mark, event.end_mark)
        frame = self.stack[-1] if self.stack else None
        if frame and frame.keyed and frame.key is None:
            self._key(frame, event, extent)
        else:
            self._put(self._value(event), extent)

    def _value(self, event: Any) -> object:
        """The value of a scalar, REFUSED where it cannot be told."""
        text: str = event.value
        if not self._untagged(event):
            return REFUSED
        if len(text) > MAX_SCALAR:
            self._find("yaml-scalar", f"a text longer than {MAX_SCALAR} characters", event, "shorten it")
            return REFUSED
        if not event.implicit[0]:
            return self._quoted(text, event)
        if text in self.plain:
            return self.plain[text]
        try:
            return self.plain.setdefault(text, scalars.read(text))
        except ValueError as error:
            message = f"`{text[:50]}` may be read as a number or as text: {error}"
            self._find("ambiguous-scalar", message, event, "quote it if it is text, or write the number plainly")
            return REFUSED

    def _quoted(self, text: str, event: Any) -> object:
        if textfile.has_control_character(text):
            self._find("control-character", "an escape gives a control character", event, "leave the escape out")
            return REFUSED
        return text

    def _untagged(self, event: Any) -> bool:
        """Whether a scalar or collection means what it says; finds its anchor and tag."""
        if event.anchor is None and event.tag is None:
            return True
        if event.anchor is not None:
            self._find(
                "yaml-alias",
                f"anchors such as `&{event.anchor}` are not read",
                event,
                "write the value out where it is wanted",
            )
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._find(
                "yaml-tag",
                f"tags such as `{shown}` are not read",
                event,
                "leave the tag out; quote the value if it is text",
            )
        return event.tag is None

    def _key(self, frame: _Frame, event: Any, extent: Extent) -> None:
        self._untagged(event)
        key: str = event.value[:MAX_SCALAR]
        frame.key, frame.drop = key, key in frame.spot.keys
        if key == "<<" and event.implicit[0]:
            self._find("yaml-alias", "merge keys `<<` are not read", event, "write the keys out")
            self._drop(frame)
        elif frame.drop:
            first = frame.spot.keys[key][0]
            note, advice = f"first given on line {first}", "delete one of them"
            in_list = len(self.stack) > 1 and not self.stack[-2].keyed
            if in_list and first < extent[0] and key == next(iter(frame.spot.keys)):
                advice += ", or begin another item here with `- `"
            self._find("yaml-duplicate-key", f"`{key[:50]}` is given twice", event, advice, note)
        else:
            frame.spot.keys[key] = extent

    def _open(self, event: Any) -> None:
        untagged = self._untagged(event)
        if len(self.stack) >= MAX_DEPTH:
            self._find("yaml-depth", f"nested deeper than {MAX_DEPTH} levels", event, "write it flatter")
            raise _Stop
        spot = Spot(self.file, self._extent(event.start_mark, event.end_mark))
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        frame = _Frame(Located(spot) if is_mapping else [], spot, event.start_mark)
        frame.refused = not untagged
        parent = self.stack[-1] if self.stack else None
        frame.as_key = parent is not None and parent.keyed and parent.key is None
        if frame.as_key:
            self._find_key(event, self.stack[-1])
        self.stack.append(frame)

    def find_syntax(self, error: yaml.YAMLError) -> None:
        """What the parser refused, unless a key on that line has told of it."""
        found = yamlsyntax.finding(error, self.text, self.file)
        told = {it.place.line for it in self.findings if it.code == "yaml-key" and it.place}
        self.findings += [] if found.place and found.place.line in told else [found]

    def _find_key(self, event: Any, around: "_Frame") -> None:
        """A list or mapping in place of a key: mostly a template whose `{{` YAML takes for two mappings."""
        if self.text[event.start_mark.index - 1 : event.start_mark.index + 1] != "{{":
            return self._find(
                "yaml-key", "a list or mapping stands where a key should be", event, "quote it if it is text"
            )
        around.refused = True
        return self._find(
            "yaml-key", "a value that begins with `{{` is not read as text", event, "put all of it into quotes"
        )

    def _close(self, event: Any) -> None:
        frame = self.stack.pop()
        frame.spot.extent = self._extent(frame.start, event.end_mark)
        if frame.as_key:
            self._drop(self.stack[-1])
        else:
            value = frame.value if isinstance(frame.value, Located) else tuple(frame.value)
            self._put(REFUSED if frame.refused else value, frame.spot)

    def _put(self, value: object, spot: Spot | Extent) -> None:
        """Hand a finished value to the collection it stands in."""
        self.values += 1
        if self.values > MAX_VALUES:
            self.findings.append(textfile.too_large(self.file))
            raise _Stop
        if not self.stack:
            self.root = value
            self.spot = spot if isinstance(spot, Spot) else Spot(self.file, spot)
            return
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            frame.spot.children[len(frame.value)] = spot
            frame.value.append(value)
        elif frame.key is None:
            self._drop(frame)
        else:
            self._store(frame, value, spot)

    @staticmethod
    def _drop(frame: _Frame) -> None:
        """Leave out the key that is due, and the value that follows it."""
        assert isinstance(frame.value, Located)
        frame.key, frame.drop, frame.value.partial = "", True, True

    @staticmethod
    def _store(frame: _Frame, value: object, spot: Spot | Extent) -> None:
        assert isinstance(frame.value, Located)
        assert frame.key is not None
        if not frame.drop:
            frame.value[frame.key] = value
            frame.spot.children[frame.key] = spot
        frame.key = None

    def _extent(self, start: Any, end: Any) -> Extent:
        line, column, width = extent_of(self.text, start, end)
        return line + self.origin[0], column + self.origin[1] * (line == 1), width

    def _find(self, code: str, message: str, event: Any, advice: str, *notes: str) -> None:
        place = Place(self.file, *self._extent(event.start_mark, event.end_mark))
        self.findings.append(Diagnostic(code, message, place, notes, advice))
        if len(self.findings) >= _MAX_FINDINGS:
            raise _Stop


_HANDLERS: dict[type, Callable[[_Builder, Any], None]] = {
    yaml.ScalarEvent: _Builder._scalar,  # noqa: SLF001  # a part of the class
    yaml.MappingStartEvent: _Builder._open,  # noqa: SLF001
    yaml.SequenceStartEvent: _Builder._open,  # noqa: SLF001
    yaml.MappingEndEvent: _Builder._close,  # noqa: SLF001
    yaml.SequenceEndEvent: _Builder._close,  # noqa: SLF001
    yaml.AliasEvent: _Builder._alias,  # noqa: SLF001
    yaml.DocumentStartEvent: _Builder._document,  # noqa: SLF001
}
