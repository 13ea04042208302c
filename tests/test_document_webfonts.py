"""Fonts that travel with a page."""

import base64
import io
import re

from fontTools.ttLib import TTFont

from briefing.document.webfonts import font_faces
from briefing.look import SANS, SERIF


def test_a_page_carries_the_cuts_it_uses_with_its_letters_and_no_others() -> None:
    rules = font_faces((("sans", SANS), ("serif", SERIF)), "Größe ł")
    packed = re.findall(r"base64,([^']+)'", rules)
    fonts = [TTFont(io.BytesIO(base64.b64decode(font))) for font in packed]
    assert len(fonts) == 6
    for font in fonts:
        assert font.flavor == "woff2"
        assert {ord(letter) for letter in "aZ5öł"} <= font.getBestCmap().keys()
        assert ord("Ж") not in font.getBestCmap()
    assert len(rules) < 120_000


def test_the_same_letters_make_the_same_fonts() -> None:
    assert font_faces((("sans", SANS),), "abc") == font_faces((("sans", SANS),), "cba")
