"""Markdown to HTML: in goes prose whose figures are tokens already, out come inline text, blocks, or sections.

Raw HTML stays text, links lead to the web, to mail or into the page, pictures come as charts only (`unprinted` tells
where an author thought otherwise). A paragraph that is
nothing but a block's token gives way to the block; one that calls a footnote is marked, because it must not be split
over two pages (WeasyPrint 70 then drops the note without a word).
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

from briefing.diagnostics import Diagnostic, Failure, Place
from briefing.document import literals
from briefing.document.marks import BLOCK, NOTE, TOKEN, bare

_LINK = re.compile(r"(?:https?:|mailto:|#)", re.IGNORECASE)
#: Without these there is neither HTML nor a picture nor a link.
_SUSPECT = re.compile(r"<|\]\(|\]:|!\[")
_EXPRESSION = re.compile(r"\{#.*?(?:#\}|\Z)|\{\{.*?(?:\}\}|\Z)|\{%.*?(?:%\}|\Z)", re.DOTALL)
#: From a line, a column and a width to the place to show.
Locate = Callable[[int, int, int], Place]
_LAST_WORD = re.compile(r" (?=[^ <>]+(?:</\w+>)*$)")
#: As many characters has a paragraph at most.
_MOST = 20_000
#: As many characters at least stand on the last line of a title.
_TAIL = 12
_QUOTES = {"en": "“”‘’", "de": "„“‚‘"}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a narrative: the anchor and inline HTML of its heading, and the HTML below it."""

    anchor: str
    title: str
    html: str


@cache
def _parser(lang: str) -> MarkdownIt:
    quotes = _QUOTES.get(lang[:2], _QUOTES["en"])
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True, "quotes": quotes})
    parser.enable(["table", "replacements", "smartquotes"]).disable(["image", "html_block", "html_inline"])
    parser.core.ruler.before("inline", "bounded", _refuse_long)
    parser.validateLink = _may_link  # type: ignore[method-assign]  # as its documentation asks for
    return parser


def _refuse_long(state: StateCore) -> None:
    """Raises Failure for a paragraph, cell or heading so long that its quotation marks would take very long to turn."""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > _MOST:
            message = f"a paragraph has more than {_MOST:,} characters"
            file, line = state.env.get("file"), (token.map or [0])[0] + 1
            place = Place(file, line) if file else None
            raise Failure([Diagnostic("paragraph-too-long", message, place, help="divide it by empty lines")])


def _may_link(url: str) -> bool:
    return bool(_LINK.match(url))


def _every_link(url: str) -> bool:
    return bool(url)


def inline(text: str, lang: str = "en") -> str:
    """One line of prose as inline HTML."""
    return str(_parser(lang).renderInline(text.strip()))


def bound(html: str) -> str:
    """Inline HTML whose last words stay together, so that no title ends in a line of one short word."""
    while len(TOKEN.sub("········", html.rpartition(" ")[2])) < _TAIL:
        html, found = _LAST_WORD.subn("\u00a0", html, count=1)
        if not found:
            break
    return html


def paragraphs_bound(html: str) -> Markup:
    """Blocks whose paragraphs do not end in a line of one short word."""
    return Markup("</p>".join(map(bound, html.split("</p>"))))  # noqa: S704  # only spaces have changed


def blocks(text: str, lang: str = "en") -> str:
    """Prose as paragraphs, lists and tables."""
    parser = _parser(lang)
    return _render(parser, _parse(parser, text))


def sections(text: str, lang: str = "en") -> tuple[str, tuple[Section, ...]]:
    """A narrative as the HTML before its first heading of level 2, and a section for each such heading."""
    parser = _parser(lang)
    tokens = _parse(parser, text)
    starts = [index for index, token in enumerate(tokens) if token.type == "heading_open" and token.tag == "h2"]
    bounds = [*starts, len(tokens)]
    parts = [_section(parser, tokens[start:end]) for start, end in pairwise(bounds)]
    return _render(parser, tokens[: bounds[0]]), tuple(parts)


def headings(text: str, file: str) -> tuple[Diagnostic, ...]:
    """A `heading-level` finding for each heading of a narrative's source that skips a level or is not below 2."""
    return tuple(_misplaced(_parser("en").parse(text, {"file": file}), file))


