"""Commands about the dataset and what is made of it: check, build, list, export, trace."""

from datetime import date
from pathlib import Path

import click

from briefing import console
from briefing.cache import uptodate
from briefing.cli.shell import DONE, as_json, as_of_option, audience_option, format_option, report, topic_option
from briefing.diagnostics import Failure
from briefing.project import find_root

_TO = "What to build: pdf, html, md, txt (repeatable; default: `to` in briefing.yaml, else pdf)."


@click.command()
@topic_option
@format_option
@as_of_option
@click.pass_obj
def check(root: Path | None, topics: tuple[str, ...], style: str, as_of: date | None) -> int:
    """Check datasets, narratives and templates; build nothing. Figures are out of date by today."""
    from briefing import pipeline

    project = pipeline.open_project(root)
    checked = pipeline.check(project, topics, as_of)
    console.tell(*checked.lines)
    return report(checked.findings, project.root, style)


@click.command()
@topic_option
@audience_option
@click.option("--to", "forms", multiple=True, help=_TO)
@format_option
@click.option("--no-cache", is_flag=True, help="Take nothing from the user's cache, and put nothing there.")
@click.option("--explain", is_flag=True, help="Also say what is made again, and why.")
@as_of_option
@click.pass_obj
def build(  # noqa: PLR0913, PLR0917  # each is an option
    root: Path | None,
    topics: tuple[str, ...],
    audiences: tuple[str, ...],
    forms: tuple[str, ...],
    style: str,
    no_cache: bool,
    explain: bool,
    as_of: date | None,
) -> int:
    """Build the briefings: every audience of every topic, unless narrowed."""
    day = as_of.isoformat() if as_of else ""
    stands = None if no_cache else uptodate.standing(_resolved(root), topics, audiences, forms, day=day)
    if stands:
        console.tell(*stands.lines())
    if stands and not stands.rest:
        return DONE
    from briefing import listing, pipeline

    project = pipeline.open_project(root)
    try:
        topics = stands.rest if stands else topics
        for edition in pipeline.build(project, topics, audiences, forms, cached=not no_cache, as_of=as_of):
            report((finding for built in edition.briefings for finding in built.findings), project.root, style)
            console.tell(*listing.summary(project, edition), *(listing.explained(edition) if explain else ()))
    except Failure as failure:
        console.report(failure.diagnostics, project.root, style)
        return failure.status
    return DONE


@click.command("list")
@topic_option
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How the list is written.")
@click.pass_obj
def list_(root: Path | None, topics: tuple[str, ...], style: str) -> int:
    """List topics, their audiences, and which of them are built."""
    from briefing import listing, pipeline

    project = pipeline.open_project(root)
    listed = listing.listing(project, topics)
    console.say(as_json(listed) if style == "json" else "\n".join(map(_listed, listed)))
    return DONE


@click.command()
@topic_option
@click.option("--format", "style", type=click.Choice(["json"]), default="json", help="How the dataset is written.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the dataset's files instead.")
@click.pass_obj
def export(root: Path | None, topics: tuple[str, ...], style: str, schema: bool) -> int:  # noqa: ARG001
    """Print claims, facts and all other records, or the schema of their files."""
    from briefing import pipeline

    console.say(as_json(pipeline.schema() if schema else pipeline.export(pipeline.open_project(root), topics)))
    return DONE


@click.command()
@topic_option
@format_option
@click.option(
    "--sources",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    required=True,
    help="The folder of the archived texts; they are told by their SHA-256.",
)
@click.pass_obj
def trace(root: Path | None, topics: tuple[str, ...], style: str, sources: Path) -> int:
    """Hold the dataset against the archived texts of its sources."""
    from briefing import pipeline

    project = pipeline.open_project(root)
    traced = pipeline.trace(project, sources, topics)
    console.say("\n".join(traced.lines))
    return report(traced.findings, project.root, style)


def _resolved(root: Path | None) -> Path:
    """The project's root without links."""
    return (root or find_root(Path.cwd())).resolve()


def _listed(topic: dict[str, object]) -> str:
    audiences = topic["audiences"]
    assert isinstance(audiences, list)
    built = ((one["id"], ", ".join(filter(None, (one["built"], *one["also"])))) for one in audiences)
    rows = (f"  {audience:<12} {files or 'not built'}" for audience, files in built)
    return "\n".join((f"{topic['id']}: {topic['title']}", *rows))
