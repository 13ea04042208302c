"""Text editions read back: Markdown or plain text in; its parts, and the same records as of a PDF, out."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefing.proof.reading import Block, Box, Reading, Run, Span

_NOWHERE = Box(0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Part:
    """A heading of a level, a paragraph, an item of a list, or a table by rows and cells, the head first."""

    kind: Literal["heading", "paragraph", "item", "table"]
    text: str = ""
    level: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


def parts(text: str) -> tuple[Part, ...]:
    """The parts of a Markdown text, with plain words in them."""
    return tuple(_parts(MarkdownIt("commonmark").enable("table").parse(text)))


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "table_open":
            end = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
            yield Part("table", rows=tuple(_rows(tokens[at:end])))
            at = end
        elif token.type == "inline":
            yield _part(token, tokens[at - 1], in_list=token.level > 1)
        at += 1


def _part(token: Token, around: Token, *, in_list: bool) -> Part:
    if around.type == "heading_open":
        return Part("heading", _words(token), int(around.tag[1]))
    return Part("item" if in_list else "paragraph", _words(token))


def _rows(tokens: Sequence[Token]) -> Iterator[tuple[str, ...]]:
    cells: list[str] = []
    for token in tokens:
        if token.type == "inline":
            cells.append(_words(token))
        elif token.type == "tr_close":
            yield tuple(cells)
            cells = []


def _words(token: Token) -> str:
    """The text of an inline token as a reader sees it."""
    said = (
        child.content if child.type in ("text", "code_inline") else _between(child) for child in token.children or ()
    )
    return " ".join("".join(said).split())


def _between(child: Token) -> str:
    return " " if child.type in ("softbreak", "hardbreak") else ""


# --- as read by the proof ---------------------------------------------------------------------------------------


def read_markdown(text: str) -> Reading:
    """A Markdown edition: a block for each heading, paragraph, item and cell."""
    found = (
        (part.level, words) for part in parts(text) for words in (part.text, *(c for row in part.rows for c in row))
    )
    return _reading(text, ((f"H{level}" if level else "P", words) for level, words in found if words))


def read_plain(text: str) -> Reading:
    """A plain edition: a block for each paragraph, and for each line of a table or a list."""
    paragraphs = re.split(r"\n{2,}|\n(?=- )|(?<=\|)\n|\n(?=[^\n]*\|)|\n(?=[-=+]+\n|[-=+]+$)", text)
    return _reading(text, (("P", " ".join(words.split())) for words in paragraphs if words.strip("-=+ \n")))


def _reading(text: str, blocks: Iterable[tuple[str, str]]) -> Reading:
    return Reading(
        pages=0,
        blocks=tuple(_block(role, words) for role, words in blocks),
        furniture=(),
        pictures=(),
        asides=(),
        destinations={},
        attachments={},
        strange=(),
        digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _block(role: str, words: str) -> Block:
    return Block(role, (), words, (Span(0, len(words), Run(words, _NOWHERE, 0, 0), None),))
