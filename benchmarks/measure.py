"""Commands timed side by side: in rounds, each once a round, so that what else the machine does touches all alike.

CPU seconds are user and system time of a command and all that it waited for; peak memory is that of its largest process.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

#: As users have it: modules are compiled once, not at every start.
ENVIRONMENT = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
PYTHON = sys.executable
BRIEFING = str(Path(sys.executable).with_name("briefing"))


@dataclass(frozen=True, slots=True)
class Command:
    """A command line, the folder and environment that it runs in, and what comes before it, untimed."""

    line: Sequence[str]
    folder: Path | None = None
    environment: Mapping[str, str] | None = None
    before: Callable[[], object] = lambda: None


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, seconds of CPU, and megabytes at the most."""

    wall: float
    cpu: float
    peak: float


def once(command: Command) -> Spent:
    """Run it to its end; raises RuntimeError with what it said where it fails."""
    command.before()
    start = perf_counter()
    process = subprocess.Popen(
        command.line,
        cwd=command.folder,
        env={**ENVIRONMENT, **(command.environment or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    assert process.stderr
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    wall = perf_counter() - start
    if process.returncode:
        raise RuntimeError(f"{command.line} failed: {said.decode()[-2000:]}")
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def rounds(commands: Mapping[str, Command], count: int) -> dict[str, Spent]:
    """The medians over `count` rounds, after one that is not counted; the command that begins moves by one."""
    names = list(commands)
    found: dict[str, list[Spent]] = {name: [] for name in names}
    for number in range(-1, count):
        for name in names[number % len(names) :] + names[: number % len(names)]:
            spent = once(commands[name])
            if number >= 0:
                found[name].append(spent)
    return {name: middle(spent) for name, spent in found.items()}


def middle(spent: Sequence[Spent]) -> Spent:
    """The median of each."""
    return Spent(*(median(getattr(it, key) for it in spent) for key in ("wall", "cpu", "peak")))


def table(title: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table of Markdown to the standard output."""
    lines = [head, ["---"] * len(head), *rows]
    sys.stdout.write(f"\n### {title}\n\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines))
    sys.stdout.flush()
