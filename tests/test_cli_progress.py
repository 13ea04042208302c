"""How far long work has got: a line for each tenth where nobody sits at a terminal, nothing where it is short."""

import contextlib
import itertools
import os
import pty
import re

import pytest

from briefing.cli.progress import progress


def test_long_work_tells_each_tenth(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(20) as tick:
        for _ in range(20):
            tick(1)
    assert capsys.readouterr().err.splitlines() == [f"{done} of 20 briefings" for done in range(2, 21, 2)]


def test_short_work_tells_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(3) as tick:
        tick(3)
    assert capsys.readouterr().err == ""


def shown_on(terminal: int) -> str:
    """Everything that was written to a terminal whose other end is closed."""
    text = b""
    with contextlib.suppress(OSError):  # which is how a terminal ends
        while more := os.read(terminal, 1 << 12):
            text += more
    os.close(terminal)
    return text.decode()


def test_a_terminal_has_a_bar_with_counts_and_the_time_left(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        monkeypatch.setattr("time.time", itertools.count(step=10).__next__)  # each look is ten seconds later
        with progress(4) as tick:
            for _ in range(3):
                tick(1)
    shown = shown_on(ours)
    assert "briefings" in shown
    assert "0/4" in shown
    assert re.search(r"3/4 +00:00:\d\d", shown), shown


def test_a_terminal_that_is_closed_takes_the_bar_with_it_and_not_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, "w") as terminal:
        monkeypatch.setattr("sys.stderr", terminal)
        monkeypatch.setattr("time.time", itertools.count(step=10).__next__)
        with progress(4) as tick:
            os.close(ours)
            tick(4)
