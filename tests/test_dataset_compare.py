"""What changed between two states, fact by fact."""

from collections.abc import Mapping
from typing import Any

from briefing.dataset import plain
from briefing.dataset.compare import Changes, compare, differs
from briefing.dataset.reconcile import reconcile
from tests.making import Fields, claims, dataset

SCORE: Fields = {"id": "s1", "measure": "score", "value": 52}


def evidence(*entries: Fields, **more: object) -> dict[str, Any]:
    """The evidence of a dataset of these claims, as far as changes are concerned."""
    data = dataset(claims(*entries))
    return {
        "facts": {fact.id: plain.fact(fact, data) for fact in reconcile(data).values()},
        "claims": {claim.id: plain.claim(claim) for claim in data.claims},
        **more,
    }


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    return {change.id: change.kinds for change in compare(old, new).facts}


def test_the_same_is_no_change() -> None:
    found = compare(evidence(SCORE), evidence(SCORE))
    assert found == Changes()
    assert not found


def test_facts_come_and_go() -> None:
    other = {"id": "c", "measure": "cost", "value": 3}
    assert changed(evidence(SCORE), evidence(SCORE, other)) == {"x/cost": ("added",)}
    assert changed(evidence(SCORE, other), evidence(SCORE)) == {"x/cost": ("withdrawn",)}


def test_another_value_is_told_with_the_claim_that_gives_it() -> None:
    (found,) = compare(evidence(SCORE), evidence({**SCORE, "value": 53})).facts
    assert found.kinds == ("value", "claims")
    assert found.before is not None
    assert found.after is not None
    assert (found.before["values"][0]["number"], found.after["values"][0]["number"]) == ("52", "53")
    assert [(it.id, bool(it.before), bool(it.after)) for it in found.claims] == [("s1", True, True)]


def test_another_hedge_or_precision_is_another_value() -> None:
    for value in ({"hedge": "about"}, {"value": "52.0"}):
        assert "value" in changed(evidence(SCORE), evidence({**SCORE, **value}))["x/score"]


def test_a_dispute_begins_and_ends() -> None:
    rival = {"id": "s2", "source": "b", "measure": "score", "value": 60}
    disputed = evidence(SCORE, rival)
    assert changed(evidence(SCORE), disputed)["x/score"] == ("disputed", "value", "claims")
    assert changed(disputed, evidence(SCORE))["x/score"] == ("settled", "value", "claims")
    assert differs(evidence(SCORE)["facts"]["x/score"], disputed["facts"]["x/score"])


def test_a_rank_settles_a_dispute_and_says_so() -> None:
    rival = {"id": "s2", "source": "b", "measure": "score", "value": 60}
    ranked = evidence(SCORE, {**rival, "rank": "deprecated", "reason": "a slip"})
    assert changed(evidence(SCORE, rival), ranked)["x/score"] == ("settled", "value", "rank")


def test_another_source_for_the_same_value_is_a_change_of_claims_alone() -> None:
    second = {"id": "s2", "source": "b", "measure": "score", "value": 52}
    before, after = evidence(SCORE), evidence(SCORE, second)
    assert changed(before, after) == {"x/score": ("claims",)}
    assert not differs(before["facts"]["x/score"], after["facts"]["x/score"])


def test_a_claim_that_moved_to_another_line_is_the_same() -> None:
    moved = {**SCORE, "id": "s9", "lines": 7}
    assert not compare(evidence(SCORE), evidence(moved))


def test_another_reason_for_a_reading_or_a_rank_is_a_change_of_its_own() -> None:
    read = {**SCORE, "reading": "inferred", "because": "The list has it so."}
    before, after = evidence(read), evidence({**read, "because": "The table has it so."})
    assert changed(before, after) == {"x/score": ("explained",)}
    assert not differs(before["facts"]["x/score"], after["facts"]["x/score"])
    ranked = {"id": "s2", "source": "b", "measure": "score", "value": 60, "rank": "deprecated"}
    before, after = (evidence(SCORE, {**ranked, "reason": reason}) for reason in ("a slip", "an error"))
    assert changed(before, after) == {"x/score": ("explained",)}


def test_for_how_long_a_source_holds_is_no_change_of_it() -> None:
    before, after = (evidence(SCORE, sources={"a": {"id": "a", "valid_until": day}}) for day in (None, "2026-06-30"))
    assert not compare(before, after)


def test_statements_are_added_withdrawn_reworded_or_cited_otherwise() -> None:
    cite = {"source": "a", "lines": [1, 1]}
    said = {"anchor": "st-q", "id": "q", "says": "It is quiet.", "cites": [cite]}
    cases: tuple[tuple[dict[str, Any], dict[str, Any], str], ...] = (
        ({}, {"q": said}, "added"),
        ({"q": said}, {}, "withdrawn"),
        ({"q": said}, {"q": {**said, "says": "It is loud."}}, "reworded"),
        ({"q": said}, {"q": {**said, "cites": [cite, {"source": "b", "lines": [2, 2]}]}}, "cited"),
    )
    for before, after, kind in cases:
        (found,) = compare(evidence(SCORE, statements=before), evidence(SCORE, statements=after)).statements
        assert (found.id, found.kind) == ("q", kind)
    moved = {**said, "cites": [{"source": "a", "lines": [5, 6]}]}
    assert not compare(evidence(SCORE, statements={"q": said}), evidence(SCORE, statements={"q": moved}))
