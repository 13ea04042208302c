"""The door to the outside: where a project is, what leads out of it, and files that are replaced whole or not at all."""

import os
from pathlib import Path

import pytest

from briefing.diagnostics import Failure
from briefing.project import choose, configured, find_root, replace_file
from tests.interrupting import interrupted_at


def test_the_root_is_found_from_a_folder_below_it(tmp_path: Path) -> None:
    (tmp_path / "briefing.yaml").touch()
    below = tmp_path / "data" / "kettles"
    below.mkdir(parents=True)
    assert find_root(below) == tmp_path


def test_a_folder_that_is_no_project_is_a_matter_of_usage(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        find_root(tmp_path)
    assert (caught.value.status, caught.value.diagnostics[0].code) == (2, "no-project")


def test_the_environment_beats_the_settings_and_these_the_default(tmp_path: Path) -> None:
    project = configured(tmp_path, {"data": "here", "out": "there"}, {"BRIEFING_OUT": "elsewhere"})
    assert [path.name for path in (project.data, project.out, project.templates)] == ["here", "elsewhere", "templates"]


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    root = tmp_path / "project"
    root.mkdir()
    (tmp_path / "secret.yaml").write_text("a secret")
    (root / "topic.yaml").symlink_to(tmp_path / "secret.yaml")
    with pytest.raises(Failure) as caught:
        configured(root, {}, {}).read(root / "topic.yaml", 100)
    assert caught.value.diagnostics[0].code == "outside-project"


def test_nothing_wanted_is_everything_and_a_name_counts_once() -> None:
    assert choose("audience", (), ("one", "other")) == ("one", "other")
    assert choose("audience", ("other", "other"), ("one", "other")) == ("other",)


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "out" / "a.pdf"
    replace_file(path, b"old")
    replace_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


# Where `with` itself is interrupted, the interpreter closes the file, and complains.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_at_any_moment_leaves_one_whole_file_and_nothing_beside_it(tmp_path: Path) -> None:
    """In place of a signal, an interrupt before each line that is run in turn, those of the standard library too."""
    path, contents = tmp_path / "a.pdf", set()
    moment, interrupted = 0, True
    while interrupted:
        moment += 1
        path.write_bytes(b"old")
        interrupted = interrupted_at(moment, lambda: replace_file(path, b"new"))
        assert list(tmp_path.iterdir()) == [path], f"interrupted before line {moment}"
        contents.add(path.read_bytes())
    assert moment > 10
    assert contents == {b"old", b"new"}


def test_a_write_that_breaks_off_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    replace_file(path, b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Failure) as caught:
        replace_file(path, b"new")
    assert "No space left" in caught.value.diagnostics[0].message
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]
