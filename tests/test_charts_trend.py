"""A measure over time: columns true to their dates, lines that begin and end where they have figures, the gaps shown."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts import refusals
from briefing.charts.marks import Dot, Label, Line
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.model import Qualifier
from briefing.dataset.specs import TrendChart
from tests.chart_checks import drawn, faults, sheet
from tests.chart_data import MODELS, dataset, fact, known

YEARS = ("2021", "2022", "2023", "2025")


DATA = dataset()


def sold(subject: str, **by_year: int) -> Facts:
    return known(*(fact(f"{subject}/sold/{year.removeprefix('y')}", value) for year, value in by_year.items()))


def trend(*subjects: str) -> TrendChart:
    asked = {"id": "chart", "kind": "trend", "title": "t", "pick": {"measure": "sold"}, "along": "year"}
    return TrendChart.model_validate({**asked, "subjects": subjects})


def facts() -> Facts:
    return {
        **sold("ours", y2023=20, y2025=66),
        **sold("alpha", y2021=31, y2022=38, y2023=44, y2025=40),
        **sold("beta", y2021=12, y2023=30),
    }


CHART = trend("ours", "alpha", "beta")


def lines(chart: TrendChart, given_: Facts) -> list[Line]:
    return [mark for mark in sheet(chart, DATA, given_).marks if isinstance(mark, Line)]


def test_ends_are_labelled_and_lines_named_where_they_end() -> None:
    texts = [(cell.text.replace("\u00a0", " "), cell.ref) for cell in drawn(CHART, DATA, facts()).labels]
    assert texts[0] == ("Units sold · points · higher is better", None)
    for expected in (("31", "alpha/sold/2021"), ("40", "alpha/sold/2025"), ("66", "ours/sold/2025")):
        assert expected in texts
    assert [text for text, _ in texts].count("not given") == 1  # beta has ended, ours begins later
    assert [text for text, _ in texts[-4:]] == list(YEARS)


def test_points_between_are_labelled_where_there_is_room() -> None:
    labels = [(cell.text.replace("\u00a0", " "), cell.ref) for cell in drawn(CHART, DATA, facts()).labels]
    assert ("20", "ours/sold/2023") in labels
    assert ("38", "alpha/sold/2022") in labels
    near = {**sold("alpha", y2021=10, y2022=30, y2025=10), **sold("beta", y2021=11, y2022=31, y2025=11)}
    near |= sold("ours", y2021=12, y2022=32, y2025=12)
    between = [cell.ref for cell in drawn(CHART, DATA, near).labels if (cell.ref or "").endswith("2022")]
    assert between == ["ours/sold/2022", "alpha/sold/2022"]  # the one in the middle finds none


def test_a_disputed_point_between_is_told_in_the_notes_alone() -> None:
    given_ = {**facts(), **known(fact("alpha/sold/2022", 38, 45))}
    marks = sheet(CHART, DATA, given_).marks
    lowest = max(mark.y for mark in marks if isinstance(mark, Dot))
    told = [mark.y for mark in marks if isinstance(mark, Label) and mark.ref == "alpha/sold/2022"]
    assert len(told) == 2
    assert min(told) > lowest


def test_columns_lie_as_far_apart_as_their_dates() -> None:
    marks = sheet(trend("alpha"), DATA, facts()).marks
    places = [mark.x for mark in marks if isinstance(mark, Dot)]
    steps = [other - one for one, other in pairwise(places)]
    assert steps[0] == pytest.approx(steps[1], rel=0.01)
    assert steps[2] == pytest.approx(2 * steps[1], rel=0.01)


def test_columns_that_are_no_dates_lie_evenly_in_the_order_of_the_qualifier() -> None:
    values = Qualifier(id="year", name="year", values={value: value for value in ("late", "2021", "early")})
    other = replace(DATA, qualifiers={**DATA.qualifiers, "year": values})
    given_ = known(*(fact(f"alpha/sold/{value}", at) for value, at in (("late", 9), ("early", 5), ("2021", 7))))
    marks = sheet(trend("alpha"), other, given_).marks
    places = [(mark.x, mark.y) for mark in marks if isinstance(mark, Dot)]
    assert places[1][0] - places[0][0] == pytest.approx(places[2][0] - places[1][0])
    assert places[0][1] < places[1][1] < places[2][1]  # nine, seven, five: ever lower


def test_a_year_without_a_figure_is_bridged_by_dots_and_no_line_is_drawn_before_the_first() -> None:
    guides = [line for line in lines(trend("beta", "ours"), facts()) if line.dashes == (1.0, 2.0)]
    assert len(guides) == 1  # beta ends early; 2022 has no column, as neither has a figure
    guides = [line for line in lines(trend("beta", "alpha"), facts()) if line.dashes == (1.0, 2.0)]
    assert len(guides) == 2


def test_a_disputed_point_is_a_range_with_who_says_which_below() -> None:
    given_ = {**facts(), **known(fact("ours/sold/2025", 66, 71))}
    texts = [cell.text.replace("\u00a0", " ") for cell in drawn(CHART, DATA, given_).labels]
    assert "2025: Orion Large" in texts
    assert "(The Daily Press) or" in texts
    assert len([mark for mark in sheet(CHART, DATA, given_).marks if isinstance(mark, Dot)]) == 9


def test_who_has_no_figure_at_all_is_named() -> None:
    drawing = drawn(trend("alpha", "gamma"), DATA, facts())
    assert any("Gamma Opus" in cell.text for cell in drawing.labels)
    assert [row[1].text for row in drawing.table.rows if row[0].text.startswith("Gamma")] == ["not given"]


def test_the_table_has_every_point() -> None:
    rows = [[cell.text.replace("\u00a0", " ") for cell in row] for row in drawn(CHART, DATA, facts()).table.rows]
    assert [row[1] for row in rows if row[0] == "Alpha 3.1 Pro"] == ["31 points", "38 points", "44 points", "40 points"]
    assert [row[1] for row in rows if row[0] == "Orion Large"][:2] == ["not given", "not given"]


def test_the_text_tells_where_the_focus_began_and_where_it_ended() -> None:
    alt = "".join(cell.text for cell in drawn(CHART, DATA, facts()).alt).replace("\u00a0", " ")
    assert "Orion Large 20 points (2023), 66 points (2025)" in alt


def test_one_column_is_no_trend() -> None:
    (finding,) = refusals.found(trend("alpha"), DATA, sold("alpha", y2021=31))
    assert finding.code == "empty-chart"
    assert "second `year`" in finding.message
    assert refusals.found(CHART, DATA, facts()) == ()


figures = st.lists(st.integers(0, 60), min_size=len(YEARS), max_size=len(YEARS))


@settings(max_examples=25)
@given(st.lists(st.tuples(figures, st.booleans(), st.booleans()), min_size=1, max_size=7))
def test_no_data_make_labels_collide(drawn_figures: list[tuple[list[int], bool, bool]]) -> None:
    found: dict[str, Fact] = {}
    for subject, (values, disputed, inferred) in zip(("ours", "long", *list(MODELS)[1:]), drawn_figures, strict=False):
        for year, value in zip(YEARS, values, strict=True):
            if value > 9:
                name = f"{subject}/sold/{year}"
                found[name] = fact(name, value, *([value + 7] * disputed), inferred=inferred)
    if len({name.rsplit("/")[-1] for name in found}) > 1:
        assert list(faults(trend(), DATA, found)) == []
