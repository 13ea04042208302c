"""What changed since the last edition: told from its PDF alone, marked, proved, and the same when built again."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefing.building import pipeline
from briefing.editions import kept
from briefing.editions.edition import Built
from briefing.pdf import firstpage, readback
from briefing.press.finished import stated
from briefing.project import Project
from briefing.review import audit
from briefing.review import rebuild as rebuilding
from briefing.review.impact import impact
from tests.projects import TINY, TOPIC, tiny
from tests.proving import NARRATIVE, RICH, Evidence, codes, forged, reworded

POST = """source: post
claims:
  - {lines: 3, measure: boil-time, with: {by: post}, values: {heron: 155, egret: 191}}
  - {lines: 3, subject: plover, measure: boil-time, with: {by: post}, value: 170, hedge: about}
  - {lines: 4, subject: heron, measure: price, value: 55}
set_aside:
  - {lines: 1, text: one, reason: a title}
"""
QUIET = """statements:
  - id: quiet
    about: heron
    kind: opinion
    says: It made the least noise.
    cites:
      - {source: post, lines: 5}
"""
DATA = TINY / "data" / TOPIC
MAKER, CHARTS, TABLES, SUBJECTS = (
    (DATA / name).read_text() for name in ("claims/maker.yaml", "charts.yaml", "tables.yaml", "subjects.yaml")
)
EVENTS = (
    (DATA / "events.yaml").read_text()
    + """  - id: plover-on-sale
    title: The {{ name("plover") }} goes on sale
    subjects: plover
    dates:
      - {source: post, lines: 4, value: 2025-04, written: April 2025}
