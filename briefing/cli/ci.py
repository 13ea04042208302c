"""Commands about code hosts: ci init."""

from pathlib import Path

import click

from briefing import ci as hosts
from briefing import console
from briefing.cli.shell import DONE, Commands


@click.group(cls=Commands)
def ci() -> None:
    """Let a code host build the briefings."""


@ci.command()
@click.option("--for", "host", type=click.Choice(list(hosts.HOSTS)), required=True, help="The code host.")
@click.option("--force", is_flag=True, help="Replace the file if it is there already.")
@click.pass_obj
def init(root: Path | None, host: str, force: bool) -> int:
    """Write the file that makes a code host check, build and prove the briefings of this project."""
    from briefing.building import pipeline

    folder = pipeline.open_project(root).root
    path = hosts.write(folder, host, force=force)
    console.tell(
        f"wrote {path.relative_to(folder).as_posix()}",
        "next:",
        *(f"  - {step}" for step in hosts.next_steps(folder, host)),
    )
    return DONE
