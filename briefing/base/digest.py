"""What bytes and folders amount to: SHA-256 in hex, the same in any place and order of reading."""

import hashlib
import os
from collections.abc import Iterable, Iterator

#: A path as it comes.
Where = str | os.PathLike[str]
#: How much of a file is in memory at once.
_PART = 1 << 18


def of_bytes(content: bytes) -> str:
    """The digest of some bytes."""
    return hashlib.sha256(content).hexdigest()


def of_texts(texts: Iterable[str]) -> str:
    """The digest of a list of texts, which cannot run into each other."""
    return of_bytes("".join(f"{len(text)}:{text}" for text in texts).encode(errors="surrogatepass"))


def of_folders(folders: Iterable[Where]) -> str:
    """The digest of the names and contents of the files in `folders`; hidden files do not count.

    A file hides one of the same name in the folders before its own, so that where the hidden one stands is no matter.
    """
    total = hashlib.sha256()
    files = {name: path for folder in folders for name, path in _files(os.path.realpath(folder))}
    for name, path in sorted(files.items()):
        total.update(f"{name}\0{of_file(path)}\n".encode(errors="surrogatepass"))
    return total.hexdigest()


def of_file(path: Where) -> str:
    """The digest of a file; of one that cannot be read, or is no plain file (a pipe may never end), nothing."""
    total = hashlib.sha256()
    try:
        if not os.path.isfile(path):
            return ""
        with open(path, "rb", buffering=0) as file:
            while part := file.read(_PART):
                total.update(part)
    except OSError:
        return ""
    return total.hexdigest()


def _files(folder: str) -> Iterator[tuple[str, str]]:
    """The files below a folder: their names from there, with `/`, and their paths."""
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        inner = parent[len(folder) + 1 :].replace(os.sep, "/")
        for name in names:
            if not name.startswith("."):
                yield f"{inner}/{name}" if inner else name, os.path.join(parent, name)
