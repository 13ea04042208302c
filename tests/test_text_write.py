"""Text editions: what reads well in a mail, from the same composition."""

from briefing.text.read import parts
from briefing.text.write import WIDTH, markdown, plain


def test_links_within_the_page_are_text_and_others_keep_their_address() -> None:
    html = '<p>It took <a class="n" href="#e-a">5\u00a0min</a> [<a href="#s-a">Post</a>]. <a href="https://example.org">b</a></p>'
    assert markdown(html) == "It took 5 min [Post]. b <https://example.org>\n"


def test_a_chart_is_title_description_note_and_data() -> None:
    html = (
        '<figure><figcaption>Heron leads</figcaption><div><img src="chart:a.svg" alt="Bars: Heron 5."></div>'
        '<p class="under">Lower is better.</p><details><summary>Data</summary><div><table><thead><tr><th>Subject</th>'
        "<th>Value</th></tr></thead><tbody><tr><th>Heron</th><td>5</td></tr></tbody></table></div></details></figure>"
    )
    assert markdown(html).split("\n\n") == [
        "**Heron leads**",
        "Bars: Heron 5.",
        "Lower is better.",
        "| Subject | Value |\n| --- | --- |\n| Heron | 5 |\n",
    ]


def test_what_the_layout_says_on_a_page_is_said_in_words() -> None:
    html = (
        '<ul class="figures"><li><span class="value short">58%</span> <span class="label">of all</span>'
        ' <span class="backing">by the maker<br>two sources</span></li></ul>'
        '<p class="kicker"><span>Kettles</span> <span class="edition">Edition of May</span></p>'
        '<p class="under links">Every figure is a link.</p>'
    )
    assert markdown(html) == "- **58%** of all (by the maker; two sources)\n\nKettles · Edition of May\n"


def test_plain_text_keeps_to_its_width() -> None:
    text = plain("# A title\n\n" + "word " * 60 + "\n\n- " + "item " * 40 + "\n- short\n\n## Next\n\nLast.\n")
    assert max(map(len, text.splitlines())) <= WIDTH
    assert text.startswith("A title\n=======\n\nword word")
    assert "\n  item item" in text
    assert text.endswith("item\n- short\n\nNext\n----\n\nLast.\n")


def test_a_narrow_table_stands_in_columns_and_a_wide_one_row_by_row() -> None:
    narrow = "| Subject | Value |\n| --- | --- |\n| Heron | 5 min |\n"
    assert plain(narrow) == "Subject | Value\n--------+------\nHeron   | 5 min\n"
    wide = "| Subject | Value | Remark |\n| --- | --- | --- |\n| Heron | 5 min | " + "said " * 20 + "|\n| Egret | | |\n"
    assert plain(wide).startswith("- Heron: Value: 5 min; Remark: said said")
    assert plain(wide).endswith("\n- Egret\n")
    assert max(map(len, plain(wide).splitlines())) <= WIDTH


def test_signs_of_markdown_in_a_text_stay_signs() -> None:
    text = markdown("<p>2 * 3 * 4 and a_b_c</p><ul><li># no heading</li></ul>")
    assert [part.text for part in parts(text)] == ["2 * 3 * 4 and a_b_c", "# no heading"]
    assert plain(text) == "2 * 3 * 4 and a_b_c\n\n- # no heading\n"


def test_a_date_is_no_list_and_looks_like_none_within_a_line() -> None:
    html = "<p><b>Am</b> <span>8. April</span> <a href='#a'>x</a>. Es</p><p>8. April</p><ul><li>9) so</li></ul>"
    text = markdown(html)
    assert text == "**Am** 8. April x. Es\n\n8\\. April\n\n- 9\\) so\n"
    assert [(part.kind, part.text) for part in parts(text)] == [
        ("paragraph", "Am 8. April x. Es"),
        ("paragraph", "8. April"),
        ("item", "9) so"),
    ]


def test_a_text_of_the_page_is_never_html_or_a_link() -> None:
    html = (
        "<p>&lt;img src=x onerror=f()&gt; &lt;/b&gt; &lt;!-- a &lt;javascript:f()&gt; [a](javascript:f()) 1 &lt; 2</p>"
    )
    text = markdown(html)
    assert text == "\\<img src=x onerror=f()> \\</b> \\<!-- a \\<javascript:f()> [a\\](javascript:f()) 1 < 2\n"
    assert [part.text for part in parts(text)] == [
        "<img src=x onerror=f()> </b> <!-- a <javascript:f()> [a](javascript:f()) 1 < 2"
    ]
    assert markdown("<p>[a]: javascript:f()</p>") == "[a\\]: javascript:f()\n"
    assert markdown('<figure><img src="chart:a.svg" alt="a &lt;b&gt;"></figure>') == "a \\<b>\n"
    assert markdown('<p><a href="javascript:f()">a</a> <a href="https://example.org/&gt;&lt;b">b</a></p>') == "a b\n"
