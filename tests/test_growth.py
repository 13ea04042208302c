"""What grows with a dataset grows no faster than it: told by the calls that are made, not by the clock."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from benchmarks.topics import Size, project
from briefing.building import pipeline
from briefing.dataset.load import load
from briefing.dataset.reconcile import reconcile
from briefing.pdf import readback
from briefing.settings import open_project

#: Work that grows with n log n stays below it for three times as much.
MOST = 3.3


def calls(work: Callable[[], object]) -> int:
    """How many functions, of Python and of its libraries in C, the work calls."""
    count = 0

    def note(_: FrameType, event: str, __: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def made(root: Path, size: Size) -> Path:
    project(root, {"t": size})
    return root


def test_checking_grows_with_the_number_of_claims(tmp_path: Path) -> None:
    small, large = (
        open_project(made(tmp_path / str(subjects), Size(subjects=subjects, tests=10, audiences=("investor",))), {})
        for subjects in (100, 300)
    )
    assert not pipeline.check(small).findings  # also warms what is cached
    few, many = (calls(lambda project=project: pipeline.load(project, "t")) for project in (small, large))  # type: ignore[misc]
    assert many < MOST * few


def test_a_table_of_many_rows_is_built_in_parts_that_are_read_and_proved(tmp_path: Path) -> None:
    size = Size(subjects=80, tests=2, sources=1, sections=1, charts=1, rows=160, audiences=("investor",))
    (edition,) = pipeline.build(open_project(made(tmp_path, size), {}))
    read = readback.read((tmp_path / "out/t/investor.pdf").read_bytes())
    heads = [block.text for block in read.blocks if block.role == "TH" and "THead" in block.roles]
    captions = [block.text for block in read.blocks if block.role == "Caption" and block.text == "All figures"]
    assert edition.briefings[0].pages > 4
    assert heads.count("Figure") == 2
    assert len(captions) == 1


def test_a_briefing_of_many_sections_keeps_the_standards(tmp_path: Path) -> None:
    size = Size(subjects=4, tests=2, sources=1, sections=1, charts=1, rows=4, audiences=("investor",))
    narrative = made(tmp_path, size) / "data/t/narrative/investor.md"
    names = [f"{'i' * (number % 40 + 1)}x{'i' * (number // 40)}" for number in range(270)]
    narrative.write_text("".join(f"## On {name}\n\nNothing on {name}.\n\n" for name in names))
    (edition,) = pipeline.build(open_project(tmp_path, {}))
    assert edition.briefings[0].pages > 4


def test_the_facts_of_the_same_claims_are_worked_out_once(tmp_path: Path) -> None:
    dataset, _ = load(open_project(made(tmp_path, Size()), {}), "t")
    assert dataset
    assert reconcile(dataset) is reconcile(dataset)
