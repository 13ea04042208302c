"""Numerals that need no fact: the evidence in, the phrases whose numerals are accounted for by themselves out.

Those are the names that the evidence declares, the records of sources, the dates of sources and of the edition, and
grammar. A phrase accounts for the numerals inside it wherever it stands whole.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from briefing.dataset.facts import Dataset
from briefing.dataset.values import parse_date
from briefing.proof.printable import find
from briefing.proof.testimony import Testimony
from briefing.wording import writing
from briefing.wording.citing import citation

#: What accounts for a numeral: a figure that is linked or drawn, one that stands without a link (as in headings), one
#: in its own entry of the evidence; or what exempts it.
Kind = Literal[
    "figure", "mention", "evidence", "name", "source", "source date", "line number", "page number",
    "footnote number", "list number", "idiom", "technical",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phrases:
    """Texts with what they account for, found longest first and whole, whatever their case."""

    kinds: Mapping[str, tuple[Kind, str | None]]
    pattern: re.Pattern[str] | None

    def cover(self, text: str) -> Iterator[tuple[int, int, Kind, str | None]]:
        """Where the phrases stand in `text`: start, end, kind, and the fact or derivation if there is one."""
        for match in self.pattern.finditer(text) if self.pattern else ():
            kind, ref = self.kinds[folded(match[0])]
            yield match.start(), match.end(), kind, ref


def folded(text: str) -> str:
    """A text in small letters with plain spaces, as phrases are told apart; its length may change."""
    return " ".join(text.split()).casefold()


def phrases(items: Iterable[tuple[str, Kind, str | None]], lang: str) -> Phrases:
    """Phrases from texts with their kind and ref; those without a numeral are left out, the first of equals counts."""
    kinds: dict[str, tuple[Kind, str | None]] = {}
    for text, kind, ref in items:
        if find(text, lang):
            kinds.setdefault(folded(text), (kind, ref))
    longest_first = sorted(kinds, key=len, reverse=True)
    joined = "|".join(r"\s+".join(map(re.escape, text.split())) for text in longest_first)
    return Phrases(kinds, re.compile(rf"(?<![^\W_])(?:{joined})(?![^\W_])", re.IGNORECASE) if kinds else None)


def declared(told: Testimony) -> Iterator[tuple[str, Kind, str | None]]:
    """The names and source records that the evidence declares."""
    if told.previous:
        yield told.previous.edition, "name", None
        yield from ((text, "source date", None) for text in _dates([told.previous.date], told.lang))
        yield from declared(told.previous)
    yield told.dataset.topic.title, "name", None
    yield from ((name, "name", None) for name in (*told.publisher, *_names(told.dataset)))
    for source in told.dataset.sources.values():
        dates = {source.published, source.updated, source.accessed}
        yield from ((text, "source date", None) for text in _dates(dates, told.lang))
        record = (source.label, source.title, source.publisher, source.author, source.url, source.derived_reason)
        yield from ((text, "source", None) for text in record if text)
        yield citation(source, told.lang), "source", None


def _names(dataset: Dataset) -> Iterator[str]:
    for subject in dataset.subjects.values():
        yield from filter(None, (subject.name, subject.short))
    for measure in dataset.measures.values():
        yield from filter(None, (measure.name, measure.short))
        yield from measure.terms.values()
    for qualifier in dataset.qualifiers.values():
        yield from (qualifier.name, *qualifier.values.values())
    for unit in dataset.units.values():
        yield from (word for word in (unit.one, unit.other) if word)


def _dates(dates: Iterable[str | None], lang: str) -> Iterator[str]:
    read = (parse_date(date) for date in dates if date)
    yield from (writing.date(date, lang) for date in read if date)
