"""Text that is too weak to be read on what is behind it: laid-out pages in, findings out.

Level AA of WCAG 2.2 asks for a contrast of 4.5:1, and of large text for 3:1 (success criterion 1.4.3). The ground of a
text are the colours of the boxes around it; nothing is known over a picture, in a table with coloured columns, where a
box is placed over others or moved, and where a text lies on a box that it is not in. What is decoration need not be read.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, NamedTuple

from weasyprint import Document
from weasyprint.formatting_structure.boxes import MarginBox, TextBox

from briefing.diagnostics import Diagnostic
from briefing.style import contrast

_WHITE = "#ffffff"
#: Points from which text is large, less where it is bold, and from what weight it is (WCAG 2.2, "large scale").
_LARGE, _LARGE_BOLD, _BOLD = 18, 14, 700
#: Points for each of the renderer's pixels.
_POINTS = 0.75
#: As many letters are shown of a text, and as many findings of a document.
_SHOWN, _MOST = 60, 20


_contrast = lru_cache(maxsize=1_000)(contrast.contrast)


class _Ground(NamedTuple):
    """What is behind a box.

    Its colour, `#rrggbb`, None where it is a picture; how much of what it holds is shown, 0 to 1; the boxes around that
    are painted.
    """

    colour: str | None
    share: float
    painted: tuple[Any, ...] = ()


def faint(document: Document) -> Iterator[Diagnostic]:
    """A finding for each pair of colours that is too weak, with the first text in it."""
    found: dict[tuple[str, str, float], tuple[str, int]] = {}
    for number, page in enumerate(document.pages, start=1):
        for colour, ground, least, text in _weak(page._page_box):  # noqa: SLF001 (no other way)
            found.setdefault((colour, ground, least), (text, number))
    return (_finding(*colours, *where) for colours, where in islice(found.items(), _MOST))


def _weak(page: Any) -> Iterator[tuple[str, str, float, str]]:
    """The texts of a page that are too weak on the boxes around them and lie on no other one: as `_texts` has them."""
    painted: list[Any] = []
    for colour, ground, least, box in list(_texts(page, painted)):
        if ground.colour is None or _contrast(colour, ground.colour) >= least:
            continue
        if not any(_lies_on(box, it) for it in painted if it not in ground.painted):
            yield colour, ground.colour, least, box.text.strip()


def _lies_on(text: Any, box: Any) -> bool:
    """Whether the middle of a text is where another box is painted."""
    across, down = text.position_x + text.width / 2, text.position_y + text.height / 2
    beside, below = across - box.border_box_x(), down - box.border_box_y()
    return bool(0 <= beside <= box.border_width() and 0 <= below <= box.border_height())


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


def _texts(page: Any, painted: list[Any]) -> Iterator[tuple[str, _Ground, float, Any]]:
    """The texts of a page: colour, what is behind, the least contrast that they need, and their box.

    Boxes that are painted are added to `painted`.
    """
    waiting = [(page, _Ground(_WHITE, 1.0))]
    while waiting:
        box, around = waiting.pop()
        if isinstance(box, TextBox):
            colour = _over(box.style["color"], around)
            if colour and box.text.strip() and box.style["visibility"] == "visible":
                yield colour, around, _least(box.style), box
        elif not (box.is_leader or (box.element is not None and box.element.get("aria-hidden") == "true")):
            ground = _within(box, around)
            painted += ground.painted[len(around.painted) :]
            waiting += _children(box, ground)


def _children(box: Any, ground: _Ground) -> Iterator[tuple[Any, _Ground]]:
    """What a box holds, the last first; a page is painted within its margins, but not behind the heads in these."""
    sheet = _painted(ground, getattr(box, "canvas_background", None))
    for child in reversed(getattr(box, "children", ())):
        yield child, ground if isinstance(child, MarginBox) else sheet


def _within(box: Any, around: _Ground) -> _Ground:
    """What is behind the content of a box."""
    style = box.style
    unknown = style["position"] in ("absolute", "fixed") or style["transform"] or _has_coloured_columns(box)
    ground = _Ground(None if unknown else around.colour, around.share * style["opacity"], around.painted)
    if box.background is None:
        return ground
    return _painted(ground, box.background)._replace(painted=(*around.painted, box))


def _painted(ground: _Ground, background: Any) -> _Ground:
    if background is None:
        return ground
    pictured = any(layer.image is not None for layer in background.layers)
    return ground._replace(colour=None if pictured else _over(background.color, ground))


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
