"""Lines between two columns: named at both ends, honest in their steepness, missing and disputed ends visible."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.marks import Dot, Line
from briefing.dataset.facts import Facts
from briefing.dataset.specs import Pair, SlopeChart
from briefing.diagnostics import Failure
from tests.chart_checks import STYLE, drawn, faults, sheet
from tests.chart_data import MODELS, dataset, fact, known

DATA = dataset()
FACTS = known(
    fact("ours/elo/vendor", 1444),
    fact("ours/elo/lab", 1427),
    fact("beta/elo/vendor", 1672),
    fact("beta/elo/lab", 1676),
    fact("gamma/elo/lab", 1606),
)


def slope(*pairs: tuple[str | None, str | None], group_by: str = "measure") -> SlopeChart:
    both = tuple(Pair(left=left, right=right) for left, right in pairs)
    return SlopeChart(id="chart", kind="slope", title="t", pairs=both, group_by=group_by)  # type: ignore[arg-type]


CHART = slope(
    ("ours/elo/vendor", "ours/elo/lab"), ("beta/elo/vendor", "beta/elo/lab"), (None, "gamma/elo/lab")
)  # fmt: skip


def texts(chart: SlopeChart, facts: Facts = FACTS, lang: str = "en") -> list[tuple[str, str | None]]:
    return [(cell.text.replace("\u00a0", " "), cell.ref) for cell in drawn(chart, DATA, facts, lang).labels]


def dots(chart: SlopeChart, facts: Facts = FACTS) -> list[Dot]:
    return [mark for mark in sheet(chart, DATA, facts).marks if isinstance(mark, Dot)]


def joins(chart: SlopeChart, facts: Facts = FACTS) -> list[Line]:
    """The lines from one column to the other, without guides."""
    lines = [mark for mark in sheet(chart, DATA, facts).marks if isinstance(mark, Line)]
    columns = sorted({dot.x for dot in dots(chart, facts)})
    return [line for line in lines if [x for x, _ in line.points] == columns and line.width >= 1]


def test_columns_are_named_by_what_sets_them_apart_and_lines_at_both_ends() -> None:
    assert texts(CHART) == [
        ("Office Work Rating · Elo · higher is better", None),
        ("Reported by the vendor", None),
        ("Measured by Outside Lab", None),
        ("Orion Large", None),
        ("1,444", "ours/elo/vendor"),
        ("Beta-5.4", None),
        ("1,672", "beta/elo/vendor"),
        ("Gamma Opus 4.6", None),
        ("not given", None),
        ("1,427", "ours/elo/lab"),
        ("Orion Large", None),
        ("1,676", "beta/elo/lab"),
        ("Beta-5.4", None),
        ("1,606", "gamma/elo/lab"),
        ("Gamma Opus 4.6", None),
    ]


def test_the_line_of_the_focus_differs_in_width_as_well() -> None:
    other, focus = joins(CHART)
    assert (other.width, focus.width) == (1.0, 2.2)
    assert focus.colour == STYLE.accent.strong
    (join,) = joins(slope(("before/elo/vendor", "before/elo/lab")), {**FACTS, **known(
        fact("before/elo/vendor", 1400), fact("before/elo/lab", 1390))})  # fmt: skip
    assert join.dashes


def test_a_line_with_one_end_is_a_dot_and_a_guide() -> None:
    assert len(dots(CHART)) == 5
    assert len(joins(CHART)) == 2
    guides = [mark for mark in sheet(CHART, DATA, FACTS).marks if isinstance(mark, Line) and mark.dashes == (1.0, 2.0)]
    assert [guide.points[1] in {(dot.x, dot.y) for dot in dots(CHART)} for guide in guides] == [True]


def test_steepness_is_the_difference() -> None:
    drops = {line.width: line.points[1][1] - line.points[0][1] for line in joins(CHART)}
    assert drops[2.2] / drops[1.0] == pytest.approx((1444 - 1427) / (1672 - 1676))


def test_panels_of_one_unit_show_the_same_span() -> None:
    facts = known(
        fact("ours/exam/vendor", "42.8"), fact("ours/exam/lab", "38.8"),
        fact("ours/vision/vendor", "80.0"), fact("ours/vision/lab", "80.4"),
    )  # fmt: skip
    chart = slope(("ours/exam/vendor", "ours/exam/lab"), ("ours/vision/vendor", "ours/vision/lab"))
    marks = [mark for mark in sheet(chart, DATA, facts).marks if isinstance(mark, Line) and mark.width == 2.2]
    drops = [line.points[1][1] - line.points[0][1] for line in marks]
    assert drops[0] / drops[1] == pytest.approx(4.0 / -0.4)
    assert [text for text, _ in texts(chart, facts) if text in ("Long Exam", "Vision Pro")] == [
        "Long Exam",
        "Vision Pro",
    ]


def test_a_small_difference_does_not_fill_the_plot() -> None:
    facts = known(fact("ours/vision/vendor", "80.0"), fact("ours/vision/lab", "80.4"))
    (line,) = joins(slope(("ours/vision/vendor", "ours/vision/lab")), facts)
    assert abs(line.points[1][1] - line.points[0][1]) < 10


def test_an_axis_that_leaves_out_zero_is_broken() -> None:
    near = known(fact("ours/errors/vendor", 2), fact("ours/errors/lab", 30))
    assert _breaks(CHART, FACTS) == 4
    assert _breaks(slope(("ours/errors/vendor", "ours/errors/lab")), near) == 0


def _breaks(chart: SlopeChart, facts: Facts) -> int:
    lines = [mark for mark in sheet(chart, DATA, facts).marks if isinstance(mark, Line) and mark.width == 0.8]
    return sum(line.points[0][1] != line.points[-1][1] for line in lines)


def test_a_disputed_end_is_a_range_and_its_quarrel_stands_below() -> None:
    facts = {**FACTS, **known(fact("ours/elo/lab", 1427, 1480))}
    shown = texts(CHART, facts)
    assert ("Measured by Outside Lab: Orion Large", None) in shown
    assert ("(The Daily Press) or", None) in shown
    assert len(joins(CHART, facts)) == 3
    assert len(dots(CHART, facts)) == 6


def test_an_inferred_end_is_open_and_said_to_be() -> None:
    facts = {**FACTS, **known(fact("ours/elo/lab", 1427, inferred=True))}
    assert [dot.shape for dot in dots(CHART, facts)].count("ring") == 1
    assert ("Measured by Outside Lab: inferred (Orion Large)", None) in texts(CHART, facts)


def test_predecessor_to_successor_over_several_tests() -> None:
    facts = known(
        fact("before/code/vendor", 30), fact("ours/code/vendor", 77),
        fact("before/exam/vendor", 20), fact("ours/exam/vendor", 42),
    )  # fmt: skip
    chart = slope(
        ("before/code/vendor", "ours/code/vendor"), ("before/exam/vendor", "ours/exam/vendor"), group_by="unit"
    )
    shown = [text for text, _ in texts(chart, facts)]
    assert shown[2:4] == ["Orion Classic", "Orion Large"]
    assert {"Code Bench", "Long Exam"} <= set(shown)
    assert len(joins(chart, facts)) == 2


def test_conditions_that_one_side_does_not_give_are_named() -> None:
    facts = known(fact("ours/exam/vendor/thinking/none", "42.8"), fact("ours/exam/lab/thinking", "39.9"))
    shown = [text for text, _ in texts(slope(("ours/exam/vendor/thinking/none", "ours/exam/lab/thinking")), facts)]
    assert "No tools, reported by the vendor" in shown
    assert "Measured by Outside Lab, tools not given" in shown


def test_facts_of_different_units_share_no_axis() -> None:
    facts = {**FACTS, **known(fact("ours/exam/lab", 42))}
    with pytest.raises(Failure) as failure:
        drawn(slope(("ours/elo/vendor", "ours/exam/lab")), DATA, facts)
    assert failure.value.diagnostics[0].code == "mixed-units"


def test_pairs_without_facts_or_with_unknown_ones_are_refused() -> None:
    for pair, code in (((None, None), "empty-chart"), (("ours/elo/vendr", None), "unknown-fact")):
        with pytest.raises(Failure) as failure:
            drawn(slope(pair), DATA, FACTS)
        assert failure.value.diagnostics[0].code == code


def test_the_table_has_both_ends_and_the_missing_one() -> None:
    rows = [[cell.text for cell in row] for row in drawn(CHART, DATA, FACTS).table.rows]
    assert rows[0] == ["Orion Large", "1,444\u00a0Elo", "reported by the vendor", "The Daily Press", ""]
    assert rows[4][:2] == ["Gamma Opus 4.6", "not given"]


ends = st.tuples(st.integers(0, 40), st.integers(0, 40), st.booleans(), st.booleans())


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(["exam", "vision", "elo", "errors"]), min_size=1, max_size=4, unique=True),
    st.lists(ends, min_size=1, max_size=6),
    st.sampled_from(["measure", "unit"]),
)
def test_no_data_make_labels_collide(
    measures: list[str], drawn_ends: list[tuple[int, int, bool, bool]], group_by: str
) -> None:
    facts, pairs = {}, []
    for measure in measures:
        for subject, (left, right, disputed, inferred) in zip(
            ("ours", "long", *list(MODELS)[1:]), drawn_ends, strict=False
        ):
            names = [f"{subject}/{measure}/{by}" if value else None for by, value in (("vendor", left), ("lab", right))]
            for name, value in zip(names, (left, right), strict=True):
                if name:
                    facts[name] = fact(name, value * 2, *([value * 2 + 9] * disputed), inferred=inferred)
            pairs.append((names[0], names[1]))
    if facts:
        assert list(faults(slope(*pairs, group_by=group_by), DATA, facts)) == []
