"""One build of a topic: what it is named after, what it consists of, and how it reaches `out/`.

In: a project, a topic and its finished PDFs. Out: the same on disk, each file replaced whole, with a `manifest.json`.
An edition is named by its newest source date and a hash of what went into it, never by today: of what the audience's
briefing prints and rests on, not of what else the topic holds, so that a changed fact makes new editions for those alone
who read of it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from briefing import __version__
from briefing.base import digest
from briefing.diagnostics import Diagnostic
from briefing.document.draft import Draft
from briefing.editions import kept, manifest
from briefing.editions.kept import Standing
from briefing.project import PACKAGED_TEMPLATES, Project, alone_in, clear_up, replace_file

PDF = "pdf"
#: What a briefing can be built to, by the ending of its file.
FORMS = (PDF, "html", "md", "txt")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What went into a briefing: the edition's name, and the hashes (SHA-256, hex) of its part of the dataset, worded
    and drawn, of the templates, and of the brand, which is empty where the project has none.
    """

    edition: str
    dataset: str
    templates: str
    brand: str = ""
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Built:
    """One finished PDF: its pages, the evidence in it, and warnings; `earlier` is the PDF that stands in its place.

    `new` is False where that one is the very same; `because` says why it was made again, and is empty where it was not.
    """

    audience: str
    pdf: bytes
    pages: int
    evidence: Mapping[str, Any]
    findings: tuple[Diagnostic, ...] = ()
    earlier: Standing | None = None
    new: bool = True
    because: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.audience}.{PDF}"

    @property
    def content(self) -> bytes:
        """The bytes of its file."""
        return self.pdf

    @property
    def edition(self) -> str:
        """The name of its edition."""
        return str(self.evidence["origin"]["edition"])

    @property
    def figures(self) -> int:
        """How many figures it prints."""
        return manifest.figures(self.evidence)

    @property
    def facts(self) -> int:
        """How many facts and derivations they rest on."""
        return manifest.facts(self.evidence)


@dataclass(frozen=True, slots=True)
class Companion:
    """A finished briefing in another form than PDF, such as `html`; `new` is False where the same stands there.

    `because` is as for a PDF.
    """

    audience: str
    form: str
    content: bytes
    stamp: Stamp
    figures: int
    new: bool = True
    because: tuple[str, ...] = ()

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.audience}.{self.form}"


Finished = Built | Companion


@dataclass(frozen=True, slots=True)
class Edition:
    """The finished PDFs of one topic, and the same in other forms; `passing`: what they replace may be a mere try, and is
    kept only where it is what they follow.
    """

    topic: str
    briefings: tuple[Built, ...]
    companions: tuple[Companion, ...] = ()
    passing: bool = False


def stamp(project: Project, draft: Draft) -> Stamp:
    """What a draft and the files of the templates amount to."""
    data = digest.of_texts(text for part in draft.parts().items() for text in part)
    templates = digest.of_folders((PACKAGED_TEMPLATES, project.templates))
    brand = draft.composition.look.brand
    content = digest.of_texts((__version__, data, templates, *([brand] if brand else [])))
    return Stamp(f"{draft.composition.date}-{content[:8]}", data, templates, brand)


def other_inputs(origin: Mapping[str, Any], stamp: Stamp) -> tuple[Diagnostic, ...]:
    """A finding for each part of what a PDF was made of (`origin`, from its evidence) that is not the one here."""
    return tuple(
        Diagnostic(
            "other-input",
            f"the file was made of another {part} than the one here",
            notes=(f"in the file: {origin.get(part) or 'none'!s:.16}", f"here: {getattr(stamp, part) or 'none':.16}"),
            help="check out the commit that it was built from, or build it again",
        )
        for part in ("version", "dataset", "templates", "brand")
        if origin.get(part, "") != getattr(stamp, part)
    )


def other_bytes() -> Diagnostic:
    """The finding where the same input gives another file."""
    advice = "the file was edited, or a library has another version; compare `briefing doctor` on both machines"
    return Diagnostic("other-bytes", "the file differs from what the same input gives here", help=advice)


def write(project: Project, edition: Edition) -> Edition:
    """Keep what is replaced, replace it, then the manifest; gives the edition back, with what is new in it.

    A file that is the same already is left alone. Whoever is stopped in between leaves whole files, each with its own
    evidence, and what is said again does no harm. Builds that run side by side write one after the other. Raises Failure
    `outside-project` where a link leads out of `out`.
    """
    with alone_in(project.out):
        return _written(project, edition)


def _written(project: Project, edition: Edition) -> Edition:
    folder = project.out / edition.topic
    project.demand_in_out(folder)
    for there in (folder, *folder.glob(f"{kept.EDITIONS}/*")):
        clear_up(there)
    fresh = [it for it in edition.briefings if _standing_bytes(folder / it.file) != it.pdf]
    others = [it for it in edition.companions if _standing_bytes(folder / it.file) != it.content]
    for built in fresh:
        earlier = built.earlier if edition.passing else _earlier(project, edition.topic, built)
        if earlier and earlier.edition != built.edition:
            kept.keep(project, earlier)
    finished: tuple[Finished, ...] = (*fresh, *others)
    for made in finished:
        replace_file(folder / made.file, made.content)
    manifest.update(
        folder,
        edition.topic,
        {it.audience: manifest.entry(it.audience, it.pdf, it.evidence) for it in edition.briefings},
        {it.file: manifest.companion(it.audience, it.content, asdict(it.stamp)) for it in edition.companions},
    )
    return replace(
        edition,
        briefings=tuple(replace(built, new=built in fresh) for built in edition.briefings),
        companions=tuple(replace(it, new=it in others) for it in edition.companions),
    )


def _earlier(project: Project, topic: str, built: Built) -> Standing | None:
    """The PDF that stands in a briefing's place; another build may have put one there since this one looked."""
    pdf = _standing_bytes(kept.path_of(project, topic, built.audience))
    same = built.earlier and built.earlier.pdf == pdf
    return built.earlier if same or pdf is None else kept.standing(project, topic, built.audience)


def companion_path(project: Project, topic: str, audience: str, form: str) -> Path:
    """Where the briefing of an audience stands in a form such as `html`."""
    return project.out / topic / f"{audience}.{form}"


def _standing_bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
