"""What a parser of YAML refused, in words a writer knows: its error in, a finding out."""

import re

from briefing.dataset import textfile
from briefing.diagnostics import Diagnostic

#: What the parser says in part, what that means to a writer, and what to do.
_SYNTAX = (
    ("tab character", "a tab stands where only spaces may", "indent with spaces"),
    ("mapping values are not allowed", "a second `: ` in one value", "quote a text that holds `: `"),
    ("indentation", "the indentation does not fit", "indent with spaces, and line up keys of one mapping"),
    ("expected ',' or ']'", "a list `[` is not closed", "add `]`, or a comma between the items"),
    ("expected ',' or '}'", "a mapping `{` is not closed", "add `}`, or a comma between the keys"),
    ("unexpected end of stream", "a quote is not closed", "add the closing quote"),
    ("document separator", "a quote is not closed", "add the closing quote"),
    ("escape", "an unknown escape after `\\`", "use single quotes, in which `\\` is a plain character"),
    ("could not find expected ':'", "a line without `:`", "write `key: value`, or `- item` in a list"),
    ("expected key", "this does not line up with the keys above it", "line up the keys of one mapping"),
    ("expected '-' indicator", "this does not line up with the items above it", "start each item with `- `"),
    ("expected <block end>", "this does not line up with what is above it", "line up keys, and items, of one level"),
    ("node content", "a value is missing here", "write the value, or quote it if it starts with a sign"),
)
#: A value in quotes that ends here.
_QUOTED = re.compile(r"""(?:[:,\[{]|-|^) *(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*") *$""")
_REQUOTE = "put the whole text into quotes; in single quotes an apostrophe is written twice: `'the owner''s pump'`"


def finding(error: Exception, text: str, file: str) -> Diagnostic:
    """The finding for what the parser refused; at the end of the file it points to what was left open."""
    noticed, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    message, advice = _meaning(error, text)
    last = max(0, len(text.rstrip()) - 1)
    mark = opened if opened and (noticed is None or noticed.index > last) else noticed
    place = textfile.place_of(text, min(mark.index, last) if mark else last, file)
    started = opened.line + 1 if opened and opened.line + 1 < place.line else None
    notes = (f"it started on line {started}",) if started else ()
    return Diagnostic("yaml-syntax", message, place, notes, advice)


def _meaning(error: Exception, text: str) -> tuple[str, str]:
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None)
    if "cannot start any token" in problem and mark is not None:
        sign = text[mark.index : mark.index + 1]
        if sign == "\t":
            return "a tab stands where only spaces may", "indent with spaces"
        return f"a value cannot start with `{sign}`", "quote it"
    if mark is not None and _QUOTED.search(text[: mark.index].rpartition("\n")[2]):
        return "text goes on behind a closing quote", _REQUOTE
    for part, message, advice in _SYNTAX:
        if part in problem:
            return message, advice
    return "the file is not YAML from here on", "look for a missing quote, comma or space near here"
