"""Commands about the dataset and what is made of it: check, build, list, export, trace."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from briefing import console
from briefing.base import collector
from briefing.base.folders import share
from briefing.cache import findings, uptodate
from briefing.cli.progress import progress
from briefing.cli.shell import DONE, as_of_option, audience_option, format_option, jobs_option, report, topic_option
from briefing.diagnostics import Diagnostic, Failure
from briefing.project import choose, find_root

#: Of a topic: the warnings of its files, and a line a file.
Told = tuple[tuple[Diagnostic, ...], tuple[str, ...]]
_TO = "What to build: pdf, html, md, txt (repeatable; default: `to` in briefing.yaml, else pdf)."


@click.command()
@topic_option
@format_option
@as_of_option
@click.pass_obj
@collector.paused()
def check(root: Path | None, topics: tuple[str, ...], style: str, as_of: date | None) -> int:
    """Check datasets, narratives and templates; build nothing."""
    from briefing.building import pipeline

    project = pipeline.open_project(root)
    checked = pipeline.check(project, topics, as_of)
    console.tell(*checked.lines)
    return report(checked.findings, project.root, style)


class Shard(click.ParamType[tuple[int, int]]):
    """`2/5`: the second of five parts."""

    name = "i/n"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The two numbers."""
        written = re.fullmatch(r"([0-9]{1,9})/([0-9]{1,9})", str(value))
        part, parts = map(int, written.groups()) if written else (0, 0)
        if not 1 <= part <= parts:
            self.fail(f"`{value}` is no part such as 2/5", param, ctx)
        return part, parts


@click.command()
@topic_option
@audience_option
@click.option("--to", "forms", multiple=True, help=_TO)
@format_option
@click.option("--no-cache", is_flag=True, help="Take nothing from the user's cache, and put nothing there.")
@click.option("--explain", is_flag=True, help="Also say what is made again, and why.")
@as_of_option
@jobs_option
@click.option("--scheduler", metavar="ADDRESS", help="Give the work to the Dask cluster at tcp://HOST:PORT.")
@click.option("--shard", type=Shard(), help="Only the i-th of n equal parts of the topics, as in 2/5.")
@click.pass_obj
def build(
    root: Path | None,
    /,
    topics: tuple[str, ...],
    audiences: tuple[str, ...],
    forms: tuple[str, ...],
    style: str,
    **how: Any,
) -> int:
    """Build every audience of every topic, unless narrowed."""
    root = _resolved(root)
    day = how["as_of"].isoformat() if how["as_of"] else ""
    stands = None if how["no_cache"] else uptodate.standing(root, topics, audiences, forms, how["shard"], day=day)
    told: list[Told] = [(tuple(map(findings.read, kept)), lines) for kept, lines in (stands.told if stands else ())]
    failure = Failure([], status=DONE)
    try:
        if not told or not stands or stands.rest:
            told.extend(_built(root, stands.rest if stands else None, topics, audiences, forms, **how))
    except Failure as found:
        failure = found
    except BaseException:  # what a program reads is then told by whoever catches it
        _tell(told, (), root, "text")
        raise
    _tell(told, failure.diagnostics, root, style)
    return failure.status


def _built(
    root: Path,
    rest: tuple[str, ...] | None,
    topics: tuple[str, ...],
    audiences: tuple[str, ...],
    forms: tuple[str, ...],
    **how: Any,
) -> Iterator[Told]:
    """Build the topics that are left, or all that were asked for, and give what is told of each as it is done."""
    from briefing.building import crews, pipeline
    from briefing.review import listing

    project = pipeline.open_project(root)
    pipeline.demand_topics(project)
    if rest is None:
        rest = share(choose("topic", topics, project.topics()), how["shard"])
    if not rest:
        if how["shard"]:
            yield (), (f"none of the topics is in part {how['shard'][0]} of {how['shard'][1]}",)
        return
    crew = crews.crew(project, rest, audiences, how["jobs"], how["scheduler"])
    with progress(crews.count(project, rest, audiences) * len(forms or project.forms)) as tick:
        cached, as_of = not how["no_cache"], how["as_of"]
        built = pipeline.build(project, rest, audiences, forms, cached=cached, as_of=as_of, crew=crew, tick=tick)
        for edition in built:
            yield listing.warnings(project, edition), listing.told(project, edition, explain=how["explain"])


def _tell(told: Iterable[Told], failed: Iterable[Diagnostic], root: Path, style: str) -> None:
    """Write all that was found, at once, then a line a file."""
    report((*(finding for warnings, _ in told for finding in warnings), *failed), root, style)
    console.tell(*(line for _, lines in told for line in lines))


@click.command("list")
@topic_option
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How the list is written.")
@click.pass_obj
def list_(root: Path | None, topics: tuple[str, ...], style: str) -> int:
    """List topics, their audiences, and which of them are built."""
    from briefing.building import pipeline
    from briefing.review import listing

    project = pipeline.open_project(root)
    listed = listing.listing(project, topics)
    console.say(console.as_json(listed) if style == "json" else "\n".join(map(_listed, listed)))
    return DONE


@click.command()
@topic_option
@click.option("--format", "style", type=click.Choice(["json"]), default="json", help="How the dataset is written.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the dataset's files instead.")
@click.pass_obj
def export(root: Path | None, topics: tuple[str, ...], style: str, schema: bool) -> int:  # noqa: ARG001
    """Print all records and facts, or the schema of their files."""
    from briefing.building import pipeline

    console.say(console.as_json(pipeline.schema() if schema else pipeline.export(pipeline.open_project(root), topics)))
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
    from briefing.building import pipeline

    project = pipeline.open_project(root)
    traced = pipeline.trace(project, sources, topics)
    (console.say if style == "text" else console.tell)("\n".join(traced.lines))
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
