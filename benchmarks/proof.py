"""What the proof adds to a build: each audience built several times, the stages of the proof timed within.

Prints a row an audience: median seconds of the whole build and of the proof (reading the file back, locating the
figures, proving, looking for what is withheld), and their ratio. Run as `.venv/bin/python -m benchmarks.proof`.
"""

import gc
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import process_time
from typing import Any

from briefing.building import pipeline
from briefing.press import produce

STAGES = ("read", "located", "read_again", "evidence_of", "prove", "leaks")
ROUNDS = 5


@contextmanager
def timed(spent: dict[str, float]) -> Iterator[None]:
    """Within, the stages of the proof add the time they take to `spent`."""
    originals = {name: getattr(produce, name) for name in STAGES}
    for name, stage in originals.items():
        setattr(produce, name, _timed(name, stage, spent))
    try:
        yield
    finally:
        for name, stage in originals.items():
            setattr(produce, name, stage)


def _timed(name: str, stage: Callable[..., Any], spent: dict[str, float]) -> Callable[..., Any]:
    def run(*arguments: Any) -> Any:
        start = process_time()
        try:
            return stage(*arguments)
        finally:
            spent[name] = spent.get(name, 0.0) + process_time() - start

    return run


def main() -> None:
    """Measure every audience of every topic of this project."""
    project = pipeline.open_project(Path(__file__).parent.parent, {})
    sys.stdout.write(f"{'audience':<24}{'build':>8}{'proof':>8}{'proof / rest':>14}\n")
    for topic in project.topics():
        dataset = pipeline.sound(project, topic)
        for audience in dataset.audiences:
            whole, proof = zip(*(_once(project, dataset, audience) for _ in range(ROUNDS)), strict=True)
            built, proved = median(whole), median(proof)
            ratio = proved / (built - proved)
            sys.stdout.write(f"{topic + ' ' + audience:<24}{built:>8.2f}{proved:>8.2f}{ratio:>14.2f}\n")


def _once(project: Any, dataset: Any, audience: str) -> tuple[float, float]:
    """CPU seconds of one build, and of the proof within it."""
    spent: dict[str, float] = {}
    gc.disable()
    start = process_time()
    with timed(spent):
        pipeline.build_one(project, dataset, audience)
    whole = process_time() - start
    gc.enable()
    gc.collect()
    return whole, sum(spent.values())


if __name__ == "__main__":
    main()
