"""The look on a screen: the same tokens, sizes that follow the reader, and contrasts that hold on a dark page."""

import re

import pytest

from briefing.style.contrast import contrast
from briefing.style.look import ACCENTS, PAIRS, Accent, House, Look, colour, css_variables
from briefing.web.screen import QUERIES, dark, web_variables, with_queries


@pytest.mark.parametrize("name", ACCENTS)
def test_the_dark_page_keeps_every_contrast_that_the_light_one_keeps(name: str) -> None:
    look = dark(House().look(name))
    short = [(one, ground) for one, ground, least in PAIRS if contrast(colour(look, one), colour(look, ground)) < least]
    assert short == []


@pytest.mark.parametrize("strong", ["#000000", "#0b5563", "#8f1d2c", "#5a3fbf", "#ffffff"])
def test_an_accent_that_somebody_else_chose_is_made_light_enough(strong: str) -> None:
    look = dark(Look(accent=Accent(strong, strong, "#ffffff")))
    assert min(contrast(look.accent.strong, ground) for ground in (look.colours.paper, look.accent.tint)) >= 4.5
    assert contrast(look.accent.soft, look.colours.paper) >= 3


def test_a_browser_gets_the_tokens_of_paper_in_its_own_units() -> None:
    css = web_variables(House().look("teal"))
    names = re.findall(r"--([a-z0-9-]+):", css_variables(House().look("teal")))
    assert set(names) <= set(re.findall(r"--([a-z0-9-]+):", css))
    assert "--size-body: 1.062rem;" in css
    assert not re.search(r"\dpt\b", css)


def test_dark_colours_are_for_screens_alone() -> None:
    light, _, dark_rule = web_variables(House().look("teal")).partition(
        "@media screen and (prefers-color-scheme: dark)"
    )
    assert f"--accent: {ACCENTS['teal'].strong};" in light
    assert f"--accent: {dark(House().look('teal')).accent.strong};" in dark_rule
    assert "--size-body" not in dark_rule


def test_a_named_query_is_put_in_and_an_unknown_one_is_an_error() -> None:
    assert with_queries("@media (--wide) { a { color: var(--ink) } }").startswith(f"@media {QUERIES['--wide']} {{ a")
    with pytest.raises(KeyError):
        with_queries("@media (--huge) { }")
