"""Text to the standard streams; what is written there is the console's. This loads nothing, for a build with nothing to do.

What came from a file, a command line or a server is shown with its control characters made visible. Whoever reads may
go at any time, and a disk may be full: then the work goes on, and what could not be written is told at the end.
"""

import os
import sys

_JOINERS = "\u200c\u200d"  # parts of words and of pictures in some scripts
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_unwritten: list[str] = []


def say(text: str) -> None:
    """Write data to standard output, its control characters visible."""
    put(shown(text))


def tell(*lines: str) -> None:
    """Write lines for a person to standard error, their control characters visible."""
    if lines:
        put(shown("\n".join(lines)), error=True)


def put(text: str, *, error: bool = False) -> None:
    """Write text as it is, ended by a line break, to standard error or output."""
    draw(text if text.endswith("\n") else f"{text}\n", error=error)


def draw(text: str, *, error: bool) -> None:
    """Write text as it is, to standard error or output; what the encoding lacks is written as an escape."""
    stream = sys.stderr if error else sys.stdout
    try:
        if stream is None:
            raise OSError("it is closed")
        stream.write(_printable(text, stream.encoding))
        stream.flush()
    except OSError as reason:
        if not error:
            give_up(reason)
        elif stream:
            _drop(stream.fileno())


def give_up(reason: OSError) -> None:
    """Write nothing to standard output any more, because that failed."""
    _unwritten.append(reason.strerror or str(reason))
    if sys.stdout:
        _drop(sys.stdout.fileno())


def unwritten() -> str:
    """Why standard output did not get everything since this was asked last; empty where it did."""
    reasons = [*_unwritten]
    _unwritten.clear()
    return reasons[0] if reasons else ""


def shown(text: str) -> str:
    """`text` with control and direction characters written as escapes, but for tabs and line breaks."""
    return "\n".join("\t".join(map(visible, line.split("\t"))) for line in text.split("\n"))


def visible(text: str) -> str:
    """`text` with line breaks, tabs, and control and direction characters written as escapes."""
    if text.isprintable():
        return text
    from unicodedata import category  # late: mostly there is nothing of the kind

    return "".join(_escape(one) if category(one) in _UNSEEN and one not in _JOINERS else one for one in text)


def keep_places() -> None:
    """Put something in the place of each standard stream that is closed: the next file that is opened would be it."""
    while (handle := os.open(os.devnull, os.O_RDWR)) <= 2:  # standard error
        os.set_inheritable(handle, True)
    os.close(handle)


def _drop(handle: int) -> None:
    """What is still held back for a stream goes nowhere when the program ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, handle)
    os.close(nowhere)


def _escape(character: str) -> str:
    return character.encode("unicode_escape", "surrogatepass").decode()


def _printable(text: str, encoding: str | None) -> str:
    """`text`; what the encoding lacks is written as an escape."""
    return text.encode(encoding or "utf-8", "backslashreplace").decode(encoding or "utf-8")
