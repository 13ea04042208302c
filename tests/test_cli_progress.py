"""How far long work has got: a line for each tenth where nobody sits at a terminal, nothing where it is short."""

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
