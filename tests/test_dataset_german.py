"""German number words and digits in running text."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.base.translation import languages
from briefing.dataset import numerals
from briefing.wording import writing

UNITS = ("", "ein", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun")
TEENS = ("zehn", "elf", "zwölf", *(stem + "zehn" for stem in ("drei", "vier", "fünf", "sech", "sieb", "acht", "neun")))
TENS = ("", "", "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")


def spelled(number: int) -> str:
    """A whole number from 1 to 999,999 as CLDR's spellout rules for German have it, but for the "s" of a last "eins"."""
    if number < 10:
        return UNITS[number]
    if number < 20:
        return TEENS[number - 10]
    if number < 100:
        ten, unit = divmod(number, 10)
        return f"{UNITS[unit]}und{TENS[ten]}" if unit else TENS[ten]
    size, word = (100, "hundert") if number < 1000 else (1000, "tausend")
    whole, rest = divmod(number, size)
    return f"{spelled(whole)}{word}{spelled(rest) if rest else ''}"


def found(text: str) -> list[tuple[str, str | None]]:
    return [(n.text, None if n.value is None else str(n.value)) for n in numerals.find(text, "de")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.234,5 und 2,5 Prozent", [("1.234,5", "1234.5"), ("2,5", "2.5")]),
        ("1.427 Läden, 3.000.000", [("1.427", "1427"), ("3.000.000", "3000000")]),
        ("14,3 Milliarden $", [("14,3 Milliarden", "1.43E+10")]),
        ("58\u00a0Mio. Wörter, 3 Billionen", [("58\u00a0Mio", "5.8E+7"), ("3 Billionen", "3E+12")]),
        ("GPT-5.4 und 1.2.3", [("5.4", None), ("1.2.3", None)]),
        ("-3,5 %, der 5te, das 2,13-Fache", [("-3,5", "-3.5"), ("5te", "5"), ("2,13", "2.13")]),
    ],
)
def test_digits(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("drei Kocher, einundzwanzig Tage", [("drei", "3"), ("einundzwanzig", "21")]),
        ("hunderteins, tausendundeins", [("hunderteins", "101"), ("tausendundeins", "1001")]),
        ("Zwei Millionen dreihunderttausend", [("Zwei Millionen dreihunderttausend", "2300000")]),
        ("eine Milliarde", [("eine Milliarde", "1E+9")]),
        ("ein Drittel, die Hälfte", [("Drittel", None), ("Hälfte", "0.5")]),
        ("der vierte, die einundzwanzigste", [("vierte", "4"), ("einundzwanzigste", "21")]),
        ("doppelt, das Dreifache, verdoppelt", [("doppelt", "2"), ("Dreifache", "3"), ("verdoppelt", "2")]),
        ("zweimal, anderthalb, zweieinhalb", [("zweimal", "2"), ("anderthalb", "1.5"), ("zweieinhalb", "2.5")]),
        ("zweijährig und dreistellig", [("zweijährig", "2"), ("dreistellig", "3")]),
        ("Dutzende, Hunderte, Millionen", [("Dutzende", None), ("Hunderte", None), ("Millionen", None)]),
        ("um eine Größenordnung", [("um eine Größenordnung", "10")]),
        ("die achte; wir achten auf alles", [("achte", "8")]),
        ("deshalb dreist, innerhalb, vierschrötig, Elfen, beachten, einfach, mehrfach", []),
        ("ein Haus, eine Stunde, einer von ihnen", []),
    ],
)
def test_words(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@given(st.integers(2, 999_999))
def test_a_number_in_words_is_read_back(number: int) -> None:
    assert found(spelled(number)) == [(spelled(number), str(number))]


@given(st.integers(13, 999_999).filter(lambda number: number % 100 not in (1, 2, 3, 7, 8)))
def test_an_ordinal_in_words_is_read_back(number: int) -> None:
    word = spelled(number) + ("te" if 0 < number % 100 < 20 else "ste")
    assert found(word) == [(word, str(number))]


def test_own_prose_may_say_what_is_grammar() -> None:
    text = "Eins, das Erste, einmal; aber zwei, der Zweite, halb"
    assert [n.text for n in numerals.literals(text, "de")] == ["zwei", "Zweite", "halb"]


def test_readings_of_fractions() -> None:
    assert Fraction(2, 3) in numerals.readings("zwei Drittel", "de")
    assert Fraction(3, 4) in numerals.readings("drei Viertel davon", "de")
    assert numerals.readings("1.427", "de") == {1427}


@pytest.mark.parametrize("lang", languages())
@given(number=st.decimals(min_value=Decimal("-1E+14"), max_value=Decimal("1E+14"), places=2))
def test_what_is_printed_in_digits_is_read_back(lang: str, number: Decimal) -> None:
    (numeral,) = numerals.find(writing.number(number, lang), lang)
    assert numeral.value == number


@pytest.mark.parametrize("lang", languages())
@pytest.mark.parametrize("count", range(13))
def test_what_is_printed_in_words_is_read_back(lang: str, count: int) -> None:
    assert [n.value for n in numerals.find(writing.cardinal(count, lang), lang)] == [count]
    if count:
        assert [n.value for n in numerals.find(writing.ordinal(count, lang), lang)] == [count]
