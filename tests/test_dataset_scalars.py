from decimal import Decimal

import pytest

from briefing.dataset.scalars import Scalar, read


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("52", 52),
        ("-3", -3),
        ("0", 0),
        ("1.10", Decimal("1.10")),
        ("-0.5", Decimal("-0.5")),
    ],
)
def test_yaml_1_2_core_is_read(text: str, value: Scalar) -> None:
    assert repr(read(text)) == repr(value)


PLAIN = [
    "NO", "no", "on", "yes", "y", "12:30", "190:20:30", "2026-04-08", "2023-Q3", "1,427", "14.3 billion", "v4.0",
    "1.2.3", "3d", "0.1.0", "10x", "-", "--5", "nan", "inf", "=", "<<", "٣", "é",
]  # fmt: skip
AMBIGUOUS = [
    "010", "00", "-007", "0.1_0", "0x1F", "0o17", "0b101", "1_000", "1_000.5", "1e3", "1.5E-3", "+5", "+0.5", ".5",
    "-.5", "5.", ".inf", "-.Inf", "+.INF", ".nan", ".NaN", "1" * 41,
]  # fmt: skip


@pytest.mark.parametrize("text", PLAIN)
def test_what_a_person_takes_for_text_is_text(text: str) -> None:
    assert read(text) == text


@pytest.mark.parametrize("text", AMBIGUOUS)
def test_what_readers_take_in_different_ways_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"number|digits"):
        read(text)


def test_an_endless_number_is_refused_before_it_costs_time() -> None:
    with pytest.raises(ValueError, match="at most 40"):
        read("9" * 100_000)
