"""Commands about finished PDFs: audit, why, extract."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from briefing import console
from briefing.cli.shell import DONE, FINDINGS, report
from briefing.diagnostics import Diagnostic, Failure, Place, errors

if TYPE_CHECKING:
    from briefing.review.audit import Examined  # loads pikepdf

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=_FILE)
@click.option("--rebuild", is_flag=True, help="Also build each again from this project and compare bytes.")
@click.option(
    "--format",
    "style",
    type=click.Choice([*console.STYLES, "markdown"]),
    default="text",
    help="How it is written; as JSON with every numeral, as Markdown a row for each file.",
)
@click.pass_obj
def audit(root: Path | None, files: tuple[Path, ...], rebuild: bool, style: str) -> int:
    """Tie every numeral in finished files to the evidence in them.

    It takes PDFs and web pages, and needs nothing but the files.
    """
    found = [_audited(file, root, rebuild=rebuild) for file in files]
    proofs = [one for one, _ in found if one]
    findings = [finding for _, some in found for finding in some]
    _tell(proofs, style)
    if style == "json":
        return _as_one_object(proofs, findings)
    return report(findings, Path.cwd(), "text" if style == "markdown" else style)


def _tell(proofs: Sequence["Examined"], style: str) -> None:
    """Write what the proofs amount to; beside what only a program reads, for people."""
    from briefing.review import auditwords  # loads pikepdf

    if style == "markdown":
        console.say("\n".join(auditwords.as_markdown(proofs)))
    elif proofs:
        lines = [line for one in proofs for line in one.lines]
        (console.say if style == "text" else console.tell)("\n".join(lines))


def _as_one_object(proofs: Sequence["Examined"], findings: Sequence[Diagnostic]) -> int:
    """Write proofs and findings as one JSON object; the exit status they call for."""
    import json  # late: every command would wait for it

    from briefing.review import auditwords

    told = json.loads(console.render(findings, Path.cwd(), "json"))
    console.say(console.as_json({"briefings": [auditwords.as_plain(one) for one in proofs], **told}))
    return FINDINGS if errors(findings) else DONE


@click.command()
@click.argument("what", nargs=-1, required=True, metavar="FACT-ID | FILE TEXT")
@click.option("--page", type=click.IntRange(min=1), help="Only on this page of the PDF.")
@click.pass_obj
def why(root: Path | None, what: tuple[str, ...], page: int | None) -> int:
    """Tell what a printed number, or a fact of the dataset, rests on."""
    from briefing.building import pipeline
    from briefing.review import audit as auditing

    if len(what) == 1:
        lines = pipeline.why(pipeline.open_project(root), what[0])
    else:
        lines = auditing.why(_pdf(what[0]), " ".join(what[1:]), page)
    console.say("\n".join(lines))
    return DONE


@click.command()
@click.argument("file", type=_FILE)
def extract(file: Path) -> int:
    """Print the evidence that a PDF or web page carries, as JSON."""
    from briefing.editions import kept  # late, here and below: a build with nothing to do would wait for it
    from briefing.review import audit as auditing

    console.say(console.json_as_shown(auditing.extract(kept.content(file)).decode()))
    return DONE


def _audited(file: Path, root: Path | None, *, rebuild: bool) -> tuple["Examined | None", tuple[Diagnostic, ...]]:
    """What a file amounts to, unless it is none of ours, and what is wrong with it or with a build again."""
    from briefing.editions import kept
    from briefing.review import audit as auditing

    try:
        content = kept.content(file, file.as_posix())
        audited = auditing.examine(content)
    except Failure as failure:
        return None, _said_of(file, failure.diagnostics)
    return audited, _said_of(file, audited.findings) + (_again(root, content) if rebuild else ())


def _again(root: Path | None, content: bytes) -> tuple[Diagnostic, ...]:
    from briefing.building import pipeline
    from briefing.review import rebuild as rebuilding

    again = rebuilding.rebuild(pipeline.open_project(root), content)
    console.tell(*again.lines)
    return again.findings


def _said_of(file: Path, findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(finding.at(Place(file.as_posix())) for finding in findings)


def _pdf(name: str) -> bytes:
    from briefing.editions import kept

    if not Path(name).exists():
        raise click.BadParameter(f"there is no file `{name}`")
    return kept.content(Path(name))
