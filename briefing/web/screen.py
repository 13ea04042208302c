"""The look on a screen: a `Look` in; the same with dark colours, and both as CSS variables for a browser, out.

Sizes and distances become `rem`, so that they follow the reader's own settings. Colours go by `prefers-color-scheme`;
on paper they are the light ones. On a dark page the pairs of `look.PAIRS` keep their contrasts.
"""

import re
from dataclasses import replace

from briefing.style.contrast import GRAPHICS, TEXT, contrast, mixed
from briefing.style.look import Accent, Colours, Look, css_variables

#: What takes the place of the colours on a dark page.
DARK = Colours(
    paper="#14181d",
    wash="#1c2229",
    ink="#e9edf1",
    ink_soft="#c3ccd4",
    ink_faint="#a3afba",
    bar="#6f7b87",
    mark="#9aa5b0",
    pale="#313a43",
    rule="#4a545e",
    grid="#2a323a",
    alert="#f0a27f",
    alert_tint="#33221b",
)
#: How large running text is in a browser, in rem; all other sizes and distances keep their proportion to it.
_BODY = 1.0625
#: The measures of a page on a screen, in rem: columns, the room between and beside them, and what may not get narrower.
MEASURES = {
    "side": 13.0,
    "text": 46.0,
    "prose": 38.0,
    "panel": 21.0,
    "gap": 2.5,
    "edge": 1.5,
    "chart": 33.0,
    "figure": 7.5,
}
#: What a style sheet may ask of a screen, `@media (--wide)`: room for contents beside the text, and for the panel too.
QUERIES = {"--wide": "(min-width: 65rem)", "--broad": "(min-width: 88rem)"}
_QUERY = re.compile(r"(?<=@media )\((--[a-z]+)\)")
_POINTS = re.compile(r"(-?[\d.]+)pt\b")
_COLOUR = re.compile(r"--[a-z0-9-]+: #[0-9a-f]{6};")


def web_variables(look: Look) -> str:
    """The look as CSS variables for a browser, by the names of `look.css_variables`."""
    light = _POINTS.sub(lambda size: f"{float(size[1]) * _BODY / look.type.body:.3f}rem", css_variables(look))
    measures = "\n".join(f"  --screen-{name}: {rem:g}rem;" for name, rem in MEASURES.items())
    colours = "\n  ".join(_COLOUR.findall(css_variables(dark(look))))
    return f"{light}:root {{\n{measures}\n}}\n@media screen and (prefers-color-scheme: dark) {{\n:root {{\n  {colours}\n}}\n}}\n"


def with_queries(sheet: str) -> str:
    """A style sheet with each of `QUERIES` in the place of its name; raises KeyError for one that there is not."""
    return _QUERY.sub(lambda name: QUERIES[name[1]], sheet)


def dark(look: Look) -> Look:
    """The look on a dark page; an accent, whoever chose it, is made as light as its use demands."""
    strong = look.accent.strong
    tint = mixed(strong, DARK.paper, 0.22)
    accent = Accent(_lightened(strong, tint, TEXT + 1), _lightened(strong, DARK.paper, GRAPHICS), tint)
    return replace(look, accent=accent, colours=DARK)


def _lightened(colour: str, ground: str, least: float) -> str:
    """`colour` with as little white in it as reaches the contrast `least` on a dark ground."""
    shades = (mixed("#ffffff", colour, step / 50) for step in range(51))
    return next((shade for shade in shades if contrast(shade, ground) >= least), "#ffffff")
