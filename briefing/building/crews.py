"""Who builds: this process, some processes of this machine, or a cluster, by how much there is to do."""

from collections.abc import Mapping

from briefing.base import digest
from briefing.building import workers
from briefing.building.cluster import Cluster, cluster
from briefing.building.drafting import load_charts
from briefing.building.orders import UNLIKE_HELP, warm
from briefing.building.workers import Crew
from briefing.cache import inputs
from briefing.diagnostics import Diagnostic, Failure
from briefing.project import Project


def count(project: Project, topics: tuple[str, ...], audiences: tuple[str, ...]) -> int:
    """How many briefings that is."""
    return sum(not audiences or name in audiences for topic in topics for name in project.audiences(topic))


def crew(
    project: Project, topics: tuple[str, ...], audiences: tuple[str, ...], jobs: int | None, scheduler: str | None
) -> Crew | None:
    """Who builds these: the cluster of a scheduler, else a process a core, or `jobs` of them; None is this process.

    Raises Failure `no-scheduler` (status 2) or `unlike-worker`.
    """
    if scheduler is not None:
        return _cluster(project, scheduler)
    size = min(jobs or workers.cores(), count(project, topics, audiences))
    if len(topics) >= 2 * size > 2:
        _warm()  # once, for all the processes that are forked from this one
    return workers.pool(size, warm) if size > 1 else None


def _cluster(project: Project, address: str) -> Crew:
    """The workers of a scheduler; raises Failure `no-scheduler` (status 2) or `unlike-worker`."""
    if "@" in address:  # nothing of it is printed
        advice = "give `tcp://HOST:PORT`; who may use a scheduler is settled by certificates, with `tls://HOST:PORT`"
        message = "the address of a scheduler holds no name and password"
        raise Failure([Diagnostic("no-scheduler", message, help=advice)], status=2)
    try:
        there = cluster(address)
    except ImportError:
        what, advice = "the packages for a cluster are not installed", "pip install 'briefing[dask]'"
    except Exception as error:  # noqa: BLE001  # what answers may be anything, and so may be what becomes of its answer
        what = f"no scheduler answers at `{address}`: {_first_line(error) or 'it took too long'}"
        advice = "start one with `dask scheduler`, and give the address that it prints"
    else:
        _demand_alike(project, there)
        return there.crew
    raise Failure([Diagnostic("no-scheduler", what, help=advice)], status=2)


def _first_line(error: Exception) -> str:
    return next(iter(str(error).splitlines()), "")


def _demand_alike(project: Project, there: Cluster) -> None:
    """Raise Failure `unlike-worker` with each worker that has not what this machine has."""
    own = having(project)
    unlike = tuple(unlike_worker(where, own, has) for where, has in there.ask(having, project).items() if has != own)
    if unlike:
        raise Failure(unlike)


def having(project: Project) -> dict[str, str]:
    """Digests of what a machine has to have in common with others that make the same files."""
    shared = inputs.shared(project.templates)
    return {**shared, "settings": inputs.settings(project.root, {}), "topics": digest.of_texts(project.topics())}


def unlike_worker(where: str, own: Mapping[str, str], has: Mapping[str, str] | Exception) -> Diagnostic:
    """The finding for a worker that has other things than this machine, or none of `briefing` that could say."""
    if isinstance(has, Exception):
        message = f"the worker at {where} could not say what it has: {_first_line(has)}"
    else:
        names = (name for name in own if has.get(name) != own[name])
        message = f"the worker at {where} has other {' and '.join(names)} than the machine that gives the work"
    return Diagnostic("unlike-worker", message, help=UNLIKE_HELP)


def _warm() -> None:
    load_charts()
    warm()
