"""How much a PDF, which may be a stranger's, may unpack to: a few bytes of one can stand for gigabytes.

The library's own bounds hold for the whole process, and are set before it reads anything.
"""

import re
from dataclasses import dataclass

import pikepdf
from pikepdf.settings import set_qpdf_limits

#: In bytes: one stream, all of them together, and all that is written of other objects.
STREAM, STREAMS, OBJECTS = 200_000_000, 1_000_000_000, 200_000_000
#: What is drawn at once, by a page or a form, and in all; a form that is drawn again counts again. In all, what bytes
#: tell counts besides: a page of a briefing has 70,000 of them, and takes 170,000.
DRAWN_AT_ONCE, DRAWN = 10_000_000, 400_000_000
#: How many places of destinations and of blocks are compared; a thousand full pages take half of it.
COMPARED = 30_000_000
#: What is read closely: the attached files in all, and the description of a font or of the document.
ATTACHED, DESCRIPTION = 50_000_000, 5_000_000

set_qpdf_limits(
    max_stream_filters=1,
    flate_max_memory=STREAM,
    png_max_memory=STREAM,
    run_length_max_memory=STREAM,
    tiff_max_memory=STREAM,
    dct_max_memory=STREAM,
)


class TooLarge(ValueError):
    """What there is too much of, in words."""


@dataclass(slots=True)
class Meter:
    """How much of a bound is left, and what it is a bound of, in words."""

    left: int
    of: str

    def take(self, size: int) -> None:
        """Raise TooLarge where `size` is more than is left."""
        self.left -= size
        if self.left < 0:
            raise TooLarge(self.of)


def content(stream: pikepdf.Object, most: int, of: str) -> bytes:
    """What a stream unpacks to; raises TooLarge where that is more than `most` bytes."""
    unpacked = stream.read_bytes()
    if len(unpacked) > most:
        raise TooLarge(of)
    return unpacked


def drawn(page_or_form: pikepdf.Object) -> int:
    """How many bytes a page, whose content may be several streams, or a form draws; raises TooLarge."""
    contents = page_or_form.get("/Contents", ()) if page_or_form.get("/Type") == "/Page" else page_or_form
    meter = Meter(DRAWN_AT_ONCE, "one page, or a drawing in it")
    for part in contents if isinstance(contents, pikepdf.Array) else (contents,):
        if isinstance(part, pikepdf.Stream):
            meter.take(len(part.read_bytes()))
    return DRAWN_AT_ONCE - meter.left


def demand_written_filters(pdf: bytes) -> None:
    """Raise ValueError where a stream is packed in a way that has to be looked up, or with LZW: the library unpacks what
    holds other objects before anyone can ask what it is packed with.
    """
    if _UNWRITTEN.search(pdf):
        raise ValueError("a stream is packed as no build does")


def _name(name: bytes) -> bytes:
    """What finds a name in a file, however its letters are written."""
    return b"/" + b"".join(b"(?:%c|#%x|#%X)" % (it, it, it) for it in name)


#: What may stand between two words of a file.
_GAP = rb"(?:[\s\0]|%[^\r\n]*+)*+"
_UNWRITTEN = re.compile(
    _name(b"Filter") + _GAP + rb"\[?" + _GAP + b"(?:" + _name(b"LZW") + rb"|\d+" + _GAP + rb"\d+" + _GAP + b"R)"
)


def demand_known_filters(pdf: pikepdf.Pdf) -> None:
    """Raise ValueError where a stream is packed with LZW, which the library unpacks without bound."""
    for item in pdf.objects:
        if not isinstance(item, pikepdf.Stream):
            continue
        filters = item.get("/Filter", ())
        if any(str(one).startswith("/LZW") for one in (filters if isinstance(filters, pikepdf.Array) else (filters,))):
            raise ValueError("a stream is packed with LZW, as no build does")
