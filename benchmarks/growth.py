"""Growth of a briefing: time a page at 50 and at 400 pages, and with a table of 950 and of 5,000 rows, by stage.

CPU seconds of one build each, in processes of their own. Run as `.venv/bin/python -m benchmarks.growth`;
`--stages FOLDER` builds one project and writes its stages as JSON.
"""

import functools
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from benchmarks.measure import PYTHON, table
from benchmarks.topics import Size, project

#: About as many pages, entries in the evidence included.
PAGES = {count: Size(subjects=count * 3, sections=count * 2, charts=count // 5, rows=12) for count in (55, 460)}
ROWS = {count: Size(subjects=count // 4, sections=2, charts=2, rows=count) for count in (950, 5000)}
#: Stages of `press.produce`, in order, by what they are called there.
STAGES = ("render", "finish", "read", "located", "attach", "read_again", "prove", "conform", "access", "breaks")


def main() -> None:
    """Measure pages, then rows."""
    _compare("Pages", PAGES)
    _compare("Rows of one table", ROWS)


def _compare(title: str, sizes: dict[int, Size]) -> None:
    found = [_measured(size) for size in sizes.values()]
    head = ["", *(f"{it['pages']:.0f} pages" for it in found), "last / first"]
    keys = ["build", *(key for key in found[0] if key not in ("pages", "build"))]
    rows = [[key, *(f"{1000 * _a_page(it, key):.0f}" for it in found), f"{_growth(found, key):.2f}"] for key in keys]
    table(f"{title}: CPU milliseconds a page", head, rows)


def _growth(found: list[dict[str, float]], key: str) -> float:
    return _a_page(found[-1], key) / max(_a_page(found[0], key), 1e-6)


def _a_page(found: dict[str, float], key: str) -> float:
    return found[key] / found["pages"]


def _measured(size: Size) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        project(Path(folder), {"t": Size(**{**_fields(size), "audiences": ("investor",)})})
        line = [PYTHON, "-m", "benchmarks.growth", "--stages", folder]
        found: dict[str, float] = json.loads(subprocess.run(line, check=True, capture_output=True).stdout)
    return found


def _fields(size: Size) -> dict[str, Any]:
    return {name: getattr(size, name) for name in size.__slots__}


def stages(root: Path) -> dict[str, float]:
    """The CPU seconds of a build and of each stage in it, and its pages."""
    from briefing.building import pipeline
    from briefing.press import produce

    spent: dict[str, float] = dict.fromkeys(STAGES, 0.0)
    for name in STAGES:
        setattr(produce, name, _timed(name, getattr(produce, name), spent))
    start = process_time()
    (edition,) = pipeline.build(pipeline.open_project(root, {}))
    return {"pages": edition.briefings[0].pages, "build": process_time() - start, **spent}


def _timed(name: str, stage: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    @functools.wraps(stage)
    def run(*arguments: Any) -> Any:
        start = process_time()
        try:
            return stage(*arguments)
        finally:
            spent[name] += process_time() - start

    return run


if __name__ == "__main__":
    if "--stages" in sys.argv:
        sys.stdout.write(json.dumps(stages(Path(sys.argv[-1]))))
    else:
        main()
