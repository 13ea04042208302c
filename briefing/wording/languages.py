"""What Babel does not know of a language: its hedges, number words, fixed phrases and forms of dates, as tables.

A further language is one more `Language` in `LANGUAGES`; nothing else changes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from briefing.dataset.values import Hedge


@dataclass(frozen=True, slots=True)
class Language:
    """The tables of one language; `{}` stands for what is put in.

    `locale` is Babel's for numbers, plurals and months, `list_locale` for lists. `cardinals` run from zero,
    `ordinals` from first. `ordinal_signs` go by Babel's ordinal category. `dates` are Babel's patterns by precision.
    `multiples` are words for "k times as much", which `multiple` says for all others; `degrees` set them off.
    """

    locale: str
    list_locale: str
    hedges: Mapping[Hedge, str]
    cardinals: tuple[str, ...]
    ordinals: tuple[str, ...]
    ordinal_signs: Mapping[str, str]
    tied: str
    tied_sign: str
    dates: Mapping[str, str]
    year_parts: Mapping[str, str]
    times: str
    multiples: Mapping[int, str]
    multiples_as_times: Mapping[int, str]
    multiple: str
    degrees: Mapping[str, str]
    fractions: Mapping[Fraction, str]
    comparisons: Mapping[str, str]
    nearly_all: str
    span: str
    disagree: str
    line: str
    lines: str
    quoted: str


def _row(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_THIRD, _HALF, _QUARTER, _TENTH = Fraction(1, 3), Fraction(1, 2), Fraction(1, 4), Fraction(1, 10)

_ENGLISH = Language(
    locale="en",
    list_locale="en_GB",
    hedges={hedge: hedge.value for hedge in Hedge if hedge},
    cardinals=_row("zero one two three four five six seven eight nine ten eleven twelve"),
    ordinals=_row("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"),
    ordinal_signs={"one": "{}st", "two": "{}nd", "few": "{}rd", "other": "{}th"},
    tied="joint {}",
    tied_sign="={}",
    dates={"day": "d\u00a0MMMM y", "month": "MMMM y", "year": "y"},
    year_parts={
        "spring": "spring {}",
        "summer": "summer {}",
        "autumn": "autumn {}",
        "early": "early {}",
        "mid": "mid-{}",
        "late": "late {}",
        "Q1": "first quarter of {}",
        "Q2": "second quarter of {}",
        "Q3": "third quarter of {}",
        "Q4": "fourth quarter of {}",
    },
    times="{} times",
    multiples={2: "double", 3: "triple", 4: "quadruple"},
    multiples_as_times={2: "twice"},
    multiple="{} times",
    degrees={"about": "about {}", "nearly": "nearly {}", "over": "more than {}", "under": "less than {}"},
    fractions={
        _TENTH: "a tenth",
        _QUARTER: "a quarter",
        _THIRD: "a third",
        _HALF: "half",
        2 * _THIRD: "two-thirds",
        3 * _QUARTER: "three-quarters",
    },
    comparisons={"ahead": "ahead of", "behind": "behind", "level": "level with"},
    nearly_all="nearly all",
    span="{} to {}",
    disagree="sources disagree",
    line="line {}",
    lines="lines {} to {}",
    quoted="“{}”",
)

_GERMAN = Language(
    locale="de",
    list_locale="de",
    hedges={
        Hedge.ABOUT: "rund",
        Hedge.NEARLY: "fast",
        Hedge.OVER: "über",
        Hedge.AT_LEAST: "mindestens",
        Hedge.UNDER: "unter",
        Hedge.UP_TO: "bis zu",
    },
    cardinals=_row("null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf"),
    ordinals=_row("erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte"),
    ordinal_signs={"other": "{}."},
    tied="gemeinsam {}",
    tied_sign="={}",
    dates={"day": "d.\u00a0MMMM y", "month": "MMMM y", "year": "y"},
    year_parts={
        "spring": "Frühjahr {}",
        "summer": "Sommer {}",
        "autumn": "Herbst {}",
        "early": "Anfang {}",
        "mid": "Mitte {}",
        "late": "Ende {}",
        "Q1": "erstes Quartal {}",
        "Q2": "zweites Quartal {}",
        "Q3": "drittes Quartal {}",
        "Q4": "viertes Quartal {}",
    },
    times="das {}-Fache",
    multiples={2: "das Doppelte", 3: "das Dreifache", 4: "das Vierfache"},
    multiples_as_times={2: "zweimal"},
    multiple="{}mal",
    degrees={"about": "etwa {}", "nearly": "fast {}", "over": "mehr als {}", "under": "weniger als {}"},
    fractions={
        _TENTH: "ein Zehntel",
        _QUARTER: "ein Viertel",
        _THIRD: "ein Drittel",
        _HALF: "die Hälfte",
        2 * _THIRD: "zwei Drittel",
        3 * _QUARTER: "drei Viertel",
    },
    comparisons={"ahead": "vor", "behind": "hinter", "level": "gleichauf mit"},
    nearly_all="fast alle",
    span="{} bis {}",
    disagree="Quellen widersprechen sich",
    line="Zeile {}",
    lines="Zeilen {} bis {}",
    quoted="„{}“",
)

LANGUAGES: Mapping[str, Language] = {"en": _ENGLISH, "de": _GERMAN}


def tag(lang: str) -> str:
    """The language of a tag without its region: `de` for `de-AT`."""
    return lang.replace("_", "-").split("-")[0].lower()


def language(lang: str) -> Language:
    """The tables for a tag such as `en` or `de-AT`; English for a language that has none."""
    return LANGUAGES.get(tag(lang), _ENGLISH)
