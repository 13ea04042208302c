"""What is made of the very same is not made again; what changed is, and for a reason that is told."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.building import pipeline
from briefing.diagnostics import Failure
from tests.projects import TOPIC, tiny

BUILD = "import sys\nfrom briefing.cli import main\nmain(['--root', sys.argv[1], 'build'])\n"


def two(root: Path, **claims: tuple[str, str]) -> dict[str, tuple[str, ...]]:
    """Build for a buyer and for a seller, who alone reads of the Egret; why each was made again."""
    project = tiny(root)
    folder = root / "data" / TOPIC
    (folder / "audiences/seller.yaml").write_text((folder / "audiences/buyer.yaml").read_text())
    more = '\nThe maker gives the other {{ n("egret/boil-time/vendor") }}.\n'
    (folder / "narrative/seller.md").write_text((folder / "narrative/buyer.md").read_text() + more)
    path = folder / "claims/maker.yaml"
    for old, new in claims.values():
        path.write_text(path.read_text().replace(old, new, 1))
    (edition,) = pipeline.build(project, cached=True)
    return {built.audience: built.because for built in edition.briefings}


def test_only_who_reads_of_a_changed_fact_gets_another_file(tmp_path: Path) -> None:
    assert two(tmp_path) == {"buyer": ("it was not made before",), "seller": ("it was not made before",)}
    files = {name: (tmp_path / "out" / TOPIC / f"{name}.pdf").read_bytes() for name in ("buyer", "seller")}
    assert two(tmp_path) == {"buyer": (), "seller": ()}
    because = two(tmp_path, egret=("value: 190", "value: 195"))
    assert because["buyer"] == ()
    assert "fact egret/boil-time/vendor changed" in because["seller"]
    assert "claim maker/L5/egret/boil-time/vendor changed" in because["seller"]
    assert not [reason for reason in because["seller"] if "heron" in reason]
    assert (tmp_path / "out" / TOPIC / "buyer.pdf").read_bytes() == files["buyer"]
    assert (tmp_path / "out" / TOPIC / "seller.pdf").read_bytes() != files["seller"]


def test_what_comes_from_the_cache_is_what_would_be_made(tmp_path: Path, cache_folder: Path) -> None:
    (made,) = pipeline.build(tiny(tmp_path / "one"))
    (kept,) = pipeline.build(tiny(tmp_path / "two"), cached=True)
    (recalled,) = pipeline.build(tiny(tmp_path / "three"), cached=True)
    assert kept.briefings[0].because
    assert not recalled.briefings[0].because
    assert made.briefings[0].pdf == kept.briefings[0].pdf == recalled.briefings[0].pdf
    assert made.briefings[0].evidence == recalled.briefings[0].evidence
    assert not list((tmp_path / "one").rglob("entries"))


def test_a_damaged_entry_is_made_again(tmp_path: Path, cache_folder: Path) -> None:
    (first,) = pipeline.build(tiny(tmp_path), cached=True)
    (entry,) = (path for path in (cache_folder / "entries").rglob("*") if path.is_file())
    entry.write_bytes(entry.read_bytes()[:-1000])
    (second,) = pipeline.build(tiny(tmp_path), cached=True)
    assert second.briefings[0].because == ("it is not in the cache any more",)
    assert second.briefings[0].pdf == first.briefings[0].pdf


def test_a_failed_build_keeps_nothing(tmp_path: Path, cache_folder: Path) -> None:
    broken = tiny(tmp_path, {"narrative/buyer.md": "## Prices\n\nIt costs {{ n('no/such-fact') }}.\n"})
    with pytest.raises(Failure):
        list(pipeline.build(broken, cached=True))
    assert [path for path in cache_folder.rglob("*") if path.is_file()] == []


def test_two_builds_side_by_side_both_end_right(tmp_path: Path) -> None:
    tiny(tmp_path)
    runs = [subprocess.Popen([sys.executable, "-c", BUILD, str(tmp_path)]) for _ in range(2)]
    assert [run.wait() for run in runs] == [0, 0]
    (again,) = pipeline.build(tiny(tmp_path), cached=True)
    assert again.briefings[0].because == ()
    assert (tmp_path / "out" / TOPIC / "buyer.pdf").read_bytes() == again.briefings[0].pdf
    assert [path.name for path in (tmp_path / "out" / TOPIC).iterdir() if path.name.startswith(".")] == []
