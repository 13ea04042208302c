"""What changed between two editions of the small project, from whichever names they are given."""

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing import cli
from briefing.building import pipeline
from briefing.diagnostics import Failure
from briefing.project import Project
from briefing.review import diffwords
from briefing.review.diff import diff
from tests.editions import stored
from tests.projects import TINY, TOPIC, tiny

POST = """source: post
claims:
  - {lines: 3, measure: boil-time, with: {by: post}, values: {heron: 155, egret: 191}}
  - {lines: 3, subject: plover, measure: boil-time, with: {by: post}, value: 170, hedge: about}
  - {lines: 4, subject: heron, measure: price, value: 55}
set_aside:
  - {lines: 1, text: one, reason: a title}
"""
CHANGED = {"claims/post.yaml": POST}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str, str]:
    """A project with an earlier edition kept, and the edition that replaced it, by their names."""
    root = tmp_path_factory.mktemp("project")
    (first,) = pipeline.build(tiny(root))
    changed = tiny(root, CHANGED)
    (second,) = pipeline.build(changed)
    return changed, first.briefings[0].edition, second.briefings[0].edition


Editions = tuple[Project, str, str]


def test_two_editions_differ_in_the_facts_that_changed(project: Editions) -> None:
    here, first, second = project
    found = diff(first, second, project=here)
    facts = {item.id: change for item, change in found.items}
    assert facts["heron/boil-time/post"].kinds[0] == "value"  # type: ignore[union-attr]
    assert facts["heron/price"].kinds[0] == "disputed"  # type: ignore[union-attr]
    assert facts.keys() == {"heron/boil-time/post", "heron/price"}


def test_of_a_source_whose_words_are_the_same_the_text_tells_what_differs(tmp_path: Path) -> None:
    (first,) = pipeline.build(tiny(tmp_path))
    sources = (TINY / "data" / TOPIC / "sources.yaml").read_text()
    changed = tiny(
        tmp_path, {"sources.yaml": f"{sources}    derived_from: maker\n    derived_reason: It is the same.\n"}
    )
    text = "\n".join(diffwords.as_text(diff(first.briefings[0].edition, ".", project=changed)))
    (was, now) = re.findall("(?:was|now)  The Kitchen Post: .*", text)
    assert now == was.replace("was", "now", 1) + "; derived_from: maker; derived_reason: It is the same."


def test_the_text_tells_both_values_and_who_says_so(project: Editions) -> None:
    here, first, second = project
    text = "\n".join(diffwords.as_text(diff(first, second, project=here)))
    assert "Heron: Time to boil a litre (The Kitchen Post)" in text
    assert "was  152 seconds  [The Kitchen Post, line 3]" in text
    assert "now  155 seconds  [The Kitchen Post, line 3]" in text
    assert "Newly disputed" in text
    assert "1 changed; 1 newly disputed" in text


def test_a_figure_that_is_read_otherwise_than_before_says_how(tmp_path: Path) -> None:
    (first,) = pipeline.build(tiny(tmp_path))
    guessed = "values: {heron: 152, egret: 191}, reading: inferred, because: its table lost a cell}"
    post = (
        (tmp_path / "data" / TOPIC / "claims/post.yaml")
        .read_text()
        .replace("values: {heron: 152, egret: 191}}", guessed)
    )
    here = tiny(tmp_path, {"claims/post.yaml": post})
    (second,) = pipeline.build(here)
    editions = (first.briefings[0].edition, second.briefings[0].edition)
    text = "\n".join(diffwords.as_text(diff(*editions, project=here)))
    assert "was  152 seconds  [The Kitchen Post, line 3]" in text
    assert "now  152 seconds  [The Kitchen Post, line 3 (inferred)]" in text
    there = tiny(tmp_path, {"claims/post.yaml": post.replace("its table lost a cell", "a cell is gone")})
    text = "\n".join(diffwords.as_text(diff(second.briefings[0].edition, project=there)))
    assert "Other reasons for the same figure" in text
    assert "was  152 seconds  [The Kitchen Post, line 3 (inferred: its table lost a cell)]" in text
    assert "now  152 seconds  [The Kitchen Post, line 3 (inferred: a cell is gone)]" in text


def test_markdown_shows_what_a_dataset_says_as_it_is(project: Editions) -> None:
    here, first, second = project
    lines = list(diffwords.as_markdown(diff(first, second, project=here)))
    assert lines[0].startswith("### kettles: ")
    assert "#### Changed" in lines
    assert any(line.startswith("  - was  152 seconds") for line in lines)
    assert diffwords.escaped("<b>*x*</b>") == r"\<b\>\*x\*\</b\>"


def test_json_has_the_facts_before_and_after(project: Editions) -> None:
    here, first, second = project
    found = json.loads(json.dumps(diffwords.as_plain(diff(first, second, project=here))))
    assert found["different"] is True
    (changed,) = [fact for fact in found["facts"] if fact["id"] == "heron/boil-time/post"]
    assert changed["before"]["values"][0]["number"] == "152"
    assert changed["after"]["text"] == "155 seconds"
    assert changed["audiences"] == ["buyer"]


