"""Finished briefings, kept under the digest of all that they were made of: only what has passed every gate is kept.

In: the digests of the parts that something is made of. Out: the finished briefing as it was when it was proved, and why
it was made again where it was.
"""

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from briefing.base import digest
from briefing.cache import findings, place, reasons, record
from briefing.cache.record import Outputs
from briefing.cache.store import Store
from briefing.editions.edition import Built, Companion, Edition, Finished, Stamp
from briefing.project import Project


@dataclass(frozen=True, slots=True)
class Cache:
    """Where finished files of a project are kept, with the digest of the tools that make them."""

    store: Store
    notes: Path
    tools: str

    def recall(self, topic: str, file: str, parts: Mapping[str, str]) -> Finished | None:
        """The `file` of a topic that was made of `parts`, as it is kept."""
        parts = {**parts, "tools": self.tools}
        entry = self.store.get(_key(file, parts))
        if entry is None:
            return None
        reasons.write(self._note(topic, file), parts)
        return _read(entry)

    def keep(self, topic: str, file: str, parts: Mapping[str, str], made: Finished) -> Finished:
        """Keep what was made of `parts`; gives it back with the parts that are not as before in `because`."""
        parts, note = {**parts, "tools": self.tools}, self._note(topic, file)
        self.store.put(_key(file, parts), _written(made))
        again = replace(made, because=reasons.reasons(reasons.read(note), parts))
        reasons.write(note, parts)
        return again

    def trim(self) -> None:
        """Keep what is kept within its bound, and nothing that a killed build left behind."""
        for folder in (self.store.folder, self.notes.parent):
            place.clear_up(str(folder))
        self.store.trim()

    def _note(self, topic: str, file: str) -> Path:
        return self.notes / topic / f"{file}.json"


def cache(project: Project, tools: str) -> Cache:
    """The user's cache, for the files of a project."""
    return Cache(Store(Path(place.folder(), "entries")), Path(record.folder(project.root), "parts"), tools)


def remember(  # the parts of a record
    project: Project,
    edition: Edition,
    before: Mapping[str, str],
    brand: Iterable[str],
    audiences: Iterable[str],
    days: tuple[str, str],
) -> None:
    """Write down what a build of a topic made; `before` is what went in, as it was when the build began, the others as in
    `Record`.

    Outputs of an earlier build that was made of the very same stay on record.
    """
    path, outputs = os.path.join(record.folder(project.root), edition.topic), _outputs(edition)
    earlier = record.read(path)
    if earlier and (earlier.inputs, earlier.days) == (before, days):
        outputs = {**earlier.outputs, **outputs}
    lines = [
        ("folders", str(project.data), str(project.templates), str(project.out)),
        ("forms", *project.forms),
        ("brand", *brand),
        ("audiences", *audiences),
        ("days", *days),
        *(("input", *item) for item in before.items()),
        *(("output", name, *about) for name, about in outputs.items()),
    ]
    record.write(path, lines)


def _outputs(edition: Edition) -> Outputs:
    briefings = {it.file: (digest.of_bytes(it.pdf), *map(findings.line, it.findings)) for it in edition.briefings}
    return {**briefings, **{it.file: (digest.of_bytes(it.content),) for it in edition.companions}}


def _key(file: str, parts: Mapping[str, str]) -> str:
    return digest.of_texts((file, *(text for part in sorted(parts.items()) for text in part)))


# --- entries: what is known about a file in a line, then its bytes --------------------------------------------


def _written(made: Finished) -> bytes:
    about: dict[str, object]
    if isinstance(made, Companion):
        content, about = made.content, {"form": made.form, "stamp": asdict(made.stamp), "figures": made.figures}
    else:
        content, told = made.pdf, [findings.plain(it) for it in made.findings]
        about = {"pages": made.pages, "evidence": made.evidence, "findings": told}
    return json.dumps({"audience": made.audience, **about}, ensure_ascii=False).encode() + b"\n" + content


def _read(entry: bytes) -> Finished:
    head, _, content = entry.partition(b"\n")
    about: dict[str, Any] = json.loads(head)
    if "form" in about:
        return Companion(about["audience"], about["form"], content, Stamp(**about["stamp"]), about["figures"])
    told = tuple(map(findings.finding, about["findings"]))
    return Built(about["audience"], content, about["pages"], about["evidence"], told)
