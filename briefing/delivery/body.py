"""The words of a message, as plain text and as HTML: what the briefing's first page says, and what is asked of mail."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from briefing.base.translation import translation
from briefing.delivery.parcel import Parcel

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

    def gettext(self, message: str) -> str:
        """Fixed words in the reader's language."""
        return translation(self.parcel.language).gettext(message)

    @property
    def notes(self) -> tuple[str, ...]:
        """What comes first: the correction, where there is one."""
        return tuple(_correction(self)) if self.parcel.correction else ()


def subject(parcel: Parcel) -> str:
    """What the message is about: the title, told apart where it is a correction."""
    title = parcel.letter.title
    said = translation(parcel.language).gettext("Correction: {}")
    return said.format(title) if parcel.correction else title


def text(body: Body) -> str:
    """The message as plain text, in paragraphs, lines of at most 72 characters where words allow it."""
    letter, _ = body.parcel.letter, body.gettext
    parts = [
        *map(_wrapped, body.notes),
        _wrapped(letter.title),
        _wrapped(letter.question),
        *map(_wrapped, letter.answer),
    ]
    if letter.figures:
        rows = (" ".join(part for part in (it.value, it.label, _brackets(it.backing)) if part) for it in letter.figures)
        parts.append("\n".join((_("Key figures") + ":", *map(_item, rows))))
    if letter.changes:
        changes = _("What changed since the last edition") + ":"
        parts.append("\n".join((changes, *map(_item, _first(letter.changes)))))
    parts.append(_linked(body) if body.link else _wrapped(_attached(body)))
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
    letter, tag = body.parcel.letter, f' lang="{escape(body.parcel.language)}"'
    yield from (f"<p{tag}><strong>{escape(note)}</strong></p>" for note in body.notes)
    yield f'<h1 style="font-size:22px;line-height:1.2">{escape(letter.title)}</h1>'
    yield f"<p><em>{escape(letter.question)}</em></p>"
    yield from (f"<p>{escape(paragraph)}</p>" for paragraph in letter.answer)
    yield from _lists(body, tag)
    if body.picture:
        picture = escape(body.gettext("First page of the briefing"))
        yield f'<p><img src="cid:{escape(body.picture)}" alt="{picture}" style="max-width:100%"></p>'
    yield from _foot(body, tag)


def _lists(body: Body, tag: str) -> Iterator[str]:
    """The key figures and what changed, where there are any; `tag` says the language of the words around."""
    letter, _ = body.parcel.letter, body.gettext
    if letter.figures:
        rows = (
            f"<strong>{escape(it.value)}</strong> {escape(it.label)}"
            + (f' <span style="{_SMALL}">{escape(_brackets(it.backing))}</span>' if it.backing else "")
            for it in letter.figures
        )
        yield from (_heading(_("Key figures"), tag), _list(rows))
    if letter.changes:
        heading = _heading(_("What changed since the last edition"), tag)
        yield from (heading, _list(map(escape, _first(letter.changes))))


def _foot(body: Body, tag: str) -> Iterator[str]:
    """Where the whole is, why it came, and how to get no more."""
    whole = _linked(body, _anchor(body.link, body.link)) if body.link else escape(_attached(body))
    yield f"<p{tag}>{whole}</p>"
    yield f'<p{tag} style="{_SMALL}">{escape(_reason(body))}</p>'
    if body.unsubscribe:
        yield f'<p{tag} style="{_SMALL}">{_anchor(body.unsubscribe, body.gettext("Unsubscribe"))}</p>'


def _correction(body: Body) -> Iterator[str]:
    """Which edition printed what, and what this one prints of it."""
    of, _, edition = body.parcel.correction, body.gettext, body.parcel.letter.edition
    assert of is not None
    printed = _("The edition {edition} of this briefing, which was sent to you, printed: {texts}{pages}.")
    for before, pages, texts in of.before:
        yield printed.format(edition=before, texts=_several(texts), pages=_on_pages(body, pages))
    replaced = _("In this edition, {edition}, it is: {texts}.")
    withdrawn = _("In this edition, {edition}, it is no longer printed.")
    yield (replaced if of.now else withdrawn).format(edition=edition, texts=_several(of.now))


def _on_pages(body: Body, pages: tuple[int, ...]) -> str:
    said = translation(body.parcel.language).ngettext(" (page {})", " (pages {})", len(pages))
    return said.format(", ".join(map(str, pages))) if pages else ""


def _several(texts: tuple[str, ...]) -> str:
    return ", ".join(_first(texts))


def _first(texts: tuple[str, ...]) -> tuple[str, ...]:
    """As many as a message has room for; the rest stands in the briefing."""
    return (*texts[:_MOST], "…") if texts[_MOST:] else texts


def _closing(body: Body) -> Iterator[str]:
    yield _wrapped(_reason(body))
    if body.unsubscribe:
        yield body.gettext("Unsubscribe") + f": {body.unsubscribe}"


def _linked(body: Body, link: str = "") -> str:
    """Where the whole is; `link` is an element of HTML, without one the address stands as it is."""
    said = body.gettext("The whole briefing: {}")
    return escape(said).format(link) if link else said.format(body.link)


def _attached(body: Body) -> str:
    said = body.gettext("The whole briefing is attached as {}. Every number in it leads to its source by a click.")
    return said.format(body.parcel.letter.file)


def _reason(body: Body) -> str:
    said = body.gettext("You get this message because your address is on the list for “{}”.")
    return said.format(body.parcel.letter.reader)


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