def unprinted(source: str, locate: Locate) -> Iterator[Diagnostic]:
    """What the source of a prose has that no page shows: `picture-in-prose`, `html-in-prose`, comments among it, and
    `link-in-prose`.
    """
    if not _SUSPECT.search(source):
        return
    text = _EXPRESSION.sub(lambda match: literals.blank(match[0]), source)
    starts = (0, *(match.end() for match in re.finditer("\r\n?|\n", text)))
    parser = MarkdownIt("commonmark").enable("table")
    parser.validateLink = _every_link  # type: ignore[method-assign]  # those that lead nowhere are to be told
    for token in parser.parse(text):
        at = starts[(token.map or [0])[0]]
        for part in [token] if token.type == "html_block" else token.children or ():
            if sign := _sign(part):
                at = max(text.find(sign, at), text.find(unquote(sign), at), at)
                line = bisect_right(starts, at)
                yield _unprinted(part, locate(line, at - starts[line - 1] + 1, len(sign)))
                at += len(sign)


def _sign(token: Token) -> str:
    """How something that no page shows stands in the source; "" for what is shown."""
    if token.type == "link_open":
        address = str(token.attrGet("href"))
        return "" if _may_link(address) else address
    if token.type.startswith("html") and not token.content.startswith("</"):
        return token.content.strip().split("\n")[0]
    return "![" if token.type == "image" else ""


def _unprinted(token: Token, place: Place) -> Diagnostic:
    if token.type == "link_open":
        message = f"a link to `{unquote(str(token.attrGet('href')))}` leads no reader anywhere"
        advice = "link to the web (`https://…`), to mail (`mailto:…`) or into the page (`#…`), or leave the link out"
        return Diagnostic("link-in-prose", message, place, help=advice)
    if token.type == "image" or token.content.lstrip().lower().startswith(("<img", "<picture", "<svg")):
        message = "a picture cannot stand in prose: nothing proves what it says"
        advice = "show facts with `{{ chart(…) }}` or `{{ table(…) }}`; a logo belongs into `brand.yaml`"
        return Diagnostic("picture-in-prose", message, place, help=advice)
    if token.content.lstrip().startswith("<!--"):
        advice = "make it a comment of the template: `{# … #}`"
        return Diagnostic("html-in-prose", "a comment of HTML would be printed", place, help=advice)
    advice = "write it in Markdown, such as `**bold**`; to print the sign itself, write `\\<`"
    return Diagnostic("html-in-prose", "HTML would be printed as it stands", place, help=advice)


def _misplaced(tokens: Sequence[Token], file: str) -> Iterator[Diagnostic]:
    before = 1
    for token in tokens:
        if token.type != "heading_open":
            continue
        level, line = int(token.tag[1]), (token.map or [0])[0] + 1
        if level == 1:
            advice = "start with `##`: the title of the briefing is the only heading above it"
            yield Diagnostic(
                "heading-level", "a narrative has no heading of level one", Place(file, line, 1), help=advice
            )
        elif level > before + 1:
            yield Diagnostic(
                "heading-level",
                f"a heading of level {level} follows one of level {before}",
                Place(file, line, 1),
                help=f"use `{'#' * (before + 1)}`",
            )
        before = max(level, 2)


def _parse(parser: MarkdownIt, text: str) -> list[Token]:
    tokens = _with_blocks(parser.parse(text))
    taken: dict[str, int] = {}
    for opening, content in pairwise(tokens):
        if opening.type == "paragraph_open" and NOTE in content.content:
            opening.attrJoin("class", "noted")
        if opening.type == "heading_open":
            opening.attrSet("id", _free(_slug(content.content), taken))
        if opening.type == "th_open":
            opening.attrSet("scope", "col")
    return tokens


def _with_blocks(tokens: list[Token]) -> list[Token]:
    """Paragraphs of nothing but block tokens become those tokens."""
    result: list[Token] = []
    for token in tokens:
        result.append(token)
        if token.type == "paragraph_close" and _is_block(result[-2].content):
            block = Token("html_block", "", 0, content=result[-2].content + "\n")
            result[-3:] = [block]
    return result


def _is_block(content: str) -> bool:
    matches = TOKEN.findall(content)
    return bool(matches) and not bare(content).strip() and all(mark == BLOCK for mark, _ in matches)


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", bare(text)).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)) or "section"


def _free(slug: str, taken: dict[str, int]) -> str:
    """A name that no heading has yet; `taken` tells by name how often it was wanted."""
    name = f"h-{slug}"
    while name in taken:
        taken[f"h-{slug}"] += 1
        name = f"h-{slug}-{taken[f'h-{slug}']}"
    taken[name] = 1
    return name


def _section(parser: MarkdownIt, tokens: Sequence[Token]) -> Section:
    assert isinstance(parser.renderer, RendererHTML)
    title = parser.renderer.renderInline(tokens[1].children or [], parser.options, {})
    return Section(str(tokens[0].attrGet("id")), bound(title), _render(parser, tokens[3:]))


def _render(parser: MarkdownIt, tokens: Sequence[Token]) -> str:
    return str(parser.renderer.render(tokens, parser.options, {}))
