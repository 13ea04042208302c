"""Numerals in running text: in goes any text, out come its numbers and dates with where they stand.

Digits ("1,427", "14.3 billion", "5th") and number words ("nine", "three billion", "fourth", "half", "tripling").
English; another language needs tables of its own, nothing else.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal


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


def _count_up(words: str, start: int, step: int = 1) -> dict[str, int]:
    """The words of a row of numbers, each with its number."""
    return {word: start + step * position for position, word in enumerate(words.split())}


_UNITS = _count_up("one two three four five six seven eight nine", 1)
_TEENS = _count_up("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS = _count_up("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
_SCALES = _count_up("thousand million billion trillion quadrillion", 3, 3)
_UNIT_ORDINALS = _count_up("first second third fourth fifth sixth seventh eighth ninth", 1)
_ORDINALS = (
    _UNIT_ORDINALS
    | {word + "th": number for word, number in _TEENS.items() if word != "twelve"}
    | {"twelfth": 12}
    | {word.replace("ty", "tieth"): number for word, number in _TENS.items()}
    | {"hundredth": 100, "thousandth": 10**3, "millionth": 10**6, "billionth": 10**9}
)
#: Ordinals that are fractions too: "a third", "a tenth"; "second" never is.
_PARTS = {word: number for word, number in _ORDINALS.items() if number > 2}
_FRACTIONS = dict.fromkeys(("half", "halves"), Fraction(1, 2)) | dict.fromkeys(("quarter", "quarters"), Fraction(1, 4))
#: Words that are a number by themselves; None: no one number ("billions").
_ALONE: dict[str, Decimal | None] = (
    {"zero": Decimal(0), "once": Decimal(1), "twice": Decimal(2), "thrice": Decimal(3), "dozen": Decimal(12)}
    | dict.fromkeys(("half", "halves", "halve", "halved", "halving"), Decimal("0.5"))
    | dict.fromkeys(("quarter", "quarters"), Decimal("0.25"))
    | {
        stem + ending: Decimal(number)
        for number, stem in ((2, "doubl"), (3, "tripl"), (4, "quadrupl"), (5, "quintupl"))
        for ending in ("e", "es", "ed", "ing")
    }
    | {word + "fold": Decimal(number) for word, number in (_UNITS | _TEENS | _TENS | {"hundred": 100}).items()}
    | dict.fromkeys(("tens", "dozens", "hundreds", *(f"{word}s" for word in (*_SCALES, *_PARTS))))
)
#: Numerals that our own prose may use as they are: they are grammar more often than they are counts.
_GRAMMAR = frozenset({"one", "first", "once"})

_GAP = "[ \u00a0\u2009\u202f]"
_SUFFIXES = {"k": 3, "K": 3, "M": 6, "mn": 6, "B": 9, "bn": 9, "T": 12, "tn": 12}
_GROUPED = r"\d{1,3}(?:[,\u2009\u202f]\d{3})+(?!\d)(?:\.\d+)?"
_DIGITS = re.compile(
    rf"(?P<number>(?:(?<![^\s(\[{{$€£¥:;,=~<>≈])[-−])?(?:{_GROUPED}|\d+(?:\.\d+)*))"
    rf"(?:\+?(?:{_GAP}|-)(?P<scale>(?i:{'|'.join(_SCALES)}))(?![^\W\d_])"
    rf"|(?P<suffix>{'|'.join(_SUFFIXES)})(?![^\W_])|(?i:st|nd|rd|th)(?![^\W_]))?"
)


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"


_JOINT = "[ \u00a0\u2011-]"
_AND = rf"(?:{_JOINT}|{_GAP}and{_GAP})"
_BELOW_100 = rf"(?:{_any(_TENS)}(?:{_JOINT}{_any(_UNITS)})?|{_any(_TEENS)}|{_any(_UNITS)})"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}{_JOINT})?hundred(?:{_AND}{_BELOW_100})?|{_BELOW_100})"
_SCALED = rf"(?:(?:{_BELOW_1000}{_JOINT})?{_any(_SCALES)})"
_ORDINAL = rf"(?:(?:{_any(_TENS)}[-\u2011])?{_any(_UNIT_ORDINALS)}|{_any(_ORDINALS)})"
_WORDS = re.compile(
    rf"(?<![^\W\d_])(?:(?P<power>orders?{_GAP}of{_GAP}magnitude)|(?P<alone>{_any(_ALONE)})"
    rf"|(?P<ordinal>(?:(?:{_SCALED}|(?:{_BELOW_100}{_JOINT})?hundred){_GAP}and{_GAP})?{_ORDINAL})"
    rf"|(?P<cardinal>{_SCALED}(?:{_AND}{_SCALED})*(?:{_AND}{_BELOW_1000})?|{_BELOW_1000}))(?![^\W\d_])",
    re.IGNORECASE,
)
_SIGN = re.compile(r"[^\x00-\x7f]")


def find(text: str) -> tuple[Numeral, ...]:
    """The numerals of `text` in order; they do not overlap. Signs of currency and percent stand outside them."""
    digits = [numeral for match in _DIGITS.finditer(text) for numeral in _read_digits(match)]
    taken = {place for numeral in digits for place in range(numeral.start, numeral.end)}
    words = [_read_words(match) for match in _WORDS.finditer(text) if match.start() not in taken]
    signs = [_read_sign(match) for match in _SIGN.finditer(text) if unicodedata.category(match[0]) in ("No", "Nl")]
    return tuple(sorted((*digits, *words, *signs), key=lambda numeral: numeral.start))


def literals(text: str) -> tuple[Numeral, ...]:
    """The numerals that our own prose may not spell out: all but "one", "first" and "once"."""
    return tuple(numeral for numeral in find(text) if numeral.text.lower() not in _GRAMMAR)


def plain(number: Decimal) -> str:
    """`number` in digits, with a scale word where it was written so: "1,427", "14.3 billion"; `find` undoes it."""
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)  # the values module lets only finite numbers in
    powers = [(word, power) for word, power in _SCALES.items() if abs(number) >= Decimal(1).scaleb(power)]
    word, power = powers[-1] if powers and exponent >= 3 else ("", 0)
    return f"{number.scaleb(-power):,f} {word}".strip().replace("-", "−")


def readings(text: str) -> frozenset[Fraction]:
    """Every number that `text` may mean: "two-thirds" is 2, 3, 1/3 and 2/3."""
    numerals = find(text)
    single = {Fraction(numeral.value) for numeral in numerals if numeral.value is not None}
    parts = {part for numeral in numerals if (part := _part(numeral))}
    several = {
        Fraction(count.value) * part
        for count, numeral in pairwise(numerals)
        if count.value is not None and (part := _part(numeral)) and text[count.end : numeral.start] in (" ", "-")
    }
    return frozenset(single | parts | several)


def _part(numeral: Numeral) -> Fraction | None:
    word = numeral.text.lower()
    denominator = _PARTS.get(word) or _PARTS.get(word.removesuffix("s"))
    return Fraction(1, denominator) if denominator else _FRACTIONS.get(word)


# --- digits ---------------------------------------------------------------------------------------------------


def _read_digits(match: re.Match[str]) -> Iterator[Numeral]:
    number = match["number"]
    pieces = _unglue(number)
    start = match.start()
    for piece in pieces:
        last = piece is pieces[-1]
        end = match.end() if last else start + len(piece)
        power = _SCALES.get((match["scale"] or "").lower(), _SUFFIXES.get(match["suffix"] or "", 0)) if last else 0
        yield Numeral(start, end, match.string[start:end], _decimal(piece, power), "digits")
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


def _decimal(written: str, power: int) -> Decimal | None:
    if written.count(".") > 1:
        return None
    return Decimal(re.sub(r"[,\u2009\u202f]", "", written).replace("−", "-")).scaleb(power)


def _read_sign(match: re.Match[str]) -> Numeral:
    """A single sign that is a number: ½, ², Ⅳ."""
    value = Decimal(str(unicodedata.numeric(match[0]))).normalize()
    return Numeral(match.start(), match.end(), match[0], value, "digits")


# --- words ----------------------------------------------------------------------------------------------------


def _read_words(match: re.Match[str]) -> Numeral:
    return Numeral(match.start(), match.end(), match[0], _worth(match), "word")


def _worth(match: re.Match[str]) -> Decimal | None:
    if match["power"]:
        return Decimal(10) if match["power"].lower().startswith("order ") else None
    if match["alone"]:
        return _ALONE[match["alone"].lower()]
    return _sum(re.findall(r"[a-z]+", match[0].lower()))


def _sum(words: Iterable[str]) -> Decimal:
    """Add up: "three hundred and five thousand" is 305E+3: as precise as its last scale word."""
    scaled: list[Decimal] = []
    current = 0
    for word in words:
        if word in _SCALES:
            scaled.append(Decimal(current or 1).scaleb(_SCALES[word]))
            current = 0
        elif word == "hundred":
            current = (current or 1) * 100
        elif word != "and":
            current += (_UNITS | _TEENS | _TENS | _ORDINALS)[word]
    return sum(scaled[1:] + ([Decimal(current)] if current else []), scaled[0]) if scaled else Decimal(current)


# --- dates ----------------------------------------------------------------------------------------------------

#: English and German; those that are spelt alike stand once.
_MONTHS = _count_up("january february march april may june july august september october november december", 1) | {
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
_OF = r"(?:,? (?:of |in )?|-)"
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_DATE_FORMS = (
    r"(?P<year>\d{4})-(?P<iso>\d{2}(?:-\d{2})?)(?![-\d])",
    rf"{_MONTH} {_DAY},? {_YEAR}",
    rf"{_DAY} (?:of )?{_MONTH},? {_YEAR}",
    rf"{_MONTH}{_OF}{_YEAR}",
    rf"(?P<part>spring|summer|autumn|fall|early|mid|late){_OF}{_YEAR}",
    rf"(?:Q(?P<quarter>[1-4])|(?P<nth>{'|'.join(_NTH)})[ -]quarter){_OF}{_YEAR}",
    rf"{_YEAR}(?![.,]\d)",
)
_DATES = re.compile("|".join(_numbered(form, number) for number, form in enumerate(_DATE_FORMS)), re.IGNORECASE)


def dates(text: str) -> tuple[Dated, ...]:
    """The dates of `text` in order, each as precise as written; a bare number of four digits counts as a year."""
    return tuple(Dated(match.start(), match.end(), _date(match)) for match in _DATES.finditer(text))


def _date(match: re.Match[str]) -> str:
    found = {name.rstrip("0123456789"): text.lower() for name, text in match.groupdict().items() if text}
    year = found["year"]
    if "month" in found:
        month = next(number for name, number in _MONTHS.items() if name[:3] == found["month"][:3])
        return f"{year}-{month:02}" + (f"-{int(found['day']):02}" if "day" in found else "")
    if "quarter" in found or "nth" in found:
        return f"{year}-Q{found.get('quarter') or _NTH[found['nth']]}"
    part = found.get("iso") or found.get("part", "").replace("fall", "autumn")
    return f"{year}-{part}" if part else year
