"""The standard streams as they come: closed, full, left by whoever read; and text that would drive a terminal."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.base import streams
from tests.projects import TOPIC, tiny

HOSTILE = "a\x1b[2J\x07\x9b\u202e\x7f\ud800b\tc\nd\u200d"
SHOWN = "a\\x1b[2J\\x07\\x9b\\u202e\\x7f\\ud800b\tc\nd\u200d"


def briefing(root: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Run a command line of the shell in which `briefing` is the program, in the folder `root`."""
    program = f'briefing() {{ "{sys.executable}" -m briefing "$@"; }}\nset -o pipefail\n'
    return subprocess.run(["bash", "-c", program + command], cwd=root, capture_output=True, text=True, check=False)


def test_no_text_drives_the_terminal_and_lines_stay_lines(capsys: pytest.CaptureFixture[str]) -> None:
    streams.say(HOSTILE)
    streams.tell(HOSTILE, "e")
    assert tuple(capsys.readouterr()) == (f"{SHOWN}\n", f"{SHOWN}\ne\n")
    assert streams.visible("a\tb\nc\xa0d\u00e9") == "a\\tb\\nc\xa0d\u00e9"


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ("export > /dev/full", "No space left on device"),
        ("check --format json > /dev/full", "No space left on device"),
        ("--help > /dev/full", "No space left on device"),
        ("build --help > /dev/full", "No space left on device"),
        ("--version > /dev/full", "No space left on device"),
        ("export >&-", "it is closed"),
        ("export | true", "Broken pipe"),
    ],
)
def test_output_that_cannot_be_written_is_told_and_has_a_status_of_its_own(
    tmp_path: Path, command: str, reason: str
) -> None:
    tiny(tmp_path)
    done = briefing(tmp_path, f"briefing {command}")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (5, f"standard output could not be written: {reason}")
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr


def test_where_only_people_are_told_closed_streams_are_no_matter(tmp_path: Path) -> None:
    tiny(tmp_path)
    for closed in (">&-", "2>&-", "<&-", "<&- >&- 2>&-", "2>/dev/full", ">/dev/full"):
        done = briefing(tmp_path, f"briefing build --to txt {closed}")
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        assert "Traceback" not in done.stderr
    assert (tmp_path / f"out/{TOPIC}/buyer.txt").is_file()


def test_a_finding_keeps_its_status_where_it_cannot_be_written(tmp_path: Path) -> None:
    tiny(tmp_path, {"gaps.yaml": "gaps: [{id: One, question: Why}]\n"})
    assert briefing(tmp_path, "briefing check --format json > /dev/full").returncode == 1
    assert briefing(tmp_path, "briefing check 2> /dev/full").returncode == 1


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_json_stays_json_whatever_is_in_it(tmp_path: Path, encoding: str) -> None:
    code = """if True:
        import sys
        from briefing import console
        console.say(console.as_json([sys.argv[1]]))
        console.say(console.json_as_shown('["' + sys.argv[1].replace("\\x1b", "") + '"]'))"""
    text = "a\x1b[2J\x9b\u202e\x7f \u00e9 \u4e2d\U0001f600"
    environ = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-c", code, text], cwd=tmp_path, env=environ, capture_output=True, check=True
    )
    told = done.stdout.decode(encoding)
    whole, kept = told.split("]\n", 1)
    assert (json.loads(f"{whole}]"), json.loads(kept)) == ([text], [text.replace("\x1b", "")])
    assert not set("\x1b\x9b\u202e\x7f") & set(told)


def test_no_room_for_what_libraries_work_with_is_told_plainly(tmp_path: Path) -> None:
    tiny(tmp_path)
    done = briefing(tmp_path, "ulimit -f 20; briefing build --no-cache --jobs 1")
    assert done.returncode == 2
    assert done.stderr.startswith("error[no-room]: a temporary file cannot be written: File too large\n")
    assert not (tmp_path / f"out/{TOPIC}/buyer.pdf").exists()


def test_libraries_do_not_talk_to_whoever_builds(tmp_path: Path) -> None:
    tiny(tmp_path)
    done = briefing(tmp_path, "HOME=/dev/null MPLCONFIGDIR=/dev/null/none briefing build --no-cache")
    assert done.returncode == 0
    assert [line.partition("  ")[0] for line in done.stderr.splitlines()] == [f"out/{TOPIC}/buyer.pdf"]
