"""Bytes to text that a person and a program read alike: UTF-8, bounded, no invisible control characters.

In: the bytes of a file. Out: its text (line breaks as written) and findings with line and column.
"""

import re
from collections.abc import Iterator

from briefing.diagnostics import Diagnostic, Place

MAX_BYTES = 10_000_000
#: What is prose or a template is read closely; this much fills hundreds of pages.
MAX_PROSE = 2_000_000
#: All but what YAML lets into a file; also U+0085, U+2028 and U+2029, which some programs count as line breaks and
#: others do not, U+FEFF inside a text, and what turns the direction of the text behind it: a browser would show the
#: digits of a proved figure in another order.
_REFUSED = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202f-\u2065\u206a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
#: How git marks the two versions of lines that were changed on both sides.
_CONFLICT = re.compile(r"^<{7} ", re.MULTILINE)
_BREAK = re.compile(r"\r\n|\r|\n")
_MAX_FINDINGS = 20


def decode(content: bytes, file: str, most: int = MAX_BYTES) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """The text of a file, without a byte order mark; None where it is too large, not UTF-8, or left half merged.

    A character that is refused is replaced by U+FFFD, so that the rest can still be read.
    """
    if len(content) > most:
        return None, (too_large(file, most),)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_bad_encoding(content, error.start, file),)
    if conflict := _CONFLICT.search(text):
        return None, (_merge_conflict(place_of(text, conflict.start(), file)),)
    return clean(text, file)


def _bad_encoding(content: bytes, at: int, file: str) -> Diagnostic:
    before = content[:at].decode("utf-8-sig", "replace")
    message = f"byte 0x{content[at]:02X} is not UTF-8 text"
    return Diagnostic("bad-encoding", message, place_of(before, len(before), file), help="save the file as UTF-8")


def _merge_conflict(place: Place) -> Diagnostic:
    message = "two versions stand in one file, as a merge leaves them"
    return Diagnostic("merge-conflict", message, place, help="keep one, and delete the signs of the other")


def too_large(file: str, most: int = MAX_BYTES) -> Diagnostic:
    """The finding for a file over the bound."""
    return Diagnostic(
        "file-too-large",
        f"the file is larger than {most // 1_000_000} MB",
        Place(file),
        help="split it into several files" if most == MAX_BYTES else "shorten it",
    )


def clean(text: str, file: str) -> tuple[str, tuple[Diagnostic, ...]]:
    """`text` with each refused character replaced by U+FFFD, and a finding for each of the first twenty."""
    if not has_control_character(text):
        return text, ()
    return _REFUSED.sub("\ufffd", text), tuple(_control_characters(text, file))


def has_control_character(text: str) -> bool:
    """Whether `text` holds a character that no file may hold (it may have come through an escape)."""
    return _REFUSED.search(text) is not None


def place_of(text: str, index: int, file: str) -> Place:
    """The place of the character at `index` of `text`."""
    line, start = 1, 0
    for match in _BREAK.finditer(text, 0, index):
        line, start = line + 1, match.end()
    return Place(file, line, index - start + 1)


def lines(text: str) -> list[str]:
    """The lines of a text as editors count them: ended by LF, CRLF or CR only."""
    return _BREAK.split(text)


def _control_characters(text: str, file: str) -> Iterator[Diagnostic]:
    for count, match in enumerate(_REFUSED.finditer(text)):
        if count == _MAX_FINDINGS:
            return
        yield Diagnostic(
            "control-character",
            f"invisible control character U+{ord(match[0]):04X}",
            place_of(text, match.start(), file),
            help="delete it",
        )
