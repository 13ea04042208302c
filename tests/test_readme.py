"""The examples of the README, run as they stand there: what it prints is what comes."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
#: What a run is asked for, and what it shows: the hash in an edition's name changes with every template.
_COMMAND, _HASH = re.compile(r"^\$ (.*)$"), re.compile(r"(edition \S+-)[0-9a-f]{8}")


def examples() -> list[tuple[str, str]]:
    """Each command that calls the installed program, and the lines below it."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL):
        for line in block.rstrip().splitlines():
            if command := _COMMAND.match(line):
                found.append((command[1], []))
            else:
                found[-1][1].append(line)
    return [(command, "\n".join(lines).strip()) for command, lines in found if ".venv/bin/briefing" in command]


def test_the_examples_run_as_they_stand(tmp_path: Path) -> None:
    for name in ("data", "templates", "briefing.yaml"):
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / name)
    (tmp_path / ".venv/bin").mkdir(parents=True)
    program = tmp_path / ".venv/bin/briefing"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m briefing "$@"\n')
    program.chmod(0o755)
    given = examples()
    assert len(given) == 5
    for command, shown in given:
        here = command.replace("/tmp/tram", str(tmp_path / "tram"))
        done = subprocess.run(here, shell=True, cwd=tmp_path, capture_output=True, text=True, check=False)
        if shown:
            told = f"{done.stdout}{done.stderr}".strip()
            assert _HASH.sub(r"\1", told) == _HASH.sub(r"\1", shown), command
