"""Where the values of a file stand: a tree of spots that runs beside the values.

In: a path of keys and indices. Out: a `Place`. What may be large has late spots: they are found when one is asked for.
"""

from collections.abc import Callable, Mapping
from typing import Any

from briefing.diagnostics import Place

Step = str | int
#: The place of what was not read from a file.
NOWHERE = Place("")
#: Line, column and width, all as in `Place`.
Extent = tuple[int, int, int]


class Spot:
    """Where one value stands, where its keys stand (a mapping) and the spots of its values or items.

    `head` is a key, and the spot of the mapping that gives it to those that do not have it.
    """

    __slots__ = ("children", "extent", "file", "head", "keys")

    def __init__(self, file: str, extent: Extent) -> None:
        self.file = file
        self.extent = extent
        self.keys: dict[str, Extent] = {}
        self.children: dict[Step, Spot | Extent] = {}
        self.head: tuple[Step, Spot] | None = None

    def at(self, *path: Step) -> Place:
        """The place of the value at `path`, or of the nearest value around it that is written."""
        if path and self.head and path[0] == self.head[0] and path[0] not in self.children:
            return self.head[1].at(*path)
        here: Spot | Extent = self
        for step in path:
            if isinstance(here, tuple) or step not in here.children:
                break
            here = here.children[step]
        return Place(self.file, *(here if isinstance(here, tuple) else here.extent))

    def key(self, *path: Step) -> Place:
        """The place of the key that `path` ends in; for an item of a list, or a key not written, that of the value."""
        around = self.inner(*path[:-1])
        last = path[-1] if path else None
        if around is None or not isinstance(last, str) or last not in around.keys:
            return self.at(*path)
        return Place(self.file, *around.keys[last])

    def inner(self, *path: Step) -> "Spot | None":
        """The spot of the mapping or list at `path`, or None where there is none."""
        here: Spot | Extent | None = self
        for step in path:
            here = here.children.get(step) if isinstance(here, Spot) else None
        return here if isinstance(here, Spot) else None


class LateSpot(Spot):
    """The spot of a mapping of which nothing but its own extent is known until it is asked.

    It lies between the characters `start` and `stop` of the file, which `closer` then looks at.
    """

    __slots__ = ("closer", "found", "start", "stop")

    def __init__(self, file: str, closer: Callable[["LateSpot"], Spot]) -> None:
        self.file = file
        self.closer = closer
        self.found: Spot | None = None
        self.head = None

    def at(self, *path: Step) -> Place:
        """As of any spot."""
        return self._found().at(*path) if path else Place(self.file, *self.extent)

    def key(self, *path: Step) -> Place:
        """As of any spot."""
        return self._found().key(*path)

    def inner(self, *path: Step) -> Spot | None:
        """As of any spot."""
        return self._found().inner(*path)

    def lies(self, text: str, start: Any, end: Any) -> None:
        """Note that it lies between two of a parser's marks in `text`."""
        self.extent = extent_of(text, start, end)
        self.start, self.stop = start.index, end.index

    def _found(self) -> Spot:
        if self.found is None:
            self.found = self.closer(self)
            self.found.head = self.head
        return self.found


class Relaid(Spot):
    """The spot of a record of which some keys were written elsewhere: of each the spot that has it, and the path there."""

    __slots__ = ("base", "elsewhere")

    def __init__(self, base: Spot, elsewhere: Mapping[Step, tuple[Spot, tuple[Step, ...]]]) -> None:
        self.base = base
        self.elsewhere = elsewhere

    def at(self, *path: Step) -> Place:
        """As of any spot."""
        spot, there = self._there(path)
        return spot.at(*there)

    def key(self, *path: Step) -> Place:
        """As of any spot."""
        spot, there = self._there(path)
        return spot.key(*there)

    def inner(self, *path: Step) -> Spot | None:
        """As of any spot."""
        spot, there = self._there(path)
        return spot.inner(*there)

    def _there(self, path: tuple[Step, ...]) -> tuple[Spot, tuple[Step, ...]]:
        if not path or path[0] not in self.elsewhere:
            return self.base, path
        spot, there = self.elsewhere[path[0]]
        return spot, (*there, *path[1:])


class Located(dict[str, object]):
    """A mapping read from a file, which knows where it stands, and whether some of its keys were refused."""

    __slots__ = ("partial", "spot")

    def __init__(self, spot: Spot) -> None:
        super().__init__()
        self.spot = spot
        self.partial = False


def extent_of(text: str, start: Any, end: Any) -> Extent:
    """From one of a parser's marks in `text` to another, or to the end of the line where that is on a further one."""
    line, column = start.line, start.column
    if line == end.line:
        return line + 1, column + 1, end.column - column or 1
    stop = text.find("\n", start.index)
    rest = text[start.index : stop if stop >= 0 else None]
    return line + 1, column + 1, max(1, len(rest.rstrip()))
