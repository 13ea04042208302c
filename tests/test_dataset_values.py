"""Values: how precise they are, and when two of them can both be right."""

from decimal import Decimal

import pytest

from briefing.dataset.values import Hedge, Quantity, Term, agree, parse_date, parse_quantity


def quantity(text: str, hedge: Hedge = Hedge.NONE) -> Quantity:
    value = parse_quantity(text, hedge)
    assert value is not None
    return value


def test_a_quantity_keeps_the_precision_it_was_written_with() -> None:
    assert quantity("42.50").exponent == -2
    assert quantity("14.3 billion").number == Decimal("14.3E+9")
    assert quantity("14.3 billion").exponent == 8
    assert quantity("1,427").number == 1427
    assert quantity(f"{'12345678' * 5} million").number == Decimal(f"{'12345678' * 5}e6")  # not rounded to 28 digits


@pytest.mark.parametrize("written", [True, "12 apples", "1,42", Decimal("NaN"), "", "1e3"])
def test_what_is_no_number_is_no_quantity(written: bool | str | Decimal) -> None:
    assert parse_quantity(written) is None


@pytest.mark.parametrize("written", ["2026-02-30", "2026-13", "2026-Q5", "summer 2025", "26-01-01", True])
def test_an_impossible_date_is_none(written: bool | str) -> None:
    assert parse_date(written) is None


def test_a_season_spans_its_months() -> None:
    summer = parse_date("2025-summer")
    assert summer is not None
    assert (summer.first.isoformat(), summer.last.isoformat()) == ("2025-06-01", "2025-08-31")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (quantity("14 billion"), quantity("14.3 billion")),
        (quantity("80"), quantity("80.4")),
        (quantity("3 billion", Hedge.OVER), quantity("3.2 billion")),
        (quantity("9", Hedge.ABOUT), quantity("9.4")),
        (quantity("3", Hedge.NEARLY), quantity("2.9")),
        (parse_date("2025-summer"), parse_date("2025-07")),
    ],
)
def test_values_that_overlap_agree(one: Quantity, other: Quantity) -> None:
    assert agree(one, other)
    assert agree(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (quantity("52"), quantity("53")),
        (quantity("80.4"), quantity("80.5")),
        (quantity("1,427"), quantity("1,444")),
        (quantity("3", Hedge.NEARLY), quantity("3.6")),
        (Term("open"), Term("closed")),
        (parse_date("2025-04"), parse_date("2026-03")),
    ],
)
def test_values_that_only_touch_or_lie_apart_do_not_agree(one: Quantity, other: Quantity) -> None:
    assert not agree(one, other)
    assert not agree(other, one)
