"""How wide a text will be: a text, a font file and a size in; points out, from the font's own advance widths.

Pages set chart text letter by letter, without kerning, so the sum of the advances is the width that will be printed.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from matplotlib.ft2font import FT2Font, LoadFlags

from briefing.diagnostics import Diagnostic, Failure

_UNITS = 1000


@cache
def _font(path: Path) -> FT2Font:
    font = FT2Font(str(path))
    font.set_size(_UNITS, 72)
    return font


@cache
def _advance(path: Path, letter: str) -> float:
    font = _font(path)
    glyph = font.load_glyph(font.get_char_index(ord(letter)), flags=LoadFlags.NO_HINTING)
    return glyph.linearHoriAdvance / 65536 / _UNITS


def width(text: str, path: Path, size: float) -> float:
    """The width of one line in points at `size` points."""
    return size * sum(_advance(path, letter) for letter in text)


def missing(texts: Iterable[str], path: Path) -> tuple[str, ...]:
    """The characters that the font cannot print, sorted."""
    font = _font(path)
    return tuple(sorted({letter for text in texts for letter in text if not font.get_char_index(ord(letter))}))


def demand(texts: Iterable[str], path: Path, family: str) -> None:
    """Raise Failure `missing-glyph` where the font lacks a character of `texts`."""
    lacking = missing(texts, path)
    if lacking:
        shown = ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in lacking)
        finding = Diagnostic(
            "missing-glyph",
            f"{family} cannot print {shown}",
            help="write it another way, or declare a font that has it",
        )
        raise Failure([finding])
