import os
import pickle
from pathlib import Path

import pytest

from briefing.dataset.check import check
from briefing.dataset.load import BUILTIN_UNITS, load
from briefing.dataset.model import Measure
from briefing.dataset.reconcile import reconcile
from briefing.diagnostics import Diagnostic, Place
from tests.projects import TINY, TOPIC, loaded, tiny


def codes(findings: tuple[Diagnostic, ...]) -> list[str]:
    return [finding.code for finding in findings]


def test_a_valid_topic_is_read_whole(tmp_path: Path) -> None:
    dataset, findings = loaded(tmp_path)
    assert findings == ()
    assert (dataset.id, dataset.topic.focus) == (TOPIC, "heron")
    assert list(dataset.sources) == ["maker", "post"]
    assert list(dataset.subjects) == ["heron", "egret", "plover", "wader-works"]
    assert list(dataset.measures) == ["date", "boil-time", "price", "finish"]
    assert list(dataset.charts) == ["boil-time", "sale"]
    assert list(dataset.tables) == ["figures", "all"]
    assert list(dataset.audiences) == list(dataset.narratives) == ["buyer"]
    assert dataset.narratives["buyer"].file == f"data/{TOPIC}/narrative/buyer.md"
    assert dataset.unread == {}
    assert len(dataset.claims) == 10


def test_the_source_at_the_head_of_a_file_is_that_of_its_entries(tmp_path: Path) -> None:
    text = "source: post\nclaims:\n  - {lines: 3, subject: egret, measure: price, value: 4}\n"
    text += "  - {source: maker, lines: 3, subject: egret, measure: price, value: 5}\nset_aside:\n"
    text += "  - {text: one, reason: R}\n"
    dataset, findings = loaded(tmp_path, {"claims/extra.yaml": text})
    assert findings == ()
    mine = [claim for claim in dataset.claims if claim.place.file.endswith("extra.yaml")]
    assert [claim.source for claim in mine] == ["post", "maker"]
    assert mine[0].at("source") == Place(f"data/{TOPIC}/claims/extra.yaml", 1, 9, 4)
    assert dataset.set_asides[0].source == "post"


def test_units_that_everyone_needs_are_built_in_and_can_be_replaced(tmp_path: Path) -> None:
    dataset, _ = loaded(tmp_path, {"measures.yaml": "units: [{id: percent, other: per cent}]\n"})
    assert dataset.units["percent"].other == "per cent"
    assert dataset.units["usd"] == BUILTIN_UNITS["usd"]
    assert dataset.measures["date"].kind == "date"


def test_findings_of_all_files_come_at_once_sorted_by_place(tmp_path: Path) -> None:
    files = {
        "gaps.yaml": "gaps:\n  - {id: a}\n  - {id: B, question: Q}\n",
        "claims/extra.yaml": "source: post\nclaims:\n  - {lines: 0, subject: heron, measure: price, value: 1}\n"
        "  - {lines: 3, subject: heron, measure: price, value: much}\n",
        "sources.yaml": "sources:\n  - id: 010\n",
        "narrative/buyer.md": "a\x00b",
        "statements.yaml": "statements: {",
    }
    dataset, findings = loaded(tmp_path, files)
    assert [(f.code, f.place.file.split("/", 2)[2], f.place.line) for f in findings if f.place] == [
        ("bad-lines", "claims/extra.yaml", 3),
        ("not-a-number", "claims/extra.yaml", 4),
        ("missing-key", "gaps.yaml", 2),
        ("bad-id", "gaps.yaml", 3),
        ("control-character", "narrative/buyer.md", 1),
        ("missing-key", "sources.yaml", 2),
        ("ambiguous-scalar", "sources.yaml", 2),
        ("yaml-syntax", "statements.yaml", 1),
    ]
    assert dataset.unread == {"claim": {"*"}, "gap": {"a", "B"}, "source": {"*"}, "statement": {"*"}}


