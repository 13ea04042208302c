"""The command line: thin commands over the Python API, and the one place that catches.

Exit status: 0 done; 1 the dataset, a template or a gate has findings; 2 usage or configuration; 3 a fault in
`briefing` itself; 4 delivery incomplete. Data goes to standard output, everything else to standard error.

Imports of the pipeline stand inside the commands so that `--help` and `list` answer at once.
"""

import sys
import tempfile
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from briefing import __version__, console
from briefing.diagnostics import Diagnostic, Failure, errors, suggest

EXIT_FINDINGS, EXIT_USAGE, EXIT_FAULT = 1, 2, 3


class Suggesting(click.Group):
    """A group that answers an unknown command with the nearest known one."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        """Look a command up as click does, adding a suggestion to its complaint."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            hint = suggest(args[0], self.commands)
            raise click.UsageError(f"{error.message} {hint}" if hint else error.message, ctx) from None


topic_option = click.option("-t", "--topic", "topics", multiple=True, help="Only this topic (repeatable).")
audience_option = click.option("-a", "--audience", "audiences", multiple=True, help="Only this audience (repeatable).")
format_option = click.option(
    "--format", "style", type=click.Choice(console.STYLES), default="text", help="How findings are written."
)


@click.group(cls=Suggesting, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
@click.option("--root", type=click.Path(path_type=Path), help="The project's folder (default: here or above).")
@click.pass_context
def cli(ctx: click.Context, root: Path | None) -> None:
    """Build audience-specific PDF briefings in which every number leads back to its evidence."""
    ctx.obj = root


@cli.command()
@topic_option
@format_option
@click.pass_obj
def check(root: Path | None, topics: tuple[str, ...], style: str) -> None:
    """Check datasets, narratives and templates without building anything."""
    from briefing import pipeline

    project = pipeline.open_project(root)
    _report(project.root, pipeline.check(project, topics), style)


@cli.command()
@topic_option
@audience_option
@format_option
@click.pass_obj
def build(root: Path | None, topics: tuple[str, ...], audiences: tuple[str, ...], style: str) -> None:
    """Build the PDFs: every audience of every topic, unless narrowed."""
    from briefing import pipeline

    project = pipeline.open_project(root)
    with _findings(project.root, style):
        for edition in pipeline.build(project, topics, audiences):
            console.tell(*pipeline.summary(project, edition))


@cli.command("list")
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text")
@click.pass_obj
def list_topics(root: Path | None, style: str) -> None:
    """List topics and their audiences."""
    from briefing import pipeline

    project = pipeline.open_project(root)
    console.say(pipeline.listing(project, style))
