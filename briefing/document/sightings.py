"""Every numeral that a reader of a PDF meets: a reading and its evidence in, each numeral with what accounts for it out.

A numeral in a link to the evidence is a figure of that entry. One in an entry must be what the entry's claims say. Any
other must lie in a declared name or date, be the number of a page, note or list item, or be a figure that the build
printed without a link. Whatever is left has no account.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.dataset import numerals
from briefing.dataset.numerals import Numeral
from briefing.document.phrases import Kind, Phrases, folded, phrases
from briefing.document.printable import Printables
from briefing.document.reading import Block, Box, Reading
from briefing.document.testimony import Testimony

_CONTEXT = 48
_ENTRIES = ("e-", "st-", "s-", "r-")
_HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))
#: A cover of part of a text: start, end, kind, ref.
Cover = tuple[int, int, Kind, str | None]


@dataclass(frozen=True, slots=True)
class Sighting:
    """A numeral: its text, what it stands in, where, and what accounts for it; `kind` None: nothing does.

    `said` is the whole printed figure around it. `right` is False where its figure does not say that.
    """

    text: str
    said: str
    context: str
    kind: Kind | None
    ref: str | None
    page: int
    box: Box | None
    right: bool = True


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the evidence section: what it is about, and the lines that it may cite, by source."""

    ref: str | None
    lines: Mapping[str, frozenset[int]]


class Scanner:
    """Goes through a reading once; what the build printed without a link is used up as it is found."""

    def __init__(self, reading: Reading, told: Testimony, judge: Printables, names: Phrases) -> None:
        self.reading, self.told, self.judge, self.names = reading, told, judge, names
        self.refs = {stated.anchor: stated.id for stated in (*told.facts.values(), *told.derivations.values())}
        unlinked = [it for it in told.printed if it.where in ("marked", "text")]
        self.left = Counter((it.ref, folded(it.text)) for it in unlinked if numerals.find(it.text))
        self.mentions = phrases((it.text, "mention", it.ref) for it in unlinked)
        self.own: dict[str, list[str]] = {}
        for it in unlinked:
            self.own.setdefault(it.ref, []).append(it.text)
        self.notes = 0

    def page(self) -> Iterator[Sighting]:
        """The numerals of the running text, in reading order."""
        entry: Entry | None = None
        for block in self.reading.blocks:
            entry = self._entry(block, entry)
            if block.role != "Figure":
                yield from self._block(block, entry)

    def furniture(self) -> Iterator[Sighting]:
        """The numerals of running heads and feet: page numbers, names, dates."""
        for block in self.reading.furniture:
            covers = list(self.names.cover(block.text))
            for numeral in numerals.literals(block.text):
                own = numeral.value in (block.page, self.reading.pages)
                kind: Kind | None = "page number" if own else _covered(numeral, covers)[0]
                yield _sighting(block, numeral, kind)

    # --- a block ----------------------------------------------------------------------------------------------

    def _block(self, block: Block, entry: Entry | None) -> Iterator[Sighting]:
        found = numerals.find(block.text)
        covers = [*self.names.cover(block.text), *self._mentions(block, entry)] if found else []
        for numeral in found:
            link = next(filter(None, block.links(numeral.start, numeral.end)), None)
            if link and link in self.refs:
                yield self._figure(block, numeral, self.refs[link], link)
                continue
            kind, ref = _covered(numeral, covers)
            kind = kind or self._numbering(block, numeral, link) or _cited(block, numeral, entry)
            if kind is None and numeral.text.lower() in _GRAMMAR:
                kind = "idiom"
            yield _sighting(block, numeral, kind, ref=ref)

    def _figure(self, block: Block, numeral: Numeral, ref: str, link: str) -> Sighting:
        said = _linked(block, numeral, link)
        return _sighting(block, numeral, "figure", ref=ref, said=said, right=self.judge.allow(ref, said))

    def _mentions(self, block: Block, entry: Entry | None) -> Iterator[Cover]:
        """Figures without a link, as often as the build printed them; in the entry of a figure only its own."""
        own = entry.ref if entry else None
        known = phrases((text, "evidence", own) for text in self.own.get(own, ())) if own else self.mentions
        for start, end, kind, ref in known.cover(block.text):
            text = folded(block.text[start:end])
            if any(link in self.refs for link in block.links(start, end)):
                continue
            ref = next((one for one in (ref, *self._others(text)) if one and self.left[one, text] > 0), None)
            if ref is not None and (own is None or ref == own):
                self.left[ref, text] -= 1
                yield start, end, kind, ref

    def _others(self, text: str) -> Iterator[str]:
        """Further figures that print as the same text."""
        return (ref for ref, other in self.left if other == text)

    def _numbering(self, block: Block, numeral: Numeral, link: str | None) -> Kind | None:
        """Whether it is the number of a page referred to, of a footnote, or of a list item."""
        if link and self.reading.destinations.get(link) == numeral.value:
            return "page number"
        alone = block.text.strip().rstrip(".)") == numeral.text
        if block.role == "Lbl" and alone:
            return "list number"
        if self._opens_note(block, numeral):
            self.notes += 1
            return "footnote number"
        return None

    def _opens_note(self, block: Block, numeral: Numeral) -> bool:
        run = next(span.run for span in block.spans if span.start <= numeral.start < span.end)
        return run.text.strip() == f"{numeral.text}." and numeral.value == self.notes + 1

    # --- entries ----------------------------------------------------------------------------------------------

    def _entry(self, block: Block, before: Entry | None) -> Entry | None:
        """The entry that a block belongs to: that of an anchor at it, else the one before until a heading."""
        anchor = next((name for name in block.anchors if name.startswith(_ENTRIES)), None)
        if anchor is None:
            return None if block.role in _HEADINGS or block.anchors else before
        ref = self.refs.get(anchor)
        if anchor.startswith("st-"):
            return Entry(None, _cites(self.told, anchor.removeprefix("st-")))
        return Entry(ref, self._lines(ref) if ref else {})

    def _lines(self, ref: str) -> Mapping[str, frozenset[int]]:
        fact = self.judge.facts.get(ref)
        lines: dict[str, frozenset[int]] = {}
        for claim in (*fact.claims, *fact.deprecated) if fact else ():
            lines[claim.source] = lines.get(claim.source, frozenset()) | set(claim.lines)
        return {self.told.dataset.sources[source].label: found for source, found in lines.items()}


