"""A draft to a finished file: rendered, given its evidence, and held against it before anyone gets it."""

from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from briefing.diagnostics import Diagnostic, Failure
from briefing.document.compose import Composition
from briefing.document.draft import Draft
from briefing.document.evidence import as_bytes
from briefing.pdf.access import access
from briefing.pdf.breaks import breaks
from briefing.pdf.conform import conform
from briefing.pdf.finish import Metadata, attach, finish
from briefing.pdf.legible import illegible
from briefing.pdf.pages import Pages
from briefing.pdf.readback import read, read_again
from briefing.pdf.render import render
from briefing.proof.locate import located
from briefing.proof.prove import evidence_of, prove
from briefing.proof.reading import Reading
from briefing.proof.withheld import Withheld, leaks
from briefing.shelf import Shelf

AUTHOR = "briefing"


@dataclass(frozen=True, slots=True)
class Produced:
    """A finished and proved PDF, how many pages it has, the evidence in it, and warnings."""

    pdf: bytes
    pages: int
    evidence: Mapping[str, Any]
    findings: tuple[Diagnostic, ...]


def set_pages(draft: Draft, shelf: Shelf) -> Pages:
    """The pages of a draft; raises Failure with all that is wrong with what they show."""
    composition = draft.composition
    pages = render(composition.html, composition.sheets, composition.images, shelf.data, composition.look.families)
    return replace(pages, pdf=finish(pages.pdf, _metadata(composition)))


def proved(draft: Draft, pages: Pages, origin: Mapping[str, str]) -> Produced:
    """Pages with their evidence, held against it by every gate; raises Failure with everything that one found.

    `origin` is what the build was made from: edition, version and hashes.
    """
    composition = draft.composition
    reading = read(pages.pdf)
    attached = located(draft.told(origin), reading)
    pdf = attach(pages.pdf, as_bytes(attached), composition.date, composition.lang)
    with ThreadPoolExecutor(1) as beside:  # the validator of the standards lets Python go on
        looking = beside.submit(_looked_through, pdf, reading, draft.kept, composition.languages)
        standards = conform(pdf)
        wrong, loose = looking.result()
    if findings := (*wrong, *standards):
        raise Failure(findings)
    return Produced(pdf, pages.count, attached, (*composition.findings, *pages.findings, *loose))


def _looked_through(
    pdf: bytes, before: Reading, kept: Withheld, languages: Iterable[str]
) -> tuple[tuple[Diagnostic, ...], tuple[Diagnostic, ...]]:
    """All that is wrong with a file that was read before its evidence was attached, and warnings.

    Wrong is what the proof finds, what the file should not hold, and what keeps somebody from reading it.
    """
    reading = read_again(before, pdf)
    proof = prove(reading, evidence_of(reading)).findings
    unread = (*access(pdf, reading, languages), *illegible(reading))
    return (*proof, *leaks(reading, kept), *unread), tuple(breaks(reading))


def _metadata(composition: Composition) -> Metadata:
    return Metadata(
        title=composition.title,
        author=composition.look.publisher or AUTHOR,
        subject=composition.subject,
        keywords=(composition.topic, composition.audience),
        lang=composition.lang,
        date=composition.date,
    )
