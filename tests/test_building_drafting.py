"""What an edition follows: the PDF that stands, whatever has become of it or of those kept beside it."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.building import pipeline
from briefing.cache import uptodate
from briefing.diagnostics import Failure, Severity
from briefing.editions import kept
from briefing.editions.edition import Built
from briefing.pdf.readback import read
from briefing.press.finished import stated
from briefing.project import Project
from briefing.review import diff, impact, listing, rebuild
from tests.projects import TINY, TOPIC, tiny
from tests.proving import Evidence, forged, sample

POST = (TINY / "data" / TOPIC / "claims" / "post.yaml").read_text()
SLOWER, SLOWEST = (POST.replace("heron: 152", f"heron: {seconds}") for seconds in (155, 160))


def build(project: Project, *, cached: bool = False) -> Built:
    (edition,) = pipeline.build(project, cached=cached)
    return edition.briefings[0]


def path_of(project: Project) -> Path:
    return kept.path_of(project, TOPIC, "buyer")


def _of_an_older_format(content: Evidence) -> None:
    content["format"] = "briefing-evidence/0"


def _of_another_audience(content: Evidence) -> None:
    content["audience"] = "seller"


def _of_another_topic(content: Evidence) -> None:
    content["topic"]["id"] = "pots"


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (lambda: b"%PDF-1.7\n", "the PDF is damaged"),
        (lambda: b"Not a PDF at all\n", "the file is not a PDF"),
        (lambda: forged(sample(), told=_of_an_older_format), "the attached evidence cannot be read"),
        (lambda: forged(sample(), told=_of_another_audience), "it is the briefing on `kettles` for `seller`"),
        (lambda: forged(sample(), told=_of_another_topic), "it is the briefing on `pots` for `buyer`"),
    ],
    ids=["damaged", "no-pdf", "format", "audience", "topic"],
)
def test_what_cannot_be_followed_stops_the_build_and_stays_as_it_is(
    tmp_path: Path, made: Callable[[], bytes], why: str
) -> None:
    project, content = tiny(tmp_path), made()
    path_of(project).parent.mkdir(parents=True)
    path_of(project).write_bytes(content)
    with pytest.raises(Failure) as caught:
        build(project)
    (finding,) = caught.value.diagnostics
    assert finding.code == "unreadable-edition"
    assert why in finding.message
    assert [path.read_bytes() for path in project.out.rglob("*") if path.is_file()] == [content]


def test_built_again_there_is_nothing_to_do_though_the_edition_before_is_named(tmp_path: Path) -> None:
    build(tiny(tmp_path), cached=True)
    project = tiny(tmp_path, {"claims/post.yaml": SLOWER})
    second = build(project, cached=True)
    stands = uptodate.standing(tmp_path)
    assert stands is not None
    assert stands.rest == ()
    again = build(project, cached=True)
    assert (again.pdf, again.new, again.because) == (second.pdf, False, ())


def test_another_edition_before_is_another_file_though_the_dataset_is_the_same(tmp_path: Path) -> None:
    first = build(tiny(tmp_path), cached=True)
    second = build(tiny(tmp_path, {"claims/post.yaml": SLOWER}), cached=True)
    path_of(tiny(tmp_path)).write_bytes(first.pdf)
    project = tiny(tmp_path, {"claims/post.yaml": SLOWEST})
    third = build(project, cached=True)
    path_of(project).write_bytes(second.pdf)
    stands = uptodate.standing(tmp_path)
    assert stands is not None
    assert stands.rest == (TOPIC,)
    other = build(project, cached=True)
    assert third.evidence["previous"]["edition"] == first.edition
    assert other.evidence["previous"]["edition"] == second.edition
    assert third.pdf != other.pdf


def test_a_kept_edition_that_is_gone_is_not_missed(tmp_path: Path) -> None:
    first = build(tiny(tmp_path))
    project = tiny(tmp_path, {"claims/post.yaml": SLOWER})
    second = build(project)
    shutil.rmtree(kept.folder_of(project, TOPIC, first.edition))
    assert build(project).pdf == second.pdf
    third = build(tiny(tmp_path, {"claims/post.yaml": SLOWEST}))
    assert third.evidence["previous"]["edition"] == second.edition
    assert kept.read(kept.folder_of(project, TOPIC, second.edition) / "buyer.pdf").pdf == second.pdf


def test_where_none_stands_the_next_is_compared_with_none(tmp_path: Path) -> None:
    first = build(tiny(tmp_path))
    project = tiny(tmp_path, {"claims/post.yaml": SLOWER})
    second = build(project)
    path_of(project).unlink()
    alone = build(project)
    assert "previous" not in alone.evidence
    assert alone.edition not in (first.edition, second.edition)


def test_a_change_taken_back_is_an_edition_of_its_own_and_then_nothing_new(tmp_path: Path) -> None:
    first = build(tiny(tmp_path))
    second = build(tiny(tmp_path, {"claims/post.yaml": SLOWER}))
    project = tiny(tmp_path, {"claims/post.yaml": POST})
    back = build(project)
    assert back.edition != first.edition
    assert stated(back.pdf)[0]["previous"]["edition"] == second.edition
    assert {name: it["values"] for name, it in back.evidence["facts"].items()} == {
        name: it["values"] for name, it in first.evidence["facts"].items()
    }
    again = build(project)
    assert (again.pdf, again.new) == (back.pdf, False)
    assert {path.parent.name for path in project.out.rglob("editions/*/buyer.pdf")} == {first.edition, second.edition}


def test_a_web_page_alone_is_held_against_the_pdf_that_stands(tmp_path: Path) -> None:
    first = build(tiny(tmp_path))
    project = tiny(tmp_path, {"claims/post.yaml": SLOWER})
    (edition,) = pipeline.build(project, forms=("html",))
    second = build(project)
    assert edition.companions[0].stamp.edition == second.edition
    assert second.evidence["previous"]["edition"] == first.edition


def _by_other_rules(content: Evidence) -> None:
    content["rules"] = 0
    content["facts"]["heron/boil-time/post"]["status"] = "agreed"


def test_an_edition_of_other_rules_is_kept_and_not_compared_with(tmp_path: Path) -> None:
    project, old = tiny(tmp_path), forged(sample(), told=_by_other_rules)
    path_of(project).parent.mkdir(parents=True)
    path_of(project).write_bytes(old)
    (edition,) = pipeline.build(project)
    (built,) = edition.briefings
    assert built.earlier
    assert "previous" not in built.evidence
    assert built.evidence["uncompared"] == built.earlier.edition
    told = " ".join(block.text for block in read(built.pdf).blocks)
    assert "not compared with the one before: the rules by which" in told
    (warning,) = listing.warnings(project, edition)
    assert (warning.code, warning.severity) == ("other-rules", Severity.WARNING)
    assert warning.place
    assert (tmp_path / warning.place.file).read_bytes() == old
    (again,) = pipeline.build(project)
    assert not again.briefings[0].new
    assert listing.warnings(project, again) == ()
    assert rebuild.rebuild(project, built.pdf).findings == ()
    with pytest.raises(Failure) as caught:
        diff.diff(built.earlier.edition, project=project)
    assert [it.code for it in caught.value.diagnostics] == ["other-rules"]
    printings = impact.impact(project, "heron/boil-time/post").printings
    assert [it.stands for it in printings] == [True, False]
