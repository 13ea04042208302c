"""What a PDF shows, as one hash: an open file in, the SHA-256 of everything its catalogue leads to out.

Page content, fonts, images, structure, links, bookmarks and metadata count; the attached files do not, so that the
evidence can name the digest of the pages that it is attached to. How a stream is compressed and the numbers of
objects do not count either, because saving may change them.
"""

import hashlib
import re
from collections.abc import Callable

import pikepdf

#: Keys that lead to attachments, that lead back up, or that say only how bytes are stored.
_PASSED_OVER = frozenset(("/EmbeddedFiles", "/AF", "/Parent", "/P", "/Length", "/Filter", "/DecodeParms", "/Metadata"))
#: Within a written object: a reference to another. One without any is hashed as it is written.
_REFERENCE = re.compile(rb"\d \d+ R\b")
_DIRECT = (0, 0)


def digest(pdf: pikepdf.Pdf) -> str:
    """The SHA-256, in hexadecimal, over the catalogue and the document information, without attachments."""
    hasher = hashlib.sha256()
    seen: dict[tuple[int, int], int] = {}
    metadata = pdf.Root.get("/Metadata")
    _feed(pdf.Root, hasher.update, seen)
    _feed(pdf.docinfo, hasher.update, seen)
    hasher.update(metadata.read_bytes() if isinstance(metadata, pikepdf.Stream) else b"")
    return hasher.hexdigest()


def _feed(root: pikepdf.Object, update: Callable[[bytes], object], seen: dict[tuple[int, int], int]) -> None:
    """Feed all that `root` leads to, each object once, in an order that does not depend on object numbers.

    Only dictionaries and streams with references are counted: whether other things are objects of their own, or stand
    in the one that names them, makes no difference.
    """
    waiting: list[object] = [root]
    counted = len(seen)
    while waiting:
        item = waiting.pop()
        if isinstance(item, bytes):
            update(item)
            continue
        number = item.objgen if isinstance(item, pikepdf.Object) else _DIRECT
        if number in seen:
            update(b"again %d " % seen[number])
            continue
        parts = _parts(item)
        if number != _DIRECT and len(parts) > 1:
            counted += not isinstance(item, pikepdf.Array)
            seen[number] = 0 if isinstance(item, pikepdf.Array) else counted
        waiting += reversed(parts)


def _parts(item: object) -> list[object]:
    """What an object is made of: bytes to hash as they are, and objects to look into."""
    if isinstance(item, pikepdf.Stream):
        return [*_entries(item), item.read_bytes()]
    if not isinstance(item, pikepdf.Dictionary | pikepdf.Array):
        return [item.unparse() if isinstance(item, pikepdf.Object) else b"%s " % str(item).encode()]
    whole = item.unparse(resolved=True)
    if not _REFERENCE.search(whole):
        return [whole]
    return _entries(item) if isinstance(item, pikepdf.Dictionary) else [b"[", *item, b"]"]


def _entries(item: pikepdf.Object) -> list[object]:
    kept = [(key, value) for key, value in sorted(item.items()) if key not in _PASSED_OVER]
    return [b"<<", *(part for key, value in kept for part in (key.encode(), value)), b">>"]
