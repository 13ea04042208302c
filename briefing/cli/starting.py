"""Commands about beginning: init."""

import shlex
from pathlib import Path

import click

from briefing import console, starter
from briefing.cli.shell import DONE


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default=Path())
def init(folder: Path) -> int:
    """Write a small example project that builds at once.

    It goes into FOLDER (default: here).
    """
    files = starter.write(folder)
    root = "" if folder == Path() else f" --root {shlex.quote(str(folder))}"
    console.tell(
        f"wrote {len(files)} files",
        "next:",
        f"  - briefing{root} check",
        f"  - briefing{root} build",
        f"  - briefing{root} trace --sources {shlex.quote(str(folder / 'sources'))}",
        f"  - read the comments in {folder / 'data' / 'tram'}, and put a topic of your own beside it",
    )
    return DONE
