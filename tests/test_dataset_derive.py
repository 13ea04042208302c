"""Numbers worked out from facts."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.dataset import derive, reconcile
from briefing.dataset.facts import Dataset, Derivation, Fact
from briefing.dataset.values import Quantity
from briefing.diagnostics import Failure
from tests.making import Fields, claims, dataset

Entry = Fields | str | int


def held(measure: str, *values: object) -> tuple[Dataset, list[Fact]]:
    """A dataset with one fact a value, of subjects s0, s1, …; a list of values is a dispute, a dict has more keys."""
    entries = []
    for number, value in enumerate(values):
        for position, one in enumerate(value if isinstance(value, list) else [value]):
            fields = one if isinstance(one, dict) else {"value": one}
            entries.append({"subject": f"s{number}", "measure": measure, "source": f"a{position}", **fields})
    made = dataset(claims(*entries))
    return made, list(reconcile.reconcile(made).values())


def shown(found: Derivation) -> list[str]:
    return [str(value) for value in found.values]


def worked(
    kind: Callable[[Fact, Fact, Dataset], Derivation], a: object, b: object, measure: str = "score"
) -> Derivation:
    made, (one, other) = held(measure, a, b)
    return kind(one, other, made)


def about(value: object, hedge: str) -> dict[str, object]:
    return {"value": value, "hedge": hedge}


def code(caught: pytest.ExceptionInfo[Failure]) -> str:
    return caught.value.diagnostics[0].code


def test_a_difference_ends_at_the_coarsest_last_digit() -> None:
    found = worked(derive.difference, "75.1", "59.0")
    assert (found.id, found.kind, shown(found), found.unit) == (
        "difference(s0/score,s1/score)", "difference", ["16.1"], "points",
    )  # fmt: skip
    assert found.formula == "75.1 − 59.0"
    assert shown(worked(derive.difference, "75.1", "59")) == ["16"]
    assert shown(worked(derive.difference, "1.2 billion", "3 million")) == ["1.2E+9"]
    assert shown(worked(derive.difference, 52, 57)) == ["-5"]
    assert shown(worked(derive.difference, f"{'2' * 40}", f"{'1' * 40}")) == ["1" * 40]  # no digit is rounded away


@pytest.mark.parametrize(
    ("measure", "unit"), [("score", "points"), ("exam", "points"), ("tokens", "tokens"), ("cost", "usd")]
)
def test_a_difference_of_percentages_or_scores_is_in_points(measure: str, unit: str) -> None:
    assert worked(derive.difference, 57, 52, measure).unit == unit


def test_a_ratio_has_the_fewest_significant_digits() -> None:
    found = worked(derive.ratio, 52, 18)
    assert (found.id, shown(found), found.unit, found.formula) == (
        "ratio(s0/score,s1/score)", ["2.9"], "times", "52 ÷ 18",
    )  # fmt: skip
    assert shown(worked(derive.ratio, 50, 25)) == ["2.0"]
    assert shown(worked(derive.ratio, "52.0", "18.00")) == ["2.89"]
    assert shown(worked(derive.ratio, 99, "10.0")) == ["9.9"]


def test_rounding_up_into_one_more_digit_drops_it() -> None:
    assert shown(worked(derive.ratio, "99.9", "10")) == ["10"]


def test_a_share_is_in_percent() -> None:
    found = worked(derive.share, "58 million", "157 million", "tokens")
    assert (found.id, shown(found), found.unit) == ("share(s0/tokens,s1/tokens)", ["37"], "percent")
    assert found.formula == "58 million ÷ 157 million"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (about(52, "over"), 18, "over 2.8"),
        (52, about(18, "over"), "under 2.9"),
        (52, about(18, "under"), "over 2.8"),
        (52, about(18, "at least"), "up to 2.9"),
        (about(52, "about"), 18, "about 2.9"),
        (about(52, "about"), about(18, "nearly"), "about 2.9"),
        (52, about(18, "nearly"), "over 2.8"),
        (about(52, "nearly"), 18, "nearly 2.9"),
        (about(52, "over"), about(18, "up to"), "at least 2.8"),
    ],
)
def test_hedges_carry_over_and_rounding_keeps_them_true(one: object, other: object, expected: str) -> None:
    assert shown(worked(derive.ratio, one, other)) == [expected]


def test_a_hedge_of_what_is_taken_away_turns_round() -> None:
    assert shown(worked(derive.difference, 57, about(52, "over"))) == ["under 5"]
    assert shown(worked(derive.difference, 57, about(52, "up to"))) == ["at least 5"]


@pytest.mark.parametrize(("first", "second"), [("over", "over"), ("about", "over"), ("under", "nearly")])
def test_hedges_that_leave_the_result_open_are_refused(first: str, second: str) -> None:
    with pytest.raises(Failure) as caught:
        worked(derive.ratio, about(52, first), about(18, second))
    assert code(caught) == "open-ended"
    assert f"{first} 52 and {second} 18" in caught.value.diagnostics[0].message


def test_a_dispute_gives_a_value_for_every_combination_low_to_high() -> None:
    found = worked(derive.difference, [1672, 1676], [1427, 1444])
    assert shown(found) == ["228", "232", "245", "249"]
    assert found.formula == "(1,672 or 1,676) − (1,427 or 1,444)"


def test_what_has_no_number_or_another_unit_or_no_zero_is_refused() -> None:
    made = dataset(
        claims(
            {"measure": "cost", "value": "3 billion"},
            {"measure": "tokens", "value": "58 million"},
            {"measure": "date", "value": 2025},
            {"measure": "elo", "value": 1427},
            {"measure": "elo", "value": 1444, "subject": "y"},
            {"measure": "score", "value": 0},
        )
    )
    facts = reconcile.reconcile(made)

    def refused(kind: Callable[[Fact, Fact, Dataset], Derivation], a: str, b: str) -> str:
        with pytest.raises(Failure) as caught:
            kind(facts[a], facts[b], made)
        return code(caught)

    assert refused(derive.ratio, "x/cost", "x/tokens") == "unit-mismatch"
    assert refused(derive.difference, "x/date", "x/date") == "not-a-quantity"
    assert refused(derive.share, "x/elo", "y/elo") == "no-true-zero"
    assert refused(derive.ratio, "x/score", "x/score") == "division-by-zero"
    assert shown(derive.difference(facts["y/elo"], facts["x/elo"], made)) == ["17"]


def test_sources_that_differ_in_the_unit_give_nothing_to_reckon_with() -> None:
    made, (one, other) = held("cost", [27, {"value": 27, "unit": "months"}], 3)
    with pytest.raises(Failure) as caught:
        derive.ratio(one, other, made)
    assert caught.value.diagnostics[0].message == "sources give `s0/cost` in usd and in months"


def place(*values: object, measure: str = "score", direction: derive.Direction = "higher") -> Derivation:
    _, facts = held(measure, *values)
    return derive.rank(facts[0], facts, direction)


def test_a_rank_counts_those_ahead() -> None:
    found = place(52, 57, 57, 53, 18)
    assert (shown(found), found.tied, found.kind) == (["4"], False, "rank")
    assert found.id == "rank(s0/score,s1/score,s2/score,s3/score,s4/score)"
    assert found.formula == "52 among 57, 57, 53, 18 (higher is better)"
    assert shown(place(52, 57, 18, direction="lower")) == ["2"]
    assert shown(place(52)) == ["1"]


def test_a_rank_shared_is_tied() -> None:
    found = place(57, 57, 53, 60)
    assert (shown(found), found.tied) == (["2"], True)


def test_a_rank_under_dispute_is_every_place_that_is_possible() -> None:
    assert shown(place(52, [51, 53], 60)) == ["2", "3"]
    assert shown(place([40, 58], 50, 57)) == ["1", "3"]
    assert shown(place([50, 51], 40, 60)) == ["2"]


def test_a_rank_among_numbers_too_coarse_to_tell_is_open() -> None:
    assert shown(place("57.3", 57, 40)) == ["1", "2"]
    assert shown(place(57, about(57, "about"), 40)) == ["1", "2"]


def test_an_outvoted_claim_counts_in_ranks_and_comparisons_a_deprecated_one_does_not() -> None:
    best = {"value": 50, "rank": "preferred", "reason": "r"}
    gone = {"value": 60, "rank": "deprecated", "reason": "r"}
    assert shown(place([best, 60], 55)) == ["1", "2"]
    assert shown(place([50, gone], 55)) == ["2"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (57, 52, "ahead"),
        (57, 58, "behind"),
        (57, "57.0", "level"),
        (57, "57.3", "mixed"),
        ([56, 57], 55, "ahead"),
        ([56, 57], [50, 57], "mixed"),
        (about(60, "over"), 60, "mixed"),
        (about(61, "over"), 60, "ahead"),
        (about(60, "about"), 50, "ahead"),
    ],
)
def test_how_one_stands_to_the_other(one: object, other: object, expected: str) -> None:
    _, (a, b) = held("score", one, other)
    opposite = {"ahead": "behind", "behind": "ahead"}
    assert derive.holds(a, b, "higher") == expected
    assert derive.holds(b, a, "higher") == opposite.get(expected, expected)
    assert derive.holds(a, b, "lower") == opposite.get(expected, expected)


def test_dates_stand_to_each_other_too() -> None:
    _, (a, b, c) = held("date", "2025-07", "2025-07-31", "2026-03")
    assert derive.holds(a, c, "lower") == "ahead"
    assert derive.holds(a, b, "lower") == "mixed"
    assert derive.holds(a, a, "lower") == "level"


def test_terms_have_no_order() -> None:
    _, (a, b) = held("access", "open", "closed")
    with pytest.raises(Failure) as caught:
        derive.holds(a, b, "higher")
    assert code(caught) == "not-comparable"


def test_a_count_counts_each_once() -> None:
    found = derive.count("sources", ["a", "b", "a"])
    assert (found.id, shown(found), found.inputs) == ("count(sources)", ["2"], ("a", "b"))


NUMBERS = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent), st.integers(1, 99_999), st.integers(-2, 0)
)


@given(NUMBERS, NUMBERS)
def test_no_derived_number_has_more_digits_than_its_inputs(a: Decimal, b: Decimal) -> None:
    fewest = min(Quantity(a).digits, Quantity(b).digits)
    coarsest = max(Quantity(a).exponent, Quantity(b).exponent)
    for kind in (derive.ratio, derive.share, derive.difference):
        (value,) = worked(kind, a, b).values
        assert isinstance(value, Quantity)
        if kind is derive.difference:
            assert value.exponent == coarsest
        else:
            assert value.digits <= fewest


@given(NUMBERS, NUMBERS, st.sampled_from(["", "over", "under", "at least", "up to", "about"]), st.booleans())
def test_what_is_printed_is_not_more_than_holds(a: Decimal, b: Decimal, hedge: str, first: bool) -> None:
    hedges = [{"hedge": hedge} if hedge else {}, {}]
    one, other = hedges if first else reversed(hedges)
    made = worked(derive.ratio, {"value": a, **one}, {"value": b, **other})
    (value,) = made.values
    assert isinstance(value, Quantity)
    low, high = value.interval()
    exact = Fraction(a) / Fraction(b)
    assert low <= exact
    assert high is None or exact <= high


@given(st.lists(NUMBERS, min_size=2, max_size=5))
def test_ranks_of_all_are_a_fair_ranking(numbers: list[Decimal]) -> None:
    numbers = [Decimal(int(number)) for number in numbers]
    assume(len(set(numbers)) == len(numbers))
    _, facts = held("score", *numbers)
    ranks = [derive.rank(fact, facts, "higher").values for fact in facts]
    best_first = sorted(numbers, reverse=True)
    assert ranks == [(Quantity(Decimal(best_first.index(number) + 1)),) for number in numbers]
