"""What a finished PDF says of itself, with nothing but the file; and what a build again shows."""

import io
import json
import os
from functools import partial
from pathlib import Path

import pikepdf
import pytest

from briefing import cli
from briefing.building import pipeline, workers
from briefing.diagnostics import Failure
from briefing.review import audit, selftest
from briefing.review import rebuild as rebuilding
from tests.projects import TINY, TOPIC, tiny


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    list(pipeline.build(tiny(root)))
    return root


@pytest.fixture(scope="module")
def pdf(root: Path) -> bytes:
    return (root / "out" / TOPIC / "buyer.pdf").read_bytes()


def test_a_built_pdf_is_proved(pdf: bytes) -> None:
    report = audit.audit(pdf)
    assert report.findings == ()
    assert report.lines[-1].startswith("proved: ")


def test_audit_and_manifest_count_the_same_figures(root: Path, pdf: bytes) -> None:
    manifest = json.loads((root / "out" / TOPIC / "manifest.json").read_text("utf-8"))
    figures = manifest["briefings"]["buyer"]["figures"]
    numerals = audit.examine(pdf).proof.emitted
    assert figures != numerals  # "3 March 2025" is one figure with two numerals, "ahead of" one with none
    assert audit.audit(pdf).lines[-1].endswith(f" {figures} figures printed by the build")
    assert audit.examine(pdf).figures == figures


def test_the_evidence_comes_out_as_it_went_in(pdf: bytes) -> None:
    evidence = json.loads(audit.extract(pdf))
    assert evidence["topic"]["id"] == TOPIC
    assert {item["ref"] for item in evidence["printed"]} <= evidence["facts"].keys() | evidence["derivations"].keys()


def test_a_printed_number_leads_to_its_claims(pdf: bytes) -> None:
    evidence = json.loads(audit.extract(pdf))
    item = next(item for item in evidence["printed"] if item["ref"] in evidence["facts"] and item["where"] == "link")
    lines = audit.why(pdf, item["text"])
    assert f"fact {item['ref']}" in lines
    assert any(line.lstrip().startswith("claim: ") for line in lines)


def test_a_number_that_is_not_printed_is_a_matter_of_usage(pdf: bytes) -> None:
    with pytest.raises(Failure) as caught:
        audit.why(pdf, "4711")
    assert (caught.value.status, caught.value.diagnostics[0].code) == (2, "not-printed")


def test_the_same_input_builds_the_same_file_again(root: Path, pdf: bytes) -> None:
    project = pipeline.open_project(root)
    assert rebuilding.rebuild(project, pdf).findings == ()


def test_a_build_from_other_data_says_what_differs(root: Path, pdf: bytes, tmp_path: Path) -> None:
    report = rebuilding.rebuild(tiny(tmp_path, {"gaps.yaml": "gaps: []\n"}), pdf)
    assert [(it.code, it.message) for it in report.findings] == [
        ("other-input", "the file was made of another dataset than the one here")
    ]


def test_a_file_with_other_bytes_is_told(root: Path, pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        target = io.BytesIO()
        opened.save(target)
    findings = rebuilding.rebuild(pipeline.open_project(root), target.getvalue()).findings
    assert [finding.code for finding in findings] == ["other-bytes"]


def test_a_fact_names_the_pages_that_print_it(root: Path) -> None:
    project = pipeline.open_project(root)
    (topic,) = pipeline.export(project).values()
    assert isinstance(topic, dict)
    printed = json.loads(audit.extract((root / "out" / TOPIC / "buyer.pdf").read_bytes()))["printed"]
    ref = next(item["ref"] for item in printed if item["ref"] in topic["facts"])
    assert any(line.startswith(f"printed in out/{TOPIC}/buyer.pdf, pages ") for line in pipeline.why(project, ref))


def test_every_gate_catches_what_it_is_tried_with(root: Path) -> None:
    trials = list(selftest.selftest(pipeline.open_project(root), crew=workers.pool(1, list)))
    assert {trial.name: trial.escaped for trial in trials if trial.escaped} == {}
    assert all(trial.tried for trial in trials if "rounded" not in trial.name and "swapped" not in trial.name)
    assert len(trials) == 10


def test_gates_that_could_not_be_tried_are_told(root: Path) -> None:
    with pytest.raises(Failure) as caught:
        list(selftest.selftest(pipeline.open_project(root), crew=workers.pool(1, partial(os._exit, 1))))
    assert [it.code for it in caught.value.diagnostics] == ["worker-lost"]


def test_a_number_that_begins_with_a_nine_can_have_been_another_before(tmp_path: Path) -> None:
    claims = (TINY / "data" / TOPIC / "claims/post.yaml").read_text("utf-8")
    assert "191" in claims
    project = tiny(tmp_path, {"claims/post.yaml": claims.replace("191", "991")})
    trials = {trial.name: trial for trial in selftest.selftest(project)}
    before = trials[f"{TOPIC}, buyer: what was printed before is changed"]
    assert (before.tried > 0, before.escaped) == (True, ())


@pytest.mark.parametrize(("content", "code"), [(b"plain text", "not-a-pdf"), (b"%PDF-1.7\nhalf a file", "damaged-pdf")])
def test_what_is_no_pdf_of_ours_is_a_finding(
    tmp_path: Path, content: bytes, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "other.pdf"
    path.write_bytes(content)
    assert cli.run(["audit", str(path)]) == cli.FINDINGS
    assert f"error[{code}]" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["audit"], ["extract"], ["why", "--page", "1"]])
