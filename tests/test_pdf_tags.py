"""Each mend of the tags, on a PDF that is set for it and then read as a reader hears it."""

import io
from functools import cache
from itertools import pairwise

import pikepdf
import pytest

from briefing.pdf.conform import conform
from tests.tagging import outline, page

NOTES = ".fn { float: footnote } @page { @footnote { margin-top: 2mm } }"
FILLER = "<p>" + "A kettle is a kettle is a kettle. " * 12 + "</p>"
ROWS = "".join(f"<tr><th scope='row'>Kettle {'i' * n}</th><td>fast</td></tr>" for n in range(1, 60))
TABLE = f"<table><thead><tr><th>Name</th><th>Pace</th></tr></thead><tbody>{ROWS}</tbody></table>"


@cache
def noted() -> bytes:
    note = '<span class="fn" id="n-1">It <a href="#top">says</a> so.</span>'
    body = f'<h1 id="top">Kettles</h1><p>It is fast.{note} It is dear.</p><p>Another.</p>'
    body += '<ul><li>One<span class="fn" id="n-2">Two.</span></li></ul>'
    return page(body, NOTES)


def roles(heard: str) -> list[str]:
    return [line.split()[0].rstrip(":") for line in heard.splitlines()]


def test_a_footnote_is_a_note_behind_the_paragraph_that_calls_it() -> None:
    heard = outline(noted())
    assert (
        """\
  P: It is fast.| It is dear.
    Reference
      Link: <Footnote>|1
  Note ID=note-1: It | so.
    Lbl
      Link: <Where this footnote is called>|1.
    Link: <Place in this briefing>|says
  P: Another."""
        in heard
    )


def test_a_footnote_called_in_a_list_stays_in_its_item() -> None:
    heard = outline(noted()).splitlines()
    item, note = (next(n for n, line in enumerate(heard) if word in line) for word in ("LBody: One", "note-2"))
    assert item < note
    assert heard[note].startswith(" " * (heard[item].index("L") + 2) + "Note")


def test_the_numbers_of_a_note_lead_to_it_and_back() -> None:
    with pikepdf.open(io.BytesIO(noted())) as pdf:
        links = {str(link.Contents): link for sheet in pdf.pages for link in sheet.Annots}
        call, back = links["Footnote"], links["Where this footnote is called"]
        names = {str(key) for key in pdf.Root.StructTreeRoot.IDTree.Names.as_list()[::2]}
        assert {"note-1", "note-2"} <= names
        for one, other in ((call, back), (back, call)):
            assert one.Dest[0].objgen == pdf.pages[0].obj.objgen
            bottom, top = float(other.Rect[1]), float(other.Rect[3])
            assert bottom < float(one.Dest[3]) + 0.01
            assert float(one.Dest[3]) == pytest.approx(top, abs=0.01)


def test_a_paragraph_and_a_link_that_pages_divide_are_one() -> None:
    words = "a kettle and another kettle and " * 40
    heard = outline(page(f"<h1 id='a'>Kettles</h1>{FILLER * 2}<p>It is <a href='#a'>{words}</a> dear.</p>"))
    assert roles(heard) == ["Document", "H1", "P", "P", "P", "Link"]
    assert heard.count("<Place in this briefing>") > 20  # a piece for each line, in one link


def test_paragraphs_that_follow_each_other_over_a_page_stay_two() -> None:
    heard = outline(page("<h1>Kettles</h1><p>One.</p><p style='break-before: page'>Two.</p>"))
    assert roles(heard) == ["Document", "H1", "P", "P"]


def test_a_table_over_three_pages_is_one_and_its_head_is_said_once() -> None:
    pdf = page(f"<h1>Kettles</h1>{TABLE}")
    heard = outline(pdf)
    assert roles(heard)[2:5] == ["Table", "THead", "TR"]
    assert [roles(heard).count(role) for role in ("Table", "THead", "TBody", "TR")] == [1, 1, 1, 60]
    assert heard.count("Scope=Column") == 2
    assert heard.count("Scope=Row") == 59
    assert conform(pdf) == ()


def test_cells_below_a_repeated_head_refer_to_the_head_that_is_left() -> None:
    with pikepdf.open(io.BytesIO(page(f"<h1>Kettles</h1>{TABLE}"))) as pdf:
        known = {str(key) for key in pdf.Root.StructTreeRoot.IDTree.Names.as_list()[::2]}
        cells = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/TD"]
        meant = [{str(key) for key in cell.A.Headers} for cell in cells]
    assert len(cells) == 59
    assert all(len(names) == 2 and names <= known for names in meant)


def test_columns_are_no_lists_within_a_list() -> None:
    items = "<li>Heron</li><li>Egret</li><li>Plover</li><li>Gull</li>"
    heard = outline(page(f"<h1>Kettles</h1><ul>{items}</ul>", "ul { columns: 2 }"))
    assert [roles(heard).count(role) for role in ("L", "LI")] == [1, 4]
    assert "L ListNumbering=Disc" in heard


