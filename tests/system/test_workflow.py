"""The workflow, the action and the hook of this repository, run in clean clones as a code host and git run them.

`make clone` names this file: what they install comes from the package index, so they are no part of the suite. Beside
what a host does itself (checking out, keeping files from run to run) nothing is made up: every shell line runs, in
order, and the mail goes to a real server.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.mailserver import SECRET, Post, certified, serving, signs_in
from tests.projects import TINY, TOPIC
from tests.workflows import Runner, Step, commit, document, git, mails_by

ROOT = Path(__file__).parent.parent.parent
PULL = "github.event_name == 'pull_request'"
READERS = "address,audience\nada@example.org,investor\nbob@example.org,developer\ncleo@example.org,safety\n"


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This checkout as a repository: what would be committed, and nothing else."""
    origin = tmp_path_factory.mktemp("origin")
    for name in git(ROOT, "ls-files", "--cached", "--others", "--exclude-standard", "-z").split("\0"):
        if name and (ROOT / name).is_file():
            (origin / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, origin / name)
    commit(origin)
    return origin


@pytest.fixture(scope="module")
def clone(origin: Path) -> Path:
    """A clean clone of it, which the first test sets up."""
    git(origin, "clone", "--quiet", ".", "../clone")
    return origin.parent / "clone"


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the environment that the tests run in is found by what they run."""
    own = Path(sys.executable).parent
    monkeypatch.setenv("PATH", os.pathsep.join(it for it in os.environ["PATH"].split(os.pathsep) if Path(it) != own))
    monkeypatch.delenv("VIRTUAL_ENV", raising=False)
    monkeypatch.setenv("PIP_NO_COMPILE", "1")  # most of what is installed is never loaded here


# --- the workflow ---------------------------------------------------------------------------------------------


def test_the_workflow_builds_a_pull_request_and_sends_what_it_kept(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    correct_a_title(clone)
    commit(clone)
    runner = Runner(clone, tmp_path / "runner", {PULL: True})
    runner.run(steps("build"))
    runner.kept(next(step for step in steps("build") if step.get("id") == "keep"), kept)

    audiences = {path.stem for path in (clone / "data/muse-spark/audiences").glob("*.yaml")}
    assert audiences
    assert {path.stem for path in (kept / "muse-spark").glob("*.pdf")} == audiences
    assert all(f"| muse-spark | {name} |" in runner.summary for name in audiences)
    assert "**1 of statements, events and sources**" in runner.summary
    assert r"\(corrected\)" in runner.summary
    assert git(clone, "status", "--porcelain") == ""
    send(clone, kept, tmp_path, monkeypatch)


def send(clone: Path, kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second job, on a machine that has nothing but a clone of its own, what was kept, and the ledger."""
    git(folder, "clone", "--quiet", str(clone), "sender")
    sender, post = folder / "sender", Post(faults={"cleo@example.org": "rcpt 450 later"})
    shutil.copytree(kept, sender / "out", dirs_exist_ok=True)
    tls, authority = certified(folder)
    secrets = {"secrets.SMTP_PASSWORD": SECRET, "secrets.RECIPIENTS": READERS}
    runner = Runner(sender, folder / "send", {"vars.BRIEFINGS_LEDGER": str(folder / "ledger.sqlite3"), **secrets})
    *before, last = steps("send")
    with serving(post, tls=tls, **signs_in()) as port:
        mails_by(sender, port, authority)
        runner.run(before)
        with pytest.raises(AssertionError, match="--new-ledger"):
            runner.run([last])
        assert post.attempts == []
        by_hand = {**last, "run": "briefing send --new-ledger --only ada@example.org"}
        runner.run([by_hand])
        with pytest.raises(AssertionError, match="450 later"):
            runner.run([last])
        post.faults.clear()
        runner.run([last])
        runner.run([last])
    assert sorted(address for address, _ in post.taken) == ["ada@example.org", "bob@example.org", "cleo@example.org"]
    assert not any(SECRET in text or "ada@example.org" in text for text in runner.told)


def steps(job: str) -> list[Step]:
    found: list[Step] = document(ROOT / ".github/workflows/briefings.yml")["jobs"][job]["steps"]
    return found


def correct_a_title(folder: Path) -> None:
    """Change the record of one source, which every briefing that cites it prints."""
    path = folder / "data/muse-spark/sources.yaml"
    text, count = re.subn(r"(?m)^(    title: '.+)'$", r"\1 (corrected)'", path.read_text("utf-8"), count=1)
    assert count == 1
    path.write_text(text, "utf-8")


# --- the action -----------------------------------------------------------------------------------------------


def test_the_action_builds_a_pull_request_of_a_project_in_a_folder(
    clone: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    shutil.copytree(TINY, work / "notes")
    (work / ".gitignore").write_text("out/\n", "utf-8")
    commit(work)
    raise_a_value(work / "notes")
    commit(work)
    monkeypatch.setenv("GITHUB_ACTION_PATH", str(clone))
    runner = Runner(work, tmp_path / "runner", {PULL: True, "inputs.root": "notes"})
    action = document(clone / "action.yml")["runs"]["steps"]
    runner.run(action)
    runner.kept(action[-1], tmp_path / "kept")
    assert f"| {TOPIC} | buyer |" in runner.summary
    assert "147" in runner.summary
    kept = {path.relative_to(tmp_path / "kept").as_posix() for path in (tmp_path / "kept").rglob("*.*")}
    assert kept == {f"{TOPIC}/buyer.pdf", f"{TOPIC}/manifest.json", "proofs.json"}


def raise_a_value(folder: Path) -> None:
    path = folder / "data" / TOPIC / "claims" / "maker.yaml"
    text = path.read_text("utf-8")
    assert "value: 140" in text
    path.write_text(text.replace("value: 140", "value: 147"), "utf-8")


# --- the hook -------------------------------------------------------------------------------------------------


def test_the_hook_lets_a_sound_project_pass_and_stops_another(
    origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "hooks"))
    project = tmp_path / "project"
    shutil.copytree(TINY, project)
    commit(project)
    sound = hook(origin, project)
    assert sound.returncode == 0, sound.stdout + sound.stderr
    assert re.search(r"briefing check\.+Passed", sound.stdout)
    (project / "data" / TOPIC / "gaps.yaml").write_text("gaps: [{id: One, question: Why}]\n", "utf-8")
    git(project, "add", "--all")
    wrong = hook(origin, project)
    assert wrong.returncode == 1
    assert f"data/{TOPIC}/gaps.yaml:1" in wrong.stdout


def hook(origin: Path, project: Path) -> subprocess.CompletedProcess[str]:
    """What git would run before a commit, were this repository named in the project's settings."""
    command = [
        sys.executable,
        "-m",
        "pre_commit",
        "try-repo",
        str(origin),
        "briefing-check",
        "--all-files",
        "--verbose",
    ]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
