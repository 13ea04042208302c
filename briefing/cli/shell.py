"""What every command shares: exit statuses, options, and how findings reach the user."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

import click

from briefing import console
from briefing.diagnostics import Diagnostic, Failure, errors
from briefing.project import find_root, today

DONE, FINDINGS, USAGE, FAULT, UNDELIVERED, UNWRITTEN = 0, 1, 2, 3, 4, 5
#: As a shell tells of a program that a signal ended.
HUNG_UP, INTERRUPTED, TERMINATED = 129, 130, 143
_STYLE = "briefing.style"


class Commands(click.Group):
    """The commands: an unknown one is answered with the nearest, a failure with its findings."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse as click does; how findings are to be written is known even where that fails."""
        ctx.meta.setdefault(_STYLE, style_of(args))
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> int:
        """Run a command; its exit status. Files are named from the project's root, wherever the user stands."""
        try:
            return super().invoke(ctx) or DONE
        except Failure as failure:
            console.report(failure.diagnostics, _root(ctx.obj), ctx.meta[_STYLE])
            return failure.status


def style_of(arguments: Sequence[str]) -> str:
    """How a command line asks for findings to be written: `text` where it does not, or not as `report` can."""
    words = [word for argument in arguments for word in argument.split("=", 1)]
    asked = [value for option, value in pairwise(words) if option == "--format"]
    return asked[-1] if asked and asked[-1] in console.STYLES else "text"


topic_option = click.option("-t", "--topic", "topics", multiple=True, help="Only this topic (repeatable).")
audience_option = click.option("-a", "--audience", "audiences", multiple=True, help="Only this audience (repeatable).")
jobs_option = click.option("-j", "--jobs", type=click.IntRange(min=1), help="Processes at once; default: one a core.")
format_option = click.option(
    "--format", "style", type=click.Choice(console.STYLES), default="text", help="How findings are written."
)


class _Day(click.ParamType[date]):
    name = "date"

    def convert(self, value: str | date, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """A day such as `2026-04-08`, or `today`."""
        if isinstance(value, date):
            return value
        try:
            return today() if value == "today" else date.fromisoformat(value)
        except ValueError:
            self.fail(f"`{value}` is not a day such as 2026-04-08, nor `today`", param, ctx)


as_of_option = click.option("--as-of", type=_Day(), help="The day by which figures are out of date (default: today).")


def report(findings: Iterable[Diagnostic], root: Path, style: str) -> int:
    """Write the findings in `style`; the exit status they call for."""
    found = tuple(findings)
    console.report(found, root, style)
    return FINDINGS if errors(found) else DONE


def _root(given: Path | None) -> Path:
    """The folder that messages name files from: that of the project, else the current one."""
    try:
        return given or find_root(Path.cwd())
    except Failure:
        return Path.cwd()
