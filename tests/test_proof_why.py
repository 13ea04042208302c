"""What a printed number rests on, asked of the finished file."""

import pytest

from briefing.diagnostics import Failure
from briefing.pdf import readback
from briefing.proof.why import why
from tests.proving import evidence, sample


def told(text: str, page: int | None = None) -> list[str]:
    return list(why(readback.read(sample()), evidence(sample()), text, page))


def test_a_fact_is_told_with_its_claims_and_the_line_that_printed_it() -> None:
    lines = told("140 seconds")
    assert "fact heron/boil-time/vendor" in lines
    assert "  Heron, Time to boil a litre, the maker: 140 seconds (single source)" in lines
    assert "  claim: Wader Works, line 3: 140 seconds" in lines
    assert any(line.startswith("printed by data/kettles/narrative/buyer.md:") for line in lines)
    assert "page 2" in lines[0]


def test_claims_that_differ_are_told_with_their_words() -> None:
    lines = told("$49")
    assert "  claim: Wader Works, line 3: $49; said by Wader Works" in lines
    assert "  claim: The Kitchen Post, line 4: nearly $50" in lines
    assert "  claim: The Kitchen Post, line 4: April 2025; written “April 2025”" in told("April 2025")


def test_a_derivation_is_told_with_its_formula_and_inputs() -> None:
    lines = told("1.26 times")
    assert "  191 ÷ 152 = 1.26 times" in lines
    assert "  fact egret/boil-time/post" in lines
    assert "    claim: The Kitchen Post, line 3: 191 seconds" in lines
    assert lines[0].startswith("“1.26 times”: page 2")


def test_a_bare_number_finds_the_figures_that_say_it_and_words_find_themselves() -> None:
    assert "fact heron/boil-time/post" in told("152")
    assert told("about three-quarters")[1].startswith("share ")
    assert any(line.startswith("count ") for line in told("two", page=2))


def test_a_page_narrows_the_search() -> None:
    everywhere, here = told("152"), told("152", page=1)
    assert "page 3" in " ".join(everywhere)
    assert "page 3" not in " ".join(here)


def test_a_number_that_needs_no_fact_says_why() -> None:
    assert told("4", page=3) == ["“4”, page 3: the number of a line of a source"]
    assert told("20", page=3) == ["“20”, page 3: the date of a source"]


@pytest.mark.parametrize(("text", "page"), [("4711", None), ("152", 9), ("no such words", None), ("", None)])
def test_what_is_not_printed_is_a_matter_of_usage(text: str, page: int | None) -> None:
    with pytest.raises(Failure) as caught:
        told(text, page)
    assert caught.value.status == 2
    assert caught.value.diagnostics[0].code == "not-printed"
