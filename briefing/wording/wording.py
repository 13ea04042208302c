"""How facts, comparisons and conditions are worded: records go in, words in a language come out.

Words for ratios and shares ("nearly triple", "less than half") are true of everything
that the rounded number may stand for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from briefing.dataset.facts import Claim, Dataset, Derivation, Fact
from briefing.dataset.model import Measure, Unit
from briefing.dataset.values import Hedge, PartialDate, Quantity, Term, Value
from briefing.wording import extents, writing
from briefing.wording.languages import language

#: Whole numbers are written in words up to this one.
_MOST_IN_WORDS = 12


def term(value: Term, measure: Measure) -> str:
    """The wording of a term of `measure`."""
    return measure.terms.get(value.id, value.id)


def unit_beside(measure: Measure, text: str, dataset: Dataset) -> str:
    """The unit of `measure` as a word to stand beside `text`; empty where its numbers carry a sign, it has none, or the
    text says it.
    """
    unit = dataset.units.get(measure.unit or "")
    word = unit.other if unit and not unit.symbol and not unit.currency else ""
    return "" if word.casefold() in text.casefold() else word


# --- facts, claims, derivations -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a value is to be worded."""

    lang: str
    unit: bool = True
    hedge: bool = True
    in_words: bool = False


Side = tuple[Value, str | None]


def value_text(value: Value, unit: str | None, dataset: Dataset, lang: str = "en", *, with_unit: bool = True) -> str:
    """Any value in the unit with this id; a term is given by its id, for want of its measure."""
    if isinstance(value, PartialDate):
        return writing.date(value, lang)
    if isinstance(value, Term):
        return value.id
    return writing.quantity(value, dataset.units.get(unit or ""), lang, with_unit=with_unit)


def figure(
    fact: Fact, dataset: Dataset, lang: str = "en", *, unit: bool = True, hedge: bool = True, remarks: bool = False
) -> str:
    """A fact as printed: "52", "about 9%", "4th"; a disputed one as "9 or 10 months", lower first.

    With `remarks` a disputed one says so, and one that is out of date: "9 or 10 months (sources disagree)", "52 (as of
    8 April 2026)".
    """
    text = _sides(fact.sides, dataset.measures[fact.measure], dataset, _Manner(lang, unit, hedge))
    return _remarked(text, fact, lang) if remarks else text


def as_of(fact: Fact, lang: str = "en") -> str:
    """As of when a fact is that is out of date: "as of 8 April 2026"; empty for any other."""
    return language(lang).as_of.format(writing.date(fact.dated, lang)) if fact.dated else ""


def _remarked(text: str, fact: Fact, lang: str) -> str:
    told = (language(lang).disagree if len(fact.values) > 1 else "", as_of(fact, lang))
    remarks = "; ".join(filter(None, told))
    return f"{text} ({remarks})" if remarks else text


def in_words(
    fact: Fact, dataset: Dataset, lang: str = "en", *, unit: bool = True, hedge: bool = True, remarks: bool = False
) -> str:
    """A fact with its number in words where that is whole and at most twelve: "nine months", "fourth"."""
    text = _sides(fact.sides, dataset.measures[fact.measure], dataset, _Manner(lang, unit, hedge, in_words=True))
    return _remarked(text, fact, lang) if remarks else text


def said(claim: Claim, dataset: Dataset, lang: str = "en", *, unit: bool = True) -> str:
    """The value of one claim, as its source has it."""
    sides = [(claim.value, claim.unit)]
    return _sides(sides, dataset.measures[claim.measure], dataset, _Manner(lang, unit))


def place(item: Fact | Derivation, lang: str = "en", *, digits: bool = False) -> str:
    """A rank as an ordinal: "fourth", "joint fourth", "third or fourth"; with `digits` "4th", "=4th"."""
    spell = writing.ordinal_sign if digits else writing.ordinal
    tied = isinstance(item, Derivation) and item.tied
    places = sorted(int(value.number) for value in item.values if isinstance(value, Quantity))
    return _ends([spell(number_, lang, tied=tied) for number_ in places], lang)


def derived(
    derivation: Derivation,
    dataset: Dataset,
    lang: str = "en",
    *,
    unit: bool = True,
    hedge: bool = True,
    signed: bool = False,
) -> str:
    """A derivation as printed: "16.1 points", "2.9 times", "37%", "4th", "3"; of many values the lowest to highest.

    A difference goes without its sign where all its values have the same, unless `signed`.
    """
    if derivation.kind == "rank":
        return place(derivation, lang, digits=True)
    values = [value for value in derivation.values if isinstance(value, Quantity)]
    if derivation.kind == "difference" and not signed:
        values = extents.magnitudes(values)
    ratio = derivation.kind == "ratio"
    measured = None if ratio else dataset.units.get(derivation.unit or "")
    texts = [
        writing.quantity(value, measured, lang, with_unit=unit and value is values[-1], with_hedge=hedge, signed=signed)
        for value in values
    ]
    joined = _ends(texts, lang)
    return language(lang).times.format(joined) if ratio and unit else joined


