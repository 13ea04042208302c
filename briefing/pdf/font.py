"""Fonts of a PDF: a font object in; out come the text and the advance width of each character code."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf

from briefing.proof.reading import UNREADABLE

_HEX = rb"<([0-9A-Fa-f\s]*)>"
_SECTION = re.compile(rb"begin(bfchar|bfrange|codespacerange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\]]*)\])")
#: Spaces that fonts draw with one glyph: which of them a code stands for is whatever the first use of it was.
_SPACES = str.maketrans("\u00a0\u2009\u202f\u2007", "    ", "\u00ad")
_LARGEST_RANGE = 0x10000

#: The text of a code, its advance width in thousandths of the size, and whether word spacing applies to it.
Glyph = tuple[str, float, bool]


@dataclass(frozen=True, slots=True)
class Font:
    """How the codes of one font read: `texts` and `widths` (in thousandths of the size) by code."""

    code_length: int
    texts: Mapping[int, str]
    widths: Mapping[int, float]
    default_width: float
    known: dict[bytes, tuple[Glyph, ...]] = field(default_factory=dict, repr=False, compare=False)

    def glyphs(self, shown: bytes) -> tuple[Glyph, ...]:
        """The glyphs of a shown string, written in hexadecimal as `<00a1>`; kept, because letters come again."""
        known = self.known.get(shown)
        if known is None:
            codes, size = bytes.fromhex(shown[1:-1].decode()), self.code_length
            starts = range(0, len(codes) - size + 1, size)
            known = tuple(self._glyph(int.from_bytes(codes[start : start + size])) for start in starts)
            self.known[shown] = known
        return known

    def _glyph(self, code: int) -> Glyph:
        width = self.widths.get(code, self.default_width)
        return self.texts.get(code, UNREADABLE), width, self.code_length == 1 and code == 32


def read_font(font: pikepdf.Object) -> Font:
    """The `Font` of a font dictionary; a font that lacks its tables gives unreadable text of no width."""
    composite = font.get("/Subtype") == "/Type0"
    texts, length = _unicode_map(font, 2 if composite else 1)
    widths, default = _composite_widths(font) if composite else _simple_widths(font)
    return Font(length, texts, widths, default)


def _unicode_map(font: pikepdf.Object, length: int) -> tuple[dict[int, str], int]:
    stream = font.get("/ToUnicode")
    texts: dict[int, str] = {}
    for kind, body in _SECTION.findall(stream.read_bytes()) if isinstance(stream, pikepdf.Stream) else ():
        if kind == b"codespacerange":
            length = max((len(_bytes(low)) for low, _ in _PAIR.findall(body)), default=length) or length
        elif kind == b"bfchar":
            texts.update((_number(code), _text(target)) for code, target in _PAIR.findall(body))
        else:
            texts.update(_ranges(body))
    return texts, length


def _ranges(body: bytes) -> Iterator[tuple[int, str]]:
    for low, high, start, items in _RANGE.findall(body):
        codes = range(_number(low), min(_number(high), _number(low) + _LARGEST_RANGE) + 1)
        if items:
            yield from zip(codes, map(_text, re.findall(_HEX, items)), strict=False)
        elif target := _text(start):
            yield from ((code, target[:-1] + chr(ord(target[-1]) + step)) for step, code in enumerate(codes))


def _bytes(digits: bytes) -> bytes:
    cleaned = b"".join(digits.split())
    return bytes.fromhex((cleaned + b"0" * (len(cleaned) % 2)).decode("ascii"))


def _number(digits: bytes) -> int:
    return int.from_bytes(_bytes(digits))


def _text(digits: bytes) -> str:
    return _bytes(digits).decode("utf-16-be", errors="replace").translate(_SPACES)


def _composite_widths(font: pikepdf.Object) -> tuple[dict[int, float], float]:
    """The widths of a composite font: `[first [w w …] first last w …]`."""
    descendant = font.DescendantFonts[0]
    items = list(descendant.get("/W", ()))
    widths: dict[int, float] = {}
    while len(items) >= 2:
        if isinstance(items[1], pikepdf.Array):
            widths.update((int(items[0]) + step, float(width)) for step, width in enumerate(items[1]))
            del items[:2]
        else:
            codes = range(int(items[0]), min(int(items[1]), int(items[0]) + _LARGEST_RANGE) + 1)
            widths.update(dict.fromkeys(codes, float(items[2])))
            del items[:3]
    return widths, float(descendant.get("/DW", 1000))


def _simple_widths(font: pikepdf.Object) -> tuple[dict[int, float], float]:
    first = int(font.get("/FirstChar", 0))
    return {first + step: float(width) for step, width in enumerate(font.get("/Widths", ()))}, 0.0
