"""Ranked bars: from zero, best first, nobody left out, nothing colliding."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.drawing import draw
from briefing.charts.marks import Bar, Line
from briefing.dataset.facts import Dataset, Fact, Facts
from briefing.dataset.specs import RankedChart
from briefing.diagnostics import Failure
from tests.chart_checks import LOOK, STYLE, drawn, faults, sheet
from tests.chart_data import MODELS, dataset, fact, known, pick

DATA = dataset()


def ranked(measure: str = "index", *, subjects: tuple[str, ...] = (), lines: tuple[str, ...] = ()) -> RankedChart:
    """A chart of the measure as the outside lab has it."""
    asked = pick(measure, by="lab")
    return RankedChart(id="chart", kind="ranked", title="t", pick=asked, subjects=subjects, lines=lines)


def index(**values: int) -> Facts:
    return known(*(fact(f"{subject}/index/lab", value) for subject, value in values.items()))


FACTS = index(ours=52, alpha=57, beta=53, before=18)


def texts(chart: RankedChart, facts: Facts, data: Dataset = DATA) -> list[tuple[str, str | None]]:
    return [(cell.text, cell.ref) for cell in drawn(chart, data, facts).labels]


def bars(chart: RankedChart, facts: Facts) -> list[Bar]:
    return [mark for mark in sheet(chart, DATA, facts).marks if isinstance(mark, Bar)]


def test_best_first_each_number_with_its_fact() -> None:
    assert texts(ranked(), FACTS) == [
        ("Capability Index · points · measured by Outside Lab · higher is better", None),
        ("Alpha 3.1 Pro", None),
        ("57", "alpha/index/lab"),
        ("Beta-5.4", None),
        ("53", "beta/index/lab"),
        ("Orion Large", None),
        ("52", "ours/index/lab"),
        ("Orion Classic", None),
        ("18", "before/index/lab"),
        ("predecessor", None),
    ]


def test_where_lower_is_better_the_lowest_comes_first() -> None:
    facts = known(fact("ours/tokens/lab", "58 million"), fact("beta/tokens/lab", "120 million"))
    shown = [text for text, ref in texts(ranked("tokens"), facts) if ref]
    assert shown == ["58\u00a0million", "120\u00a0million"]


def test_bars_start_at_zero_and_are_as_long_as_their_values() -> None:
    alpha, beta, ours, before = bars(ranked(), FACTS)
    assert alpha.x == beta.x == ours.x == before.x
    assert ours.width / alpha.width == pytest.approx(52 / 57)
    assert before.width / alpha.width == pytest.approx(18 / 57)
    (zero,) = (mark for mark in sheet(ranked(), DATA, FACTS).marks if isinstance(mark, Line))
    assert zero.points[0][0] == alpha.x


def test_values_below_zero_run_the_other_way() -> None:
    up, down = bars(ranked("errors"), known(fact("ours/errors/lab", 10), fact("beta/errors/lab", -5)))[::-1]
    assert down.x + down.width == pytest.approx(up.x)


def test_the_focus_has_the_accent_and_its_predecessor_a_paler_one() -> None:
    assert [bar.colour for bar in bars(ranked(), FACTS)] == [
        STYLE.colours.bar,
        STYLE.colours.bar,
        STYLE.accent.strong,
        STYLE.accent.soft,
    ]


def test_a_subject_without_the_fact_is_named() -> None:
    chart = ranked(subjects=("ours", "gamma", "alpha"))
    assert texts(chart, FACTS)[-2:] == [("Gamma Opus 4.6", None), ("not given", None)]
    drawing = drawn(chart, DATA, FACTS)
    assert [cell.text for cell in drawing.table.rows[-1]] == ["Gamma Opus 4.6", "not given", "", "", ""]
    assert "Not given: Gamma Opus 4.6." in "".join(cell.text for cell in drawing.alt)


def test_a_disputed_fact_shows_both_values_and_who_says_which() -> None:
    facts = {**FACTS, **known(fact("zeta/index/lab", 44, 49))}
    shown = texts(ranked(), facts)
    assert [text for text, ref in shown if ref == "zeta/index/lab"] == ["44", "49"]
    assert ("(The Daily Press) or", None) in shown
    assert ("(Model Blog)", None) in shown
    solid, hollow = bars(ranked(), facts)[3:5]
    assert (solid.hollow, hollow.hollow) == (False, True)
    assert hollow.x == pytest.approx(solid.x + solid.width)
    row = next(row for row in drawn(ranked(), DATA, facts).table.rows if row[0].text == "Zeta Max")
    assert [cell.text for cell in row[1:]] == [
        "44 or 49\u00a0points",
        "measured by Outside Lab",
        "The Daily Press; Model Blog",
        "sources disagree",
    ]


def test_an_inferred_fact_is_hatched_and_said_to_be() -> None:
    facts = {**FACTS, **known(fact("eta/index/lab", "42.5", inferred=True))}
    assert [bar.hatched for bar in bars(ranked(), facts)] == [False, False, False, True, False]
    assert ("inferred", None) in texts(ranked(), facts)


def test_facts_under_other_conditions_are_thin_lines_named_by_them() -> None:
    facts = {**FACTS, **known(fact("ours/index/vendor", 54))}
    chart = ranked(lines=("ours/index/vendor",))
    shown = texts(chart, facts)
    place = shown.index(("52", "ours/index/lab"))
    assert shown[place + 1 : place + 3] == [("reported by the vendor", None), ("54", "ours/index/vendor")]
    assert len(bars(chart, facts)) == 4


def test_a_line_of_a_subject_without_a_bar_names_it() -> None:
    facts = {**FACTS, **known(fact("mu/index/vendor", 40))}
    shown = [text for text, _ in texts(ranked(lines=("mu/index/vendor",)), facts)]
    assert shown[-3:] == ["Mu Sonnet 4.6", "reported by the vendor", "40"]


def test_a_measure_without_a_zero_is_refused() -> None:
    with pytest.raises(Failure) as failure:
        draw(ranked("elo"), DATA, known(fact("ours/elo/lab", 1427)), LOOK)
    (finding,) = failure.value.diagnostics
    assert finding.code == "no-zero-axis"
    assert finding.message.startswith("chart `chart`: bars from zero would mislead for `elo`")
    assert finding.help == "use a chart of kind `dots`"


def test_nothing_to_draw_is_refused() -> None:
    with pytest.raises(Failure) as failure:
        drawn(ranked(), DATA, {})
    assert failure.value.diagnostics[0].code == "empty-chart"


def test_a_line_that_is_no_fact_is_refused() -> None:
    with pytest.raises(Failure) as failure:
        drawn(ranked(lines=("ours/index/vendr",)), DATA, {**FACTS, **known(fact("ours/index/vendor", 54))})
    (finding,) = failure.value.diagnostics
    assert (finding.code, finding.help) == ("unknown-fact", "did you mean `ours/index/vendor`?")


def test_conditions_that_differ_stand_at_their_rows() -> None:
    facts = known(fact("ours/exam/lab/thinking/none", 40), fact("beta/exam/lab/deep/none", 50))
    shown = [text for text, _ in texts(ranked("exam"), facts)]
    assert shown[0] == "The Long Exam · no tools, measured by Outside Lab · higher is better"
    assert [text for text in shown if "mode" in text] == ["Deep mode", "Thinking mode"]


def test_fixed_words_and_numbers_speak_german() -> None:
    facts = known(fact("ours/exam/lab", "42.8"), fact("before/exam/lab", "4.5"))
    chart = ranked("exam", subjects=("ours", "before", "mu"))
    shown = [cell.text for cell in drawn(chart, DATA, facts, "de").labels]
    assert "42,8\u00a0%" in shown
    assert "Vorgänger" in shown
    assert "keine Angabe" in shown


values = st.one_of(st.integers(0, 100), st.decimals(0, 100, places=1))


def _facts(given_values: list[tuple[object, bool, bool]]) -> list[Fact]:
    found = []
    for subject, (value, disputed, inferred) in zip(MODELS, given_values, strict=False):
        both = (str(value), str(abs(float(str(value)) - 3))) if disputed else (str(value),)
        found.append(fact(f"{subject}/index/lab", *dict.fromkeys(both), inferred=inferred))
    return found


@settings(max_examples=25)
@given(st.lists(st.tuples(values, st.booleans(), st.booleans()), min_size=1, max_size=15))
def test_no_data_make_labels_collide(given_values: list[tuple[object, bool, bool]]) -> None:
    facts = known(*_facts(given_values))
    subjects = (*list(MODELS)[: len(given_values)], "mu", "long")
    assert list(faults(ranked(subjects=tuple(dict.fromkeys(subjects))), DATA, facts)) == []


def test_the_value_of_a_line_that_is_longer_than_all_bars_stays_on_the_sheet() -> None:
    facts = {**FACTS, **known(fact("ours/index/vendor", 99))}
    assert list(faults(ranked(lines=("ours/index/vendor",)), DATA, facts)) == []
