"""A source's text: lines, numerals and where words stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.dataset.page import Page, page


def inside(text: Page, words: str) -> list[list[str]]:
    """The numerals inside each place where `words` stand."""
    places = text.standing(words, text.window())
    return [sorted(text.numerals[i].text for i in found) for _, found in places]


def test_lines_and_columns() -> None:
    text = page("one\ntwo 52\n\nfour")
    assert [text.text[slice(*text.window((line, line)))] for line in (1, 2, 3, 4, 5)] == [
        "one",
        "two 52",
        "",
        "four",
        "",
    ]
    assert text.text[slice(*text.window((2, 9)))] == "two 52\n\nfour"
    assert text.text[slice(*text.window())] == "one\ntwo 52\n\nfour"
    assert text.where(text.text.index("52")) == (2, 5)


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("It’s “over 9”", "it's \"over 9\"", [["9"]]),
        ("over\n  9 of 9", "OVER 9", [["9"]]),
        ("14.3\u00a0billion", "14.3 billion", [["14.3 billion"]]),
        ("42 and 4", "4", [["4"]]),
        ("nineteen or nine", "nine", [["nine"]]),
        ("Megaphone 3, SmartPhone 3", "Phone 3", [["3"]]),
        ("a (b", "(b", [[]]),
        ("nothing", "", []),
    ],
)  # fmt: skip
def test_words_stand_whole_whatever_their_case_spacing_and_signs(
    text: str, words: str, expected: list[list[str]]
) -> None:
    assert inside(page(text), words) == expected


@given(st.text(alphabet="ab 1\n\r", max_size=40))
def test_every_offset_has_its_line_and_column(content: str) -> None:
    text = page(content)
    for offset, character in enumerate(text.text):
        line, column = text.where(offset)
        start, end = text.window((line, line))
        assert start <= offset <= end
        assert column == offset - start + 1
        assert (character == "\n") == (offset == end)
