"""The ends of lines as they are heard: a rendered PDF and its tree in, a space or a soft hyphen where a line ends out.

WeasyPrint draws no space where it breaks a line, and some screen readers then read two words as one; the hyphen of a
divided word is one like any other, and is read out. Neither is reported upstream yet. PDF wants spaces between words
to be there, and such hyphens to be soft (ISO 32000-1, 14.8.2.2.3 and 14.8.2.5). What is seen stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import pairwise
from typing import NamedTuple

import pikepdf

from briefing.pdf.font import Font, read_font
from briefing.pdf.tagtree import Mark, Node

#: Marked content: its id and what it draws; then, of text, the place, and each font with its size and what it shows.
_MARKED = re.compile(rb"(<</MCID (\d+)>>\s+BDC)((?:[^E]++|E(?!MC))*+)(?=EMC)")
_PLACE = re.compile(rb"([-\d.]+) Tm\b")
_SHOWN = re.compile(rb"/(\S+) ([-\d.]+) Tf\s+\[([^\]]*)(?=\] TJ)")
_CODES = re.compile(rb"([0-9a-f]{4})(?=[0-9a-f]*>)")
_LAST = re.compile(rb"([0-9a-f]{4})>[^<>]*$")
#: What no space follows at the end of a line, and none stands before.
_OPEN = (" ", "-", "\u2010", "\u2011", "\u2013", "\u2014", "/")
_SOFT = rb">] TJ\n/Span <</ActualText <FEFF00AD>>> BDC\n[<\1>"
#: How far down another line begins, in shares of the size of the text.
_LINE = 0.7


class _Piece(NamedTuple):
    """Text in a marked content: how far down it begins, its size, its first and last letter, the code of a space."""

    top: float
    size: float
    first: str
    last: str
    space: bytes


def spell(pdf: pikepdf.Pdf, document: Node) -> None:
    """Change the pages of an uncompressed file as the renderer leaves it."""
    fonts: dict[str, Font] = {}
    pieces = [dict(_pieces(page, fonts)) for page in pdf.pages]
    ends: list[dict[int, bytes]] = [{} for _ in pieces]
    for one, other in _neighbours(document):
        before, after = pieces[one.page].get(one.mcid), pieces[other.page].get(other.mcid)
        if one.divided:
            ends[one.page][one.mcid] = b""
        elif before and after and _broken(one, other, before, after):
            ends[one.page][one.mcid] = before.space
    for page, changes in zip(pdf.pages, ends, strict=True):
        if changes:
            page.Contents.write(_MARKED.sub(partial(_ended, changes), page.Contents.read_bytes()))


def _neighbours(node: Node) -> Iterator[tuple[Mark, Mark]]:
    """What follows each other in one paragraph, cell or item."""
    yield from pairwise(_text(node))
    for kid in node.walk():
        if kid is not node and not _inline(kid):
            yield from pairwise(_text(kid))


def _text(node: Node) -> Iterator[Mark]:
    """The content of a node with that of the inline elements in it, in order."""
    for kid in node.kids:
        if isinstance(kid, Mark):
            yield kid
        elif isinstance(kid, Node) and _inline(kid):
            yield from _text(kid)


def _inline(node: Node) -> bool:
    return node.role in ("Span", "Link", "Reference", "NonStruct")


def _pieces(page: pikepdf.Page, fonts: dict[str, Font]) -> Iterator[tuple[int, _Piece]]:
    for match in _MARKED.finditer(page.Contents.read_bytes()):
        shown, place = list(_SHOWN.finditer(match[3])), _PLACE.search(match[3])
        letters = [_letters(page, text, fonts) for text in shown]
        if place and letters and all(letters):
            space = _space(_font(page, shown[-1][1].decode(), fonts).texts)
            yield int(match[2]), _Piece(float(place[1]), float(shown[0][2]), letters[0][:1], letters[-1][-1:], space)


def _letters(page: pikepdf.Page, shown: re.Match[bytes], fonts: dict[str, Font]) -> str:
    """The first and the last letter of what is shown in one font."""
    texts, codes = _font(page, shown[1].decode(), fonts).texts, _CODES.findall(shown[3])
    return "".join(texts.get(int(code, 16), "") for code in (*codes[:1], *codes[-1:]))


def _font(page: pikepdf.Page, name: str, fonts: dict[str, Font]) -> Font:
    if name not in fonts:
        fonts[name] = read_font(page.Resources.Font[f"/{name}"])
    return fonts[name]


def _space(texts: Mapping[int, str]) -> bytes:
    """The code of a space; empty where the font has none."""
    return next((b"%04x" % code for code, text in texts.items() if text == " "), b"")


def _broken(one: Mark, other: Mark, before: _Piece, after: _Piece) -> bool:
    """Whether a line ends between the two, and nothing says where the word does."""
    next_line = one.page != other.page or abs(after.top - before.top) > _LINE * before.size
    return bool(next_line and before.space) and before.last not in _OPEN and after.first != " "


def _ended(changes: Mapping[int, bytes], match: re.Match[bytes]) -> bytes:
    """Marked content with a space, of that code, behind what it shows; with no code, its last letter a soft hyphen."""
    shown, space = list(_SHOWN.finditer(match[3])), changes.get(int(match[2]))
    if not shown or space is None:
        return match[0]
    before, after = match[3][: shown[-1].end()], match[3][shown[-1].end() :]
    if space:
        return match[1] + before + b"<%b>" % space + after
    return match[1] + _LAST.sub(_SOFT, before) + after.replace(b"] TJ", b"] TJ\nEMC", 1)
