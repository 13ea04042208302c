"""Who builds: this process, some processes of this machine, or a cluster, by how much there is to do."""

from briefing import workers
from briefing.diagnostics import Diagnostic, Failure
from briefing.drafting import load_charts
from briefing.orders import warm
from briefing.project import Project
from briefing.workers import Crew


def count(project: Project, topics: tuple[str, ...], audiences: tuple[str, ...]) -> int:
    """How many briefings that is."""
    return sum(not audiences or name in audiences for topic in topics for name in project.audiences(topic))


def crew(
    project: Project, topics: tuple[str, ...], audiences: tuple[str, ...], jobs: int | None, scheduler: str | None
) -> Crew | None:
    """Who builds these: the cluster of a scheduler, else a process a core, or `jobs` of them; None is this process.

    Raises Failure `no-scheduler` (status 2).
    """
    if scheduler:
        return _cluster(scheduler)
    size = min(jobs or workers.cores(), count(project, topics, audiences))
    if len(topics) >= 2 * size > 2:
        _warm()  # once, for all the processes that are forked from this one
    return workers.pool(size, warm) if size > 1 else None


def _cluster(address: str) -> Crew:
    try:
        return workers.cluster(address)
    except ImportError:
        what, advice = "the packages for a cluster are not installed", "pip install 'briefing[dask]'"
    except (OSError, ValueError) as error:
        what = f"no scheduler answers at `{address}`: {str(error) or 'it took too long'}"
        advice = "start one with `dask scheduler`, and give the address that it prints"
    raise Failure([Diagnostic("no-scheduler", what, help=advice)], status=2)


def _warm() -> None:
    load_charts()
    warm()
