"""Every diagnostic code has a reproducer, and every reproducer gives exactly the text that is expected of it."""

import os
from pathlib import Path

import pytest

from tests.errors.codes import codes
from tests.errors.runner import EXPECTED, code_of, reproduce, reproducers

UPDATE = os.environ.get("UPDATE_EXPECTED") == "1"


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("BRIEFING_")]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize("folder", reproducers(), ids=lambda folder: folder.name)
def test_the_user_sees_what_is_expected(folder: Path, tmp_path: Path) -> None:
    text = reproduce(folder, tmp_path / "project")
    if UPDATE:
        (folder / EXPECTED).write_text(text, "utf-8")
    assert f"[{code_of(folder)}]: " in text
    assert str(tmp_path) not in text
    assert text == (folder / EXPECTED).read_text("utf-8")


def test_the_base_project_has_no_findings(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert reproduce(empty, tmp_path / "project") == ""


def test_every_code_has_a_reproducer() -> None:
    made = codes()
    lacking = {code: made[code] for code in made.keys() - {code_of(folder) for folder in reproducers()}}
    assert not lacking, "add a folder under tests/errors/ for each of these codes"


def test_every_reproducer_is_for_a_code_that_is_made() -> None:
    assert {code_of(folder) for folder in reproducers()} <= codes().keys()
