"""Commands about finished PDFs: audit, why, extract."""

from pathlib import Path

import click

from briefing import console
from briefing.cli.shell import DONE, format_option, pdf_argument, report
from briefing.diagnostics import Report


@click.command()
@pdf_argument
@click.option("--rebuild", is_flag=True, help="Also build it again from this project and compare bytes.")
@format_option
@click.pass_obj
def audit(root: Path | None, pdf: Path, rebuild: bool, style: str) -> int:
    """Tie every numeral in a finished PDF or web page to the evidence in it; needs nothing but the file."""
    from briefing import audit as auditing
    from briefing import pipeline

    content = pdf.read_bytes()
    proof = auditing.audit(content)
    # What a program reads is the findings alone; the counts are for people then.
    (console.say if style == "text" else console.tell)("\n".join(proof.lines))
    again = pipeline.rebuild(pipeline.open_project(root), content) if rebuild else Report((), ())
    console.tell(*again.lines)
    return report((*proof.findings, *again.findings), Path.cwd(), style)


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="FACT-ID | FILE TEXT")
@click.option("--page", type=click.IntRange(min=1), help="Only on this page of the PDF.")
@click.pass_obj
def why(root: Path | None, what: tuple[str, ...], page: int | None) -> int:
    """Tell what a number printed in a PDF or web page, or a fact of the dataset, rests on."""
    from briefing import audit as auditing
    from briefing import pipeline

    if len(what) == 1:
        lines = pipeline.why(pipeline.open_project(root), what[0])
    else:
        lines = auditing.why(_pdf(what[0]), " ".join(what[1:]), page)
    console.say("\n".join(lines))
    return DONE


@click.command()
@pdf_argument
def extract(pdf: Path) -> int:
    """Print the evidence that a PDF or web page carries, as JSON."""
    from briefing import audit as auditing

    console.say(auditing.extract(pdf.read_bytes()).decode())
    return DONE


def _pdf(name: str) -> bytes:
    try:
        return Path(name).read_bytes()
    except OSError as error:
        raise click.BadParameter(f"`{name}` cannot be read: {error.strerror}") from None
