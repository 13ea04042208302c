"""What every test gets without asking."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says what else the machine does, not whether the code is right. A change is held against the
# same examples each time; `pytest --hypothesis-profile=search` looks for others.
settings.register_profile("search", deadline=None)
settings.register_profile("same", deadline=None, derandomize=True)
settings.load_profile("same")


@pytest.fixture(autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache of its own, so that no test is answered by another, nor by the user's."""
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("BRIEFING_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Programs that are started can be interrupted, and their terminals closed, also where that cannot be done to whoever
    runs the tests (as under `nohup`): what is ignored is inherited, what is handled is not.
    """
    before = {it: signal.signal(it, signal.default_int_handler) for it in (signal.SIGINT, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)
