"""The only room that prints: findings in, their text out (for people, programs or a code host), and to the streams.

Everything that came from a file or a command line is shown with its control characters made visible, so that no
dataset can move the cursor or forge a line.
"""

import os
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TextIO

from briefing.base.streams import put, say, shown, tell, visible
from briefing.diagnostics import Diagnostic, Place, Severity, counted, in_order
from briefing.project import read

__all__ = ["STYLES", "as_json", "count", "json_as_shown", "render", "report", "say", "tell", "visible", "wants_colour"]

STYLES = ("text", "json", "github")
_WINDOW = 100
_TAB = 4
#: How far from a place its line is looked at, and how long a message may be: a hostile file has endless lines.
_NEAR = 400
_SENTENCE = 2000
#: How much of a file is looked through for its line.
_MOST = 20_000_000
_BREAK = re.compile(r"\r\n|\r|\n")
_RED, _YELLOW, _BLUE, _BOLD, _PLAIN = "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[1m", "\x1b[0m"

LinesOf = Callable[[str], Sequence[str]]


def render(diagnostics: Iterable[Diagnostic], root: Path, style: str = "text", *, colour: bool = False) -> str:
    """The findings, sorted by place, in one of the `STYLES`; the lines they stand on are read from below `root`."""
    findings = in_order(diagnostics)
    if style == "json":
        return _json(findings)
    if style == "github":
        return "".join(f"{_workflow_command(finding)}\n" for finding in findings)
    lines_of = lru_cache(maxsize=8)(_lines)
    blocks = [_block(finding, lambda file: lines_of(root / file), colour) for finding in findings]
    return "\n".join((*blocks, f"{count(findings)}\n")) if blocks else ""


def count(findings: Iterable[Diagnostic]) -> str:
    """How many findings there are: "2 errors, 1 warning"."""
    severities = [finding.severity for finding in findings]
    numbers = {severity: severities.count(severity) for severity in Severity}
    return ", ".join(counted(n, severity) for severity, n in numbers.items() if n) or "no findings"


# --- text -----------------------------------------------------------------------------------------------------


def _block(finding: Diagnostic, lines_of: LinesOf, colour: bool) -> str:
    """One finding: its head, place and line with carets, notes and help."""
    place = finding.place
    gutter = " " * len(str(place.line if place else 0))
    head = _paint(
        f"{finding.severity}[{finding.code}]", _RED if finding.severity is Severity.ERROR else _YELLOW, colour
    )
    lines = [f"{head}: {_paint(_sentence(finding.message), _BOLD, colour)}"]
    if place:
        lines += [f"{gutter}--> {visible(_address(place))}", *_excerpt(finding, place, lines_of, gutter)]
    remarks = [*(("note", note) for note in finding.notes), *([("help", finding.help)] if finding.help else [])]
    lines += [f"{gutter} = {_paint(word, _BLUE, colour)}: {_sentence(text)}" for word, text in remarks]
    return "".join(f"{line}\n" for line in lines)


def _address(place: Place) -> str:
    return ":".join((place.file, *(str(number) for number in (place.line, place.column) if number)))


def _sentence(text: str) -> str:
    """A message, note or help: visible, and not endless where it quotes a file."""
    return _fit(visible(text[:_SENTENCE]), _SENTENCE)


def _excerpt(finding: Diagnostic, place: Place, lines_of: LinesOf, gutter: str) -> list[str]:
    """The user's own line, with carets where the column is known; nothing where the line cannot be read."""
    lines = lines_of(place.file) if finding.line_text is None and place.line else ()
    text = lines[place.line - 1] if place.line <= len(lines) and lines else finding.line_text
    if text is None or not place.line:
        return []
    before, marked, after = _window(text, place)
    carets = f"{gutter} | {' ' * _columns(before)}{'^' * max(1, _columns(marked))}"
    return [f"{gutter} |", f"{place.line} | {before}{marked}{after}".rstrip(), *([carets] if place.column else [])]


