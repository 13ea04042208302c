"""The one style of all charts: a `Look` in; text styles, colours and row measures out, in points."""

from dataclasses import dataclass

from briefing.charts.marks import Dot, Shape, TextStyle
from briefing.charts.shades import Shade, shades
from briefing.charts.words import Role
from briefing.style.look import Accent, Colours, Look

POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Style:
    """How charts are set.

    `name` and `value` are for ordinary rows, `focus` for the subject that the briefing is about, `head` names what
    is plotted, `note` is the small print (conditions, sources), `strong` heads a group, `absent` says "not given"; `shades` go from light to dark.
    """

    width: float
    row: float
    bar: float
    accent: Accent
    colours: Colours
    name: TextStyle
    focus: TextStyle
    value: TextStyle
    head: TextStyle
    note: TextStyle
    strong: TextStyle
    absent: TextStyle
    shades: tuple[Shade, ...]

    def names(self, role: Role) -> TextStyle:
        """How the name of a subject is set."""
        return self.focus if role == "focus" else self.name

    def values(self, role: Role) -> TextStyle:
        """How the figure of a subject is set."""
        return self.focus if role == "focus" else self.value

    def fill(self, role: Role) -> str:
        """The colour of a bar."""
        return {"focus": self.accent.strong, "predecessor": self.accent.soft, "other": self.colours.bar}[role]

    def edge(self, role: Role) -> str | None:
        """The colour of the edge of a bar: the predecessor's has one, as its colour alone is no sign in print."""
        return self.accent.strong if role == "predecessor" else None

    def spot(self, role: Role) -> str:
        """The colour of a dot, which is smaller and so darker than a bar."""
        return {"focus": self.accent.strong, "predecessor": self.accent.soft, "other": self.colours.mark}[role]

    def dot(self, x: float, y: float, role: Role, *, inferred: bool = False) -> Dot:
        """A dot: open where it is inferred; that of the focus greater, that of the predecessor with corners.

        Colours alone do not tell them apart in print.
        """
        shape: Shape = "ring" if inferred else "square" if role == "predecessor" else "dot"
        return Dot(x, y, shape, self.spot(role), {"focus": 3.8, "predecessor": 3.0, "other": 3.2}[role])

    def stroke(self, role: Role) -> tuple[float, tuple[float, ...]]:
        """The width and dashes of a line."""
        return {"focus": (2.2, ()), "predecessor": (1.4, (4.0, 2.0)), "other": (1.0, ())}[role]


def style_for(look: Look) -> Style:
    """The style that follows from a look; charts are as wide as the text of a page."""
    colours, sizes = look.colours, look.type

    def text(size: float, colour: str, weight: int = 400, italic: bool = False) -> TextStyle:
        families = (look.sans, *look.fallbacks)
        files = tuple(family.file(weight, italic) for family in families)
        return TextStyle(files, tuple(family.name for family in families), size, colour, weight, italic)

    return Style(
        width=look.page.content * POINTS_PER_MM,
        row=15.0,
        bar=10.0,
        accent=look.accent,
        colours=colours,
        name=text(sizes.chart, colours.ink),
        focus=text(sizes.chart, look.accent.strong, 600),
        value=text(sizes.chart, colours.ink, 600),
        head=text(sizes.chart, colours.ink_soft),
        note=text(sizes.note, colours.ink_faint),
        strong=text(sizes.chart, colours.ink_soft, 600),
        absent=text(sizes.note, colours.ink_faint, italic=True),
        shades=shades(look),
    )
