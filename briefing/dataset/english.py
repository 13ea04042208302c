"""English number words: "nine", "three billion", "fourth", "half", "tripling"."""

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from briefing.dataset.numberwords import GAP, NumberWords, any_of, counted

_UNITS = counted("one two three four five six seven eight nine", 1)
_TEENS = counted("ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen", 10)
_TENS = counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
SCALES = counted("thousand million billion trillion quadrillion", 3, 3)
_UNIT_ORDINALS = counted("first second third fourth fifth sixth seventh eighth ninth", 1)
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
    | dict.fromkeys(("tens", "dozens", "hundreds", *(f"{word}s" for word in (*SCALES, *_PARTS))))
)

#: Most words begin otherwise, and need no further look.
_BEGINNING = any_of({word[:2] for word in ("order", "hundred", *_ALONE, *_UNITS, *_TEENS, *_TENS, *SCALES, *_ORDINALS)})
_JOINT = "[ \u00a0\u2011-]"
_AND = rf"(?:{_JOINT}|{GAP}and{GAP})"
_BELOW_100 = rf"(?:{any_of(_TENS)}(?:{_JOINT}{any_of(_UNITS)})?|{any_of(_TEENS)}|{any_of(_UNITS)})"
_BELOW_1000 = rf"(?:(?:{_BELOW_100}{_JOINT})?hundred(?:{_AND}{_BELOW_100})?|{_BELOW_100})"
_SCALED = rf"(?:(?:{_BELOW_1000}{_JOINT})?{any_of(SCALES)})"
_ORDINAL = rf"(?:(?:{any_of(_TENS)}[-\u2011])?{any_of(_UNIT_ORDINALS)}|{any_of(_ORDINALS)})"
_FORMS = (
    rf"(?<![^\W\d_])(?={_BEGINNING})(?:(?P<power>orders?{GAP}of{GAP}magnitude)|(?P<alone>{any_of(_ALONE)})"
    rf"|(?P<ordinal>(?:(?:{_SCALED}|(?:{_BELOW_100}{_JOINT})?hundred){GAP}and{GAP})?{_ORDINAL})"
    rf"|(?P<cardinal>{_SCALED}(?:{_AND}{_SCALED})*(?:{_AND}{_BELOW_1000})?|{_BELOW_1000}))(?![^\W\d_])"
)


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
        if word in SCALES:
            scaled.append(Decimal(current or 1).scaleb(SCALES[word]))
            current = 0
        elif word == "hundred":
            current = (current or 1) * 100
        elif word != "and":
            current += (_UNITS | _TEENS | _TENS | _ORDINALS)[word]
    return sum(scaled[1:] + ([Decimal(current)] if current else []), scaled[0]) if scaled else Decimal(current)


def _part(word: str) -> Fraction | None:
    denominator = _PARTS.get(word) or _PARTS.get(word.removesuffix("s"))
    return Fraction(1, denominator) if denominator else _FRACTIONS.get(word)


WORDS = NumberWords(
    forms=_FORMS,
    worth=_worth,
    part=_part,
    grammar=frozenset({"one", "first", "once"}),
    scales=SCALES,
    suffixes={"k": 3, "K": 3, "M": 6, "mn": 6, "B": 9, "bn": 9, "T": 12, "tn": 12},
    ordinal="st|nd|rd|th",
)
