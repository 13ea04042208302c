"""Ways to break a finished PDF for a reader who listens, one a function; each changes the open file."""

import re

import pikepdf


def element(pdf: pikepdf.Pdf, role: str, nth: int = 0) -> pikepdf.Object:
    """The `nth` element of that role, in reading order."""
    return [item for item in _elements(pdf.Root.StructTreeRoot.K[0]) if f"/{role}" == item.S][nth]


def _elements(item: pikepdf.Object) -> list[pikepdf.Object]:
    kids = [kid for kid in item.K if isinstance(kid, pikepdf.Dictionary) and "/S" in kid]
    return [item, *(inner for kid in kids for inner in _elements(kid))]


def without_title(pdf: pikepdf.Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def without_tabs(pdf: pikepdf.Pdf) -> None:
    del pdf.pages[1].Tabs


def without_foreign(pdf: pikepdf.Pdf) -> None:
    del element(pdf, "Span").Lang


def with_a_narrow_sheet(pdf: pikepdf.Pdf) -> None:
    """The first page cut off in the middle."""
    pdf.pages[0].mediabox = pikepdf.Array([0, 0, 200, 842])


def with_loose_text(pdf: pikepdf.Pdf) -> None:
    content = pdf.pages[0].Contents.read_bytes()
    pdf.pages[0].Contents.write(
        re.sub(rb"/Artifact <</Type /Pagination>> BDC(.*?)EMC", rb"\1", content, flags=re.DOTALL)
    )


def with_read_heads(pdf: pikepdf.Pdf) -> None:
    """All that is decoration at the edge of a page, as part of the first paragraph."""
    paragraph = element(pdf, "P")
    for sheet in pdf.pages:
        content = sheet.Contents.read_bytes()
        sheet.Contents.write(content.replace(b"/Artifact <</Type /Pagination>> BDC", b"/Span <</MCID 9000>> BDC"))
        paragraph.K.append(pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=sheet.obj, MCID=9000))


def with_skipped_level(pdf: pikepdf.Pdf) -> None:
    element(pdf, "H2", 1).S = pikepdf.Name.H4


def without_first_heading(pdf: pikepdf.Pdf) -> None:
    element(pdf, "H1").S = pikepdf.Name.P


def with_contents_as_list(pdf: pikepdf.Pdf) -> None:
    for role, instead in (("TOC", "L"), ("TOCI", "LI"), ("TOCI", "LI")):
        element(pdf, role).S = pikepdf.Name(f"/{instead}")


def with_wordless_link(pdf: pikepdf.Pdf) -> None:
    link = next(link for sheet in pdf.pages for link in sheet.get("/Annots", ()) if "/Dest" in link)
    link.Contents = link.Dest


def with_address_for_words(pdf: pikepdf.Pdf) -> None:
    link = next(link for sheet in pdf.pages for link in sheet.get("/Annots", ()) if "/A" in link)
    link.Contents = link.A.URI


def with_unread_link(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots.append(pdf.make_indirect(pikepdf.Dictionary(dict(pdf.pages[0].Annots[0]))))


def without_scope(pdf: pikepdf.Pdf) -> None:
    del element(pdf, "TH").A.Scope


def without_header_cells(pdf: pikepdf.Pdf) -> None:
    for _ in range(4):
        element(pdf, "TH", -1).S = pikepdf.Name.TD


def with_short_row(pdf: pikepdf.Pdf) -> None:
    element(pdf, "TR", 2).K[-1].S = pikepdf.Name.Div


def with_file_name_for_words(pdf: pikepdf.Pdf) -> None:
    element(pdf, "Figure").Alt = pikepdf.String("kettles-final.svg")


def without_alternative(pdf: pikepdf.Pdf) -> None:
    element(pdf, "Figure").Alt = pikepdf.String(" ")


def without_data_table(pdf: pikepdf.Pdf) -> None:
    element(pdf, "Table", -1).S = pikepdf.Name.Div


def without_note(pdf: pikepdf.Pdf) -> None:
    element(pdf, "Note").S = pikepdf.Name.P


def without_call(pdf: pikepdf.Pdf) -> None:
    element(pdf, "Reference", 2).S = pikepdf.Name.Span


def with_one_name_for_two_notes(pdf: pikepdf.Pdf) -> None:
    element(pdf, "Note").ID = element(pdf, "Note", 1).ID
