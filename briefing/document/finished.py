"""A finished briefing read back, whichever form it has: its bytes in, the same records out."""

from briefing.document import readback
from briefing.document.htmlread import read_html
from briefing.document.reading import Reading

_HTML = b"<!doctype html"


def form_of(content: bytes) -> str:
    """What it is by its first bytes: `html`, else `pdf`."""
    return "html" if content.lstrip()[: len(_HTML)].lower() == _HTML else "pdf"


def read(content: bytes) -> Reading:
    """Read a PDF or a web page; raises Failure where it is neither, or cannot be read."""
    if form_of(content) == "html":
        return read_html(content.decode("utf-8", "replace")).reading
    return readback.read(content)
