"""Gaps to the best rival: signed by what is better, sectioned by unit, rivals and conditions named."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.drawing import draw
from briefing.charts.marks import Bar
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.model import Measure, Unit
from briefing.dataset.specs import GapsChart, Pick
from briefing.diagnostics import Failure
from tests.chart_checks import LOOK, STYLE, drawn, faults, sheet
from tests.chart_data import dataset, fact, known, pick

DATA = dataset()
FACTS = known(
    fact("ours/vision/vendor", "86.4"),
    fact("beta/vision/vendor", "82.8"),
    fact("gamma/vision/vendor", "65.3"),
    fact("ours/code/vendor", "77.4"),
    fact("gamma/code/vendor", "80.8"),
    fact("before/code/vendor", "95.0"),
    fact("ours/errors/vendor", "12.5"),
    fact("beta/errors/vendor", "14.0"),
)
ELO = known(fact("ours/elo/vendor", 1444), fact("beta/elo/vendor", 1672))


def gaps(*rows: Pick, rivals: tuple[str, ...] = ()) -> GapsChart:
    return GapsChart(id="chart", kind="gaps", title="t", rows=rows, rivals=rivals)


def texts(chart: GapsChart, facts: Facts) -> list[tuple[str, str | None]]:
    return [(cell.text, cell.ref) for cell in drawn(chart, DATA, facts).labels]


def bars(chart: GapsChart, facts: Facts) -> list[Bar]:
    return [mark for mark in sheet(chart, DATA, facts).marks if isinstance(mark, Bar)]


def test_a_gap_has_its_sign_its_rival_and_both_figures() -> None:
    assert texts(gaps(pick("vision")), FACTS) == [
        ("Gap, percentage points", None),
        ("← behind", None),
        ("ahead →", None),
        ("Best rival", None),
        ("Vision Pro", None),
        ("reported by the vendor", None),
        ("+3.6", "difference(ours/vision/vendor,beta/vision/vendor)"),
        ("Beta-5.4", None),
        ("82.8%", "beta/vision/vendor"),
        ("against", None),
        ("86.4%", "ours/vision/vendor"),
    ], "the rival's own figure stands beside its name"


@pytest.mark.parametrize(
    ("unit", "head"),
    [
        (Unit(id="sum", currency="EUR"), "Gap, €"),
        (Unit(id="sum", symbol="×"), "Gap, ×"),
        (Unit(id="sum", one="watt", other="watts"), "Gap, watts"),
    ],
)
def test_the_head_names_the_unit_of_the_measure(unit: Unit, head: str) -> None:
    cost = Measure(id="cost", name="Cost", unit="sum", direction="lower")
    data = dataset(measures=[cost])
    data = replace(data, units={**data.units, "sum": unit})
    facts = {key: priced(it) for key, it in known(fact("ours/cost", 5), fact("beta/cost", 6)).items()}
    assert drawn(gaps(pick("cost")), data, facts).labels[0].text == head


def priced(one: Fact) -> Fact:
    return replace(one, claims=tuple(replace(claim, unit="sum") for claim in one.claims))


def test_greatest_lead_first_and_lags_to_the_left() -> None:
    chart = gaps(pick("code"), pick("vision"))
    assert [text for text, ref in texts(chart, FACTS) if ref and ref.startswith("difference")] == ["+3.6", "−3.4"]
    lead, lag = bars(chart, FACTS)
    assert lag.x + lag.width == pytest.approx(lead.x)
    assert lag.width / lead.width == pytest.approx(3.4 / 3.6)
    assert (lead.colour, lag.colour) == (STYLE.accent.strong, STYLE.colours.bar)


def test_where_lower_is_better_less_is_ahead() -> None:
    assert ("+1.5", "difference(beta/errors/vendor,ours/errors/vendor)") in texts(gaps(pick("errors")), FACTS)


def test_the_predecessor_is_no_rival() -> None:
    assert "Orion Classic" not in [text for text, _ in texts(gaps(pick("code")), FACTS)]


def test_only_the_rivals_asked_for_count() -> None:
    assert "Gamma Opus 4.6" in [text for text, _ in texts(gaps(pick("vision"), rivals=("gamma", "mu")), FACTS)]


def test_rivals_that_are_level_are_all_named() -> None:
    facts = {**FACTS, **known(fact("alpha/vision/vendor", "82.8"))}
    assert ("Alpha 3.1 Pro, Beta-5.4", None) in texts(gaps(pick("vision")), facts)


def test_units_are_never_mixed_on_one_scale() -> None:
    chart, facts = gaps(pick("elo"), pick("code"), pick("vision")), {**FACTS, **ELO}
    assert [text for text, _ in texts(chart, facts) if text.startswith("Gap")] == ["Gap, Elo", "Gap, percentage points"]
    elo, vision, code = bars(chart, facts)
    assert code.width / vision.width == pytest.approx(3.4 / 3.6)
    assert 0.5 < elo.width / vision.width < 2


def test_scores_of_the_same_scale_share_it_over_sections() -> None:
    bare = dataset(measures=[Measure(id="bare", name="Bare Score", direction="higher", scale=(0, 100))])
    facts = {**FACTS, **known(fact("ours/bare", 50), fact("beta/bare", 40))}
    chart = gaps(pick("vision"), pick("bare"))
    percent, points = (mark for mark in sheet(chart, bare, facts).marks if isinstance(mark, Bar))
    assert points.width / percent.width == pytest.approx(10 / 3.6)
    assert list(faults(chart, bare, facts)) == []


def test_zero_stands_at_one_place_in_all_sections() -> None:
    facts = {**FACTS, **ELO, **known(fact("ours/tokens/lab", "58 million"), fact("beta/tokens/lab", "1,998 trillion"))}
    drawn_bars = bars(gaps(pick("vision"), pick("elo"), pick("tokens", by="lab")), facts)
    assert len(drawn_bars) == 3
    assert set.intersection(*({round(bar.x, 3), round(bar.x + bar.width, 3)} for bar in drawn_bars))


def test_the_side_that_needs_more_room_gets_it() -> None:
    scores = {"ours/code": "40.0", "alpha/code": "80.0", "ours/vision": "86.4", "beta/vision": "82.8"}
    facts = known(*(fact(f"{about}/vendor", value) for about, value in scores.items()))
    lead, lag = bars(gaps(pick("vision"), pick("code")), facts)
    assert lag.width / lead.width == pytest.approx(40 / 3.6)
    assert lag.width > STYLE.width / 6


def test_what_no_rival_has_is_said() -> None:
    chart = gaps(pick("vision"), pick("code"), rivals=("beta",))
    shown = [text for text, _ in texts(chart, FACTS)]
    assert shown[-4:] == ["Code Bench", "reported by the vendor", "not given", "no rival’s figure given"]
    assert len(drawn(chart, DATA, FACTS).derivations) == 1


def test_conditions_that_the_rival_does_not_share_are_named() -> None:
    facts = known(fact("ours/exam/vendor/thinking/none", "42.8"), fact("alpha/exam/vendor/deep", "45.4"))
    assert ("Deep mode, tools not given", None) in texts(gaps(pick("exam")), facts)


def test_a_disputed_rival_gives_a_range() -> None:
    facts = {**FACTS, **known(fact("beta/vision/vendor", "82.8", "84.0"))}
    chart = gaps(pick("vision"))
    assert ("+2.4 or +3.6", "difference(ours/vision/vendor,beta/vision/vendor)") in texts(chart, facts)
    assert [bar.hollow for bar in bars(chart, facts)] == [False, True]


def test_a_measure_of_which_neither_end_is_better_is_refused() -> None:
    data = dataset(measures=[Measure(id="age", name="Age", unit="points")])
    with pytest.raises(Failure) as failure:
        draw(gaps(pick("age")), data, known(fact("ours/age", 5), fact("beta/age", 6)), LOOK)
    assert failure.value.diagnostics[0].code == "no-direction"


def test_the_table_has_figures_gap_and_condition() -> None:
    drawing = drawn(gaps(pick("vision")), DATA, FACTS)
    assert drawing.table.head == (
        "Measure",
        "Orion Large",
        "Best rival",
        "Best rival: Value",
        "Gap",
        "Condition",
        "Status",
    )
    assert [cell.text for cell in drawing.table.rows[0]] == [
        "Vision Pro",
        "86.4%",
        "Beta-5.4",
        "82.8%",
        "+3.6\u00a0points",
        "reported by the vendor",
        "",
    ]
    assert drawing.table.rows[0][4].ref == drawing.derivations[0].id


def test_the_table_says_what_is_inferred() -> None:
    facts = {**FACTS, **known(fact("beta/vision/vendor", "82.8", inferred=True))}
    assert drawn(gaps(pick("vision")), DATA, facts).table.rows[0][-1].text == "inferred"


def test_level_is_drawn_as_nothing_and_printed_as_nought() -> None:
    facts = known(fact("ours/code/vendor", "77.4"), fact("gamma/code/vendor", "77.4"))
    assert ("0.0", "difference(ours/code/vendor,gamma/code/vendor)") in texts(gaps(pick("code")), facts)


def test_a_gap_that_may_run_either_way_is_hollow_on_both_sides_of_zero() -> None:
    facts = {**FACTS, **known(fact("beta/vision/vendor", "80.0", "90.0"))}
    chart = gaps(pick("vision"), rivals=("beta",))
    behind, ahead = bars(chart, facts)
    assert behind.hollow
    assert ahead.hollow
    assert behind.x + behind.width == pytest.approx(ahead.x)
    wide = known(fact("ours/tokens/lab", "999 trillion"), fact("beta/tokens/lab", "3 million", "1,998 trillion"))
    assert list(faults(gaps(pick("tokens"), rivals=("beta",)), DATA, wide)) == []


@settings(max_examples=25)
@given(
    st.lists(
        st.sampled_from(["code", "vision", "exam", "elo", "errors", "tokens"]), min_size=1, max_size=6, unique=True
    ),
    st.lists(st.sampled_from(["alpha", "beta", "long", "gamma"]), min_size=1, max_size=4, unique=True),
    st.data(),
)
def test_no_data_make_labels_collide(measures: list[str], rivals: list[str], data: st.DataObject) -> None:
    found = [fact("ours/index/lab", 52), fact(f"{rivals[0]}/index/lab", 57)]
    for measure in measures:
        for subject in ("ours", *rivals):
            value, disputed, inferred = data.draw(st.tuples(st.integers(0, 9), st.booleans(), st.booleans()))
            if value:
                both = (value * 11, *([value * 11 + 2] * disputed))
                found.append(fact(f"{subject}/{measure}/lab", *both, inferred=inferred))
    chart = gaps(pick("index"), *map(pick, measures), rivals=tuple(rivals))
    assert list(faults(chart, DATA, known(*found))) == []
