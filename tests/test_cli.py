"""The command line in this process: exit statuses, streams, and what is said of mistakes."""

import contextlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from briefing import cli
from briefing.building import pipeline
from briefing.cli import shell
from tests.projects import TOPIC, tiny


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
        (["bild"], "No such command 'bild'. Did you mean 'build'?"),
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


@pytest.mark.parametrize(
    ("command", "status", "code"),
    [
        ("build", 0, ""),
        ("check", 0, ""),
        ("check --nope", 2, "usage"),
        ("bild --nope", 2, "usage"),
        ("build -t nobody", 2, "unknown-topic"),
        ("list -t nobody", 2, "unknown-topic"),
        ("export -t nobody", 2, "unknown-topic"),
        ("trace", 2, "usage"),
        ("trace --sources .", 1, "source-text-missing"),
        ("diff nothing nowhere", 2, "unknown-edition"),
        ("send", 2, "no-delivery"),
        ("audit briefing.yaml", 1, "not-a-pdf"),
        ("ci init", 2, "usage"),
    ],
)
def test_json_is_one_document_whatever_happens(
    root: str, command: str, status: int, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(Path(root) / "data" / TOPIC, Path(root) / "data" / f"{TOPIC}-2")
    with contextlib.chdir(root):
        assert cli.run([*command.split(), "--format", "json"]) == status
        if command == "build":
            assert json.loads(capsys.readouterr().out)["errors"] == 0
            assert cli.run([*command.split(), "--format=json"]) == status  # with nothing to do
    told = json.loads(capsys.readouterr().out)
    assert (told["errors"] > 0) == (status > 0)
    assert code in [it["code"] for it in told["diagnostics"]] or not code


def test_a_fault_is_one_document_too(
    root: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("our own mistake")

    monkeypatch.setattr(pipeline, "load", broken)
    assert cli.run(["--root", root, "build", "--format", "json"]) == cli.FAULT
    out, err = capsys.readouterr()
    assert [it["code"] for it in json.loads(out)["diagnostics"]] == ["fault"]
    assert err.startswith("fault: briefing itself failed; the traceback is in ")
    Path(err.split()[-1]).unlink()


def test_a_fault_is_told_where_no_file_can_be_written(
    root: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("our own mistake\x1b[2J")

    monkeypatch.setattr(pipeline, "load", broken)
    monkeypatch.setattr(tempfile, "tempdir", str(Path(root) / "none"))
    assert cli.run(["--root", root, "check"]) == cli.FAULT
    err = capsys.readouterr().err
    assert "our own mistake\\x1b[2J" in err
    assert err.splitlines()[-1] == "fault: briefing itself failed; the traceback is above"


def test_what_is_typed_cannot_drive_the_terminal(root: str, capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in (["check", "--no\x1b[2J"], ["bi\x1b[2J"], ["build", "-t", "\x1b[2J"], ["why", "\x1b[2J"]):
        assert cli.run(["--root", root, *arguments]) == cli.USAGE
        assert "\x1b" not in "".join(capsys.readouterr())


HANG_UP = """
import os, signal
from briefing import cli
from briefing.building import pipeline
pipeline.load = lambda *_: os.kill(os.getpid(), signal.SIGHUP)
cli.main(["check"])
"""


@pytest.mark.usefixtures("interruptible")
def test_that_the_terminal_was_closed_is_told_where_somebody_can_read_it(root: str) -> None:
    done = subprocess.run([sys.executable, "-c", HANG_UP], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (shell.HUNG_UP, "the terminal was closed\n")


def test_the_statuses_are_the_same_in_the_help_and_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == cli.DONE
    told = capsys.readouterr().out.rpartition("Exit status: ")[2]
    written = (Path(__file__).parent.parent / "README.md").read_text("utf-8").partition("Exit status: ")[2]
    statuses = re.findall(r"(\d+) ([a-z ,]+)", " ".join(told.split()))
    assert [int(number) for number, _ in statuses] == [*range(6), shell.HUNG_UP, shell.INTERRUPTED, shell.TERMINATED]
    for number, words in statuses:
        assert f"{number} {words.strip()}" in " ".join(written.replace("`", "").split())


def test_the_help_says_of_each_command_what_it_does_in_whole_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == cli.DONE
    listed = capsys.readouterr().out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(listed) == len(cli.cli.commands)
    assert [line for line in listed if not line.endswith(".") or line.endswith("...")] == []
