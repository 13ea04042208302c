"""Numerals and dates in running text."""

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dataset import numerals


def found(text: str) -> list[tuple[str, str | None]]:
    return [(n.text, None if n.value is None else str(n.value)) for n in numerals.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("it scored 52 and 42.50", [("52", "52"), ("42.50", "42.50")]),
        ("1,427 points", [("1,427", "1427")]),
        ("1\u202f427 points", [("1\u202f427", "1427")]),
        ("about $14.3 billion", [("14.3 billion", "1.43E+10")]),
        ("a $14.3 Billion bet", [("14.3 Billion", "1.43E+10")]),
        ("58\u00a0million tokens", [("58\u00a0million", "5.8E+7")]),
        ("3+ billion users", [("3+ billion", "3E+9")]),
        ("the 1.2 billion-download club", [("1.2 billion", "1.2E+9")]),
        ("58M tokens, 12bn, 4k", [("58M", "5.8E+7"), ("12bn", "1.2E+10"), ("4k", "4E+3")]),
        ("4chan and 10x, ~9%, 76+", [("4", "4"), ("10", "10"), ("9", "9"), ("76", "76")]),
        ("ranked 5th and 21st", [("5th", "5"), ("21st", "21")]),
        ("v4.0, Q3, GPT-5.4", [("4.0", "4.0"), ("3", "3"), ("5.4", "5.4")]),
        ("-3%, (−4) and 5-6", [("-3", "-3"), ("−4", "-4"), ("5", "5"), ("6", "6")]),
        ("2023-02-24", [("2023", "2023"), ("02", "2"), ("24", "24")]),
        ("release 1.2.3", [("1.2.3", None)]),
        (f"{'12345678' * 5}.5", [(f"{'12345678' * 5}.5", f"{'12345678' * 5}.5")]),  # none of the digits is rounded away
        ("handle_ab5400", [("5400", "5400")]),
        ("½ of 5²", [("½", "0.5"), ("5", "5"), ("²", "2")]),
    ],
)
def test_digits(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Exam86.465.382.8", [("86.4", "86.4"), ("65.3", "65.3"), ("82.8", "82.8")]),
        ("Test 2.059.075.1", [("2.0", "2.0"), ("59.0", "59.0"), ("75.1", "75.1")]),
        ("Exam89.5%92.7%", [("89.5", "89.5"), ("92.7", "92.7")]),
    ],
)
def test_cells_that_ran_together_come_apart(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nine-month plan", [("nine", "9")]),
        ("Three billion people", [("Three billion", "3E+9")]),
        ("one million a day", [("one million", "1E+6")]),
        ("twenty-nine years", [("twenty-nine", "29")]),
        ("one hundred and five thousand", [("one hundred and five thousand", "1.05E+5")]),
        ("two million five hundred thousand", [("two million five hundred thousand", "2.500E+6")]),
        ("three hundred and twelve", [("three hundred and twelve", "312")]),
        ("three four", [("three", "3"), ("four", "4")]),
        ("one and two", [("one", "1"), ("two", "2")]),
        ("first, second-most, twelfth, twenty-first", [("first", "1"), ("second", "2"), ("twelfth", "12"), ("twenty-first", "21")]),
        ("tens of billions, dozens", [("tens", None), ("billions", None), ("dozens", None)]),
        ("nearly tripling, doubled, twice, tenfold", [("tripling", "3"), ("doubled", "2"), ("twice", "2"), ("tenfold", "10")]),
        ("half a quarter", [("half", "0.5"), ("quarter", "0.25")]),
        ("an order of magnitude", [("order of magnitude", "10")]),
        ("orders of magnitude", [("orders of magnitude", None)]),
        ("someone often attends; a bone, tension and threesome", []),
    ],
)  # fmt: skip
def test_words(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text) == expected


