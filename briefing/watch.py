"""Building while somebody writes: each save in, what it made or what is wrong with it out. The owner of `watchfiles`.

The process stays warm: what is slow to load is loaded once. A broken save leaves the files as they were. The settings
and the brand stand beside much that is not the project's, so that they are looked at by content, every so often.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Event

from watchfiles import watch as changes_in

from briefing import collector, pipeline
from briefing.diagnostics import Diagnostic, Failure
from briefing.editions.edition import Edition
from briefing.project import PACKAGED_TEMPLATES, Project

#: Milliseconds: how long a burst of saves is waited out, in which steps, and how long is waited at once.
_DEBOUNCE, _STEP, _LOOK = 60, 15, 250


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one save: the editions built of the topics that it touched, or all that is wrong."""

    editions: tuple[Edition, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What was found in what was built."""
        return tuple(finding for edition in self.editions for built in edition.briefings for finding in built.findings)


def watch(
    project: Project, topics: tuple[str, ...], audiences: tuple[str, ...], forms: tuple[str, ...], stop: Event
) -> Iterator[Outcome]:
    """Build the chosen once, and again after each save of a file they are made of, until `stop` is set.

    Each follows the edition that stood at the beginning: what was saved in between is no edition, and is not kept.
    """
    folders = {folder for folder in (project.data, project.templates, PACKAGED_TEMPLATES) if folder.is_dir()}
    changes = changes_in(
        *folders, stop_event=stop, debounce=_DEBOUNCE, step=_STEP, rust_timeout=_LOOK, yield_on_timeout=True
    )
    next(changes)  # from here on nothing is missed, not even what is saved while something is built
    settings = pipeline.settings(project)
    build = partial(pipeline.build, audiences=audiences, forms=forms, cached=True, since={})
    yield _outcome(project, topics, build)
    for saved in changes:
        before, settings = settings, pipeline.settings(project)
        chosen = topics or project.topics()
        touched = _touched(project, chosen, [Path(path) for _, path in saved]) if settings == before else chosen
        if touched:
            yield _outcome(project, touched, build)


def _touched(project: Project, chosen: tuple[str, ...], paths: list[Path]) -> tuple[str, ...]:
    """The topics whose files are among `paths`; all of them where a template is."""
    if any(not path.is_relative_to(project.data) for path in paths):
        return chosen
    names = {path.relative_to(project.data).parts[0] for path in paths}
    return tuple(topic for topic in chosen if topic in names)


@collector.paused()
def _outcome(project: Project, topics: tuple[str, ...], build: Callable[..., Iterator[Edition]]) -> Outcome:
    made: list[Edition] = []
    try:
        made.extend(build(pipeline.open_project(project.root), topics))
    except Failure as failure:
        return Outcome(tuple(made), failure.diagnostics)
    return Outcome(tuple(made), ())
