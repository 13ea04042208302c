import pytest

from briefing.document.marks import (
    ALT,
    ASIDE,
    LINK,
    MARKED,
    NOTE,
    PLAIN,
    Emission,
    Piece,
    expand,
    restyled,
    token,
)

FIGURE = Piece("52", ref="a/score")
NAME = Piece("GPT-5", exempt="name")


def test_a_figure_is_a_link_to_its_entry_in_running_text() -> None:
    html, emissions = expand(f"It has {token(LINK, 0)}.", [FIGURE], "web")
    assert html == 'It has <a class="n" data-ref="a/score" href="#e-a.score">52</a>.'
    assert emissions == (Emission("52", "a/score", None, None, "link"),)


def test_a_figure_is_bare_in_plain_and_alternative_text_and_marked_elsewhere() -> None:
    html, emissions = expand(f"{token(PLAIN, 0)} {token(ALT, 0)} {token(MARKED, 0)}", [FIGURE], "web")
    assert html == '52 52 <span data-ref="a/score">52</span>'
    assert [emission.where for emission in emissions] == ["text", "alt", "marked"]


def test_paper_has_links_and_languages_and_no_other_marks() -> None:
    pieces = [FIGURE, NAME, Piece("Reiher 3", exempt="name", lang="de")]
    html, emissions = expand(f"{token(LINK, 0)} {token(MARKED, 0)} {token(LINK, 1)} {token(LINK, 2)}", pieces)
    assert html == '<a class="n" href="#e-a.score">52</a> 52 GPT-5 <span lang="de">Reiher 3</span>'
    assert [emission.where for emission in emissions] == ["link", "marked", "link", "link"]


def test_emissions_come_in_the_order_of_the_page_not_of_the_ledger() -> None:
    _, emissions = expand(token(LINK, 1) + token(LINK, 0), [FIGURE, NAME])
    assert [emission.text for emission in emissions] == ["GPT-5", "52"]


def test_what_is_entered_but_not_printed_is_no_emission() -> None:
    assert expand("nothing", [FIGURE]) == ("nothing", ())


def test_a_note_prints_the_tokens_that_stand_in_it() -> None:
    note = Piece(html=f"<span>see {token(LINK, 0)}</span>")
    html, emissions = expand(token(NOTE, 1), [FIGURE, note])
    assert html.startswith("<span>see <a ")
    assert [emission.text for emission in emissions] == ["52"]


def test_text_from_the_dataset_is_escaped() -> None:
    assert expand(token(LINK, 0), [Piece("<b>&", exempt="name")])[0] == "&lt;b&gt;&amp;"


def test_a_name_with_a_digit_says_that_it_is_one() -> None:
    assert expand(token(LINK, 0), [NAME], "web")[0] == '<span data-x="name">GPT-5</span>'


def test_headings_and_titles_leave_out_notes_and_citations() -> None:
    text = f"a{token(LINK, 0)}b{token(NOTE, 1)}c{token(ASIDE, 1)}"
    assert restyled(text, PLAIN) == f"a{token(PLAIN, 0)}bc"


def test_a_linked_name_with_a_digit_has_no_element_inside_its_link() -> None:
    piece = Piece("the rivals' GPT-5", exempt="name", href="s-x")
    made = expand(token(LINK, 0), [piece], "web")[0]
    assert made == '<a class="c" data-x="name" href="#s-x">the rivals&#x27; GPT-5</a>'


def test_an_apostrophe_is_no_digit() -> None:
    piece = Piece("the rivals' word", exempt="name", href="s-x")
    assert expand(token(LINK, 0), [piece])[0] == '<a class="c" href="#s-x">the rivals&#x27; word</a>'


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (f"Ranked {token(LINK, 0)}.", 'Ranked <a class="n" data-ref="a/rank" href="#e-a.rank">1.</a>'),
        (f"<b>{token(MARKED, 0)}</b>. It", '<b><span data-ref="a/rank">1.</span></b> It'),
        ("<p><b>It is quieter.</b>. The kitchen", "<p><b>It is quieter.</b> The kitchen"),
        ("“It is quieter.”. The kitchen", "“It is quieter.” The kitchen"),
        ("Wait... It is.", "Wait... It is."),
        ("<td>Inc.</td><td>.5</td>", "<td>Inc.</td><td>.5</td>"),
        ('<a href="a/../b">x</a>.', '<a href="a/../b">x</a>.'),
        (f"{token(PLAIN, 0)}.5", "1..5"),
    ],
)
def test_a_sentence_ends_in_one_full_stop(text: str, printed: str) -> None:
    assert expand(text, [Piece("1.", ref="a/rank")], "web")[0] == printed


def test_the_full_stop_of_a_note_closes_no_sentence_around_it() -> None:
    assert (
        expand(f"It is{token(NOTE, 0)}.", [Piece(html="<span>So it is.</span>")])[0] == "It is<span>So it is.</span>."
    )
