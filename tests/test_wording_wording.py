"""How facts, comparisons and conditions are worded."""

from decimal import Decimal

import pytest
from hypothesis import strategies as st

from briefing.dataset import derive, reconcile
from briefing.dataset.facts import Dataset, Derivation, Fact
from briefing.dataset.values import Hedge, Quantity
from briefing.wording import wording, writing
from tests.making import UNITS, Fields, claims, dataset, measure, plain

BY_ID = {unit.id: unit for unit in UNITS}


def held(*entries: Fields) -> tuple[Dataset, list[Fact]]:
    made = dataset(claims(*entries))
    return made, list(reconcile.reconcile(made).values())


def figure(*entries: Fields, unit: bool = True, hedge: bool = True, remarks: bool = False) -> str:
    made, (fact,) = held(*entries)
    return plain(wording.figure(fact, made, unit=unit, hedge=hedge, remarks=remarks))


def test_figures_of_facts() -> None:
    assert figure({"measure": "score", "value": 52}) == "52"
    assert figure({"measure": "exam", "value": "42.80"}) == "42.80%"
    assert figure({"measure": "exam", "value": 9, "hedge": "about"}) == "about 9%"
    assert figure({"measure": "exam", "value": 9, "hedge": "about"}, hedge=False) == "9%"
    assert figure({"measure": "cost", "value": "14.3 billion"}) == "$14.3 billion"
    assert figure({"measure": "tokens", "value": "58 million"}) == "58 million output tokens"
    assert figure({"measure": "tokens", "value": "58 million"}, unit=False) == "58 million"
    assert figure({"measure": "place", "value": 4}) == "4th"
    assert figure({"measure": "date", "value": "2026-04-08"}) == "8 April 2026"
    assert figure({"measure": "access", "value": "closed"}) == "closed weights"


def test_a_disputed_figure_names_every_side_lower_first_and_the_shared_unit_once() -> None:
    months = {"measure": "score", "unit": "months"}
    sides = [{**months, "value": 10}, {**months, "value": 9, "source": "b"}]
    assert figure(*sides) == "9 or 10 months"
    assert figure(*sides, remarks=True) == "9 or 10 months (sources disagree)"
    exams = [{"measure": "exam", "value": value, "source": by} for value, by in ((40, "a"), (58, "b"), (42, "c"))]
    assert figure(*exams) == "40%, 42% or 58%"
    terms = [{"measure": "access", "value": "open"}, {"measure": "access", "value": "closed", "source": "b"}]
    assert figure(*terms) == "open weights or closed weights", "in the order of the measure"


def test_sides_with_the_same_number_in_two_units_are_told_apart() -> None:
    cost = {"measure": "cost", "value": "27 billion"}
    assert figure(cost, {**cost, "source": "b", "unit": "tokens"}) == "$27 billion or 27 billion output tokens"


def test_what_one_claim_says() -> None:
    (claim,) = claims({"measure": "place", "value": 4})
    assert wording.said(claim, dataset([claim])) == "4th"


def test_facts_in_words() -> None:
    def in_words(**entry: object) -> str:
        made, (fact,) = held({"measure": "score", **entry})
        return plain(wording.in_words(fact, made))

    assert in_words(value=9, unit="months") == "nine months"
    assert in_words(value=9, unit="months", hedge="about") == "about nine months"
    assert in_words(value=1, unit="months") == "one month"
    assert in_words(value=13, unit="months") == "13 months"
    assert in_words(value="9.5", unit="months") == "9.5 months"
    assert in_words(measure="exam", value=9) == "9%"
    assert in_words(measure="place", value=4) == "fourth"
    assert in_words(value=10, unit="times", hedge="over") == "over ten times"
    assert in_words(value=2, unit="times") == "twice"
    assert in_words(value="0.5", unit="times") == "0.5×"


def test_comparisons() -> None:
    assert [wording.compared(standing) for standing in ("ahead", "behind", "level")] == [
        "ahead of",
        "behind",
        "level with",
    ]
    assert wording.compared("ahead", ahead="beats") == "beats"
    assert wording.compared("level", "de", ahead="schlägt") == "gleichauf mit"
    with pytest.raises(KeyError):
        wording.compared("mixed")


def test_ranks() -> None:
    made, facts = held(*({"subject": f"s{i}", "measure": "score", "value": v} for i, v in enumerate((52, 57, 57, 53))))
    fourth = derive.rank(facts[0], facts, "higher")
    first = derive.rank(facts[1], facts, "higher")
    assert (wording.place(fourth), wording.derived(fourth, made)) == ("fourth", "4th")
    assert (wording.place(first), wording.derived(first, made)) == ("joint first", "=1st")


