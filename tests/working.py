"""A program that has work done by two workers, for tests that kill some of it: `python -m tests.working TASK [spawn]`.

It says when a task is under way, and how the work ended. With `spawn`, the workers are started as where no process can
be forked: on macOS, or beside a second thread.
"""

import os
import signal
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import Any

from briefing.building.workers import Task, done, pool


@dataclass(frozen=True)
class Sleep:
    """Takes longer than any test."""

    def __call__(self) -> None:
        os.write(1, b"under way\n")
        time.sleep(600)


@dataclass(frozen=True)
class Torn:
    """Stays in the middle of its result."""

    def __call__(self) -> None:
        _begin_result()
        Sleep()()


@dataclass(frozen=True)
class Killed:
    """Is killed in the middle of its result the first time; a file tells."""

    file: Path

    def __call__(self) -> str:
        if not self.file.exists():
            self.file.touch()
            _begin_result()
            os.kill(os.getpid(), signal.SIGKILL)
        return "killed once"


@dataclass(frozen=True)
class Word:
    word: str

    def __call__(self) -> str:
        return self.word


def nothing() -> None:
    pass


def _begin_result() -> None:
    """Write the first part of a long result, as a worker that is stopped while it writes one has."""
    frame: Any = sys._getframe()
    while "result_queue" not in frame.f_locals:
        frame = frame.f_back
    queue = frame.f_locals["result_queue"]
    queue._wlock.acquire()
    os.write(queue._writer.fileno(), (1 << 20).to_bytes(4, "big") + b"a part of a result")


def main(task: str, how: str = "fork", folder: str = "") -> None:
    """Have the work done, and say what came of it."""
    tasks: dict[str, list[Task]] = {
        "interrupted": [Word("a"), Word("b")],
        "sleep": [Sleep(), Sleep()],
        "torn": [Torn()],
        "killed": [Killed(Path(folder, "once")), *map(Word, "abc")],
    }
    if how == "spawn":
        Thread(target=Event().wait, daemon=True).start()
    try:
        sys.stdout.writelines(sorted(f"{result}\n" for _, result in done(tasks[task], pool(2, nothing))))
    except KeyboardInterrupt:
        sys.stdout.write("interrupted\n")


if __name__ == "__mp_main__" and "interrupted" in sys.argv:  # a worker that was spawned reads this file first
    os.kill(os.getpid(), signal.SIGINT)
if __name__ == "__main__":
    main(*sys.argv[1:])
