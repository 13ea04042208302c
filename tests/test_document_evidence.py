import json
from pathlib import Path

from briefing.document.compose import Composition
from briefing.document.evidence import as_bytes, evidence
from tests.composing import composed, records


def made(root: Path) -> tuple[Composition, dict[str, object]]:
    dataset, facts = records(root)
    it = composed(root)
    content = evidence(dataset, facts, it.emissions, it.derivations, it.statements, it.sources, it.drawings)
    return it, json.loads(as_bytes(content))


def test_every_printed_figure_leads_to_its_fact_claims_and_sources(tmp_path: Path) -> None:
    composition, content = made(tmp_path)
    facts, derivations, claims, sources = (content[key] for key in ("facts", "derivations", "claims", "sources"))
    assert isinstance(facts, dict)
    assert isinstance(derivations, dict)
    assert isinstance(claims, dict)
    assert isinstance(sources, dict)
    refs = {it.ref for it in composition.emissions if it.ref}
    assert refs <= facts.keys() | derivations.keys()
    assert {ref for it in derivations.values() for ref in it["inputs"] if "/" in ref} <= facts.keys()
    assert {key for fact in facts.values() for key in (*fact["claims"], *fact["set_aside"])} == claims.keys()
    assert {claim["source"] for claim in claims.values()} <= sources.keys()


def test_what_is_not_printed_is_not_in_it(tmp_path: Path) -> None:
    _, content = made(tmp_path)
    assert isinstance(content["facts"], dict)
    assert "heron/finish" not in content["facts"]
    assert content["statements"] == {}


def test_values_keep_the_precision_they_were_written_with(tmp_path: Path) -> None:
    _, content = made(tmp_path)
    assert isinstance(content["claims"], dict)
    values = [claim["value"] for claim in content["claims"].values()]
    assert {"number": "50", "hedge": "nearly", "unit": "usd"} in values
    assert {"date": "2025-04", "hedge": ""} in values


def test_the_same_composition_gives_the_same_bytes(tmp_path: Path) -> None:
    assert as_bytes(made(tmp_path / "a")[1]) == as_bytes(made(tmp_path / "b")[1])
