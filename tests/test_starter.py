"""The example project: what `briefing init` writes is checked, traced, built and proved without a change."""

import shlex
from pathlib import Path

import pytest

from briefing import cli, starter
from briefing.building import pipeline
from briefing.diagnostics import Failure


def files(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_example_is_sound_and_accounts_for_every_number_of_its_sources(tmp_path: Path) -> None:
    starter.write(tmp_path)
    project = pipeline.open_project(tmp_path)
    assert pipeline.check(project).findings == ()
    assert pipeline.trace(project, tmp_path / "sources").findings == ()


def test_it_builds_at_once_and_shows_where_its_sources_disagree(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["init", "new/place"]) == cli.DONE
    assert "briefing --root new/place build" in capsys.readouterr().err
    assert cli.run(["--root", "new/place", "build", "--to", "pdf", "--to", "md"]) == cli.DONE
    out = tmp_path / "new/place/out/tram"
    assert cli.run(["audit", str(out / "resident.pdf")]) == cli.DONE
    assert "9,400 or about 12,000 people a day (sources disagree)" in (out / "resident.md").read_text("utf-8")


def test_each_command_it_names_can_be_pasted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["init", "Bob's own tram"]) == cli.DONE
    named = [line.strip()[2:] for line in capsys.readouterr().err.splitlines() if line.strip().startswith("- briefing")]
    assert len(named) == 3
    assert {cli.run(shlex.split(command)[1:]) for command in named} == {cli.DONE}


def test_what_is_there_stays_and_every_file_in_the_way_is_named(tmp_path: Path) -> None:
    starter.write(tmp_path)
    (tmp_path / "briefing.yaml").write_text("out: elsewhere\n", "utf-8")
    (tmp_path / "data/tram/gaps.yaml").unlink()
    before = files(tmp_path)
    with pytest.raises(Failure) as raised:
        starter.write(tmp_path)
    (finding,) = raised.value.diagnostics
    assert all(f"`{name}`" in finding.notes[0] for name in before)
    assert files(tmp_path) == before


def test_the_example_ignores_what_is_built(tmp_path: Path) -> None:
    assert Path(".gitignore") in starter.write(tmp_path)
    assert (tmp_path / ".gitignore").read_text("utf-8") == "/out/\n"
