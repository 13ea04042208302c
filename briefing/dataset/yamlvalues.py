"""The text of a sound YAML file in, its values alone out; the bounds of all such files.

Only for what needs no word of explanation: at anything else `Unsound` is raised, and `yamlfile` looks at it closely.
"""

from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any

import yaml

from briefing.dataset import scalars, textfile
from briefing.dataset.places import LateSpot, Located, Spot

Closer = Callable[[LateSpot], Spot]
MAX_DEPTH = 50
MAX_SCALAR = 100_000
MAX_VALUES = 1_000_000

#: libyaml where the installation has it: ten times as fast, with the same events.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Unsound(Exception):
    """There is something in the file that wants a closer look."""


def read(text: str, file: str, closer: Closer) -> Located:
    """The mapping that a file is, whose spots are found by a `closer` look.

    Raises Unsound, ValueError or YAMLError where `yamlfile.read` would find anything, and where the file is no mapping.
    """
    _demand(len(text) <= textfile.MAX_BYTES and not textfile.has_control_character(text))
    reader = _Reader(text, file, closer)
    reader.take(islice(iter(LOADER(text).get_event, None), 2 * MAX_VALUES))
    _demand(reader.ended and reader.count < MAX_VALUES)
    (value,) = reader.here
    _demand(isinstance(value, Located))
    return value  # type: ignore[no-any-return]


def _demand(sound: bool) -> None:
    if not sound:
        raise Unsound


class _Reader:
    """Takes the parser's events in order; `here` is the mapping or list that is being read, `key` the key it is at."""

    def __init__(self, text: str, file: str, closer: Closer) -> None:
        self.text = text
        self.file = file
        self.closer = closer
        self.here: Any = []
        self.key: str | None = None
        self.start: Any = None
        self.around: list[tuple[Any, str | None, Any]] = []
        self.count = 0
        self.documents = 0
        self.ended = False
        #: Plain scalars by their text: a large file says the same words over and over.
        self.plain: dict[str, object] = {}

    def take(self, events: Iterable[Any]) -> None:
        """Take all events."""
        for event in events:
            if type(event) is yaml.ScalarEvent:
                self._scalar(event)
            else:
                _HANDLERS[type(event)](self, event)

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            raise Unsound
        text, here = event.value, self.here
        if self.key is None and type(here) is Located:
            if text in here or text == "<<" or len(text) > MAX_SCALAR:
                raise Unsound
            self.key = text
        elif not event.implicit[0]:
            self._put(_quoted(text))
        else:
            if text not in self.plain:
                self.plain[text] = _plain(text)
            self._put(self.plain[text])

    def _put(self, value: object) -> None:
        if self.key is None:
            self.here.append(value)
        else:
            self.here[self.key], self.key = value, None

    def _open(self, event: Any) -> None:
        key_due = self.key is None and type(self.here) is Located
        _demand(event.anchor is None and event.tag is None and len(self.around) < MAX_DEPTH and not key_due)
        self.around.append((self.here, self.key, self.start))
        is_mapping = type(event) is yaml.MappingStartEvent
        # A pair in a list without braces, `[a: b]`, cannot be looked at alone.
        _demand(not is_mapping or not event.flow_style or self.text[event.start_mark.index] == "{")
        self.here = Located(LateSpot(self.file, self.closer)) if is_mapping else []
        self.key, self.start = None, event.start_mark

    def _close(self, event: Any) -> None:
        value = self.here
        self.count += len(value)
        if type(value) is list:
            value = tuple(value)
        else:
            value.spot.lies(self.text, self.start, event.end_mark)
        self.here, self.key, self.start = self.around.pop()
        self._put(value)

    def _document(self, _: Any) -> None:
        self.documents += 1
        _demand(self.documents == 1)

    def _end(self, _: Any) -> None:
        self.ended = True

    def _pass(self, _: Any) -> None:
        """Nothing."""

    def _alias(self, _: Any) -> None:
        raise Unsound


_HANDLERS = {
    yaml.MappingStartEvent: _Reader._open,  # noqa: SLF001  # a part of the class
    yaml.SequenceStartEvent: _Reader._open,  # noqa: SLF001
    yaml.MappingEndEvent: _Reader._close,  # noqa: SLF001
    yaml.SequenceEndEvent: _Reader._close,  # noqa: SLF001
    yaml.DocumentStartEvent: _Reader._document,  # noqa: SLF001
    yaml.AliasEvent: _Reader._alias,  # noqa: SLF001
    yaml.StreamEndEvent: _Reader._end,  # noqa: SLF001
    yaml.StreamStartEvent: _Reader._pass,  # noqa: SLF001
    yaml.DocumentEndEvent: _Reader._pass,  # noqa: SLF001
}


def _plain(text: str) -> scalars.Scalar:
    _demand(len(text) <= MAX_SCALAR)
    return scalars.read(text)  # raises ValueError


def _quoted(text: str) -> str:
    _demand(len(text) <= MAX_SCALAR and not textfile.has_control_character(text))
    return text
