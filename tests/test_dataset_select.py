"""Facts by measure and conditions."""

import pytest

from briefing.dataset import reconcile, select
from briefing.dataset.facts import Facts
from briefing.diagnostics import Failure
from tests.making import claims, dataset


def exam(subject: str, value: int, **conditions: str) -> dict[str, object]:
    return {"subject": subject, "measure": "exam", "value": value, "with": conditions}


FACTS: Facts = reconcile.reconcile(
    dataset(
        claims(
            exam("x", 50, mode="fast", by="vendor"),
            exam("x", 58, mode="slow", by="vendor"),
            exam("y", 40, by="vendor"),
            exam("y", 41, mode="fast", by="vendor"),
            exam("z", 30, by="lab", mode="fast"),
            {"subject": "x", "measure": "score", "value": 52},
        )
    )
)


def ids(**wanted: object) -> dict[str, str]:
    subjects = wanted.pop("subjects", ())
    found = select.facts_for(FACTS, "exam", wanted, subjects)  # type: ignore[arg-type]
    return {subject: fact.id for subject, fact in found.items()}


def test_facts_may_have_more_conditions_than_are_wanted() -> None:
    assert ids(mode="fast") == {
        "x": "x/exam/vendor/fast",
        "y": "y/exam/vendor/fast",
        "z": "z/exam/lab/fast",
    }


def test_the_fact_with_just_these_conditions_goes_before_those_with_more() -> None:
    assert ids(by="vendor", subjects=("y",)) == {"y": "y/exam/vendor"}


def test_subjects_come_in_the_order_asked_for_and_those_without_a_fact_are_left_out() -> None:
    assert list(ids(mode="fast", subjects=("z", "nobody", "x"))) == ["z", "x"]


def test_nothing_that_fits_is_an_empty_answer() -> None:
    assert ids(mode="medium") == {}


def test_several_that_fit_are_named() -> None:
    with pytest.raises(Failure) as caught:
        ids(by="vendor")
    (finding,) = caught.value.diagnostics
    assert finding.code == "ambiguous-fact"
    assert finding.message == "`x/exam` with by: vendor may be any of 2 facts"
    assert finding.notes == ("candidate: `x/exam/vendor/fast`", "candidate: `x/exam/vendor/slow`")


def test_every_ambiguous_subject_is_named() -> None:
    with pytest.raises(Failure) as caught:
        ids()
    assert [it.message.split(" with ")[0] for it in caught.value.diagnostics] == ["`x/exam`", "`y/exam`"]


def test_a_fact_by_its_id() -> None:
    assert select.fact(FACTS, "x/score").subject == "x"


def test_an_unknown_fact_comes_with_the_nearest() -> None:
    with pytest.raises(Failure) as caught:
        select.fact(FACTS, "x/scor")
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.message) == ("unknown-fact", "there is no fact `x/scor`")
    assert finding.help == "did you mean `x/score`?"
    assert finding.notes == ("known: `x/exam/vendor/fast`, `x/exam/vendor/slow`, `x/score`",)


def test_an_unknown_subject_is_held_against_all_facts() -> None:
    with pytest.raises(Failure) as caught:
        select.fact(FACTS, "zz/exam/lab/fast")
    assert caught.value.diagnostics[0].help == "did you mean `z/exam/lab/fast`?"
