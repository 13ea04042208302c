"""A finished briefing read back, whichever form it has: its bytes in, the same records out."""

from collections.abc import Mapping
from typing import Any

from briefing.diagnostics import Diagnostic, Failure
from briefing.pdf import readback
from briefing.proof.prove import attachment_findings, evidence_of
from briefing.proof.reading import Reading
from briefing.proof.recount import by_other_rules, recount
from briefing.proof.testimony import testimony
from briefing.web.read import read_html

_HTML = b"<!doctype html"


def form_of(content: bytes) -> str:
    """What it is by its first bytes: `html`, else `pdf`."""
    return "html" if content.lstrip()[: len(_HTML)].lower() == _HTML else "pdf"


def read(content: bytes) -> Reading:
    """Read a PDF or a web page; raises Failure where it is neither, or cannot be read."""
    if form_of(content) == "html":
        return read_html(content.decode("utf-8", "replace")).reading
    return readback.read(content)


def stated(pdf: bytes) -> tuple[Mapping[str, Any], Diagnostic | None]:
    """The evidence that a PDF carries, without a look at its pages, and `other-rules` where it was worked out by other
    rules and amounts to something else by ours; raises Failure where there is none to rely on.
    """
    reading = readback.glance(pdf)
    evidence = evidence_of(reading)
    told = testimony(evidence)
    findings = recount(told).findings
    otherwise = by_other_rules(told, findings)
    if wrong := (*attachment_findings(reading), *(() if otherwise else findings)):
        raise Failure(wrong)
    return evidence, otherwise
