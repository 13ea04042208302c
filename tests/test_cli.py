"""The command line in this process: exit statuses, streams, and what is said of mistakes."""

import json
from pathlib import Path

import pytest

from briefing import cli, pipeline
from tests.projects import tiny


@pytest.fixture
def root(tmp_path: Path) -> str:
    tiny(tmp_path)
    return str(tmp_path)


def test_a_sound_project_checks_with_status_0(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--root", root, "check"]) == cli.DONE
    out, err = capsys.readouterr()
    assert out == ""
    assert "2 sources" in err


def test_findings_give_status_1_and_a_count(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(root) / "data/kettles/gaps.yaml").write_text("gaps: [{id: One, question: Why}]\n")
    assert cli.run(["--root", root, "check"]) == cli.FINDINGS
    err = capsys.readouterr().err
    assert " --> data/kettles/gaps.yaml:1:" in err
    assert err.endswith("1 error\n")


def test_findings_as_json_go_to_standard_output(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    (Path(root) / "data/kettles/gaps.yaml").write_text("gaps: [{id: One, question: Why}]\n")
    assert cli.run(["--root", root, "check", "--format", "json"]) == cli.FINDINGS
    assert json.loads(capsys.readouterr().out)["errors"] == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["bild"], "did you mean `build`?"),
        (["build", "-a", "byer"], "did you mean `buyer`?"),
        (["build", "--topic", "kettle"], "did you mean `kettles`?"),
        (["trace"], "--sources"),
        (["check", "--format", "xml"], "xml"),
    ],
)
def test_wrong_usage_gives_status_2(
    root: str, arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.run(["--root", root, *arguments]) == cli.USAGE
    assert said in capsys.readouterr().err


def test_a_folder_that_is_no_project_gives_status_2(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.run(["check"]) == cli.USAGE
    assert "error[no-project]" in capsys.readouterr().err


def test_a_fault_of_our_own_gives_status_3_and_keeps_the_traceback(
    root: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("a wheel came off")

    monkeypatch.setattr(pipeline, "check", broken)
    assert cli.run(["--root", root, "check"]) == cli.FAULT
    log = Path(capsys.readouterr().err.split()[-1])
    assert "a wheel came off" in log.read_text()
    log.unlink()


def test_a_build_says_what_it_made(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--root", root, "build"]) == cli.DONE
    assert "out/kettles/buyer.pdf" in capsys.readouterr().err
    assert cli.run(["--root", root, "list", "--format", "json"]) == cli.DONE
    (topic,) = json.loads(capsys.readouterr().out)
    assert topic["audiences"] == [{"id": "buyer", "built": "out/kettles/buyer.pdf", "also": []}]


def test_a_project_says_what_is_built_and_an_option_says_otherwise(
    root: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = Path(root) / "out/kettles"
    (Path(root) / "briefing.yaml").write_text("to: [md, txt]\n")
    assert cli.run(["--root", root, "build", "--to", "html"]) == cli.DONE
    assert sorted(path.name for path in folder.glob("buyer.*")) == ["buyer.html"]
    assert cli.run(["--root", root, "build"]) == cli.DONE
    assert sorted(path.name for path in folder.glob("buyer.*")) == ["buyer.html", "buyer.md", "buyer.txt"]
    capsys.readouterr()
    assert cli.run(["--root", root, "build"]) == cli.DONE
    assert capsys.readouterr().err.count("is up to date") == 2


def test_export_prints_records_or_the_schema(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--root", root, "export", "--format", "json"]) == cli.DONE
    assert "kettles" in json.loads(capsys.readouterr().out)
    assert cli.run(["--root", root, "export", "--schema"]) == cli.DONE
    assert "$defs" in json.loads(capsys.readouterr().out)


def test_trace_prints_a_table(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--root", root, "trace", "--sources", f"{root}/archive"]) == cli.DONE
    assert "100%" in capsys.readouterr().out


def test_a_failure_shows_the_users_line_wherever_they_stand(
    root: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (Path(root) / "data/kettles/gaps.yaml").write_text("gaps: [{id: One, question: Why}]\n")
    monkeypatch.chdir(Path(root) / "data")
    assert cli.run(["list"]) == cli.FINDINGS
    assert "1 | gaps: [{id: One, question: Why}]" in capsys.readouterr().err
