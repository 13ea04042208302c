"""The command line: thin commands over `pipeline` and its fellows, and the one place that catches.

Exit status: 0 done; 1 the dataset, a template or a gate has findings; 2 usage or configuration; 3 a fault in
`briefing` itself; 4 a delivery is incomplete; 130 interrupted; 143 terminated. Data goes to standard output, everything else to standard error.

`pipeline` and what it needs are imported inside the commands, so that `--help` and `--version` answer at once.
"""

import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from briefing import __version__, collector, console
from briefing.cli import ci, dataset, editions, mail, pdf, starting, upkeep, watching
from briefing.cli.shell import DONE, FAULT, FINDINGS, INTERRUPTED, TERMINATED, UNDELIVERED, USAGE, Commands

__all__ = ["DONE", "FAULT", "FINDINGS", "UNDELIVERED", "USAGE", "cli", "main", "run"]

#: Every command there is.
COMMANDS = (
    starting.init,
    dataset.check,
    dataset.build,
    watching.watch,
    dataset.list_,
    dataset.export,
    dataset.trace,
    editions.diff,
    editions.impact,
    pdf.audit,
    pdf.why,
    pdf.extract,
    mail.send,
    ci.ci,
    upkeep.selftest,
    upkeep.doctor,
)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
@click.option("--root", type=click.Path(path_type=Path), help="The project's folder; default: here or above.")
@click.pass_context
def cli(ctx: click.Context, root: Path | None) -> None:
    """Build audience-specific PDF briefings in which every number leads back to its evidence."""
    ctx.obj = root


for command in COMMANDS:
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    signal.signal(signal.SIGTERM, _leave)
    status = run(arguments)
    collector.retire()
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; its exit status. The one place that catches."""
    try:
        return int(cli.main(arguments, prog_name="briefing", standalone_mode=False))
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        console.tell("interrupted")
        return INTERRUPTED
    except SystemExit:  # from `_leave`
        console.tell("terminated")
        return TERMINATED
    except click.ClickException as error:
        error.show()
        return USAGE
    except Exception:  # noqa: BLE001  # whatever is left is our own fault
        return _fault()


def _leave(*_: object) -> NoReturn:
    """End as orderly as where somebody interrupts: workers go, and no half-written file stays."""
    raise SystemExit(TERMINATED)


def _fault() -> int:
    """Write the traceback to a file of its own and say where."""
    import tempfile  # late: every command would wait for it
    import traceback

    with tempfile.NamedTemporaryFile("w", prefix="briefing-", suffix=".log", delete=False) as file:
        file.write(traceback.format_exc())
    console.tell(f"fault: briefing itself failed; the traceback is in {file.name}")
    return FAULT
