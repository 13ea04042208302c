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

from briefing.base import collector
from briefing.building import pipeline
from briefing.diagnostics import Diagnostic, Failure
from briefing.editions.edition import Edition
from briefing.project import PACKAGED_TEMPLATES, Project

#: Milliseconds: how long a burst of saves is waited out, in which steps, and how long is waited at once.
_DEBOUNCE, _STEP, _LOOK = 60, 15, 250


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one save: the project as its settings were then, the editions built of the topics that it touched,
    or all that is wrong.
    """

    project: Project
    editions: tuple[Edition, ...]
    findings: tuple[Diagnostic, ...]

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What was found in what was built."""
        return tuple(finding for edition in self.editions for built in edition.briefings for finding in built.findings)


def watch(
    project: Project, topics: tuple[str, ...], audiences: tuple[str, ...], also: tuple[str, ...], stop: Event
) -> Iterator[Outcome]:
    """Build the chosen once, and again after each save of a file they are made of, until `stop` is set.

    Made is what the settings say, and the forms in `also`. Each follows the edition that stood at the beginning: what was
    saved in between is no edition, and is not kept. Where the settings name other folders, those are watched.
    """
    settings = pipeline.settings(project)
    build = partial(pipeline.build, audiences=audiences, cached=True, since={})
    while not stop.is_set():
        folders = _folders(project)
        changes = changes_in(
            *folders, stop_event=stop, debounce=_DEBOUNCE, step=_STEP, rust_timeout=_LOOK, yield_on_timeout=True
        )
        next(changes)  # from here on nothing is missed, not even what is saved while something is built
        yield _outcome(project, topics, also, build)
        for saved in changes:
            before, settings = settings, pipeline.settings(project)
            project = project if settings == before else _opened(project)
            if _folders(project) != folders:
                break
            chosen = topics or project.topics()
            touched = _touched(project, chosen, [Path(path) for _, path in saved]) if settings == before else chosen
            if touched:
                yield _outcome(project, touched, also, build)


def _folders(project: Project) -> frozenset[Path]:
    """The folders that are there of those that a project is made of."""
    return frozenset(it for it in (project.data, project.templates, PACKAGED_TEMPLATES) if it.is_dir())


def _opened(project: Project) -> Project:
    """The project as its settings are now; as it was, while they are wrong."""
    try:
        return pipeline.open_project(project.root)
    except Failure:
        return project


def _touched(project: Project, chosen: tuple[str, ...], paths: list[Path]) -> tuple[str, ...]:
    """The topics whose files are among `paths`; all of them where a template is."""
    if any(not path.is_relative_to(project.data) for path in paths):
        return chosen
    names = {path.relative_to(project.data).parts[0] for path in paths}
    return tuple(topic for topic in chosen if topic in names)


@collector.paused()
def _outcome(
    project: Project, topics: tuple[str, ...], also: tuple[str, ...], build: Callable[..., Iterator[Edition]]
) -> Outcome:
    made: list[Edition] = []
    try:
        pipeline.open_project(project.root)  # whose settings may be wrong now
        made.extend(build(project, topics, forms=tuple(dict.fromkeys((*project.forms, *also)))))
    except Failure as failure:
        return Outcome(project, tuple(made), failure.diagnostics)
    return Outcome(project, tuple(made), ())
