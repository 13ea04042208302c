"""What the data alone tell of a chart that cannot be drawn: `check` says it, all of it, and draws nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from briefing.building import pipeline
from briefing.diagnostics import Diagnostic, Failure
from tests.projects import TINY, TOPIC, tiny

MEASURES = (TINY / "data" / TOPIC / "measures.yaml").read_text()
MORE = """
  - {id: weight, name: Weight, unit: usd, direction: lower}
  - {id: rating, name: Rating, direction: higher, zero: false}
"""
CLAIMS = """
source: post
claims:
  - {lines: 3, measure: boil-time, with: {by: post}, values: {heron: 152, egret: 191}}
  - {lines: 3, subject: egret, measure: finish, value: enamel, written: one}
  - {lines: 4, subject: egret, measure: price, value: 60, unit: seconds, written: one}
"""
AUDIENCE = """
name: Buyer
title: Which kettle to buy
question: Does it boil fast enough?
answer: It does.
key_figures: [{fact: heron/price, label: in the shop}]
lead_chart: c
"""


def findings(root: Path, chart: str, files: dict[str, str] | None = None) -> list[Diagnostic]:
    given = {
        "measures.yaml": MEASURES + MORE,
        "claims/post.yaml": CLAIMS.replace("written: one", "reading: inferred, because: It is so"),
        "audiences/buyer.yaml": AUDIENCE,
        "charts.yaml": f"charts:\n  - {{id: c, title: A chart, {chart}}}\n",
        "narrative/buyer.md": "## How fast it is\n\nFast.\n",
        **(files or {}),
    }
    return [it for it in pipeline.check(tiny(root, given)).findings if it.severity == "error"]


@pytest.mark.parametrize(
    ("chart", "codes"),
    [
        ("kind: ranked, pick: {measure: boil-time, with: {by: post}}", []),
        ("kind: ranked, pick: {measure: rating}", ["no-zero-axis"]),
        ("kind: ranked, pick: {measure: weight}", ["empty-chart"]),
        ("kind: ranked, pick: {measure: finish}", ["not-a-quantity"]),
        ("kind: ranked, pick: {measure: price}", ["mixed-units"]),
        ("kind: ranked, pick: {measure: boil-time}", ["ambiguous-fact"] * 2),
        ("kind: gaps, rows: [{measure: price}, {measure: finish}, {measure: weight}]", ["no-direction"] * 2),
        ("kind: gaps, rows: [{measure: weight}]", ["empty-chart"]),
        ("kind: gaps, rows: [{measure: boil-time, with: {by: post}}], rivals: egret", []),
        ("kind: dots, facts: []", ["empty-chart"]),
        ("kind: dots, facts: [heron/price, heron/boil-time/post, egret/finish]", ["mixed-units", "not-a-quantity"]),
        ("kind: dots, facts: [heron/price, heron-on-sale/date]", ["mixed-units"]),
        ("kind: scatter, x: {measure: price}, y: {measure: weight}, subjects: [heron]", ["empty-chart"]),
        ("kind: timeline, events: []", ["empty-chart"]),
        ("kind: multiples, panels: [{measure: weight}, {measure: boil-time}], subjects: heron", ["ambiguous-fact"]),
        ("kind: heat, rows: [{measure: price}], subjects: [heron, egret]", ["mixed-units"]),
        ("kind: slope, pairs: []", ["empty-chart"]),
        ("kind: slope, pairs: [{left: heron/price, right: heron/boil-time/post}]", ["mixed-units"]),
        ("kind: matrix", ["empty-chart"]),
        ("kind: matrix, facts: [egret/finish]", []),
    ],
)
def test_check_finds_what_a_build_refuses(tmp_path: Path, chart: str, codes: list[str]) -> None:
    found = findings(tmp_path, chart)
    assert sorted(it.code for it in found) == sorted(codes)
    assert all(
        it.place and it.place.file == f"data/{TOPIC}/charts.yaml" and it.message[:10] == "chart `c`:" for it in found
    )
    if not codes:
        return
    with pytest.raises(Failure) as failure:
        list(pipeline.build(pipeline.open_project(tmp_path, {})))
    assert list(failure.value.diagnostics) == found


def test_a_chart_of_nothing_says_what_there_is(tmp_path: Path) -> None:
    (finding,) = findings(tmp_path, "kind: ranked, pick: {measure: boil-time, with: {by: vendor}}, subjects: plover")
    (note,) = finding.notes
    assert note.startswith("facts of `boil-time`: `")
    assert note.count("`, `") == 3


def test_a_mistake_in_a_text_that_only_a_chart_prints_stands_at_its_own_place(tmp_path: Path) -> None:
    events = (TINY / "data" / TOPIC / "events.yaml").read_text().replace('name("heron")', 'nme("heron")')
    (finding,) = findings(tmp_path, "kind: timeline, events: heron-on-sale", {"events.yaml": events})
    assert (finding.code, finding.help) == ("template-undefined", "did you mean `name`?")
    assert finding.place
    assert (finding.place.file, finding.place.line) == (f"data/{TOPIC}/events.yaml", 3)


def test_what_charts_refuse_is_known_without_what_draws_them() -> None:
    code = "import sys, briefing.charts.refusals; print({'matplotlib', 'numpy'} & sys.modules.keys())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
