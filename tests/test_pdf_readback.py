"""What goes into a rendered PDF is what is read back from it."""

import io
import re
import zlib

import pikepdf
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from weasyprint import HTML, Attachment

from briefing.diagnostics import Failure
from briefing.pdf import bounds
from briefing.pdf.bounds import Meter, TooLarge
from briefing.pdf.readback import read, read_again
from briefing.pdf.text import page_runs
from briefing.proof.reading import Block, Reading
from tests.rendering import pdf_of, picture, rewritten
from tests.tagging import page


def texts(reading: Reading, *roles: str) -> list[str]:
    return [block.text.strip() for block in reading.blocks if block.role in roles or not roles]


def figures(reading: Reading) -> list[tuple[str, str]]:
    """What stands in each link, with its destination, lines joined."""
    found: list[tuple[str, str]] = []
    for block in reading.blocks:
        before = None
        for span in block.spans:
            if span.link and span.link == before:
                found[-1] = (block.text[block.text.index(found[-1][0]) : span.end], span.link)
            elif span.link:
                found.append((block.text[span.start : span.end], span.link))
            before = span.link
    return found


# --- text -----------------------------------------------------------------------------------------------------

LONG = (
    "The office of efficient fluffy affiliates scored 1,427 points, <b>ahead of 9</b> rivals and "
    "<i>internationalization responsibilities</i> notwithstanding; <span class=serif>a quite different "
    "face of 14.3&nbsp;billion dollars</span> was paid for Terminal-Bench, twenty-five tests/trials and GPT-5.4. "
)


def plain(html: str) -> str:
    return re.sub(r"<[^>]*>", "", html).replace("&nbsp;", " ").strip()


@pytest.mark.parametrize("width", ["60mm", "90mm", "150mm"])
@pytest.mark.parametrize("align", ["left", "justify"])
def test_paragraphs_come_back_as_they_went_in_whatever_their_lines(width: str, align: str) -> None:
    style = f"body {{ width: {width}; text-align: {align}; hyphens: none }}"
    reading = read(pdf_of(f"<h1>Efficient offices</h1><p>{LONG}</p><p>{LONG * 3}</p>", style))
    assert texts(reading) == ["Efficient offices", plain(LONG), plain(LONG * 3)]


def test_divided_words_become_whole_again() -> None:
    words = "Internationalization responsibilities extraordinarily incomprehensible"
    reading = read(pdf_of(f"<p>{words}</p>", "p { width: 22mm; hyphens: auto }"))
    assert texts(reading) == [words]
    assert len(reading.blocks[0].spans) > 4


def test_lists_and_tables_keep_their_cells_apart() -> None:
    rows = "<thead><tr><th>Model<th>Score</thead><tr><td>A<td>1,427<tr><td>B <b>bold</b><td>42.50"
    reading = read(pdf_of(f"<ul><li>one 1<ul><li>inner 2</ul></ul><ol><li>third</ol><table>{rows}</table>"))
    assert texts(reading, "LBody") == ["one 1", "inner 2", "third"]
    assert texts(reading, "TH", "TD") == ["Model", "Score", "A", "1,427", "B bold", "42.50"]


def test_a_footnote_number_is_no_part_of_the_figure_before_it() -> None:
    body = "<p>It scored 52<span class=fn>Measured in 2026.</span> and 7<span class=fn>Not 8.</span>. All.</p>"
    reading = read(pdf_of(body))
    paragraph = next(block for block in reading.blocks if block.role == "P")
    assert paragraph.text == "It scored 52 and 7. All."
    assert [mark.text for mark in paragraph.marks] == ["1", "2"]
    assert " ".join(texts(reading)).count("Measured in 2026.") == 1


def test_running_heads_stand_apart() -> None:
    reading = read(pdf_of("<p>First</p><p style='break-before: page'>Second</p>"))
    assert [(block.page, block.text) for block in reading.furniture] == [
        (1, "A running head 2026"), (1, "1 of 2"), (2, "A running head 2026"), (2, "2 of 2"),
    ]  # fmt: skip
    assert texts(reading) == ["First", "Second"]
    assert reading.pages == 2


def test_a_running_head_over_two_lines_is_one_text() -> None:
    words = "The 27 kettles of the new market for people who like water very hot, and what 12 of those 314 cost"
    reading = read(
        pdf_of("<p>One</p>", f"@page {{ @top-left {{ content: '{words}' }} @top-right {{ content: '2026' }} }}")
    )
    assert [block.text for block in reading.furniture] == [words, "2026", "1 of 1"]


