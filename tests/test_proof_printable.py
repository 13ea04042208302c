"""A printed text stands for a value only if it says just that value."""

import pytest

from briefing.dataset import derive
from briefing.dataset.reconcile import reconcile
from briefing.proof.printable import Printables
from tests.making import claims, dataset


def judge() -> Printables:
    data = dataset(
        claims(
            {"measure": "exam", "value": "42.50"},
            {"measure": "tokens", "value": "58 million"},
            {"measure": "cost", "value": "14.3 billion", "hedge": "over"},
            {"measure": "place", "value": 4},
            {"measure": "date", "value": "2026-04-08"},
            {"measure": "score", "value": 52},
            {"measure": "score", "value": 55, "source": "b", "written": "fifty-five"},
            {"subject": "y", "measure": "tokens", "value": "120 million"},
            {"measure": "access", "value": "open"},
        )
    )
    facts = reconcile(data)
    tokens = facts["x/tokens"], facts["y/tokens"]
    made = (derive.share(*tokens, data), derive.difference(*tokens, data), derive.count("facts", ["a", "b", "c"]))
    return Printables(data, "en", facts, {it.id: it for it in made})


ALLOWED = [
    ("x/exam", "42.50%"), ("x/tokens", "58 million output tokens"), ("x/tokens", "58\u00a0million"),
    ("x/cost", "over $14.3 billion"), ("x/cost", "$14.3 billion"), ("x/place", "4th"), ("x/place", "Fourth"),
    ("x/date", "8 April 2026"), ("x/score", "52 or 55"), ("x/score", "52 or 55 (sources disagree)"), ("x/score", "55"),
    ("x/score", "“fifty-five”"), ("share(x/tokens,y/tokens)", "48%"), ("share(x/tokens,y/tokens)", "about half"),
    ("difference(x/tokens,y/tokens)", "62 million output tokens"), ("count(facts)", "three"), ("count(facts)", "3"),
    ("x/exam", "ahead of"), ("x/access", "open"),
]  # fmt: skip
REFUSED = [
    ("x/exam", "42.5%"), ("x/exam", "43%"), ("x/exam", "42.500%"), ("x/exam", "42.50 points"), ("x/tokens", "58"),
    ("x/tokens", "58 billion"), ("x/tokens", "58.0 million"), ("x/cost", "under $14.3 billion"),
    ("x/cost", "$14 billion"), ("x/place", "third"), ("x/date", "8 April 2025"),
    ("x/date", "9 April 2026"), ("x/score", "53"), ("x/score", "52 to 55"), ("share(x/tokens,y/tokens)", "half"),
    ("share(x/tokens,y/tokens)", "48.3%"), ("count(facts)", "four"), ("nobody/exam", "42.50%"),
    ("nobody/exam", "ahead of"), ("x/access", "one of 3"),
]  # fmt: skip


@pytest.mark.parametrize(("ref", "text"), ALLOWED)
def test_ways_to_print_it(ref: str, text: str) -> None:
    assert judge().allow(ref, text)


@pytest.mark.parametrize(("ref", "text"), REFUSED)
def test_no_ways_to_print_it(ref: str, text: str) -> None:
    assert not judge().allow(ref, text)


def test_a_line_of_a_label_is_part_of_a_way() -> None:
    assert judge().allow("x/tokens", "58 million output", part=True)
    assert not judge().allow("x/tokens", "58 million output")
    assert not judge().allow("x/cost", "14", part=True)
