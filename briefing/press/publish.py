"""A draft to what is read on a screen: made, read back, and held against its evidence before anyone gets it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from briefing.diagnostics import Failure
from briefing.document.draft import Draft
from briefing.document.evidence import as_printed
from briefing.proof.prove import evidence_of, prove
from briefing.proof.reading import Reading
from briefing.proof.withheld import Withheld, leaks
from briefing.shelf import Shelf
from briefing.text import write as made
from briefing.text.proof import prove_text
from briefing.text.read import read_markdown, read_plain
from briefing.web import page as web
from briefing.web.hypertext import hangs_together
from briefing.web.read import digest, read_html


def web_page(draft: Draft, shelf: Shelf, origin: Mapping[str, str]) -> bytes:
    """The finished web page; raises Failure with everything that a gate found. `origin` is as for a PDF."""
    page = web.page(draft.composition, shelf)
    seal = {"count": 0, "digest": digest(page)}
    told = {**draft.told(origin), "printed": as_printed(draft.composition.web.emissions), "pages": seal}
    text = web.attach(page, told)
    check(text, draft.kept)
    return text.encode()


def check(text: str, kept: Withheld) -> None:
    """Raise Failure with all that the proof finds wrong, what the file should not hold, and what does not hold it."""
    read = read_html(text)
    proof = prove(read.reading, evidence_of(read.reading))
    findings = (*hangs_together(read), *proof.findings, *leaks(read.reading, kept))
    if findings:
        raise Failure(findings)


def markdown(draft: Draft, shelf: Shelf, origin: Mapping[str, str]) -> bytes:  # noqa: ARG001  # as every publisher
    """The finished briefing as Markdown; raises Failure with everything that a gate found."""
    text = made.markdown(draft.composition.text.html)
    check_text(read_markdown(text), draft, origin)
    return text.encode()


def plain_text(draft: Draft, shelf: Shelf, origin: Mapping[str, str]) -> bytes:
    """The finished briefing as plain text; raises Failure with everything that a gate found."""
    text = made.plain(markdown(draft, shelf, origin).decode())
    check_text(read_plain(text), draft, origin)
    return text.encode()


def check_text(reading: Reading, draft: Draft, origin: Mapping[str, str]) -> None:
    """Raise Failure with all that is wrong with a text edition as read back.

    Nothing is drawn in it, so the texts of charts are not among what it prints.
    """
    spoken = [replace(it, where="text") for it in draft.composition.text.emissions if it.where != "chart"]
    told = {**draft.told(origin), "printed": as_printed(spoken), "charts": {}, "pages": {"digest": reading.digest}}
    findings = (*prove_text(reading, told), *leaks(reading, draft.kept))
    if findings:
        raise Failure(findings)


#: What makes each form but PDF, by the ending of its file.
PUBLISHERS: Mapping[str, Callable[[Draft, Shelf, Mapping[str, str]], bytes]] = {
    "html": web_page,
    "md": markdown,
    "txt": plain_text,
}
