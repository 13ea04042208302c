"""Who says what: shapes that need no colour, a key, and the same in words."""

import pytest

from briefing.charts import draw
from briefing.charts.marks import Dot
from briefing.dataset.model import Cite, Statement
from briefing.dataset.specs import MatrixChart
from briefing.diagnostics import Failure
from briefing.exhibit import Cell
from tests.chart_checks import LOOK, drawn, sheet
from tests.chart_data import dataset, known, statement

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
    assert table.head == ("Statement", "The Daily Press", "Model Blog", "Hub", "Wire Service")
    assert [cell.text for cell in table.rows[0]] == [
        "It noticed the tests",
        "said",
        "said more weakly",
        "not said",
        "not said",
    ]


def test_a_contradiction_is_not_hidden_by_what_else_a_source_says() -> None:
    cites = [Cite.model_validate({"source": "press", "lines": 1, "stance": s}) for s in ("said", "contradicted")]
    both = Statement(id="both", says="Both", cites=tuple(cites))
    chart = matrix("both", sources=("press",))
    assert drawn(chart, dataset(statements=[both]), known()).table.rows[0][1].text == "contradicted"


def test_a_template_is_filled_in_or_refused() -> None:
    prose = statement("figure", "It scored {{ n('x/y') }} points", {"press": "said"})
    data = dataset(statements=[prose])
    with pytest.raises(Failure) as failure:
        draw(matrix("figure"), data, known(), LOOK)
    assert failure.value.diagnostics[0].code == "template-in-chart"
    filled = (Cell("It scored "), Cell("52", "x/y"), Cell(" points"))
    drawing = draw(matrix("figure"), data, known(), LOOK, say=lambda _: filled)
    assert [cell for cell in drawing.labels if cell.ref] == [Cell("52", "x/y")]
    assert drawing.table.rows[0][0] == Cell("It scored 52 points", "x/y")
