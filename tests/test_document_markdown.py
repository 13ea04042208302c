import pytest

from briefing.diagnostics import Failure, Place
from briefing.document import markdown
from briefing.document.marks import BLOCK, LINK, NOTE, token

FIGURE, NOTED, CHART = token(LINK, 0), token(NOTE, 1), token(BLOCK, 2)


def test_tokens_survive_emphasis_and_quotes() -> None:
    assert markdown.inline(f'**{FIGURE}** "{FIGURE} points"') == f"<strong>{FIGURE}</strong> “{FIGURE} points”"


def test_quotes_follow_the_language() -> None:
    assert markdown.inline('"so"', "de") == "„so“"


def test_raw_html_pictures_and_scripts_stay_text() -> None:
    html = markdown.blocks("<b>x</b> ![a](b.png) [c](javascript:d) <script>")
    assert "<b>" not in html
    assert "<img" not in html
    assert "href" not in html
    assert "<script" not in html


def test_links_to_the_web_and_into_the_page_are_kept() -> None:
    html = markdown.inline("[a](https://example.org) [b](#h-c)")
    assert 'href="https://example.org"' in html
    assert 'href="#h-c"' in html


def test_a_block_stands_for_its_paragraph() -> None:
    assert markdown.blocks(f"a\n\n{CHART}\n\nb") == f"<p>a</p>\n{CHART}\n<p>b</p>\n"


def test_a_paragraph_with_a_note_is_not_split() -> None:
    assert markdown.blocks(f"a{NOTED}") == f'<p class="noted">a{NOTED}</p>\n'


def test_sections_have_anchors_that_differ() -> None:
    introduction, parts = markdown.sections(f"Before.\n\n## A {FIGURE} b\n\ntext\n\n### Sub\n\n## A b\n")
    assert introduction == "<p>Before.</p>\n"
    assert [part.anchor for part in parts] == ["h-a-b", "h-a-b-2"]
    assert parts[0].title == f"A\u00a0{FIGURE}\u00a0b"
    assert parts[0].html == '<p>text</p>\n<h3 id="h-sub">Sub</h3>\n'


def test_tables_have_headers_with_scope() -> None:
    assert '<th scope="col">a</th>' in markdown.blocks("| a |\n|---|\n| b |\n")


def test_headings_begin_below_the_title_and_skip_no_level() -> None:
    found = markdown.headings("# A\n\n## B\n\n#### C\n", "n.md")
    assert [(it.code, it.place.line) for it in found if it.place] == [("heading-level", 1), ("heading-level", 5)]
    assert markdown.headings("## A\n\n### B\n\n## C\n", "n.md") == ()


def test_what_no_page_would_show_is_found_where_it_stands() -> None:
    text = (
        "Fine, `<b>`, 1 < 2, \\<b>, {# <!-- x --> #}.\n"
        "![A kettle](kettle.png) and\n"
        "more ![one][ref] <b>bold</b>\n"
        "\n"
        "<!-- ask the shop -->\n"
        "\n"
        "<img src='x.png'>\n"
        "\n"
        "[ref]: https://example.org/x.png\n"
    )
    found = list(markdown.unprinted(text, lambda *at: Place("n.md", *at)))
    assert [(it.code, it.place.line, it.place.column) for it in found if it.place] == [
        ("picture-in-prose", 2, 1),
        ("picture-in-prose", 3, 6),
        ("html-in-prose", 3, 18),
        ("html-in-prose", 5, 1),
        ("picture-in-prose", 7, 1),
    ]


def test_a_link_that_leads_no_reader_anywhere_is_pointed_to() -> None:
    text = "[a](https://a.b) [b](#c) [d](mailto:e@f)\n[g](h.md) and [i](file:///j%20k) [l][m]\n\n[m]: ftp://n"
    found = list(markdown.unprinted(text, lambda *at: Place("n.md", *at)))
    assert {it.code for it in found} == {"link-in-prose"}
    assert [(it.place.line, it.place.column) for it in found if it.place] == [(2, 5), (2, 19), (4, 6)]


def test_headings_of_the_same_words_have_anchors_of_their_own() -> None:
    """Before, each looked for its number from the first on."""
    _, found = markdown.sections("## On it\n\n## On it 2\n\n" + "## On it\n\n" * 3_000)
    anchors = [section.anchor for section in found]
    assert anchors[:4] == ["h-on-it", "h-on-it-2", "h-on-it-3", "h-on-it-4"]
    assert len({*anchors}) == len(anchors)


def test_a_paragraph_that_would_take_very_long_is_refused() -> None:
    with pytest.raises(Failure, match="a paragraph has more than 20,000 characters"):
        markdown.inline('"' * 20_001)
    assert markdown.inline('"' * 2_000)
    with pytest.raises(Failure) as caught:
        markdown.headings("a\n\n" + "b" * 20_001, "n.md")
    assert caught.value.diagnostics[0].place == Place("n.md", 3)


def test_prose_full_of_what_no_page_shows_is_read_once() -> None:
    """Before, lines were counted from the first on for each of them."""
    text = "a\n\n" * 40_000 + "{{ " * 40_000
    assert list(markdown.unprinted(text + "![", lambda *at: Place("n.md", *at))) == []
    (found,) = markdown.unprinted("a\r\rb\r\n\r![c](d)", lambda *at: Place("n.md", *at))
    assert found.place == Place("n.md", 5, 1, 2)
