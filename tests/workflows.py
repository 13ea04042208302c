"""The shell lines of workflows, run here as a code host runs them: in order, in one folder, until one fails."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

Step = Mapping[str, Any]
_EXPRESSION = re.compile(r"\$\{\{\s*(.+?)\s*\}\}")


def document(path: Path) -> dict[str, Any]:
    """A workflow as plain values; `on` is what YAML 1.1 takes for true."""
    content: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return {"on" if key is True else key: value for key, value in content.items()}


@dataclass
class Runner:
    """A machine that runs steps in the folder `work`, with files for what they hand over beside it in `temp`.

    `values` is what expressions and conditions amount to; one that is not given is an error of the test.
    """

    work: Path
    temp: Path
    values: Mapping[str, object] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.temp.mkdir(parents=True)
        for name in ("path", "summary"):
            (self.temp / name).touch()

    @property
    def summary(self) -> str:
        """What the steps wrote into the summary."""
        return (self.temp / "summary").read_text("utf-8")

    def run(self, steps: Iterable[Step]) -> None:
        """Run every step that has shell lines and whose condition holds; what it used to say is in `told`."""
        for step in steps:
            if "run" in step and ("if" not in step or self.values[step["if"]]):
                more = {key: self.filled(value) for key, value in step.get("env", {}).items()}
                self.shell(self.filled(step["run"]), more, self.work / self.filled(step.get("working-directory", ".")))

    def filled(self, text: str) -> str:
        """A text with its expressions replaced by what they amount to."""
        return _EXPRESSION.sub(lambda found: str(self.values[found[1]]), text)

    def kept(self, step: Step, folder: Path) -> None:
        """Keep what a step uploads, below `folder`, as the host does: by its path from `out`."""
        for pattern in self.filled(step["with"]["path"]).split():
            found = sorted(self.work.glob(pattern))
            assert found, f"nothing is kept of {pattern}"
            for path in found:
                target = folder / str(path.relative_to(self.work)).rpartition("out/")[2]
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(path, target)

    def shell(self, lines: str, more: Mapping[str, str] | None = None, folder: Path | None = None) -> None:
        """Run lines as hosts do, ending with the first that fails."""
        done = subprocess.run(
            ["bash", "-e", "-c", lines],
            cwd=folder or self.work,
            env={**self._environment(), **(more or {})},
            capture_output=True,
            text=True,
            check=False,
        )
        self.told += [done.stdout, done.stderr]
        assert done.returncode == 0, f"{lines}\n{done.stdout}\n{done.stderr}"

    def _environment(self) -> dict[str, str]:
        first = reversed((self.temp / "path").read_text("utf-8").split("\n")[:-1])
        return {
            **os.environ,
            "CI": "true",
            "PATH": os.pathsep.join([*first, os.environ["PATH"]]),
            "RUNNER_TEMP": str(self.temp),
            "GITHUB_PATH": str(self.temp / "path"),
            "GITHUB_STEP_SUMMARY": str(self.temp / "summary"),
        }


def commit(folder: Path) -> str:
    """Put all that stands in `folder` under version control; the commit's hash."""
    if not (folder / ".git").exists():
        git(folder, "init", "--quiet", "--initial-branch", "main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "state")
    return git(folder, "rev-parse", "HEAD")


def git(folder: Path, *arguments: str) -> str:
    """What a git command says, with nothing of the user's own settings."""
    given = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    who = ["-c", "user.name=test", "-c", "user.email=test@example.org"]
    return subprocess.run(
        ["git", *who, *arguments], cwd=folder, env={**os.environ, **given}, capture_output=True, text=True, check=True
    ).stdout.strip()


def mails_by(project: Path, port: int, authority: Path) -> None:
    """Write what docs/ci.md says to write into `delivery.yaml`, for a server on this machine."""
    settings = {
        "server": {"host": "127.0.0.1", "port": port, "ca_file": str(authority)},
        "from": "Briefings <briefings@example.org>",
        "login": {"user": "ada", "password_env": "SMTP_PASSWORD"},
        "recipients": {"command": ["printenv", "RECIPIENTS"], "format": "csv"},
        "attempts": 1,
    }
    (project / "delivery.yaml").write_text(yaml.safe_dump(settings), "utf-8")
