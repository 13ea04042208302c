"""Finished briefings, kept under the digest of all that they were made of: only what has passed every gate is kept.

In: the digests of the parts that something is made of. Out: the finished briefing as it was when it was proved, and why
it was made again where it was.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from briefing import digest
from briefing.cache import place, reasons, uptodate
from briefing.cache.store import Store
from briefing.cache.uptodate import Output
from briefing.diagnostics import Diagnostic, Place, Severity
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

    def _note(self, topic: str, file: str) -> Path:
        return self.notes / topic / f"{file}.json"


def cache(project: Project, tools: str) -> Cache:
    """The user's cache, for the files of a project."""
    return Cache(Store(place.folder() / "entries"), uptodate.folder(project.root) / "parts", tools)


def outputs(edition: Edition) -> tuple[Output, ...]:
    """What an edition has put into `out/`; nothing where it has warnings, which every build is to repeat."""
    files = (Output(it.audience, it.file, digest.of_bytes(it.pdf)) for it in _silent(edition))
    return (*files, *(Output(it.audience, it.file, digest.of_bytes(it.content)) for it in edition.companions))


def _silent(edition: Edition) -> Iterator[Built]:
    return (built for built in edition.briefings if not built.findings)


def _key(file: str, parts: Mapping[str, str]) -> str:
    return digest.of_texts((file, *(text for part in sorted(parts.items()) for text in part)))


# --- entries: what is known about a file in a line, then its bytes --------------------------------------------


def _written(made: Finished) -> bytes:
    about: dict[str, object]
    if isinstance(made, Companion):
        content, about = made.content, {"form": made.form, "stamp": asdict(made.stamp), "figures": made.figures}
    else:
        content, findings = made.pdf, [asdict(it) for it in made.findings]
        about = {"pages": made.pages, "evidence": made.evidence, "findings": findings}
    return json.dumps({"audience": made.audience, **about}, ensure_ascii=False).encode() + b"\n" + content


def _read(entry: bytes) -> Finished:
    head, _, content = entry.partition(b"\n")
    about: dict[str, Any] = json.loads(head)
    if "form" in about:
        return Companion(about["audience"], about["form"], content, Stamp(**about["stamp"]), about["figures"])
    findings = tuple(map(_finding, about["findings"]))
    return Built(about["audience"], content, about["pages"], about["evidence"], findings)


def _finding(kept: dict[str, Any]) -> Diagnostic:
    place = Place(**kept["place"]) if kept["place"] else None
    return Diagnostic(**{**kept, "place": place, "notes": tuple(kept["notes"]), "severity": Severity(kept["severity"])})
