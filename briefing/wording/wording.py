"""How numbers, dates, comparisons and conditions are worded: values go in, words in a language come out.

Never more digits than were written. A number keeps its scale word where it was written with one, and a no-break
space binds it to its unit. Words for ratios and shares ("nearly triple", "less than half") are true of everything
that the rounded number may stand for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, get_currency_symbol

from briefing.dataset.facts import Claim, Dataset, Derivation, Fact
from briefing.dataset.model import Measure, Unit
from briefing.dataset.values import Hedge, PartialDate, Quantity, Term, Value
from briefing.wording import extents
from briefing.wording.languages import Language, language

NBSP = "\u00a0"
#: Whole numbers are written in words up to this one.
_MOST_IN_WORDS = 12


_locale = cache(Locale.parse)


# --- numbers --------------------------------------------------------------------------------------------------


def number(value: Decimal, lang: str = "en") -> str:
    """The digits as written: "1,427", "16.10", "58 million"; the minus sign is a true one."""
    words = language(lang)
    with localcontext(prec=max(28, 2 * len(f"{value:f}"))):  # the usual 28 digits would round a longer number
        scale, power = _scale(value, words) if Quantity(value).exponent >= 3 else ("", 0)
        scaled = abs(value).scaleb(-power)
        pattern = "#,##0." + "0" * -Quantity(scaled).exponent
        digits = format_decimal(scaled, format=pattern.rstrip("."), locale=words.locale, decimal_quantization=False)
    return f"{'−' if value < 0 else ''}{digits}{NBSP + scale if scale else ''}"


def _scale(value: Decimal, words: Language) -> tuple[str, int]:
    """The greatest scale word of the language that the number reaches, and its power of ten."""
    powers = [power for power in (3, 6, 9, 12) if abs(value) >= Decimal(1).scaleb(power)]
    if not powers:
        return "", 0
    locale = _locale(words.locale)
    forms = locale.compact_decimal_formats["long"]
    form = locale.plural_form(abs(value).scaleb(-powers[-1]))
    patterns = forms.get(form, forms["other"])
    return str(patterns[str(10 ** powers[-1])].suffix[0]).strip(), powers[-1]


def quantity(
    value: Quantity,
    unit: Unit | None,
    lang: str = "en",
    *,
    with_unit: bool = True,
    with_hedge: bool = True,
    signed: bool = False,
) -> str:
    """A number with its unit and hedge: "about 9%", "$14.3 billion", "58 million output tokens".

    Without `with_unit` the unit's word goes; a sign such as % or $ stays. With `signed` a gain carries a plus.
    """
    digits = _with_sign(value.number, unit, lang)
    if signed and value.number > 0:
        digits = f"+{digits}"
    word = unit_word(value.number, unit, lang) if with_unit else ""
    return _hedged(f"{digits}{NBSP + word if word else ''}", value.hedge if with_hedge else Hedge.NONE, lang)


def _with_sign(value: Decimal, unit: Unit | None, lang: str) -> str:
    """The digits with the sign of a percentage, currency or other unit, set as the language sets it."""
    digits, minus = number(abs(value), lang), "−" if value < 0 else ""
    locale = _locale(language(lang).locale)
    if unit and unit.currency:
        symbol, pattern = get_currency_symbol(unit.currency, locale), locale.currency_formats["standard"].pattern
        return minus + (f"{symbol}{digits}" if pattern.startswith("¤") else f"{digits}{NBSP}{symbol}")
    if unit and unit.symbol == "%":
        return minus + digits + str(locale.percent_formats[None].suffix[0])
    return minus + digits + (unit.symbol if unit else "")


def unit_word(value: Decimal, unit: Unit | None, lang: str = "en") -> str:
    """The unit's word as the number asks for it: "month", "months"; empty for a unit that is a sign."""
    if unit is None or unit.symbol or unit.currency:
        return ""
    single = _locale(language(lang).locale).plural_form(abs(value)) == "one"
    return (unit.one or unit.other) if single else unit.other


def _hedged(text: str, hedge: Hedge, lang: str) -> str:
    return language(lang).hedges[hedge].format(text) if hedge else text


def cardinal(count: int, lang: str = "en") -> str:
    """A count in words up to twelve, in digits above."""
    words = language(lang).cardinals
    return words[count] if 0 <= count < len(words) else number(Decimal(count), lang)


def ordinal(place: int, lang: str = "en", *, tied: bool = False) -> str:
    """A place in words up to twelve, in digits above: "fourth", "joint fourth", "13th"."""
    words = language(lang)
    text = words.ordinals[place - 1] if 0 < place <= len(words.ordinals) else ordinal_sign(place, lang)
    return words.tied.format(text) if tied else text


def ordinal_sign(place: int, lang: str = "en", *, tied: bool = False) -> str:
    """A place in digits: "4th", "=4th"."""
    words = language(lang)
    form = _locale(words.locale).ordinal_form(place)
    text = words.ordinal_signs.get(form, words.ordinal_signs["other"]).format(number(Decimal(place), lang))
    return words.tied_sign.format(text) if tied else text


# --- dates and terms ------------------------------------------------------------------------------------------


