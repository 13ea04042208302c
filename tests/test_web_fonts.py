"""Fonts that travel with a page."""

import base64
import io
import re

from fontTools.ttLib import TTFont

from briefing.style.look import Face, Family, House, Look
from briefing.web.fonts import font_faces, missing
from tests.branding import FONTS


def test_a_page_carries_the_cuts_it_uses_with_its_letters_and_no_others() -> None:
    rules = font_faces(House().look(), "Größe ł")
    packed = re.findall(r"base64,([^']+)'", rules)
    fonts = [TTFont(io.BytesIO(base64.b64decode(font))) for font in packed]
    assert len(fonts) == 6
    for font in fonts:
        assert font.flavor == "woff2"
        assert {ord(letter) for letter in "aZ5öł"} <= font.getBestCmap().keys()
        assert ord("Ж") not in font.getBestCmap()
    assert len(rules) < 120_000


def test_the_same_letters_make_the_same_fonts() -> None:
    assert font_faces(House().look(), "abc") == font_faces(House().look("teal"), "cba")


def test_a_family_for_what_the_others_lack_brings_that_alone() -> None:
    fallback = Family("DejaVu Sans", "sans-serif", FONTS, (Face(400, False, "DejaVuSans.ttf"),))
    look = Look(fallbacks=(fallback,))
    assert "DejaVu" not in font_faces(look, "plain")
    rules = font_faces(look, "بar")
    (packed,) = re.findall(r"'DejaVu Sans'[^}]*base64,([^']+)'", rules)
    letters = TTFont(io.BytesIO(base64.b64decode(packed))).getBestCmap().keys()
    assert ord("ب") in letters
    assert ord("a") not in letters


def test_what_no_font_has_is_told_and_what_is_not_seen_is_not() -> None:
    assert missing(House().look(), "Größe Ж 白\n\u00ad\u200d\ufe0f") == {"白"}
    fallback = Family("DejaVu Sans", "sans-serif", FONTS, (Face(400, False, "DejaVuSans.ttf"),))
    assert missing(House().look(), "ب") == {"ب"}
    assert missing(Look(fallbacks=(fallback,)), "ب") == frozenset()
