import pytest

from briefing.diagnostics import Place
from briefing.document import literals


def at(line: int, column: int, width: int) -> Place:
    return Place("page", line, column, width)


def numbers(text: str, *, html: bool = False) -> list[tuple[str, int, int]]:
    found = literals.in_text(text, at, html=html)
    return [(it.message.split("`")[1], it.place.line, it.place.column) for it in found if it.place]


def test_digits_and_number_words_are_found_with_line_and_column() -> None:
    assert numbers("It has\n 52 points, twice as many.") == [("52", 2, 2), ("twice", 2, 13)]


def test_one_first_and_once_are_ours_to_use() -> None:
    assert numbers("At first one thing, once.") == []


def test_english_number_words_are_found_in_our_own_german_prose() -> None:
    text = "Es sind three Kessel, twenty-one Töpfe; one, half, second, drei."
    found = [literals.in_text(text, at, "de", own=own) for own in (True, False)]
    assert [[it.message.split("`")[1] for it in each] for each in found] == [
        ["drei", "three", "twenty-one"],
        ["drei"],
    ]


def test_addresses_of_links_are_not_read() -> None:
    assert numbers("See [the page](https://example.org/2026) or <https://example.org/7>.") == []
    assert numbers("See [it](https://example.org/2026_(5)_6).") == []


@pytest.mark.parametrize(
    "html",
    [
        '<h2 class="x2" style="width: 20mm">Title</h2>',
        "<style>p { margin: 3pt }</style>",
        "<!-- 3 --><p>&#8211;</p>",
    ],
)
def test_what_a_reader_does_not_see_in_a_page_is_not_read(html: str) -> None:
    assert numbers(html, html=True) == []


def test_alternative_texts_and_titles_are_read() -> None:
    assert numbers('<img class="a1" alt="three bars">', html=True) == [("three", 1, 22)]


def test_only_template_data_is_read() -> None:
    tokens = [("data", "a "), ("variable_begin", "{{"), ("integer", "3"), ("variable_end", "}}"), ("data", " 4")]
    assert literals.masked("a {{3}} 4", tokens) == f"a {' ' * 5} 4"


def test_a_call_in_one_brace_is_found_in_our_own_prose() -> None:
    (finding,) = literals.in_text('The { name("bus") } {and} (so).', at, own=True)
    assert (finding.code, finding.place) == ("template-syntax", Place("page", 1, 5, 7))
    assert literals.in_text('The { name("bus") } is here.', at) == ()


def test_an_entity_gives_no_character_that_turns_the_text_behind_it() -> None:
    (finding,) = literals.in_text("<p>a &amp; b &#x202E;c</p>", at, html=True)
    assert (finding.code, finding.place) == ("control-character", Place("page", 1, 14, 8))


def test_a_private_use_character_is_refused() -> None:
    (finding,) = literals.in_text("a\ue000b", at)
    assert (finding.code, finding.place) == ("reserved-character", Place("page", 1, 2))


@pytest.mark.parametrize(
    "piece", ["<a", "<!", "<a ", "<!--", "<script ", "<style x", '<a b="', "<a b='", "<a \"'", "</script "]
)
def test_what_is_never_closed_is_read_once(piece: str) -> None:
    """Before, each of these was searched for its end from every beginning: for days."""
    assert literals.in_text(piece * (1_000_000 // len(piece)), at, html=True) == ()


@pytest.mark.parametrize("piece", ["](", "<http://", "\n["])
def test_addresses_that_are_never_closed_are_read_once(piece: str) -> None:
    assert [found for found, _, _ in numbers(piece * 100_000 + " 5")] == ["5"]


def test_a_comment_ends_where_browsers_end_it() -> None:
    assert numbers("<!--> 52 <!-- 53 -->", html=True) == [("52", 1, 7)]
    assert numbers("<!-- 51 --!> 52 <!-- 53", html=True) == [("52", 1, 14)]


def test_as_many_numbers_are_told_of_one_text_as_anybody_reads() -> None:
    assert numbers("½\n" * 300_000) == [("½", line, 1) for line in range(1, 101)]
