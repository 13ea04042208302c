"""The command that mails finished briefings: send."""

import os
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from briefing import console
from briefing.cli.shell import DONE, UNDELIVERED, audience_option, format_option, report, topic_option
from briefing.diagnostics import Diagnostic, Failure, counted

if TYPE_CHECKING:
    from briefing.delivery.parcel import Outcome

_DAY, _MINUTE = "%Y-%m-%d", "%Y-%m-%dT%H:%M"


@click.command()
@topic_option
@audience_option
@click.option("--dry-run", is_flag=True, help="Write the messages as .eml files with a preview; send nothing.")
@click.option("--only", metavar="ADDRESS", help="Only to this recipient.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Try at most N messages.")
@click.option("--not-after", type=click.DateTime([_DAY, _MINUTE]), metavar="DATE", help="Send nothing later (UTC).")
@click.option("--recipients", type=click.Path(path_type=Path), help="A YAML or CSV file, in place of the settings'.")
@click.option(
    "--erratum", metavar="FACT-OR-SOURCE", help="Only to those who got it in an earlier edition, as a correction."
)
@click.option("--new-ledger", is_flag=True, help="Begin the record of what was sent; only where nothing ever was.")
@click.option("--anew", is_flag=True, help="Also what follows no edition, though its readers had one.")
@click.option("--resend-in-doubt", is_flag=True, help="Also send again where nobody knows whether it arrived.")
@format_option
@click.pass_obj
def send(
    root: Path | None,
    /,
    dry_run: bool,
    style: str,
    limit: int | None,
    not_after: datetime | None,
    resend_in_doubt: bool,
    **asked: Any,
) -> int:
    """Mail the finished briefings to their readers, each edition once."""
    from briefing import dispatch
    from briefing.building import pipeline
    from briefing.delivery.send import Terms

    project = pipeline.open_project(root)
    wish = dispatch.Wish(**asked, terms=Terms(limit, _end(not_after), resend_in_doubt))
    if dry_run:
        page, known = dispatch.preview(project, wish, os.environ)
        (console.say if style == "text" else console.tell)("\n".join(map(_line, known)))
        console.tell(f"nothing was sent; {counted(len(known), 'message')} in {page.parent}, listed in {page}")
        return report((), project.root, style)
    outcomes: list[Outcome] = []
    findings: tuple[Diagnostic, ...] = ()
    try:
        for outcome in dispatch.send(project, wish, os.environ):
            outcomes.append(outcome)
            (console.say if style == "text" else console.tell)(_line(outcome))
    except Failure as failure:
        if not outcomes:
            console.report(failure.diagnostics, project.root, style)
            return failure.status
        findings = failure.diagnostics
    return _ended(outcomes, findings, project.root, style)


def _ended(outcomes: Iterable["Outcome"], findings: Iterable[Diagnostic], root: Path, style: str) -> int:
    """Tell what became of all, and name everyone who was not reached; the exit status."""
    from briefing import dispatch
    from briefing.delivery.parcel import State

    told = tuple(outcomes)
    lacking = [outcome for outcome in told if outcome.state is not State.ACCEPTED]
    console.report((*findings, *(dispatch.not_reached(outcome, masked=_masked()) for outcome in lacking)), root, style)
    fresh = sum(outcome.now and outcome.state is State.ACCEPTED for outcome in told)
    counts = Counter(str(outcome.state) for outcome in told)
    console.tell(f"{fresh} sent now; in all {', '.join(f'{n} {state}' for state, n in counts.items()) or 'nobody'}")
    return UNDELIVERED if lacking or findings else DONE


def _line(outcome: "Outcome") -> str:
    parcel, letter = outcome.parcel, outcome.parcel.letter
    who = parcel.to.masked if _masked() else parcel.to.mailbox
    state = outcome.state if outcome.now or outcome.state != "accepted" else "accepted before"
    return f"{state:<16} {letter.topic}/{letter.audience} {letter.edition}  {who}"


def _masked() -> bool:
    """Whether addresses are shortened: what a build server logs, others read."""
    return bool(os.environ.get("CI"))


def _end(given: datetime | None) -> datetime | None:
    """A day means its last minute."""
    if given is None:
        return None
    whole_day = (given.hour, given.minute) == (0, 0)
    return given.replace(tzinfo=UTC) + (timedelta(days=1, seconds=-1) if whole_day else timedelta())
