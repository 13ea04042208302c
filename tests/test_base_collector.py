import gc

import pytest

from briefing.base import collector


def test_nothing_is_collected_within() -> None:
    assert gc.isenabled()
    with collector.paused():
        assert not gc.isenabled()
        with collector.paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()


def test_a_failure_switches_it_on_again() -> None:
    @collector.paused()
    def fail() -> None:
        raise ValueError("failed")

    with pytest.raises(ValueError, match="failed"):
        fail()
    assert gc.isenabled()


def test_what_is_built_to_stay_counts_as_old_at_once() -> None:
    with collector.kept():
        built = [[number] for number in range(20_000)]
    assert gc.isenabled()
    old = gc.get_objects(generation=2)
    assert any(it is built for it in old)


def test_much_garbage_is_cleared_up_between_tasks_and_little_is_left() -> None:
    class Knot:
        """What only the collector can free."""

        def __init__(self) -> None:
            self.me = self

    def alive() -> int:
        return sum(isinstance(it, Knot) for it in gc.get_objects())

    with collector.paused():
        gc.collect()
        Knot()
        collector.collect_much()
        assert alive() == 1
        for _ in range(250_000):
            Knot()
        collector.collect_much()
        assert alive() == 0
