"""A source's text: lines, numerals and where words stand."""

from dataclasses import replace
from decimal import Decimal

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


class Looked(tuple):  # type: ignore[type-arg]
    """A tuple that counts how many of its items were looked at, and may not be gone through."""

    looks = 0

    def __getitem__(self, at):  # type: ignore[no-untyped-def]
        self.looks += 1
        return super().__getitem__(at)

    def __iter__(self):  # type: ignore[no-untyped-def]
        raise AssertionError("gone through from the start")


def test_a_place_is_found_without_a_look_at_all_others() -> None:
    text = page("7 of 9 by 2025\n" * 10_000)
    looked = replace(text, starts=Looked(text.starts), numerals=Looked(text.numerals))
    offset = text.starts[9_000]
    assert looked.where(offset) == (9_001, 1)
    assert looked.within(offset, offset + 6) == frozenset({27_000, 27_001})
    window = looked.window((9_001, 9_002))
    assert [dated.start - offset for dated in looked.dates(window)] == [10, 25]
    assert [found for _, found in looked.standing("of 9", window)] == [{27_001}, {27_004}]
    assert looked.starts.looks + looked.numerals.looks < 200  # type: ignore[attr-defined]


def test_what_a_claim_looks_for_is_found_in_its_lines_alone() -> None:
    text = page("7 in 2025\n7.0 in 2025\nseven in 2026")
    assert [list(text.saying(Decimal(7), text.window(lines))) for lines in ((1, 1), (2, 3))] == [[0], [2, 4]]
    assert [[dated.date for dated in text.dates(text.window(lines))] for lines in ((1, 2), (3, 3))] == [
        ["2025", "2025"],
        ["2026"],
    ]
