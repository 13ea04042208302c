"""Text to the standard streams; what is written there is the console's. This loads nothing, for a build with nothing to do."""

import sys


def say(text: str) -> None:
    """Write data to standard output."""
    sys.stdout.write(_printable(text, sys.stdout.encoding))
    sys.stdout.flush()


def tell(*lines: str) -> None:
    """Write lines for a person to standard error."""
    sys.stderr.write(_printable("\n".join(lines), sys.stderr.encoding))
    sys.stderr.flush()


def _printable(text: str, encoding: str | None) -> str:
    """`text`, ended by a line break; what the encoding lacks is written as an escape."""
    encoding, whole = encoding or "utf-8", text if text.endswith("\n") else f"{text}\n"
    return whole.encode(encoding, "backslashreplace").decode(encoding)
