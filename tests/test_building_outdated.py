"""Figures that are out of date: found by a check, marked and proved on the page, the same by day or night."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing import cli
from briefing.building import pipeline
from briefing.cache import uptodate
from briefing.diagnostics import Failure, Severity
from briefing.editions import kept
from briefing.editions.edition import Built
from briefing.pdf import firstpage, readback
from briefing.project import Project, today
from briefing.review import audit
from briefing.review import rebuild as rebuilding
from tests.projects import TINY, TOPIC, tiny
from tests.proving import RICH, Evidence, codes, forged

MEASURES = (TINY / "data" / TOPIC / "measures.yaml").read_text()
#: The newest source is of 2 May 2025, that of the maker of 20 February.
LIMITED = {
    **RICH,
    "measures.yaml": MEASURES.replace("direction: lower", "direction: lower\n    max_age: 30 days").replace(
        "{id: price, name: Price, unit: usd}", "{id: price, name: Price, unit: usd, valid_until: 2025-12-31}"
    ),
}
LATER = date(2025, 7, 1)


def build(project: Project, day: date | None = None) -> Built:
    (edition,) = pipeline.build(project, as_of=day)
    return edition.briefings[0]


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, Built]:
    """A briefing of which the boiling times are out of date, and the price is not."""
    project = tiny(tmp_path_factory.mktemp("project"), LIMITED)
    return project, build(project, LATER)


def text(pdf: bytes) -> str:
    return " ".join(" ".join(block.text.split()) for block in readback.read(pdf).blocks)


def test_the_page_says_as_of_when_a_figure_is(old: tuple[Project, Built]) -> None:
    _, built = old
    assert "took 152 seconds (as of 2 May 2025)" in text(built.pdf)
    assert "costs $49;" in text(built.pdf)
    assert codes(built.pdf) == set()


def test_the_first_page_says_it_below_the_figure(old: tuple[Project, Built]) -> None:
    (boiling, price) = firstpage.first_page(readback.read(old[1].pdf)).figures
    assert boiling[:2] == ("152 seconds", "to boil a litre")
    assert "as of 2 May 2025" in boiling[2]
    assert "as of" not in " ".join(price)


def test_a_chart_marks_it_and_says_what_the_mark_means(old: tuple[Project, Built]) -> None:
    reading = readback.read(old[1].pdf)
    assert "152‡" in {"".join(label.text.split()) for picture in reading.pictures for label in picture.labels}
    alternatives = [" ".join((picture.alt or "").split()) for picture in reading.pictures]
    assert any("Out of date: Heron (as of 2 May 2025)" in alternative for alternative in alternatives)
    assert any("‡ out of date, as of 2 May 2025." in " ".join(block.text.split()) for block in reading.blocks)


def test_the_date_of_a_figure_is_proved(old: tuple[Project, Built]) -> None:
    def fresh(content: Evidence) -> None:
        content["facts"]["heron/boil-time/post"]["dated"] = None

    def other_day(content: Evidence) -> None:
        content["as_of"] = None

    assert "evidence-mismatch" in codes(forged(old[1].pdf, told=fresh))
    assert {"evidence-mismatch", "wrong-value"} <= codes(forged(old[1].pdf, told=other_day))


def test_another_day_on_which_the_same_is_out_of_date_is_the_same_file(old: tuple[Project, Built]) -> None:
    project, built = old
    again = build(project, date(2025, 9, 9))
    assert again.pdf == built.pdf
    assert not again.new
    assert rebuilding.rebuild(project, built.pdf).findings == ()


def test_without_a_day_it_is_by_today(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1746230400")  # 3 May 2025
    built = build(tiny(tmp_path, LIMITED))
    assert "took 152 seconds, which" in text(built.pdf)
    assert "says 140 seconds (as of 20 February 2025)" in text(built.pdf)
    assert audit.audit(built.pdf).findings == ()
    assert built.evidence["as_of"] == "2025-03-23"


def test_a_day_on_which_more_goes_out_of_date_is_noticed_with_nothing_else_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tiny(tmp_path, LIMITED)
    (edition,) = pipeline.build(project, cached=True, as_of=date(2025, 5, 3))
    for day, rest in (
        ("2025-03-22", (TOPIC,)),  # the figures of the maker are not out of date yet
        ("2025-03-23", ()),
        ("2025-06-01", ()),  # the last day of what the test of May says
        ("2025-06-02", (TOPIC,)),
    ):
        stands = uptodate.standing(tmp_path, day=day)
        assert stands is not None
        assert stands.rest == rest
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1748822400")  # 2 June 2025
    stands = uptodate.standing(tmp_path)
    assert stands is not None
    assert stands.rest == (TOPIC,)
    (later,) = pipeline.build(project, cached=True)
    assert later.briefings[0].edition != edition.briefings[0].edition
    assert "took 152 seconds (as of 2 May 2025)" in text(later.briefings[0].pdf)
    stands = uptodate.standing(tmp_path, day="2025-12-30")
    assert stands is not None
    assert stands.rest == ()


def test_what_goes_out_of_date_is_told_as_a_change(old: tuple[Project, Built]) -> None:
    project, _ = old
    later = build(project, date(2026, 1, 1))
    assert re.search(r"Gone out of date.*Heron: Price: \$49 \(as of 2 May 2025\)", text(later.pdf))
    assert codes(later.pdf) == set()


def test_what_holds_again_is_told_as_a_change(old: tuple[Project, Built], tmp_path: Path) -> None:
    measures = LIMITED["measures.yaml"].replace("max_age: 30 days", "max_age: 2 years")
    project = tiny(tmp_path, {**LIMITED, "measures.yaml": measures})
    path = kept.path_of(project, TOPIC, "buyer")
    path.parent.mkdir(parents=True)
    path.write_bytes(old[1].pdf)
    renewed = build(project, LATER)
    (told,) = re.findall("No longer out of date (.*?) Data behind", text(renewed.pdf))
    assert "152 seconds according to The Kitchen Post; before: 152 seconds (as of 2 May 2025) according to" in told
    assert codes(renewed.pdf) == set()


def test_a_check_warns_of_it_fails_or_says_nothing_as_the_settings_have_it(tmp_path: Path) -> None:
    for setting, severity in (("warn", Severity.WARNING), ("fail", Severity.ERROR), ("ignore", None)):
        root = tmp_path / setting
        tiny(root, LIMITED)
        (root / "briefing.yaml").write_text(f"data: data\nstale: {setting}\n")
        project = pipeline.open_project(root, {})
        found = pipeline.check(project, as_of=LATER).findings
        assert {finding.severity for finding in found} == ({severity} if severity else set())
        assert {finding.code for finding in found} <= {"out-of-date"}
    with pytest.raises(Failure) as caught:
        pipeline.current(pipeline.open_project(tmp_path / "fail", {}), TOPIC, LATER)
    assert {finding.code for finding in caught.value.diagnostics} == {"out-of-date"}


def test_a_check_asks_for_today_unless_told(tmp_path: Path) -> None:
    root = str(tiny(tmp_path, LIMITED).root)
    for epoch, count in (("1735689600", 0), ("1751328000", 5)):  # 1 January and 1 July 2025
        result = CliRunner().invoke(
            cli.cli, ["--root", root, "check", "--format", "github"], env={"SOURCE_DATE_EPOCH": epoch}
        )
        assert result.stdout.count("title=out-of-date") == count
    result = CliRunner().invoke(cli.cli, ["--root", root, "check", "--format", "github", "--as-of", "2025-01-01"])
    assert "title=out-of-date" not in result.stdout


def test_a_day_is_a_day(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli.cli, ["--root", str(tiny(tmp_path).root), "check", "--as-of", "soon"])
    assert "`soon` is not a day such as 2026-04-08, nor `today`" in result.output


def test_the_clock_is_utc_or_what_stands_in_for_it() -> None:
    assert today({"SOURCE_DATE_EPOCH": "1751328000"}) == date(2025, 7, 1)
    assert today({}) >= date(2025, 1, 1)


@pytest.mark.parametrize(
    ("day", "ahead"), [(date(2025, 5, 1), ["post"]), (date(2025, 2, 19), ["maker", "post"]), (date(2025, 5, 2), [])]
)
@pytest.mark.parametrize("stale", ["warn", "ignore", "fail"])
def test_a_source_of_a_later_day_is_warned_of_and_stops_nothing(
    tmp_path: Path, day: date, ahead: list[str], stale: str
) -> None:
    project = replace(tiny(tmp_path), stale=stale)
    found = pipeline.check(project, as_of=day).findings
    assert [it.message.split("`")[1] for it in found if it.code == "source-ahead"] == ahead
    assert all(it.severity is Severity.WARNING for it in found)
    assert pipeline.current(project, TOPIC, day).id == TOPIC