def test_contents_end_in_their_page_numbers() -> None:
    style = ".toc a::after { content: leader('. ') target-counter(attr(href url), page) } h2 { break-before: page }"
    reading = read(pdf_of("<ul class=toc><li><a href='#s'>Section</a></ul><h2 id=s>Section</h2>", style))
    entry = texts(reading, "LBody")[0]
    assert re.fullmatch(r"Section[ .]+2", entry)
    assert {link for block in reading.blocks for link in block.links(0, len(block.text))} == {"s", None}


# --- links and places -----------------------------------------------------------------------------------------

FIGURES = (
    "<p>It has <a class=n href='#e-a/b'>52&nbsp;points</a>, <a class=n href='#e-c'>14.3&nbsp;billion dollars in "
    "responsibilities that take several lines of this page to say</a>, and <a href='#e-d'>7</a><a href='#e-e'>8</a>."
    "</p><ul><li id='e-a/b'>Entry of 52<li id='e-c'>Entry of 14.3 billion</ul>"
    "<table><tr id='e-d'><td>D<td>7</tr><tr id='e-e'><td>E<td>8</tr></table>"
)


def test_every_figure_knows_its_link_also_over_lines() -> None:
    reading = read(pdf_of(FIGURES, "p { width: 45mm; hyphens: auto }"))
    found = figures(reading)
    assert found[0] == ("52 points", "e-a/b")
    assert found[2:] == [("7", "e-d"), ("8", "e-e")]
    assert found[1][0].startswith("14.3 billion")
    assert found[1][0].endswith("to say")
    assert found[1][1] == "e-c"


@pytest.mark.parametrize("style", ["", "body { columns: 2 }", "li, td { padding: 4mm }", "li { list-style: none }"])
def test_destinations_lie_at_the_block_they_name(style: str) -> None:
    reading = read(pdf_of(FIGURES, style))
    named = {name: block.text for block in reading.blocks for name in block.anchors}
    assert named == {"e-a/b": "Entry of 52", "e-c": "Entry of 14.3 billion", "e-d": "D", "e-e": "E"}


def test_rectangles_agree_with_another_reader() -> None:
    pdf = pdf_of(FIGURES, "p { width: 45mm } body { margin-left: 7mm }")
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    for block in read(pdf).blocks:
        for span in block.spans:
            box = span.run.box
            seen = page.get_text_bounded(box.left - 0.3, box.bottom - 0.3, box.right + 0.3, box.top + 0.3)
            assert re.sub(r"\s+|[-\ufffe]$", "", seen) == re.sub(r"\s+|-$", "", span.run.text)


def test_a_part_of_a_run_has_a_rectangle_of_its_own() -> None:
    pdf = pdf_of("<p>The efficient model scored 1,427 points in all.</p>")
    block = read(pdf).blocks[0]
    start = block.text.index("1,427")
    box = block.box(start, start + 5)
    assert box is not None
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    assert page.get_text_bounded(box.left, box.bottom, box.right, box.top).strip() == "1,427"


# --- charts ---------------------------------------------------------------------------------------------------

LABELS = ["Muse office 9", "right 42.8", "middle 1,427", "turned 2026", "grouped −16.1", "48.4 to 50.2"]
CHART = """
<text x="10" y="20" font-family="Sans" font-size="9">Muse office 9</text>
<rect x="5" y="30" width="100" height="9" fill="#abc"/>
<text x="200" y="60" font-family="Sans" font-size="9" text-anchor="end">right 42.8</text>
<text x="200" y="80" font-family="Sans" font-size="9" text-anchor="middle">middle 1,427</text>
<text transform="translate(20 150) rotate(-90)" font-family="Sans" font-size="9">turned 2026</text>
<g transform="translate(100 100) scale(.8)"><text y="9" font-family="Sans" font-size="12">grouped −16.1</text></g>
<text x="10" y="190" font-family="Sans" font-size="9">48.4 to 50.2</text>
"""


def test_chart_labels_come_back_in_drawing_order() -> None:
    reading = read(pdf_of(f"<figure>{picture(CHART, 'Bars: 42.8 and 9')}<figcaption>Caption 3</figcaption></figure>"))
    assert [label.text for label in reading.pictures[0].labels] == LABELS
    assert reading.pictures[0].alt == "Bars: 42.8 and 9"
    assert reading.pictures[0].page == 1
    assert texts(reading, "Caption") == ["Caption 3"]


