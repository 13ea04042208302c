"""What rounded numbers may stand for."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dataset.values import Hedge, Quantity
from briefing.wording import extents
from briefing.wording.languages import language


def quantity(number: str, hedge: Hedge = Hedge.NONE) -> Quantity:
    return Quantity(Decimal(number), hedge)


def test_bounds_span_all_values() -> None:
    assert extents.bounds([quantity("2.9"), quantity("2")]) == (Fraction(3, 2), Fraction(295, 100))
    assert extents.bounds([quantity("2"), quantity("5", Hedge.OVER)]) == (Fraction(3, 2), None)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (["-5", "-3"], ["3", "5"]),
        (["3", "5"], ["3", "5"]),
        (["-3", "5"], ["-3", "5"]),
        (["0", "-3"], ["0", "3"]),
    ],
)
def test_magnitudes_lose_a_sign_that_all_share(given: list[str], expected: list[str]) -> None:
    assert extents.magnitudes([quantity(it) for it in given]) == [quantity(it) for it in expected]


def test_a_hedge_turns_round_with_the_sign() -> None:
    assert extents.magnitudes([quantity("-5", Hedge.UNDER)]) == [quantity("5", Hedge.OVER)]
    assert extents.magnitudes([quantity("5", Hedge.UNDER)]) == [quantity("5", Hedge.UNDER)]


RATIOS = st.lists(
    st.builds(lambda d, e: Quantity(Decimal(d).scaleb(e)), st.integers(1, 9_999), st.integers(-3, 0)),
    min_size=1,
    max_size=3,
)


@given(RATIOS)
def test_words_for_ratios_and_shares_hold_for_everything_they_stand_for(values: list[Quantity]) -> None:
    low, high = extents.bounds(values)
    assert high is not None
    fractions = language("en").fractions
    for found in (extents.multiple((low, high)), extents.fraction((low, high), fractions)):
        match found:
            case ("over", number):
                assert low >= number
            case ("under", number):
                assert high <= number
            case ("nearly", number):
                assert number * Fraction(9, 10) <= low <= high <= number
            case ("about", number):
                assert number * Fraction(9, 10) <= low <= high <= number * Fraction(11, 10)