def test_own_prose_may_say_one_first_and_once_only() -> None:
    text = "One of the first, once; but one million, two, second, half and 3"
    assert [n.text for n in numerals.literals(text)] == ["one million", "two", "second", "half", "3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("April 8, 2026", ["2026-04-08"]),
        ("on 8 April 2026 and 3rd of May, 2024", ["2026-04-08", "2024-05-03"]),
        ("2023-02-24, 2025-04 and 2025", ["2023-02-24", "2025-04", "2025"]),
        ("Feb. 2023, Sept. 9, 2024", ["2023-02", "2024-09-09"]),
        ("the summer of 2025, summer 2024, fall 2023", ["2025-summer", "2024-summer", "2023-autumn"]),
        ("third quarter of 2023 or Q4 2024", ["2023-Q3", "2024-Q4"]),
        ("early 2026, mid-2025, late in 2024", ["2026-early", "2025-mid", "2024-late"]),
        ("12026 people, 2026.5 and 1,2026", []),
        ("decided in May", []),
    ],
)
def test_dates(text: str, expected: list[str]) -> None:
    assert [d.date for d in numerals.dates(text)] == expected


def test_readings_of_fractions() -> None:
    assert Fraction(2, 3) in numerals.readings("two-thirds")
    assert Fraction(3, 4) in numerals.readings("three quarters of them")
    assert Fraction(1, 3) in numerals.readings("a third")
    assert Fraction(1, 2) not in numerals.readings("the second")


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("52", "52"),
        ("1427", "1,427"),
        ("16.10", "16.10"),
        ("14.3E+9", "14.3 billion"),
        ("58E+6", "58 million"),
        ("1E+3", "1 thousand"),
        ("1E+1", "10"),
        ("-0.5", "−0.5"),
        ("0", "0"),
        ("1234567890123456789012345678901234567", "1,234,567,890,123,456,789,012,345,678,901,234,567"),
        ("1.23456789012345678901234567890123E+35", "123,456,789,012,345,678,901.234567890123 quadrillion"),
    ],
)
def test_plain(number: str, expected: str) -> None:
    assert numerals.plain(Decimal(number)) == expected


@given(st.decimals(min_value=Decimal("-1E+14"), max_value=Decimal("1E+14"), places=2), st.integers(-3, 9))
def test_plain_is_read_back_whole(base: Decimal, exponent: int) -> None:
    number = base.quantize(Decimal(1).scaleb(exponent)) if exponent < 3 or abs(base) >= 10**exponent else base
    (numeral,) = numerals.find(numerals.plain(number))
    assert numeral.value == number


@given(st.text(alphabet=st.sampled_from("0123456789.,- \u00a0onetwhirdmlas½²%$\n"), max_size=60))
def test_numerals_are_in_order_apart_and_where_they_say(text: str) -> None:
    numerals_found = numerals.find(text)
    assert all(text[n.start : n.end] == n.text for n in numerals_found)
    assert all(a.end <= b.start for a, b in pairwise(numerals_found))


@given(st.text(max_size=40), st.integers(0, 10**9), st.text(max_size=40))
def test_no_digit_is_overlooked(before: str, number: int, after: str) -> None:
    text = f"{before}{number}{after}"
    covered = {place for n in numerals.find(text) for place in range(n.start, n.end)}
    assert all(place in covered for place, character in enumerate(text) if character.isdecimal())


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("am 8. April 2026", "2026-04-08"),
        ("3. März 2025", "2025-03-03"),
        ("Dezember 2024", "2024-12"),
        ("1. Mai 2025", "2025-05-01"),
        ("2. Quartal 2023", "2023-Q2"),
        ("im zweiten Quartal 2023", "2023-Q2"),
        ("Ende des dritten Quartals 2023", "2023-Q3"),
        ("im vierten Quartal des Jahres 2023", "2023-Q4"),
        ("Q2/2023", "2023-Q2"),
        ("10.09.2025", "2025-09-10"),
        ("am 3. 4. 2025.", "2025-04-03"),
        ("Frühjahr 2025", "2025-spring"),
        ("im Sommer 2025", "2025-summer"),
        ("Anfang 2026", "2026-early"),
        ("Ende 2026", "2026-late"),
        ("Ende März 2026", "2026-03"),
    ],
)
def test_dates_are_read_in_german_too(text: str, date: str) -> None:
    assert [found.date for found in numerals.dates(text)] == [date]


@pytest.mark.parametrize("digits", ["7" * 1_000_001, "0." + "7" * 1_000_001], ids=["whole", "decimal"])
def test_more_digits_than_any_number_has_are_a_numeral_without_a_value(digits: str) -> None:
    (found,) = numerals.find(digits)
    assert (found.text, found.value) == (digits, None)
