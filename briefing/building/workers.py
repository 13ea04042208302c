"""Who does the work: this process, a pool of processes, or a cluster; told apart by nothing but an executor.

In: tasks, which are picklable values that can be called, and a crew. Out: each task with what it gave, in the order in
which they end. A task may end in a `Step`: the rest of its work, as a task that is given out anew, so that no worker is
left with a long rest while others have nothing to do. A worker that dies takes nothing with it: what was under way is
done again, each such task alone, so that the one that kills is known; after its second time it is given up, as `Lost`.
"""

import gc
import multiprocessing
import os
import shutil
import signal
import sys
import tempfile
import time
import weakref
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from multiprocessing.connection import wait as wait_for_any
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, TypeVar

from briefing.base import collector

#: How often a task may kill its worker before it is given up, and after how many tasks a pool is renewed: a process
#: that lays out page after page grows.
_TRIES = 2
_RENEWED_AFTER = 60
#: For how long nothing may be done before somebody asks whether there are workers at all: a cluster that grows with its
#: work takes minutes to begin.
_PATIENCE = 300.0
#: How often somebody looks whether a worker that died holds up the others, in seconds.
_GLANCE = 1.0
#: What a terminal sends to all that run in it.
_OF_TERMINAL = {getattr(signal, name) for name in ("SIGINT", "SIGHUP") if hasattr(signal, name)}

#: What a worker does: a value that can be pickled, called, and told apart from others.
Task = Callable[[], Any]
T = TypeVar("T", bound=Task)


@dataclass(frozen=True, slots=True)
class Step:
    """What a task gave that is not done yet: the task, of the same kind, that goes on with it."""

    rest: Any


@dataclass(frozen=True, slots=True)
class Lost:
    """What a task gave that killed every worker it was given to."""

    tries: int = _TRIES


@dataclass(frozen=True, slots=True)
class Crew:
    """How many tasks are done at once, how to call so many workers, how one tells that a worker died, how to send them
    home at once, how to break what a dead worker holds up, and why nobody is left to do anything, or "": the last two are
    asked where nothing was done for `_GLANCE` and for `_PATIENCE` seconds.
    """

    size: int
    call: Callable[[int], Executor]
    lost: tuple[type[BaseException], ...]
    dismiss: Callable[[Executor], None]
    look_after: Callable[[Executor], None] = lambda _: None
    gone: Callable[[], str] = lambda: ""


class GoneError(Exception):
    """Nobody is left who could do the work; the text says why."""


def pool(size: int, warm: Callable[[], object]) -> Crew:
    """Processes of this machine; each begins with `warm`, which loads what the tasks need.

    They are forked where that is safe when they are called, so that what is loaded already is shared. What they put into
    the folder for temporary files goes with them, for one that is killed cannot clear up.
    """

    def call(count: int) -> Executor:
        forked = _alone_in_here()
        context = multiprocessing.get_context("fork" if forked else "spawn")
        scratch = tempfile.mkdtemp(prefix="briefing-")
        executor = ProcessPoolExecutor(count, context, _begin, (warm, scratch))
        weakref.finalize(executor, shutil.rmtree, scratch, ignore_errors=True)
        with _undisturbed():
            for _ in range(count):
                executor.submit(_nothing)  # the first forks all workers, or each starts one
        if forked:
            _leave_results_to_workers(executor)
        return executor

    return Crew(size, call, (BrokenProcessPool,), _dismiss, _look_after)


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def done(tasks: Iterable[T], crew: Crew | None = None) -> Iterator[tuple[T, Any]]:
    """Each task with what it gave, or `Lost`; without a crew, this process does them one after the other.

    Tasks are taken one by one, as there is somebody to do them: making the next goes on beside the work.
    """
    if crew is None:
        yield from (_whole(task, lambda it: it()) for task in tasks)
        return
    rests: deque[T] = deque()
    waiting: Iterator[T] = iter(tasks)
    suspects: list[T] = []
    while (yield from _shift(waiting, rests, crew, suspects)):
        pass
    yield from (_whole(task, partial(_alone, crew=crew)) for task in suspects)


def in_order(tasks: Iterable[T], crew: Crew | None = None) -> Iterator[tuple[T, Any]]:
    """As `done`, but in the order of the tasks: each as soon as it and all before it are done. No task ends in a `Step`."""
    waiting = deque(tasks)
    given: dict[T, Any] = {}
    for task, result in done(tuple(waiting), crew):
        given[task] = result
        while waiting and waiting[0] in given:
            yield waiting[0], given.pop(waiting.popleft())


def _whole(task: T, do: Callable[[T], Any]) -> tuple[T, Any]:
    """The last step of a task, with what that gave; what tasks before it left is cleared up first."""
    collector.collect_much()
    result = do(task)
    while isinstance(result, Step):
        task = result.rest
        result = do(task)
    return task, result


