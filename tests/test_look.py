"""The design tokens: legible, complete, and the same for charts and CSS."""

import re
from itertools import product

import pytest

from briefing.look import ACCENTS, SANS, SERIF, Colours, contrast, css_variables, look_for

COLOURS = Colours()


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#1a5a96", "#1a5a96") == 1


@pytest.mark.parametrize("text", [COLOURS.ink, COLOURS.ink_soft, COLOURS.ink_faint, COLOURS.alert])
def test_text_is_legible_on_every_ground(text: str) -> None:
    grounds = [COLOURS.paper, COLOURS.wash, COLOURS.alert_tint, *(accent.tint for accent in ACCENTS.values())]
    assert [ground for ground in grounds if contrast(text, ground) < 4.5] == []


@pytest.mark.parametrize("name", ACCENTS)
def test_accents_are_legible_as_text_and_visible_as_marks(name: str) -> None:
    accent = look_for(name).accent  # type: ignore[arg-type]
    assert min(contrast(accent.strong, ground) for ground in (COLOURS.paper, COLOURS.wash, accent.tint)) >= 4.5
    assert contrast(accent.soft, COLOURS.paper) >= 3


def test_bars_are_visible_and_the_focus_stands_out_without_colour() -> None:
    assert contrast(COLOURS.bar, COLOURS.paper) >= 3
    assert contrast(COLOURS.mark, COLOURS.paper) >= 3
    assert min(contrast(accent.strong, COLOURS.bar) for accent in ACCENTS.values()) >= 2


def test_css_has_each_token_once() -> None:
    names = re.findall(r"--([a-z0-9-]+):", css_variables(look_for("teal")))
    assert len(names) == len(set(names))
    assert {"ink", "accent", "accent-tint", "size-body", "space-medium", "page-content", "font-sans"} <= set(names)


def test_css_says_what_charts_use() -> None:
    css = css_variables(look_for("plum"))
    assert f"--accent: {ACCENTS['plum'].strong};" in css
    assert "--size-least: 7pt;" in css
    assert "--page-content: 170mm;" in css
    assert '--font-sans: "Source Sans Pro", sans-serif;' in css


@pytest.mark.parametrize(("family", "weight", "italic"), list(product((SANS, SERIF), (400, 600, 700), (False, True))))
def test_fonts_come_with_the_installation(family: object, weight: int, italic: bool) -> None:
    path = family.path(weight, italic)  # type: ignore[attr-defined]
    assert path.is_file()
    assert "site-packages" in path.parts or "dist-packages" in path.parts


def test_a_cut_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError, match="no cut of weight 300"):
        SANS.path(300)
