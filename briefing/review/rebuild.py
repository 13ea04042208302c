"""A PDF or web page built again from what it says it was made of: its bytes in, whether the same come out here.

The edition that it was held against is its own PDF where that is kept, else what the PDF itself says of it.
"""

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from briefing.building import orders, outdated, pipeline
from briefing.building.drafting import draft
from briefing.dataset.facts import Dataset
from briefing.diagnostics import Report
from briefing.document.earlier import Earlier, Unlike, recorded, standing
from briefing.editions import edition as editions
from briefing.editions import kept
from briefing.project import Project, choose
from briefing.proof.withheld import withheld


def rebuild(project: Project, content: bytes) -> Report:
    """Build a PDF or web page again from what it says it was made of, and compare bytes; nothing is written."""
    from briefing.press.finished import form_of  # loads pikepdf

    evidence = pipeline.evidence_in(content)
    topic, audience, origin = str(evidence["topic"]["id"]), str(evidence["audience"]), evidence["origin"]
    choose("topic", (topic,), project.topics())
    dataset = outdated.on(pipeline.sound(project, topic), _day(evidence.get("as_of")))
    choose("audience", (audience,), tuple(dataset.audiences))
    earlier, held = _followed(project, dataset, audience, evidence)
    again = draft(project, dataset, audience, earlier)
    stamp = editions.stamp(project, again)
    findings = editions.other_inputs(origin, stamp)
    if not findings and orders.finished(project, again, stamp, form_of(content)).content != content:
        findings = (editions.other_bytes(),)
    lines = () if findings else (f"the same bytes: {topic}, for {audience}, edition {stamp.edition}{held}",)
    return Report(lines, findings)


def _day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


def _followed(
    project: Project, dataset: Dataset, audience: str, evidence: Mapping[str, Any]
) -> tuple[Earlier | Unlike | None, str]:
    """The edition that a PDF was held against, from its own PDF where that is kept, else as recorded; and which."""
    hidden = withheld(dataset, audience).ids
    earlier = recorded(evidence, hidden)
    if not isinstance(earlier, Earlier):
        return earlier, ""
    path = kept.folder_of(project, dataset.id, earlier.edition) / f"{audience}.pdf"
    if path.is_file() and sha256(path.read_bytes()).hexdigest() == earlier.sha256:
        told = standing(kept.read(path).evidence, earlier.edition, earlier.sha256, hidden)
        return told, f", held against {earlier.edition} as it is kept"
    return earlier, f", held against {earlier.edition} as recorded in the file, for it is not kept here"
