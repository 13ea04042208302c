"""Tokens that stand for printed pieces until a page is whole, and their replacement in the order of the page.

In: text with tokens (a private-use character, an index in private-use digits, an end character) and the list of
pieces they stand for. Out: the text with each piece printed, and an `Emission` for each in the order in which a reader
meets them. Tokens hold no letter, digit or special character, so they pass through Jinja's escaping, Markdown and
typography untouched, and whatever digit is left in a page beside them has come another way.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from typing import Literal

from briefing.diagnostics import Diagnostic, Failure, Place
from briefing.proof.anchors import anchor

#: How a token prints its piece: as a link to its evidence, bare, marked but not linked, or in alternative text.
LINK, PLAIN, MARKED, ALT = "\ue000", "\ue002", "\ue003", "\ue006"
#: A footnote, an aside that headings and other plain texts leave out (a citation), and a block (chart, table) that
#: stands for a paragraph of its own.
NOTE, ASIDE, BLOCK = "\ue004", "\ue007", "\ue005"
END = "\ue001"
_WHERE: dict[str, "Where"] = {LINK: "link", PLAIN: "text", MARKED: "marked", ALT: "alt"}
_DIGITS = "".join(chr(0xE010 + digit) for digit in range(10))
_TO_DIGITS = str.maketrans("0123456789", _DIGITS)
_FROM_DIGITS = str.maketrans(_DIGITS, "0123456789")
TOKEN = re.compile(f"([{LINK}{PLAIN}{MARKED}{ALT}{NOTE}{ASIDE}{BLOCK}])([{_DIGITS}]+){END}")
_DIGIT = re.compile(r"\d")
_TAG = re.compile(r"<[^<>]*>")
RESERVED = re.compile("[\ue000-\ue0ff]")
#: A full stop after a text that ends in one of its own ("Inc.", the ordinal "1."), be it in elements or quotation marks.
_DOUBLED = re.compile(r"(?<![.\s/])([.?…][”“’»]?(?:</?(?:a|b|em|i|q|span|strong)\b[^<>]*>)*)\.(?![.\w/])")

#: As many characters has a page at most once its tokens are printed: a token is short, and what it stands for is not.
MOST = 20_000_000

#: What a page is made for: sheets of paper, a browser, or a text without links.
Medium = Literal["print", "web", "text"]
Where = Literal["link", "text", "marked", "alt", "chart"]
#: Why a numeral may stand without a fact: it is part of a name, of a source's own record, or says where to look.
Exemption = Literal["name", "source", "locator"]


@dataclass(frozen=True, slots=True)
class Emission:
    """Something printed: its text, the fact or derivation behind it or why it needs none, and what printed it.

    `where` is how it stands on the page: a link, bare text, marked text, alternative text or a chart's label.
    """

    text: str
    ref: str | None
    exempt: Exemption | None
    place: Place | None
    where: Where


@dataclass(frozen=True, slots=True)
class Piece:
    """What a token stands for.

    A figure has a `ref`, a name an `exempt`, perhaps an `href` within the page, and a `lang` where that is another than
    the page's; a note or block has `html` (with tokens of its own) in place of text, `web` where that differs off
    paper, and may bring `emissions` that no token carries, such as a chart's labels.
    """

    text: str = ""
    ref: str | None = None
    exempt: Exemption | None = None
    href: str | None = None
    html: str | None = None
    web: str | None = None
    place: Place | None = None
    emissions: tuple[Emission, ...] = ()
    lang: str | None = None


def refs(emissions: Iterable[Emission]) -> tuple[str, ...]:
    """The facts and derivations that are printed, each once."""
    return tuple(dict.fromkeys(emission.ref for emission in emissions if emission.ref))


def token(mark: str, index: int) -> str:
    """The token that prints piece `index` in the way of `mark`."""
    return f"{mark}{str(index).translate(_TO_DIGITS)}{END}"


def restyled(text: str, mark: str) -> str:
    """`text` with each of its figures and names printed in the way of `mark`, without its notes and asides."""

    def turn(match: re.Match[str]) -> str:
        return "" if match[1] in (NOTE, ASIDE) else f"{mark if match[1] in _WHERE else match[1]}{match[2]}{END}"

    return TOKEN.sub(turn, text)


def tagless(html: str) -> str:
    """HTML without its tags; entities and tokens stay."""
    return _TAG.sub("", html)


def bare(text: str) -> str:
    """`text` without its tokens."""
    return TOKEN.sub("", text)


def expand(text: str, pieces: Sequence[Piece], medium: Medium = "print") -> tuple[str, tuple[Emission, ...]]:
    """Print every token of `text` for one medium, and tell what was printed in the order of the text.

    Templates and narratives close their sentences with a full stop; where what is printed last ends in one, that closes it.
    Raises Failure where a template made a token itself, or where more is printed than a page may hold.
    """
    emissions: list[Emission] = []
    size = 0

    def put(match: re.Match[str], below: int = len(pieces)) -> str:
        nonlocal size
        piece = piece_of(match, pieces, below)
        if piece.html is not None:
            html = piece.html if medium == "print" or piece.web is None else piece.web
            inner = TOKEN.sub(partial(put, below=index(match)), html)
            emissions.extend(piece.emissions)
            printed = inner + END if match[1] == NOTE else inner  # a note closes no sentence around it
        else:
            emissions.append(Emission(piece.text, piece.ref, piece.exempt, piece.place, _WHERE[match[1]]))
            printed = _printed(match[1], piece, marked=medium != "print")
        size += len(printed)
        if size > MOST:
            raise Failure([Diagnostic("template-forbidden", f"a page may have {MOST:,} characters")])
        return printed

    return _DOUBLED.sub(r"\1", TOKEN.sub(put, text)).replace(END, ""), tuple(emissions)


def index(match: re.Match[str]) -> int:
    """The index of the piece that a token found by `TOKEN` stands for."""
    return int(match[2].translate(_FROM_DIGITS))


def piece_of(match: re.Match[str], pieces: Sequence[Piece], below: int) -> Piece:
    """What a token stands for, which was made before the piece `below` that holds it; raises Failure for any other."""
    at = index(match)
    if at < below and (pieces[at].html is None) == (match[1] in _WHERE):
        return pieces[at]
    advice = "print what functions give as it is, without taking out parts of it"
    raise Failure([Diagnostic("template-forbidden", "a template takes apart what a function printed", help=advice)])


def _printed(mark: str, piece: Piece, *, marked: bool) -> str:
    """A piece as HTML; `marked` with what it is, which paper cannot tell and which takes its time to be laid out."""
    text = escape(piece.text)
    if mark in (PLAIN, ALT):
        return text
    ref = f' data-ref="{escape(piece.ref)}"' if piece.ref and marked else ""
    said = f' data-x="{piece.exempt}"' if piece.ref is None and marked and _DIGIT.search(piece.text) else ""
    lang = f' lang="{escape(piece.lang)}"' if piece.ref is None and piece.lang else ""
    attributes = ref + said + lang
    if mark == LINK and piece.ref is not None:
        return f'<a class="n"{attributes} href="#{anchor(piece.ref)}">{text}</a>'
    if mark == LINK and piece.href:
        # No element inside the link: the renderer would make an annotation of each, the inner one untagged.
        return f'<a class="c"{attributes} href="#{escape(piece.href)}">{text}</a>'
    return f"<span{attributes}>{text}</span>" if attributes else text
