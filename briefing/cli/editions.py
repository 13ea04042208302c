"""Commands about editions: diff, impact."""

import os
from pathlib import Path

import click

from briefing import console
from briefing.cli.shell import DONE, FINDINGS, audience_option


@click.command()
@click.argument("old")
@click.argument("new", default=".")
@audience_option
@click.option(
    "--format",
    "style",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    help="How the difference is written.",
)
@click.option("--exit-code", is_flag=True, help="Exit with status 1 where there is a difference.")
@click.pass_obj
def diff(root: Path | None, old: str, new: str, audiences: tuple[str, ...], style: str, exit_code: bool) -> int:
    """Tell what changed from OLD to NEW.

    Facts, claims, statements, events and sources are compared.

    Either is an edition (the beginning of its name is enough), a PDF, a folder of PDFs, or `.` for the working tree.
    """
    from briefing.building import pipeline
    from briefing.review import diff as differing
    from briefing.review import diffwords

    found = differing.diff(old, new, audiences, pipeline.project_or_none(root))
    if style == "json":
        console.say(console.as_json(diffwords.as_plain(found)))
    else:
        console.say("\n".join(diffwords.as_text(found) if style == "text" else diffwords.as_markdown(found)))
    return FINDINGS if exit_code and found else DONE


@click.command()
@click.argument("name", metavar="FACT-OR-SOURCE")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How it is written.")
@click.pass_obj
def impact(root: Path | None, name: str, style: str) -> int:
    """Tell where a fact was printed, and who got it.

    Of a source, claim or statement, all that rests on it.
    """
    from briefing import dispatch
    from briefing.building import pipeline
    from briefing.review import impact as impacts

    project = pipeline.open_project(root)
    found = impacts.impact(project, name, dispatch.readers_of(project, os.environ))
    console.report(found.findings, project.root)
    console.say(console.as_json(impacts.as_plain(found)) if style == "json" else "\n".join(impacts.lines(found)))
    return DONE
