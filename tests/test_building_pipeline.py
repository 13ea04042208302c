"""The stages together, on a small project: what a build writes, and that a failed one writes nothing."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.building import drafting, pipeline
from briefing.diagnostics import Failure, Severity
from briefing.editions import edition as editions
from briefing.editions import kept, manifest
from briefing.project import replace_file
from briefing.review import listing
from tests.projects import TOPIC, tiny

BUILD = """
import sys
from pathlib import Path
from briefing.building import drafting, pipeline
from briefing.editions import edition as editions, kept, manifest
list(pipeline.build(pipeline.open_project(Path(sys.argv[1]))))
"""


def written(root: Path) -> dict[str, bytes]:
    """The files under `out/<topic>/`, by their path there."""
    folder = root / "out" / TOPIC
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_build_writes_each_audience_and_a_manifest_that_tells_its_hash(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    (edition,) = pipeline.build(project)
    files = written(tmp_path)
    manifest = json.loads(files["manifest.json"])
    assert files["buyer.pdf"].startswith(b"%PDF-")
    assert manifest["topic"] == TOPIC
    assert manifest["briefings"]["buyer"]["sha256"] == hashlib.sha256(files["buyer.pdf"]).hexdigest()
    assert manifest["briefings"]["buyer"]["edition"] == edition.briefings[0].edition


def test_an_edition_is_named_by_its_newest_source_and_changes_with_what_is_printed(tmp_path: Path) -> None:
    first = edition(tmp_path / "one", "140", "140")
    date, _, digest = first.rpartition("-")
    second = edition(tmp_path / "two", "140", "141")
    assert second.startswith(date)
    assert not second.endswith(digest)


def test_an_edition_does_not_change_with_what_is_not_printed(tmp_path: Path) -> None:
    # The buyer is told neither what the Egret boils in by its maker's word, nor of a remark.
    assert edition(tmp_path / "one", "value: 190", "value: 190") == edition(
        tmp_path / "two", "value: 190", "value: 195"
    )
    assert edition(tmp_path / "three", "source: maker", "source: maker  # a remark") == edition(
        tmp_path / "four", "", ""
    )


def edition(root: Path, old: str, new: str) -> str:
    """The edition of the buyer's briefing with `new` in place of `old` in the maker's claims."""
    project = tiny(root)
    claims = root / "data" / TOPIC / "claims/maker.yaml"
    claims.write_text(claims.read_text().replace(old, new, 1))
    draft = drafting.draft(project, pipeline.sound(project, TOPIC), "buyer")
    return editions.stamp(project, draft).edition


def test_a_failed_build_leaves_what_was_there(tmp_path: Path) -> None:
    list(pipeline.build(tiny(tmp_path)))
    before = written(tmp_path)
    broken = tiny(tmp_path, {"narrative/buyer.md": "## Prices\n\nIt costs {{ n('no/such-fact') }}.\n"})
    with pytest.raises(Failure) as caught:
        list(pipeline.build(broken))
    assert caught.value.diagnostics[0].code == "unknown-fact"
    assert written(tmp_path) == before


def test_the_same_input_gives_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    here = {"TZ": "UTC", "PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}
    there = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "2", "LC_ALL": "de_DE.UTF-8", "FONTCONFIG_FILE": "/nonexistent"}
    made = []
    for name, more in (("a", here), ("deeper/b", there)):
        root = tmp_path / name
        tiny(root)
        environ = {**os.environ, **more}
        subprocess.run([sys.executable, "-c", BUILD, str(root)], check=True, env=environ, cwd=tmp_path)
        made.append(written(root))
    assert made[0] == made[1]


def test_unknown_names_are_a_matter_of_usage(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    for topics, audiences, code in ((("kettle",), (), "unknown-topic"), ((), ("byer",), "unknown-audience")):
        with pytest.raises(Failure) as caught:
            list(pipeline.build(project, topics, audiences))
        assert caught.value.status == 2
        assert [finding.code for finding in caught.value.diagnostics] == [code]
        assert "did you mean" in (caught.value.diagnostics[0].help or "")


def test_a_check_counts_what_it_looked_at(tmp_path: Path) -> None:
    report = pipeline.check(tiny(tmp_path))
    assert report.findings == ()
    assert report.lines[0].startswith(f"{TOPIC}: 2 sources, ")


def test_nothing_is_counted_of_a_topic_that_could_not_be_read_whole(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    (project.data / TOPIC / "sources.yaml").write_bytes(b"\xff\xfeA")
    report = pipeline.check(project)
    assert ([it.code for it in report.findings], report.lines) == (["bad-encoding"], ())


def test_a_check_warns_of_a_chart_or_table_only_where_it_is_known_that_nobody_prints_it(tmp_path: Path) -> None:
    project = tiny(tmp_path, {"narrative/buyer.md": "## How fast it is\n\nIt boils.\n"})
    found = [(it.code, it.severity, it.message) for it in pipeline.check(project).findings]
    unprinted = ("chart `sale`", "table `figures`", "table `all`")
    assert found == [("never-printed", Severity.WARNING, f"no audience prints the {it}") for it in unprinted]
    broken = tiny(tmp_path / "broken", {"narrative/buyer.md": "## How fast it is\n\n{{ nobody() }}\n"})
    assert [it.code for it in pipeline.check(broken).findings] == ["template-undefined"]


@pytest.mark.parametrize(
    ("asked", "advice"),
    [
        ("heron/prize", "did you mean `heron/price`?"),
        ("42.8%", "name the file that prints it first, or give the id of a fact"),
        ("out/kettles/buyer.pdf", "say as well what is asked of it, such as `42.8%`"),
    ],
)
def test_half_a_question_is_told_what_it_lacks(tmp_path: Path, asked: str, advice: str) -> None:
    with pytest.raises(Failure) as caught:
        pipeline.why(tiny(tmp_path), asked)
    (finding,) = caught.value.diagnostics
    assert (finding.message, finding.help) == (f"there is no fact `{asked}`", advice)


def test_an_export_has_every_claim_and_fact(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    exported = json.loads(json.dumps(pipeline.export(project)))[TOPIC]
    dataset = pipeline.sound(project, TOPIC)
    assert exported["claims"].keys() == {claim.id for claim in dataset.claims}
    assert {claim["fact"] for claim in exported["claims"].values()} >= exported["facts"].keys()


def test_a_trace_finds_what_no_claim_accounts_for(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    assert pipeline.trace(project, tmp_path / "archive").findings == ()
    claims = (tmp_path / "data" / TOPIC / "claims/maker.yaml").read_text().splitlines()
    last = max(index for index, line in enumerate(claims) if line.lstrip().startswith("- {"))
    shorter = tiny(tmp_path, {"claims/maker.yaml": "\n".join(claims[:last] + claims[last + 1 :]) + "\n"})
    assert "untraced-numeral" in {finding.code for finding in pipeline.trace(shorter, tmp_path / "archive").findings}


def test_a_text_that_was_edited_is_told_as_that(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    (tmp_path / "archive/post.txt").write_text("another text\n", "utf-8")
    (finding,) = pipeline.trace(project, tmp_path / "archive").findings
    assert finding.code == "source-text-missing"
    edited = hashlib.sha256(b"another text\n").hexdigest()
    assert finding.notes[1] == f"the `post.txt` there has another text, sha256 {edited}"


REWORDED = {"gaps.yaml": "gaps:\n  - {id: lifetime, question: How long will a kettle last?}\n"}


def test_an_edition_that_is_replaced_is_kept_under_its_name(tmp_path: Path) -> None:
    (first,) = pipeline.build(tiny(tmp_path))
    (second,) = pipeline.build(tiny(tmp_path, REWORDED))
    folder = tmp_path / "out" / TOPIC / "editions" / first.briefings[0].edition
    assert (folder / "buyer.pdf").read_bytes() == first.briefings[0].pdf
    listed = json.loads((folder / "manifest.json").read_bytes())["briefings"]["buyer"]
    assert listed["edition"] == first.briefings[0].edition
    assert listed["sha256"] == hashlib.sha256(first.briefings[0].pdf).hexdigest()
    assert (tmp_path / "out" / TOPIC / "buyer.pdf").read_bytes() == second.briefings[0].pdf


def test_nothing_changed_is_no_new_edition_and_says_so(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    (first,) = pipeline.build(project)
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    (again,) = pipeline.build(project)
    assert listing.summary(project, again) == (f"no new edition: {TOPIC} {first.briefings[0].edition} stands (buyer)",)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before


def test_a_build_that_is_killed_between_two_files_leaves_whole_ones_and_can_be_repeated(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (first,) = pipeline.build(tiny(tmp_path))
    (second,) = pipeline.build(tiny(tmp_path, REWORDED))
    whole = written(tmp_path)
    for stops in range(4):
        project = tiny(tmp_path / str(stops))
        editions.write(project, first)
        with monkeypatch.context() as patched:
            _kill_after(patched, stops)
            with pytest.raises(KeyboardInterrupt):
                editions.write(project, second)
        standing = written(tmp_path / str(stops))
        assert first.briefings[0].pdf in standing.values()
        assert {content for name, content in standing.items() if name.endswith(".pdf")} <= set(whole.values())
        editions.write(project, second)
        assert written(tmp_path / str(stops)) == whole


def _kill_after(patched: pytest.MonkeyPatch, files: int) -> None:
    """Let so many files be replaced, then interrupt."""
    left = iter(range(files))

    def replaced(path: Path, content: bytes) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        replace_file(path, content)

    for room in (kept, manifest, editions):
        patched.setattr(room, "replace_file", replaced)


def test_a_file_that_is_no_earlier_edition_stops_the_build_and_stays(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    list(pipeline.build(project))
    path = tmp_path / "out" / TOPIC / "buyer.pdf"
    path.write_bytes(path.read_bytes()[:-400])
    before = written(tmp_path)
    with pytest.raises(Failure) as caught:
        list(pipeline.build(project))
    assert [finding.code for finding in caught.value.diagnostics] == ["unreadable-edition"]
    assert "move it away" in (caught.value.diagnostics[0].help or "")
    assert written(tmp_path) == before


def test_a_web_page_stands_beside_the_pdf_and_is_the_same_each_time(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    (edition,) = pipeline.build(project, forms=("pdf", "html", "md", "txt"))
    page = tmp_path / "out" / TOPIC / "buyer.html"
    first = page.read_bytes()
    manifest = json.loads((page.parent / "manifest.json").read_text())
    assert manifest["companions"]["buyer.html"]["sha256"] == hashlib.sha256(first).hexdigest()
    assert manifest["companions"].keys() == {"buyer.html", "buyer.md", "buyer.txt"}
    assert manifest["briefings"].keys() == {"buyer"}
    assert [line.split()[0] for line in listing.summary(project, edition)] == [
        f"out/{TOPIC}/buyer.pdf",
        f"out/{TOPIC}/buyer.html",
        f"out/{TOPIC}/buyer.md",
        f"out/{TOPIC}/buyer.txt",
    ]
    page.unlink()
    list(pipeline.build(project, forms=("html",)))
    assert page.read_bytes() == first
    assert listing.listing(project)[0]["audiences"] == [
        {
            "id": "buyer",
            "built": f"out/{TOPIC}/buyer.pdf",
            "also": [f"out/{TOPIC}/buyer.{form}" for form in ("html", "md", "txt")],
        }
    ]


def test_a_web_page_that_fails_keeps_every_file_as_it_was(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    list(pipeline.build(project, forms=("pdf", "html")))
    before = written(tmp_path)
    (tmp_path / "templates" / "web").mkdir(parents=True)
    (tmp_path / "templates" / "web" / "data.html.j2").write_text('<a href="#nowhere">{{ _("Data table") }}</a>')
    with pytest.raises(Failure) as caught:
        list(pipeline.build(project, forms=("pdf", "html")))
    assert "dangling-link" in {finding.code for finding in caught.value.diagnostics}
    assert written(tmp_path) == before


def test_a_trace_reads_what_a_source_names_alone_and_no_more_than_a_text_may_have(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    archive = tmp_path / "archive"
    (archive / "endless.txt").symlink_to("/dev/zero")
    os.mkfifo(archive / "pipe.txt")
    assert pipeline.trace(project, archive).findings == ()
    large = b"1" * 10_000_001
    (archive / "large.txt").write_bytes(large)
    assert pipeline.trace(project, archive).findings == ()
    sources = project.data / TOPIC / "sources.yaml"
    known = hashlib.sha256((archive / "post.txt").read_bytes()).hexdigest()
    sources.write_text(sources.read_text().replace(known, hashlib.sha256(large).hexdigest()))
    with pytest.raises(Failure) as caught:
        pipeline.trace(project, archive)
    assert [it.code for it in caught.value.diagnostics] == ["file-too-large"]
