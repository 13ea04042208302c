from briefing.diagnostics import Place
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
