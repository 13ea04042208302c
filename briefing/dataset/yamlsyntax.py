"""What a parser of YAML refused, in words a writer knows: its error in, a finding out."""

import re

from briefing.dataset import textfile
from briefing.diagnostics import Diagnostic

_TAB = ("a tab stands where only spaces may", "indent with spaces")
_NO_COLON = ("a line without `:`", "write `key: value`, or `- item` in a list")
_NO_SPACE = ("a colon without a space behind it", "put a space after the colon")
_NO_GAP = ("a dash without a space behind it", "put a space after the dash")
_FIXED = ("a no-break space stands where only a plain one may", "type a plain space in its place")
_BLOCK = ("text stands beside the sign of a block of text", "begin it on the line below, indented")
_DEEPER = ("this is indented deeper than the keys above it", "line up the keys of one mapping")
_OPEN = ("a quote is not closed", "add the closing quote")
_CURLY = ("typographic quotes do not hold a text together", 'type straight ones: `"…"`')
_BARE = ("a bare `#` starts a comment", "put the value into quotes")
_BESIDE = ("several keys stand on one line", "give each a line of its own, or put them all into `{}`")
#: What the parser says in part, what that means to a writer, and what to do.
_SYNTAX = (
    ("tab character", *_TAB),
    ("mapping values are not allowed", "a second `: ` in one value", "quote a text that holds `: `"),
    ("chomping or indentation", *_BLOCK),
    ("expected a comment or a line break", *_BLOCK),
    ("comment or line break", *_BLOCK),
    ("indentation", "the indentation does not fit", "indent with spaces, and line up keys of one mapping"),
    ("expected ',' or ']'", "a list `[` is not closed", "add `]`, or a comma between the items"),
    ("expected ',' or '}'", "a mapping `{` is not closed", "add `}`, or a comma between the keys"),
    ("unexpected end of stream", *_OPEN),
    ("document separator", *_OPEN),
    ("escape", "an unknown escape after `\\`", "use single quotes, in which `\\` is a plain character"),
    ("could not find expected ':'", *_NO_COLON),
    ("sequence entries are not", "a list begins on the line of its key", "begin it on the line below, indented"),
    ("expected key", "this does not line up with the keys above it", "line up the keys of one mapping"),
    ("expected '-' indicator", "this does not line up with the items above it", "start each item with `- `"),
    ("expected <block end>", "this does not line up with what is above it", "line up keys, and items, of one level"),
    ("node content", "a value is missing here", "write the value, or quote it if it starts with a sign"),
)
#: A value in quotes that ends here.
_QUOTED = re.compile(r"""(?:[:,\[{]|-|^) *(?:'(?:[^']|'')*'|"(?:[^"\\]|\\.)*") *$""")
#: A key with its value stuck to it, and a line that holds a key, a value, a comma and another key.
_STUCK, _ROW = re.compile(r"\s*(?:- )?[\w-]+:\S"), re.compile(r"\s*(?:- )?[\w-]+: [^'\"]*, *[\w-]+$")
_TYPOGRAPHIC = re.compile(r": +([“”„‘’‚«»])")
#: A value within `{}` that is taken for a comment.
_COMMENT = re.compile(r"[{,] *[\w-]+: +(#)\S")
#: The same inside `{}`: a value that goes on to where the parser stopped; a longer one would take long to look for.
_TYPOGRAPHIC_INSIDE = re.compile(r"[:,\[{] *([“”„‘’‚«»])[^,\n]{0,999}\Z")
_DASHED = re.compile(r" *-[^\s-]")
_REQUOTE = "put the whole text into quotes; in single quotes an apostrophe is written twice: `'the owner''s pump'`"