def test_a_side_may_be_a_pdf_a_folder_or_the_beginning_of_a_name(project: Editions, tmp_path: Path) -> None:
    here, first, second = project
    whole = diff(first, second, project=here).items
    pdf = here.out / TOPIC / "buyer.pdf"
    kept = here.out / TOPIC / "editions" / first
    shutil.copy(kept / "buyer.pdf", tmp_path / "old.pdf")
    for old, new in (
        (str(tmp_path / "old.pdf"), str(pdf)),
        (str(kept), str(pdf)),
        (first[:-3], str(pdf)),
    ):
        assert diff(old, new, project=here).items == whole
    assert diff(str(tmp_path / "old.pdf"), str(pdf)).items == whole  # needs no project


def test_the_working_tree_is_what_a_build_would_print(project: Editions) -> None:
    here, first, second = project
    assert not diff(second, project=here)
    assert diff(first, ".", project=here).items
    back = diff(".", first, project=here)
    assert [item.after.text for item, _ in back.items if item.id == "heron/boil-time/post" and item.after] == [
        "152 seconds"
    ]


def test_a_date_is_the_editions_that_several_audiences_have_of_it(tmp_path: Path) -> None:
    here = stored(tiny(tmp_path).root, "2025-05-01-11111111")
    stored(tmp_path, "2025-05-01-22222222", audience="seller")
    stored(tmp_path, "2025-05-02-33333333", "2025-05-02-44444444")
    assert diff("2025-05-01", "2025-05-01", project=here).audiences == ("buyer", "seller")
    assert diff("2025-05", "2025-05", ("seller",), here).old == "2025-05-01-22222222"


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("2025-13", ".", "unknown-edition"),
        ("2025", ".", "ambiguous-edition"),
        (".", ".", "nothing-to-compare"),
    ],
)
def test_what_cannot_be_compared_is_said(project: Editions, old: str, new: str, code: str) -> None:
    with pytest.raises(Failure) as caught:
        diff(old, new, project=project[0])
    assert [finding.code for finding in caught.value.diagnostics] == [code]
    assert caught.value.status == 2


@pytest.mark.parametrize(
    ("audiences", "note"),
    [((), "none is there to read yet"), (("seller", "buyer"), "none is there to read yet for `buyer`, `seller`")],
)
def test_where_no_edition_is_built_it_is_told_how_to_make_one(
    tmp_path: Path, audiences: tuple[str, ...], note: str
) -> None:
    with pytest.raises(Failure) as caught:
        diff("2025-05-01", ".", audiences, tiny(tmp_path))
    (finding,) = caught.value.diagnostics
    assert (finding.code, finding.notes) == ("unknown-edition", (note,))
    assert finding.help == "`briefing build` makes one"


def test_an_edition_that_is_there_and_cannot_be_read_is_told_with_its_file(tmp_path: Path) -> None:
    here = stored(tiny(tmp_path).root, "2025-05-01-11111111", "2025-05-02-22222222")
    cut = here.out / TOPIC / "editions/2025-05-01-11111111/buyer.pdf"
    cut.write_bytes(cut.read_bytes()[:9000])
    for name, codes in (("2025-05-01", ["unreadable-edition", "unknown-edition"]), (str(cut), ["damaged-pdf"])):
        with pytest.raises(Failure) as caught:
            diff(name, project=here)
        assert [it.code for it in caught.value.diagnostics] == codes
        place = caught.value.diagnostics[0].place
        assert place
        assert (tmp_path / place.file) == cut


def test_a_pdf_of_another_kind_or_topic_is_refused(project: Editions, tmp_path: Path) -> None:
    here, first, _ = project
    (tmp_path / "letter.pdf").write_bytes(b"%PDF-1.7\nnothing\n")
    with pytest.raises(Failure) as caught:
        diff(first, str(tmp_path / "letter.pdf"), project=here)
    assert caught.value.diagnostics[0].code == "damaged-pdf"
    other = tiny(tmp_path / "other")
    (tmp_path / "other" / "data" / TOPIC).rename(tmp_path / "other" / "data" / "pots")
    list(pipeline.build(other))
    with pytest.raises(Failure) as caught:
        diff(first, str(other.out / "pots" / "buyer.pdf"), project=here)
    assert caught.value.diagnostics[0].code == "other-topic"


def test_the_exit_status_tells_a_difference_when_asked(project: Editions) -> None:
    here, first, second = project
    for arguments, status in (
        ([first, second], 0),
        ([first, second, "--exit-code"], 1),
        ([second, second, "--exit-code", "-a", "buyer"], 0),
        ([first, second, "-a", "byer"], 2),
    ):
        result = CliRunner().invoke(cli.cli, ["--root", str(here.root), "diff", *arguments], standalone_mode=False)
        assert (result.return_value, result.exception) == (status, None), arguments
