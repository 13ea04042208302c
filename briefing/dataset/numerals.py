"""Numerals in running text: in goes any text, out come its numbers and dates with where they stand.

Digits ("1,427", "14.3 billion", "5th") and number words ("nine", "three billion", "fourth", "half", "tripling").
The words are those of a language, by default English (`english`, `german`); so are the signs between digits.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from itertools import pairwise
from typing import Literal

from briefing.base.translation import tag
from briefing.dataset import english, german
from briefing.dataset.numberwords import GAP, NumberWords, counted


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a text: `text` is what stands from `start` to `end`; `value` is None where it has no one value.

    The value is as precise as written: "14.3 billion" has the exponent 8. Version numbers ("1.2.3") and vague
    words ("billions") have none.
    """

    start: int
    end: int
    text: str
    value: Decimal | None
    kind: Literal["digits", "word"]


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a text, in the dataset's own form: `2026-04-08`, `2026-04`, `2026`, `2023-Q3`, `2025-summer`."""

    start: int
    end: int
    date: str


@dataclass(frozen=True, slots=True)
class _Writing:
    """How a language writes numbers: words, the signs of decimals and of thousands, and what finds digits."""

    words: NumberWords
    decimal: str
    grouped: re.Pattern[str]
    digits: re.Pattern[str]


#: The languages whose number words are known; others are read as English, with their own signs between digits.
_WORDS = {"en": english.WORDS, "de": german.WORDS}


@cache
def _writing(lang: str) -> _Writing:
    from babel import UnknownLocaleError, numbers  # here, because most commands read no text

    lang = tag(lang)
    words = _WORDS.get(lang, english.WORDS)
    try:
        decimal, group = numbers.get_decimal_symbol(lang), numbers.get_group_symbol(lang)
    except (UnknownLocaleError, ValueError):
        decimal, group = ".", ","
    point = re.escape(decimal)
    grouped = rf"\d{{1,3}}(?:[{re.escape(group)}\u2009\u202f]\d{{3}})+(?!\d)(?:{point}\d+)?"
    single = r"\d+(?:\.\d+)*" if decimal == "." else rf"\d+(?:\.\d+)+|\d+(?:{point}\d+)?"
    digits = (
        rf"(?P<number>(?:(?<![^\s(\[{{$€£¥:;,=~<>≈])[-−])?(?:{grouped}|{single}))"
        rf"(?:\+?(?:{GAP}|-)(?P<scale>(?i:{'|'.join(words.scales)}))(?![^\W\d_])"
        rf"|(?P<suffix>{'|'.join(words.suffixes)})(?![^\W_])|(?i:{words.ordinal})(?![^\W_]))?"
    )
    return _Writing(words, decimal, re.compile(grouped), re.compile(digits))


_MOST_DIGITS = 1000
_SIGN = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=10_000)
def find(text: str, lang: str = "en") -> tuple[Numeral, ...]:
    """The numerals of `text` in order; they do not overlap. Signs of currency and percent stand outside them."""
    writing = _writing(lang)
    digits = [numeral for match in writing.digits.finditer(text) for numeral in _read_digits(match, writing)]
    taken = {place for numeral in digits for place in range(numeral.start, numeral.end)}
    words = [
        Numeral(match.start(), match.end(), match[0], writing.words.worth(match), "word")
        for match in writing.words.pattern.finditer(text)
        if match.start() not in taken
    ]
    signs = [_read_sign(match) for match in _SIGN.finditer(text) if unicodedata.category(match[0]) in ("No", "Nl")]
    return tuple(sorted((*digits, *words, *signs), key=lambda numeral: numeral.start))


def literals(text: str, lang: str = "en") -> tuple[Numeral, ...]:
    """The numerals that our own prose may not spell out: all but what is grammar."""
    return tuple(numeral for numeral in find(text, lang) if not is_grammar(numeral, lang))


