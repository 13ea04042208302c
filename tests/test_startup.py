"""Commands that draw nothing answer at once: they load neither matplotlib nor weasyprint."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Runs the command in this interpreter and tells what it loaded.
CODE = """
import sys
sys.argv = ["briefing", *sys.argv[1:]]
from briefing.cli import main
try:
    main()
except SystemExit:
    pass
print("loaded:", *sorted({"matplotlib", "numpy", "weasyprint", "briefing.cli"} & sys.modules.keys()))
"""


@pytest.mark.parametrize("command", [["--help"], ["--version"], ["list"], ["check"], ["doctor"]])
def test_what_draws_nothing_loads_nothing_heavy(command: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", CODE, *command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert "fault:" not in done.stderr
    assert done.stdout.splitlines()[-1] == "loaded: briefing.cli", done.stderr
