"""Where things are kept between builds: `BRIEFING_CACHE_DIR`, else the user's own cache folder."""

import os
import sys
import time
from collections.abc import Mapping

VARIABLE = "BRIEFING_CACHE_DIR"
#: How a file ends that is not whole yet, and after how many seconds nobody is writing it any more: whose it was cannot be
#: told, as machines may share a cache.
_PART, _LEFT = ".part", 86400


def folder(environ: Mapping[str, str] = os.environ) -> str:
    """The folder; it may not exist yet. Of a user without a home (as in many containers) it is one that cannot exist: then
    nothing is kept and nothing is found.
    """
    named = environ.get(VARIABLE)
    return os.path.abspath(named) if named else os.path.join(_of_user(environ), "briefing")


def _of_user(environ: Mapping[str, str]) -> str:
    """After the XDG base directory specification; macOS has a place of its own. A library that knows this takes longer
    to load than all else that a build with nothing to do needs.
    """
    if sys.platform == "darwin":
        return os.path.join(_home(), "Library", "Caches")
    named = environ.get("XDG_CACHE_HOME") or ""
    return named if os.path.isabs(named) else os.path.join(_home(), ".cache")


def _home() -> str:
    home = os.path.expanduser("~")
    return os.devnull if home == "~" else home  # a folder called `~` would be one to delete by mistake


def content(path: str) -> bytes | None:
    """What is kept in a file; None where it cannot be read, or is no plain file: a device may never end."""
    try:
        if not os.path.isfile(path):
            return None
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return None


def replace(path: str, content: bytes) -> bool:
    """Put a file there, whole or not at all; whether it could be. What is kept can be made again, so nothing waits for
    the disk, and a folder that cannot be written is no reason to stop.
    """
    folder, name = os.path.split(path)
    # Named before it is there: a signal may come at any moment, and what has no name yet could not be removed.
    beside = os.path.join(folder, f".{name}.{os.urandom(4).hex()}{_PART}")
    try:
        os.makedirs(folder, exist_ok=True)
        with open(beside, "wb") as file:
            file.write(content)
        os.replace(beside, path)
    except OSError:
        drop(beside)
        return False
    except BaseException:
        drop(beside)
        raise
    return True


def clear_up(folder: str) -> None:
    """Remove what `replace` left in a folder and below it because its process was killed, a day ago or more."""
    for inside, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(inside, name)
            if name.startswith(".") and name.endswith(_PART) and _age(path) > _LEFT:
                drop(path)


def _age(path: str) -> float:
    """For how many seconds a file was not written; 0 where it is not there any more."""
    try:
        return time.time() - os.stat(path).st_mtime
    except OSError:
        return 0


def drop(path: str) -> None:
    """Remove a file, where it is there and may be removed."""
    try:
        os.unlink(path)
    except OSError:  # it is not there, or stays
        return
