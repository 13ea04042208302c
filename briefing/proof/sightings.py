"""Every numeral that a reader of a PDF meets: a reading and its evidence in, each numeral with what accounts for it out.

A numeral in a link to the evidence is a figure of that entry. One in an entry must be what the entry's claims say. Any
other must lie in a declared name or date, be the number of a page, note or list item, or be a figure that the build
printed without a link. Whatever is left has no account.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefing.dataset import numerals
from briefing.dataset.numerals import Numeral
from briefing.proof.anchors import EARLIER, anchor
from briefing.proof.asides import Sighting, around, asides, charts
from briefing.proof.phrases import Kind, Phrases, folded, phrases
from briefing.proof.printable import Printables, find, plain
from briefing.proof.reading import Block, Reading
from briefing.proof.testimony import Testimony

_ENTRIES = ("e-", "st-", "s-", "r-")
#: What the title of a file is called, of a PDF and of a web page; it stands on no page.
_TITLES = ("information Title", "title")
_HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))
#: A cover of part of a text: start, end, kind, ref.
Cover = tuple[int, int, Kind, str | None]
#: Where a figure may stand without a link: start, end, kind, its text, and the refs that print so.
Mention = tuple[int, int, Kind, str, tuple[str, ...]]


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
        then = told.previous.facts if told.previous else ()
        self.refs |= {anchor(f"{EARLIER}{ref}"): f"{EARLIER}{ref}" for ref in then}
        unlinked = [it for it in told.printed if it.where in ("marked", "text")]
        self.left = Counter((it.ref, folded(it.text)) for it in unlinked if find(it.text, told.lang))
        self.mentions = phrases(((it.text, "mention", it.ref) for it in unlinked), told.lang)
        self.own: dict[str, list[str]] = {}
        for it in unlinked:
            self.own.setdefault(it.ref, []).append(it.text)
        self.linked = {(it.ref, plain(it.text)) for it in told.printed if it.where == "link"}
        self.notes = 0

    def everything(self) -> Iterator[Sighting]:
        """All numerals of the file."""
        self._use_up_title()
        yield from self.page()
        yield from self.furniture()
        yield from charts(self.reading, self.told, self.judge, self.names)
        yield from asides(self.reading, self.told, self.names)

    def _use_up_title(self) -> None:
        """What the build printed in the title of the file is not looked for on the pages."""
        for text in (aside.text for aside in self.reading.asides if aside.kind in _TITLES):
            mentions = _Mentions(list(self._mentioned(text, None)))
            for numeral in find(text, self.told.lang):
                mentions.take(numeral, self.left)

    def page(self) -> Iterator[Sighting]:
        """The numerals of the running text, in reading order."""
        entry: Entry | None = None
        for block in self.reading.blocks:
            entry = self._entry(block, entry)
            if block.role != "Figure":
                yield from self._block(block, entry)
        yield from self._marks()

    def _marks(self) -> Iterator[Sighting]:
        """The numbers set in the text for footnotes: each must be that of a footnote that was found."""
        for block in self.reading.blocks:
            for run in block.marks:
                number = run.text.strip()
                kind: Kind | None = "footnote number" if 0 < int(number) <= self.notes else None
                context = f"{block.text[-40:]} (footnote {number})"
                yield Sighting("text", number, number, context, kind, None, run.box.page, run.box)

    def furniture(self) -> Iterator[Sighting]:
        """The numerals of running heads and feet: names, dates, and in one of them on a page its number."""
        numbered: dict[int, Block] = {}
        for block in self.reading.furniture:
            covers = list(self.names.cover(block.text))
            for numeral in numerals.literals(block.text, self.told.lang):
                name = _covered(numeral, covers)
                kind: Kind | None = name[2] if name else None
                own = numeral.value in (block.page, self.reading.pages)
                if kind is None and own and numbered.setdefault(block.page, block) is block:
                    kind = "page number"
                yield _sighting(block, numeral, kind)

    # --- a block ----------------------------------------------------------------------------------------------

    def _block(self, block: Block, entry: Entry | None) -> Iterator[Sighting]:
        found = find(block.text, self.told.lang)
        names = list(self.names.cover(block.text)) if found else []
        mentions, own = _Mentions(list(self._mentioned(block.text, entry)) if found else []), bool(entry and entry.ref)
        for numeral in found:
            link = next(filter(None, block.links(numeral.start, numeral.end)), None)
            if link and link in self.refs:
                yield self._figure(block, numeral, self.refs[link], link)
                continue
            name, ref, said = _covered(numeral, names), None, ""
            kind: Kind | None = name[2] if name else self._numbering(block, numeral, link)
            if kind is None or (name and mentions.reach(numeral) >= name[1] - name[0] + (not own)):
                kind, ref, said = mentions.take(numeral, self.left) or (kind, None, "")
            kind = kind or _cited(block, numeral, entry) or grammar(numeral, self.told.lang)
            yield _sighting(block, numeral, kind, ref=ref, said=said)

    def _figure(self, block: Block, numeral: Numeral, ref: str, link: str) -> Sighting:
        """A linked figure: it says what it rests on, in words that the build printed for it."""
        said = _linked(block, numeral, link)
        right = (ref, plain(said)) in self.linked and self.judge.allow(ref, said)
        return _sighting(block, numeral, "figure", ref=ref, said=said, right=right)

    def _mentioned(self, text: str, entry: Entry | None) -> Iterator[Mention]:
        """Where figures may stand without a link; in the entry of a figure only its own."""
        own = entry.ref if entry else None
        texts = self.own.get(own, ()) if own else ()
        known = phrases(((one, "evidence", own) for one in texts), self.told.lang) if own else self.mentions
        for start, end, kind, ref in known.cover(text):
            said = folded(text[start:end])
            refs = (own,) if own else (ref, *(other for other, same in self.left if same == said))
            yield start, end, kind, said, tuple(one for one in refs if one)

    def _numbering(self, block: Block, numeral: Numeral, link: str | None) -> Kind | None:
        """Whether it is the number of a page referred to, of a footnote, or of a list item."""
        if link and self.reading.destinations.get(link) == numeral.value:
            return "page number"
        if block.role != "Lbl" or block.text.strip().rstrip(".)") != numeral.text:
            return None
        if "Note" not in block.roles:
            return "list number"
        self.notes += numeral.value == self.notes + 1
        return "footnote number" if numeral.value == self.notes else None

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
        there, own = self.judge.home(ref)
        fact = there.facts.get(own)
        lines: dict[str, frozenset[int]] = {}
        for claim in (*fact.claims, *fact.deprecated) if fact else ():
            lines[claim.source] = lines.get(claim.source, frozenset()) | set(claim.lines)
        return {there.dataset.sources[source].label: found for source, found in lines.items()}


class _Mentions:
    """The figures without a link that a block may hold; each is used up, as often as the build printed it, when met."""

    def __init__(self, found: list[Mention]) -> None:
        self.found = found
        self.taken: dict[int, str | None] = {}

    def reach(self, numeral: Numeral) -> int:
        """How long the figure is that the numeral may be part of; 0 where there is none."""
        around = self._around(numeral)
        return around[1] - around[0] if around else 0

    def take(self, numeral: Numeral, left: Counter[tuple[str, str]]) -> tuple[Kind, str, str] | None:
        """The figure that the numeral is part of: kind, ref and text; None where there is none, or none any more."""
        around = self._around(numeral)
        if around is None:
            return None
        start, _, kind, text, refs = around
        if start not in self.taken:
            self.taken[start] = next((ref for ref in refs if left[ref, text] > 0), None)
            left.subtract([(ref, text) for ref in [self.taken[start]] if ref])
        ref = self.taken[start]
        return (kind, ref, text) if ref else None

    def _around(self, numeral: Numeral) -> Mention | None:
        return next((it for it in self.found if it[0] <= numeral.start and numeral.end <= it[1]), None)


def grammar(numeral: Numeral, lang: str) -> Kind | None:
    """Whether it is a word of grammar, and no count."""
    return "idiom" if numerals.is_grammar(numeral, lang) else None


def _cites(told: Testimony, statement: str) -> Mapping[str, frozenset[int]]:
    """The lines that a statement cites, by the label of the source."""
    lines: dict[str, frozenset[int]] = {}
    for cite in told.statements.get(statement, {}).get("cites", ()):
        source = told.dataset.sources.get(cite["source"])
        if source:
            lines[source.label] = lines.get(source.label, frozenset()) | set(cite["lines"])
    return lines


def _cited(block: Block, numeral: Numeral, entry: Entry | None) -> Kind | None:
    """Whether it is a line that the entry's claims cite, of the source that was named last before it."""
    if entry is None or numeral.kind != "digits":
        return None
    places = {_last(label, block.text[: numeral.start]): lines for label, lines in entry.lines.items()}
    lines = places.get(max(places, default=-1), frozenset())
    if max(places, default=-1) < 0:  # the entry goes on from another column: the source may stand there
        lines = frozenset().union(*entry.lines.values())
    return "line number" if numeral.value in lines else None


