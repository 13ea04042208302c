"""A web page read back as a browser reads it."""

from briefing.web.read import digest, read_html


def page(body: str, head: str = "<title>A title</title>") -> str:
    return f"<!DOCTYPE html><html lang=en><head>{head}</head><body>{body}</body></html>"


def test_text_becomes_blocks_with_their_links_and_anchors() -> None:
    blocks = read_html(page('<h2 id="h-a">One</h2><p>It is <a href="#e-x">5 <b>min</b></a>, they say.')).reading.blocks
    assert [(block.role, block.text, block.anchors) for block in blocks] == [
        ("H2", "One", ("h-a",)),
        ("P", "It is 5 min, they say.", ()),
    ]
    text = blocks[1].text
    assert blocks[1].links(text.index("5"), text.index("min") + 3) == ("e-x",)
    assert blocks[1].links(0, 5) == (None,)


def test_cells_items_and_what_is_around_them_do_not_run_together() -> None:
    html = "<ul><li>one<ul><li>two</li></ul>three</li></ul><table><tr><th>a<td>b</table>after"
    assert [block.text for block in read_html(page(html)).reading.blocks] == ["one", "two", "three", "a", "b", "after"]


def test_what_is_not_shown_is_no_text() -> None:
    html = "<style>a{}</style><script>let a = 1</script><!-- 5 --><template>6</template><p>seen"
    assert [block.text for block in read_html(page(html)).reading.blocks] == ["seen"]


def test_a_chart_is_its_description_and_the_texts_drawn_in_it() -> None:
    svg = '<svg role="img" aria-label="Bars: 5"><g><text>Heron</text></g><text>5 min</text></svg>'
    read = read_html(page(f"<figure>{svg}</figure>")).reading
    assert [(picture.alt, [run.text for run in picture.labels]) for picture in read.pictures] == [
        ("Bars: 5", ["Heron", "5 min"])
    ]
    assert read.blocks == ()


def test_what_a_reader_meets_besides_the_text_is_an_aside() -> None:
    html = (
        '<a title="over" href="#" data-ref="a/b"></a><output data-found="Found:"></output><nav aria-label="Contents">'
    )
    asides = {(aside.kind, aside.text) for aside in read_html(page(html)).reading.asides}
    assert asides == {("title", "A title"), ("title", "over"), ("data-found", "Found:"), ("aria-label", "Contents")}


def test_what_a_browser_would_fetch_or_run_is_told() -> None:
    html = (
        '<img src="https://example.org/a.png"><img src="data:image/png;base64,AA=="><a href="https://example.org">b</a>'
        '<iframe src="c.html"></iframe><p onclick="go()">d<svg><use xlink:href="e.svg"/></svg>'
    )
    web = read_html(page(html, '<link rel=stylesheet href="f.css">'))
    assert len(web.asked) == 6
    assert {
        word for word in ("a.png", "c.html", "<iframe>", "onclick", "e.svg", "f.css") if word in " ".join(web.asked)
    }
    assert web.links.count("https://example.org") == 1


def test_the_digest_is_over_all_but_the_evidence() -> None:
    text = page('<p>5</p><script type="application/json" id="evidence">{"a":1}</script>')
    assert digest(text) == digest(text.replace('{"a":1}', ""))
    assert digest(text) != digest(text.replace("<p>5", "<p>6"))
    assert read_html(text).reading.attachments["evidence.json"].content == b'{"a":1}'


def test_a_page_that_would_lead_a_browser_elsewhere_is_told() -> None:
    leads = '<meta http-equiv="refresh" content="0;url=https://example.org">'
    assert read_html(page("<p>a</p>", leads)).asked == ("<meta http-equiv> with `0;url=https://example.org`",)
    assert read_html(page("<p>a</p>", '<meta http-equiv="Content-Security-Policy" content="x">')).asked == ()


def test_a_page_that_readers_of_pdfs_open_too_is_strange() -> None:
    assert read_html(page("<p>%PDF-1.7")).reading.strange == ("the beginning of a PDF",)
    assert read_html(page(f"<p>{'a' * 1024}%PDF-1.7")).reading.strange == ()