def test_two_charts_do_not_mix() -> None:
    reading = read(pdf_of(picture(CHART, "One") + picture(CHART, "Two")))
    assert [(found.alt, [label.text for label in found.labels]) for found in reading.pictures] == [
        ("One", LABELS), ("Two", LABELS),
    ]  # fmt: skip


# --- what is not drawn ----------------------------------------------------------------------------------------


def said(reading: Reading, kind: str) -> list[str]:
    return [aside.text for aside in reading.asides if aside.kind == kind]


def test_texts_beside_the_page() -> None:
    head = "<title>Title 52</title><meta name=author content='A'><meta name=description content='About 7'>"
    reading = read(
        pdf_of(f"<h1>Top 1</h1><h2>Under 2</h2>{picture(CHART, 'Alt 3')}<a href='#x'>7</a><p id=x>", head=head)
    )
    assert said(reading, "bookmark") == ["Top 1", "Under 2"]
    assert said(reading, "alternative text") == ["Alt 3"]
    assert said(reading, "link description") == ["x"]
    assert said(reading, "information Title") == said(reading, "metadata dc:title") == ["Title 52"]
    assert said(reading, "information Subject") == said(reading, "metadata dc:description") == ["About 7"]


def test_attachments_and_their_checksum() -> None:
    given_file = Attachment(string=b'{"a": 1}', name="evidence.json", relationship="Data")
    pdf = pdf_of("<p>Text</p>", attachments=[given_file])
    found = read(pdf).attachments["evidence.json"]
    assert (found.content, found.relationship, found.checksum_held) == (b'{"a": 1}', "Data", True)

    def change(opened: pikepdf.Pdf) -> None:
        opened.Root.Names.EmbeddedFiles.Names[1].EF.F.write(b'{"a": 2}')

    assert not read(rewritten(pdf, change)).attachments["evidence.json"].checksum_held


@pytest.mark.parametrize("what", ["annotation", "script", "form"])
def test_what_no_build_puts_in_is_named(what: str) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        if what == "annotation":
            note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FreeText, Rect=[9, 9, 99, 99])
            opened.pages[0].obj.Annots = pikepdf.Array([opened.make_indirect(note)])
        elif what == "script":
            opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="1")
        else:
            opened.Root.AcroForm = pikepdf.Dictionary(Fields=[])

    pdf = pdf_of("<p>Text</p>")
    assert read(pdf).strange == ()
    assert len(read(rewritten(pdf, change)).strange) == 1


# --- reading again -------------------------------------------------------------------------------------------------


def test_a_second_reading_takes_the_pages_over_only_where_they_are_the_same() -> None:
    pdf = pdf_of(FIGURES)
    before = read(pdf)

    def attach(opened: pikepdf.Pdf) -> None:
        opened.attachments["x.json"] = b"{}"

    after = read_again(before, rewritten(pdf, attach))
    assert list(after.attachments) == ["x.json"]
    assert after.blocks is before.blocks
    other = read_again(before, pdf_of(FIGURES.replace("52", "53")))
    assert "53 points" in other.blocks[0].text


# --- bad input ------------------------------------------------------------------------------------------------


def code(pdf: bytes) -> str:
    with pytest.raises(Failure) as caught:
        read(pdf)
    return caught.value.diagnostics[0].code


def test_bad_files_are_named_for_what_they_are() -> None:
    pdf = pdf_of("<p>Text 1</p>")
    assert code(b"") == code(b"Dear reader,") == code(b"PK\3\4" * 500) == "not-a-pdf"
    assert code(pdf[: len(pdf) // 2]) == code(b"%PDF-1.7\nnothing") == "damaged-pdf"
    assert code(rewritten(pdf, encryption=pikepdf.Encryption(owner="o", user="u"))) == "encrypted-pdf"
    assert code(rewritten(pdf, encryption=pikepdf.Encryption(owner="o", user=""))) == "encrypted-pdf"
    assert code(bytes(HTML(string="<p>Text 1").write_pdf())) == "untagged-pdf"


def _endless_tree(opened: pikepdf.Pdf) -> None:
    root = opened.Root.StructTreeRoot.K[0]
    root.K.append(root)


def _deep_tree(opened: pikepdf.Pdf) -> None:
    element = opened.Root.StructTreeRoot.K[0]
    for _ in range(5000):
        inner = opened.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Div))
        element.K = pikepdf.Array([inner])
        element = inner


