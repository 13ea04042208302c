"""The stages together, on a small project: what a build writes, and that a failed one writes nothing."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import pipeline
from briefing.diagnostics import Failure
from tests.projects import TOPIC, tiny

BUILD = """
import sys
from pathlib import Path
from briefing import pipeline
list(pipeline.build(pipeline.open_project(Path(sys.argv[1]))))
"""


def written(root: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (root / "out").rglob("*") if path.is_file()}


def test_a_build_writes_each_audience_and_a_manifest_that_tells_its_hash(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    (edition,) = pipeline.build(project)
    files = written(tmp_path)
    manifest = json.loads(files["manifest.json"])
    assert files["buyer.pdf"].startswith(b"%PDF-")
    assert manifest["topic"] == TOPIC
    assert manifest["briefings"]["buyer"]["sha256"] == hashlib.sha256(files["buyer.pdf"]).hexdigest()
    assert manifest["briefings"]["buyer"]["edition"] == edition.stamp.edition


def test_an_edition_is_named_by_its_newest_source_and_changes_with_the_data(tmp_path: Path) -> None:
    (first,) = pipeline.build(tiny(tmp_path / "one"))
    gaps = (tmp_path / "one/data" / TOPIC / "gaps.yaml").read_text() + "# a remark\n"
    (second,) = pipeline.build(tiny(tmp_path / "two", {"gaps.yaml": gaps}))
    date, _, digest = first.stamp.edition.rpartition("-")
    assert second.stamp.edition.startswith(date)
    assert not second.stamp.edition.endswith(digest)


def test_a_failed_build_leaves_what_was_there(tmp_path: Path) -> None:
    list(pipeline.build(tiny(tmp_path)))
    before = written(tmp_path)
    broken = tiny(tmp_path, {"narrative/buyer.md": "## Prices\n\nIt costs {{ n('no/such-fact') }}.\n"})
    with pytest.raises(Failure) as caught:
        list(pipeline.build(broken))
    assert caught.value.diagnostics[0].code == "unknown-fact"
    assert written(tmp_path) == before


def test_the_same_input_gives_the_same_bytes_elsewhere(tmp_path: Path) -> None:
    made = []
    for name, zone, seed, locale in (("a", "UTC", "1", "C.UTF-8"), ("deeper/b", "Asia/Tokyo", "2", "de_DE.UTF-8")):
        root = tmp_path / name
        tiny(root)
        environ = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "LC_ALL": locale}
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
