"""Text editions held against their evidence: each figure in its place, in the words that were printed."""

from collections.abc import Mapping, Sequence
from typing import Any

from briefing.text.proof import prove_text
from briefing.text.read import read_markdown
from tests.proving import evidence, sample

HERON, EGRET = "heron/boil-time/post", "egret/boil-time/post"


def told(*printed: tuple[str, str]) -> Mapping[str, Any]:
    """The evidence of the small project, as if these texts had been printed of these facts."""
    listed = [{"text": text, "ref": ref, "where": "text", "by": None} for text, ref in printed]
    return {**evidence(sample()), "printed": listed, "charts": {}}


def said(ref: str) -> str:
    """How the sample prints a fact."""
    found = (it["text"] for it in evidence(sample())["printed"] if it["ref"] == ref and it["where"] == "link")
    return str(next(found)).replace("\xa0", " ")


def codes(text: str, printed: Sequence[tuple[str, str]]) -> list[str]:
    return [finding.code for finding in prove_text(read_markdown(text), told(*printed))]


def test_figures_are_found_in_their_order_and_nowhere_else() -> None:
    one, other = (said(HERON), HERON), (said(EGRET), EGRET)
    text = f"It took {one[0]}, the other {other[0]}."
    assert codes(text, [one, other]) == []
    assert codes(text, [other, one]) == ["proof-incomplete", "unproved-numeral"]
    assert codes(text, [one]) == ["unproved-numeral"]
    assert codes(f"It took {one[0]}.", [one, one]) == ["proof-incomplete"]
    assert codes(f"It took {one[0]}, or {one[0]}.", [one]) == ["unproved-numeral"]


def test_a_figure_is_not_found_within_a_longer_number() -> None:
    one = (said(HERON), HERON)
    assert codes(f"It took 1{one[0]}.", [one]) == ["proof-incomplete", "unproved-numeral"]


def test_words_that_no_claim_gives_are_wrong_even_where_they_stand() -> None:
    assert codes("It took 4711 seconds.", [("4711 seconds", HERON)]) == ["wrong-value"]


def test_names_account_for_the_numerals_in_them_and_do_not_take_a_figures_place() -> None:
    evidence_ = told((said(HERON), HERON))
    name = f"Heron {said(HERON)} edition"
    subjects = {**evidence_["subjects"], "heron": {**evidence_["subjects"]["heron"], "name": name}}
    reading = read_markdown(f"The {name} took {said(HERON)}.")
    assert prove_text(reading, {**evidence_, "subjects": subjects}) == ()


def test_a_proof_that_has_nothing_to_find_fails() -> None:
    assert codes("Nothing here.", []) == ["proof-incomplete"]
