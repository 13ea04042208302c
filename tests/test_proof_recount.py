"""Evidence that was changed does not follow from its own claims, or does not fit its pages, whatever seal it bears."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from briefing.dataset.facts import Status
from briefing.proof import testimony
from briefing.proof.recount import recount
from tests.projects import TINY
from tests.proving import Evidence, codes, forged, sample


def _claim_of(told: Evidence, fact: str) -> dict[str, Any]:
    claim: dict[str, Any] = told["claims"][told["facts"][fact]["claims"][0]]
    return claim


def _claim_value(told: Evidence) -> None:
    _claim_of(told, "heron/boil-time/post")["value"]["number"] = "153"


def _claim_and_fact_value(told: Evidence) -> None:
    _claim_value(told)
    told["facts"]["heron/boil-time/post"]["values"][0]["number"] = "153"


def _fact_value(told: Evidence) -> None:
    told["facts"]["heron/boil-time/post"]["values"][0]["number"] = "153"


def _more_digits(told: Evidence) -> None:
    _claim_of(told, "heron/boil-time/post")["value"]["number"] = "152.0"
    told["facts"]["heron/boil-time/post"]["values"][0]["number"] = "152.0"


def _status(told: Evidence) -> None:
    told["facts"]["heron/boil-time/post"]["status"] = "agreed"


def _hedge(told: Evidence) -> None:
    _claim_of(told, "plover/boil-time/post")["value"]["hedge"] = ""


def _claim_that_agrees(told: Evidence) -> None:
    """Nearly 51 agrees with the 49 that is printed, but the entry says nearly 50."""
    claims = [told["claims"][key] for key in told["facts"]["heron/price"]["claims"]]
    next(it for it in claims if it["value"]["hedge"] == "nearly")["value"]["number"] = "51"


def _written(told: Evidence) -> None:
    _claim_of(told, "heron-on-sale/date")["written"] = ["4 March 2025"]


def _rank(told: Evidence) -> None:
    _claim_of(told, "heron-on-sale/date")["rank"] = "deprecated"


def _conditions(told: Evidence) -> None:
    one, other = (told["facts"][key] for key in ("heron/boil-time/post", "heron/boil-time/vendor"))
    one["qualifiers"], other["qualifiers"] = other["qualifiers"], one["qualifiers"]


def _lines(told: Evidence) -> None:
    _claim_of(told, "heron/boil-time/vendor")["lines"] = [2, 2]


def _source(told: Evidence) -> None:
    del told["sources"]["post"]


def _repeats(told: Evidence) -> None:
    told["sources"]["post"]["derived_from"] = ["maker"]


def _derived(told: Evidence) -> None:
    next(it for it in told["derivations"].values() if it["kind"] == "ratio")["values"][0]["number"] = "1.27"


def _formula(told: Evidence) -> None:
    next(it for it in told["derivations"].values() if it["kind"] == "difference")["formula"] = "191 − 152"


def _inputs(told: Evidence) -> None:
    next(it for it in told["derivations"].values() if it["kind"] == "share")["inputs"].reverse()


def _counted(told: Evidence) -> None:
    told["derivations"]["count(sources of heron/price)"]["inputs"].append("another")


def _printed(told: Evidence) -> None:
    next(it for it in told["printed"] if it["text"].startswith("152"))["text"] = "153 seconds"


def _not_printed(told: Evidence) -> None:
    told["printed"] = []


def _printed_more(told: Evidence) -> None:
    told["printed"].append(
        {**told["printed"][0], "text": "152 seconds", "ref": "heron/boil-time/post", "where": "link"}
    )


def _label(told: Evidence) -> None:
    next(it for it in told["charts"]["boil-time"]["labels"] if it["text"] == "191")["text"] = "192"


def _label_moved(told: Evidence) -> None:
    labels = [it for it in told["charts"]["boil-time"]["labels"] if it["ref"]]
    labels[0]["ref"], labels[-1]["ref"] = labels[-1]["ref"], labels[0]["ref"]


def _direction(told: Evidence) -> None:
    told["measures"]["boil-time"]["direction"] = "higher"


def _unit(told: Evidence) -> None:
    told["units"]["seconds"]["other"] = "hundred seconds"


EVIDENCE = [
    (_claim_value, "evidence-mismatch"), (_claim_and_fact_value, "wrong-value"), (_fact_value, "evidence-mismatch"),
    (_more_digits, "wrong-value"), (_status, "evidence-mismatch"), (_hedge, "evidence-mismatch"),
    (_rank, "evidence-mismatch"), (_conditions, "evidence-mismatch"), (_lines, "unproved-numeral"),
    (_source, "evidence-mismatch"), (_repeats, "evidence-mismatch"), (_derived, "evidence-mismatch"),
    (_formula, "evidence-mismatch"), (_inputs, "evidence-mismatch"), (_counted, "evidence-mismatch"),
    (_printed, "wrong-value"), (_not_printed, "proof-incomplete"), (_printed_more, "proof-incomplete"),
    (_label, "chart-mismatch"), (_label_moved, "wrong-value"), (_direction, "evidence-mismatch"),
    (_unit, "wrong-value"), (_claim_that_agrees, "evidence-mismatch"), (_written, "evidence-mismatch"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "code"), EVIDENCE)
def test_changed_evidence_is_found_even_under_a_new_seal(change: Callable[[Evidence], None], code: str) -> None:
    assert code in codes(forged(sample(), told=change))
    assert "edited-evidence" in codes(forged(sample(), told=change, sealed=False))


def _by_other_rules(told: Evidence) -> None:
    told["rules"] = 0
    _status(told)


def test_what_other_rules_gave_is_told_as_that_and_not_as_an_edit() -> None:
    assert codes(forged(sample(), told=_by_other_rules)) == {"other-rules"}
    assert codes(forged(sample(), told=_by_other_rules, sealed=False)) == {"other-rules", "edited-evidence"}


def test_what_other_rules_gave_is_proved_where_ours_give_the_same() -> None:
    def older(told: Evidence) -> None:
        del told["rules"]

    assert codes(forged(sample(), told=older)) == set()


def test_the_rules_are_those_of_their_number() -> None:
    """Where this fails: raise `testimony.RULES`, and put an evidence of the new rules in the place of this one."""
    content = json.loads((TINY.parent / "rules" / f"{testimony.RULES}.json").read_text())
    told = testimony.testimony({**content, "statements": {}, "printed": [], "charts": {}})
    assert told.rules == testimony.RULES
    assert {it["status"] for it in content["facts"].values()} == set(Status)
    assert {it["kind"] for it in content["derivations"].values()} == {"count", "difference", "rank", "ratio", "share"}
    assert recount(told).findings == ()
