"""How far long work has got: a bar with counts and the time left on a terminal, a line for each tenth elsewhere."""

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO, cast

import click

from briefing import console
from briefing.base import streams

#: From how many briefings on the lines are worth it.
_LONG = 10
Tick = Callable[[int], None]


@contextmanager
def progress(total: int) -> Iterator[Tick]:
    """A function to call with how many more of `total` are done."""
    if not sys.stderr.isatty():
        yield _tenths(total)
        return
    with click.progressbar(
        length=total, label="briefings", file=cast("TextIO", _Terminal()), show_pos=True, show_eta=True
    ) as bar:
        bar.update(0)
        yield bar.update


class _Terminal(io.TextIOBase):
    """Standard error while it is a terminal; one that is closed takes the bar with it, not the work."""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        streams.draw(text, error=True)
        return len(text)


def _tenths(total: int) -> Tick:
    done = 0

    def tick(more: int) -> None:
        nonlocal done
        before, done = done, done + more
        if total >= _LONG and before * 10 // total < done * 10 // total:
            console.tell(f"{done} of {total} briefings")

    return tick
