"""The book of one composition: what is printed is entered here first and stands in the page as a token.

Pieces, findings and derivations only ever grow; `marks.expand` reads the pieces once the page is whole.
"""

from dataclasses import dataclass, field
from html import unescape

from markupsafe import Markup

from briefing.dataset.facts import Derivation
from briefing.diagnostics import Diagnostic, Place
from briefing.document.marks import (
    ASIDE,
    BLOCK,
    LINK,
    NOTE,
    PLAIN,
    TOKEN,
    Emission,
    Exemption,
    Piece,
    expand,
    piece_of,
    restyled,
    tagless,
    token,
)
from briefing.exhibit import Cell


@dataclass(slots=True)
class Ledger:
    """Pieces by index, what was found, the derivations made on the way, and which sources and statements are named."""

    pieces: list[Piece] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    derivations: dict[str, Derivation] = field(default_factory=dict)
    sources: dict[str, None] = field(default_factory=dict)
    statements: dict[str, None] = field(default_factory=dict)

    def figure(self, text: str, ref: str, place: Place | None = None, mark: str = LINK) -> Markup:
        """A figure of a fact or derivation."""
        return self._enter(mark, Piece(text, ref=ref, place=place))

    def name(
        self,
        text: str,
        exempt: Exemption = "name",
        place: Place | None = None,
        *,
        href: str | None = None,
        lang: str | None = None,
    ) -> Markup:
        """Text whose numerals need no fact: part of a name, of a source's own record, or where to look."""
        return self._enter(LINK, Piece(text, exempt=exempt, href=href, place=place, lang=lang))

    def note(self, html: str, web: str | None = None, place: Place | None = None) -> Markup:
        """A footnote, `web` where it stands in the text itself; both may hold tokens of their own."""
        return self._enter(NOTE, Piece(html=html, web=web, place=place))

    def aside(self, html: str, place: Place | None = None) -> Markup:
        """Inline HTML that is put in as it is, such as a citation; `html` may hold tokens of its own."""
        return self._enter(ASIDE, Piece(html=html, place=place))

    def block(
        self, html: str, web: str | None = None, emissions: tuple[Emission, ...] = (), place: Place | None = None
    ) -> Markup:
        """A chart or a table, `web` in a browser; `emissions` are those that no token of it carries."""
        return self._enter(BLOCK, Piece(html=html, web=web, emissions=emissions, place=place))

    def cell(self, cell: Cell, mark: str = LINK, place: Place | None = None, lang: str | None = None) -> Markup:
        """A piece of a drawing: a figure where it rests on something, else a name."""
        piece = Piece(cell.text, ref=cell.ref, exempt=None if cell.ref else "name", place=place, lang=lang)
        return self._enter(mark, piece)

    def cells(self, text: str) -> tuple[Cell, ...]:
        """Plain text with tokens as the cells of a drawing."""
        cells, position = [], 0
        for match in TOKEN.finditer(text):
            piece = piece_of(match, self.pieces, len(self.pieces))
            cells += [Cell(text[position : match.start()]), Cell(piece.text, piece.ref)]
            position = match.end()
        cells.append(Cell(text[position:]))
        return tuple(cell for cell in cells if cell.text)

    def plain(self, text: str) -> str:
        """Inline HTML with tokens as plain text, for where nothing else may stand."""
        return self.spelled(text).replace("\u00a0", " ")

    def spelled(self, text: str) -> str:
        """The same, with the spaces at which no line ends."""
        printed, _ = expand(restyled(text, PLAIN), self.pieces)
        return unescape(tagless(printed))

    def derived(self, derivation: Derivation) -> Derivation:
        """Enter a derivation, so that its entry can be printed."""
        return self.derivations.setdefault(derivation.id, derivation)

    def _enter(self, mark: str, piece: Piece) -> Markup:
        self.pieces.append(piece)
        return Markup(token(mark, len(self.pieces) - 1))  # noqa: S704  # tokens are private-use characters only
