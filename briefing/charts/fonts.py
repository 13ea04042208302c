"""How wide a text will be: a text, font files and a size in; points out, from the font's own advance widths.

Pages set chart text letter by letter, without kerning, so the sum of the advances is the width that will be printed.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from matplotlib.ft2font import FT2Font, LoadFlags

from briefing.dataset.texts import FONT_WANTED, unprintable
from briefing.diagnostics import Failure
from briefing.style.look import FontFile

_UNITS = 1000


@cache
def _font(file: FontFile) -> FT2Font:
    font = FT2Font(str(file.path))
    font.set_size(_UNITS, 72)
    return font


@cache
def _advance(file: FontFile, letter: str) -> float:
    font = _font(file)
    glyph = font.load_glyph(font.get_char_index(ord(letter)), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / _UNITS


def width(text: str, files: tuple[FontFile, ...], size: float) -> float:
    """The width of one line in points at `size` points, each character in the first font that has it."""
    return size * _width(text, files)


@lru_cache(maxsize=10_000)
def _width(text: str, files: tuple[FontFile, ...]) -> float:
    return sum(_advance(_font_of(letter, files), letter) for letter in text)


def missing(texts: Iterable[str], files: Sequence[FontFile]) -> tuple[str, ...]:
    """The characters that none of the fonts can print, sorted."""
    letters = {letter for text in texts for letter in text}
    return tuple(sorted(letter for letter in letters if not any(_has(file, letter) for file in files)))


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


@cache
def _has(file: FontFile, letter: str) -> bool:
    return bool(_font(file).get_char_index(ord(letter)))


def _font_of(letter: str, files: Sequence[FontFile]) -> FontFile:
    return next((file for file in files if _has(file, letter)), files[0])


def _stands_alone(letter: str) -> bool:
    """Whether a letter looks the same whatever stands beside it, and is followed by what is to its right.

    Letters from right to left, and marks that are set on or joined to others, do not (Unicode's own properties).
    """
    return unicodedata.bidirectional(letter) not in ("R", "AL", "AN") and unicodedata.category(letter) not in (
        "Mn",
        "Mc",
    )
