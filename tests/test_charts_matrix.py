"""Who says what: shapes that need no colour, a key, and the same in words."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given as given_
from hypothesis import settings
from hypothesis import strategies as st

from briefing.charts.drawing import draw
from briefing.charts.marks import Dot
from briefing.dataset.facts import Facts
from briefing.dataset.model import Cite, Statement
from briefing.dataset.reconcile import reconcile
from briefing.dataset.specs import MatrixChart
from briefing.dataset.values import Hedge, Quantity
from briefing.diagnostics import Failure
from briefing.exhibit import Cell
from tests.chart_checks import LOOK, drawn, faults, sheet
from tests.chart_data import claim, dataset, fact, known, statement

NOTICED = statement("noticed", "It noticed the tests", {"press": "said", "blog": "weaker"})
HELD = statement("held", "Nothing to hold it back", {"press": "said", "hub": "contradicted"})
DATA = dataset(statements=[NOTICED, HELD])


def matrix(*statements: str, sources: tuple[str, ...] = ()) -> MatrixChart:
    return MatrixChart(id="chart", kind="matrix", title="t", statements=statements, sources=sources)


def shapes(chart: MatrixChart) -> list[str]:
    return [mark.shape for mark in sheet(chart, DATA, known()).marks if isinstance(mark, Dot)]


def test_each_field_has_a_shape_of_its_own() -> None:
    key = ["dot", "half", "cross", "ring"]
    assert shapes(matrix("noticed", "held")) == [*key, "dot", "half", "ring", "ring", "dot", "ring", "cross", "ring"]


def test_the_key_has_only_what_occurs() -> None:
    assert [cell.text for cell in drawn(matrix("held", sources=("press", "hub")), DATA, known()).labels] == [
        "said",
        "contradicted",
        "The Daily Press",
        "Hub",
        "Nothing to hold it back",
    ]


def test_the_table_says_it_in_words() -> None:
    table = drawn(matrix("noticed"), DATA, known()).table
    assert table.head == ("Statement", "Value", "Condition", "The Daily Press", "Model Blog", "Hub", "Wire Service")
    assert [cell.text for cell in table.rows[0]] == [
        "It noticed the tests",
        "",
        "",
        "said",
        "said more weakly",
        "not said",
        "not said",
    ]


def test_a_contradiction_is_not_hidden_by_what_else_a_source_says() -> None:
    cites = [Cite.model_validate({"source": "press", "lines": 1, "stance": s}) for s in ("said", "contradicted")]
    both = Statement(id="both", says="Both", cites=tuple(cites))
    chart = matrix("both", sources=("press",))
    assert drawn(chart, dataset(statements=[both]), known()).table.rows[0][3].text == "contradicted"


def test_a_template_is_filled_in_or_refused() -> None:
    prose = statement("figure", "It scored {{ n('x/y') }} points", {"press": "said"})
    data = dataset(statements=[prose])
    with pytest.raises(Failure) as failure:
        draw(matrix("figure"), data, known(), LOOK)
    assert failure.value.diagnostics[0].code == "template-in-chart"
    filled = (Cell("It scored "), Cell("52", "x/y"), Cell(" points"))
    drawing = draw(matrix("figure"), data, known(), LOOK, say=lambda _text, _place: filled)
    assert [cell for cell in drawing.labels if cell.ref] == [Cell("52", "x/y")]
    assert drawing.table.rows[0][0] == Cell("It scored 52 points", "x/y")


# --- facts ----------------------------------------------------------------------------------------------------


def of(facts: Facts, *ids: str) -> MatrixChart:
    return MatrixChart(id="chart", kind="matrix", title="t", facts=ids or tuple(facts))


def stances(facts: Facts, row: int = 0) -> list[str]:
    """The stances of the sources on a row, from the data table."""
    return [cell.text for cell in drawn(of(facts), DATA, facts).table.rows[row]][3:]


def test_the_words_name_the_condition_of_a_fact() -> None:
    facts = known(fact("ours/vision/vendor", "86.4"))
    said = "".join(cell.text for cell in drawn(of(facts), DATA, facts).alt)
    assert "Vision Pro (reported by the vendor) 86.4%" in said


def quantity(value: str, hedge: str) -> Quantity:
    return Quantity(Decimal(value), Hedge(hedge))


def given(*claims: tuple[str, str, str], inferred: str = "", aside: str = "") -> Facts:
    """The index of `ours` as sources give it: source, value, hedge."""
    made = []
    for source, value, hedge in claims:
        own = quantity(value, hedge)
        one = claim("ours/index/lab", (("by", "lab"),), own, source, inferred=source == inferred)
        made.append(replace(one, rank="deprecated", reason="a test") if source == aside else one)
    return reconcile(replace(DATA, claims=tuple(made)))


def test_who_gives_a_figure_exactly_loosely_and_not_at_all() -> None:
    facts = given(("press", "52.4", ""), ("blog", "52", ""), ("hub", "52.4", "about"))
    assert stances(facts) == ["said", "said more weakly", "said more weakly", "not said"]
    assert stances(given(("press", "52", ""), ("blog", "52", ""), inferred="blog"))[:2] == ["said", "said more weakly"]


def test_a_disputed_fact_has_a_row_for_each_value() -> None:
    facts = given(("press", "52", ""), ("blog", "57", ""), ("hub", "57", ""))
    assert stances(facts, 0) == ["said", "contradicted", "contradicted", "not said"]
    assert stances(facts, 1) == ["contradicted", "said", "said", "not said"]
    shown = [(cell.text, cell.ref) for cell in drawn(of(facts), DATA, facts).labels]
    assert [text for text, ref in shown if ref] == ["52\u00a0points", "57\u00a0points"]


def test_a_figure_without_a_row_stands_with_its_source() -> None:
    facts = given(("press", "52.4", ""), ("blog", "52", "about"), ("hub", "52.4", ""))
    shown = [(cell.text, cell.ref) for cell in drawn(of(facts), DATA, facts).labels]
    assert [text for text, ref in shown if ref] == ["52.4\u00a0points", "about 52"]


def test_a_figure_that_is_set_aside_contradicts_where_it_differs() -> None:
    facts = given(("press", "52", ""), ("blog", "60", ""), ("hub", "52", ""), aside="blog")
    assert stances(facts) == ["said", "contradicted", "said", "not said"]
    same = given(("press", "52", ""), ("blog", "52", ""), aside="blog")
    assert stances(same)[:2] == ["said", "said more weakly"]


def test_statements_and_facts_stand_in_one_matrix() -> None:
    facts = given(("press", "52", ""))
    both = MatrixChart(id="chart", kind="matrix", title="t", statements=("held",), facts=tuple(facts))
    rows = drawn(both, DATA, facts).table.rows
    assert [[cell.text for cell in row[:3]] for row in rows] == [
        ["Nothing to hold it back", "", ""],
        ["Orion Large: Capability Index", "52\u00a0points", "measured by Outside Lab"],
    ]
    assert rows[1][1].ref == "ours/index/lab"


def test_a_matrix_of_nothing_is_refused() -> None:
    with pytest.raises(Failure) as failure:
        draw(matrix(), DATA, known(), LOOK)
    assert failure.value.diagnostics[0].code == "empty-chart"


values = st.sampled_from(["52", "52.4", "57", "1200345", "0"])
hedges = st.sampled_from(["", "about", "over", "up to"])


@settings(max_examples=25)
@given_(st.dictionaries(st.sampled_from(["press", "blog", "hub", "wire"]), st.tuples(values, hedges), min_size=1))
def test_no_data_make_labels_collide(told: dict[str, tuple[str, str]]) -> None:
    facts = given(*((source, value, hedge) for source, (value, hedge) in told.items()))
    both = MatrixChart(id="chart", kind="matrix", title="t", statements=("held", "noticed"), facts=tuple(facts))
    assert list(faults(both, DATA, facts)) == []


def test_values_of_one_thing_stand_under_its_name() -> None:
    facts = known(fact("ours/tokens/lab", "58 million", "61 million"))
    made = drawn(MatrixChart(id="chart", kind="matrix", title="t", facts=("ours/tokens/lab",)), DATA, facts)
    names, figures = {row[0].text for row in made.table.rows}, [row[1].text for row in made.table.rows]
    (name,) = names
    texts = [cell.text for cell in made.labels]
    assert len(figures) == 2
    assert [text for text in texts if text in figures] == figures
    assert " ".join(texts).count(name) == 1
