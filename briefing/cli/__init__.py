"""The command line: thin commands over `pipeline` and its fellows, and the one place that catches.

Exit status: 0 done; 1 the dataset, a template or a gate has findings; 2 usage or configuration; 3 a fault in
`briefing` itself; 4 a delivery is incomplete; 5 standard output could not be written; 129 the terminal was closed;
130 interrupted; 143 terminated. Data goes to standard output, everything else to standard error.

`pipeline` and what it needs are imported inside the commands, so that `--help` and `--version` answer at once.
"""

import errno
import io
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from briefing import __version__, console
from briefing.base import collector, streams
from briefing.cli import ci, dataset, editions, mail, pdf, starting, upkeep, watching
from briefing.cli.shell import (
    DONE,
    FAULT,
    FINDINGS,
    HUNG_UP,
    INTERRUPTED,
    TERMINATED,
    UNDELIVERED,
    UNWRITTEN,
    USAGE,
    Commands,
    style_of,
)
from briefing.diagnostics import Diagnostic

__all__ = ["DONE", "FAULT", "FINDINGS", "UNDELIVERED", "USAGE", "cli", "main", "run"]

_STATUSES = """Exit status: 0 done; 1 findings in the dataset, a template or a gate; 2 usage or configuration; 3 a fault in
briefing itself; 4 a delivery is incomplete; 5 standard output could not be written; 129 the terminal was closed;
130 interrupted; 143 terminated."""
#: What is said where a signal ends the program.
_ENDS = {HUNG_UP: "the terminal was closed", TERMINATED: "terminated"}
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]}, epilog=_STATUSES)
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
    _heed_signals()
    status = run(arguments)
    collector.retire()
    sys.exit(status)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; its exit status. Whatever else fails, it is told where standard output did not get it all."""
    status = _status(tuple(sys.argv[1:] if arguments is None else arguments))
    reason = streams.unwritten()
    if reason:
        console.tell(f"standard output could not be written: {reason}")
    return UNWRITTEN if reason and status == DONE else status


def _status(arguments: tuple[str, ...]) -> int:
    """The one place that catches."""
    style = style_of(arguments)
    try:
        return int(cli.main(arguments, prog_name="briefing", standalone_mode=False))
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        console.tell("interrupted")
        return INTERRUPTED
    except SystemExit as end:
        return _left(end)
    except click.ClickException as error:
        return _misused(error, style)
    except Exception as error:  # noqa: BLE001  # whatever is left is our own fault
        return _failed_to_write(error, style) if isinstance(error, OSError) else _fault(style)


def _heed_signals() -> None:
    signal.signal(signal.SIGTERM, _leave)
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # `nohup` has it ignored
        signal.signal(signal.SIGHUP, _leave)


def _leave(number: int, _: object) -> NoReturn:
    """End as orderly as where somebody interrupts: workers go, and no half-written file stays."""
    if number != signal.SIGTERM:
        signal.signal(number, signal.SIG_IGN)  # a closed terminal is told twice: by its shell, and by the system
    raise SystemExit(128 + number)


def _left(end: SystemExit) -> int:
    """Say why the program ends; click ends it where whoever reads its help went away."""
    if isinstance(end.code, int) and end.code in _ENDS:
        console.tell(_ENDS[end.code])
        return end.code
    return _unwritten(BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)))


def _failed_to_write(error: OSError, style: str) -> int:
    """Tell what no library tells plainly: there is no room, or nobody reads; anything else is our own fault."""
    if _from_echo(error):
        return _unwritten(error)
    if error.errno not in _NO_ROOM:
        return _fault(style)
    console.report([no_room(error)], Path.cwd(), style)
    return USAGE


def no_room(error: OSError) -> Diagnostic:
    """The finding where libraries found no room for the files that they work with; what is built is told elsewhere."""
    advice = "make room where temporary files are, or name another folder in the variable `TMPDIR`"
    return Diagnostic("no-room", f"a temporary file cannot be written: {error.strerror}", help=advice)


def _unwritten(reason: OSError) -> int:
    streams.give_up(reason)
    return DONE  # `run` makes another of it


def _from_echo(error: OSError) -> bool:
    """Whether it was click that could not write: helps and versions, which do not come from here."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return trace is not None and trace.tb_frame.f_code is click.echo.__code__


def _misused(error: click.ClickException, style: str) -> int:
    """Say what is wrong with the command line."""
    if style == "text":
        told = io.StringIO()
        error.show(told)
        console.tell(told.getvalue())
    else:
        console.report([usage(error)], Path.cwd(), style)
    return USAGE


def usage(error: click.ClickException) -> Diagnostic:
    """The finding that a command line cannot be understood, for programs."""
    return Diagnostic("usage", error.format_message(), help="`briefing --help` lists commands and options")


def _fault(style: str) -> int:
    """Write the traceback to a file of its own and say where; where no file can be written, to standard error."""
    import tempfile  # late: every command would wait for it
    import traceback

    text = traceback.format_exc()
    try:
        with tempfile.NamedTemporaryFile(
            "w", prefix="briefing-", suffix=".log", delete=False, errors="replace"
        ) as file:
            file.write(text)
        where = f"in {file.name}"
    except OSError:
        console.tell(text)
        where = "above"
    console.tell(f"fault: briefing itself failed; the traceback is {where}")
    if style != "text":
        console.report([fault(where)], Path.cwd(), style)
    return FAULT


def fault(where: str) -> Diagnostic:
    """The finding, for programs, that `briefing` itself failed; `where` says where the traceback is."""
    return Diagnostic("fault", f"briefing itself failed; the traceback is {where}", help="report it with the traceback")
