"""Fonts for one file: a look and the characters of a page in; `@font-face` rules that carry them out.

Each cut is cut down to the characters of the page and packed as WOFF2, so the page asks nobody for it. A family that is
there for what the others lack brings that and nothing else.
"""

import base64
import io
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape

from briefing.dataset.texts import FONT_WANTED, unprintable
from briefing.diagnostics import Diagnostic
from briefing.style.look import Face, Family, FontFile, Look

#: The cuts that the style sheet of a web page uses: weight, and whether italic.
CUTS = ((400, False), (400, True), (600, False))
#: What nearly every page has. With these in every font the pages of one build share theirs, and make them once.
_USUAL = "".join(map(chr, range(0x20, 0x7F))) + "\u00a0\u2009–—‘’“”‚„…·×÷−±†°§€£äöüÄÖÜßéèêáàâçñíóú"

_TAG = re.compile(r"<[^<>]*>")
#: What chooses between forms of the character before it, and is nothing by itself.
_VARIANT = re.compile("[\ufe00-\ufe0f]")


def font_faces(look: Look, text: str) -> str:
    """The rules for the families of a look, with the characters of `text`."""
    return "".join(rule for family, letters in _shares(look, text) for rule in _rules(family, letters))


def unset(look: Look, html: str) -> Iterator[Diagnostic]:
    """The finding `missing-glyph`, where a page shows characters that no family has."""
    if letters := missing(look, unescape(_TAG.sub("", html))):
        yield unprintable("missing-glyph", "the fonts of the page cannot print", letters, FONT_WANTED)


def missing(look: Look, text: str) -> frozenset[str]:
    """The characters of `text` that are seen and that no family has: a browser would take them from its own fonts."""
    known = frozenset[int]().union(*(_has(family.file_of(family.nearest())) for family in look.families))
    return frozenset(it for it in text if it.isprintable() and ord(it) not in known and not _VARIANT.match(it))


def _shares(look: Look, text: str) -> Iterator[tuple[Family, frozenset[int]]]:
    """What each family brings: the first two everything that they have, the others what is missing still."""
    letters = frozenset(map(ord, filter(str.isprintable, {*_USUAL, *text})))
    own = (look.sans, look.serif)
    yield from ((family, letters) for family in own)
    missing = frozenset[int]().union(*(letters - _has(family.file_of(family.nearest())) for family in own))
    for family in look.fallbacks:
        if missing & _has(family.file_of(family.nearest())):
            yield family, missing
            missing -= _has(family.file_of(family.nearest()))


def _rules(family: Family, letters: frozenset[int]) -> Iterator[str]:
    faces: dict[Face, None] = dict.fromkeys(family.nearest(weight, italic) for weight, italic in CUTS)
    for face in faces:
        packed = base64.b64encode(_packed(family.file_of(face), letters)).decode()
        style = "italic" if face.italic else "normal"
        yield (
            f"@font-face {{font-family: '{family.name}'; font-weight: {face.weight}; font-style: {style};"
            f" src: url('data:font/woff2;base64,{packed}') format('woff2')}}\n"
        )


@lru_cache(maxsize=64)
def _has(file: FontFile) -> frozenset[int]:
    """The characters that a font has."""
    from fontTools.ttLib import TTFont  # loads much; wanted for web pages alone

    with TTFont(file.path, lazy=True) as font:
        return frozenset(font.getBestCmap())


@lru_cache(maxsize=64)
def _packed(file: FontFile, letters: frozenset[int]) -> bytes:
    from fontTools import subset  # loads much; wanted for web pages alone

    options = subset.Options(flavor="woff2", layout_features=["kern", "lnum", "tnum"], hinting=False)
    target = io.BytesIO()
    with subset.load_font(str(file.path), options) as font:
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=letters)
        subsetter.subset(font)
        subset.save_font(font, target, options)
    return target.getvalue()