def test_one_mistake_is_one_finding_even_where_much_depends_on_the_record(tmp_path: Path) -> None:
    mistakes = {
        "sources.yaml": ("kind: press", "kind: prss"),
        "subjects.yaml": ("id: heron, name", "id: heron, nam"),
        "measures.yaml": ("unit: seconds\n", "unit: [seconds]\n"),
        "events.yaml": ("dates:", "dtaes:"),
        "statements.yaml": ("kind: opinion", "kind: hunch"),
        "charts.yaml": ("kind: ranked", "kind: rnked"),
        "claims/post.yaml": ("lines: 3, measure", "lines: 0, measure"),
        "audiences/buyer.yaml": ("name: Buyer", "name: "),
    }
    for name, (right, wrong) in mistakes.items():
        text = (TINY / "data" / TOPIC / name).read_text("utf-8")
        assert right in text
        dataset, findings = loaded(tmp_path / name.replace("/", "-"), {name: text.replace(right, wrong)})
        found = [*findings, *check(dataset, reconcile(dataset))]
        assert len({finding.place and finding.place.line for finding in found}) <= 2, found
        assert all(finding.place and finding.place.file.endswith(name) for finding in found), found


@pytest.mark.parametrize("name", ["sources.yaml", "subjects.yaml", "measures.yaml", "events.yaml", "charts.yaml"])
def test_a_file_that_cannot_be_read_makes_nothing_unknown(tmp_path: Path, name: str) -> None:
    dataset, findings = loaded(tmp_path, {name: "a: b: c\n"})
    assert codes(findings) == ["yaml-syntax"]
    assert check(dataset, reconcile(dataset)) == ()


def test_without_a_topic_there_is_no_dataset_but_all_findings(tmp_path: Path) -> None:
    project = tiny(tmp_path, {"topic.yaml": "title: T\n", "gaps.yaml": "gap: []\n"})
    dataset, findings = load(project, TOPIC)
    assert dataset is None
    assert codes(findings) == ["unknown-key", "missing-key"]


def test_a_topic_that_does_not_exist_lacks_its_files(tmp_path: Path) -> None:
    dataset, findings = load(tiny(tmp_path), "nothing")
    assert dataset is None
    assert codes(findings) == ["missing-file"] * 4


def test_optional_files_may_be_empty_or_missing(tmp_path: Path) -> None:
    project = tiny(tmp_path, {"gaps.yaml": "", "statements.yaml": "# none yet\n"})
    (project.data / TOPIC / "tables.yaml").unlink()
    dataset, findings = load(project, TOPIC)
    assert findings == ()
    assert dataset is not None
    assert (dataset.gaps, dataset.statements, dataset.tables) == ({}, {}, {})


def test_a_link_out_of_the_project_is_not_followed(tmp_path: Path) -> None:
    project = tiny(tmp_path / "project")
    (tmp_path / "secret.yaml").write_text("gaps: []\n")
    path = project.data / TOPIC / "gaps.yaml"
    path.unlink()
    path.symlink_to(tmp_path / "secret.yaml")
    assert codes(load(project, TOPIC)[1]) == ["outside-project"]


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    path = project.data / TOPIC / "gaps.yaml"
    path.unlink()
    path.symlink_to("nowhere.yaml")
    assert codes(load(project, TOPIC)[1]) == ["unreadable-file"]


def test_a_file_that_nothing_reads_is_named(tmp_path: Path) -> None:
    strays = {
        "claim/a.yaml": "",
        "claims/b.yml": "",
        "topics.YAML": "",
        "README.md": "",
        "claims/.c.yaml": "",
        "n.txt": "",
    }
    _, findings = loaded(tmp_path, strays)
    assert codes(findings) == ["unknown-file"] * 3


