"""How wide a text will be: a text, font files and a size in; points out, from the font's own advance widths.

Pages set chart text letter by letter, without kerning, so the sum of the advances is the width that will be printed.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import fsum

from briefing.dataset.texts import FONT_WANTED, unprintable
from briefing.diagnostics import Failure
from briefing.style.look import FontFile


@cache
def _advances(file: FontFile) -> dict[int, float]:
    """How wide each character of a font is, in shares of its size."""
    from fontTools.ttLib import TTFont  # loads much; wanted where there is a chart alone

    with TTFont(file.path, lazy=True) as font:
        widths, units = font["hmtx"].metrics, font["head"].unitsPerEm
        return {code: widths[name][0] / units for code, name in font.getBestCmap().items()}


def width(text: str, files: tuple[FontFile, ...], size: float) -> float:
    """The width of one line in points at `size` points, each character in the first font that has it."""
    return size * _width(text, files)


@lru_cache(maxsize=10_000)
def _width(text: str, files: tuple[FontFile, ...]) -> float:
    # to the last bit the same with every Python: `sum` of 3.12 rounds in another way than that of 3.11
    return fsum(_advances(_font_of(letter, files)).get(ord(letter), 0.0) for letter in text)


def missing(texts: Iterable[str], files: Sequence[FontFile]) -> tuple[str, ...]:
    """The characters that none of the fonts can print, sorted."""
    letters = {letter for text in texts for letter in text}
    return tuple(sorted(letter for letter in letters if not any(ord(letter) in _advances(file) for file in files)))


def demand(texts: Iterable[str], files: Sequence[FontFile], family: str) -> None:
    """Raise Failure: `missing-glyph` where no font has a character of `texts`, `chart-script` where letters join or run
    from right to left.
    """
    known = tuple(texts)
    if lacking := missing(known, files):
        raise Failure([unprintable("missing-glyph", f"{family} cannot print", lacking, FONT_WANTED)])
    if unset := {letter for text in known for letter in text if not _stands_alone(letter)}:
        advice = "give the subject a `short` name in another script: charts are set letter by letter"
        raise Failure([unprintable("chart-script", "a chart cannot set", unset, advice)])


def _font_of(letter: str, files: Sequence[FontFile]) -> FontFile:
    return next((file for file in files if ord(letter) in _advances(file)), files[0])


def _stands_alone(letter: str) -> bool:
    """Whether a letter looks the same whatever stands beside it, and is followed by what is to its right.

    Letters from right to left, and marks that are set on or joined to others, do not (Unicode's own properties).
    """
    return unicodedata.bidirectional(letter) not in ("R", "AL", "AN") and unicodedata.category(letter) not in (
        "Mn",
        "Mc",
    )
