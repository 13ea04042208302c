"""German number words: "drei", "zweihundertfünf", "drei Milliarden", "vierte", "ein Drittel", "verdoppelt", "zweijährig".

How words are put together follows the spellout rules of Unicode's CLDR (common/rbnf/de.xml). What an article may also
be ("ein", "eine") is no numeral by itself.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from fractions import Fraction

from briefing.dataset.numberwords import GAP, NumberWords, any_of, counted

_UNITS = counted("ein zwei drei vier fünf sechs sieben acht neun", 1) | {"zwo": 2, "fuenf": 5}
_TEENS = counted("zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn", 10) | {
    "zwoelf": 12,
    "fuenfzehn": 15,
}
_TENS = counted("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig", 20, 10) | {
    "dreissig": 30,
    "fuenfzig": 50,
}
_SIMPLE = {"": 0, "null": 0, "eins": 1} | _UNITS | _TEENS | _TENS
_SCALES = {"million": 6, "milliarde": 9, "billion": 12, "billiarde": 15}
_PLURALS = {word + ("n" if word.endswith("e") else "en"): power for word, power in _SCALES.items()}
#: Stems of ordinals that are not made of the cardinal; all others end in "t", those from twenty in "st".
_STEMS = {"erst": 1, "dritt": 3, "siebt": 7, "acht": 8}
#: What fractions are called: "tel" behind the stem of the ordinal.
_PARTS = {"drittel": 3, "siebtel": 7, "achtel": 8, "hundertstel": 100, "tausendstel": 1000, "millionstel": 10**6} | {
    word + ("stel" if number >= 20 else "tel"): number
    for word, number in (_UNITS | _TEENS | _TENS).items()
    if number not in (1, 2, 3, 7, 8)
}

_CASE = "(?:e[rnms]?)?"
_BELOW_100 = rf"(?:(?:{any_of(_UNITS)}und)?{any_of(_TENS)}|{any_of(_TEENS)}|eins|{any_of(_UNITS)})"
_BELOW_1000 = rf"(?:{any_of(_UNITS)}?hundert(?:(?:und)?{_BELOW_100})?|{_BELOW_100})"
_WHOLE = rf"(?:{_BELOW_1000}?tausend(?:(?:und)?{_BELOW_1000})?|{_BELOW_1000})"
#: More than one: an "ein" by itself is an article, "einfach" is simple, "einmal" is grammar.
_SEVERAL = rf"(?!eins?(?!und|hundert|tausend)){_WHOLE}"
_SCALED = rf"(?:(?:eine[rnms]?|{_WHOLE}){GAP}{any_of((*_SCALES, *_PLURALS))})"
_STEM = rf"(?:{_WHOLE}s?t|(?:{_WHOLE}(?:und)?)?{any_of(_STEMS)}|million(?:s?t)|milliardst)"
#: What a number is glued to: "zweijährig", "dreistellig".
_GLUED = r"(?:jähr|monat|wöch|täg|stünd|minüt|sekünd|prozent|stell|stuf|teil|köpf|seit|zeil|sprach)(?:ig|lich)[a-z]*"
_FORMS = (
    r"(?<![^\W\d_])"
    r"(?=ac|an|bi|d[oru]|e[ilr]|f[uü]|gr|h[aäu]|mi|n[eu]|s[ei]|ta|um|v[ei]|z[ew])(?:"  # most words begin otherwise
    rf"(?P<power>um{GAP}eine{GAP}größenordnung)"
    rf"|(?P<vague>größenordnungen|dutzende[nr]?|(?:zehn|hundert)?tausende[nr]?|hunderte[nr]?|{any_of(_PLURALS)})"
    rf"|(?P<half>halb{_CASE}|hälften?|halbier[a-z]*|halbierung(?:en)?)"
    rf"|(?P<mixed>anderthalb|(?:ein|{_SEVERAL})(?:und)?einhalb)(?:fach|mal)?{_CASE}"
    rf"|(?P<part>dreiviertel|{any_of(_PARTS)})[ns]?"
    rf"|(?P<double>doppelt{_CASE}|verdopp(?:el|l)[a-z]*)"
    rf"|(?:ver)?(?P<fold>{_SEVERAL})fach[a-zäöü]*"
    rf"|(?P<times>{_SEVERAL})mal(?:ig{_CASE}|s)?"
    rf"|(?P<glued>{_SEVERAL}){_GLUED}"
    rf"|(?P<scaled>{_SCALED}(?:{GAP}(?:und{GAP})?(?:{_SCALED}|{_WHOLE}))*)"
    rf"|(?!achten?{GAP}auf\b)(?P<ordinal>{_STEM})e[rnms]?"  # "wir achten auf" counts nothing
    rf"|(?P<alone>null|eins|einmal|dutzend|{_SEVERAL})"
    r")(?![^\W\d_])"
)


def _mixed(text: str) -> Decimal:
    if text == "anderthalb":
        return Decimal("1.5")
    return _whole(text.removesuffix("einhalb").removesuffix("und")) + Decimal("0.5")


def _scaled(text: str) -> Decimal:
    """Add up: "zwei Millionen dreihunderttausend" is as precise as its least scale word, or whole."""
    words = [word for word in text.split() if word != "und"]
    found, current = [], 0
    for word in words:
        power = (_SCALES | _PLURALS).get(word)
        if power:
            found.append(Decimal(current).scaleb(power))
            current = 0
        else:
            current = 1 if re.fullmatch("eine[rnms]?", word) else _whole(word)
    return sum([*found[1:], *([Decimal(current)] if current else [])], found[0])


def _ordinal(stem: str) -> int:
    for ending, number in _STEMS.items():
        rest = stem.removesuffix(ending)
        if rest != stem and _known(rest.removesuffix("und")):
            return _whole(rest.removesuffix("und")) + number
    scale = next((power for word, power in _SCALES.items() if stem.startswith(word.rstrip("e"))), 0)
    return 10**scale if scale else _whole(stem.removesuffix("t") if _known(stem.removesuffix("t")) else stem[:-2])


def _known(word: str) -> bool:
    return word == "" or re.fullmatch(_WHOLE, word) is not None


def _whole(word: str) -> int:
    """A whole number below a million from its one word."""
    for unit, size in (("tausend", 1000), ("hundert", 100)):
        if unit in word:
            before, _, after = word.partition(unit)
            return (_whole(before) or 1) * size + _whole(after.removeprefix("und"))
    unit, und, ten = word.partition("und")
    return _SIMPLE[unit] + _SIMPLE[ten] if und else _SIMPLE[word]


#: What a group of the pattern is worth whatever its words are, and how those of the others are read.
_FIXED = {"power": Decimal(10), "vague": None, "half": Decimal("0.5"), "double": Decimal(2)}
_READ: Mapping[str, Callable[[str], Decimal | None]] = {
    "mixed": _mixed,
    "scaled": _scaled,
    "ordinal": lambda stem: Decimal(_ordinal(stem)),
    "part": {"viertel": Decimal("0.25"), "dreiviertel": Decimal("0.75")}.get,
}
_ALONE = {"einmal": 1, "dutzend": 12}


def _worth(match: re.Match[str]) -> Decimal | None:
    kind = str(match.lastgroup)
    text = match[kind].lower()
    if kind in _FIXED:
        return _FIXED[kind]
    return _READ[kind](text) if kind in _READ else Decimal(_ALONE.get(text) or _whole(text))


def _part(word: str) -> Fraction | None:
    if word.startswith(("halb", "hälft")):
        return Fraction(1, 2)
    bare = word.rstrip("ns")
    return Fraction(1, _PARTS[bare]) if bare in _PARTS else Fraction(3, 4) if bare == "dreiviertel" else None


WORDS = NumberWords(
    forms=_FORMS,
    worth=_worth,
    part=_part,
    grammar=frozenset({"eins", "einmal", *(f"erste{case}" for case in ("", "r", "n", "m", "s"))}),
    scales={"tausend": 3, "tsd": 3, "mio": 6, "mrd": 9, "bio": 12} | _SCALES | _PLURALS,
    suffixes={"k": 3, "K": 3},
    ordinal="s?te[rnms]?",
)
