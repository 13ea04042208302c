from collections.abc import Iterable
from pathlib import Path

import click

from briefing.cli import usage
from briefing.diagnostics import Diagnostic


def run(root: Path) -> Iterable[Diagnostic]:  # the command line is wrong, whatever the project
    yield usage(click.NoSuchOption("--nope"))