def test_lists_within_lists_stay_so_and_say_how_they_are_marked() -> None:
    heard = outline(page("<h1>K</h1><ol><li>One<ul style='list-style: none'><li>Two</li></ul></li></ol>"))
    assert roles(heard).count("L") == 2
    assert heard.count("ListNumbering") == 1
    assert "L ListNumbering=Decimal" in heard


def test_the_contents_are_a_table_of_contents_with_one_link_an_entry_and_no_dots() -> None:
    body = "<h1>Kettles</h1><nav><ul><li><a href='#h-a'>Pace</a></li></ul></nav><h2 id='h-a'>Pace</h2>"
    style = "nav a::after { content: leader(' . ') ' ' target-counter(attr(href), page) } ul { list-style: none }"
    assert """\
  Sect
    TOC
      TOCI
        Reference
          Link: <Section of this briefing>|Pace| 1""" in outline(page(body, style))


def test_contents_in_two_columns_are_one_list_of_contents() -> None:
    columns = "".join(f"<ul><li><a href='#h-{it}'>{it}</a></li></ul>" for it in ("Pace", "Noise"))
    body = f"<h1>Kettles</h1><nav>{columns}</nav><h2 id='h-Pace'>Pace</h2><h2 id='h-Noise'>Noise</h2>"
    heard = outline(page(body, "ul { list-style: none; float: left }"))
    assert [roles(heard).count(role) for role in ("TOC", "TOCI", "L")] == [1, 2, 0]


def test_what_stands_in_a_link_makes_no_link_of_its_own() -> None:
    pdf = page("<h1 id='a'>Kettles</h1><p><a href='#a'>The <span lang='de'>Zeitgeist</span> <b>now</b></a></p>")
    heard = outline(pdf)
    assert heard.count("<Place in this briefing>") == 1
    assert "      Span Lang=de: Zeitgeist" in heard
    assert conform(pdf) == ()


def test_decoration_is_not_read() -> None:
    pdf = page("<h1>Kettles</h1><p>Kettles <span aria-hidden='true'>&amp; ornament</span> Buyer</p>")
    assert "ornament" not in outline(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert b"/Artifact <</Type /Pagination>> BDC" in opened.pages[0].Contents.read_bytes()


def test_words_between_which_only_a_space_is_drawn_are_read_as_two() -> None:
    heard = outline(page("<h1 id='a'>Kettles</h1><p><a href='#a'>Heron</a> <a href='#a'>Egret</a></p>"))
    assert "Span ActualText= :" in heard


def test_another_language_is_told_and_the_rest_keeps_that_of_the_document() -> None:
    heard = outline(page("<h1>Kettles</h1><p>The <span lang='de'>Zeitgeist</span> and <b>more</b>.</p>"))
    assert "    Span Lang=de: Zeitgeist" in heard
    assert heard.count("Lang=") == 1


def test_elements_that_say_nothing_are_gone() -> None:
    heard = outline(page("<h1>Kettles</h1><p><span><b>Heron</b></span> is <i>fast</i>.<br>So.</p>"))
    assert roles(heard) == ["Document", "H1", "P"]


def test_a_figure_is_a_group_with_a_picture_in_its_place() -> None:
    pdf = page(
        "<h1>Kettles</h1><figure><figcaption>Pace</figcaption><img src='chart:a.svg' alt='Bars: Heron'></figure>"
    )
    assert roles(outline(pdf)) == ["Document", "H1", "Div", "Caption", "Figure"]
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        figure = next(it for it in opened.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/Figure")
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
        _, _, width, height = (float(edge) for edge in opened.pages[0].MediaBox)
    assert 0 < left < right < width
    assert height / 2 < bottom < top < height
    assert (right - left, top - bottom) == pytest.approx((30, 15), abs=0.1)


def test_every_piece_of_content_has_an_owner_that_holds_it() -> None:
    with pikepdf.open(io.BytesIO(page(f"<h1>Kettles</h1>{TABLE}{FILLER * 3}"))) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums.as_list()
        assert all(int(one) < int(other) for one, other in pairwise(numbers[::2]))
        for number, _ in enumerate(pdf.pages):
            for mcid, owner in enumerate(numbers[2 * number + 1].as_list()):
                held = {_mcid(kid) for kid in owner.K} if isinstance(owner, pikepdf.Dictionary) else {mcid}
                assert mcid in held, number


def _mcid(kid: object) -> int:
    return int(kid.get("/MCID", -1)) if isinstance(kid, pikepdf.Dictionary) else kid if isinstance(kid, int) else -1


def test_what_stands_on_lines_of_its_own_is_a_paragraph_of_its_own() -> None:
    body = "<h1>K</h1><ul><li><span>Pace</span> <span>fast</span></li></ul><p>As <span>it</span> is.</p>"
    heard = outline(page(body, "span { display: block } ul { list-style: none }"))
    assert "      LBody\n        P: Pace\n        P: fast" in heard
    assert "  P: As |it |is." in heard