def _shift(
    waiting: Iterator[T], rests: deque[T], crew: Crew, suspects: list[T]
) -> Generator[tuple[T, Any], None, bool]:
    """The work of one crew, until nothing is left, it is to be renewed, or it breaks; whether more may be waiting.

    What was under way when a worker died is among the `suspects` then; `rests` are what steps leave to be done.
    """
    under_way: dict[Future[Any], T] = {}
    left = crew.size * _RENEWED_AFTER
    with _called(crew, crew.size) as executor:
        executor.submit(_nothing)  # the workers begin to load while the first task is made
        while True:
            free = min(crew.size + 1 - len(under_way), left)  # one more is at hand for who is done first
            for task in islice(chain(waiting, _taken(rests)), free):  # what is whole first: it takes longest
                under_way[_given(executor, task)] = task
                left -= 1
            if not under_way:
                return left == 0
            for future in _ended(under_way, crew, executor):
                task, error = under_way.pop(future), future.exception()
                result = None if error else future.result()
                if isinstance(result, Step):
                    rests.append(result.rest)
                elif error is None:
                    yield task, result
                elif not isinstance(error, crew.lost):
                    raise error
                else:
                    suspects.append(task)
                    if isinstance(error, BrokenExecutor):
                        suspects += under_way.values()
                        return True


def _ended(under_way: Iterable[Future[Any]], crew: Crew, executor: Executor) -> set[Future[Any]]:
    """Those that have ended, as soon as one has; raises GoneError where nobody is left to end any."""
    asked = time.monotonic()
    while not (ended := wait(under_way, _GLANCE, FIRST_COMPLETED).done):
        crew.look_after(executor)
        if time.monotonic() - asked >= _PATIENCE:
            if why := crew.gone():
                raise GoneError(why)
            asked = time.monotonic()
    if any(future.cancelled() for future in ended):  # nobody here cancels what is waited for
        raise GoneError("its scheduler ended")
    return ended


def _taken(tasks: deque[T]) -> Iterator[T]:
    """Each of them, taken out."""
    while tasks:
        yield tasks.popleft()


def _given(executor: Executor, task: Task) -> Future[Any]:
    """The future of a task; a pool that broke meanwhile fails it."""
    try:
        return executor.submit(_do, task)
    except BrokenExecutor as error:
        future: Future[Any] = Future()
        future.set_exception(error)
        return future


def _alone(task: Task, crew: Crew) -> Any:
    """What a task gives when nothing else is under way, or `Lost`."""
    for _ in range(_TRIES):
        with _called(crew, 1) as executor:
            try:
                return _ended((_given(executor, task),), crew, executor).pop().result()
            except crew.lost:
                continue
    return Lost()


@contextmanager
def _called(crew: Crew, count: int) -> Iterator[Executor]:
    """Workers for a while; where that is broken off, they stop at once."""
    executor = crew.call(count)
    try:
        yield executor
    except BaseException:
        crew.dismiss(executor)
        raise
    executor.shutdown()


def _look_after(executor: Executor) -> None:
    """Break a pool of which a worker died: the standard library does so by itself, but not while it waits for the rest of
    that worker's result, and it waits for as long as any other worker could write it.
    """
    if wait_for_any([process.sentinel for process in _processes(executor)], 0):
        _end(executor)


def _dismiss(executor: Executor) -> None:
    _end(executor)
    executor.shutdown(wait=False, cancel_futures=True)


def _end(executor: Executor) -> None:
    """End all workers of a pool, and nobody is left who could write a result."""
    for process in _processes(executor):
        process.terminate()
    _leave_results_to_workers(executor)


def _processes(executor: Executor) -> list[BaseProcess]:
    """The workers of a pool; the standard library keeps them to itself."""
    return [*(getattr(executor, "_processes", None) or {}).values()]


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Who is started meanwhile is not interrupted before it can say that this is no concern of its own (`_begin`)."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _OF_TERMINAL)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _leave_results_to_workers(executor: Executor) -> None:
    """Close this process's own end of the pipe through which results come, now that all workers have theirs.

    Nobody here writes to it, yet the standard library keeps it open: who waits for the rest of a result that a worker
    was ended in the middle of would then wait for ever, at the end of the program too.
    """
    queue = getattr(executor, "_result_queue", None)
    if writer := getattr(queue, "_writer", None):
        writer.close()


def _alone_in_here() -> bool:
    """Whether this process has one thread only, those of its libraries counted: a fork would leave the others behind,
    with whatever they hold locked. Only Linux tells.
    """
    return sys.platform == "linux" and len(os.listdir("/proc/self/task")) == 1


# --- in the worker --------------------------------------------------------------------------------------------


def _begin(warm: Callable[[], object], scratch: str) -> None:
    """Whoever is at the terminal interrupts the one who gives the work, or closes the terminal, and that one ends the
    workers; where it was killed, they go by themselves.
    """
    for number in _OF_TERMINAL:
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    Thread(target=_leave_with_parent, args=(scratch,), daemon=True).start()
    tempfile.tempdir = scratch
    warm()
    gc.disable()  # there is a time for it, between two tasks
    gc.freeze()  # what is loaded stays: no use to look through it again and again


def _leave_with_parent(scratch: str) -> None:
    parent = multiprocessing.parent_process()
    if parent:
        parent.join()
        shutil.rmtree(scratch, ignore_errors=True)
        os._exit(1)


def _nothing() -> None:
    """Nothing; somebody has to be there to do it."""


def _do(task: Task) -> Any:
    """Clear up after the task before, so that a worker does not grow, and do this one."""
    gc.collect()
    return task()
