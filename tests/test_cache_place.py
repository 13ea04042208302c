"""Where things are kept, also for users that the system knows little of."""

import os
import pwd
import time
from pathlib import Path

import pytest

from briefing.building.pipeline import build
from briefing.cache import place, record, uptodate
from briefing.cache.store import Store
from tests.interrupting import interrupted_at
from tests.projects import TOPIC, tiny


def test_the_folder_is_the_one_that_is_named_else_the_users(tmp_path: Path) -> None:
    assert place.folder({"BRIEFING_CACHE_DIR": f"{tmp_path}/../x"}) == str(tmp_path.parent / "x")
    assert place.folder({"XDG_CACHE_HOME": "/c"}) == "/c/briefing"
    assert place.folder({"XDG_CACHE_HOME": "relative"}).endswith("/.cache/briefing")


def test_a_user_without_a_home_keeps_nothing_and_is_told_nothing_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unknown(_: int) -> pwd.struct_passwd:
        raise KeyError("no such user")

    for name in ("HOME", "XDG_CACHE_HOME", "BRIEFING_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)
    monkeypatch.chdir(tmp_path)
    folder = place.folder(os.environ)
    assert not place.replace(f"{folder}/a", b"content")
    store = Store(Path(folder))
    store.put("ab" * 32, b"content")
    assert store.get("ab" * 32) is None
    store.trim()
    assert list(tmp_path.iterdir()) == []
    assert uptodate.standing(tiny(tmp_path).root) is None


# Where `with` itself is interrupted, the interpreter closes the file, and complains.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_at_any_moment_leaves_one_whole_file_and_nothing_beside_it(tmp_path: Path) -> None:
    path, contents = tmp_path / "a", set()
    moment, interrupted = 0, True
    while interrupted:
        moment += 1
        path.write_bytes(b"old")
        interrupted = interrupted_at(moment, lambda: place.replace(str(path), b"new"))
        assert list(tmp_path.iterdir()) == [path], f"interrupted before line {moment}"
        contents.add(path.read_bytes())
    assert moment > 10
    assert contents == {b"old", b"new"}


def test_what_killed_builds_left_goes_after_a_day_and_nothing_else_does(tmp_path: Path, cache_folder: Path) -> None:
    project = tiny(tmp_path)
    own, entries = Path(record.folder(project.root)), cache_folder / "entries" / "ab"
    for folder in (own / "parts" / TOPIC, entries):
        folder.mkdir(parents=True)
    names = (own / ".it.1.part", own / "parts" / TOPIC / ".it.2.part", entries / ".it.3.part")
    fresh, others = own / ".it.4.part", (own / "it.part", own / ".it")
    for path in (*names, fresh, *others):
        path.write_bytes(b"a part")
        if path != fresh:
            os.utime(path, (time.time() - 90000,) * 2)
    list(build(project, forms=("txt",), cached=True))
    assert [path.exists() for path in (*names, fresh, *others)] == [False] * 3 + [True] * 3
