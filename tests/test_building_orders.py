"""The same briefings whoever makes them: this process, processes beside it, a cluster; whole topics or one by one."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from briefing.building import crews, pipeline, workers
from briefing.building.orders import warm
from briefing.diagnostics import Failure
from briefing.editions.edition import Edition
from briefing.project import Project
from briefing.settings import open_project
from tests.projects import TOPIC, tiny

#: One that is quick to make, and one that needs everything.
FORMS = ("txt", "pdf")


def copies(root: Path, count: int) -> Project:
    """A project with some topics that are all the same."""
    tiny(root)
    for number in range(1, count):
        shutil.copytree(root / "data" / TOPIC, root / "data" / f"{TOPIC}-{number}")
    return open_project(root, {})


def written(root: Path) -> dict[str, bytes]:
    out = root / "out"
    files = (path for path in out.rglob("[!.]*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What this process alone makes of two topics."""
    root = tmp_path_factory.mktemp("here")
    list(pipeline.build(copies(root, 2), forms=FORMS))
    assert len(written(root)) == 2 * 3
    return written(root)


@pytest.mark.parametrize("some", [(TOPIC,), ()])
def test_a_pool_makes_the_same_files(tmp_path: Path, here: dict[str, bytes], some: tuple[str, ...]) -> None:
    ticks: list[int] = []
    built = list(pipeline.build(copies(tmp_path, 2), some, forms=FORMS, crew=workers.pool(1, warm), tick=ticks.append))
    names = {edition.topic for edition in built}
    assert len(names) == (len(some) or 2)
    assert sum(ticks) == len(names) * len(FORMS)
    assert written(tmp_path) == {path: content for path, content in here.items() if path.split("/")[0] in names}


def test_a_cluster_makes_the_same_files_though_a_worker_dies(tmp_path: Path, here: dict[str, bytes]) -> None:
    from distributed import LocalCluster

    project = copies(tmp_path, 2)
    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as cluster:
        crew = crews.crew(project, project.topics(), (), None, cluster.scheduler_address)
        assert crew is not None
        built = pipeline.build(project, forms=FORMS, crew=crew)
        next(built)
        os.kill(next(iter(cluster.workers.values())).pid, signal.SIGKILL)
        list(built)
    assert written(tmp_path) == here


@pytest.mark.parametrize("crew", [None, workers.pool(1, warm)])
def test_one_broken_topic_is_told_and_the_others_are_built(tmp_path: Path, crew: workers.Crew | None) -> None:
    project = copies(tmp_path, 2)
    (tmp_path / "data" / TOPIC / "narrative/buyer.md").write_text("## Prices\n\nIt costs {{ n('no/such-fact') }}.\n")
    made: list[Edition] = []
    with pytest.raises(Failure) as caught:
        made.extend(pipeline.build(project, forms=("md",), crew=crew))
    assert [finding.code for finding in caught.value.diagnostics] == ["unknown-fact"]
    assert not (tmp_path / "out" / TOPIC).exists()
    assert len(list((tmp_path / "out").glob("*/buyer.md"))) == 1
