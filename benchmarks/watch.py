"""From saving a file to the new PDF in its place: a `briefing watch` that runs already, against a build from cold.

Both make the one briefing of a generated topic, in turn. Run as `.venv/bin/python -m benchmarks.watch [ROUNDS]`.
"""

import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.cold import SIZE
from benchmarks.measure import BRIEFING, ENVIRONMENT, Command, once, table
from benchmarks.topics import project

ONE = ("-a", "investor")


def main(count: int) -> None:
    """Measure both, `count` times; the first save warms up and is not counted."""
    with tempfile.TemporaryDirectory() as name:
        cold, warm = Path(name) / "cold", Path(name) / "warm"
        for root in (cold, warm):
            project(root, {"t": SIZE})
        environment = {**ENVIRONMENT, "BRIEFING_CACHE_DIR": str(Path(name) / "cache")}
        with subprocess.Popen([BRIEFING, "watch", *ONE], cwd=warm, env=environment, stderr=subprocess.DEVNULL) as watch:
            _wait(warm, None, watch)
            saved = [_saved(warm, watch) for _ in range(count + 1)][1:]
            watch.send_signal(signal.SIGINT)
        built = [once(Command([BRIEFING, "build", "--no-cache", *ONE], cold)).wall for _ in range(count + 1)][1:]
    figures = (median(built), median(saved), median(saved) / median(built))
    table("A save while watching", ["cold, s", "save to PDF, s", "save / cold"], [[f"{it:.2f}" for it in figures]])


def _saved(root: Path, watch: subprocess.Popen[bytes]) -> float:
    """Seconds from a save of the narrative to the new PDF."""
    narrative, before = root / "data/t/narrative/investor.md", _stamp(root)
    start = time.perf_counter()
    narrative.write_text(narrative.read_text() + "\nAnd one sentence more stands here.\n")
    _wait(root, before, watch)
    return time.perf_counter() - start


def _wait(root: Path, before: int | None, watch: subprocess.Popen[bytes]) -> None:
    """Until there is another PDF; raises RuntimeError where nobody is left to make it."""
    while _stamp(root) == before:
        if watch.poll() is not None:
            raise RuntimeError(f"`briefing watch` ended with status {watch.returncode}")
        time.sleep(0.005)


def _stamp(root: Path) -> int | None:
    path = root / "out/t/investor.pdf"
    return path.stat().st_mtime_ns if path.is_file() else None


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
