"""Many briefings: 100 generated topics for three audiences each, by one process and by two.

Told are throughput, CPU seconds a briefing, and the largest process, which must not grow with the number of briefings.
Run as `.venv/bin/python -m benchmarks.many [TOPICS]`.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.cold import SIZE
from benchmarks.measure import BRIEFING, Command, once, table
from benchmarks.topics import project, word


def main(topics: int) -> None:
    """Build all of them with `--jobs 1` and `--jobs 2`, and a tenth of them, for what a process holds."""
    with tempfile.TemporaryDirectory() as name:
        rows = [_row(Path(name), count, jobs) for count, jobs in ((topics // 10, 1), (topics, 1), (topics, 2))]
    head = ["briefings", "processes", "wall, s", "CPU, s", "briefings a minute", "CPU s a briefing", "peak MB"]
    table("Many briefings", head, rows)


def _row(folder: Path, topics: int, jobs: int) -> list[str]:
    root = folder / f"{topics}-{jobs}"
    project(root, {f"topic-{word(at)}": SIZE for at in range(topics)})
    spent = once(Command([BRIEFING, "build", "--no-cache", "--jobs", str(jobs)], root))
    shutil.rmtree(root)
    count = topics * len(SIZE.audiences)
    figures = (spent.wall, spent.cpu, 60 * count / spent.wall, spent.cpu / count)
    return [str(count), str(jobs), *(f"{figure:.2f}" for figure in figures), f"{spent.peak:.0f}"]


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100)
