"""Why something is made again: the parts of what it was made of last time, and those of now, by name and digest."""

import json
from collections.abc import Mapping
from pathlib import Path

from briefing.cache import place

FIRST = "it was not made before"
LOST = "it is not in the cache any more"


def reasons(before: Mapping[str, str] | None, now: Mapping[str, str]) -> tuple[str, ...]:
    """What changed, was added or taken away since `before`, a sentence each; never none."""
    if before is None:
        return (FIRST,)
    changed = (f"{name} changed" for name in now if name in before and before[name] != now[name])
    added = (f"{name} is new" for name in now if name not in before)
    gone = (f"{name} is gone" for name in before if name not in now)
    return (*changed, *added, *gone) or (LOST,)


def read(path: Path) -> Mapping[str, str] | None:
    """The parts that were written down, or None where there are none."""
    try:
        parts = json.loads(place.content(str(path)) or b"")
    except ValueError:
        return None
    return parts if isinstance(parts, dict) else None


def write(path: Path, parts: Mapping[str, str]) -> None:
    """Write the parts down."""
    place.replace(str(path), json.dumps(parts, ensure_ascii=False).encode())