"""
)
CHANGED = {**RICH, "claims/post.yaml": POST, "statements.yaml": QUIET}


@dataclass(frozen=True)
class Run:
    """A project, its first briefing, the one that followed, and that one built again."""

    project: Project
    first: Built
    second: Built
    again: Built


def build(project: Project) -> Built:
    (edition,) = pipeline.build(project)
    return edition.briefings[0]


def with_claims(lines: str) -> str:
    """What the post says, and these claims."""
    return POST.replace("set_aside:", f"{lines}set_aside:")


def standing(briefing: Built, root: Path, files: Mapping[str, str]) -> Project:
    """A project with these files, in which a briefing stands that was built before."""
    project = tiny(root, files)
    path = kept.path_of(project, TOPIC, "buyer")
    path.parent.mkdir(parents=True)
    path.write_bytes(briefing.pdf)
    return project


def after(briefing: Built, root: Path, files: Mapping[str, str]) -> Built:
    """The briefing that follows another."""
    return build(standing(briefing, root, files))


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    root = tmp_path_factory.mktemp("project")
    first = build(tiny(root, RICH))
    changed = tiny(root, CHANGED)
    return Run(changed, first, build(changed), build(changed))


def text(pdf: bytes) -> str:
    return " ".join(" ".join(block.text.split()) for block in readback.read(pdf).blocks)


def test_the_first_edition_says_that_it_is_compared_with_none(run: Run) -> None:
    assert "This edition is not compared with an earlier one." in text(run.first.pdf)
    assert "previous" not in run.first.evidence


def test_the_next_one_tells_what_was_and_what_is(run: Run) -> None:
    told = text(run.second.pdf)
    assert "155 seconds according to The Kitchen Post; before: 152 seconds according to The Kitchen Post" in told
    assert "Newly disputed" in told
    assert "before: $49 according to" in told
    assert "reworded: It made the least noise." in told
    assert run.first.edition in told
    assert run.second.evidence["previous"]["edition"] == run.first.edition


def test_the_same_again_is_the_same_file_held_against_the_same_edition(run: Run) -> None:
    assert run.again.pdf == run.second.pdf
    assert not run.again.new


def test_an_edition_that_comes_back_is_held_against_the_one_between(run: Run, tmp_path: Path) -> None:
    root = tmp_path / "project"
    project = tiny(root, RICH)
    for briefing in (run.first, run.second):
        path = kept.path_of(project, TOPIC, "buyer")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(briefing.pdf)
    back = build(project)
    assert back.evidence["previous"]["edition"] == run.second.edition
    assert back.edition not in (run.first.edition, run.second.edition)
    assert "152 seconds according to The Kitchen Post; before: 155 seconds" in text(back.pdf)


def test_changed_figures_are_marked_where_they_are_drawn_tabled_and_described(run: Run) -> None:
    reading = readback.read(run.second.pdf)
    drawn = {"".join(label.text.split()) for picture in reading.pictures for label in picture.labels}
    assert "155Δ" in drawn
    assert not any("191Δ" in label for label in drawn)
    alternative = [picture.alt for picture in reading.pictures if picture.labels]
    assert any(alt and "Changed since the last edition: Heron." in alt for alt in alternative)
    cells = {" ".join(block.text.split()) for block in reading.blocks}
    assert "155 seconds Δ" in cells
    assert any(cell.startswith("Δ changed since the edition of 2 May 2025.") for cell in cells)


def test_a_number_of_then_leads_to_what_it_rested_on(run: Run) -> None:
    lines = audit.why(run.second.pdf, "152 seconds")
    assert "in the edition before:" in lines
    assert any(line.strip().startswith("claim: The Kitchen Post, line 3: 152 seconds") for line in lines)


def test_the_proof_ties_what_was_to_the_claims_of_then(run: Run) -> None:
    assert codes(run.second.pdf) == set()
    page = next(block.page for block in readback.read(run.second.pdf).blocks if "before: 152" in block.text)
    on_page = [block for block in readback.read(run.second.pdf).blocks if block.page == page]
    nth = sum(
        "152" in block.text for block in on_page[: next(i for i, b in enumerate(on_page) if "before: 152" in b.text)]
    )
    assert "wrong-value" in codes(forged(run.second.pdf, reworded("152", "153", page=page, nth=nth)))


@pytest.mark.parametrize("part", ["claims", "facts"])
def test_what_was_cannot_be_changed_in_the_evidence(run: Run, part: str) -> None:
    def changed(content: Evidence) -> None:
        then = content["previous"]
        (claim,) = then["facts"]["heron/boil-time/post"]["claims"]
        value = (
            then["claims"][claim]["value"] if part == "claims" else then["facts"]["heron/boil-time/post"]["values"][0]
        )
        assert value["number"] == "152"
        value["number"] = "151"

    assert "evidence-mismatch" in codes(forged(run.second.pdf, told=changed))


def test_what_the_page_does_not_tell_of_then_is_missed(run: Run) -> None:
    def untold(content: Evidence) -> None:
        content["printed"] = [it for it in content["printed"] if it["ref"] != "previous:heron/boil-time/post"]

    assert "proof-incomplete" in codes(forged(run.second.pdf, told=untold))


def test_who_printed_a_fact_counts_what_was_printed_of_then(run: Run) -> None:
    found = impact(run.project, "post/L3/heron/boil-time/post").printings
    kinds = {(rest.kind, rest.texts[0]) for rest in found[0].rests if rest.texts}
    assert ("before", "152 seconds") in kinds
    assert found[0].edition == run.second.edition
    assert found[1].edition == run.first.edition


def test_it_is_built_again_from_the_kept_edition_or_from_what_it_says_itself(run: Run, tmp_path: Path) -> None:
    assert rebuilding.rebuild(run.project, run.second.pdf).lines[0].endswith("as it is kept")
    elsewhere = rebuilding.rebuild(tiny(tmp_path, CHANGED), run.second.pdf)
    assert elsewhere.findings == ()
    assert "as recorded in the file" in elsewhere.lines[0]


def test_each_value_that_sources_disagree_on_stands_with_who_gives_it(run: Run) -> None:
    both = "$49 according to Wader Works; $55 according to The Kitchen Post"
    assert f"Heron: Price: {both}; before: $49 according to Wader Works, The Kitchen Post." in text(run.second.pdf)


SETTLED = {
    **CHANGED,
    "claims/post.yaml": with_claims("  - {lines: 4, subject: plover, measure: price, value: 60}\n").replace(
        "value: 55}", "value: 55, rank: deprecated, reason: a misprint}"
    ),
    "claims/maker.yaml": MAKER.replace("value: 140}", "value: 140, rank: preferred, reason: measured with a witness}"),
    "events.yaml": EVENTS,
    "charts.yaml": CHARTS.replace("events: heron-on-sale", "events: [heron-on-sale, plover-on-sale]"),
    "tables.yaml": TABLES.replace("heron/price]", "heron/price, plover/price]"),
}


@pytest.fixture(scope="module")
def third(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The briefing that follows the second: a dispute settled, a claim preferred, a fact and an event added."""
    return after(run.second, tmp_path_factory.mktemp("third"), SETTLED)


def test_what_was_settled_ranked_otherwise_and_added_is_told(third: Built) -> None:
    told = text(third.pdf)
    before = "before: $49 according to Wader Works; $55 according to The Kitchen Post"
    for expected in (
        f"No longer disputed • Heron: Price: $49 according to Wader Works; {before}; now set aside: The Kitchen Post.",
        "Ranked otherwise • Heron: Time to boil a litre (the maker): 140 seconds according to Wader Works; before: ",
        "; now preferred: Wader Works.",
        "Plover: Price: $60 according to The Kitchen Post.",
        "Events • new: The Plover goes on sale",
    ):
        assert expected in told
    assert codes(third.pdf) == set()


