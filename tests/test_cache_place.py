"""Where things are kept, also for users that the system knows little of."""

import os
import pwd
from pathlib import Path

import pytest

from briefing.cache import place, uptodate
from briefing.cache.store import Store
from tests.projects import tiny


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
