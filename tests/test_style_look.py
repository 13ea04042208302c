"""The design tokens: legible, complete, and the same for charts and CSS."""

import re
from itertools import product
from pathlib import Path

import pytest

from briefing.style.contrast import GRAPHICS, TEXT, contrast
from briefing.style.look import ACCENTS, CUTS, PAIRS, SANS, SERIF, Colours, House, accent_of, colour, css_variables

COLOURS = Colours()
ROOT = Path(__file__).parents[1]
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b(?=[^\w-])|\b(?:rgba?|hsla?)\(")
LENGTH = re.compile(r"\b[0-9.]+(?:pt|mm|cm|in|px|em|rem)\b")


@pytest.mark.parametrize("name", ACCENTS)
def test_every_pair_of_colours_that_meet_keeps_the_contrast_of_level_aa(name: str) -> None:
    look = House().look(name)
    told = {(one, other): contrast(colour(look, one), colour(look, other)) for one, other, _ in PAIRS}
    assert [pair for *pair, least in PAIRS if told[pair[0], pair[1]] < least] == []


@pytest.mark.parametrize("name", ACCENTS)
def test_the_focus_stands_out_from_other_bars_without_colour(name: str) -> None:
    assert contrast(ACCENTS[name].strong, COLOURS.bar) >= 2


@pytest.mark.parametrize("strong", ["#0b5563", "#8f1d2c", "#000000", "#5a3fbf", "#767676"])
def test_an_accent_of_one_colour_keeps_the_contrast_of_level_aa(strong: str) -> None:
    accent = accent_of(strong, COLOURS)
    assert accent.strong == strong
    assert contrast(accent.soft, COLOURS.paper) >= GRAPHICS
    assert min(contrast(ink, accent.tint) for ink in (strong, COLOURS.ink, COLOURS.ink_faint)) >= TEXT


def test_no_colour_or_length_stands_anywhere_but_in_the_look() -> None:
    """A brand restyles everything only if nothing else says how anything looks."""
    sheets = {path: path.read_text() for path in sorted((ROOT / "templates").rglob("*")) if path.is_file()}
    charts = {path: path.read_text() for path in sorted((ROOT / "briefing" / "charts").glob("*.py"))}
    assert len(sheets) > 10
    assert len(charts) > 10
    colours = [(path.name, found) for path, text in {**sheets, **charts}.items() for found in COLOUR.findall(text)]
    lengths = [(path.name, found) for path, text in sheets.items() for found in LENGTH.findall(text)]
    assert colours + lengths == []


def test_css_has_each_token_once() -> None:
    names = re.findall(r"--([a-z0-9-]+):", css_variables(House().look("teal")))
    assert len(names) == len(set(names))
    assert {"ink", "accent", "accent-tint", "size-body", "space-medium", "page-content", "font-sans"} <= set(names)


def test_css_says_what_charts_use() -> None:
    css = css_variables(House().look("plum"))
    assert f"--accent: {ACCENTS['plum'].strong};" in css
    assert "--size-least: 7pt;" in css
    assert "--page-content: 170mm;" in css
    assert '--font-sans: "Source Sans Pro", "Source Serif Pro", sans-serif;' in css


@pytest.mark.parametrize(
    ("family", "weight", "italic"), [(family, *cut) for family, cut in product((SANS, SERIF), CUTS)]
)
def test_fonts_come_with_the_installation(family: object, weight: int, italic: bool) -> None:
    path = family.file(weight, italic).path  # type: ignore[attr-defined]
    assert path.is_file()
    assert "site-packages" in path.parts or "dist-packages" in path.parts


def test_a_cut_that_is_not_there_is_an_error() -> None:
    with pytest.raises(LookupError, match="no cut of weight 300"):
        SANS.file(300)
