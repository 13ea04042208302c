"""The command line: thin commands over `pipeline`, and the one place that catches.

Exit status: 0 done; 1 the dataset, a template or a gate has findings; 2 usage or configuration; 3 a fault in
`briefing` itself. Data goes to standard output, everything else to standard error.

`pipeline` and what it needs are imported inside the commands, so that `--help` and `--version` answer at once.
"""

import json
import sys
import tempfile
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from briefing import __version__, console
from briefing.diagnostics import Diagnostic, Failure, Report, errors, suggest
from briefing.project import find_root

DONE, FINDINGS, USAGE, FAULT = 0, 1, 2, 3


class Commands(click.Group):
    """The commands: an unknown one is answered with the nearest, a failure with its findings as text."""

    def invoke(self, ctx: click.Context) -> int:
        """Run a command; its exit status. Files are named from the project's root, wherever the user stands."""
        try:
            return super().invoke(ctx) or DONE
        except Failure as failure:
            console.report(failure.diagnostics, _root(ctx.obj))
            return failure.status

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Look a command up as click does, with a suggestion added to its complaint."""
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


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="briefing")
@click.option("--root", type=click.Path(path_type=Path), help="The project's folder; default: here or above.")
@click.pass_context
def cli(ctx: click.Context, root: Path | None) -> None:
    """Build audience-specific PDF briefings in which every number leads back to its evidence."""
    ctx.obj = root


@cli.command()
@topic_option
@format_option
@click.pass_obj
def check(root: Path | None, topics: tuple[str, ...], style: str) -> int:
    """Check datasets, narratives and templates; build nothing."""
    from briefing import pipeline

    project = pipeline.open_project(root)
    checked = pipeline.check(project, topics)
    console.tell(*checked.lines)
    return _report(checked.findings, project.root, style)


@cli.command()
@topic_option
@audience_option
@format_option
@click.pass_obj
def build(root: Path | None, topics: tuple[str, ...], audiences: tuple[str, ...], style: str) -> int:
    """Build the PDFs: every audience of every topic, unless narrowed."""
    from briefing import pipeline

    project = pipeline.open_project(root)
    try:
        for edition in pipeline.build(project, topics, audiences):
            _report((finding for built in edition.briefings for finding in built.findings), project.root, style)
            console.tell(*pipeline.summary(project, edition))
    except Failure as failure:
        console.report(failure.diagnostics, project.root, style)
        return failure.status
    return DONE


@cli.command("list")
@topic_option
@click.option("--format", "style", type=click.Choice(["text", "json"]), default="text", help="How the list is written.")
@click.pass_obj
def list_(root: Path | None, topics: tuple[str, ...], style: str) -> int:
    """List topics, their audiences, and which of them are built."""
    from briefing import pipeline

    project = pipeline.open_project(root)
    listed = pipeline.listing(project, topics)
    console.say(_json(listed) if style == "json" else "\n".join(map(_listed, listed)))
    return DONE


@cli.command()
@topic_option
@click.option("--format", "style", type=click.Choice(["json"]), default="json", help="How the dataset is written.")
@click.option("--schema", is_flag=True, help="Print the JSON Schema of the dataset's files instead.")
@click.pass_obj
def export(root: Path | None, topics: tuple[str, ...], style: str, schema: bool) -> int:  # noqa: ARG001
    """Print claims, facts and all other records, or the schema of their files."""
    from briefing import pipeline

    console.say(_json(pipeline.schema() if schema else pipeline.export(pipeline.open_project(root), topics)))
    return DONE


@cli.command()
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
    return _report(traced.findings, project.root, style)


pdf_argument = click.argument("pdf", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@cli.command()
@pdf_argument
@click.option("--rebuild", is_flag=True, help="Also build it again from this project and compare bytes.")
@format_option
@click.pass_obj
def audit(root: Path | None, pdf: Path, rebuild: bool, style: str) -> int:
    """Tie every numeral in a finished PDF to the evidence in it; needs nothing but the file."""
    from briefing import audit as auditing
    from briefing import pipeline

    content = pdf.read_bytes()
    proof = auditing.audit(content)
    console.say("\n".join(proof.lines))
    again = pipeline.rebuild(pipeline.open_project(root), content) if rebuild else Report((), ())
    console.tell(*again.lines)
    return _report((*proof.findings, *again.findings), Path.cwd(), style)


@cli.command()
@click.argument("what", nargs=-1, required=True, metavar="FACT-ID | PDF TEXT")
@click.option("--page", type=click.IntRange(min=1), help="Only on this page of the PDF.")
@click.pass_obj
def why(root: Path | None, what: tuple[str, ...], page: int | None) -> int:
    """Tell what a number printed in a PDF, or a fact of the dataset, rests on."""
    from briefing import audit as auditing
    from briefing import pipeline

    if len(what) == 1:
        lines = pipeline.why(pipeline.open_project(root), what[0])
    else:
        lines = auditing.why(_pdf(what[0]), " ".join(what[1:]), page)
    console.say("\n".join(lines))
    return DONE


@cli.command()
@pdf_argument
def extract(pdf: Path) -> int:
    """Print the evidence that is attached to a PDF, as JSON."""
    from briefing import audit as auditing

    console.say(auditing.extract(pdf.read_bytes()).decode())
    return DONE


@cli.command()
@topic_option
@click.pass_obj
def selftest(root: Path | None, topics: tuple[str, ...]) -> int:
    """Try every gate on this project, in memory: what goes wrong on purpose must be caught."""
    from briefing import pipeline
    from briefing import selftest as trying

    escaped = 0
    for trial in trying.selftest(pipeline.open_project(root), topics):
        console.say("\n".join(trying.lines(trial)))
        escaped += len(trial.escaped)
    return FINDINGS if escaped else DONE


def _pdf(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise click.BadParameter(f"`{name}` cannot be read: {error.strerror}") from None


@cli.command()
@click.pass_obj
def doctor(root: Path | None) -> int:
    """Say what is missing on this machine, and how to get it."""
    from briefing import doctor as doctors
    from briefing import pipeline

    found = doctors.examine(pipeline.project_or_none(root))
    console.say("\n".join(doctors.lines(found)))
    return FINDINGS if doctors.missing(found) else DONE


def _listed(topic: dict[str, object]) -> str:
    audiences = topic["audiences"]
    assert isinstance(audiences, list)
    rows = (f"  {one['id']:<12} {one['built'] or 'not built'}" for one in audiences)
    return "\n".join((f"{topic['id']}: {topic['title']}", *rows))


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False)


def _report(findings: Iterable[Diagnostic], root: Path, style: str) -> int:
    found = tuple(findings)
    console.report(found, root, style)
    return FINDINGS if errors(found) else DONE


def _root(given: Path | None) -> Path:
    """The folder that messages name files from: that of the project, else the current one."""
    try:
        return given or find_root(Path.cwd())
    except Failure:
        return Path.cwd()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit with its status."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; its exit status. The one place that catches."""
    try:
        return int(cli.main(arguments, prog_name="briefing", standalone_mode=False))
    except click.exceptions.Exit as end:
        return end.exit_code
    except (click.Abort, KeyboardInterrupt):
        console.tell("interrupted")
        return 130
    except click.ClickException as error:
        error.show()
        return USAGE
    except Exception:  # noqa: BLE001  # whatever is left is our own fault
        return _fault()


def _fault() -> int:
    """Write the traceback to a file of its own and say where."""
    with tempfile.NamedTemporaryFile("w", prefix="briefing-", suffix=".log", delete=False) as file:
        file.write(traceback.format_exc())
    console.tell(f"fault: briefing itself failed; the traceback is in {file.name}")
    return FAULT