def test_an_audience_is_called_as_its_file(tmp_path: Path) -> None:
    text = (TINY / "data" / TOPIC / "audiences/buyer.yaml").read_text("utf-8")
    assert loaded(tmp_path / "same", {"audiences/buyer.yaml": f"id: buyer\n{text}"})[1] == ()
    dataset, findings = loaded(tmp_path / "other", {"audiences/buyer.yaml": f"id: seller\n{text}"})
    assert codes(findings) == ["id-mismatch"]
    assert check(dataset, reconcile(dataset)) == ()


def test_of_two_records_with_one_id_the_first_counts(tmp_path: Path) -> None:
    dataset, findings = loaded(tmp_path, {"gaps.yaml": "gaps:\n- {id: a, question: Q}\n- {id: a, question: R}\n"})
    assert dataset.gaps["a"].question == "Q"
    assert codes(findings) == ["duplicate-id"]
    assert findings[0].notes == (f"first given at data/{TOPIC}/gaps.yaml:2",)


@pytest.mark.parametrize(
    ("chart", "code"),
    [
        ("{id: a, title: T}", "missing-key"),
        ("{id: a, title: T, kind: pie}", "bad-value"),
        ("{id: a, title: T, kind: [ranked]}", "bad-value"),
        ("a", "wrong-type"),
        ("{id: a, title: T, kind: 010}", "ambiguous-scalar"),
    ],
)
def test_a_chart_is_of_a_known_kind(tmp_path: Path, chart: str, code: str) -> None:
    _, findings = loaded(tmp_path, {"charts.yaml": f"charts:\n  - {chart}\n"})
    assert code in codes(findings)


def test_a_set_aside_without_a_source_is_for_all(tmp_path: Path) -> None:
    dataset, findings = loaded(tmp_path, {"claims/extra.yaml": "set_aside:\n  - {text: one, reason: R}\n"})
    assert findings == ()
    assert dataset.set_asides[0].source is None


def test_any_line_may_be_lost_without_a_fault(tmp_path: Path) -> None:
    for number, source in enumerate(sorted((TINY / "data" / TOPIC).rglob("*.yaml"))):
        name = source.relative_to(TINY / "data" / TOPIC).as_posix()
        lines = source.read_text("utf-8").splitlines()
        project = tiny(tmp_path / str(number))
        for index in range(len(lines)):
            (project.data / TOPIC / name).write_text("\n".join(lines[:index] + lines[index + 1 :]), "utf-8")
            dataset, _ = load(project, TOPIC)
            if dataset:
                check(dataset, reconcile(dataset))


def test_a_dataset_can_be_handed_to_another_process(tmp_path: Path) -> None:
    dataset, _ = loaded(tmp_path)
    copy = pickle.loads(pickle.dumps(dataset))
    assert copy.claims == dataset.claims
    assert copy.charts["boil-time"].at("pick", "measure") == dataset.charts["boil-time"].at("pick", "measure")


def test_a_record_made_in_code_has_no_places() -> None:
    measure = Measure(id="a", name="A")
    assert measure.at("name") == measure.key_at("name") == measure.place == Place("")


def test_pipes_and_names_that_no_text_can_tell_are_findings_wherever_they_stand(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    folder = project.data / TOPIC
    os.mkfifo(folder / "stray")
    os.mkfifo(folder / "claims/extra.yaml")
    (folder / "endless").symlink_to("/dev/zero")
    (folder / "notes").mkdir()
    (folder / "notes" / os.fsdecode(b"a\xff")).touch()
    (folder / "a\nb.md").touch()
    (folder / "a b \u00e9.txt").touch()
    _, findings = load(project, TOPIC)
    assert [(it.code, it.place.file.split("/", 2)[2]) for it in findings if it.place] == [
        ("bad-file-name", "a\nb.md"),
        ("unreadable-file", "claims/extra.yaml"),
        ("outside-project", "endless"),
        ("bad-file-name", "notes/a\udcff"),
        ("unreadable-file", "stray"),
    ]
