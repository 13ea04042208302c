"""Builds as they are run: several at once, interrupted, in parts; each ends right, or the next one goes on."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import cli
from briefing.base.folders import share
from briefing.editions import kept
from briefing.project import Project
from briefing.settings import open_project
from tests.projects import TOPIC, tiny


def copies(root: Path, count: int) -> Project:
    """A project with some topics that are all the same."""
    tiny(root)
    for number in range(1, count):
        shutil.copytree(root / "data" / TOPIC, root / "data" / f"{TOPIC}-{number}")
    return open_project(root, {})


def started(root: Path, *options: str) -> subprocess.Popen[str]:
    """A build in a process group of its own, as a terminal makes one; temporary files go to `temporary`."""
    command = [sys.executable, "-m", "briefing", "--root", str(root), "build", *options]
    there = {**os.environ, "TMPDIR": str(temporary(root))}
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True, env=there)


def temporary(root: Path) -> Path:
    folder = root / "temporary"
    folder.mkdir(exist_ok=True)
    return folder


def until(answer: Callable[[], object]) -> None:
    """Ask again until there is an answer; a build that hangs is ended by whoever runs the tests."""
    while not answer():
        time.sleep(0.01)


def gone(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize(
    ("send", "sent", "status", "word"),
    [(os.killpg, signal.SIGINT, 130, "interrupted"), (os.kill, signal.SIGTERM, 143, "terminated")],
)
def test_a_signal_leaves_whole_files_and_the_next_run_goes_on(
    tmp_path: Path, send: Callable[[int, int], None], sent: int, status: int, word: str
) -> None:
    project = copies(tmp_path, 6)
    build = started(tmp_path, "--jobs", "2")
    until(lambda: list(project.out.glob("*/buyer.pdf")) or build.poll() is not None)
    send(build.pid, sent)
    told = build.communicate(timeout=60)[1]
    assert (build.returncode, told.splitlines()[-1]) == (status, word), told
    until(lambda: gone(build.pid))
    made = list(project.out.glob("*/buyer.pdf"))
    assert 0 < len(made) < 6
    assert {kept.read(path).topic for path in made} == {path.parent.name for path in made}
    assert [path.name for path in project.out.rglob(".*")] == [".lock"]
    assert not [*temporary(tmp_path).iterdir()]

    again = started(tmp_path, "--jobs", "2")
    told = again.communicate(timeout=300)[1]
    assert again.returncode == 0, told
    assert len(list(project.out.glob("*/buyer.pdf"))) == 6
    recorded = told.count("is up to date") + told.count("no new edition")
    assert recorded >= len(made), told
    assert not [*temporary(tmp_path).iterdir()]


def test_a_build_in_this_process_alone_leaves_no_temporary_file(tmp_path: Path) -> None:
    tiny(tmp_path)
    build = started(tmp_path, "--jobs", "1")
    assert (build.communicate(timeout=300)[1], build.returncode)[1] == 0
    assert not [*temporary(tmp_path).iterdir()]


@pytest.mark.usefixtures("interruptible")
def test_a_build_whose_terminal_is_closed_ends_and_leaves_nothing_behind(tmp_path: Path) -> None:
    project = copies(tmp_path, 6)
    ours, theirs = pty.openpty()
    program = "import os, runpy; os.login_tty(0); runpy.run_module('briefing', run_name='__main__')"
    command = [sys.executable, "-c", program, "--root", str(tmp_path), "build", "--jobs", "2"]
    build = subprocess.Popen(command, stdin=theirs, start_new_session=True)
    os.close(theirs)
    until(lambda: list(project.out.glob("*/buyer.pdf")) or build.poll() is not None)
    os.close(ours)
    assert build.wait(timeout=60) == 129
    until(lambda: gone(build.pid))
    assert 0 < len(list(project.out.glob("*/buyer.pdf"))) < 6
    assert [path.name for path in project.out.rglob(".*")] == [".lock"]


def test_a_build_that_is_to_go_on_without_a_terminal_does(tmp_path: Path) -> None:
    project = copies(tmp_path, 2)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as `nohup` does
    build = started(tmp_path, "--jobs", "2")
    signal.signal(signal.SIGHUP, before)
    until(lambda: list(project.out.glob("*/buyer.pdf")) or build.poll() is not None)
    os.killpg(build.pid, signal.SIGHUP)
    told = build.communicate(timeout=60)[1]
    assert build.returncode == 0, told


def test_builds_side_by_side_both_end_right(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    shutil.copy(project.data / TOPIC / "audiences/buyer.yaml", project.data / TOPIC / "audiences/seller.yaml")
    shutil.copy(project.data / TOPIC / "narrative/buyer.md", project.data / TOPIC / "narrative/seller.md")
    builds = [started(tmp_path, "--to", "txt", *some) for some in ((), ("-a", "buyer"), ("-a", "seller"), ())]
    assert [(build.communicate(timeout=300)[1], build.returncode)[1] for build in builds] == [0] * 4
    listed = json.loads((project.out / TOPIC / "manifest.json").read_bytes())["companions"]
    assert set(listed) == {"buyer.txt", "seller.txt"}


def test_parts_are_all_together_and_share_nothing(tmp_path: Path) -> None:
    topics = copies(tmp_path, 5).topics()
    parts = [share(topics, (part, 3)) for part in (1, 2, 3)]
    assert sorted(topic for part in parts for topic in part) == list(topics)
    assert sorted(map(len, parts)) == [1, 2, 2]
    assert share((TOPIC,), (2, 3)) == ()


def test_a_part_builds_its_topics_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copies(tmp_path, 3)
    part = ["--root", str(tmp_path), "build", "--to", "txt", "--shard", "2/2"]
    assert cli.run(part) == cli.DONE
    assert [path.parent.name for path in tmp_path.glob("out/*/buyer.txt")] == [f"{TOPIC}-1"]
    assert cli.run(part) == cli.DONE
    capsys.readouterr()
    assert cli.run([*part[:-1], "4/4"]) == cli.DONE
    assert capsys.readouterr().err == "none of the topics is in part 4 of 4\n"
    assert len(list(tmp_path.glob("out/*/buyer.txt"))) == 1


def test_what_a_killed_build_left_is_cleared_up_by_the_next(tmp_path: Path) -> None:
    project = tiny(tmp_path)
    folder = project.out / TOPIC
    (folder / "editions/2025-01-01-abc").mkdir(parents=True)
    left = [folder / ".buyer.pdf.x1_y2z3w", folder / "editions/2025-01-01-abc/.manifest.json.abcdefgh"]
    others = [folder / ".gitkeep", folder / ".htaccess", folder / ".notes.old"]
    for path in (*left, *others):
        path.touch()
    build = started(tmp_path, "--to", "txt")
    assert (build.communicate(timeout=300)[1], build.returncode)[1] == 0
    assert [path.exists() for path in (*left, *others)] == [False] * 2 + [True] * 3


def test_an_interrupt_while_the_program_loads_is_told_in_a_word(tmp_path: Path) -> None:
    code = "import briefing.__main__ as it\ndef run(): raise KeyboardInterrupt\nit._run = run\nit.main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (130, "interrupted\n")


@pytest.mark.parametrize("bad", ["3/2", "0/2", "-1/2", "2", "1/2/3", "a/b", f"1/{'9' * 5000}"])
def test_what_is_no_part_is_told(tmp_path: Path, bad: str) -> None:
    tiny(tmp_path)
    assert cli.run(["--root", str(tmp_path), "build", "--shard", bad]) == cli.USAGE
