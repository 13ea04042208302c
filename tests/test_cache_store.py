"""Bytes kept under a key: whole or not at all, bounded, and never given back damaged."""

import os
from pathlib import Path

from briefing.cache.store import Store

KEY, OTHER = "ab" * 32, "cd" * 32


def entries(store: Store) -> list[Path]:
    return [path for path in store.folder.rglob("*") if path.is_file()]


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.get(KEY) is None
    store.put(KEY, b"content")
    assert store.get(KEY) == b"content"
    assert store.get(OTHER) is None


def test_a_damaged_entry_is_dropped(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for damage in (lambda content: content[:-1], lambda content: content[:-1] + b"!", lambda content: b""):
        store.put(KEY, b"content")
        (path,) = entries(store)
        path.write_bytes(damage(path.read_bytes()))
        assert store.get(KEY) is None
        assert entries(store) == []


def test_what_cannot_be_dropped_is_no_reason_to_stop(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=1)
    store.put(KEY, b"content")
    (path,) = entries(store)
    path.unlink()
    path.mkdir()  # as little to be read or dropped as a file of a folder that cannot be written
    assert store.get(KEY) is None
    store.trim()
    path.rmdir()
    for target in (path.name, "/dev/zero"):
        path.symlink_to(target)
        assert store.get(KEY) is None
        store.trim()
        path.unlink(missing_ok=True)


def test_an_entry_in_another_place_is_not_taken_for_what_belongs_there(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(KEY, b"content")
    (path,) = entries(store)
    (tmp_path / OTHER[:2]).mkdir()
    path.rename(tmp_path / OTHER[:2] / OTHER[2:])
    assert store.get(OTHER) is None


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    store = Store(tmp_path, limit=3000)
    keys = [f"{number:02x}" * 32 for number in range(4)]
    for age, key in enumerate(keys):
        store.put(key, bytes(900))
        os.utime(tmp_path / key[:2] / key[2:], (age, age))
    assert store.get(keys[0]) is not None  # and so it was used last
    store.trim()
    assert [store.get(key) is not None for key in keys] == [True, False, False, True]
    store.trim()
    assert store.get(keys[3]) is not None


def test_a_folder_that_cannot_be_written_keeps_nothing_and_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file")
    store.put(KEY, b"content")
    assert store.get(KEY) is None
    store.trim()
