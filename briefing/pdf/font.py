"""Fonts of a PDF: a font object in; out come the text and the advance width of each character code."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pikepdf

from briefing.pdf import bounds
from briefing.proof.reading import UNREADABLE

_HEX = rb"<([0-9A-Fa-f\s]*)>"
_SECTION = re.compile(rb"begin(bfchar|bfrange|codespacerange)([0-9A-Fa-f<>\[\]\s]*)end\1")
_PAIR = re.compile(_HEX + rb"\s*" + _HEX)
_RANGE = re.compile(_HEX + rb"\s*" + _HEX + rb"\s*(?:" + _HEX + rb"|\[([^\[\]]*)\])")
#: Spaces that fonts draw with one glyph: which of them a code stands for is whatever the first use of it was.
_SPACES = str.maketrans("\u00a0\u2009\u202f\u2007", "    ", "\u00ad")
_LARGEST_RANGE = 0x10000
#: How many codes a font may describe, those that it describes again among them.
_CODES, _OF = 0x100000, "a font"

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
    meter = bounds.Meter(_CODES, _OF)
    described = bounds.content(stream, bounds.DESCRIPTION, _OF) if isinstance(stream, pikepdf.Stream) else b""
    for kind, body in _SECTION.findall(described):
        if kind == b"codespacerange":
            length = max((len(_bytes(low)) for low, _ in _PAIR.findall(body)), default=length) or length
        elif kind == b"bfchar":
            texts.update((_number(code), _text(target)) for code, target in _PAIR.findall(body))
        else:
            texts.update(_ranges(body, meter))
    return texts, length


def _ranges(body: bytes, meter: bounds.Meter) -> Iterator[tuple[int, str]]:
    for low, high, start, items in _RANGE.findall(body):
        codes = range(_number(low), min(_number(high), _number(low) + _LARGEST_RANGE) + 1)
        meter.take(len(codes))
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
    items = iter(descendant.get("/W", ()))
    widths: dict[int, float] = {}
    meter = bounds.Meter(_CODES, _OF)
    for first, then in zip(items, items, strict=False):
        if isinstance(then, pikepdf.Array):
            meter.take(len(then))
            widths.update((int(first) + step, float(width)) for step, width in enumerate(then))
        else:
            codes = range(int(first), min(int(then), int(first) + _LARGEST_RANGE) + 1)
            meter.take(len(codes))
            widths.update(dict.fromkeys(codes, float(next(items, 0))))
    return widths, float(descendant.get("/DW", 1000))


def _simple_widths(font: pikepdf.Object) -> tuple[dict[int, float], float]:
    first = int(font.get("/FirstChar", 0))
    return {first + step: float(width) for step, width in enumerate(font.get("/Widths", ()))}, 0.0
