"""The page on Python, held against the program: its example runs, and each command has its function."""

import inspect
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import starter
from briefing.cli import COMMANDS

PAGE = (Path(__file__).parents[1] / "docs/python.md").read_text("utf-8")
ROWS = dict(re.findall(r"^\| `([a-z]+)` \| (.*) \|$", PAGE, re.MULTILINE))
#: It changes with every template.
HASH = re.compile(r"-[0-9a-f]{8}$", re.MULTILINE)
CALLS = re.findall(r"`(briefing\.[\w.]+)\(([\w, ]*)\)`", " ".join(ROWS.values()))


def test_every_command_has_a_function() -> None:
    assert set(ROWS) == {command.name for command in COMMANDS}


@pytest.mark.parametrize(("name", "given"), CALLS)
def test_a_function_takes_what_the_page_says(name: str, given: str) -> None:
    takes = inspect.signature(pkgutil.resolve_name(name)).parameters
    assert set(filter(None, given.split(", "))) <= set(takes)


def test_the_example_runs_as_it_stands(tmp_path: Path) -> None:
    starter.write(tmp_path)
    code, shown = re.findall(r"```(?:python|text)\n(.*?)```", PAGE, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert HASH.sub("-", done.stdout) == HASH.sub("-", shown)
