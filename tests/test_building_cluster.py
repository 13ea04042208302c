"""Real schedulers and workers, and what only looks like one: each way to lose them ends in a finding, and in time."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import LocalCluster

from briefing import cli
from briefing.building import cluster, crews, pipeline, workers
from briefing.diagnostics import Failure
from tests.projects import tiny


@contextmanager
def scheduler(*, count: int) -> Iterator[LocalCluster]:
    with LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=":0", silence_logs=50) as started:
        yield started


def told(root: Path, address: str) -> tuple[str, str]:
    """The finding for a build by the scheduler at an address."""
    project = tiny(root)
    with pytest.raises(Failure) as caught:
        crews.crew(project, project.topics(), (), None, address)
    (finding,) = caught.value.diagnostics
    return finding.code, finding.message


def test_who_is_silent_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_ANSWER", 6)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert told(tmp_path, f"tcp://127.0.0.1:{silent.getsockname()[1]}")[0] == "no-scheduler"


def test_a_worker_is_no_scheduler(tmp_path: Path) -> None:
    with scheduler(count=1) as started:
        (worker,) = started.scheduler_info["workers"]
        code, message = told(tmp_path, worker)
        assert code == "no-scheduler"
        assert "a worker" in message


@pytest.mark.parametrize("address", ["", "tls://127.0.0.1:1", "http://127.0.0.1:1", "tcp://127.0.0.1:abc"])
def test_an_address_that_is_none_is_told(tmp_path: Path, address: str) -> None:
    assert told(tmp_path, address)[0] == "no-scheduler"


def test_a_password_in_the_address_is_not_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    tiny(tmp_path)
    asked = ["--root", str(tmp_path), "build", "--no-cache", "--scheduler", "tcp://ada:s3cret@127.0.0.1:1"]
    assert cli.run(asked) == cli.USAGE
    out, err = capsys.readouterr()
    assert "no-scheduler" in err
    assert "s3cret" not in out + err


def test_a_scheduler_that_ends_is_told(tmp_path: Path) -> None:
    """What the build had under way is lost; it neither waits for ever nor takes it for a fault of its own."""
    project = tiny(tmp_path)
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0"]
    with subprocess.Popen([*command, "--no-dashboard"], stderr=subprocess.PIPE, text=True) as run:
        assert run.stderr is not None
        address = next(line.split()[-1] for line in run.stderr if "Scheduler at:" in line)
        crew = crews.crew(project, project.topics(), (), None, address)
        assert crew is not None
        run.send_signal(signal.SIGKILL)
        run.communicate()
    with pytest.raises(Failure) as caught:
        list(pipeline.build(project, crew=crew))
    assert [finding.code for finding in caught.value.diagnostics] == ["cluster-lost"]


def test_a_cluster_without_workers_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_PATIENCE", 0.2)
    project = tiny(tmp_path)
    with scheduler(count=0) as started:
        crew = crews.crew(project, project.topics(), (), None, started.scheduler_address)
        with pytest.raises(Failure) as caught:
            list(pipeline.build(project, crew=crew))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.message.rpartition(": ")[2]) == ("cluster-lost", "its cluster has no worker")


def test_a_worker_with_another_program_is_told_before_it_is_given_anything(tmp_path: Path) -> None:
    other = tmp_path / "other/briefing/__init__.py"
    other.parent.mkdir(parents=True)
    other.touch()
    with scheduler(count=0) as started:
        command = [sys.executable, "-m", "distributed.cli.dask_worker", started.scheduler_address, "--no-dashboard"]
        where = {**os.environ, "PYTHONPATH": str(other.parents[1])}
        options = ("--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path / "scratch"))
        run = subprocess.Popen([*command, *options], env=where, cwd=tmp_path, stderr=subprocess.DEVNULL)
        started.wait_for_workers(1)
        code, message = told(tmp_path / "project", started.scheduler_address)
        run.kill()
        run.wait()
    assert code == "unlike-worker"
    assert "could not say what it has" in message


def test_a_worker_that_sees_another_folder_is_told(tmp_path: Path) -> None:
    own = crews.having(tiny(tmp_path / "here"))
    (tmp_path / "there").mkdir()
    found = crews.unlike_worker("tcp://there", own, {**own, "topics": "other"})
    assert found.message == "the worker at tcp://there has other topics than the machine that gives the work"
