"""Marks to SVG through matplotlib: real text, left-anchored, and the same bytes for the same marks on every run.

Each text of a fact or derivation carries its id as `data-ref`. No ids that could clash when several charts stand in
one page, no date, no version, no fonts from the system.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from io import StringIO
from math import cos, pi, sin
from typing import Any

import matplotlib as mpl
from matplotlib.artist import Artist
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_svg import RendererSVG
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.text import Text
from matplotlib.transforms import IdentityTransform

from briefing.charts.marks import Bar, Dot, Label, Line, Mark, TextStyle

_NOTHING_ELSE = {"Date": None, "Creator": None, "Format": None, "Type": None}
_REF = "ref:"
#: Used by itself, without a figure: axes, which charts have none of, take long to load, and texts to measure.
_RENDERER: Any = RendererSVG  # matplotlib does not say its types
Points = Sequence[tuple[float, float]]


@lru_cache(maxsize=100)
def svg(marks: tuple[Mark, ...], width: float, height: float, paper: str) -> str:
    """The marks as one `<svg>` element, `width` by `height` points, on `paper`.

    The same marks are drawn once: an audience is drafted twice where something has changed, and again at each save.
    """
    target = StringIO()
    with mpl.rc_context():
        mpl.rcdefaults()  # no settings file of this machine may show in a chart
        mpl.rcParams["svg.fonttype"] = "none"
        mpl.rcParams["svg.hashsalt"] = "briefing"
        renderer = _RENDERER(width, height, target, metadata=_NOTHING_ELSE)
        renderer.open_group("figure")
        for artist in (artist for mark in marks for artist in _artists(mark, height, paper)):
            artist.set_transform(IdentityTransform())
            _write(artist, renderer) if isinstance(artist, Text) else artist.draw(renderer)
        renderer.close_group("figure")
        renderer.finalize()
    return _tidy(target.getvalue())


def _write(text: Text, renderer: RendererBase) -> None:
    """Draw a text where it begins; it would measure itself first, with the first of its fonts alone."""
    (x, y), (_, height) = text.get_position(), renderer.get_canvas_width_height()
    renderer.open_group("text", text.get_gid())
    style = renderer.new_gc()
    style.set_foreground(to_rgba(text.get_color()), isRGBA=True)
    words = text.get_text()
    renderer.draw_text(style, x, height - y, words, text.get_fontproperties(), 0.0, mtext=text)
    renderer.close_group("text")


def _artists(mark: Mark, height: float, paper: str) -> list[Artist]:
    match mark:
        case Label():
            return [_text(mark, height)] if mark.text else []
        case Bar():
            return _bar(mark, height, paper)
        case Line():
            return [_stroke([mark.points], height, mark.colour, mark.width, mark.dashes)]
        case Dot():
            return _dot(mark, height, paper)


def _text(label: Label, height: float) -> Artist:
    text = Text(
        round(label.x, 2),
        round(height - label.y, 2),
        label.text,
        color=label.style.colour,
        fontproperties=_properties(label.style),
        parse_math=False,
    )
    text.set_gid(_REF + (label.ref or ""))
    return text


def _properties(style: TextStyle) -> FontProperties:
    """The file fixes what matplotlib measures, the family is what the SVG names and the page serves."""
    return FontProperties(
        family=list(style.families),
        size=style.size,
        weight=style.weight,
        style="italic" if style.italic else "normal",
        fname=style.files[0].path,
    )


def _shape(outlines: Sequence[Points], height: float) -> Path:
    """One path of several runs of points, y turned up as matplotlib has it."""
    vertices = [(round(x, 2), round(height - y, 2)) for outline in outlines for x, y in outline]
    codes = [Path.MOVETO if i == 0 else Path.LINETO for outline in outlines for i in range(len(outline))]
    return Path(vertices or [(0.0, 0.0)], codes or [Path.MOVETO])


def _stroke(
    outlines: Sequence[Points], height: float, colour: str, width: float, dashes: tuple[float, ...] = ()
) -> Artist:
    style = (0, tuple(dash / width for dash in dashes)) if dashes else "solid"
    return PathPatch(
        _shape(outlines, height), fill=False, edgecolor=colour, linewidth=width, linestyle=style, capstyle="butt"
    )


def _filled(outline: Points, height: float, fill: str, edge: str | None = None, width: float = 0.0) -> Artist:
    closed = [*outline, outline[0]]
    return PathPatch(_shape([closed], height), facecolor=fill, edgecolor=edge or "none", linewidth=width)


def _bar(bar: Bar, height: float, paper: str) -> list[Artist]:
    left, top, right, bottom = bar.x, bar.y, bar.x + bar.width, bar.y + bar.height
    corners = [(left, top), (right, top), (right, bottom), (left, bottom)]
    if not (bar.hatched or bar.hollow or bar.edge):
        return [_filled(corners, height, bar.colour)]
    inset = [(left + 0.4, top + 0.4), (right - 0.4, top + 0.4), (right - 0.4, bottom - 0.4), (left + 0.4, bottom - 0.4)]
    fill = paper if bar.hatched or bar.hollow else bar.colour
    edge = _filled(inset, height, fill, bar.edge or bar.colour, 0.8)
    strokes = hatch(left, top, right, bottom)
    return [edge, _stroke(strokes, height, bar.colour, 0.8)] if bar.hatched and strokes else [edge]


def hatch(left: float, top: float, right: float, bottom: float, step: float = 4.0) -> list[Points]:
    """Rising diagonals `step` apart, cut at the edges of the box; drawn out, because patterns swell a PDF."""
    tall, strokes = bottom - top, []
    foot = left - tall + step
    while foot < right:
        start, stop = max(foot, left), min(foot + tall, right)
        if start < stop:
            strokes.append([(start, bottom - (start - foot)), (stop, bottom - (stop - foot))])
        foot += step
    return list(strokes)


def _dot(dot: Dot, height: float, paper: str) -> list[Artist]:
    x, y, r = dot.x, height - dot.y, dot.radius
    match dot.shape:
        case "dot":
            return [_circle(x, y, r, dot.colour)]
        case "ring":
            return [_circle(x, y, r - 0.6, paper, dot.colour)]
        case "half":
            return [_circle(x, y, r - 0.6, paper, dot.colour), _half(x, y, r - 0.6, dot.colour)]
        case "diamond":
            outline = [(x, dot.y - r), (x + r, dot.y), (x, dot.y + r), (x - r, dot.y)]
            return [_filled(outline, height, dot.colour)]
        case "square":
            outline = [(x - r, dot.y - r), (x + r, dot.y - r), (x + r, dot.y + r), (x - r, dot.y + r)]
            return [_filled(outline, height, dot.colour)]
        case "cross":
            strokes = [[(x - r, dot.y - r), (x + r, dot.y + r)], [(x - r, dot.y + r), (x + r, dot.y - r)]]
            return [_stroke(strokes, height, dot.colour, 1.6)]


def _circle(x: float, y: float, radius: float, fill: str, edge: str | None = None) -> Artist:
    path = Path.circle((round(x, 2), round(y, 2)), radius)
    return PathPatch(path, facecolor=fill, edgecolor=edge or "none", linewidth=1.2 if edge else 0.0)


def _half(x: float, y: float, radius: float, fill: str) -> Artist:
    angles = [pi / 2 + pi * step / 24 for step in range(25)]
    vertices = [(round(x + radius * cos(angle), 2), round(y + radius * sin(angle), 2)) for angle in angles]
    return PathPatch(Path([*vertices, vertices[0]]), facecolor=fill, edgecolor="none", linewidth=0.0)


_TIDY = (
    (re.compile(r"\A.*?(?=<svg)", re.DOTALL), ""),  # the prolog: a page may hold the element itself
    (re.compile(r' xmlns:xlink="[^"]*"'), ""),
    (re.compile(r"\s*<defs>\s*<style[^>]*>[^<]*</style>\s*</defs>"), ""),  # it would restyle a whole page
    (re.compile(r'<g id="(?:ref:([^"]*)|[^"]*)">'), lambda m: f'<g data-ref="{m[1]}">' if m[1] else "<g>"),
    (re.compile(r' transform="rotate\(-0 [^"]*\)"'), ""),
    (re.compile(r"text-anchor: start; "), ""),
    (re.compile(r" \n"), " "),
    (re.compile(r"\n\s*"), "\n"),
)


def _tidy(text: str) -> str:
    for pattern, replacement in _TIDY:
        text = pattern.sub(replacement, text)
    return text
