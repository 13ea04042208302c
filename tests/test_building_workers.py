"""The same results whoever does the work; a worker that is killed loses nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from subprocess import PIPE, STDOUT

import pytest

from briefing.building import workers
from briefing.building.workers import Lost, Step, done, in_order, pool
from briefing.diagnostics import Diagnostic, Failure

ROOT = Path(__file__).parent.parent
#: How many tasks of the program say that they are under way.
UNDER_WAY = {"interrupted": 0, "sleep": 2, "torn": 1, "killed": 0}


@dataclass(frozen=True)
class Square:
    number: int

    def __call__(self) -> tuple[int, int]:
        return self.number**2, os.getpid()


@dataclass(frozen=True)
class Killer:
    """Kills its worker as often as it says; a file counts."""

    number: int
    times: int
    file: Path

    def __call__(self) -> tuple[int, int]:
        with self.file.open("a") as file:
            file.write("x")
        if self.file.stat().st_size <= self.times:
            os.kill(os.getpid(), signal.SIGKILL)
        return self.number**2, os.getpid()


@dataclass(frozen=True)
class Wrong:
    def __call__(self) -> None:
        raise LookupError("a fault of the task")


FINDING = Diagnostic("unknown-topic", "a fault of the user")


@dataclass(frozen=True)
class Failing:
    def __call__(self) -> None:
        raise Failure([FINDING], status=2)


def nothing() -> None:
    pass


def test_every_task_gives_the_same_here_and_in_a_pool() -> None:
    tasks = [Square(number) for number in range(20)]
    here = {task: result[0] for task, result in done(tasks)}
    there = dict(done(tasks, pool(2, nothing)))
    assert here == {task: result[0] for task, result in there.items()} == {task: task.number**2 for task in tasks}
    assert os.getpid() not in {pid for _, pid in there.values()}


def test_what_was_done_out_of_order_is_given_in_order(tmp_path: Path) -> None:
    tasks: list[Square | Killer] = [Killer(1, 1, tmp_path / "once"), *map(Square, range(2, 6))]
    assert [task for task, _ in done(tasks, pool(2, nothing))] != tasks  # what killed its worker is done last
    (tmp_path / "once").unlink()
    assert [(task, result[0]) for task, result in in_order(tasks, pool(2, nothing))] == [
        (task, task.number**2) for task in tasks
    ]


@dataclass(frozen=True)
class Stair:
    """Takes some steps; kills its worker once before a step, and a file counts the steps begun."""

    left: int
    deadly: int
    file: Path

    def __call__(self) -> tuple[int, int] | Step:
        with self.file.open("a") as file:
            file.write(str(self.left))
        if self.left == self.deadly and self.file.read_text().count(str(self.left)) == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return Step(replace(self, left=self.left - 1)) if self.left else (self.left, os.getpid())


def test_a_task_is_done_when_its_last_step_is(tmp_path: Path) -> None:
    stairs = [Stair(number, 9, tmp_path / str(number)) for number in range(4)]
    for crew in (None, pool(2, nothing)):
        results = list(done(stairs, crew))
        assert [task.left for task, _ in results] == [0] * 4
        assert {task.file for task, _ in results} == {stair.file for stair in stairs}
    assert (tmp_path / "3").read_text() == "3210" * 2


def test_of_a_task_in_steps_only_what_was_under_way_is_done_again(tmp_path: Path) -> None:
    tasks: list[Stair | Square] = [Stair(3, 1, tmp_path / "steps"), Square(2)]
    results = dict(done(tasks, pool(1, nothing)))
    assert {result[0] for result in results.values()} == {0, 4}
    assert (tmp_path / "steps").read_text() == "32110"


def test_tasks_are_made_while_others_are_done() -> None:
    made: list[int] = []

    def tasks() -> Iterator[Square]:
        for number in range(50):
            made.append(number)
            yield Square(number)

    results = done(tasks(), pool(2, nothing))
    next(results)
    assert len(made) < 10
    assert len(list(results)) == 49


def test_a_worker_that_is_killed_loses_nothing(tmp_path: Path) -> None:
    tasks: list[Square | Killer] = [
        *(Square(number) for number in range(6)),
        Killer(7, 1, tmp_path / "once"),
        Square(8),
    ]
    results = dict(done(tasks, pool(2, nothing)))
    assert {task: result[0] for task, result in results.items()} == {task: task.number**2 for task in tasks}
    assert (tmp_path / "once").read_text() == "xx"


def test_what_kills_every_worker_is_given_up_and_nothing_else(tmp_path: Path) -> None:
    tasks: list[Square | Killer] = [
        Square(1),
        Killer(2, 99, tmp_path / "always"),
        *(Square(number) for number in range(3, 9)),
    ]
    results = dict(done(tasks, pool(2, nothing)))
    assert results.pop(tasks[1]) == Lost()
    assert {task: result[0] for task, result in results.items()} == {
        task: task.number**2 for task in tasks if isinstance(task, Square)
    }
    assert len((tmp_path / "always").read_text()) == 3  # in the pool, and twice alone


def test_a_worker_killed_from_outside_loses_nothing() -> None:
    results = done((Square(number) for number in range(40)), pool(2, nothing))
    first, (_, pid) = next(results)
    os.kill(pid, signal.SIGKILL)
    rest = dict(results)
    assert {first, *rest} == {Square(number) for number in range(40)}
    assert Lost() not in rest.values()


def test_a_fault_of_a_task_is_no_death_of_a_worker() -> None:
    with pytest.raises(LookupError, match="a fault of the task"):
        list(done([Wrong()], pool(2, nothing)))


def test_a_failure_of_a_task_comes_with_all_that_it_says() -> None:
    with pytest.raises(Failure) as caught:
        list(done([Failing()], pool(2, nothing)))
    assert (caught.value.diagnostics, caught.value.status) == ((FINDING,), 2)


def test_a_pool_is_renewed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_RENEWED_AFTER", 2)
    pids = {pid for _, (_, pid) in done((Square(number) for number in range(12)), pool(2, nothing))}
    assert len(pids) > 2


def begun(task: str, *more: str) -> subprocess.Popen[str]:
    """The program of `tests.working`, as soon as what it does is under way; in a group of its own, as a terminal makes one."""
    command = [sys.executable, "-m", "tests.working", task, *more]
    run = subprocess.Popen(command, cwd=ROOT, stdout=PIPE, stderr=STDOUT, text=True, start_new_session=True)
    assert run.stdout is not None
    lines = [run.stdout.readline() for _ in range(UNDER_WAY[task])]
    assert lines == ["under way\n"] * UNDER_WAY[task]
    return run


@pytest.mark.usefixtures("interruptible")
@pytest.mark.parametrize("how", ["fork", "spawn"])
@pytest.mark.parametrize("task", ["sleep", "torn"])
def test_an_interrupt_ends_all_workers_at_once_also_in_the_middle_of_a_result(task: str, how: str) -> None:
    run = begun(task, how)
    os.killpg(run.pid, signal.SIGINT)  # as a terminal does
    assert run.communicate(timeout=30)[0] == "interrupted\n"
    assert run.returncode == 0
    with pytest.raises(ProcessLookupError):
        ended(lambda: os.killpg(run.pid, 0))


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_is_no_concern_of_a_worker_that_still_loads() -> None:
    assert begun("interrupted", "spawn").communicate(timeout=60)[0] == "a\nb\n"


@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_a_worker_that_is_killed_in_the_middle_of_its_result_loses_nothing(how: str, tmp_path: Path) -> None:
    run = begun("killed", how, str(tmp_path))
    assert run.communicate(timeout=60)[0].split("\n") == ["a", "b", "c", "killed once", ""]
    assert run.returncode == 0


@pytest.mark.parametrize("how", ["fork", "spawn"])
def test_workers_go_when_whoever_gave_the_work_is_killed(
    how: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    run = begun("sleep", how)
    assert [*tmp_path.iterdir()]
    run.kill()
    run.communicate(timeout=30)
    with pytest.raises(ProcessLookupError):
        ended(lambda: os.killpg(run.pid, 0))
    assert not [*tmp_path.iterdir()]


def ended(ask: Callable[[], None]) -> None:
    """Ask until it raises, for as long as the system takes to clear up."""
    for _ in range(500):
        ask()
        time.sleep(0.01)
