"""What stands in `out/`, and the earlier editions kept beside it: PDFs found, read, and kept before they are replaced.

In: a project, a topic, an audience or the name of an edition. Out: `Standing` PDFs with the evidence in them. Each is
`out/<topic>/<audience>.pdf` or `out/<topic>/editions/<edition>/<audience>.pdf`.
"""

import hashlib
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from briefing.diagnostics import Diagnostic, Failure, Place, Severity, unknown
from briefing.editions import manifest
from briefing.project import Project, read_whole, replace_file
from briefing.proof.reading import LARGEST

EDITIONS = "editions"
#: The name of an edition becomes the name of a folder, and comes from a file.
_NAME = re.compile(r"[0-9a-z](?:[0-9a-z-]{0,98}[0-9a-z])?")


@dataclass(frozen=True, slots=True)
class Standing:
    """A finished PDF as it stands on disk, whose briefing it is, and the evidence in it, as it is stated there.

    `otherwise` says that it was worked out by other rules than ours, by which it amounts to something else.
    """

    topic: str
    audience: str
    edition: str
    path: Path
    pdf: bytes
    evidence: Mapping[str, Any]
    otherwise: Diagnostic | None = None

    @property
    def sha256(self) -> str:
        """The hash of the file, hex."""
        return hashlib.sha256(self.pdf).hexdigest()


def content(path: Path, shown: str = "") -> bytes:
    """The bytes of a finished file, as messages name it; raises Failure where it is too large, a pipe or a device."""
    return read_whole(path, shown or str(path), LARGEST, "print less in one briefing, or use smaller pictures")


def path_of(project: Project, topic: str, audience: str) -> Path:
    """Where the PDF of an audience stands."""
    return project.out / topic / f"{audience}.pdf"


def folder_of(project: Project, topic: str, edition: str) -> Path:
    """Where an earlier edition is kept; raises Failure where that is no name of one."""
    _demand_name(edition)
    return project.out / topic / EDITIONS / edition


def standing(project: Project, topic: str, audience: str) -> Standing | None:
    """The PDF that a build would replace, or None; raises Failure `unreadable-edition` where it cannot be read.

    It is not passed over: the next edition would say that it is the first, and the file would be lost.
    """
    path = path_of(project, topic, audience)
    if not path.is_file():
        return None
    try:
        found = as_stated(path)
    except Failure as failure:
        raise Failure(
            _unreadable(project, path, cause.message, *cause.notes) for cause in failure.diagnostics
        ) from None
    if (found.topic, found.audience) != (topic, audience):
        whose = f"it is the briefing on `{found.topic}` for `{found.audience}`"
        raise Failure([_unreadable(project, path, whose)])
    return found


def read(path: Path) -> Standing:
    """The briefing in a file; raises Failure where it is none, is damaged, or its evidence does not follow."""
    try:
        return _ours(as_stated(path))
    except Failure as failure:
        told = (replace(it, place=it.place or Place(str(path))) for it in failure.diagnostics)
        raise Failure(told, status=failure.status) from None


def _ours(found: Standing) -> Standing:
    """The same; raises Failure `other-rules` where it was worked out by other rules than ours."""
    if found.otherwise:
        raise Failure([replace(found.otherwise, place=Place(str(found.path)))])
    return found


def as_stated(path: Path) -> Standing:
    """The same, but of other rules as well; raises Failure where it is none, is damaged, or its evidence was edited."""
    from briefing.press.finished import stated  # loads pikepdf

    pdf = content(path)
    evidence, otherwise = stated(pdf)
    origin = evidence.get("origin")
    edition = str(origin.get("edition")) if isinstance(origin, dict) else ""
    _demand_name(edition)
    return Standing(
        str(evidence["topic"]["id"]), str(evidence.get("audience")), edition, path, pdf, evidence, otherwise
    )


@dataclass(frozen=True, slots=True)
class Survey:
    """Every briefing in `out/`, those that stand before those that are kept; and a warning for each unreadable file."""

    found: tuple[Standing, ...]
    findings: tuple[Diagnostic, ...]


