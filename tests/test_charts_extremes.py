"""Every kind with numbers, held to data that crowd it: extreme, equal and missing values, long names, one subject."""

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefing.charts.drawing import KINDS
from briefing.dataset.facts import Facts
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
    TrendChart,
)
from briefing.diagnostics import Failure
from tests.chart_checks import faults
from tests.chart_data import MODELS, dataset, fact, known, pick

DATA = dataset()
SUBJECTS = ("ours", "long", *(name for name in MODELS if name not in ("ours", "long")))
FEW = 5


def specs(subjects: tuple[str, ...], facts: Facts) -> Iterator[ChartSpec]:
    """A chart of each kind of these subjects' tokens and index."""
    tokens = pick("tokens", by="lab")
    yield RankedChart(id="chart", title="t", kind="ranked", pick=tokens, subjects=subjects)
    yield GapsChart(id="chart", title="t", kind="gaps", rows=(tokens, pick("index", by="lab")), rivals=subjects)
    yield DotsChart(id="chart", title="t", kind="dots", facts=tuple(name for name in facts if "/tokens/" in name))
    yield ScatterChart(id="chart", title="t", kind="scatter", x=tokens, y=pick("index", by="lab"), subjects=subjects)
    yield MultiplesChart(
        id="chart", title="t", kind="multiples", panels=(tokens, pick("index", by="lab")), subjects=subjects
    )
    yield HeatChart(id="chart", title="t", kind="heat", rows=(tokens, pick("index", by="lab")), subjects=subjects)
    pairs = ((f"{subject}/tokens/lab", f"{subject}/tokens/vendor") for subject in subjects)
    both = tuple(Pair(left=a if a in facts else None, right=b if b in facts else None) for a, b in pairs)
    yield SlopeChart(id="chart", title="t", kind="slope", pairs=both)
    yield TrendChart(id="chart", title="t", kind="trend", pick=pick("tokens"), along="by", subjects=subjects)
    yield MatrixChart(id="chart", title="t", kind="matrix", facts=tuple(facts))


#: Nought, slivers, giants, and several the same.
values = st.sampled_from(["", "0", "0.001", "1", "7", "7", "99.95", "1,234,567", "12 billion", "999 trillion"])
subjects_ = st.tuples(values, values, st.integers(0, 100), st.booleans(), st.booleans())


def facts_of(rows: Sequence[tuple[str, str, int, bool, bool]]) -> Facts:
    """What each subject has: tokens by both, the index, disputed or inferred."""
    found = [fact("ours/index/lab", 50), fact("ours/tokens/lab", "58 million"), fact("alpha/index/lab", 50)]
    for subject, (lab, vendor, index, disputed, inferred) in zip(SUBJECTS, rows, strict=False):
        for by, value in (("lab", lab), ("vendor", vendor)):
            if value:
                both = (value, *(["3 million"] * disputed))
                found.append(fact(f"{subject}/tokens/{by}", *both, inferred=inferred))
        if index:
            found.append(fact(f"{subject}/index/lab", index, *([index + 1] * disputed), inferred=inferred))
    return known(*found)


def test_every_kind_with_numbers_is_held() -> None:
    held = {spec.kind for spec in specs(("ours", "alpha"), facts_of([]))}
    assert held == set(KINDS) - {"timeline"}


@settings(max_examples=10)
@example(rows=[("", "", 0, False, False), ("0", "", 1, True, False)])
@example(rows=[("0", "", 1, False, False), ("0", "", 1, True, False)])  # both ranges run across the whole plot
@given(st.lists(subjects_, min_size=1, max_size=FEW))
def test_no_data_of_a_few_subjects_make_labels_collide(rows: list[tuple[str, str, int, bool, bool]]) -> None:
    facts = facts_of(rows)
    for spec in specs(SUBJECTS[: len(rows)], facts):
        assert list(_found(spec, facts)) == []


@settings(max_examples=4)
@given(st.lists(subjects_, min_size=FEW + 1, max_size=len(SUBJECTS)))
def test_many_subjects_fit_or_are_refused(rows: list[tuple[str, str, int, bool, bool]]) -> None:
    facts = facts_of(rows)
    for spec in specs(SUBJECTS[: len(rows)], facts):
        assert list(_found(spec, facts, crowded=spec.kind in ("heat", "scatter"))) == []


def _found(spec: ChartSpec, facts: Facts, *, crowded: bool = False) -> Iterator[str]:
    """What is wrong with a chart; nothing where it says that it has nothing to show, or, `crowded`, no room for it."""
    try:
        yield from (f"{spec.kind}: {fault}" for fault in faults(spec, DATA, facts))
    except Failure as failure:
        if failure.diagnostics[0].code not in ("empty-chart", *(("chart-too-crowded",) if crowded else ())):
            raise


@pytest.mark.parametrize("kind", sorted(set(KINDS) - {"timeline"}))
def test_one_subject_is_enough_or_refused_in_words(kind: str) -> None:
    facts = known(fact("ours/tokens/lab", "58 million"), fact("ours/index/lab", 50))
    (spec,) = [spec for spec in specs(("ours",), facts) if spec.kind == kind]
    assert list(_found(spec, facts)) == []
