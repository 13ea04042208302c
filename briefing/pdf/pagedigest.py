"""What a PDF shows, as one hash: an open file in, the SHA-256 of everything its catalogue leads to out.

Page content, fonts, images, structure, links, bookmarks and metadata count; the attached files do not, so that the
evidence can name the digest of the pages that it is attached to. How a stream is compressed and the numbers of
objects do not count either, because saving may change them.
"""

import hashlib
import re
from collections.abc import Iterator

import pikepdf

from briefing.pdf import bounds

#: Keys that lead to attachments, and keys that say only how bytes are stored.
_ATTACHING = frozenset(("/EmbeddedFiles", "/AF"))
_STORING = frozenset(("/Length", "/Filter", "/DecodeParms"))
#: A string, which is passed over, or a reference to another object. Written strings have their parentheses escaped.
_TOKEN = re.compile(rb"\((?:[^\\()]|\\.)*\)|<[0-9a-fA-F]*>|(?<!\d)(\d+) (\d+) R\b", re.DOTALL)
_DEEPEST = 50


def digest(pdf: pikepdf.Pdf) -> str:
    """The SHA-256, in hexadecimal, over the catalogue and the document information, without attachments.

    Raises ValueError where arrays hold each other without end, or it is larger than `bounds` has it.
    """
    hasher = hashlib.sha256()
    for part in _Walk(pdf).parts():
        hasher.update(part)
    return hasher.hexdigest()


class _Walk:
    """From object to object in the order in which they are named, so that their own numbers do not matter.

    An array, and a dictionary that names no other object, is written where it is named: whether it is an object of
    its own makes no difference.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf = pdf
        self.known = {b"%d %d R" % pdf.Root.objgen: b"#0"}
        self.waiting: list[pikepdf.Object] = []
        self.depth = 0
        self.unpacked = bounds.Meter(bounds.STREAMS, "the whole of it")
        self.written = bounds.Meter(bounds.OBJECTS, "the whole of it")

    def parts(self) -> Iterator[bytes]:
        """The bytes to hash."""
        yield from self._entries(self.pdf.Root, _ATTACHING | {"/Names"})
        yield from self._entries(self.pdf.Root.get("/Names", pikepdf.Dictionary()), _ATTACHING)
        yield from self._entries(self.pdf.docinfo, frozenset())
        for item in self.waiting:  # grows while it is walked through
            if isinstance(item, pikepdf.Stream):
                yield from self._entries(item, _STORING)
                content = item.read_bytes()
                self.unpacked.take(len(content))
                yield content
            else:
                yield self._written(item.unparse(resolved=True))

    def _entries(self, item: pikepdf.Object, but: frozenset[str]) -> Iterator[bytes]:
        for key, value in sorted(item.items()):
            if key not in but:
                yield key.encode()
                yield self._written(_raw(value, resolved=False))

    def _written(self, raw: bytes) -> bytes:
        """What an object is written as, with the places of others in the order instead of their numbers."""
        return _TOKEN.sub(self._reference, raw)

    def _reference(self, token: re.Match[bytes]) -> bytes:
        if token[1] is None:
            return token[0]
        written = self.known.get(token[0])
        if written is None:
            written = self.known[token[0]] = self._met(self.pdf.get_object(int(token[1]), int(token[2])))
        self.written.take(len(written))  # an array that holds another many times, which does so too
        return written

    def _met(self, item: pikepdf.Object) -> bytes:
        """An object that is met for the first time: written out, or its place in the order."""
        raw = b"" if isinstance(item, pikepdf.Stream) else _raw(item, resolved=True)
        if isinstance(item, pikepdf.Array):
            self.depth += 1
            if self.depth > _DEEPEST:
                raise ValueError("arrays of the file hold each other without end")
            raw = self._written(raw)
            self.depth -= 1
        elif not raw or any(token[1] for token in _TOKEN.finditer(raw)):
            self.waiting.append(item)
            return b"#%d" % len(self.waiting)
        return raw


def _raw(item: object, *, resolved: bool) -> bytes:
    """An object as it is written; numbers and booleans come as Python has them."""
    return item.unparse(resolved=resolved) if isinstance(item, pikepdf.Object) else str(item).encode()