def _ends(texts: Sequence[str], lang: str) -> str:
    """Two texts with "or" between them; of more the first "to" the last."""
    return writing.either(texts, lang) if len(texts) < 3 else language(lang).span.format(texts[0], texts[-1])


def _sides(sides: Sequence[Side], measure: Measure, dataset: Dataset, manner: _Manner) -> str:
    """Sides with "or" between them, lower first; a unit's word that they share stands once, at the end."""
    ordered = sorted(sides, key=lambda side: _order(side[0]))
    shared = len({unit for _, unit in ordered}) == 1
    apart = replace(manner, unit=False) if shared else manner
    texts = [
        _side(side, measure, dataset, manner if at == len(ordered) else apart)
        for at, side in enumerate(ordered, start=1)
    ]
    return writing.either(list(dict.fromkeys(texts)), manner.lang)


def _order(value: Value) -> Fraction:
    """Numbers and dates low to high; terms stay as they come."""
    if isinstance(value, Quantity):
        return Fraction(value.number)
    return Fraction(0) if isinstance(value, Term) else value.interval()[0]


def _side(side: Side, measure: Measure, dataset: Dataset, manner: _Manner) -> str:
    value, unit = side
    if isinstance(value, Term):
        return term(value, measure)
    if not isinstance(value, Quantity):
        return writing.date(value, manner.lang, with_hedge=manner.hedge)
    hedge = value.hedge if manner.hedge else Hedge.NONE
    if measure.kind == "rank":
        spell = writing.ordinal if manner.in_words else writing.ordinal_sign
        return writing.hedged(spell(int(value.number), manner.lang), hedge, manner.lang)
    measured = dataset.units.get(unit or "")
    if manner.in_words and value.exponent == 0 and 0 <= value.number <= _MOST_IN_WORDS:
        spelled = _spelled(int(value.number), measured, manner)
        if spelled:
            return writing.hedged(spelled, hedge, manner.lang)
    return writing.quantity(value, measured, manner.lang, with_unit=manner.unit, with_hedge=manner.hedge)


def _spelled(count: int, unit: Unit | None, manner: _Manner) -> str:
    """A count in words with its unit's: "nine months", "ten times"; empty where the unit is another sign."""
    if unit and unit.symbol == "×":
        return _times(count, manner.lang)
    if unit and (unit.symbol or unit.currency):
        return ""
    word = writing.unit_word(Decimal(count), unit, manner.lang) if manner.unit else ""
    return f"{writing.cardinal(count, manner.lang)}{writing.NBSP + word if word else ''}"


def _times(count: int, lang: str) -> str:
    words = language(lang)
    return words.multiples_as_times.get(count) or words.multiple.format(writing.cardinal(count, lang))


# --- ratios and shares in words -------------------------------------------------------------------------------


def ratio_words(derivation: Derivation, dataset: Dataset, lang: str = "en", *, as_times: bool = False) -> str:
    """A ratio in words: "nearly triple", "more than double", "about six times"; with `as_times` "nearly three times".

    The words hold for all that the ratio may be (see `extents.multiple`); where none do, it is given in digits.
    """
    found = extents.multiple(extents.bounds(derivation.values))
    if not found:
        return derived(derivation, dataset, lang)
    words, (degree, times) = language(lang), found
    known = {} if as_times else words.multiples
    return words.degrees[degree].format(known.get(times) or _times(times, lang))


def share_words(derivation: Derivation, dataset: Dataset, lang: str = "en") -> str:
    """A share in words: "about a third", "nearly half", "less than half", "more than two-thirds", "nearly all".

    The words hold for all that the share may be (see `extents.fraction`); where none do, it is given in digits.
    """
    words = language(lang)
    low, high = extents.bounds(derivation.values)
    found = extents.fraction((low / 100, None if high is None else high / 100), words.fractions)
    if not found:
        return derived(derivation, dataset, lang)
    degree, fraction = found
    return words.nearly_all if fraction == 1 else words.degrees[degree].format(words.fractions[fraction])


def compared(standing: str, lang: str = "en", *, ahead: str = "", behind: str = "", level: str = "") -> str:
    """The words for a standing, ours or those given; raises KeyError for `mixed`, which has none that hold."""
    given = {"ahead": ahead, "behind": behind, "level": level}
    return given[standing] or language(lang).comparisons[standing]


# --- conditions -----------------------------------------------------------------------------------------------


def condition(fact: Fact, dataset: Dataset) -> str:
    """The wording of the fact's conditions: "Thinking mode, no tools, reported by Meta"; empty where it has none."""
    return conditions(fact.qualifiers, dataset)


def conditions(qualifiers: Iterable[tuple[str, str]], dataset: Dataset) -> str:
    """The wording of qualifiers in their order, with who measured (the qualifier `by`) last."""
    ordered = sorted(qualifiers, key=lambda pair: pair[0] == "by")
    return ", ".join(dataset.qualifiers[name].values[value] for name, value in ordered)
