"""How numbers, dates and lists are written in a language."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dataset import numerals
from briefing.dataset.model import Unit
from briefing.dataset.values import Hedge, Quantity
from briefing.wording import writing
from tests.making import UNITS, day, plain

BY_ID = {unit.id: unit for unit in UNITS}
DECIMALS = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent), st.integers(-99_999, 99_999), st.integers(-3, 12)
)


@pytest.mark.parametrize(
    ("number", "lang", "expected"),
    [
        ("52", "en", "52"),
        ("1427", "en", "1,427"),
        ("16.10", "en", "16.10"),
        ("14.3E+9", "en", "14.3\u00a0billion"),
        ("58E+6", "en", "58\u00a0million"),
        ("1E+10", "en", "10\u00a0billion"),
        ("15E+3", "en", "15\u00a0thousand"),
        ("1E+1", "en", "10"),
        ("-0.5", "en", "−0.5"),
        ("123456789012345678901234567890.5", "en", "123,456,789,012,345,678,901,234,567,890.5"),
        ("1427.5", "de", "1.427,5"),
        ("1.2E+6", "de", "1,2\u00a0Millionen"),
        ("1E+6", "de", "1\u00a0Million"),
        ("3E+9", "de", "3\u00a0Milliarden"),
    ],
)
def test_numbers_have_the_digits_that_were_written(number: str, lang: str, expected: str) -> None:
    assert writing.number(Decimal(number), lang) == expected


@pytest.mark.parametrize(
    ("number", "unit", "lang", "expected"),
    [
        ("58", "percent", "en", "58%"),
        ("58", "percent", "de", "58\u00a0%"),
        ("14.3E+9", "usd", "en", "$14.3\u00a0billion"),
        ("14.3E+9", "usd", "de", "14,3\u00a0Milliarden\u00a0$"),
        ("-3", "usd", "en", "−$3"),
        ("58E+6", "tokens", "en", "58\u00a0million\u00a0output tokens"),
        ("1", "months", "en", "1\u00a0month"),
        ("1.0", "months", "en", "1.0\u00a0months"),
        ("1427", "elo", "en", "1,427\u00a0Elo"),
        ("1", "elo", "en", "1\u00a0Elo"),
        ("10", "times", "en", "10×"),
    ],
)
def test_units_stand_where_the_language_has_them(number: str, unit: str, lang: str, expected: str) -> None:
    assert writing.quantity(Quantity(Decimal(number)), BY_ID[unit], lang) == expected


def test_without_its_word_a_unit_keeps_its_sign() -> None:
    assert writing.quantity(Quantity(Decimal(9)), BY_ID["months"], with_unit=False) == "9"
    assert writing.quantity(Quantity(Decimal(9)), BY_ID["percent"], with_unit=False) == "9%"


@pytest.mark.parametrize("hedge", [hedge for hedge in Hedge if hedge])
def test_hedges_stand_before_the_number(hedge: Hedge) -> None:
    value = Quantity(Decimal(9), hedge)
    assert writing.quantity(value, BY_ID["percent"]) == f"{hedge} 9%"
    assert writing.quantity(value, BY_ID["percent"], with_hedge=False) == "9%"


def test_a_gain_may_carry_its_sign() -> None:
    shown = [writing.quantity(Quantity(Decimal(number)), None, signed=True) for number in ("3.6", "-5", "0")]
    assert shown == ["+3.6", "−5", "0"]


@pytest.mark.parametrize(
    ("written", "lang", "expected"),
    [
        ("2026-04-08", "en", "8 April 2026"),
        ("2026-04", "en", "April 2026"),
        ("2026", "en", "2026"),
        ("2025-summer", "en", "summer 2025"),
        ("2026-early", "en", "early 2026"),
        ("2023-Q3", "en", "third quarter of 2023"),
        ("2026-04-08", "de", "8. April 2026"),
        ("2025-summer", "de", "Sommer 2025"),
    ],
)
def test_dates_are_as_precise_as_written(written: str, lang: str, expected: str) -> None:
    assert plain(writing.date(day(written), lang)) == expected


def test_every_date_in_english_words_is_read_back() -> None:
    parts = (
        "",
        "-04",
        "-12-31",
        "-Q1",
        "-Q2",
        "-Q3",
        "-Q4",
        "-spring",
        "-summer",
        "-autumn",
        "-early",
        "-mid",
        "-late",
    )
    for part in parts:
        (found,) = numerals.dates(plain(writing.date(day(f"2025{part}"))))
        assert found.date == f"2025{part}"


def test_an_unknown_language_speaks_english() -> None:
    assert writing.cardinal(3, "xx") == "three"
    assert writing.cardinal(3, "de_AT") == "drei"


def test_cardinals_and_ordinals() -> None:
    assert [writing.cardinal(count) for count in (0, 1, 12, 13, 1427)] == ["zero", "one", "twelve", "13", "1,427"]
    assert [writing.ordinal(place) for place in (1, 4, 12, 13, 22)] == ["first", "fourth", "twelfth", "13th", "22nd"]
    assert [writing.ordinal_sign(place) for place in (1, 2, 3, 4, 11, 21)] == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "21st",
    ]
    assert (writing.ordinal(4, tied=True), writing.ordinal_sign(4, tied=True)) == ("joint fourth", "=4th")
    assert writing.ordinal_sign(4, "de") == "4."


def test_lists() -> None:
    assert [writing.either(list(items)) for items in ("", "a", "ab", "abc")] == ["", "a", "a or b", "a, b or c"]


@given(DECIMALS, st.sampled_from([*UNITS, None]), st.sampled_from(list(Hedge)))
def test_every_quantity_printed_is_read_back_within_its_interval(
    number: Decimal, unit: Unit | None, hedge: Hedge
) -> None:
    value = Quantity(number, hedge)
    printed = writing.quantity(value, unit)
    found = numerals.find(printed)
    assert len(found) == 1
    read = found[0].value
    assert read is not None
    assert abs(read) == abs(number)
    assert (read < 0) == (number < 0) or (unit is not None and unit.currency)
    low, high = value.interval()
    assert low <= Fraction(number)
    assert high is None or Fraction(number) <= high
    assert read.as_tuple().exponent >= min(number.as_tuple().exponent, 0)  # type: ignore[operator]
