"""What a fact or derivation may look like in print: its ways of being worded in, whether a text is one of them out.

A printed text stands for a value if it is one of the ways in which `wording` says that value: the same number with no
digit more or less, the same unit and hedge.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from itertools import product

from briefing.dataset import numerals
from briefing.dataset.facts import Claim, Dataset, Derivation, Fact
from briefing.dataset.values import Quantity
from briefing.wording import wording
from briefing.wording.languages import language

#: The numbers that a text says, in order: their values, or the text of one that has no value ("billions").
Numbers = tuple[Decimal | str, ...]


def plain(text: str) -> str:
    """A text with ordinary spaces and small letters, as texts are compared."""
    return " ".join(text.split()).casefold()


#: The numerals of a text, kept for texts that come again: most of a proof's time is spent looking for number words.
find = lru_cache(maxsize=8192)(numerals.find)


def numbers(text: str) -> tuple[Numbers, tuple[str, ...]]:
    """The numbers that a text says, and its decimal numbers as written: 42.50 is not 42.5."""
    found = find(text)
    said = tuple(plain(numeral.text) if numeral.value is None else numeral.value for numeral in found)
    return said, tuple(numeral.text for numeral in found if numeral.kind == "digits" and "." in numeral.text)


@dataclass(frozen=True, slots=True)
class Printables:
    """Judges printed texts by facts and derivations as they were worked out anew."""

    dataset: Dataset
    lang: str
    facts: Mapping[str, Fact]
    derivations: Mapping[str, Derivation]
    known: dict[tuple[str, str, bool], bool] = field(default_factory=dict)

    def allow(self, ref: str, text: str, *, part: bool = False) -> bool:
        """Whether `text` is a way to print `ref`, or `part` of one, as the lines of a label are.

        A text without a number, such as "ahead of", is for the build to judge; False for a ref that there is not.
        """
        key = ref, plain(text), part
        if key not in self.known:
            self.known[key] = self._allow(*key)
        return self.known[key]

    def shown(self, ref: str) -> str:
        """The usual way to print `ref`; empty where there is none."""
        return next(self.ways(ref), "")

    def ways(self, ref: str) -> Iterator[str]:
        """Every way to print `ref`, the usual ones first."""
        if ref in self.facts:
            yield from _fact_ways(self.facts[ref], self.dataset, self.lang)
        elif ref in self.derivations:
            yield from _derivation_ways(self.derivations[ref], self.dataset, self.lang)

    def _allow(self, ref: str, said: str, part: bool) -> bool:
        """The usual ways are tried before the rare ones are even worded."""
        if not find(said):
            return ref in self.facts or ref in self.derivations
        ways = map(plain, self.ways(ref))
        return any(way == said or (part and f" {said} " in f" {way} ") for way in ways)


def _fact_ways(fact: Fact, dataset: Dataset, lang: str) -> Iterator[str]:
    both = (True, False)
    for unit, hedge, disagree in product(both, both, both):
        yield wording.figure(fact, dataset, lang, unit=unit, hedge=hedge, disagree=disagree)
    if dataset.measures[fact.measure].kind == "rank":
        yield wording.place(fact, lang)
    for unit, hedge in product(both, both):
        yield wording.in_words(fact, dataset, lang, unit=unit, hedge=hedge)
    for claim in (*fact.claims, *fact.deprecated):
        yield from _claim_ways(claim, dataset, lang)


def _claim_ways(claim: Claim, dataset: Dataset, lang: str) -> Iterator[str]:
    """One side of a dispute, or a claim that is set aside; always with the hedge and in the words of its source."""
    for unit in (True, False):
        yield wording.said(claim, dataset, lang, unit=unit)
        yield wording.value_text(claim.value, claim.unit, dataset, lang, with_unit=unit)
    yield from map(language(lang).quoted.format, claim.written)


def _derivation_ways(derivation: Derivation, dataset: Dataset, lang: str) -> Iterator[str]:
    both = (True, False)
    if derivation.kind == "rank":
        yield wording.place(derivation, lang)
    if derivation.kind == "count":
        yield from (wording.cardinal(int(v.number), lang) for v in derivation.values if isinstance(v, Quantity))
    for unit, hedge, signed in product(both, both, both):
        yield wording.derived(derivation, dataset, lang, unit=unit, hedge=hedge, signed=signed)
    if derivation.kind == "ratio":
        yield wording.ratio_words(derivation, dataset, lang)
        yield wording.ratio_words(derivation, dataset, lang, as_times=True)
    if derivation.kind == "share":
        yield wording.share_words(derivation, dataset, lang)
    for value in derivation.values:
        yield from _value_ways(value, derivation, dataset, lang)


def _value_ways(value: object, derivation: Derivation, dataset: Dataset, lang: str) -> Iterator[str]:
    """One value of several, as charts set them apart, with its sign."""
    if isinstance(value, Quantity):
        for unit in (True, False):
            text = wording.value_text(value, derivation.unit, dataset, lang, with_unit=unit)
            yield from (text, f"+{text}")
