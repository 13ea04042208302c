"""The words of a message, as plain text and as HTML: what the briefing's first page says, and what is asked of mail."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from briefing.delivery.parcel import Parcel
from briefing.delivery.words import Words, words

_WIDTH = 72
#: How many changes, or figures of a correction, are named; a source may stand behind hundreds.
_MOST = 20
_STYLE = "font-family:sans-serif;font-size:16px;line-height:1.45;max-width:38em;color:#1a1a1a;background:#ffffff"
_SMALL = "font-size:13px;color:#555555"


@dataclass(frozen=True, slots=True)
class Body:
    """What both forms say. `link` stands in for the PDF where it is not attached; `picture` is the content id of the first page."""

    parcel: Parcel
    link: str | None
    unsubscribe: str | None
    picture: str | None = None

    @property
    def words(self) -> Words:
        """In the reader's language."""
        return words(self.parcel.language)

    @property
    def notes(self) -> tuple[str, ...]:
        """What comes first: the correction, where there is one."""
        return tuple(_correction(self)) if self.parcel.correction else ()


def subject(parcel: Parcel) -> str:
    """What the message is about: the title, told apart where it is a correction."""
    title = parcel.letter.title
    return words(parcel.language).correction.format(title) if parcel.correction else title


def text(body: Body) -> str:
    """The message as plain text, in paragraphs, lines of at most 72 characters where words allow it."""
    letter, said = body.parcel.letter, body.words
    parts = [
        *map(_wrapped, body.notes),
        _wrapped(letter.title),
        _wrapped(letter.question),
        *map(_wrapped, letter.answer),
    ]
    if letter.figures:
        rows = (" ".join(part for part in (it.value, it.label, _brackets(it.backing)) if part) for it in letter.figures)
        parts.append("\n".join((f"{said.figures}:", *map(_item, rows))))
    if letter.changes:
        parts.append("\n".join((f"{said.changes}:", *map(_item, _first(letter.changes)))))
    parts.append(said.linked.format(body.link) if body.link else _wrapped(said.attached.format(letter.file)))
    return "\n\n".join((*parts, "-- \n" + "\n".join(_closing(body)))) + "\n"


def html(body: Body) -> str:
    """The message as one page of HTML that loads nothing from anywhere."""
    letter = body.parcel.letter
    inner = "\n".join(_html(body))
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(letter.lang)}">\n<head><meta charset="utf-8">'
        f"<title>{escape(letter.title)}</title></head>\n"
        f'<body style="{_STYLE}">\n{inner}\n</body>\n</html>\n'
    )


def _html(body: Body) -> Iterator[str]:
    letter, said, tag = body.parcel.letter, body.words, f' lang="{escape(body.parcel.language)}"'
    yield from (f"<p{tag}><strong>{escape(note)}</strong></p>" for note in body.notes)
    yield f'<h1 style="font-size:22px;line-height:1.2">{escape(letter.title)}</h1>'
    yield f"<p><em>{escape(letter.question)}</em></p>"
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in letter.answer)
    if letter.figures:
        rows = (
            f"<strong>{escape(it.value)}</strong> {escape(it.label)}"
            + (f' <span style="{_SMALL}">{escape(_brackets(it.backing))}</span>' if it.backing else "")
            for it in letter.figures
        )
        yield from (_heading(said.figures, tag), _list(rows))
    if letter.changes:
        yield from (_heading(said.changes, tag), _list(map(escape, _first(letter.changes))))
    if body.picture:
        yield f'<p><img src="cid:{escape(body.picture)}" alt="{escape(said.picture)}" style="max-width:100%"></p>'
    if body.link:
        yield f"<p{tag}>{escape(said.linked).format(_anchor(body.link, body.link))}</p>"
    else:
        yield f"<p{tag}>{escape(said.attached.format(letter.file))}</p>"
    yield f'<p{tag} style="{_SMALL}">{escape(said.reason.format(letter.reader))}</p>'
    if body.unsubscribe:
        yield f'<p{tag} style="{_SMALL}">{_anchor(body.unsubscribe, said.unsubscribe)}</p>'


def _correction(body: Body) -> Iterator[str]:
    """Which edition printed what, and what this one prints of it."""
    of, said, edition = body.parcel.correction, body.words, body.parcel.letter.edition
    assert of is not None
    for before, pages, texts in of.before:
        where = said.page.format(", ".join(map(str, pages))) if pages else ""
        yield said.printed.format(edition=before, texts=_several(texts), pages=where)
    yield (said.replaced if of.now else said.withdrawn).format(edition=edition, texts=_several(of.now))


def _several(texts: tuple[str, ...]) -> str:
    return ", ".join(_first(texts))


def _first(texts: tuple[str, ...]) -> tuple[str, ...]:
    """As many as a message has room for; the rest stands in the briefing."""
    return (*texts[:_MOST], "…") if texts[_MOST:] else texts


def _closing(body: Body) -> Iterator[str]:
    yield _wrapped(body.words.reason.format(body.parcel.letter.reader))
    if body.unsubscribe:
        yield f"{body.words.unsubscribe}: {body.unsubscribe}"


def _heading(text: str, tag: str) -> str:
    return f'<h2{tag} style="font-size:17px">{escape(text)}</h2>'


def _anchor(link: str, text: str) -> str:
    return f'<a href="{escape(link)}">{escape(text)}</a>'


def _list(rows: Iterator[str]) -> str:
    return "<ul>\n" + "\n".join(f"<li>{row}</li>" for row in rows) + "\n</ul>"


def _brackets(text: str) -> str:
    return f"({text})" if text else ""


def _item(text: str) -> str:
    return "- " + _wrapped(text).replace("\n", "\n  ")


def _wrapped(text: str) -> str:
    """In lines of at most 72 characters, in which links and numbers stay in one piece."""
    return textwrap.fill(text, _WIDTH, break_long_words=False, break_on_hyphens=False)
