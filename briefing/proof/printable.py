"""What a fact or derivation may look like in print: its ways of being worded in, whether a text is one of them out.

A printed text stands for a value if it is one of the ways in which `wording` says that value: the same number with no
digit more or less, the same unit and hedge.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from itertools import product

from briefing.dataset import numerals
from briefing.dataset.compare import differs
from briefing.dataset.facts import Claim, Dataset, Derivation, Fact
from briefing.dataset.values import Quantity
from briefing.exhibit import CHANGED, OUTDATED
from briefing.proof.anchors import EARLIER
from briefing.proof.recount import Recount
from briefing.proof.testimony import Testimony
from briefing.wording import wording, writing
from briefing.wording.languages import language

#: The numbers that a text says, in order: their values, or the text of one that has no value ("billions").
Numbers = tuple[Decimal | str, ...]


def plain(text: str) -> str:
    """A text with ordinary spaces and small letters, as texts are compared."""
    return " ".join(text.split()).casefold()


#: The numerals of a text, kept for texts that come again: most of a proof's time is spent looking for number words.
find = lru_cache(maxsize=8192)(numerals.find)


def numbers(text: str, lang: str) -> tuple[Numbers, tuple[str, ...]]:
    """The numbers that a text says, and its decimal numbers as written: 42.50 is not 42.5."""
    found = find(text, lang)
    said = tuple(plain(numeral.text) if numeral.value is None else numeral.value for numeral in found)
    point = numerals.decimal_sign(lang)
    return said, tuple(it.text for it in found if it.kind == "digits" and point in it.text)


@dataclass(frozen=True, slots=True)
class Printables:
    """Judges printed texts by facts and derivations as they were worked out anew.

    `earlier` judges what is printed of the edition before; `changed` are the facts that are not what they were then.
    """

    dataset: Dataset
    lang: str
    facts: Mapping[str, Fact]
    derivations: Mapping[str, Derivation]
    earlier: "Printables | None" = None
    changed: frozenset[str] = frozenset()
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

    def home(self, ref: str) -> tuple["Printables", str]:
        """Who judges `ref`, and the id of the fact or derivation there."""
        then = self.earlier if ref.startswith(EARLIER) else None
        return (then, ref.removeprefix(EARLIER)) if then else (self, ref)

    def ways(self, ref: str) -> Iterator[str]:
        """Every way to print `ref`, the usual ones first."""
        there, own = self.home(ref)
        if there is not self:
            yield from there.ways(own)
        elif ref in self.facts:
            yield from _fact_ways(self.facts[ref], self.dataset, self.lang)
        elif ref in self.derivations:
            yield from _derivation_ways(self.derivations[ref], self.dataset, self.lang)

    def _allow(self, ref: str, said: str, part: bool) -> bool:
        """The usual ways are tried before the rare ones are even worded."""
        there, own = self.home(ref)
        if not find(said, self.lang):
            return own in there.facts or own in there.derivations
        if ref in self.facts and self.facts[ref].dated:
            said = said.removesuffix(f" {plain(OUTDATED)}")
        if ref in self.changed:
            said = said.removesuffix(f" {plain(CHANGED)}")
        ways = map(plain, self.ways(ref))
        return any(way == said or (part and f" {said} " in f" {way} ") for way in ways)


def judge(told: Testimony, again: Recount) -> Printables:
    """The judge of a PDF by its evidence, as worked out anew."""
    then = told.previous
    if then is None or again.previous is None:
        return Printables(told.dataset, told.lang, again.facts, again.derivations)
    both = told.facts.keys() & then.facts.keys()
    changed = frozenset(ref for ref in both if differs(then.facts[ref].content, told.facts[ref].content))
    earlier = judge(then, again.previous)
    return Printables(told.dataset, told.lang, again.facts, again.derivations, earlier, changed)


def _fact_ways(fact: Fact, dataset: Dataset, lang: str) -> Iterator[str]:
    both = (True, False)
    for unit, hedge, remarks in product(both, both, both):
        yield wording.figure(fact, dataset, lang, unit=unit, hedge=hedge, remarks=remarks)
    if fact.dated:  # the first page says as of when beside the figure, not in it
        yield from (wording.figure(replace(fact, dated=None), dataset, lang, unit=unit, remarks=True) for unit in both)
    if dataset.measures[fact.measure].kind == "rank":
        yield wording.place(fact, lang)
    for unit, hedge, remarks in product(both, both, both):
        yield wording.in_words(fact, dataset, lang, unit=unit, hedge=hedge, remarks=remarks)
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
        yield from (writing.cardinal(int(v.number), lang) for v in derivation.values if isinstance(v, Quantity))
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
