"""Heat tables: shaded within the row, in the direction that is better, readable on every shade and without colour."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.marks import Bar, Dot, Line
from briefing.charts.shades import shades
from briefing.dataset.facts import Facts
from briefing.dataset.model import Measure
from briefing.dataset.specs import HeatChart, Pick
from briefing.diagnostics import Failure
from briefing.style.contrast import TEXT, contrast
from briefing.style.look import ACCENTS, House, Look
from briefing.web.screen import dark
from tests.chart_checks import STYLE, drawn, faults, sheet
from tests.chart_data import MODELS, dataset, fact, known, pick

DATA = dataset()
FACTS = known(
    fact("ours/code/vendor", "77.4"),
    fact("alpha/code/vendor", "80.6"),
    fact("beta/code/vendor", "79.0"),
    fact("ours/errors/vendor", "12.5"),
    fact("alpha/errors/vendor", 14),
    fact("ours/elo/vendor", 1444),
)
SUBJECTS = ("ours", "alpha", "beta")


def heat(*rows: Pick, subjects: tuple[str, ...] = SUBJECTS, order: str = "standing") -> HeatChart:
    return HeatChart(id="chart", kind="heat", title="t", rows=rows, subjects=subjects, order=order)  # type: ignore[arg-type]


def texts(chart: HeatChart, facts: Facts = FACTS) -> list[tuple[str, str | None]]:
    return [(cell.text, cell.ref) for cell in drawn(chart, DATA, facts).labels]


def grounds(chart: HeatChart, facts: Facts = FACTS) -> dict[str, str]:
    """The ground that each figure stands on, by the text of the figure."""
    marks = sheet(chart, DATA, facts).marks
    bars = [mark for mark in marks if isinstance(mark, Bar)]
    found = {}
    for label in sheet(chart, DATA, facts).marks:
        for bar in bars:
            if getattr(label, "ref", None) and bar.x <= label.x <= bar.x + bar.width and bar.y < label.y < bar.y + bar.height:  # type: ignore[union-attr]  # fmt: skip
                found[label.text] = bar.colour  # type: ignore[union-attr]
    return found


LIGHT, *_, DARK = (shade.ground for shade in STYLE.shades)


def test_each_figure_has_its_field_and_what_is_missing_says_so() -> None:
    assert texts(heat(pick("code"), pick("errors"), order="given")) == [
        ("worst of its row", None),
        ("best of its row", None),
        ("Orion Large", None),
        ("Alpha 3.1 Pro", None),
        ("Beta-5.4", None),
        ("Code Bench", None),
        ("reported by the vendor", None),
        ("77.4%", "ours/code/vendor"),
        ("80.6%", "alpha/code/vendor"),
        ("79.0%", "beta/code/vendor"),
        ("Error rate", None),
        ("reported by the vendor, lower is better", None),
        ("12.5%", "ours/errors/vendor"),
        ("14%", "alpha/errors/vendor"),
        ("not given", None),
    ]


def test_the_better_end_is_the_darker_whichever_it_is() -> None:
    found = grounds(heat(pick("code"), pick("errors")))
    assert found["80.6%"] == found["12.5%"] == DARK
    assert found["77.4%"] == found["14%"] == LIGHT
    assert found["79.0%"] not in (LIGHT, DARK)


def test_a_row_with_nothing_to_compare_has_no_shade() -> None:
    level = known(fact("ours/code/vendor", 80), fact("alpha/code/vendor", 80))
    aimless = dataset(measures=[Measure(id="age", name="Age", unit="points")])
    facts = known(fact("ours/age", 5), fact("alpha/age", 6))
    assert grounds(heat(pick("elo"))) == {"1,444": STYLE.colours.paper}
    assert grounds(heat(pick("code")), level) == {"80%": STYLE.colours.paper}
    marks = sheet(heat(pick("age")), aimless, facts).marks
    assert {mark.colour for mark in marks if isinstance(mark, Bar)} == {STYLE.colours.paper}


def signs(chart: HeatChart, facts: Facts) -> list[Dot]:
    """The signs of the best, without the one in the key."""
    return [mark for mark in sheet(chart, DATA, facts).marks if isinstance(mark, Dot)][1:]


def test_the_best_has_a_sign_and_weight_where_it_is_sure() -> None:
    (sign,) = signs(heat(pick("code")), FACTS)
    label = next(mark for mark in sheet(heat(pick("code")), DATA, FACTS).marks if getattr(mark, "text", "") == "80.6%")
    assert sign.shape == "diamond"
    assert sign.x < label.x  # type: ignore[union-attr]
    assert label.style.weight == 600  # type: ignore[union-attr]
    disputed = {**FACTS, **known(fact("beta/code/vendor", "79.0", "81.0"))}
    assert signs(heat(pick("code")), disputed) == []


def test_a_disputed_fact_is_a_divided_field_with_who_says_which_below() -> None:
    facts = {**FACTS, **known(fact("beta/code/vendor", "78.2", "81.0"))}
    shown = texts(heat(pick("code")), facts)
    assert [text for text, ref in shown if ref == "beta/code/vendor"] == ["78.2%", "81.0%", "78.2%", "81.0%"]
    assert ("sources disagree", None) in shown
    assert ("(The Daily Press) or", None) in shown
    found = grounds(heat(pick("code")), facts)
    assert found["81.0%"] == DARK
    assert found["78.2%"] != DARK


def test_an_inferred_fact_has_a_dashed_frame_and_a_key() -> None:
    facts = {**FACTS, **known(fact("beta/code/vendor", "79.0", inferred=True))}
    marks = sheet(heat(pick("code")), DATA, facts).marks
    assert sum(isinstance(mark, Line) and bool(mark.dashes) for mark in marks) == 2
    assert ("inferred", None) in texts(heat(pick("code")), facts)


def test_rows_start_where_the_focus_stands_best_or_as_listed() -> None:
    picks = (pick("code"), pick("elo"), pick("errors"))
    names = ["Code Bench", "Office Work Rating", "Error rate"]
    assert [text for text, _ in texts(heat(*picks, order="given")) if text in names] == names
    assert [text for text, _ in texts(heat(*picks)) if text in names] == [
        "Error rate",
        "Code Bench",
        "Office Work Rating",
    ]


def test_the_column_of_the_focus_is_framed() -> None:
    frames = [m for m in sheet(heat(pick("code")), DATA, FACTS).marks if isinstance(m, Line) and m.width == 1.4]
    assert [frame.colour for frame in frames] == [STYLE.accent.strong]
    assert [m for m in sheet(heat(pick("code"), subjects=("alpha", "beta")), DATA, FACTS).marks if m in frames] == []


def test_too_many_columns_are_refused() -> None:
    facts = known(*(fact(f"{subject}/tokens/lab", "157.25 million") for subject in MODELS))
    with pytest.raises(Failure) as failure:
        drawn(heat(pick("tokens"), subjects=tuple(MODELS)), DATA, facts)
    assert failure.value.diagnostics[0].code == "chart-too-crowded"


@pytest.mark.parametrize("turned", [lambda look: look, dark], ids=["light", "dark"])
@pytest.mark.parametrize("accent", ACCENTS)
def test_shades_move_away_from_the_paper_and_text_reads_on_each(accent: str, turned: Callable[[Look], Look]) -> None:
    found, paper = shades(turned(House().look(accent))), turned(House().look(accent)).colours.paper
    assert all(contrast(shade.ground, shade.text) >= TEXT for shade in found)
    assert all(
        contrast(darker.ground, paper) >= 1.15 * contrast(lighter.ground, paper) for lighter, darker in pairwise(found)
    )


cells = st.tuples(st.integers(0, 12), st.booleans(), st.booleans())


@settings(max_examples=25)
@given(
    st.lists(st.sampled_from(["code", "exam", "elo", "errors", "tokens"]), min_size=1, max_size=5, unique=True),
    st.lists(st.sampled_from([name for name in MODELS if name != "long"]), min_size=1, max_size=6, unique=True),
    st.data(),
)
def test_no_data_make_labels_collide(measures: list[str], subjects: list[str], data: st.DataObject) -> None:
    found = []
    for measure in measures:
        for subject in subjects:
            value, disputed, inferred = data.draw(cells)
            if value:
                both = (value * 7, *([value * 7 + 3] * disputed))
                found.append(fact(f"{subject}/{measure}/lab", *both, inferred=inferred))
    facts = known(*found, fact(f"{subjects[0]}/index/lab", 50))
    chart = heat(pick("index"), *map(pick, measures), subjects=tuple(subjects))
    assert list(faults(chart, DATA, facts)) == []