_GRAMMAR = frozenset(("one", "first", "once"))


def _cites(told: Testimony, statement: str) -> Mapping[str, frozenset[int]]:
    lines: dict[str, frozenset[int]] = {}
    for cite in told.statements.get(statement, {}).get("cites", ()):
        label = told.dataset.sources[cite["source"]].label
        lines[label] = lines.get(label, frozenset()) | set(cite["lines"])
    return lines


def _cited(block: Block, numeral: Numeral, entry: Entry | None) -> Kind | None:
    """Whether it is a line that the entry's claims cite, of the source that was named last before it."""
    if entry is None or numeral.kind != "digits":
        return None
    places = {block.text.rfind(label, 0, numeral.start): lines for label, lines in entry.lines.items()}
    lines = places.get(max(places, default=-1), frozenset())
    if max(places, default=-1) < 0:  # the entry goes on from another column: the source may stand there
        lines = frozenset().union(*entry.lines.values())
    return "line number" if numeral.value in lines else None


def _covered(numeral: Numeral, covers: Iterable[Cover]) -> tuple[Kind | None, str | None]:
    """What the numeral lies in, of several the longest."""
    around = [cover for cover in covers if cover[0] <= numeral.start and numeral.end <= cover[1]]
    if not around:
        return None, None
    _, _, kind, ref = max(around, key=lambda cover: cover[1] - cover[0])
    return kind, ref


def _linked(block: Block, numeral: Numeral, link: str) -> str:
    """The text of the link that a numeral stands in, over all its lines."""
    spans = list(block.spans)
    at = next(n for n, span in enumerate(spans) if span.link == link and span.end > numeral.start)
    first = last = at
    while first > 0 and spans[first - 1].link == link:
        first -= 1
    while last + 1 < len(spans) and spans[last + 1].link == link:
        last += 1
    return block.text[spans[first].start : spans[last].end]


def _sighting(
    block: Block, numeral: Numeral, kind: Kind | None, *, ref: str | None = None, said: str = "", right: bool = True
) -> Sighting:
    box = block.box(numeral.start, numeral.end)
    page = box.page if box else block.page
    return Sighting(numeral.text, said or numeral.text, around(block.text, numeral), kind, ref, page, box, right)


def around(text: str, numeral: Numeral) -> str:
    """The numeral with some of the text on either side."""
    start, end = max(0, numeral.start - _CONTEXT), numeral.end + _CONTEXT
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
