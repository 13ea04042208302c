"""The record of a topic's last build: what went in, and what came out, each told by its content.

Records are lines of text, because reading them must cost nothing; one that cannot be read is as good as none.
"""

import os
from collections.abc import Iterable, Mapping

from briefing.base import digest
from briefing.base.digest import Where
from briefing.cache import place

_FORMAT = "briefing record 4"
#: Stands before the digest of all lines above it: a record that is damaged is as good as none.
_END = "end "
#: Files of a topic in `out/` by name: the digest of each, then its warnings, each as `findings` writes them.
Outputs = Mapping[str, tuple[str, ...]]


class Record:
    """What stands in a file of records.

    `data`, `templates`, `out` and `forms` are the project's; `brand` names the files that `brand.yaml` does; `inputs`
    are digests by what they are of; `audiences` are all that the topic has. From the first of `days` on, and before the
    second (ISO; empty: without bound), no other facts of the topic are out of date.
    """

    def __init__(self, lines: list[list[str]]) -> None:
        """Raises ValueError where these are not the lines of a whole record."""

        def of(kind: str) -> list[list[str]]:
            return [line[1:] for line in lines if line[0] == kind]

        if lines[:1] != [[_FORMAT]]:
            raise ValueError(lines[:1])
        ((self.data, self.templates, self.out),) = of("folders")
        self.forms, self.brand, self.audiences = (tuple(*of(kind)) for kind in ("forms", "brand", "audiences"))
        self.inputs: Mapping[str, str] = dict(of("input"))
        self.outputs: Outputs = {name: (value, *warnings) for name, value, *warnings in of("output")}
        ((start, end),) = of("days")
        self.days = (start, end)


def folder(root: Where, environ: Mapping[str, str] = os.environ) -> str:
    """Where the records of a project are, each under the name of its topic."""
    return os.path.join(place.folder(environ), "builds", digest.of_texts((os.fspath(root),))[:32])


def read(path: str) -> Record | None:
    """The record in a file, if there is a whole one."""
    kept = place.content(path)
    if kept is None:
        return None
    text, _, told = kept.decode(errors="surrogateescape").rpartition(_END)
    if digest.of_texts((text,)) != told:
        return None
    try:
        return Record([line.split("\t") for line in text.split("\n")])
    except (TypeError, ValueError):
        return None


def write(path: str, lines: Iterable[tuple[str, ...]]) -> None:
    """Write a record down: lines of the kinds that `Record` reads. What cannot be told in lines is not kept."""
    whole = [(_FORMAT,), *lines]
    if not any(mark in field for line in whole for field in line for mark in "\t\n"):
        text = "".join("\t".join(line) + "\n" for line in whole)
        place.replace(path, f"{text}{_END}{digest.of_texts((text,))}".encode(errors="surrogateescape"))
