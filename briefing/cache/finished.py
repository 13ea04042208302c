"""Finished PDFs, kept under the digest of all that they were made of: only what has passed every gate is kept.

In: the parts of a draft with their digests, a way to make the file, and the store. Out: the finished briefing, as it
was when it was proved, and why it was made again where it was.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from briefing import digest
from briefing.cache import place, reasons, uptodate
from briefing.cache.store import Store
from briefing.cache.uptodate import Output
from briefing.diagnostics import Diagnostic, Place, Severity
from briefing.editions.edition import Built, Edition
from briefing.project import Project


@dataclass(frozen=True, slots=True)
class Cache:
    """Where finished files of a project are kept, with the digest of the tools that make them."""

    store: Store
    notes: Path
    tools: str

    def briefing(self, topic: str, audience: str, parts: Mapping[str, str], make: Callable[[], Built]) -> Built:
        """The briefing made of `parts`: as it is kept, or made and kept; `because` says which parts are not as before."""
        parts = {**parts, "tools": self.tools}
        note, entry = self.notes / topic / f"{audience}.json", _key(parts)
        built = _recalled(self.store, entry, audience)
        if built is None:
            built = replace(make(), because=reasons.reasons(reasons.read(note), parts))
            _keep(self.store, entry, built)
        reasons.write(note, parts)
        return built


def cache(project: Project, tools: str) -> Cache:
    """The user's cache, for the files of a project."""
    return Cache(Store(place.folder() / "entries"), uptodate.folder(project.root) / "parts", tools)


def outputs(edition: Edition) -> tuple[Output, ...]:
    """What an edition has put into `out/`; nothing where it has warnings, which every build is to repeat."""
    files = (Output(it.audience, f"{it.audience}.pdf", digest.of_bytes(it.pdf)) for it in _silent(edition))
    return (*files, *(Output(it.audience, it.file, digest.of_bytes(it.content)) for it in edition.companions))


def _silent(edition: Edition) -> Iterator[Built]:
    return (built for built in edition.briefings if not built.findings)


def _key(parts: Mapping[str, str]) -> str:
    return digest.of_texts(text for part in sorted(parts.items()) for text in part)


def _recalled(store: Store, key: str, audience: str) -> Built | None:
    entry = store.get(key)
    if entry is None:
        return None
    head, _, pdf = entry.partition(b"\n")
    about: dict[str, Any] = json.loads(head)
    return Built(audience, pdf, about["pages"], about["evidence"], tuple(map(_finding, about["findings"])))


def _keep(store: Store, key: str, built: Built) -> None:
    about = {"pages": built.pages, "evidence": built.evidence, "findings": [asdict(it) for it in built.findings]}
    store.put(key, json.dumps(about, ensure_ascii=False).encode() + b"\n" + built.pdf)


def _finding(kept: dict[str, Any]) -> Diagnostic:
    place = Place(**kept["place"]) if kept["place"] else None
    return Diagnostic(**{**kept, "place": place, "notes": tuple(kept["notes"]), "severity": Severity(kept["severity"])})