@pytest.mark.parametrize("kind", ["pipe", "large"])
def test_what_has_no_end_is_not_read(
    tmp_path: Path, command: list[str], kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "briefing.pdf"
    if kind == "pipe":
        os.mkfifo(path)
    else:
        with path.open("wb") as file:
            file.truncate(10_000_000_000)
    assert cli.run([*command, str(path), *(["5"] if command[0] == "why" else [])]) == cli.FINDINGS
    assert f"error[{'unreadable-file' if kind == 'pipe' else 'file-too-large'}]" in capsys.readouterr().err


def test_findings_for_a_program_stand_alone(tmp_path: Path, pdf: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "briefing.pdf"
    path.write_bytes(pdf)
    assert cli.run(["audit", str(path), "--format", "json"]) == cli.DONE
    told = capsys.readouterr()
    assert json.loads(told.out)["errors"] == 0
    assert "proved: " in told.err


# --- a web page -----------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def page(root: Path) -> bytes:
    list(pipeline.build(pipeline.open_project(root), forms=("html",)))
    return (root / "out" / TOPIC / "buyer.html").read_bytes()


def test_a_built_page_is_proved_asked_and_built_again_like_a_pdf(root: Path, page: bytes, pdf: bytes) -> None:
    report = audit.audit(page)
    assert report.findings == ()
    assert report.lines[-1].startswith("proved: ")
    assert json.loads(audit.extract(page))["claims"] == json.loads(audit.extract(pdf))["claims"]
    item = next(it for it in json.loads(audit.extract(page))["printed"] if it["where"] == "link")
    asked = [line for line in audit.why(page, item["text"]) if "claim: " in line]
    assert asked
    assert asked == [line for line in audit.why(pdf, item["text"]) if "claim: " in line]
    assert rebuilding.rebuild(pipeline.open_project(root), page).findings == ()


def test_an_edited_page_is_found_out(root: Path, page: bytes) -> None:
    edited = page.replace(b"<h1>", b"<h1>4711 ")
    assert {finding.code for finding in audit.audit(edited).findings} == {"edited-pdf", "unproved-numeral"}
    rebuilt = rebuilding.rebuild(pipeline.open_project(root), edited)
    assert [finding.code for finding in rebuilt.findings] == ["other-bytes"]
    with pytest.raises(Failure) as caught:
        audit.audit(b"<!DOCTYPE html><p>Some page.")
    assert caught.value.diagnostics[0].code == "not-ours"
    with pytest.raises(Failure) as caught:
        audit.audit(b"<!DOCTYPE html>" + b"<b>" * 3000)
    assert caught.value.diagnostics[0].message == "the web page nests elements more than 100 deep"


def test_as_json_every_numeral_has_its_page_and_what_accounts_for_it(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "out" / TOPIC / "buyer.pdf"
    assert cli.run(["audit", "--format", "json", str(path)]) == cli.DONE
    told = json.loads(capsys.readouterr().out)
    (one,) = told["briefings"]
    proof = audit.examine(path.read_bytes())
    assert (one["topic"], one["audience"], one["proved"], one["sha256"]) == (TOPIC, "buyer", True, proof.sha256)
    assert len(one["numerals"]) == sum(one["kinds"].values()) == len(proof.proof.sightings) > 0
    assert all(it["kind"] for it in one["numerals"])
    assert {it["ref"] for it in one["numerals"] if it["ref"]} <= one["rests_on"].keys()
    assert one["rests_on"]["heron/boil-time/vendor"] == {
        "status": "single-source",
        "claims": [{"id": "maker/L3/heron/boil-time/vendor", "source": "maker", "lines": [3, 3]}],
    }
    assert one["rests_on"]["difference(heron/boil-time/post,egret/boil-time/post)"]["formula"] == "152 \u2212 191"
    assert told["errors"] == 0


def test_as_markdown_each_pdf_is_a_row_with_its_disputed_facts(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "out" / TOPIC / "buyer.pdf"
    assert cli.run(["audit", "--format", "markdown", str(path), str(path)]) == cli.DONE
    _, _, first, second = capsys.readouterr().out.splitlines()
    evidence = json.loads(audit.extract(path.read_bytes()))
    refs = {it["ref"] for it in evidence["printed"]}
    disputed = sum(evidence["facts"].get(ref, {}).get("status") == "disputed" for ref in refs)
    cells = [cell.strip() for cell in first.strip("|").split("|")]
    assert disputed
    assert first == second
    assert cells[:2] == [TOPIC, "buyer"]
    assert cells[3:] == [str(evidence["pages"]["count"]), str(len(evidence["printed"])), str(disputed), cells[-1]]


def test_one_file_that_is_wrong_does_not_hide_the_others(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other, path = tmp_path / "other.pdf", root / "out" / TOPIC / "buyer.pdf"
    other.write_bytes(b"plain text")
    assert cli.run(["audit", "--format", "json", str(other), str(path)]) == cli.FINDINGS
    told = json.loads(capsys.readouterr().out)
    assert [it["audience"] for it in told["briefings"]] == ["buyer"]
    assert [(it["code"], it["file"]) for it in told["diagnostics"]] == [("not-a-pdf", other.as_posix())]
