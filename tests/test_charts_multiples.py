"""Small multiples: the same subjects in each panel, honest scales, gaps named."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.marks import Bar, Dot
from briefing.dataset.facts import Facts
from briefing.dataset.specs import MultiplesChart, Pick
from tests.chart_checks import drawn, faults, sheet
from tests.chart_data import MODELS, dataset, fact, known, pick

DATA = dataset()
FACTS = known(
    fact("ours/code/vendor", "77.4"),
    fact("gamma/code/vendor", "80.8"),
    fact("ours/vision/vendor", "86.4"),
    fact("beta/vision/vendor", "82.8"),
    fact("ours/elo/vendor", 1444),
    fact("beta/elo/vendor", 1672),
)
SUBJECTS = ("ours", "beta", "gamma")


def multiples(*panels: Pick, subjects: tuple[str, ...] = SUBJECTS) -> MultiplesChart:
    return MultiplesChart(id="chart", kind="multiples", title="t", panels=panels, subjects=subjects)


def texts(chart: MultiplesChart, facts: Facts = FACTS) -> list[tuple[str, str | None]]:
    return [(cell.text, cell.ref) for cell in drawn(chart, DATA, facts).labels]


def test_the_words_hold_the_focus_against_another_under_the_condition() -> None:
    said = "".join(cell.text for cell in drawn(multiples(pick("code"), pick("vision")), DATA, FACTS).alt)
    assert "Code Bench (reported by the vendor): Gamma Opus 4.6 80.8%, Orion Large 77.4%." in said
    assert "Vision Pro (reported by the vendor): Orion Large 86.4%, Beta-5.4 82.8%." in said, "the best, and the next"


def test_the_table_tells_under_which_conditions_single_figures_hold() -> None:
    facts = known(fact("ours/exam/vendor/thinking/none", "42.8"), fact("beta/exam/vendor", "41.6"))
    row = drawn(multiples(pick("exam")), DATA, facts).table.rows[0]
    assert row[1].text == "reported by the vendor; Thinking mode, no tools (Orion Large)"


def test_each_panel_has_each_subject() -> None:
    assert texts(multiples(pick("code"), pick("vision"))) == [
        ("Orion Large", None),
        ("Beta-5.4", None),
        ("Gamma Opus 4.6", None),
        ("Code Bench", None),
        ("reported by the vendor", None),
        ("77.4%", "ours/code/vendor"),
        ("not given", None),
        ("80.8%", "gamma/code/vendor"),
        ("Vision Pro", None),
        ("reported by the vendor", None),
        ("86.4%", "ours/vision/vendor"),
        ("82.8%", "beta/vision/vendor"),
        ("not given", None),
    ]


def test_panels_of_one_scale_can_be_held_against_each_other() -> None:
    chart = multiples(pick("code"), pick("vision"))
    bars = [mark for mark in sheet(chart, DATA, FACTS).marks if isinstance(mark, Bar)]
    values = [77.4, 80.8, 86.4, 82.8]
    lengths = [bar.width / value for bar, value in zip(bars, values, strict=True)]
    assert lengths == pytest.approx([lengths[0]] * 4)


def test_a_measure_without_a_zero_gets_dots() -> None:
    marks = sheet(multiples(pick("elo"), pick("code")), DATA, FACTS).marks
    assert sum(isinstance(mark, Dot) for mark in marks) == 2
    assert sum(isinstance(mark, Bar) for mark in marks) == 2


def test_quarrels_and_single_conditions_stand_below() -> None:
    facts = {
        **FACTS,
        **known(
            fact("gamma/vision/vendor", "65.3", "66.9"),
            fact("ours/exam/vendor/thinking", "42.8"),
            fact("beta/exam/vendor", 41, inferred=True),
        ),
    }
    shown = [text for text, _ in texts(multiples(pick("vision"), pick("exam")), facts)]
    assert "Vision Pro: Gamma Opus 4.6" in shown
    assert "(The Daily Press) or" in shown
    assert "Long Exam: Thinking mode (Orion Large); inferred (Beta-5.4)" in shown


def test_the_table_has_measures_down_and_subjects_across() -> None:
    table = drawn(multiples(pick("code"), pick("vision")), DATA, FACTS).table
    assert table.head == ("Measure", "Condition", "Orion Large", "Beta-5.4", "Gamma Opus 4.6")
    assert [cell.text for cell in table.rows[0]] == [
        "Code Bench",
        "reported by the vendor",
        "77.4%",
        "not given",
        "80.8%",
    ]


def test_a_label_of_its_own_replaces_the_name() -> None:
    panel = Pick(measure="code", label="Repairing software")
    assert ("Repairing software", None) in texts(multiples(panel))


measures = st.sampled_from(["code", "vision", "exam", "elo", "errors", "tokens", "index"])


@settings(max_examples=20)
@given(st.lists(measures, min_size=1, max_size=9, unique=True), st.data())
def test_no_data_make_labels_collide(panels: list[str], data: st.DataObject) -> None:
    subjects = tuple(MODELS)[: data.draw(st.integers(1, 8))]
    found = []
    for measure in panels:
        for subject in subjects:
            value = data.draw(st.integers(0, 99))
            disputed = data.draw(st.booleans())
            if value % 4:
                found.append(fact(f"{subject}/{measure}/lab", value, *([value + 2] * disputed)))
    facts = known(*found, fact("ours/code/lab", 50))
    assert list(faults(multiples(pick("code"), *map(pick, panels), subjects=subjects), DATA, facts)) == []
