"""Who printed something: by fact, source, claim and statement, over the editions that stand and those that are kept."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing import cli
from briefing.diagnostics import Failure, Severity
from briefing.editions import kept
from briefing.project import Project
from briefing.review.impact import Impact, impact, lines
from tests.editions import stored
from tests.projects import TOPIC, tiny
from tests.proving import built, sample

OLD = "2025-05-02-00000000"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The small project with its sample briefing built, and an earlier edition kept."""
    here = tiny(tmp_path)
    stored(tmp_path, OLD)
    path = kept.path_of(here, TOPIC, "buyer")
    path.write_bytes(sample())
    return here


def refs(found: Impact, kind: str) -> set[str]:
    return {rest.ref for rest in found.printings[0].rests if rest.kind == kind}


def test_a_fact_is_found_with_its_pages_and_what_is_worked_out_from_it(project: Project) -> None:
    found = impact(project, "heron/boil-time/post")
    assert [(it.edition, it.stands) for it in found.printings] == [("2025-05-02-aaaaaaaa", True), (OLD, False)]
    assert refs(found, "fact") == {"heron/boil-time/post"}
    assert any(ref.startswith("difference(") for ref in refs(found, "derivation"))
    (fact,) = [rest for rest in found.printings[0].rests if rest.kind == "fact"]
    assert 1 in fact.pages
    assert "152 seconds" in fact.texts


def test_briefings_editions_and_pages_are_counted_in_words_that_fit(project: Project) -> None:
    found = impact(project, "heron/boil-time/post")
    heads = [next(lines(replace(found, printings=found.printings[:number]))) for number in range(3)]
    counts = ["0 briefings, 0 editions", "1 briefing, 1 edition", "2 briefings, 2 editions"]
    assert heads == [f"fact heron/boil-time/post: {count}" for count in counts]
    assert any("  pages 1, 2, 3  " in line for line in lines(found))
    first = found.printings[0]
    lone = replace(first, rests=tuple(replace(rest, pages=(2,)) for rest in first.rests))
    assert any("  page 2  " in line for line in lines(replace(found, printings=(lone,))))


def test_a_source_is_behind_facts_derivations_and_statements(project: Project) -> None:
    found = impact(project, "post")
    assert {"heron/boil-time/post", "heron/price"} <= refs(found, "fact")
    assert "heron/boil-time/vendor" not in refs(found, "fact")
    assert refs(found, "statement") == {"quiet"}


def test_a_claim_and_a_statement_can_be_asked_for(project: Project) -> None:
    assert refs(impact(project, "post/L4/heron/price"), "fact") == {"heron/price"}
    assert refs(impact(project, "quiet"), "statement") == {"quiet"}


def test_what_repeats_a_source_rests_on_it_too(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    sources = (project.data / TOPIC / "sources.yaml").read_text()
    repeating = {"sources.yaml": sources.replace("    kind: press", "    kind: press\n    derived_from: maker")}
    path = kept.path_of(project, TOPIC, "buyer")
    path.parent.mkdir(parents=True)
    path.write_bytes(built(tmp_path / "other", repeating))
    assert "heron/boil-time/post" in refs(impact(project, "maker"), "fact")


def test_what_is_in_the_dataset_alone_was_printed_by_nobody(tmp_path: Path) -> None:
    assert impact(tiny(tmp_path), "heron/finish").printings == ()


def test_who_got_it_is_asked_of_whoever_knows(project: Project) -> None:
    found = impact(project, "heron/price", lambda topic, edition, audience: [f"{audience}@{edition}.example"])
    assert found.printings[1].recipients == (f"buyer@{OLD}.example",)
    assert f"  sent to 1: buyer@{OLD}.example" in list(lines(found))


def test_an_unknown_name_is_answered_with_the_nearest(project: Project) -> None:
    with pytest.raises(Failure) as caught:
        impact(project, "heron/prise")
    assert caught.value.status == 2
    assert caught.value.diagnostics[0].help == "did you mean `heron/price`?"


def test_a_file_that_cannot_be_read_is_told_not_passed_over(project: Project) -> None:
    path = kept.folder_of(project, TOPIC, OLD) / "buyer.pdf"
    path.write_bytes(path.read_bytes()[:9000])
    found = impact(project, "heron/price")
    assert [it.edition for it in found.printings] == ["2025-05-02-aaaaaaaa"]
    assert [(finding.code, finding.severity) for finding in found.findings] == [
        ("unreadable-edition", Severity.WARNING)
    ]


def test_the_command_writes_json(project: Project) -> None:
    result = CliRunner().invoke(
        cli.cli, ["--root", str(project.root), "impact", "heron/price", "--format", "json"], standalone_mode=False
    )
    content = json.loads(result.stdout)
    assert [it["audience"] for it in content["printings"]] == ["buyer", "buyer"]
    assert content["kinds"] == ["fact"]