def test_what_is_no_longer_printed_is_told_with_what_it_was(run: Run, tmp_path: Path) -> None:
    shorter = {**CHANGED, "narrative/buyer.md": "## How fast\n\nFast enough.\n"}
    told = text(after(run.second, tmp_path, shorter).pdf)
    (gone,) = re.findall("No longer printed (.*?)(?:Statements|Sources) •", told)
    assert "Plover: Time to boil" not in gone  # the chart of the first page has it still
    assert "before: 190 seconds according to Wader Works." in gone


def test_nothing_changed_is_said(run: Run, tmp_path: Path) -> None:
    other = after(
        run.second, tmp_path, {**CHANGED, "narrative/buyer.md": NARRATIVE.replace("## How fast", "## So fast")}
    )
    assert other.edition != run.second.edition
    assert "No figure, statement, event or source of this briefing has changed." in text(other.pdf)
    assert not other.evidence["previous"]["facts"]
    assert "Δ" not in text(other.pdf)


def test_a_long_list_is_set_small_after_the_first_dozen(run: Run, tmp_path: Path) -> None:
    names = [f"{first}{second}" for first in "abcd" for second in "abcdefghij"]
    prices = "".join(f"  - {{lines: 4, subject: {name}, measure: price, value: 7}}\n" for name in names)
    more = {
        **CHANGED,
        "subjects.yaml": SUBJECTS + "".join(f"  - {{id: {it}, name: Kettle {it}, kind: product}}\n" for it in names),
        "claims/post.yaml": with_claims(prices),
        "tables.yaml": TABLES.replace(
            "heron/price]", ", ".join(["heron/price", *(f"{it}/price" for it in names)]) + "]"
        ),
    }
    built = after(run.second, tmp_path, more)
    reading = readback.read(built.pdf)
    items = [it for it in reading.blocks if re.match(r"Kettle \w\w: Price: \$7 according", " ".join(it.text.split()))]
    assert len(items) == len(names)
    sizes = [block.spans[-1].run.size for block in items]
    assert len(set(sizes[:12])) == len(set(sizes[12:])) == 1
    assert sizes[0] > sizes[12]
    assert codes(built.pdf) == set()


@pytest.mark.parametrize("form", ["html", "md", "txt"])
def test_what_is_read_on_a_screen_tells_it_too(run: Run, tmp_path: Path, form: str) -> None:
    project = standing(run.first, tmp_path, CHANGED)
    (edition,) = pipeline.build(project, forms=(form,))
    (made,) = edition.companions
    told = " ".join(re.sub(r"<[^>]*>|\*\*|\u00a0", " ", made.content.decode()).split())
    assert "155 seconds according to The Kitchen Post ; before: 152 seconds" in told.replace("Post;", "Post ;")
    assert made.stamp.edition == run.second.edition
    if form == "html":
        assert rebuilding.rebuild(project, made.content).findings == ()


def test_a_message_says_what_changed(run: Run) -> None:
    said = firstpage.first_page(readback.read(run.second.pdf)).changes
    assert any(
        " ".join(it.split()).startswith("Changed: Heron: Time to boil a litre (The Kitchen Post): 155") for it in said
    )


def test_a_claim_that_is_kept_from_the_audience_now_leaves_no_trace(tmp_path: Path) -> None:
    build(tiny(tmp_path))
    files = {
        "claims/post.yaml": POST.replace("value: 55}", "value: 50, hedge: nearly, audiences: [seller]}"),
        "audiences/seller.yaml": (tmp_path / "data" / TOPIC / "audiences" / "buyer.yaml").read_text(),
        "narrative/seller.md": "## Prices\n\nNothing.\n",
    }
    (edition,) = pipeline.build(tiny(tmp_path, files), audiences=("buyer",))
    carried_text = json.dumps(dict(edition.briefings[0].evidence))
    assert "post/L4/heron/price" not in carried_text
    assert "before: $49" not in text(edition.briefings[0].pdf)


def test_what_a_later_edition_carries_is_enough_to_tell_the_same(run: Run) -> None:
    from briefing.document.earlier import Earlier, record, recorded, standing

    now = stated(run.second.pdf)[0]
    known = standing(run.first.evidence, run.first.edition, "0", frozenset())
    told = recorded(now, frozenset())
    assert isinstance(told, Earlier)
    assert told.changes(now) == known.changes(now)
    assert {**record(told, now, ()), "sha256": "0"} == record(known, now, ())
