"""Black and white: what differs in colour differs in lightness as well, or in shape, size, hatch, edge or dashes."""

from collections.abc import Sequence
from itertools import combinations

import pytest

from briefing.charts.drawing import KINDS
from briefing.charts.marks import Bar, Dot, Label, Line, Mark
from briefing.charts.style import style_for
from briefing.charts.words import Words
from briefing.dataset.specs import (
    ChartSpec,
    DotsChart,
    MultiplesChart,
    Pair,
    RankedChart,
    ScatterChart,
    SlopeChart,
    TrendChart,
)
from briefing.style.contrast import contrast
from briefing.style.look import ACCENTS, House
from tests.chart_data import fact, known, pick
from tests.test_charts import DATA, SPECS
from tests.test_charts import FACTS as OTHERS

#: Two greys that an eye tells apart where they lie side by side.
APART = 1.3
FACTS = known(
    *OTHERS.values(),
    fact("before/index/lab", 18),
    fact("before/tokens/lab", "80 million"),
    fact("before/elo/lab", 1300),
    fact("alpha/elo/lab", 1500),
    fact("before/index/vendor", 20),
    fact("alpha/index/vendor", 55),
    fact("ours/index/vendor", 50),
)
ALL = ("ours", "before", "alpha")
ROLES: tuple[ChartSpec, ...] = (
    RankedChart(id="a", kind="ranked", title="t", pick=pick("index", by="lab"), lines=tuple(f"{s}/index/vendor" for s in ALL)),
    DotsChart(id="b", kind="dots", title="t", facts=tuple(f"{s}/elo/lab" for s in ALL)),
    MultiplesChart(id="c", kind="multiples", title="t", panels=(pick("index", by="lab"), pick("elo")), subjects=ALL),
    ScatterChart(id="d", kind="scatter", title="t", x=pick("tokens"), y=pick("index", by="lab"), subjects=ALL),
    SlopeChart(id="e", kind="slope", title="t", pairs=tuple(Pair(left=f"{s}/index/vendor", right=f"{s}/index/lab") for s in ALL)),
    TrendChart(id="f", kind="trend", title="t", pick=pick("index"), along="by", subjects=ALL),
)  # fmt: skip
EVERY = (*ROLES, *(spec for kind, spec in SPECS.items() if kind in ("gaps", "heat", "matrix", "timeline")))


def grey(colour: str) -> str:
    """The colour as a printer without colours has it: the grey of the same luminance."""
    low, high = 0, 255
    while low < high:
        middle = (low + high) // 2
        darker = contrast(f"#{middle:02x}{middle:02x}{middle:02x}", "#000000") < contrast(colour, "#000000")
        low, high = (middle + 1, high) if darker else (low, middle)
    return f"#{low:02x}{low:02x}{low:02x}"


def signature(mark: Mark) -> tuple[object, ...]:
    """What tells a mark from others beside its colour and place."""
    match mark:
        case Dot():
            return mark.shape, mark.radius
        case Bar():
            return mark.hatched, mark.hollow, mark.edge
        case Line():
            return mark.width, mark.dashes
        case Label():
            return mark.style.weight, mark.style.size, mark.style.italic


def marks_of(spec: ChartSpec, accent: str) -> Sequence[Mark]:
    look = House().look(accent)
    return KINDS[spec.kind](spec, FACTS if spec in ROLES else OTHERS, Words(DATA, "en"), style_for(look)).marks


def alike(marks: Sequence[Mark]) -> set[tuple[str, str]]:
    """Pairs of colours that marks of one sort bear with nothing but their hue between them."""
    seen = {(type(mark).__name__, signature(mark), mark.colour) for mark in marks if isinstance(mark, Dot | Bar)}
    return {
        (one[2], other[2])
        for one, other in combinations(sorted(seen, key=str), 2)
        if one[:2] == other[:2] and contrast(grey(one[2]), grey(other[2])) < APART
    }


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("spec", EVERY, ids=lambda spec: spec.kind)
def test_no_dots_or_bars_differ_in_hue_alone(spec: ChartSpec, accent: str) -> None:
    assert alike(marks_of(spec, accent)) == set()


@pytest.mark.parametrize("accent", ACCENTS)
@pytest.mark.parametrize("spec", ROLES, ids=lambda spec: spec.kind)
def test_focus_and_predecessor_stand_out_from_all_others(spec: ChartSpec, accent: str) -> None:
    """By their marks, whatever the hue; the names of the focus are heavier too."""
    marks = [mark for mark in marks_of(spec, accent) if isinstance(mark, Dot | Bar)]
    style = style_for(House().look(accent))
    kinds = {role: {(type(m), signature(m), grey(m.colour)) for m in marks if m.colour in (style.fill(role), style.spot(role))}
             for role in ("focus", "predecessor", "other")}  # fmt: skip
    assert all(kinds.values())
    for one, other in combinations(kinds.values(), 2):
        assert not one & other
    assert (style.focus.weight, style.name.weight) == (600, 400)


@pytest.mark.parametrize("accent", ACCENTS)
def test_lines_of_a_slope_differ_in_width_or_dashes(accent: str) -> None:
    style = style_for(House().look(accent))
    assert len({style.stroke(role) for role in ("focus", "predecessor", "other")}) == 3


def test_a_test_of_hue_alone_finds_it() -> None:
    """The check itself can fail: two hues of one lightness are found."""
    teal, plum = Dot(0, 0, "dot", "#0a675f"), Dot(9, 9, "dot", "#a0306f")
    assert alike([teal, plum])
    assert not alike([teal, Dot(9, 9, "square", "#a0306f")])
