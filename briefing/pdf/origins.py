"""Which element of the page each structure element of the PDF was made of: WeasyPrint knows it and does not tell.

While a PDF is written within `kept()`, each structure element gets a private entry `/Origin`, JSON as text, which
`tagtree` takes out again. Nothing else tells the halves of a paragraph that two pages share from two paragraphs
(https://github.com/Kozea/WeasyPrint/issues/2903), or a footnote, a language or a decoration from other text.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.pdf import tags

KEY = "Origin"
#: Points for each of the renderer's pixels.
_POINTS = 0.75
_NOTES = ("::footnote-call", "::footnote-marker")


@contextmanager
def kept() -> Iterator[None]:
    """Within it, structure elements say what they were made of."""
    original = tags._build_box_tree  # noqa: SLF001 (the one place that sees both a box and its structure element)
    tags._build_box_tree = _telling(original, {})  # noqa: SLF001
    try:
        yield
    finally:
        tags._build_box_tree = original  # noqa: SLF001


def _telling(original: Callable[..., Iterator[Any]], numbers: dict[Any, int]) -> Callable[..., Iterator[Any]]:
    def build(box: Any, *context: Any) -> Iterator[Any]:
        divided = [context[-1][text]["mcid"] for text in _divided(box)]
        for element in original(box, *context):
            if box.element is not None and KEY not in element:
                origin = _origin(box, numbers) | ({"divided": divided} if divided else {})
                element[KEY] = f"<{json.dumps(origin).encode().hex()}>"
            yield element

    return build


def _divided(box: Any) -> Iterator[Any]:
    """The texts directly in a box that end in the hyphen of a divided word."""
    lines = (kid.children if isinstance(kid, boxes.LineBox) else [kid] for kid in getattr(box, "children", ()))
    for text in (text for line in lines for text in line if isinstance(text, boxes.TextBox)):
        if text.text.endswith(text.style["hyphenate_character"]):
            yield text


def _origin(box: Any, numbers: dict[Any, int]) -> dict[str, Any]:
    """The element's number and tag, with `::` and the name of a pseudo-element, and what of it matters to `tags`.

    `lang` and `hidden` are there where the element says so itself; `block` where it begins a line of its own; `box`
    (left, top, right, bottom in points, from the top of the page) for the number of a footnote. The ids of marked
    content that ends in the hyphen of a divided word come as `divided`.
    """
    origin: dict[str, Any] = {"number": numbers.setdefault(box.element, len(numbers)), "tag": box.element_tag}
    if isinstance(box, boxes.BlockLevelBox):
        origin["block"] = True
    if lang := box.element.get("lang"):
        origin["lang"] = lang
    if box.is_leader or box.element.get("aria-hidden") == "true":
        origin["hidden"] = True
    if box.element_tag.endswith(_NOTES):
        left, top, width, height = (edge * _POINTS for edge in box.hit_area())
        origin["box"] = (left, top, left + width, top + height)
    return origin