def derivation(kind: str, *numbers: str, unit: str | None = None, hedge: Hedge = Hedge.NONE) -> Derivation:
    values = tuple(Quantity(Decimal(number), hedge) for number in numbers)
    return Derivation("d", kind, (), values, unit, "")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (derivation("ratio", "2.9", unit="times"), "2.9 times"),
        (derivation("ratio", "2.8", unit="times", hedge=Hedge.OVER), "over 2.8 times"),
        (derivation("share", "37", unit="percent"), "37%"),
        (derivation("difference", "16.1", unit="points"), "16.1 points"),
        (derivation("difference", "-1", unit="points"), "1 point"),
        (derivation("difference", "-5", unit="points", hedge=Hedge.UNDER), "over 5 points"),
        (derivation("difference", "-249", "-228", unit="elo"), "228 or 249 Elo"),
        (derivation("difference", "228", "232", "249", unit="elo"), "228 to 249 Elo"),
        (derivation("difference", "-3", "5", unit="points"), "−3 or 5 points"),
        (derivation("count", "3"), "3"),
        (derivation("rank", "4", "5"), "4th or 5th"),
    ],
)
def test_derivations(found: Derivation, expected: str) -> None:
    assert plain(wording.derived(found, dataset())) == expected


def test_a_signed_difference() -> None:
    found = derivation("difference", "-5", "3.6", unit="points")
    assert plain(wording.derived(found, dataset(), signed=True, unit=False)) == "−5 or +3.6"


@pytest.mark.parametrize(
    ("ratio", "expected", "as_times"),
    [
        ("2.9", "nearly triple", "nearly three times"),
        ("1.9", "nearly double", "nearly twice"),
        ("2.0", "about double", "about twice"),
        ("2.1", "more than double", "more than twice"),
        ("2.5", "more than double", "more than twice"),
        ("4.2", "more than quadruple", "more than four times"),
        ("5.9", "nearly six times", "nearly six times"),
        ("12.4", "more than twelve times", "more than twelve times"),
        ("13.4", "13.4 times", "13.4 times"),
        ("1.5", "1.5 times", "1.5 times"),
        ("0.37", "0.37 times", "0.37 times"),
    ],
)
def test_ratios_in_words(ratio: str, expected: str, as_times: str) -> None:
    found = derivation("ratio", ratio, unit="times")
    assert wording.ratio_words(found, dataset()) == expected
    assert wording.ratio_words(found, dataset(), as_times=True) == as_times


def test_ratio_words_hold_for_every_side_of_a_dispute() -> None:
    assert wording.ratio_words(derivation("ratio", "2.8", "2.9"), dataset()) == "nearly triple"
    assert wording.ratio_words(derivation("ratio", "2.1", "2.9"), dataset()) == "more than double"
    assert wording.ratio_words(derivation("ratio", "1.2", "2.9"), dataset()) == "1.2 or 2.9 times"


def test_open_ended_ratios() -> None:
    assert wording.ratio_words(derivation("ratio", "10", hedge=Hedge.OVER), dataset()) == "more than ten times"
    assert wording.ratio_words(derivation("ratio", "2.9", hedge=Hedge.UNDER), dataset()) == "under 2.9 times"


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("37", "less than half"),
        ("33", "about a third"),
        ("31.2", "nearly a third"),
        ("29.9", "less than a third"),
        ("46.5", "nearly half"),
        ("50.2", "about half"),
        ("56", "more than half"),
        ("65.5", "about two-thirds"),
        ("88", "more than three-quarters"),
        ("96", "nearly all"),
        ("4", "less than a tenth"),
        ("100", "100%"),
        ("140", "140%"),
    ],
)
def test_shares_in_words(share: str, expected: str) -> None:
    assert wording.share_words(derivation("share", share, unit="percent"), dataset()) == expected


def test_share_words_hold_for_every_side_of_a_dispute() -> None:
    assert wording.share_words(derivation("share", "27", "42", unit="percent"), dataset()) == "less than half"
    assert wording.share_words(derivation("share", "27", "62", unit="percent"), dataset()) == "27% or 62%"


def test_german_needs_no_other_code() -> None:
    ratio = derivation("ratio", "2.9", unit="times")
    assert wording.ratio_words(ratio, dataset(), "de") == "fast das Dreifache"
    assert wording.share_words(derivation("share", "37", unit="percent"), dataset(), "de") == "weniger als die Hälfte"
    assert writing.either(["9", "10"], "de") == "9 oder 10"


def test_conditions_end_with_who_measured() -> None:
    made, (fact,) = held({"measure": "exam", "value": 50, "with": {"mode": "slow", "by": "vendor"}})
    assert [name for name, _ in fact.qualifiers] == ["by", "mode"]
    assert wording.condition(fact, made) == "slow mode, reported by the maker"
    bare, (other,) = held({"measure": "exam", "value": 50})
    assert wording.condition(other, bare) == ""


DECIMALS = st.builds(
    lambda digits, exponent: Decimal(digits).scaleb(exponent), st.integers(-99_999, 99_999), st.integers(-3, 12)
)


def test_measures_without_terms_give_the_id() -> None:
    only = measure("kind", kind="term", terms={"a": "the first kind"})
    (claim,) = claims({"measure": "kind", "value": "a"}, measures=[only])
    assert wording.said(claim, dataset([claim], measures=[only])) == "the first kind"
