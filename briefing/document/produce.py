"""A composition to a finished file: rendered, given its evidence, and held against it before anyone gets it."""

from briefing import look
from briefing.dataset.facts import Dataset, Facts
from briefing.diagnostics import Failure
from briefing.document.compose import Composition
from briefing.document.evidence import as_bytes, evidence
from briefing.document.finish import Metadata, attach, finish
from briefing.document.locate import located
from briefing.document.prove import evidence_of, prove
from briefing.document.readback import read, read_again
from briefing.document.reading import Reading
from briefing.document.render import Rendered, render
from briefing.document.shelf import Shelf

AUTHOR = "briefing"


def produce(
    composition: Composition, dataset: Dataset, facts: Facts, shelf: Shelf, origin: dict[str, str]
) -> tuple[bytes, Rendered]:
    """The finished PDF and how it was rendered; raises Failure with everything that a gate found.

    `origin` is what the build was made from: edition, version and hashes.
    """
    style = look.look_for()
    rendered = render(composition.html, composition.sheets, composition.images, shelf.data, (style.serif, style.sans))
    content = evidence(
        dataset,
        facts,
        composition.emissions,
        composition.derivations,
        composition.statements,
        composition.sources,
        composition.drawings,
    )
    about = {"audience": composition.audience, "lang": composition.lang, "origin": origin}
    pages = finish(rendered.pdf, _metadata(composition))
    reading = read(pages)
    pdf = attach(pages, as_bytes(located({**content, **about}, reading)), composition.date)
    _gate(read_again(reading, pdf))
    return pdf, rendered


def _gate(reading: Reading) -> None:
    """Raise Failure with all that the proof finds wrong."""
    proof = prove(reading, evidence_of(reading))
    if proof.findings:
        raise Failure(proof.findings)


def _metadata(composition: Composition) -> Metadata:
    return Metadata(
        title=composition.title,
        author=AUTHOR,
        subject=composition.subject,
        keywords=(composition.topic, composition.audience),
        lang=composition.lang,
        date=composition.date,
    )