def english_words(text: str, lang: str) -> tuple[Numeral, ...]:
    """English cardinals such as "three" in a text of another language; "one" and fractions are words elsewhere too."""
    if _writing(lang).words is english.WORDS:
        return ()
    return tuple(
        Numeral(match.start(), match.end(), match[0], english.WORDS.worth(match), "word")
        for match in english.WORDS.pattern.finditer(text)
        if match["cardinal"]
        and match[0].lower() not in english.WORDS.grammar
        and match[0].lower() not in english.SCALES
    )


def is_grammar(numeral: Numeral, lang: str = "en") -> bool:
    """Whether it is more often a word of grammar than a count: "one", "first", "once"."""
    return numeral.text.lower() in _writing(lang).words.grammar


def decimal_sign(lang: str = "en") -> str:
    """What stands between whole and fraction."""
    return _writing(lang).decimal


def plain(number: Decimal) -> str:
    """`number` in digits, with a scale word where it was written so: "1,427", "14.3 billion"; `find` undoes it."""
    sign, digits, exponent = number.as_tuple()
    assert isinstance(exponent, int)  # the values module lets only finite numbers in
    powers = [(word, power) for word, power in english.SCALES.items() if abs(number) >= Decimal(1).scaleb(power)]
    word, power = powers[-1] if powers and exponent >= 3 else ("", 0)
    shown = Decimal((sign, digits, exponent - power))  # `scaleb` would round it to the digits of the context
    return f"{shown:,f} {word}".strip().replace("-", "−")


def readings(text: str, lang: str = "en") -> frozenset[Fraction]:
    """Every number that `text` may mean: "two-thirds" is 2, 3, 1/3 and 2/3."""
    numerals, part = find(text, lang), _writing(lang).words.part
    parts = [part(numeral.text.lower()) for numeral in numerals]
    single = {Fraction(numeral.value) for numeral in numerals if numeral.value is not None}
    several = {
        Fraction(count.value) * fraction
        for (count, numeral), fraction in zip(pairwise(numerals), parts[1:], strict=True)
        if count.value is not None and fraction and text[count.end : numeral.start] in (" ", "-")
    }
    return frozenset(single | {fraction for fraction in parts if fraction} | several)


# --- digits ---------------------------------------------------------------------------------------------------


def _read_digits(match: re.Match[str], writing: _Writing) -> Iterator[Numeral]:
    number, words = match["number"], writing.words
    pieces = _unglue(number) if writing.decimal == "." else [number]
    start = match.start()
    for piece in pieces:
        last = piece is pieces[-1]
        end = match.end() if last else start + len(piece)
        power = words.scales.get((match["scale"] or "").lower(), words.suffixes.get(match["suffix"] or "", 0))
        yield Numeral(start, end, match.string[start:end], _decimal(piece, power if last else 0, writing), "digits")
        start = end


def _unglue(number: str) -> list[str]:
    """Cells of a table that lost its borders: "86.465.382.8" is 86.4, 65.3 and 82.8.

    All cells have as many decimals as the last; where that leaves nothing before a point it is a version number.
    """
    head, *rest = number.split(".")
    if len(rest) < 2:
        return [number]
    places = len(rest[-1])
    if any(len(part) <= places for part in rest[:-1]):
        return [number]
    wholes = [head, *(part[places:] for part in rest[:-1])]
    return [f"{whole}.{part[:places]}" for whole, part in zip(wholes, rest, strict=True)]


def _decimal(written: str, power: int, writing: _Writing) -> Decimal | None:
    """The value of digits; None for a version number such as 1.2.3, and for more digits than any number has."""
    if len(written) > _MOST_DIGITS:
        return None
    if writing.grouped.fullmatch(written.lstrip("-−")):
        whole, point, rest = written.partition(writing.decimal)
        written = "".join(sign for sign in whole if sign.isdigit() or sign in "-−") + point + rest
    elif writing.decimal != "." and "." in written:
        return None
    plain = written.replace(writing.decimal, ".").replace("−", "-")
    return None if plain.count(".") > 1 else Decimal(f"{plain}e{power}")  # `scaleb` would round to 28 digits


