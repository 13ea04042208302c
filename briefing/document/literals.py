"""Literals in prose and templates: in goes a template text, out comes a finding for each number typed by hand, and in
our own prose for each word of comparison.

Only what a reader would see counts: expressions are masked, in pages also tags, styles and scripts (but not alternative
texts and titles), in Markdown the addresses of links. Everything masked becomes blanks, so places stay true.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from html import unescape
from itertools import chain, islice

from briefing.dataset import numerals, textfile
from briefing.diagnostics import Diagnostic, Place
from briefing.document import comparisons
from briefing.document.marks import RESERVED

#: From an index into a text to the place to show: (line, column, width) to Place.
Locate = Callable[[int, int, int], Place]

#: As many findings of a kind are told of one text.
MOST = 100
_VISIBLE_ATTRIBUTE = re.compile(r"\b(?:alt|title|aria-label)\s*=\s*(\"[^\"]*\"|'[^']*')")
#: As browsers read them: what is not closed goes on to the end, which also makes each of these linear.
_HIDDEN = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|<(style|script)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&#?\w+;")
#: A call between single braces.
_HALF = re.compile(r"\{\s*(\w+)\(")
_TAG = re.compile(r"</?[A-Za-z!](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*+>")
#: Each begins where nothing of the one before can stand, so that a text of beginnings alone is gone through once.
_ADDRESS = re.compile(r"(?<=\])\((?:[^()\s]|\([^()\s]*\))*+\)|<https?://[^<>\s]*>|^\[[^\[\]]+\]:\s*\S+", re.MULTILINE)
_HELP = (
    "let a function print it: {{ n(fact) }}, {{ words(fact) }}, {{ rank(…) }}, {{ ratio(…) }}, {{ count(…) }}; "
    "a name comes from {{ name(subject) }}"
)


def masked(text: str, tokens: Iterable[tuple[str, str]]) -> str:
    """`text` with all but its template data blanked out; `tokens` are Jinja's (kind, value) pairs for it in order."""
    kept, position = [], 0
    for kind, value in tokens:
        start = text.find(value, position)
        if start < 0:  # the lexer made one line break of two
            continue
        kept += [blank(text[position:start]), value if kind == "data" else blank(value)]
        position = start + len(value)
    return "".join(kept) + blank(text[position:])


def blank(text: str) -> str:
    """As many blanks, with line breaks where they were."""
    return "\n".join(" " * len(line) for line in text.split("\n"))


def in_text(
    text: str, locate: Locate, lang: str = "en", *, html: bool = False, own: bool = False
) -> tuple[Diagnostic, ...]:
    """What a reader would see that may not stand there.

    `literal-number` for each number; `reserved-character` for a character that we need ourselves, `control-character`
    for an entity that gives one. In our `own` prose also `literal-number` for number words in English,
    `literal-comparison` for words of comparison, and `template-syntax` for a call in one brace.
    """
    seen = _visible(text) if html else _ADDRESS.sub(lambda match: blank(match[0]), text)
    at = _places(text, locate)
    english = numerals.english_words(seen, lang) if own else ()
    found = (finding(one.text, at(one.start, one.text)) for one in (*numerals.literals(seen, lang), *english))
    compared = (
        comparisons.finding(match[0], at(match.start(), match[0].split("\n")[0].rstrip()))
        for match in (comparisons.find(seen, lang) if own else ())
    )
    reserved = (_reserved(match[0], at(match.start(), match[0])) for match in RESERVED.finditer(text))
    half = (_half(match[1], at(match.start(), match[0])) for match in _HALF.finditer(seen) if own)
    hidden = (
        _invisible(at(match.start(), match[0]))
        for match in _ENTITY.finditer(text)
        if textfile.has_control_character(unescape(match[0]))
    )
    return tuple(chain.from_iterable(islice(them, MOST) for them in (found, compared, reserved, hidden, half)))


def by_escape(constant: str, place: Place) -> Iterator[Diagnostic]:
    """What a text in an expression holds by an escape, that no file of a project may hold."""
    if match := RESERVED.search(constant):
        yield _reserved(match[0], place)
    if textfile.has_control_character(constant):
        yield _invisible(place)


def _half(name: str, place: Place) -> Diagnostic:
    message, advice = (
        "an expression in one brace is printed as it stands",
        f"write two on either side: `{{{{ {name}(…) }}}}`",
    )
    return Diagnostic("template-syntax", message, place, help=advice)


def _invisible(place: Place) -> Diagnostic:
    return Diagnostic("control-character", "a text holds an invisible control character", place, help="delete it")


def _reserved(character: str, place: Place) -> Diagnostic:
    message = f"the private-use character U+{ord(character):04X} cannot be printed"
    return Diagnostic("reserved-character", message, place, help="take it out")


def finding(number: str, place: Place | None) -> Diagnostic:
    """The finding that `number` was typed by hand."""
    return Diagnostic("literal-number", f"the number `{number}` is typed by hand", place, help=_HELP)


def text_of(html: str) -> Iterator[str]:
    """The pieces of text of a finished page that a reader would see, alternative texts and titles among them."""
    for piece in re.split(r" {2,}|\n", _visible(html)):
        if piece.strip():
            yield piece.strip()


def _places(text: str, locate: Locate) -> Callable[[int, str], Place]:
    """What tells the place of a word by where it starts in a text."""
    starts = (0, *(match.end() for match in re.finditer("\n", text)))

    def at(start: int, word: str) -> Place:
        line = bisect_right(starts, start)
        return locate(line, start - starts[line - 1] + 1, len(word))

    return at


def _visible(html: str) -> str:
    html = _HIDDEN.sub(lambda match: blank(match[0]), html)
    html = _TAG.sub(_kept_attributes, html)
    return _ENTITY.sub(lambda match: blank(match[0]), html)


def _kept_attributes(tag: re.Match[str]) -> str:
    kept, position = [], 0
    for attribute in _VISIBLE_ATTRIBUTE.finditer(tag[0]):
        kept += [blank(tag[0][position : attribute.start(1)]), attribute[1]]
        position = attribute.end(1)
    return "".join(kept) + blank(tag[0][position:])
