"""Every kind of chart: drawn from one table of kinds, the same on every run, refusals at their place."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.charts.drawing import KINDS, draw
from briefing.dataset.places import Spot
from briefing.dataset.specs import (
    ChartSpec,
    DotsChart,
    GapsChart,
    HeatChart,
    MatrixChart,
    MultiplesChart,
    Pair,
    RankedChart,
    ScatterChart,
    SlopeChart,
    TimelineChart,
    TrendChart,
)
from briefing.diagnostics import Failure, Place
from briefing.style.look import ACCENTS, House
from tests.chart_checks import drawn
from tests.chart_data import dataset, dated, event, fact, known, pick, statement

DATA = dataset(
    events=[event("launch", "Launch", subjects=("ours",)), event("early", "Early")],
    statements=[statement("noticed", "It noticed", {"press": "said"})],
)
FACTS = known(
    fact("ours/index/lab", 52),
    fact("alpha/index/lab", 57, 58),
    fact("ours/tokens/lab", "58 million"),
    fact("alpha/tokens/lab", "120 million", inferred=True),
    fact("ours/elo/lab", 1427),
    fact("ours/sold/early", 12),
    fact("ours/sold/late", 14, 15),
    fact("alpha/sold/late", 13),
    dated("launch", "2026-04-08"),
    dated("early", "2023", "2024-02"),
)
SPECS: dict[str, ChartSpec] = {
    spec.kind: spec
    for spec in (
        RankedChart(id="c1", kind="ranked", title="t", pick=pick("index"), subjects=("ours", "alpha", "mu")),
        GapsChart(id="c2", kind="gaps", title="t", rows=(pick("index"), pick("tokens"), pick("elo"))),
        DotsChart(id="c3", kind="dots", title="t", facts=("ours/index/lab", "alpha/index/lab")),
        ScatterChart(id="c4", kind="scatter", title="t", x=pick("tokens"), y=pick("index"), subjects=("ours", "alpha")),
        TimelineChart(id="c5", kind="timeline", title="t", events=("launch", "early")),
        MultiplesChart(id="c6", kind="multiples", title="t", panels=(pick("index"),), subjects=("ours", "alpha", "mu")),
        SlopeChart(
            id="c9",
            kind="slope",
            title="t",
            pairs=(
                Pair(left="ours/index/lab", right="alpha/index/lab", label="The index"),
                Pair(right="alpha/tokens/lab"),
                Pair(left="ours/elo/lab"),
            ),
        ),
        TrendChart(
            id="c10", kind="trend", title="t", pick=pick("sold"), along="year", subjects=("ours", "alpha", "mu")
        ),
        HeatChart(id="c8", kind="heat", title="t", rows=(pick("index"),), subjects=("ours", "alpha", "mu")),
        MatrixChart(id="c7", kind="matrix", title="t", statements=("noticed",)),
    )
}


def test_every_kind_of_spec_has_a_layout() -> None:
    assert set(KINDS) == set(SPECS)


@pytest.mark.parametrize("kind", SPECS)
def test_each_kind_is_faultless_and_as_wide_as_the_text(kind: str) -> None:
    drawing = drawn(SPECS[kind], DATA, FACTS)
    assert drawing.width == pytest.approx(170, abs=0.01)
    assert 5 < drawing.height < 120


@pytest.mark.parametrize("kind", SPECS)
def test_numbers_in_pictures_texts_and_tables_rest_on_something(kind: str) -> None:
    drawing = drawn(SPECS[kind], DATA, FACTS)
    cells = [*drawing.labels, *drawing.alt, *(cell for row in drawing.table.rows for cell in row)]
    bare = [cell.text.replace("Alpha 3.1 Pro", "").replace("Mu Sonnet 4.6", "") for cell in cells if cell.ref is None]
    assert [text for text in bare if any(letter.isdigit() for letter in text)] == []
    known_ids = set(FACTS) | {derivation.id for derivation in drawing.derivations}
    assert {cell.ref for cell in cells if cell.ref} <= known_ids


@pytest.mark.parametrize("accent", ACCENTS)
def test_each_accent_colours_the_focus(accent: str) -> None:
    look = House().look(accent)
    assert look.accent.strong in draw(SPECS["ranked"], DATA, FACTS, look).svg


def test_a_refusal_names_the_chart_and_its_place() -> None:
    place, spot = Place("data/test/charts.yaml", 12, 3), Spot("data/test/charts.yaml", (12, 3, 1))
    spec = RankedChart(id="wrong", kind="ranked", title="t", pick=pick("elo")).model_copy(update={"spot": spot})
    with pytest.raises(Failure) as failure:
        draw(spec, DATA, FACTS, House().look())
    (finding,) = failure.value.diagnostics
    assert finding.place == place
    assert finding.message.startswith("chart `wrong`: ")


def test_the_same_bytes_in_every_process() -> None:
    one = _in_another_process(PYTHONHASHSEED="1", LC_ALL="C", TZ="UTC")
    other = _in_another_process(PYTHONHASHSEED="4321", LC_ALL="C.UTF-8", TZ="Asia/Tokyo")
    assert one == other
    assert one.count("<svg") == len(KINDS)


def _in_another_process(**environment: str) -> str:
    code = (
        "import sys; from tests.test_charts import SPECS, DATA, FACTS, House, draw\n"
        "for spec in SPECS.values():\n"
        "    drawing = draw(spec, DATA, FACTS, House().look())\n"
        "    sys.stdout.write(drawing.svg + repr((drawing.labels, drawing.alt, drawing.table)))\n"
    )
    root = Path(__file__).parents[1]
    given = {**os.environ, **environment, "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, env=given, capture_output=True, check=True, encoding="utf-8"
    )
    return done.stdout