def _read_sign(match: re.Match[str]) -> Numeral:
    """A single sign that is a number: ½, ², Ⅳ."""
    value = Decimal(str(unicodedata.numeric(match[0]))).normalize()
    return Numeral(match.start(), match.end(), match[0], value, "digits")


# --- dates ----------------------------------------------------------------------------------------------------

#: English and German; those that are spelt alike stand once.
_MONTHS = counted("january february march april may june july august september october november december", 1) | {
    "januar": 1,
    "februar": 2,
    "märz": 3,
    "mai": 5,
    "juni": 6,
    "juli": 7,
    "oktober": 10,
    "dezember": 12,
}


def _month_forms(name: str) -> str:
    """A month's name in full or short: "September", "Sept.", "Sep"."""
    return rf"{name[:3]}(?:{name[3:]}|t?\.?)"


def _numbered(form: str, number: int) -> str:
    """`form` with its groups' names made unlike those of the other forms; `_date` takes the numbers off again."""
    return r"(?<![^\W_])(?<!\d[.,])" + re.sub(r"\?P<(\w+)>", rf"?P<\g<1>{number}>", form)


_MONTH = rf"(?P<month>{'|'.join(map(_month_forms, _MONTHS))})"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?"
_YEAR = r"(?P<year>\d{4})(?!\d)"
_OF = r"(?:,? (?:of |in |de[rs] jahres )?|-)"
_QUARTER_OF = rf"(?:{_OF}|/)"
_NTH = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    **{
        f"{stem}{case}": n
        for n, stem in enumerate(("erste", "zweite", "dritte", "vierte"), 1)
        for case in ("", "s", "n")
    },
    **{f"{n}.": n for n in range(1, 5)},
}
_PARTS = {"fall": "autumn", "frühling": "spring", "frühjahr": "spring", "sommer": "summer", "herbst": "autumn"} | {
    "anfang": "early",
    "mitte": "mid",
    "ende": "late",
}
_PART = rf"(?P<part>spring|summer|autumn|early|mid|late|{'|'.join(_PARTS)})"
_DATE_FORMS = (
    r"(?P<year>\d{4})-(?P<iso>\d{2}(?:-\d{2})?)(?![-\d])",
    rf"{_MONTH} {_DAY},? {_YEAR}",
    rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
    rf"{_MONTH}{_OF}{_YEAR}",
    rf"{_PART}{_OF}{_YEAR}",
    rf"(?:Q(?P<quarter>[1-4])|(?P<nth>{'|'.join(map(re.escape, _NTH))})[ -]quart(?:er|als?)){_QUARTER_OF}{_YEAR}",
    rf"(?P<day>\d{{1,2}})\. ?(?P<number>\d{{1,2}})\. ?{_YEAR}",
    rf"{_YEAR}(?![.,]\d)",
)
_DATES = re.compile("|".join(_numbered(form, number) for number, form in enumerate(_DATE_FORMS)), re.IGNORECASE)


def dates(text: str) -> tuple[Dated, ...]:
    """The dates of `text` in order, each as precise as written; a bare number of four digits counts as a year."""
    return tuple(Dated(match.start(), match.end(), _date(match)) for match in _DATES.finditer(text))


def _date(match: re.Match[str]) -> str:
    found = {name.rstrip("0123456789"): text.lower() for name, text in match.groupdict().items() if text}
    year = found["year"]
    if "month" in found or "number" in found:
        named = (number for name, number in _MONTHS.items() if name[:3] == found["month"][:3])
        month = int(found["number"]) if "number" in found else next(named)
        return f"{year}-{month:02}" + (f"-{int(found['day']):02}" if "day" in found else "")
    if "quarter" in found or "nth" in found:
        return f"{year}-Q{found.get('quarter') or _NTH[found['nth']]}"
    part = found.get("iso") or _PARTS.get(found.get("part", ""), found.get("part", ""))
    return f"{year}-{part}" if part else year
