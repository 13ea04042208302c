"""Claims to facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dataset import reconcile
from briefing.dataset.facts import Fact, Status
from briefing.dataset.values import Quantity
from tests.making import Fields, claims, dataset, source


def facts(*entries: Fields, **sources: str) -> dict[str, Fact]:
    """The facts of these claims; `b="a"` makes source b derive from source a."""
    made = [source(id_, derived_from=tuple(roots.split())) for id_, roots in sources.items()]
    return dict(reconcile.reconcile(dataset(claims(*entries), sources=made)))


def fact(*entries: Fields, **sources: str) -> Fact:
    (only,) = facts(*entries, **sources).values()
    return only


def said(value: object, by: str = "a", **fields: object) -> Fields:
    return {"measure": "score", "value": value, "source": by, **fields}


def shown(found: Fact) -> list[str]:
    return [str(value) for value in found.values]


def test_one_source_alone_is_a_single_source() -> None:
    found = fact(said(52), said(52, lines=3))
    assert (found.id, found.status, shown(found)) == ("x/score", Status.SINGLE_SOURCE, ["52"])
    assert reconcile.sources(found) == ("a",)


def test_two_independent_sources_agree() -> None:
    assert fact(said(52), said(52, "b")).status is Status.AGREED


def test_a_source_that_repeats_another_is_no_second_witness() -> None:
    assert fact(said(52), said(52, "b"), b="a").status is Status.SINGLE_SOURCE


def test_two_that_repeat_the_same_absent_source_are_one_witness() -> None:
    found = fact(said(52, "b"), said(52, "c"), a="", b="a", c="b")
    assert found.status is Status.SINGLE_SOURCE


def test_two_roots_of_one_repeater_are_two_witnesses() -> None:
    entries = (said(52, "c"), said(52), said(52, "b"))
    held = dataset(claims(*entries), sources=[source("c", derived_from=("a", "b"))])
    (found,) = reconcile.reconcile(held).values()
    assert reconcile.independent_sources(found, held) == ("a", "b")
    assert reconcile.sources(found) == ("c", "a", "b")


def test_sources_that_repeat_each_other_are_one_witness() -> None:
    assert fact(said(52), said(52, "b"), a="b", b="a").status is Status.SINGLE_SOURCE


def test_the_most_precise_value_without_a_hedge_is_printed() -> None:
    found = fact(said(9, hedge="about"), said("9.1", "b"), said(9, "c"), said("9.12", "d", hedge="about"))
    assert (found.status, shown(found)) == (Status.AGREED, ["9.1"])


@pytest.mark.parametrize("order", [("59.0", 59), (59, "59.0")])
def test_a_zero_after_the_point_is_kept_whoever_speaks_first(order: tuple[object, object]) -> None:
    assert shown(fact(said(order[0]), said(order[1], "b"))) == ["59.0"]


def test_a_hedged_value_is_printed_with_its_hedge_where_there_is_no_other() -> None:
    assert shown(fact(said(10, hedge="over"), said(10, "b", hedge="about"))) == ["about 10"]


@pytest.mark.parametrize(
    ("one", "other"),
    [(52, 53), ("80.4", "80.5"), (1427, 1444), ("14 billion", "15 billion"), ("89.45", "89.5")],
)
def test_numbers_that_differ_in_a_written_digit_are_a_dispute(one: object, other: object) -> None:
    # 89.45 rounds to 89.5 or stays below it: the intervals overlap, so that pair does agree.
    found = fact(said(one), said(other, "b"))
    assert (found.status is Status.DISPUTED) == (one != "89.45")


def test_a_disputed_fact_has_a_value_for_each_side_the_most_precise_first() -> None:
    found = fact(said(57), said("58.2", "b"), said(57, "c"), said("57.04", "d"))
    assert (found.status, shown(found), len(found.claims)) == (Status.DISPUTED, ["57.04", "58.2"], 4)
    with pytest.raises(ValueError, match="disputed"):
        _ = found.value


def test_a_vague_claim_takes_no_side() -> None:
    assert shown(fact(said(1427), said(1444, "b"), said(1430, "c", hedge="about"))) == ["1427", "1444"]


def test_units_that_differ_are_a_dispute_but_a_bare_score_may_be_percent() -> None:
    exam = {"measure": "exam"}
    assert fact(said(58, **exam), said(58, "b", unit="points", **exam)).status is Status.AGREED
    assert fact(said(58, **exam), said(58, "b", unit="months", **exam)).status is Status.DISPUTED


def test_deprecated_claims_are_kept_aside_and_settle_a_disagreement() -> None:
    wrong = said(53, "b", rank="deprecated", reason="a slip: its own table says otherwise")
    found = fact(said(52), wrong)
    assert (found.status, shown(found)) == (Status.SETTLED, ["52"])
    assert found.reason == "a slip: its own table says otherwise"
    assert [claim.source for claim in found.deprecated] == ["b"]
    assert [claim.source for claim in found.claims] == ["a"]


def test_a_deprecated_claim_that_agreed_settles_nothing() -> None:
    found = fact(said(52), said(52, "b"), said(52, "c", rank="deprecated", reason="an odd test"))
    assert (found.status, found.reason) == (Status.AGREED, None)


def test_a_fact_whose_claims_are_all_deprecated_is_none() -> None:
    assert facts(said(52, rank="deprecated", reason="wrong")) == {}


def test_preferred_claims_beat_normal_ones() -> None:
    best = said(52, rank="preferred", reason="it ran the test itself")
    found = fact(best, said(53, "b"), said(52, "c"))
    assert (found.status, shown(found), found.reason) == (Status.SETTLED, ["52"], "it ran the test itself")
    assert [claim.source for claim in found.claims] == ["a", "c"]
    assert [(claim.source, claim.rank) for claim in found.deprecated] == [("b", "normal")]


def test_a_preferred_claim_that_nobody_disputes_settles_nothing() -> None:
    assert fact(said(52, rank="preferred", reason="its own"), said(52, "b")).status is Status.AGREED


def test_preferred_claims_that_disagree_stay_disputed() -> None:
    entries = [said(value, by, rank="preferred", reason="r") for value, by in ((52, "a"), (53, "b"))]
    found = fact(*entries, said(53, "c"), said(60, "d"))
    assert (found.status, shown(found)) == (Status.DISPUTED, ["52", "53"])
    assert [claim.source for claim in found.claims] == ["a", "b", "c"]


def test_different_qualifiers_are_different_facts() -> None:
    fast, slow = {"with": {"mode": "fast"}}, {"with": {"mode": "slow", "by": "vendor"}}
    found = facts({**said(50), **fast}, {**said(58), **slow})
    assert list(found) == ["x/score/fast", "x/score/vendor/slow"]


def test_several_terms_are_several_facts_where_the_measure_says_so() -> None:
    several = {"measure": "input"}
    found = facts(said("text", **several), said("voice", **several), said("text", "b", **several))
    assert {id_: it.status for id_, it in found.items()} == {
        "x/input/text": Status.AGREED,
        "x/input/voice": Status.SINGLE_SOURCE,
    }
    other = fact(said("open", measure="access"), said("closed", "b", measure="access"))
    assert other.status is Status.DISPUTED


def test_dates_agree_where_one_is_a_coarser_word_for_the_other() -> None:
    when = {"measure": "date"}
    found = fact(said("2025-summer", **when), said("2025-07", "b", **when))
    assert (found.status, shown(found)) == (Status.AGREED, ["2025-07"])
    assert fact(said("2025-04", **when), said("2026-03", "b", **when)).status is Status.DISPUTED


VALUES = st.lists(
    st.tuples(
        st.decimals(min_value=0, max_value=100, places=1),
        st.sampled_from([None, "about", "over", "nearly", "up to"]),
        st.sampled_from(["normal", "normal", "preferred", "deprecated"]),
        st.sampled_from(["a", "b", "c"]),
    ),
    min_size=1,
    max_size=6,
)


@given(VALUES, st.randoms())
def test_no_claim_is_lost_no_value_is_made_up_and_the_order_of_files_decides_nothing(values, random) -> None:  # type: ignore[no-untyped-def]
    entries = [
        said(value, by, hedge=hedge, rank=rank, **({} if rank == "normal" else {"reason": "r"}))
        for value, hedge, rank, by in values
    ]
    found = facts(*entries)
    if all(rank == "deprecated" for _, _, rank, _ in values):
        assert found == {}
        return
    (only,) = found.values()
    assert len(only.claims) + len(only.deprecated) == len(entries)
    assert all(value in [claim.value for claim in only.claims] for value in only.values)
    assert all(isinstance(value, Quantity) for value in only.values)
    assert (len(only.values) > 1) == (only.status is Status.DISPUTED)
    random.shuffle(entries)
    (shuffled,) = facts(*entries).values()
    assert shuffled.status == only.status
