"""Text that is too weak to be read on what is behind it: laid-out pages in, findings out.

Level AA of WCAG 2.2 asks for a contrast of 4.5:1, and of large text for 3:1 (success criterion 1.4.3). The ground of a
text are the colours of the boxes around it; nothing is known over a picture, in a table with coloured columns, and where a
box is placed over others. What is decoration need not be read.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Any, NamedTuple

from weasyprint import Document
from weasyprint.formatting_structure.boxes import TextBox

from briefing.diagnostics import Diagnostic
from briefing.style import contrast

_WHITE = "#ffffff"
#: Points from which text is large, less where it is bold, and from what weight it is (WCAG 2.2, "large scale").
_LARGE, _LARGE_BOLD, _BOLD = 18, 14, 700
#: Points for each of the renderer's pixels.
_POINTS = 0.75
#: As many letters are shown of a text, and as many findings of a document.
_SHOWN, _MOST = 60, 20


class _Ground(NamedTuple):
    """The colour behind a box, `#rrggbb`, None where it is a picture; and how much of what it holds is shown, 0 to 1."""

    colour: str | None
    share: float


def faint(document: Document) -> Iterator[Diagnostic]:
    """A finding for each pair of colours that is too weak, with the first text in it."""
    found: dict[tuple[str, str, float], tuple[str, int]] = {}
    for number, page in enumerate(document.pages, start=1):
        for colour, ground, least, text in _texts(page._page_box):  # noqa: SLF001 (no other way)
            found.setdefault((colour, ground, least), (text, number))
    weak = (it for it in found.items() if contrast.contrast(*it[0][:2]) < it[0][2])
    return (_finding(*colours, *where) for colours, where in islice(weak, _MOST))


def _finding(colour: str, ground: str, least: float, text: str, page: int) -> Diagnostic:
    ratio = int(contrast.contrast(colour, ground) * 100) / 100  # rounded up it might say what is demanded
    shade = contrast.shade(colour, lambda it: contrast.contrast(it, ground) >= least)
    kind = "text" if least == contrast.TEXT else "large text"
    return Diagnostic(
        "low-contrast",
        f"`{colour}` on `{ground}` has a contrast of {ratio:.2f}:1, but {kind} needs {least:g}:1",
        notes=(f"`{text[:_SHOWN]}` is printed so (page {page})",),
        help=f"`{shade}` has the same hue and passes",
    )


def _texts(page: Any) -> Iterator[tuple[str, str, float, str]]:
    """The texts of a page: colour, the colour behind, the least contrast that they need, and what they say."""
    waiting = [(page, _Ground(_WHITE, 1.0))]
    while waiting:
        box, around = waiting.pop()
        if isinstance(box, TextBox):
            colour = _over(box.style["color"], around)
            if colour and around.colour and box.text.strip() and box.style["visibility"] == "visible":
                yield colour, around.colour, _least(box.style), box.text.strip()
        elif not (box.is_leader or (box.element is not None and box.element.get("aria-hidden") == "true")):
            ground = _within(box, around)
            waiting += ((child, ground) for child in reversed(getattr(box, "children", ())))


def _within(box: Any, around: _Ground) -> _Ground:
    """What is behind the content of a box."""
    unknown = box.style["position"] in ("absolute", "fixed") or _has_coloured_columns(box)
    ground = _Ground(None if unknown else around.colour, around.share * box.style["opacity"])
    for painted in (box.background, getattr(box, "canvas_background", None)):
        if painted is not None:
            pictured = any(layer.image is not None for layer in painted.layers)
            ground = ground._replace(colour=None if pictured else _over(painted.color, ground))
    return ground


def _has_coloured_columns(box: Any) -> bool:
    groups = getattr(box, "column_groups", ())
    return any(it.background is not None for group in groups for it in (group, *group.children))


def _over(colour: Any, ground: _Ground) -> str | None:
    """A colour of the renderer's as it shows on a ground; None where that cannot be told."""
    alpha = colour.alpha * ground.share
    try:
        shares = colour.to("srgb").coordinates
    except NotImplementedError:  # colours of a device
        return None
    own = "#" + "".join(f"{round(255 * min(max(share, 0), 1)):02x}" for share in shares)
    if ground.colour is None:
        return own if alpha == 1 else None
    return contrast.mixed(own, ground.colour, alpha)


def _least(style: Any) -> float:
    large = _LARGE_BOLD if style["font_weight"] >= _BOLD else _LARGE
    return contrast.GRAPHICS if round(style["font_size"] * _POINTS, 2) >= large else contrast.TEXT
