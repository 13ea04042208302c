"""Where things are kept between builds: `BRIEFING_CACHE_DIR`, else the user's own cache folder."""

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

VARIABLE = "BRIEFING_CACHE_DIR"


def folder(environ: Mapping[str, str] = os.environ) -> Path:
    """The folder; it may not exist yet."""
    named = environ.get(VARIABLE)
    return Path(named).absolute() if named else _of_user(environ) / "briefing"


def _of_user(environ: Mapping[str, str]) -> Path:
    """After the XDG base directory specification; macOS has a place of its own. A library that knows this takes longer
    to load than all else that a build with nothing to do needs.
    """
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches"
    named = Path(environ.get("XDG_CACHE_HOME") or ".cache")
    return named if named.is_absolute() else Path.home() / ".cache"


def replace(path: Path, content: bytes) -> bool:
    """Put a file there, whole or not at all; whether it could be. What is kept can be made again, so nothing waits for
    the disk, and a folder that cannot be written is no reason to stop.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(path)
    except OSError:
        return False
    finally:
        with suppress(OSError):
            beside.unlink()
    return True
