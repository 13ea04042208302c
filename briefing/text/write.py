"""A composition as text, for mail and for readers who want it: its HTML in; Markdown, or plain text in lines, out.

A figure is plain text in both. A chart is its title, its alternative text and its data. The one owner of markdownify.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import wrap
from typing import Any

from markdownify import MarkdownConverter

from briefing.text.read import Part, parts

#: How long a line of plain text is; mail is quoted and printed at this width.
WIDTH = 72
#: What opens a heading, a list or a quotation where a line begins with it.
_OPENING = re.compile(r"^(\s*\d*)([#>+.)-])(?=\s)")
#: Such an opening where it is none: with words before it on the line.
_NO_OPENING = re.compile(r"(?<!\\)\\([.)])(?=\s|$)")
_BEGUN = re.compile(r"[\s>#+*-]*\d*")
#: What would be HTML, or the end of what is linked, where the text of a page has it.
_HTML_OR_LINK = re.compile(r"<(?=[A-Za-z/!?])|\](?=[(:\[])")
#: What a text edition may lead to.
_ADDRESS = re.compile(r"(?:https?:|mailto:)[^\s<>]+", re.IGNORECASE)
_BETWEEN = " | "


def markdown(html: str) -> str:
    """The HTML of a text edition as Markdown."""
    text = _Converter(heading_style="ATX", bullets="-", wrap=True, wrap_width=None).convert(html)
    lines = (_plainly(line.rstrip()) for line in text.replace("\u00a0", " ").strip().splitlines())
    return "\n".join(_without_gaps(lines)) + "\n"


def _plainly(line: str) -> str:
    """A line with "8. April" in it as it is; at its beginning that would be a list."""
    return _NO_OPENING.sub(lambda it: it[0] if _BEGUN.fullmatch(line[: it.start()]) else it[1], line)


def _without_gaps(lines: Iterator[str]) -> Iterator[str]:
    """The lines with no more than one blank one between two."""
    before = ""
    for line in lines:
        if line or before:
            yield line
        before = line


class _Converter(MarkdownConverter):
    """What a page says with its layout is said in words and signs."""

    def escape(self, text: str, parent_tags: Any) -> str:
        """A text as it is, with no sign taken for Markdown."""
        safe = str(super().escape(text, parent_tags)).replace("|", r"\|")  # type: ignore[misc]
        return _OPENING.sub(r"\1\\\2", _HTML_OR_LINK.sub(r"\\\g<0>", safe))

    def convert_a(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002  # as markdownify calls it
        """A link within the page is its text, as is one that is no address: a text edition has no place to lead to."""
        address = el.get("href", "")
        return f"{text} <{address}>" if _ADDRESS.fullmatch(address) else text

    def convert_img(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """A chart is what it shows, in words."""
        return f"\n\n{self.escape(el.get('alt', ''), parent_tags)}\n\n" if el.find_parent("figure") else ""

    def convert_figcaption(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """A title stands above what it is the title of."""
        return f"\n\n**{text.strip()}**\n\n"

    def convert_caption(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """The title of a table."""
        return f"\n\n**{text.strip()}**\n\n"

    def convert_summary(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """What unfolds on a screen stands open in a text."""
        return ""

    def convert_br(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """Lines of a few words each go on in one line."""
        return "; "

    def convert_p(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """A paragraph, but for one that speaks of links."""
        return "" if "links" in (el.get("class") or []) else f"\n\n{text.strip()}\n\n"

    def convert_span(self, el: Any, text: str, parent_tags: Any) -> str:  # noqa: ARG002
        """The parts of the first page, which its layout sets off from each other."""
        classes, words = el.get("class") or [], text.strip()
        if "value" in classes:
            return f"**{words}**"
        if "backing" in classes:
            return f"({words.removeprefix('; ')})"
        return f"· {words}" if "edition" in classes else text


# --- in lines -------------------------------------------------------------------------------------------------


def plain(text: str) -> str:
    """Markdown of ours as plain text of at most `WIDTH` characters a line."""
    found = parts(text)
    gaps = ("\n" if one.kind == other.kind == "item" else "\n\n" for one, other in pairwise(found))
    return "".join("\n".join(_lines(part)) + gap for part, gap in zip(found, (*gaps, "\n"), strict=True))


def _lines(part: Part) -> Iterator[str]:
    match part.kind:
        case "heading":
            words = wrap(part.text, WIDTH)
            yield from words
            yield ("=" if part.level == 1 else "-") * max(map(len, words))
        case "item":
            yield from wrap(part.text, WIDTH, initial_indent="- ", subsequent_indent="  ")
        case "table":
            yield from _table(part.rows)
        case _:
            yield from wrap(part.text, WIDTH)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table in columns where they fit in a line; else its rows one below the other, each cell under its head."""
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    if sum(widths) + len(_BETWEEN) * (len(widths) - 1) <= WIDTH:
        for at, row in enumerate(rows):
            yield _BETWEEN.join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
            if at == 0:
                yield "-+-".join("-" * width for width in widths)
        return
    head, *body = rows
    for row in body:
        told = "; ".join(f"{name}: {cell}" for name, cell in zip(head[1:], row[1:], strict=True) if cell)
        yield from wrap(f"{row[0]}: {told}" if told else row[0], WIDTH, initial_indent="- ", subsequent_indent="  ")
