"""Bytes kept under the digest of what they were made of.

In: a key (hex digits) and bytes. Out: the same bytes, or None. An entry carries the digest of its content, so that a
damaged one is noticed, dropped and made again. Several builds may use one store at once: an entry appears whole or not
at all. What was not used for longest goes first when the store grows over its limit.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from briefing.base import digest
from briefing.cache import place

#: How many bytes are kept, and how much of that is left after making room.
LIMIT = 1 << 30
_LEFT = 0.8
_DIGEST = 64


@dataclass(frozen=True, slots=True)
class Store:
    """A folder of entries, bounded to `limit` bytes by whoever calls `trim`."""

    folder: Path
    limit: int = LIMIT

    def get(self, key: str) -> bytes | None:
        """What is kept under `key`, or None where there is nothing, or nothing whole."""
        path = self._path(key)
        entry = place.content(str(path))
        if entry is None:
            return None
        content = entry[_DIGEST:]
        if digest.of_bytes(key.encode() + content).encode() != entry[:_DIGEST]:
            place.drop(str(path))
            return None
        _used(path)
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keep `content`; where that cannot be written, nothing is kept."""
        place.replace(str(self._path(key)), digest.of_bytes(key.encode() + content).encode() + content)

    def trim(self) -> None:
        """Drop what was not used for longest, down to four fifths of the limit, where there is more than that."""
        entries = sorted(self._entries())
        over = sum(size for _, size, _ in entries) - self.limit
        if over <= 0:
            return
        over += int(self.limit * (1 - _LEFT))
        for _, size, path in entries:
            if over <= 0:
                return
            place.drop(str(path))
            over -= size

    def _path(self, key: str) -> Path:
        return self.folder / key[:2] / key[2:]

    def _entries(self) -> Iterator[tuple[int, int, Path]]:
        """When each entry was last used, its size and its path; another build may drop one meanwhile."""
        for path in self.folder.glob("??/*"):
            try:
                status = path.stat()
            except OSError:
                continue
            yield status.st_mtime_ns, status.st_size, path


def _used(path: Path) -> None:
    try:
        os.utime(path)
    except OSError:  # it was dropped meanwhile, or the folder cannot be written
        return
