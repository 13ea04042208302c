"""Ratios are those of WCAG; shades keep their hue and pass."""

import colorsys

import pytest

from briefing.style.contrast import TEXT, contrast, mixed, shade


def hue(colour: str) -> float:
    return colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#1a5a96", "#1a5a96") == 1


def test_a_mixture_lies_between_its_colours() -> None:
    assert mixed("#000000", "#ffffff", 0) == "#ffffff"
    assert mixed("#000000", "#ffffff", 1) == "#000000"
    assert mixed("#ff0000", "#0000ff", 0.5) == "#800080"


@pytest.mark.parametrize("colour", ["#3c8dbc", "#e07b39", "#9acd32"])
def test_a_shade_is_the_nearest_of_its_hue_that_passes(colour: str) -> None:
    found = shade(colour, lambda one: contrast(one, "#ffffff") >= TEXT)
    assert found
    assert TEXT <= contrast(found, "#ffffff") < TEXT + 0.4
    assert hue(found) == pytest.approx(hue(colour), abs=0.02)


def test_a_shade_may_be_lighter() -> None:
    found = shade("#888888", lambda one: contrast(one, "#333333") >= TEXT)
    assert found
    assert found > "#888888"


def test_there_may_be_no_shade_that_passes() -> None:
    assert shade("#888888", lambda _: False) is None
