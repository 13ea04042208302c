"""Whether a build has nothing to do: the record of each topic's last build, held against what is there now.

In: a project's root and what is wanted. Out: what is to be told of files that stand as a build would make them, and what
is to build. Everything is told by content: what went in (`inputs`) and what came out.
"""

import os
from collections.abc import Mapping

from briefing.base import digest, folders
from briefing.base.digest import Where
from briefing.cache import inputs, place, record
from briefing.cache.record import Record

#: Of a topic that stands: the warnings of its files, as `findings` writes them, and a line a file.
Told = tuple[tuple[str, ...], tuple[str, ...]]


class Standing:
    """What is told of the topics that stand, and those of which that is not sure."""

    def __init__(self, topics: Mapping[str, Told | None]) -> None:
        self.told = tuple(told for told in topics.values() if told)
        self.rest = tuple(topic for topic, told in topics.items() if told is None)


def standing(
    root: Where,
    topics: tuple[str, ...] = (),
    audiences: tuple[str, ...] = (),
    forms: tuple[str, ...] = (),
    shard: tuple[int, int] | None = None,
    environ: Mapping[str, str] = os.environ,
    day: str = "",
) -> Standing | None:
    """What stands of the chosen topics (or their share), audiences and forms (the project's where none is named); None
    where nothing is on record, or a name is unknown.

    `root` is the project's, without links; `day` (ISO) is that by which facts are out of date, by default today.
    """
    root, settings = os.fspath(root), inputs.settings(root, environ)
    records = {topic: it for topic, it in _records(root, environ).items() if it.inputs.get("settings") == settings}
    known = {name for it in records.values() for name in it.audiences}
    if not records or not set(audiences) <= known:
        return None
    first = next(iter(records.values()))
    found = folders.topics(first.data)
    if not set(topics) <= set(found):
        return None
    now = {**inputs.shared(first.templates), "settings": settings, "brand": inputs.named(root, first.brand)}
    day = day or folders.today(environ)
    current = {topic: it for topic, it in records.items() if _holds(it, day)}
    mine = folders.share(topics or found, shard)
    return Standing({it: _told(root, it, current.get(it), audiences, forms or first.forms, now) for it in mine})


def _records(root: str, environ: Mapping[str, str]) -> dict[str, Record]:
    """The records of a project by topic, sorted."""
    where = record.folder(root, environ)
    try:
        names = sorted(name for name in os.listdir(where) if not name.startswith("."))
    except OSError:
        return {}
    return {name: it for name in names if (it := record.read(os.path.join(where, name)))}


def _holds(it: Record, day: str) -> bool:
    """Whether what is out of date on a day is what was when the record was made; ISO dates sort as text."""
    start, end = it.days
    return start <= day and (not end or day < end)


def _told(  # what is wanted, and what there is
    root: str,
    topic: str,
    it: Record | None,
    audiences: tuple[str, ...],
    forms: tuple[str, ...],
    now: Mapping[str, str],
) -> Told | None:
    """What is told of the files of one topic, if all stand; those of audiences and forms that are not wanted do not matter."""
    if it is None or it.inputs != {**now, "dataset": inputs.dataset(it.data, topic)}:
        return None
    wanted = [f"{name}.{form}" for name in it.audiences if not audiences or name in audiences for form in forms]
    paths = {name: os.path.join(it.out, topic, name) for name in it.outputs if name in wanted}
    listed = place.content(os.path.join(it.out, topic, "manifest.json")) or b""
    if len(paths) < len(set(wanted)) or not all(
        _stands(path, it.outputs[name][0], listed) for name, path in paths.items()
    ):
        return None
    warnings = (warning for name in paths for warning in it.outputs[name][1:])
    return tuple(warnings), tuple(f"{folders.shown(path, root)}  is up to date" for path in paths.values())


def _stands(path: str, built: str, listed: bytes) -> bool:
    """Whether a file has the digest `built`, and the manifest lists that: without it, the file could not be sent."""
    return digest.of_file(path) == built and built.encode() in listed
