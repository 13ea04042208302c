"""How WeasyPrint finds its system libraries: by the names that the loader knows, without a search.

For each name that it tries, cffi asks `ctypes.util.find_library`, which starts `ldconfig`, a compiler and a linker: most
of the time that importing WeasyPrint takes. On Linux the names that it tries last are those the loader knows itself,
so that the search finds nothing that would not be found without it. Where the loader does not know them, all is left as
it is.
"""

import ctypes
import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager

#: The last of WeasyPrint's libraries to be loaded; it rests on the others.
_LAST = "libpangoft2-1.0.so.0"


@contextmanager
def by_name() -> Iterator[None]:
    """While WeasyPrint is imported."""
    if not _known():
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = lambda name: None  # noqa: ARG005
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _known() -> bool:
    try:
        return sys.platform == "linux" and ctypes.CDLL(_LAST) is not None
    except OSError:
        return False