def _last(label: str, text: str) -> int:
    """Where a source was named last, also where a line ended within its name; -1 where nowhere."""
    found = re.finditer("-?".join(map(re.escape, label)), text)
    return max((match.start() for match in found), default=-1)


def _covered(numeral: Numeral, covers: Iterable[Cover]) -> Cover | None:
    """The longest cover that the numeral lies in."""
    around = [cover for cover in covers if cover[0] <= numeral.start and numeral.end <= cover[1]]
    return max(around, key=lambda cover: cover[1] - cover[0], default=None)


def _linked(block: Block, numeral: Numeral, link: str) -> str:
    """The text of the link that a numeral stands in, over all its lines."""
    spans = list(block.spans)
    at = next(n for n, span in enumerate(spans) if span.link == link and span.end > numeral.start)
    first = last = at
    while first > 0 and spans[first - 1].link == link:
        first -= 1
    while last + 1 < len(spans) and spans[last + 1].link == link:
        last += 1
    return block.text[spans[first].start : spans[last].end].strip()


def _sighting(
    block: Block, numeral: Numeral, kind: Kind | None, *, ref: str | None = None, said: str = "", right: bool = True
) -> Sighting:
    box = block.box(numeral.start, numeral.end)
    page = box.page if box else block.page
    where = "running head" if block.role == "Artifact" else "text"
    context = around(block.text, numeral)
    return Sighting(where, numeral.text, said or numeral.text, context, kind, ref, page, box, right)
