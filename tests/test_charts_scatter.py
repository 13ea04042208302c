"""Scatter: axes labelled by the facts themselves, names laid out, nobody left out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.marks import Dot, Line
from briefing.dataset.facts import Facts
from briefing.dataset.specs import ScatterChart
from briefing.diagnostics import Failure
from tests.chart_checks import STYLE, drawn, faults, sheet
from tests.chart_data import MODELS, dataset, fact, known, pick

DATA = dataset()
FACTS = known(
    fact("ours/tokens/lab", "58 million"),
    fact("gamma/tokens/lab", "157 million"),
    fact("ours/index/lab", 52),
    fact("gamma/index/lab", 53),
    fact("alpha/index/lab", 57),
    fact("mu/tokens/lab", "90 million"),
)


def scatter(*subjects: str) -> ScatterChart:
    x, y = pick("tokens"), pick("index")
    return ScatterChart(id="chart", kind="scatter", title="t", x=x, y=y, subjects=subjects)


def dots(chart: ScatterChart, facts: Facts) -> list[Dot]:
    return [mark for mark in sheet(chart, DATA, facts).marks if isinstance(mark, Dot)]


def test_axes_are_labelled_at_the_facts() -> None:
    labels = drawn(scatter("ours", "gamma"), DATA, FACTS).labels
    assert [(cell.text, cell.ref) for cell in labels if cell.ref] == [
        ("53", "gamma/index/lab"),
        ("52", "ours/index/lab"),
        ("58\u00a0million", "ours/tokens/lab"),
        ("157\u00a0million", "gamma/tokens/lab"),
    ]
    assert {"Orion Large", "Gamma Opus 4.6"} <= {cell.text for cell in labels}


def test_more_lies_to_the_right_and_higher_up() -> None:
    ours, gamma = dots(scatter("ours", "gamma"), FACTS)
    assert ours.x < gamma.x
    assert ours.y > gamma.y
    assert (ours.colour, gamma.colour) == (STYLE.accent.strong, STYLE.colours.mark)


def test_who_lacks_the_level_measure_is_marked_beside_the_plot() -> None:
    drawing = drawn(scatter("ours", "gamma", "alpha"), DATA, FACTS)
    shown = [cell.text for cell in drawing.labels]
    assert "Output tokens not given" in shown
    assert "Alpha 3.1 Pro" in shown
    alpha, *_ = (dot for dot in dots(scatter("ours", "gamma", "alpha"), FACTS) if dot.shape == "ring")
    assert alpha.x > max(dot.x for dot in dots(scatter("ours", "gamma", "alpha"), FACTS) if dot.shape == "dot")
    assert [cell.text for cell in drawing.table.rows[-1]] == ["Alpha 3.1 Pro", "not given", "57\u00a0points", ""]


def test_who_lacks_the_upright_measure_is_named_below_the_plot() -> None:
    shown = [cell.text for cell in drawn(scatter("ours", "mu"), DATA, FACTS).labels]
    assert shown[-3:] == ["Mu Sonnet 4.6:", "90\u00a0million", "(Capability Index not given)"]


def test_a_disputed_value_is_a_range_with_who_says_which() -> None:
    facts = {**FACTS, **known(fact("zeta/index/lab", 50, 54), fact("zeta/tokens/lab", "100 million"))}
    chart = scatter("ours", "gamma", "zeta")
    shown = [(cell.text, cell.ref) for cell in drawn(chart, DATA, facts).labels]
    assert [text for text, ref in shown if ref == "zeta/index/lab"] == ["54", "50", "50", "54"]
    assert ("(The Daily Press) or", None) in shown
    ranges = [mark for mark in sheet(chart, DATA, facts).marks if isinstance(mark, Line) and mark.width == 2.0]
    (low, high), zeta = ranges[0].points, dots(chart, facts)[-1]
    assert len(ranges) == 1
    assert low[0] == high[0] == zeta.x
    assert low[1] + high[1] == pytest.approx(2 * zeta.y)


def test_a_subject_with_several_such_facts_is_refused() -> None:
    facts = {**FACTS, **known(fact("ours/index/vendor", 54))}
    with pytest.raises(Failure) as failure:
        drawn(scatter("ours", "gamma"), DATA, facts)
    assert failure.value.diagnostics[0].code == "ambiguous-fact"


def test_nobody_with_both_is_refused() -> None:
    with pytest.raises(Failure) as failure:
        drawn(scatter("alpha", "mu"), DATA, FACTS)
    assert failure.value.diagnostics[0].code == "empty-chart"


def test_an_axis_that_leaves_out_zero_is_broken() -> None:
    lines = [mark for mark in sheet(scatter("ours", "gamma"), DATA, FACTS).marks if isinstance(mark, Line)]
    strokes = [line for line in lines if line.width == 0.8]
    assert len(strokes) == 2  # the upright axis; that of tokens starts at zero


places = st.tuples(st.integers(50, 60), st.integers(60, 90))


@settings(max_examples=20)
@given(st.lists(places, min_size=1, max_size=14))
def test_no_data_make_labels_collide(given_values: list[tuple[int, int]]) -> None:
    pairs = list(zip(MODELS, given_values, strict=False))
    facts = known(
        *(fact(f"{subject}/index/lab", y) for subject, (y, _) in pairs),
        *(fact(f"{subject}/tokens/lab", f"{x} million") for subject, (_, x) in pairs[::2]),
    )
    assert list(faults(scatter(*(subject for subject, _ in pairs)), DATA, facts)) == []