def date(value: PartialDate, lang: str = "en", *, with_hedge: bool = True) -> str:
    """A date as precise as written: "8 April 2026", "April 2026", "summer 2025", "third quarter of 2023"."""
    words = language(lang)
    year, _, part = value.text.partition("-")
    if part and not part[0].isdigit():
        text = words.year_parts[part].format(year)
    elif len(part) > 2:
        text = format_date(value.first, format="long", locale=words.prose_locale).replace(" ", NBSP, 1)
    else:
        text = format_skeleton("yMMMM" if part else "y", value.first, locale=words.prose_locale)
    return _hedged(text, value.hedge if with_hedge else Hedge.NONE, lang)


def term(value: Term, measure: Measure) -> str:
    """The wording of a term of `measure`."""
    return measure.terms.get(value.id, value.id)


# --- facts, claims, derivations -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a value is to be worded."""

    lang: str
    unit: bool = True
    hedge: bool = True
    in_words: bool = False


Side = tuple[Value, str | None]


def value_text(
    value: Value,
    unit: str | None,
    dataset: Dataset,
    lang: str = "en",
    *,
    with_unit: bool = True,
    with_hedge: bool = True,
) -> str:
    """Any value in the unit with this id; a term is given by its id, for want of its measure."""
    if isinstance(value, PartialDate):
        return date(value, lang, with_hedge=with_hedge)
    if isinstance(value, Term):
        return value.id
    return quantity(value, dataset.units.get(unit or ""), lang, with_unit=with_unit, with_hedge=with_hedge)


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
    return language(lang).as_of.format(date(fact.dated, lang)) if fact.dated else ""


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


def said(claim: Claim, dataset: Dataset, lang: str = "en", *, unit: bool = True, hedge: bool = True) -> str:
    """The value of one claim, as its source has it."""
    sides = [(claim.value, claim.unit)]
    return _sides(sides, dataset.measures[claim.measure], dataset, _Manner(lang, unit, hedge))


def place(item: Fact | Derivation, lang: str = "en", *, digits: bool = False) -> str:
    """A rank as an ordinal: "fourth", "joint fourth", "third or fourth"; with `digits` "4th", "=4th"."""
    spell = ordinal_sign if digits else ordinal
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
        quantity(value, measured, lang, with_unit=unit and value is values[-1], with_hedge=hedge, signed=signed)
        for value in values
    ]
    joined = _ends(texts, lang)
    return language(lang).times.format(joined) if ratio and unit else joined


def _ends(texts: Sequence[str], lang: str) -> str:
    """Two texts with "or" between them; of more the first "to" the last."""
    return either(texts, lang) if len(texts) < 3 else language(lang).span.format(texts[0], texts[-1])


def _sides(sides: Sequence[Side], measure: Measure, dataset: Dataset, manner: _Manner) -> str:
    """Sides with "or" between them, lower first; a unit's word that they share stands once, at the end."""
    ordered = sorted(sides, key=lambda side: _order(side[0]))
    shared = len({unit for _, unit in ordered}) == 1
    apart = replace(manner, unit=False) if shared else manner
    texts = [
        _side(side, measure, dataset, manner if at == len(ordered) else apart)
        for at, side in enumerate(ordered, start=1)
    ]
    return either(list(dict.fromkeys(texts)), manner.lang)


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
        return date(value, manner.lang, with_hedge=manner.hedge)
    hedge = value.hedge if manner.hedge else Hedge.NONE
    if measure.kind == "rank":
        spell = ordinal if manner.in_words else ordinal_sign
        return _hedged(spell(int(value.number), manner.lang), hedge, manner.lang)
    measured = dataset.units.get(unit or "")
    if manner.in_words and value.exponent == 0 and 0 <= value.number <= _MOST_IN_WORDS:
        spelled = _spelled(int(value.number), measured, manner)
        if spelled:
            return _hedged(spelled, hedge, manner.lang)
    return quantity(value, measured, manner.lang, with_unit=manner.unit, with_hedge=manner.hedge)


def _spelled(count: int, unit: Unit | None, manner: _Manner) -> str:
    """A count in words with its unit's: "nine months", "ten times"; empty where the unit is another sign."""
    if unit and unit.symbol == "×":
        return _times(count, manner.lang)
    if unit and (unit.symbol or unit.currency):
        return ""
    word = unit_word(Decimal(count), unit, manner.lang) if manner.unit else ""
    return f"{cardinal(count, manner.lang)}{NBSP + word if word else ''}"


def _times(count: int, lang: str) -> str:
    words = language(lang)
    return words.multiples_as_times.get(count) or words.multiple.format(cardinal(count, lang))


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


# --- lists and conditions -------------------------------------------------------------------------------------


def listed(items: Sequence[str], lang: str = "en") -> str:
    """The items as "a, b and c"."""
    return format_list(list(items), style="standard", locale=language(lang).prose_locale)


def either(items: Sequence[str], lang: str = "en") -> str:
    """The items as "a, b or c"."""
    return format_list(list(items), style="or", locale=language(lang).prose_locale)


def condition(fact: Fact, dataset: Dataset) -> str:
    """The wording of the fact's conditions: "Thinking mode, no tools, reported by Meta"; empty where it has none."""
    return conditions(fact.qualifiers, dataset)


def conditions(qualifiers: Iterable[tuple[str, str]], dataset: Dataset) -> str:
    """The wording of qualifiers in their order, with who measured (the qualifier `by`) last."""
    ordered = sorted(qualifiers, key=lambda pair: pair[0] == "by")
    return ", ".join(dataset.qualifiers[name].values[value] for name, value in ordered)