def survey(project: Project) -> Survey:
    """Read everything that stands and that is kept."""
    found: list[Standing] = []
    findings: list[Diagnostic] = []
    for path in _files(project):
        try:
            found.append(as_stated(path))
        except Failure as failure:
            told = (_unreadable(project, path, cause.message, *cause.notes) for cause in failure.diagnostics)
            findings += (replace(finding, severity=Severity.WARNING) for finding in told)
    return Survey(tuple(found), tuple(findings))


def _files(project: Project) -> Iterator[Path]:
    for folder in sorted(path for path in project.out.glob("*") if path.is_dir()):
        yield from (*sorted(folder.glob("*.pdf")), *sorted((folder / EDITIONS).glob("*/*.pdf")))


def find(project: Project, name: str, audiences: Collection[str] = ()) -> tuple[Standing, ...]:
    """The PDFs of the edition with this name, or one an audience that begins so; of these `audiences` if there are any.

    Raises Failure (status 2): `unknown-edition`, or `ambiguous-edition` where several of one audience begin so.
    """
    there = survey(project)
    known = [it for it in there.found if not audiences or it.audience in audiences]
    found = [it for it in known if it.edition == name] or [it for it in known if it.edition.startswith(name)]
    if not found:
        raise Failure([*there.findings, _missing(name, {it.edition for it in known}, audiences)], status=2)
    editions = dict.fromkeys((it.topic, it.audience, it.edition) for it in found)
    if len({audience for _, audience, _ in editions}) < len(editions):
        notes = tuple(f"`{edition}` of `{topic}` for `{audience}`" for topic, audience, edition in editions)
        help_ = "give more of its name, or the path of its folder or PDF"
        message = f"several editions begin with `{name}`"
        raise Failure([Diagnostic("ambiguous-edition", message, notes=notes, help=help_)], status=2)
    return tuple({it.audience: _ours(it) for it in reversed(found)}.values())[::-1]


def _missing(name: str, known: Collection[str], audiences: Collection[str]) -> Diagnostic:
    message = f"no edition begins with `{name}`"
    if known:
        return unknown("edition", name, known, what=message)
    whose = " for " + ", ".join(f"`{it}`" for it in sorted(audiences)) if audiences else ""
    note = f"none is there to read yet{whose}"
    return Diagnostic("unknown-edition", message, notes=(note,), help="`briefing build` makes one")


def keep(project: Project, earlier: Standing) -> None:
    """Keep a PDF that is about to be replaced, under the name of its edition."""
    folder = folder_of(project, earlier.topic, earlier.edition)
    project.demand_in_out(folder)
    target = folder / f"{earlier.audience}.pdf"
    if not target.is_file() or target.read_bytes() != earlier.pdf:
        replace_file(target, earlier.pdf)
    entry = manifest.entry(earlier.audience, earlier.pdf, earlier.evidence)
    manifest.update(folder, earlier.topic, {earlier.audience: entry})


def _demand_name(edition: str) -> None:
    if not _NAME.fullmatch(edition):
        raise Failure([Diagnostic("damaged-evidence", f"the attached evidence names no edition, but `{edition[:40]}`")])


def uncompared(project: Project, earlier: Standing) -> Diagnostic:
    """The warning for an edition that a new one is not compared with, because other rules gave it."""
    assert earlier.otherwise
    place = Place(project.shown(folder_of(project, earlier.topic, earlier.edition) / f"{earlier.audience}.pdf"))
    advice = "nothing is to be done: it is kept, and the next edition is compared with the one that was built now"
    message = f"the edition before is not compared with: {earlier.otherwise.message}"
    return replace(earlier.otherwise, severity=Severity.WARNING, place=place, message=message, help=advice)


def _unreadable(project: Project, path: Path, why: str, *notes: str) -> Diagnostic:
    return Diagnostic(
        "unreadable-edition",
        f"the earlier edition cannot be read: {why}",
        Place(project.shown(path)),
        notes=notes,
        help="put a sound copy of it there, or move it away: the next edition is then compared with none",
    )
