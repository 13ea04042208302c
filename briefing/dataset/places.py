"""Where the values of a file stand: a tree of spots that runs beside the values.

In: a path of keys and indices. Out: a `Place`. A spot is small, because a large dataset has a million of them.
"""

from briefing.diagnostics import Place

Step = str | int
#: Line, column and width, all as in `Place`.
Extent = tuple[int, int, int]


class Spot:
    """Where one value stands, where its keys stand (a mapping) and the spots of its values or items."""

    __slots__ = ("children", "extent", "file", "keys")

    def __init__(self, file: str, extent: Extent) -> None:
        self.file = file
        self.extent = extent
        self.keys: dict[str, Extent] = {}
        self.children: dict[Step, Spot | Extent] = {}

    def at(self, *path: Step) -> Place:
        """The place of the value at `path`, or of the nearest value around it that is written."""
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


class Located(dict[str, object]):
    """A mapping read from a file, which knows where it stands, and whether some of its keys were refused."""

    __slots__ = ("partial", "spot")

    def __init__(self, spot: Spot) -> None:
        super().__init__()
        self.spot = spot
        self.partial = False
