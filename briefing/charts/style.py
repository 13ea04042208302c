"""The one style of all charts: a `Look` in; text styles, colours and row measures out, in points."""

from dataclasses import dataclass

from briefing.charts.marks import TextStyle
from briefing.charts.paint import POINTS_PER_MM
from briefing.look import Colours, Look


@dataclass(frozen=True, slots=True)
class Style:
    """How charts are set.

    `name` and `value` are for ordinary rows, `focus` for the subject that the briefing is about, `head` names what
    is plotted, `note` is the small print (conditions, sources), `strong` its focus twin, `absent` says "not given".
    """

    width: float
    row: float
    bar: float
    accent: str
    accent_soft: str
    tint: str
    colours: Colours
    name: TextStyle
    focus: TextStyle
    value: TextStyle
    head: TextStyle
    note: TextStyle
    strong: TextStyle
    absent: TextStyle
    alert: TextStyle


def style_for(look: Look) -> Style:
    """The style that follows from a look; charts are as wide as the text of a page."""
    colours, sizes = look.colours, look.type

    def text(size: float, colour: str, weight: int = 400, italic: bool = False) -> TextStyle:
        return TextStyle(look.sans.path(weight, italic), look.sans.name, size, colour, weight, italic)

    return Style(
        width=look.page.content * POINTS_PER_MM,
        row=15.0,
        bar=10.0,
        accent=look.accent.strong,
        accent_soft=look.accent.soft,
        tint=look.accent.tint,
        colours=colours,
        name=text(sizes.chart, colours.ink),
        focus=text(sizes.chart, look.accent.strong, 600),
        value=text(sizes.chart, colours.ink, 600),
        head=text(sizes.chart, colours.ink_soft),
        note=text(sizes.note, colours.ink_faint),
        strong=text(sizes.note, look.accent.strong, 600),
        absent=text(sizes.note, colours.ink_faint, italic=True),
        alert=text(sizes.note, colours.alert, 600),
    )
