"""What can be learnt from a finished PDF alone: whether it is proved, what a number in it rests on, its evidence.

In: the bytes of a PDF. Out: lines to print and findings. No project is needed, and nothing of one is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from briefing.diagnostics import Diagnostic
from briefing.document.prove import EVIDENCE_NAME, Proof, evidence_of, prove
from briefing.document.readback import read


@dataclass(frozen=True, slots=True)
class Audit:
    """The proof of a PDF as lines of text, and what is wrong with it."""

    lines: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


def audit(pdf: bytes) -> Audit:
    """Hold a PDF against the evidence in it; raises Failure where it is no PDF of ours or cannot be read."""
    reading = read(pdf)
    evidence = evidence_of(reading)
    proof = prove(reading, evidence)
    origin = evidence.get("origin", {})
    about = f"{evidence.get('topic')}, for {evidence.get('audience')}, edition {origin.get('edition', 'unknown')}"
    return Audit((about, *_counts(proof)), proof.findings)


def _counts(proof: Proof) -> Iterator[str]:
    width = max((len(kind) for kind in proof.counts), default=0)
    for kind, count in proof.counts.items():
        yield f"  {kind:<{width}}  {count:>6}"
    state = "proved" if not proof.findings else "NOT proved"
    yield f"{state}: {len(proof.sightings)} numerals found, {proof.emitted} figures printed by the build"


def extract(pdf: bytes) -> bytes:
    """The evidence as it is attached; raises Failure where there is none."""
    reading = read(pdf)
    evidence_of(reading)
    return reading.attachments[EVIDENCE_NAME].content