def _window(text: str, place: Place) -> tuple[str, str, str]:
    """What stands before, at and after the place, cut to about a hundred columns, ready to print."""
    start = min(max(place.column - 1, 0), len(text))
    stop = min(start + place.width, len(text))
    before, marked, after = text[max(0, start - _NEAR) : start], text[start:stop][:_NEAR], text[stop : stop + _NEAR]
    shown = [_shown(part) for part in (before, marked, after)]
    if sum(map(_columns, shown)) <= _WINDOW:
        return shown[0], shown[1], shown[2]
    marked = _fit(shown[1], _WINDOW - 20)
    room = _WINDOW - _columns(marked)
    before = _fit_end(shown[0], max(room // 2, room - _columns(shown[2])))
    return before, marked, _fit(shown[2], room - _columns(before))


def _fit(text: str, width: int) -> str:
    """`text`, or its beginning and an ellipsis where it is wider than `width`."""
    if _columns(text) <= width:
        return text
    kept = ""
    for character in text:
        if _columns(kept) + _columns(character) > width - 1:
            break
        kept += character
    return kept + "…"


def _fit_end(text: str, width: int) -> str:
    return text if _columns(text) <= width else _fit(text[::-1], width)[::-1]


def _shown(text: str) -> str:
    """A part of a line as it is printed: tabs as spaces, control characters visible."""
    return visible(text.replace("\t", " " * _TAB))


def _columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    return sum(map(_width, text)) if not text.isascii() else len(text)


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Cf", "Mn", "Me"):  # of the first, joiners alone are left
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _lines(path: Path) -> list[str]:
    try:
        return _BREAK.split(read(path, _MOST).decode("utf-8-sig", "replace"))
    except OSError:
        return []


def _paint(text: str, colour: str, wanted: bool) -> str:
    return f"{colour}{text}{_PLAIN}" if wanted else text


# --- json and github ------------------------------------------------------------------------------------------


def as_json(content: object) -> str:
    """Plain values as indented JSON; raises ValueError for what JSON cannot hold."""
    import json  # late: every command would wait for it

    return json_as_shown(json.dumps(content, ensure_ascii=False, indent=2, allow_nan=False))


def json_as_shown(text: str) -> str:
    """JSON as it is; where it holds what no terminal should get, or the stream cannot take, the same in ASCII."""
    import json  # late, as above

    unicode = ((sys.stdout.encoding if sys.stdout else "") or "utf-8").lower().replace("-", "") == "utf8"
    if shown(text) == text and (unicode or text.isascii()):
        return text
    return json.dumps(json.loads(text), indent=2).replace("\x7f", "\\u007f")  # the one of ASCII that JSON lets stand


def _json(findings: tuple[Diagnostic, ...]) -> str:
    """One object: `diagnostics`, sorted by place, and how many `errors` and `warnings` there are."""
    severities = [finding.severity for finding in findings]
    whole = {
        "diagnostics": [_as_object(finding) for finding in findings],
        "errors": severities.count(Severity.ERROR),
        "warnings": severities.count(Severity.WARNING),
    }
    return as_json(whole) + "\n"


def _as_object(finding: Diagnostic) -> dict[str, object]:
    place = finding.place
    return {
        "code": finding.code,
        "severity": finding.severity,
        "message": finding.message,
        "file": place.file if place else None,
        "line": (place.line or None) if place else None,
        "column": (place.column or None) if place else None,
        "width": place.width if place and place.line else None,
        "notes": list(finding.notes),
        "help": finding.help,
    }


def _workflow_command(finding: Diagnostic) -> str:
    """A line that GitHub shows beside the file it names."""
    place = finding.place or Place("")
    fields: Mapping[str, str | int] = {
        "file": place.file,
        "line": place.line,
        "col": place.column,
        "endColumn": place.column + place.width if place.column else 0,
        "title": finding.code,
    }
    properties = ",".join(f"{key}={_escaped(visible(str(value)), ':,')}" for key, value in fields.items() if value)
    message = "\n".join((finding.message, *finding.notes, *([finding.help] if finding.help else [])))
    return f"::{finding.severity} {properties}::{_escaped(shown(message))}"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


# --- streams --------------------------------------------------------------------------------------------------


def report(diagnostics: Iterable[Diagnostic], root: Path, style: str = "text") -> None:
    """Write findings: as text to standard error; for a program (`json`, `github`) to standard output."""
    stream = sys.stderr if style == "text" else sys.stdout
    text = render(diagnostics, root, style, colour=wants_colour(stream, os.environ))
    if text:
        put(text, error=style == "text")


def wants_colour(stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """Whether to write in colour: on a terminal that can, unless `NO_COLOR` is set to anything."""
    return not environ.get("NO_COLOR") and environ.get("TERM") != "dumb" and stream is not None and stream.isatty()
