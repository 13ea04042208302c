"""What can be learnt from a finished briefing alone: whether it is proved, what a number in it rests on, its evidence.

In: the bytes of a PDF or a web page. Out: lines to print, findings, evidence. No project is needed, and nothing of one
is read.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.dataset.facts import Status
from briefing.diagnostics import Diagnostic, Report, counted
from briefing.editions import manifest
from briefing.press.finished import read
from briefing.proof.prove import EVIDENCE_NAME, Proof, evidence_of, prove
from briefing.proof.reading import Reading
from briefing.proof.why import why as ask


@dataclass(frozen=True, slots=True)
class Examined:
    """A briefing as it was read back, its evidence, what holding one against the other gave; its hash (SHA-256, hex)."""

    reading: Reading
    evidence: Mapping[str, Any]
    proof: Proof
    sha256: str

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What is wrong; none where the PDF is proved."""
        return self.proof.findings

    @property
    def topic(self) -> str:
        """The id of its topic."""
        return str(self.evidence.get("topic", {}).get("id"))

    @property
    def audience(self) -> str:
        """The id of its audience."""
        return str(self.evidence.get("audience"))

    @property
    def pages(self) -> int:
        """How many pages it has; none where it is a web page."""
        return self.reading.pages

    @property
    def figures(self) -> int:
        """How many figures it prints, as the manifest counts them."""
        return manifest.figures(self.evidence)

    @property
    def edition(self) -> str:
        """The name of its edition."""
        return str(self.evidence.get("origin", {}).get("edition", "unknown"))

    @property
    def disputed(self) -> tuple[str, ...]:
        """The ids of the facts it prints whose sources disagree."""
        facts = self.evidence["facts"]
        printed = dict.fromkeys(item["ref"] for item in self.evidence["printed"])
        return tuple(ref for ref in printed if facts.get(ref, {}).get("status") == Status.DISPUTED)

    @property
    def lines(self) -> tuple[str, ...]:
        """What it is, how many numerals of each kind there are, and whether it is proved."""
        counts, state = self.proof.counts, "not proved" if self.findings else "proved"
        found, printed = counted(len(self.proof.sightings), "numeral"), counted(self.figures, "figure")
        width = max(map(len, counts), default=0)
        return (
            f"{self.evidence.get('topic', {}).get('title')}, for {self.audience}, edition {self.edition}",
            *(f"  {kind:<{width}}  {count:>6}" for kind, count in counts.items()),
            f"{state}: {found} found, {printed} printed by the build",
        )


def audit(content: bytes) -> Report:
    """Hold a briefing against the evidence in it; raises Failure where it is none of ours or cannot be read."""
    examined = examine(content)
    return Report(examined.lines, examined.findings)


def examine(content: bytes) -> Examined:
    """The same, with all that was read; raises Failure as `audit` does."""
    reading = read(content)
    evidence = evidence_of(reading)
    return Examined(reading, evidence, prove(reading, evidence), hashlib.sha256(content).hexdigest())


def why(content: bytes, text: str, page: int | None = None) -> tuple[str, ...]:
    """What the printed number `text` rests on, as lines; raises Failure `not-printed` (status 2)."""
    reading = read(content)
    return ask(reading, evidence_of(reading), text, page)


def extract(content: bytes) -> bytes:
    """The evidence as it is attached, JSON in UTF-8; raises Failure where there is none."""
    reading = read(content)
    evidence_of(reading)
    return reading.attachments[EVIDENCE_NAME].content
