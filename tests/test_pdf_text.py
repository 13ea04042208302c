"""PDFs as other programs write them: every text operator, simple fonts, named properties, role maps, page offsets."""

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from briefing.pdf.readback import read

#: Codes 0x41 to 0x5A are read as the letters two places on ("A" is "C"); 0x30 is "fi", a list gives 0x31 and 0x32.
UNICODE = b"""
1 begincodespacerange <00> <ff> endcodespacerange
2 beginbfrange <41> <5a> <0043> <31> <32> [<0078> <0079007a>] endbfrange
2 beginbfchar <20> <0020> <30> <00660069> endbfchar
"""


def tagged(content: bytes, media_box: tuple[int, int, int, int] = (0, 0, 200, 200)) -> bytes:
    """One page whose marked contents 0, 1 and 2 are a `Para` (P by the role map), a `Span` in it, and an `H1`."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    page.obj.MediaBox = Array(media_box)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.F, FirstChar=48, Widths=[500] * 60)
    font.ToUnicode = pdf.make_stream(UNICODE)
    form = pdf.make_stream(b"BT /F 10 Tf 1 0 0 1 5 5 Tm (A) Tj ET", Type=Name.XObject, Subtype=Name.Form)
    form.Matrix, form.Resources = Array([1, 0, 0, 1, 20, 0]), Dictionary(Font=Dictionary(F=font))
    page.obj.Resources = Dictionary(
        Font=Dictionary(F=pdf.make_indirect(font)),
        XObject=Dictionary(X=form),
        Properties=Dictionary(M=Dictionary(MCID=1)),
    )
    page.obj.Contents = pdf.make_stream(content)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary(Para=Name.P)))
    span = pdf.make_indirect(Dictionary(S=Name.Span, K=Dictionary(Type=Name.MCR, Pg=page.obj, MCID=1)))
    para = pdf.make_indirect(Dictionary(S=Name.Para, Pg=page.obj, K=Array([0, span])))
    root.K = Array([para, pdf.make_indirect(Dictionary(S=Name.H1, Pg=page.obj, K=2))])
    pdf.Root.StructTreeRoot = root
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


def blocks(content: bytes) -> list[tuple[str, str]]:
    return [(block.role, block.text) for block in read(tagged(content)).blocks]


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (b"(AB) Tj", "CD"),
        (b"[(A) -20 (B)] TJ", "CD"),
        (b"[(A) -400 (B)] TJ", "C D"),
        (b"(A) Tj 30 0 Td (B) Tj", "C D"),
        (b"(0) Tj (12) Tj", "fixyz"),
        (b"20 TL (A) Tj T* (B) Tj", "C D"),
        (b"20 TL (A) ' (B) '", "C D"),
        (b'20 TL (A) Tj 0 0 (B) "', "C D"),
        (b"(A) Tj 0 -20 TD (B) Tj T* (C) Tj", "C D E"),
        (b"50 Tz (AB) Tj 100 Tz (C) Tj", "CDE"),
        (b"2 Tc (AB) Tj", "CD"),
        (b"5 Ts (A) Tj", "C"),
        (b"(\xff) Tj", "\ufffd"),
    ],
)
def test_every_way_to_show_text(shown: bytes, text: str) -> None:
    assert blocks(b"/P <</MCID 0>> BDC BT /F 10 Tf 1 0 0 1 10 150 Tm " + shown + b" ET EMC") == [("P", text)]


def test_marked_content_by_name_within_marked_content_and_in_reading_order() -> None:
    content = (
        b"/H1 <</MCID 2>> BDC BT /F 10 Tf 10 20 Td (H) Tj ET EMC "
        b"/P <</MCID 0>> BDC BT /F 10 Tf 10 150 Td (A) Tj ET /Span /M BDC BT /F 10 Tf 15 150 Td (B) Tj ET EMC EMC"
    )
    assert blocks(content) == [("P", "CD"), ("H1", "J")]


def test_a_form_belongs_to_what_shows_it_and_stands_where_it_is_put() -> None:
    reading = read(tagged(b"/P <</MCID 0>> BDC q 2 0 0 2 10 10 cm /X Do Q EMC", (-10, 0, 190, 200)))
    run = reading.blocks[0].spans[0].run
    assert (run.text, run.box.left, run.baseline, run.size) == ("C", 2 * 25 + 10 + 10, 2 * 5 + 10, 20)


def test_artifacts_and_unmarked_text_stand_outside() -> None:
    content = (
        b"/Artifact BMC BT /F 10 Tf 10 20 Td (A) Tj ET EMC BT /F 10 Tf 10 40 Td (B) Tj ET "
        b"/P <</MCID 0>> BDC BT /F 10 Tf 10 150 Td (C) Tj ET EMC"
    )
    reading = read(tagged(content))
    assert [block.text for block in reading.furniture] == ["C", "D"]
    assert [block.text for block in reading.blocks] == ["E"]


def test_stray_operators_do_no_harm() -> None:
    assert blocks(b"Q EMC ET /None Do /F 10 Tf /Nix 5 Tf BT (A) Tj ET /P <</MCID 0>> BDC BT /F 9 Tf (A) Tj ET EMC") == [
        ("P", "C")
    ]
