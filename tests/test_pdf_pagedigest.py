"""The digest of what a PDF shows: the same after saving and attaching, another after any edit."""

import io

import pikepdf
import pytest

from briefing.pdf.pagedigest import digest
from briefing.pdf.readback import read
from tests.rendering import pdf_of, rewritten

FIGURES = (
    "<p>It has <a href='#e-a'>52&nbsp;points</a> and <a href='#e-c'>14.3</a>.</p><h2 id='e-a'>A</h2><p id='e-c'>C</p>"
)


def test_the_digest_survives_saving_and_attaching_but_no_edit() -> None:
    pdf = pdf_of(FIGURES, head="<title>T</title>")
    before = read(pdf).digest
    packed = rewritten(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert packed != pdf
    assert read(packed).digest == before

    def attach(opened: pikepdf.Pdf) -> None:
        opened.attachments["x.json"] = b"{}"

    assert read(rewritten(pdf, attach)).digest == before
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert digest(opened) == before

    def number(opened: pikepdf.Pdf) -> None:
        for key in ("/ViewerPreferences", "/MarkInfo", "/OutputIntents"):
            opened.Root[key] = opened.make_indirect(opened.Root[key])

    assert read(rewritten(pdf, number)).digest == before


def _content(opened: pikepdf.Pdf) -> None:
    page = opened.pages[0]
    page.Contents.write(page.Contents.read_bytes().replace(b"0 0 0 rg", b"0 0 1 rg", 1))


def _link(opened: pikepdf.Pdf) -> None:
    opened.pages[0].Annots[0].Dest = pikepdf.String("e-c")


def _title(opened: pikepdf.Pdf) -> None:
    opened.docinfo["/Title"] = "Another 9"


def _mapping(opened: pikepdf.Pdf) -> None:
    for font in opened.pages[0].Resources.Font.values():
        font.ToUnicode.write(font.ToUnicode.read_bytes().replace(b"<0035>", b"<0036>"))


def _glyphs(opened: pikepdf.Pdf) -> None:
    descriptor = next(iter(opened.pages[0].Resources.Font.values())).DescendantFonts[0].FontDescriptor
    program = descriptor["/FontFile2" if "/FontFile2" in descriptor else "/FontFile3"]
    program.write(program.read_bytes() + b"\0")


def _order(opened: pikepdf.Pdf) -> None:
    kids = opened.Root.StructTreeRoot.K[0].K
    opened.Root.StructTreeRoot.K[0].K = pikepdf.Array(reversed(list(kids)))


@pytest.mark.parametrize("edit", [_content, _link, _title, _mapping, _glyphs, _order])
def test_any_edit_changes_the_digest(edit: object) -> None:
    pdf = pdf_of(FIGURES)
    assert read(rewritten(pdf, edit)).digest != read(pdf).digest


def test_a_number_of_many_digits_is_gone_through_once() -> None:
    with pikepdf.open(io.BytesIO(pdf_of(FIGURES))) as opened:
        before = digest(opened)
        opened.Root.More = pikepdf.Object.parse(b"[0." + b"1" * 1_000_000 + b"]")
        assert digest(opened) != before
