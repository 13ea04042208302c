"""What Babel does not know of a language: its hedges, number words, fixed phrases and parts of the year.

They are messages of the catalogues like all fixed words; here they are put together, once for each language.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from briefing.base.translation import SOURCE, languages, tag, translation
from briefing.dataset.values import Hedge
from briefing.wording.extents import Degree

_THIRD, _HALF, _QUARTER, _TENTH = Fraction(1, 3), Fraction(1, 2), Fraction(1, 4), Fraction(1, 10)


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language; `{}` stands for what is put in.

    `locale` is Babel's for numbers and plurals, `prose_locale` for lists and dates. `cardinals` run from zero,
    `ordinals` from first. `ordinal_signs` go by Babel's ordinal category. `multiples` are words for "k times as much",
    which `multiple` says for all others; `degrees` set them off.
    """

    locale: str
    prose_locale: str
    hedges: Mapping[Hedge, str]
    cardinals: tuple[str, ...]
    ordinals: tuple[str, ...]
    ordinal_signs: Mapping[str, str]
    tied: str
    tied_sign: str
    year_parts: Mapping[str, str]
    times: str
    multiples: Mapping[int, str]
    multiples_as_times: Mapping[int, str]
    multiple: str
    degrees: Mapping[Degree, str]
    fractions: Mapping[Fraction, str]
    comparisons: Mapping[str, str]
    nearly_all: str
    span: str
    disagree: str
    as_of: str
    line: str
    lines: str
    quoted: str


def language(lang: str) -> Language:
    """The words for a tag such as `en` or `de-AT`; English for a language that has none."""
    return _language(tag(lang))


@cache
def _language(lang: str) -> Language:
    words = translation(lang)
    locale = lang if lang in languages() else SOURCE
    return Language(
        locale=locale,
        prose_locale="en_GB" if locale == SOURCE else locale,
        hedges=_hedges(lang),
        cardinals=_cardinals(lang),
        ordinals=_ordinals(lang),
        ordinal_signs=_ordinal_signs(lang),
        tied=words.pgettext("rank", "joint {}"),
        tied_sign=words.pgettext("rank", "={}"),
        year_parts=_year_parts(lang),
        times=words.pgettext("ratio", "{} times"),
        multiples={
            2: words.pgettext("multiple", "double"),
            3: words.pgettext("multiple", "triple"),
            4: words.pgettext("multiple", "quadruple"),
        },
        multiples_as_times={2: words.pgettext("multiple", "twice")},
        multiple=words.pgettext("multiple", "{} times"),
        degrees={
            "about": words.pgettext("degree", "about {}"),
            "nearly": words.pgettext("degree", "nearly {}"),
            "over": words.pgettext("degree", "more than {}"),
            "under": words.pgettext("degree", "less than {}"),
        },
        fractions=_fractions(lang),
        comparisons={
            "ahead": words.pgettext("comparison", "ahead of"),
            "behind": words.pgettext("comparison", "behind"),
            "level": words.pgettext("comparison", "level with"),
        },
        nearly_all=words.pgettext("share", "nearly all"),
        span=words.pgettext("span", "{} to {}"),
        disagree=words.gettext("sources disagree"),
        as_of=words.gettext("as of {}"),
        line=words.gettext("line {}"),
        lines=words.gettext("lines {} to {}"),
        quoted=words.pgettext("quotation", "“{}”"),
    )


def _hedges(lang: str) -> Mapping[Hedge, str]:
    words = translation(lang)
    return {
        Hedge.ABOUT: words.pgettext("hedge", "about {}"),
        Hedge.NEARLY: words.pgettext("hedge", "nearly {}"),
        Hedge.OVER: words.pgettext("hedge", "over {}"),
        Hedge.AT_LEAST: words.pgettext("hedge", "at least {}"),
        Hedge.UNDER: words.pgettext("hedge", "under {}"),
        Hedge.UP_TO: words.pgettext("hedge", "up to {}"),
    }


def _cardinals(lang: str) -> tuple[str, ...]:
    words = translation(lang)
    return (
        words.pgettext("number", "zero"),
        words.pgettext("number", "one"),
        words.pgettext("number", "two"),
        words.pgettext("number", "three"),
        words.pgettext("number", "four"),
        words.pgettext("number", "five"),
        words.pgettext("number", "six"),
        words.pgettext("number", "seven"),
        words.pgettext("number", "eight"),
        words.pgettext("number", "nine"),
        words.pgettext("number", "ten"),
        words.pgettext("number", "eleven"),
        words.pgettext("number", "twelve"),
    )


def _ordinals(lang: str) -> tuple[str, ...]:
    words = translation(lang)
    return (
        words.pgettext("rank", "first"),
        words.pgettext("rank", "second"),
        words.pgettext("rank", "third"),
        words.pgettext("rank", "fourth"),
        words.pgettext("rank", "fifth"),
        words.pgettext("rank", "sixth"),
        words.pgettext("rank", "seventh"),
        words.pgettext("rank", "eighth"),
        words.pgettext("rank", "ninth"),
        words.pgettext("rank", "tenth"),
        words.pgettext("rank", "eleventh"),
        words.pgettext("rank", "twelfth"),
    )


def _ordinal_signs(lang: str) -> Mapping[str, str]:
    """By ordinal category; those that English lacks are as its last."""
    words = translation(lang)
    return {
        "zero": words.pgettext("rank, category zero", "{}th"),
        "one": words.pgettext("rank, category one", "{}st"),
        "two": words.pgettext("rank, category two", "{}nd"),
        "few": words.pgettext("rank, category few", "{}rd"),
        "many": words.pgettext("rank, category many", "{}th"),
        "other": words.pgettext("rank, category other", "{}th"),
    }


def _year_parts(lang: str) -> Mapping[str, str]:
    words = translation(lang)
    return {
        "spring": words.pgettext("part of a year", "spring {}"),
        "summer": words.pgettext("part of a year", "summer {}"),
        "autumn": words.pgettext("part of a year", "autumn {}"),
        "early": words.pgettext("part of a year", "early {}"),
        "mid": words.pgettext("part of a year", "mid-{}"),
        "late": words.pgettext("part of a year", "late {}"),
        "Q1": words.pgettext("part of a year", "first quarter of {}"),
        "Q2": words.pgettext("part of a year", "second quarter of {}"),
        "Q3": words.pgettext("part of a year", "third quarter of {}"),
        "Q4": words.pgettext("part of a year", "fourth quarter of {}"),
    }


def _fractions(lang: str) -> Mapping[Fraction, str]:
    words = translation(lang)
    return {
        _TENTH: words.pgettext("fraction", "a tenth"),
        _QUARTER: words.pgettext("fraction", "a quarter"),
        _THIRD: words.pgettext("fraction", "a third"),
        _HALF: words.pgettext("fraction", "half"),
        2 * _THIRD: words.pgettext("fraction", "two-thirds"),
        3 * _QUARTER: words.pgettext("fraction", "three-quarters"),
    }
