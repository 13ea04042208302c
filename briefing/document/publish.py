"""A draft to what is read on a screen: made, read back, and held against its evidence before anyone gets it."""

from collections.abc import Callable, Mapping

from briefing.diagnostics import Failure
from briefing.document import web
from briefing.document.draft import Draft
from briefing.document.evidence import as_printed
from briefing.document.htmlread import digest, read_html
from briefing.document.hypertext import hangs_together
from briefing.document.prove import evidence_of, prove
from briefing.document.shelf import Shelf
from briefing.document.withheld import Withheld, leaks


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


#: What makes each form but PDF, by the ending of its file.
PUBLISHERS: Mapping[str, Callable[[Draft, Shelf, Mapping[str, str]], bytes]] = {"html": web_page}