def finding(error: Exception, text: str, file: str) -> Diagnostic:
    """The finding for what the parser refused; at the end of the file it points to what was left open."""
    noticed, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    last = max(0, len(text.rstrip()) - 1)
    if caused := _caused_above(error, text):
        message, advice, at = caused
        return Diagnostic("yaml-syntax", message, textfile.place_of(text, at, file), help=advice)
    message, advice = _meaning(error, text)
    mark = opened if opened and (noticed is None or noticed.index > last) else noticed
    place = textfile.place_of(text, min(mark.index, last) if mark else last, file)
    started = opened.line + 1 if opened and opened.line + 1 < place.line else None
    notes = (f"it started on line {started}",) if started else ()
    return Diagnostic("yaml-syntax", message, place, notes, advice)


def _caused_above(error: Exception, text: str) -> tuple[str, str, int] | None:
    """What is wrong, what to do, and where, if that is above the place where the parser stopped."""
    problem, noticed, opened = (getattr(error, it, None) for it in ("problem", "problem_mark", "context_mark"))
    if "could not find expected ':'" in str(problem) and opened:
        line = text[opened.index :].partition("\n")[0]
        return (*(_NO_SPACE if _STUCK.match(line) else _NO_COLON), opened.index)
    if noticed is None:
        return None
    if (at := _left_open(text[: noticed.index].rstrip())) is not None:
        return (*_OPEN, at)
    commented = list(_COMMENT.finditer(text, 0, noticed.index + 1)) if "node content" in str(problem) else []
    if commented:
        return (*_BARE, commented[-1].start(1))
    if "expected ',' or" in str(problem) and (curly := _TYPOGRAPHIC_INSIDE.search(text[: noticed.index])):
        return (*_CURLY, curly.start(1))
    return _second_colon(text, noticed.index) if "mapping values are not allowed" in str(problem) else None


def _second_colon(text: str, found: int) -> tuple[str, str, int] | None:
    """The same, where the parser stopped at a colon that is `found` in a value."""
    start = text.rfind("\n", 0, found) + 1
    before = text[start:found]
    if begun := _begun(before):
        return (*begun[:2], start + begun[2])
    above = next(
        (it for it in reversed(text[:start].splitlines()) if it.strip() and not it.lstrip().startswith("#")), ""
    )
    if ": " in before or not above:
        return (*_BESIDE, found) if _ROW.match(before) else None
    if ": " not in f"{above} ":
        at = text.rindex(above, 0, start) + _indent(above)
        return (*(_NO_SPACE if _STUCK.match(above) else _NO_COLON), at)
    return (*_DEEPER, start + _indent(before)) if _indent(before) > _indent(above) else None


def _left_open(before: str) -> int | None:
    """Where a value begins in a quote that is closed only lines below, at the end of `before`: by the quote of another."""
    start = before.rfind(before[-1], 0, -1) if before.endswith(("'", '"')) else -1
    begins = before[:start].rstrip(" ")[-1:] in tuple(":,[{-\n")
    return start if start >= 0 and begins and "\n" in before[start:] else None


def _begun(line: str) -> tuple[str, str, int] | None:
    """What is wrong with the beginning of a line or of its value, what to do, and at which character."""
    at = _indent(line)
    if line[at : at + 1] == "\u00a0":
        return (*_FIXED, at)
    if _DASHED.match(line):
        return (*_NO_GAP, at)
    curly = _TYPOGRAPHIC.search(line)
    return (*_CURLY, curly.start(1)) if curly else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _meaning(error: Exception, text: str) -> tuple[str, str]:
    problem = str(getattr(error, "problem", None) or "")
    mark = getattr(error, "problem_mark", None)
    sign = text[mark.index : mark.index + 1] if mark is not None else ""
    if "cannot start any token" in problem and sign:
        return _TAB if sign == "\t" else (f"a value cannot start with `{sign}`", "quote it")
    if mark is not None and _QUOTED.search(text[: mark.index].rpartition("\n")[2]):
        return "text goes on behind a closing quote", _REQUOTE
    if sign in ("}", "]") and ("expected key" in problem or "block end" in problem):
        return f"`{sign}` closes nothing", "delete it, or add what opens it"
    for part, message, advice in _SYNTAX:
        if part in problem:
            return message, advice
    return "the file is not YAML from here on", "look for a missing quote, comma or space near here"