def _entities(opened: pikepdf.Pdf) -> None:
    opened.Root.Metadata.write(b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>')


def _wrong_types(opened: pikepdf.Pdf) -> None:
    opened.pages[0].Contents.write(b"BT /F (five) Tf [(a)] Tj 1 Tm ET")


@pytest.mark.parametrize("harm", [_endless_tree, _deep_tree, _entities, _wrong_types])
def test_malformed_insides_are_damage(harm: object) -> None:
    assert code(rewritten(pdf_of("<p>Text 1</p>"), harm)) == "damaged-pdf"


def test_a_form_that_shows_itself_comes_to_an_end() -> None:
    def change(opened: pikepdf.Pdf) -> None:
        form = opened.make_stream(b"BT (x) Tj ET /Me Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Me=form))
        opened.pages[0].Contents.write(b"/Me Do")
        opened.pages[0].obj.Resources = form.Resources

    assert texts(read(rewritten(pdf_of("<p>Text 1</p>"), change))) == []


# --- more than is read ----------------------------------------------------------------------------------------


def _zeros(opened: pikepdf.Pdf, megabytes: int) -> pikepdf.Stream:
    """A small stream that unpacks to many megabytes."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(megabytes)) + packer.flush()
    return pikepdf.Stream(opened, packed, Filter=pikepdf.Name.FlateDecode)


def _page(opened: pikepdf.Pdf) -> None:
    opened.pages[0].obj.Contents = _zeros(opened, 11)


def _page_in_parts(opened: pikepdf.Pdf) -> None:
    opened.pages[0].obj.Contents = pikepdf.Array([opened.make_indirect(_zeros(opened, 6)) for _ in range(2)])


def _one_stream(opened: pikepdf.Pdf) -> None:
    opened.Root.More = _zeros(opened, 201)


def _attached(opened: pikepdf.Pdf) -> None:
    opened.attachments["a"] = b""
    opened.Root.Names.EmbeddedFiles.Names[1].EF = pikepdf.Dictionary(F=_zeros(opened, 51))


def _metadata(opened: pikepdf.Pdf) -> None:
    opened.Root.Metadata = _zeros(opened, 6)


def _characters(opened: pikepdf.Pdf) -> None:
    font = next(iter(opened.pages[0].Resources.Font.values()))
    font.ToUnicode = opened.make_stream(b"beginbfrange" + b"<0000><ffff><0041>" * 100 + b"endbfrange")


def _widths(opened: pikepdf.Pdf) -> None:
    font = next(iter(opened.pages[0].Resources.Font.values()))
    font.DescendantFonts[0].W = pikepdf.Array([0, 65535, 500] * 100)


def _arrays_in_arrays(opened: pikepdf.Pdf) -> None:
    inner = opened.make_indirect(pikepdf.Array([0] * 100))
    for _ in range(7):
        inner = opened.make_indirect(pikepdf.Array([inner] * 10))
    opened.Root.More = inner


@pytest.mark.parametrize(
    "harm",
    [_page, _page_in_parts, _one_stream, _attached, _metadata, _characters, _widths, _arrays_in_arrays],
)
def test_what_unpacks_to_more_than_is_read_is_too_large(harm: object) -> None:
    kept = {"compress_streams": False, "stream_decode_level": pikepdf.StreamDecodeLevel.none}
    assert code(rewritten(pdf_of("<p>Text 1</p>"), harm, **kept)) == "file-too-large"


def test_forms_that_show_forms_take_what_all_of_them_draw() -> None:
    def change(opened: pikepdf.Pdf) -> None:
        form = opened.make_stream(b"q Q")
        for _ in range(3):
            named = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            form.stream_dict.Type, form.stream_dict.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
            form = opened.make_stream(b"/F Do " * 10, Resources=named)
        opened.pages[0].obj.Contents, opened.pages[0].obj.Resources = form, named

    with pikepdf.open(io.BytesIO(rewritten(pdf_of("<p>Text 1</p>"), change))) as opened:
        assert page_runs(opened.pages[0], 1, {}, Meter(3_000_000, "all")) == ()
        with pytest.raises(TooLarge):
            page_runs(opened.pages[0], 1, {}, Meter(1_000_000, "all"))


@pytest.mark.parametrize("filters", [["/LZWDecode"], ["/FlateDecode", "/FlateDecode"]])
def test_what_no_build_packs_with_is_damage(filters: list[str]) -> None:
    def change(opened: pikepdf.Pdf) -> None:
        packed = zlib.compress(zlib.compress(b"BT ET"))
        opened.pages[0].obj.Contents = pikepdf.Stream(opened, packed, Filter=pikepdf.Array(map(pikepdf.Name, filters)))

    pdf = rewritten(pdf_of("<p>Text 1</p>"), change, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    assert code(pdf) == "damaged-pdf"


@pytest.mark.parametrize(
    "filters", [b"/Filter 5 0 R", b"/Filter %a\n[ 5 %b\n0 R ]", b"/#46ilter/L#5aWDecode", b"/Filter[/LZW]"]
)
def test_a_file_whose_filters_cannot_be_told_before_they_are_used_is_damage(filters: bytes) -> None:
    with pytest.raises(Failure) as caught:
        read(pdf_of("<p>Text 1</p>").replace(b"/Filter /FlateDecode", filters, 1))
    assert caught.value.diagnostics[0].notes == ("a stream is packed as no build does",)


def test_a_link_may_speak_of_filters() -> None:
    link = "https://example.org/Filter/5/LZW"
    (block,) = read(pdf_of(f"<p><a href='{link}'>Text 1</a></p>", uncompressed_pdf=True)).blocks
    assert block.links(0, 4) == (link,)


def _destinations(opened: pikepdf.Pdf) -> None:
    place = pikepdf.Array([opened.pages[0].obj, pikepdf.Name.XYZ, 0, 0, 0])
    names = [part for number in range(20_000) for part in (pikepdf.String(f"a{number:05}"), place)]
    opened.Root.Names = pikepdf.Dictionary(Dests=pikepdf.Dictionary(Names=pikepdf.Array(names)))


def test_destinations_are_not_held_against_all_blocks_of_a_page_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "COMPARED", 30_000)
    assert code(rewritten(pdf_of("<p>Text 1</p><p>Text 2</p>"), _destinations)) == "file-too-large"


def _doubled(opened: pikepdf.Pdf) -> None:
    element = opened.Root.StructTreeRoot.K[0].K[0]
    element.K = pikepdf.Array([*element.K, *element.K])


def _direct_font(opened: pikepdf.Pdf) -> None:
    fonts = opened.pages[0].Resources.Font
    for name in list(fonts.keys()):
        fonts[name] = pikepdf.Dictionary(dict(fonts[name].items()))


@pytest.mark.parametrize("harm", [_doubled, _direct_font])
def test_what_would_be_read_again_and_again_is_damage(harm: object) -> None:
    assert code(rewritten(pdf_of("<p>Text 1</p>"), harm)) == "damaged-pdf"


SMALL = pdf_of("<p>Text 1 <a href='#x'>52</a></p><p id=x>End</p>", uncompressed_pdf=True)


@settings(max_examples=60, suppress_health_check=list(HealthCheck), derandomize=True)
@given(place=st.integers(0, len(SMALL) - 1), noise=st.binary(min_size=1, max_size=12))
def test_no_harm_to_a_file_raises_anything_but_a_failure(place: int, noise: bytes) -> None:
    harmed = SMALL[:place] + noise + SMALL[place + len(noise) :]
    try:
        codes = {"read" for _ in [read(harmed)]}
    except Failure as failure:
        codes = {finding.code for finding in failure.diagnostics}
    assert codes <= {"read", "damaged-pdf", "not-a-pdf", "encrypted-pdf", "untagged-pdf"}


def test_text_without_a_unicode_value_is_seen_as_such() -> None:
    def change(opened: pikepdf.Pdf) -> None:
        for font in opened.pages[0].Resources.Font.values():
            del font["/ToUnicode"]

    block: Block = read(rewritten(pdf_of("<p>52</p>"), change)).blocks[0]
    assert block.text == "\ufffd\ufffd"


def test_the_number_of_a_note_may_begin_a_line() -> None:
    calls = (
        f'<p>It said so in the <b>test{"i" * count}</b> [<a href="#x">Post</a>].<span class="fn">Twice.</span> More of it.</p>'
        for count in range(30)
    )
    style = (
        "@page { size: 60mm 200mm; margin: 5mm } html { counter-reset: footnote 400 } p { break-inside: avoid }"
        " .fn { float: footnote } .fn::footnote-call { font-size: 6pt; vertical-align: super; line-height: 0 }"
    )
    found = read(page(f"<h1>Kettles</h1>{''.join(calls)}<p id='x'>Post.</p>", style))
    paragraphs = [block for block in found.blocks if block.role == "P" and block.marks]
    assert any(block.marks[0].box.left < block.spans[-2].run.box.left for block in paragraphs)
    assert len(paragraphs) == 30
    assert not any(re.search(r"\d", block.text) for block in paragraphs)
