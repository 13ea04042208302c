"""Building while somebody writes: watch."""

from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

import click

from briefing import console
from briefing.cli.shell import DONE, audience_option, topic_option

if TYPE_CHECKING:
    from briefing.building.preview import Preview
    from briefing.building.watch import Outcome
    from briefing.project import Project


@click.command()
@topic_option
@audience_option
@click.option("--preview", is_flag=True, help="Also show the pages in a browser, at an address of this machine.")
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The preview's port; default: any free one.")
@click.pass_obj
def watch(root: Path | None, topics: tuple[str, ...], audiences: tuple[str, ...], preview: bool, port: int) -> int:
    """Build again after each save, until interrupted.

    A broken save leaves the files as they were.
    """
    from briefing.building import pipeline
    from briefing.building.watch import watch as outcomes

    project = pipeline.open_project(root)
    shown = _preview(project, port) if preview else None
    try:
        for outcome in outcomes(project, topics, audiences, ("html",) if preview else (), Event()):
            _tell(outcome.project, outcome, shown)
            console.tell(f"watching {outcome.project.shown(outcome.project.data)}; Ctrl-C ends")
    except KeyboardInterrupt:
        pass
    finally:
        if shown:
            shown.close()
    return DONE


def _preview(project: "Project", port: int) -> "Preview":
    from briefing.building.preview import Preview

    shown = Preview(project.out, port)
    console.tell(f"preview: {shown.url}")
    return shown


def _tell(project: "Project", outcome: "Outcome", preview: "Preview | None") -> None:
    """What a save made goes to the terminal, and to the page."""
    from briefing.review import listing

    lines = [line for edition in outcome.editions for line in listing.summary(project, edition)]
    if lines:
        console.tell(*lines)
    console.report((*outcome.findings, *outcome.warnings), project.root)
    if preview:
        pages = sorted(path.relative_to(project.out).as_posix() for path in project.out.glob("*/*.html"))
        preview.show(pages, console.render(outcome.findings, project.root), project.out)
