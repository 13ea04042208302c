"""What is kept from an audience: it is neither printed nor attached, and a file that holds it is found out."""

from pathlib import Path

import pytest

from briefing.building import pipeline
from briefing.dataset.audience import visible_to
from briefing.dataset.facts import Dataset
from briefing.diagnostics import Failure
from briefing.pdf.readback import read
from briefing.project import Project
from briefing.proof.withheld import leaks, withheld
from tests.projects import TINY, TOPIC, tiny

SECRET = (
    "- {id: hush, says: The maker plans a quieter kettle., cites: [{source: maker, lines: 1}], audiences: [seller]}"
)


def with_secret(root: Path, narrative: str = "") -> tuple[Project, Dataset]:
    """The small project with a statement that its one reader may not see."""
    here = TINY / "data" / TOPIC
    files = {
        "statements.yaml": (here / "statements.yaml").read_text().rstrip() + f"\n  {SECRET}\n",
        "audiences/seller.yaml": (here / "audiences/buyer.yaml").read_text(),
        "narrative/seller.md": (here / "narrative/buyer.md").read_text() + "\n{{ statement('hush') }}\n",
        "narrative/buyer.md": (here / "narrative/buyer.md").read_text() + narrative,
    }
    project = tiny(root, files)
    return project, pipeline.sound(project, TOPIC)


def test_a_restricted_statement_is_in_the_file_of_its_audience_alone(tmp_path: Path) -> None:
    project, dataset = with_secret(tmp_path)
    list(pipeline.build(project))
    kept = withheld(dataset, "buyer")
    assert kept.ids == {"hush"}
    buyer, seller = (read((tmp_path / "out" / TOPIC / f"{name}.pdf").read_bytes()) for name in ("buyer", "seller"))
    assert leaks(buyer, kept) == ()
    assert {finding.code for finding in leaks(seller, kept)} == {"withheld-content"}


def test_a_narrative_cannot_print_what_its_reader_may_not_see(tmp_path: Path) -> None:
    project, _ = with_secret(tmp_path, narrative="\n{{ statement('hush') }}\n")
    with pytest.raises(Failure) as caught:
        list(pipeline.build(project))
    assert [finding.code for finding in caught.value.diagnostics] == ["unknown-statement"]


def test_text_that_was_typed_out_is_found_too(tmp_path: Path) -> None:
    project, _ = with_secret(tmp_path, narrative="\nThey say it: The maker plans a quieter kettle.\n")
    with pytest.raises(Failure) as caught:
        list(pipeline.build(project))
    assert {finding.code for finding in caught.value.diagnostics} == {"withheld-content"}


def test_what_everyone_may_see_is_kept_from_nobody(tmp_path: Path) -> None:
    _, dataset = with_secret(tmp_path)
    assert withheld(dataset, "seller").ids == frozenset()
    assert visible_to(dataset, "seller").statements.keys() == dataset.statements.keys()
