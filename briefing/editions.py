"""One build of a topic: what it is named after, what it consists of, and how it reaches `out/`.

In: a project, a topic and its finished PDFs. Out: the same on disk, each file replaced whole, with a `manifest.json`.
An edition is named by its newest source date and a hash of what went in, never by today.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing import __version__
from briefing.dataset.facts import Dataset
from briefing.diagnostics import Diagnostic
from briefing.document.compose import edition_date
from briefing.project import PACKAGED_TEMPLATES, Project, replace_file

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What went into a build: the edition's name, and the hashes (SHA-256, hex) of dataset and templates."""

    edition: str
    dataset: str
    templates: str
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Built:
    """One finished PDF: its pages, the evidence in it, and warnings."""

    audience: str
    pdf: bytes
    pages: int
    evidence: Mapping[str, Any]
    findings: tuple[Diagnostic, ...] = ()

    @property
    def figures(self) -> int:
        """How many figures it prints."""
        return len(self.evidence["printed"])

    @property
    def facts(self) -> int:
        """How many facts and derivations they rest on."""
        return len({item["ref"] for item in self.evidence["printed"]})


@dataclass(frozen=True, slots=True)
class Edition:
    """The finished PDFs of one topic."""

    topic: str
    stamp: Stamp
    briefings: tuple[Built, ...]


def stamp(project: Project, topic: str, dataset: Dataset) -> Stamp:
    """What the files of a topic and of the templates amount to."""
    data = _digest((project.data / topic,))
    templates = _digest((PACKAGED_TEMPLATES, project.templates))
    content = hashlib.sha256(f"{__version__} {data} {templates}".encode()).hexdigest()
    return Stamp(f"{edition_date(dataset.sources.values()).text}-{content[:8]}", data, templates)


def other_inputs(origin: Mapping[str, Any], stamp: Stamp) -> tuple[Diagnostic, ...]:
    """A finding for each part of what a PDF was made of (`origin`, from its evidence) that is not the one here."""
    return tuple(
        Diagnostic(
            "other-input",
            f"the PDF was made of another {part} than the one here",
            notes=(f"in the PDF: {str(origin.get(part))[:16]}", f"here: {getattr(stamp, part)[:16]}"),
            help="check out the commit that it was built from, or build it again",
        )
        for part in ("version", "dataset", "templates")
        if origin.get(part) != getattr(stamp, part)
    )


def other_bytes() -> Diagnostic:
    """The finding where the same input gives another file."""
    advice = "the file was edited, or a library has another version; compare `briefing doctor` on both machines"
    return Diagnostic("other-bytes", "the PDF differs from what the same input gives here", help=advice)


def write(project: Project, edition: Edition) -> Edition:
    """Replace the PDFs of an edition, then the manifest that names them; gives the edition back."""
    folder = project.out / edition.topic
    for built in edition.briefings:
        replace_file(folder / f"{built.audience}.pdf", built.pdf)
    replace_file(folder / MANIFEST, _manifest(folder, edition))
    return edition


def path_of(project: Project, topic: str, audience: str) -> Path:
    """Where the PDF of an audience stands."""
    return project.out / topic / f"{audience}.pdf"


def _manifest(folder: Path, edition: Edition) -> bytes:
    """What `out/` holds after this build; what it does not touch is kept as it was."""
    entries = {**_entries(folder), **{built.audience: _entry(built, edition.stamp) for built in edition.briefings}}
    content = {"topic": edition.topic, "briefings": dict(sorted(entries.items()))}
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _entries(folder: Path) -> Mapping[str, object]:
    """The entries of the manifest as it is; of one that cannot be read, none."""
    try:
        entries = json.loads((folder / MANIFEST).read_bytes())["briefings"]
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    kept = entries.items() if isinstance(entries, dict) else ()
    return {name: entry for name, entry in kept if (folder / f"{name}.pdf").is_file()}


def _entry(built: Built, stamp: Stamp) -> dict[str, object]:
    return {
        "file": f"{built.audience}.pdf",
        "sha256": hashlib.sha256(built.pdf).hexdigest(),
        "edition": stamp.edition,
        "dataset": stamp.dataset,
        "templates": stamp.templates,
        "version": stamp.version,
        "pages": built.pages,
        "figures": built.figures,
        "facts": built.facts,
    }


def _digest(folders: Iterable[Path]) -> str:
    """A hash over the names and contents of the files in `folders`, the same in any place and order of reading."""
    total = hashlib.sha256()
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")):
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    return total.hexdigest()
