"""What can be learnt from a finished briefing alone: whether it is proved, what a number in it rests on, its evidence.

In: the bytes of a PDF or a web page. Out: lines to print and findings. No project is needed, and nothing of one is read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.diagnostics import Report
from briefing.document.finished import read
from briefing.document.prove import EVIDENCE_NAME, Proof, evidence_of, prove
from briefing.document.reading import Reading
from briefing.document.why import why as ask


@dataclass(frozen=True, slots=True)
class Examined:
    """A briefing as it was read back, the evidence in it, and what holding one against the other gave."""

    reading: Reading
    evidence: Mapping[str, Any]
    proof: Proof


def audit(content: bytes) -> Report:
    """Hold a briefing against the evidence in it; raises Failure where it is none of ours or cannot be read."""
    examined = examine(content)
    return Report((_about(examined.evidence), *_counts(examined.proof)), examined.proof.findings)


def examine(content: bytes) -> Examined:
    """The same, with all that was read; raises Failure as `audit` does."""
    reading = read(content)
    evidence = evidence_of(reading)
    return Examined(reading, evidence, prove(reading, evidence))


def _about(evidence: Mapping[str, Any]) -> str:
    edition = evidence.get("origin", {}).get("edition", "unknown")
    return f"{evidence.get('topic', {}).get('title')}, for {evidence.get('audience')}, edition {edition}"


def _counts(proof: Proof) -> Iterator[str]:
    width = max((len(kind) for kind in proof.counts), default=0)
    for kind, count in proof.counts.items():
        yield f"  {kind:<{width}}  {count:>6}"
    state = "not proved" if proof.findings else "proved"
    yield f"{state}: {len(proof.sightings)} numerals found, {proof.emitted} figures printed by the build"


def why(content: bytes, text: str, page: int | None = None) -> tuple[str, ...]:
    """What the printed number `text` rests on, as lines; raises Failure `not-printed` (status 2)."""
    reading = read(content)
    return ask(reading, evidence_of(reading), text, page)


def extract(content: bytes) -> bytes:
    """The evidence as it is attached, JSON in UTF-8; raises Failure where there is none."""
    reading = read(content)
    evidence_of(reading)
    return reading.attachments[EVIDENCE_NAME].content
