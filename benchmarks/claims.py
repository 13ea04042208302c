"""Growth of a dataset: `briefing check` of 10,000, 30,000 and 100,000 claims, against what parser and schema need.

The yardstick reads the same files with `yaml.load` and libyaml, and validates each claim with the same pydantic model;
it keeps no line or column, works out no fact, checks no rule, and has Python's collector of garbage held off as well.
Run as `.venv/bin/python -m benchmarks.claims`; `--yardstick FOLDER` runs the yardstick alone.
"""

import gc
import sys
import tempfile
from decimal import Decimal
from pathlib import Path

import yaml

from benchmarks.measure import BRIEFING, PYTHON, Command, rounds, table
from benchmarks.topics import Size, project

TESTS, SOURCES = 20, 5
CLAIMS = (10_000, 30_000, 100_000)
ROUNDS = 3


def main() -> None:
    """Measure all sizes in one rotation."""
    with tempfile.TemporaryDirectory() as folder:
        commands: dict[str, Command] = {}
        for claims in CLAIMS:
            root = Path(folder) / str(claims)
            project(root, {"t": Size(subjects=claims // TESTS // SOURCES, tests=TESTS, sources=SOURCES)})
            commands[f"check {claims}"] = Command([BRIEFING, "--root", str(root), "check"])
            commands[f"yardstick {claims}"] = Command([PYTHON, "-m", "benchmarks.claims", "--yardstick", str(root)])
        spent = rounds(commands, ROUNDS)
    rows = []
    for claims in CLAIMS:
        own, yardstick = spent[f"check {claims}"], spent[f"yardstick {claims}"]
        figures = (own.cpu, own.cpu / claims * 1e6, own.peak, yardstick.cpu, own.cpu / yardstick.cpu)
        rows.append([f"{claims:,}", *(f"{figure:.2f}" for figure in figures)])
    head = ["claims", "check, CPU s", "µs a claim", "peak MB", "yardstick, CPU s", "ratio"]
    table("A large dataset checked", head, rows)


def yardstick(root: Path) -> int:
    """Read and validate the claims under a project's root with nothing but the parser and pydantic: how many."""
    from briefing.dataset.model import ClaimEntry  # its loading is part of both

    gc.disable()
    entries = []
    for path in sorted(root.glob("data/*/claims/*.yaml")):
        content = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        entries += [ClaimEntry.model_validate(_exact(entry)) for entry in content["claims"]]
    return len(entries)


def _exact(entry: dict[str, object]) -> dict[str, object]:
    """An entry without floats, which the model does not take."""
    value = entry["value"]
    return {**entry, "value": Decimal(str(value))} if isinstance(value, float) else entry


if __name__ == "__main__":
    if "--yardstick" in sys.argv:
        yardstick(Path(sys.argv[-1]))
    else:
        main()
