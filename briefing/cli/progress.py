"""How far long work has got: a bar with counts and the time left on a terminal, a line for each tenth elsewhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from briefing import console

#: From how many briefings on the lines are worth it.
_LONG = 10
Tick = Callable[[int], None]


@contextmanager
def progress(total: int) -> Iterator[Tick]:
    """A function to call with how many more of `total` are done."""
    if not sys.stderr.isatty():
        yield _tenths(total)
        return
    with click.progressbar(length=total, label="briefings", file=sys.stderr, show_pos=True, show_eta=True) as bar:
        bar.update(0)
        yield bar.update


def _tenths(total: int) -> Tick:
    done = 0

    def tick(more: int) -> None:
        nonlocal done
        before, done = done, done + more
        if total >= _LONG and before * 10 // total < done * 10 // total:
            console.tell(f"{done} of {total} briefings")

    return tick
