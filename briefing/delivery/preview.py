"""Messages as files to look at before anything is sent: outcomes in; names and contents of files out."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from html import escape

from briefing.delivery.config import Sender
from briefing.delivery.message import build, html_of
from briefing.delivery.parcel import Outcome, Parcel

INDEX = "index.html"
_STYLE = "font-family:sans-serif;line-height:1.4;margin:2em"


def files(outcomes: Iterable[Outcome], sender: Sender) -> Mapping[str, bytes]:
    """Each message as `.eml`, its HTML text as `.html`, and `index.html`, which lists them.

    The same input gives the same bytes: each is dated with its edition.
    """
    found: dict[str, bytes] = {}
    rows: list[str] = []
    for outcome in outcomes:
        name, whole = _name(outcome.parcel), build(outcome.parcel, sender, edition_time(outcome.parcel))
        found |= {f"{name}.eml": whole, f"{name}.html": html_of(whole).encode()}
        rows.append(_row(outcome, name, len(whole)))
    return {**found, INDEX: _index(rows).encode()}


def edition_time(parcel: Parcel) -> datetime:
    """The beginning of the edition's day, in UTC."""
    return datetime.combine(date.fromisoformat(parcel.letter.day), datetime.min.time(), UTC)


def _name(parcel: Parcel) -> str:
    return f"{parcel.letter.topic}-{parcel.letter.audience}-{parcel.delivery.key[:16]}"


def _index(rows: Iterable[str]) -> str:
    head = "".join(f'<th scope="col">{name}</th>' for name in ("To", "Subject", "Edition", "State", "Size", "Files"))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Messages</title></head>\n'
        f'<body style="{_STYLE}">\n<table cellpadding="6">\n<tr align="left">{head}</tr>\n'
        + "\n".join(rows)
        + "\n</table>\n</body>\n</html>\n"
    )


def _row(outcome: Outcome, name: str, size: int) -> str:
    letter = outcome.parcel.letter
    texts = (outcome.parcel.to.mailbox, letter.title, letter.edition, outcome.state, f"{size // 1000} kB")
    links = " ".join(f'<a href="{escape(name)}.{kind}">{kind}</a>' for kind in ("html", "eml"))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in (*map(escape, texts), links)) + "</tr>"
