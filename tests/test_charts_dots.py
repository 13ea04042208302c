"""Dots on one axis: grouped, best first, disputes as ranges with who says which."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.marks import Dot, Line
from briefing.dataset.facts import Facts
from briefing.dataset.specs import DotsChart
from briefing.diagnostics import Failure
from tests.chart_checks import STYLE, drawn, faults, sheet
from tests.chart_data import MODELS, dataset, fact, known

DATA = dataset()
FACTS = known(
    fact("ours/elo/vendor", 1444),
    fact("beta/elo/vendor", 1672),
    fact("gamma/elo/vendor", 1606),
    fact("ours/elo/lab", 1427),
    fact("beta/elo/lab", 1676),
)
EXAM = known(
    fact("ours/exam/vendor/thinking/none", "42.8"),
    fact("ours/exam/vendor/thinking/with", "50.4"),
    fact("ours/exam/lab/thinking/none", "39.9"),
)


def dots(facts: Facts, group_by: str = "condition") -> DotsChart:
    return DotsChart(id="chart", kind="dots", title="t", facts=tuple(facts), group_by=group_by)  # type: ignore[arg-type]


def texts(facts: Facts, group_by: str = "condition") -> list[tuple[str, str | None]]:
    return [(cell.text, cell.ref) for cell in drawn(dots(facts, group_by), DATA, facts).labels]


def shapes(facts: Facts) -> list[Dot]:
    return [mark for mark in sheet(dots(facts), DATA, facts).marks if isinstance(mark, Dot)]


def test_groups_stand_apart_best_first() -> None:
    assert texts(FACTS) == [
        ("Office Work Rating · Elo · higher is better", None),
        ("Reported by the vendor", None),
        ("Beta-5.4", None),
        ("1,672", "beta/elo/vendor"),
        ("Gamma Opus 4.6", None),
        ("1,606", "gamma/elo/vendor"),
        ("Orion Large", None),
        ("1,444", "ours/elo/vendor"),
        ("Measured by Outside Lab", None),
        ("Beta-5.4", None),
        ("1,676", "beta/elo/lab"),
        ("Orion Large", None),
        ("1,427", "ours/elo/lab"),
    ]


def test_all_groups_share_one_axis() -> None:
    beta, gamma, ours, beta_lab, ours_lab = (dot.x for dot in shapes(FACTS))
    assert (beta - ours) / (1672 - 1444) == pytest.approx((beta_lab - ours_lab) / (1676 - 1427))
    assert ours_lab < ours < gamma < beta < beta_lab


def test_one_subject_under_several_conditions_is_listed_by_them() -> None:
    shown = texts(EXAM)
    assert shown[1] == ("Orion Large", None)
    assert [text for text, ref in shown[2:] if not ref] == [
        "With tools, reported by the vendor",
        "No tools, reported by the vendor",
        "No tools, measured by Outside Lab",
    ]
    assert shown[0] == ("The Long Exam · Thinking mode · higher is better", None)


def test_the_words_of_one_subject_tell_the_range() -> None:
    facts = {**EXAM, **known(fact("ours/exam/vendor/contemplating/none", "58"))}
    said = "".join(cell.text for cell in drawn(dots(facts), DATA, facts).alt)
    assert "58%" in said
    assert "39.9%" in said


def test_a_disputed_fact_is_a_range_with_who_says_which() -> None:
    facts = {**FACTS, **known(fact("gamma/elo/lab", 1600, 1640))}
    shown = texts(facts)
    assert [text for text, ref in shown if ref == "gamma/elo/lab"] == ["1,600", "1,640"]
    assert ("(The Daily Press) or", None) in shown
    low, high = (dot for dot in shapes(facts) if dot.y == shapes(facts)[4].y)
    marks = sheet(dots(facts), DATA, facts).marks
    assert Line(((low.x, low.y), (high.x, high.y)), STYLE.colours.mark, 2.0) in marks


def test_an_inferred_fact_is_open() -> None:
    facts = known(fact("ours/elo/lab", 1427), fact("beta/elo/lab", 1676, inferred=True))
    assert [dot.shape for dot in shapes(facts)] == ["ring", "dot"]
    assert ("inferred", None) in texts(facts)


def test_an_axis_that_leaves_out_zero_is_broken() -> None:
    far, near = EXAM, known(fact("ours/errors/lab", 2), fact("beta/errors/lab", 30))
    assert _breaks(far) == 2
    assert _breaks(near) == 0
    assert min(dot.x for dot in shapes(near)) > STYLE.width * 0.1


def _breaks(facts: Facts) -> int:
    lines = [mark for mark in sheet(dots(facts), DATA, facts).marks if isinstance(mark, Line)]
    return sum(line.points[0][1] != line.points[-1][1] for line in lines)


def test_facts_of_different_units_are_refused() -> None:
    facts = {**FACTS, **EXAM}
    with pytest.raises(Failure) as failure:
        drawn(dots(facts), DATA, facts)
    (finding,) = failure.value.diagnostics
    assert finding.code == "mixed-units"
    assert "`elo`, `percent`" in finding.message


def test_an_unknown_fact_is_refused_with_a_suggestion() -> None:
    with pytest.raises(Failure) as failure:
        drawn(DotsChart(id="chart", kind="dots", title="t", facts=("ours/elo/vendr",)), DATA, FACTS)
    (finding,) = failure.value.diagnostics
    assert (finding.code, finding.help) == ("unknown-fact", "did you mean `ours/elo/vendor`?")


def test_a_single_fact_is_named_by_its_subject() -> None:
    assert [text for text, _ in texts(known(fact("ours/elo/vendor", 1444)))] == [
        "Office Work Rating · Elo · reported by the vendor · higher is better",
        "Orion Large",
        "1,444",
    ]


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(1000, 1800), st.booleans(), st.booleans()), min_size=1, max_size=15))
def test_no_data_make_labels_collide(given_values: list[tuple[int, bool, bool]]) -> None:
    facts = known(
        *(
            fact(
                f"{subject}/elo/{'lab' if inferred else 'vendor'}", value, *([value + 9] * disputed), inferred=inferred
            )
            for subject, (value, disputed, inferred) in zip(MODELS, given_values, strict=False)
        )
    )
    assert list(faults(dots(facts), DATA, facts)) == []
