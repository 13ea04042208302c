"""Commands about the program and the machine it runs on: selftest, doctor."""

from pathlib import Path

import click

from briefing import console
from briefing.cli.shell import DONE, FINDINGS, jobs_option, topic_option
from briefing.project import choose


@click.command()
@topic_option
@jobs_option
@click.pass_obj
def selftest(root: Path | None, topics: tuple[str, ...], jobs: int | None) -> int:
    """Try the proof on this project, in memory.

    What goes wrong on purpose must be caught.
    """
    from briefing.building import crews, pipeline
    from briefing.review import selftest as trying

    project, escaped = pipeline.open_project(root), 0
    chosen = choose("topic", topics, project.topics())
    for trial in trying.selftest(project, chosen, crews.crew(project, chosen, (), jobs, None)):
        console.say("\n".join(trying.lines(trial)))
        escaped += len(trial.escaped)
    return FINDINGS if escaped else DONE


@click.command()
@click.pass_obj
def doctor(root: Path | None) -> int:
    """Say what is missing on this machine, and how to get it."""
    from briefing.building import pipeline
    from briefing.review import doctor as doctors

    found = doctors.examine(pipeline.project_or_none(root))
    console.say("\n".join(doctors.lines(found)))
    return FINDINGS if doctors.missing(found) else DONE
