"""Programs that `delivery.yaml` names, run for what they print: passwords, tokens, recipients."""

import subprocess
from collections.abc import Sequence
from pathlib import Path

from briefing.diagnostics import Diagnostic, Failure, Place

_SECONDS = 60


def output(command: Sequence[str], root: Path, place: Place | None) -> bytes:
    """What a command prints; no shell is used. Raises Failure `command-failed` (status 2).

    What it says on standard error is not passed on: it may hold the secret.
    """
    try:
        done = subprocess.run(  # noqa: S603  # the owner of the project named it
            command, cwd=root, capture_output=True, stdin=subprocess.DEVNULL, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        why = f"it gave no answer in {_SECONDS} s" if isinstance(error, subprocess.TimeoutExpired) else error.strerror
        raise _failure(command[0], f"cannot be run: {why}", place) from None
    if done.returncode:
        raise _failure(command[0], f"ended with status {done.returncode}", place)
    return done.stdout


def secret(command: Sequence[str], root: Path, place: Place | None) -> str:
    """The first line that a command prints; raises Failure `command-failed` where there is none."""
    lines = output(command, root, place).decode("utf-8", "replace").splitlines()
    if not lines or not lines[0].strip():
        raise _failure(command[0], "printed nothing", place)
    return lines[0].strip()


def _failure(program: str, what: str, place: Place | None) -> Failure:
    advice = "run it by hand in the project's folder"
    return Failure([Diagnostic("command-failed", f"the command `{program}` {what}", place, help=advice)], status=2)
