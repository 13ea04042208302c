"""Python's collector of cyclic garbage, held off while something large is built that lives until its end.

Looking for garbage meanwhile goes through all of it again and again: reading a hundred thousand claims takes twice as
long with it, and laying out pages a sixth longer.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

#: Objects more than there were when it was last looked for; those of a page are some twenty thousand.
_MUCH = 200_000


@contextmanager
def paused() -> Iterator[None]:
    """Within it, or within a function that it decorates, nothing is collected."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


@contextmanager
def kept() -> Iterator[None]:
    """The same for what is built to stay: it counts as old at once, so that nothing looks through all of it at the end."""
    with paused():
        yield
        gc.freeze()
        gc.unfreeze()  # into the oldest generation


def collect_much() -> None:
    """Look for garbage where there may be as much as laid-out pages leave."""
    if gc.get_count()[0] > _MUCH:
        gc.collect()


def retire() -> None:
    """Let a program that has done its work end without a last look for garbage."""
    gc.disable()
    gc.freeze()
