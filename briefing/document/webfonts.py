"""Fonts for one file: families and the characters of a page in; `@font-face` rules that carry them out.

Each cut is cut down to the characters of the page and packed as WOFF2, so the page asks nobody for it. The one owner
of fontTools.
"""

import base64
import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from briefing.look import Face, Family

#: The cuts that the style sheet of the web page uses, by role: weight, and whether italic.
CUTS = {"sans": ((400, False), (400, True), (600, False)), "serif": ((400, False), (400, True), (600, False))}

#: What nearly every page has. With these in every font the pages of one build share theirs, and make them once.
_USUAL = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0\u2009–—‘’“”‚„…·×÷−±†°§€£äöüÄÖÜßéèêáàâçñíóú"


def font_faces(families: Iterable[tuple[str, Family]], text: str) -> str:
    """The rules for the cuts of `families`, given by role (`sans`, `serif`), with the characters of `text`."""
    letters = frozenset(map(ord, filter(str.isprintable, {*_USUAL, *text})))
    return "".join(
        _rule(family, face, letters)
        for role, family in families
        for face in family.faces
        if (face.weight, face.italic) in CUTS[role]
    )


def _rule(family: Family, face: Face, letters: frozenset[int]) -> str:
    packed = base64.b64encode(_packed(family.path(face.weight, face.italic), letters)).decode()
    style = "italic" if face.italic else "normal"
    return (
        f"@font-face {{font-family: '{family.name}'; font-weight: {face.weight}; font-style: {style};"
        f" src: url('data:font/woff2;base64,{packed}') format('woff2')}}\n"
    )


@lru_cache(maxsize=32)
def _packed(path: Path, letters: frozenset[int]) -> bytes:
    from fontTools import subset  # loads much; wanted for web pages alone

    options = subset.Options(flavor="woff2", layout_features=["kern", "lnum", "tnum"], hinting=False)
    target = io.BytesIO()
    with subset.load_font(str(path), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        subset.save_font(font, target, options)
    return target.getvalue()
