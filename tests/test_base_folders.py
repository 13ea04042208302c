"""Where things are, told by paths alone."""

from pathlib import Path

import pytest

from briefing.base import folders


def test_topics_are_the_folders_with_a_topic(tmp_path: Path) -> None:
    for name in ("b", "a", "empty"):
        (tmp_path / name).mkdir()
    for name in ("b", "a"):
        (tmp_path / name / "topic.yaml").touch()
    (tmp_path / "file").touch()
    assert folders.topics(str(tmp_path)) == ("a", "b")
    assert folders.topics(str(tmp_path / "nowhere")) == folders.topics(str(tmp_path / "file")) == ()


@pytest.mark.parametrize(
    ("path", "name"), [("/here/out/a.pdf", "out/a.pdf"), ("/here", "."), ("/hereby/a.pdf", "/hereby/a.pdf")]
)
def test_what_is_below_the_root_is_named_from_there(path: str, name: str) -> None:
    assert folders.shown(path, "/here") == name


def test_the_root_is_the_nearest(tmp_path: Path) -> None:
    below = tmp_path / "one" / "two"
    below.mkdir(parents=True)
    assert folders.root_of(str(below)) is None
    (tmp_path / "briefing.yaml").touch()
    assert folders.root_of(str(below)) == str(tmp_path)
    (tmp_path / "one" / "briefing.yaml").touch()
    assert folders.root_of(str(below)) == str(tmp_path / "one")


@pytest.mark.parametrize(("epoch", "day"), [("0", "1970-01-01"), ("1751328000", "2025-07-01"), ("-1", "1969-12-31")])
def test_the_day_is_that_of_the_epoch_given(epoch: str, day: str) -> None:
    assert folders.today({"SOURCE_DATE_EPOCH": epoch}) == day


@pytest.mark.parametrize("epoch", ["soon", "", "9" * 30, "999999999999"])
def test_an_epoch_that_is_no_day_stands_for_none(epoch: str) -> None:
    assert folders.today({"SOURCE_DATE_EPOCH": epoch}) == folders.today({})
