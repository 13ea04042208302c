"""A structure tree is read as it stands, and what is written leaves nothing pointing at what it left out."""

import io

import pikepdf

from briefing.pdf import tagtree
from briefing.pdf.tagtree import Annotation, Mark, Node
from tests.rendering import pdf_of
from tests.tagging import page

TABLE = "<table><tr><th scope='row' colspan='2'>Pace</th><td rowspan='1'>fast</td></tr></table>"


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def test_a_node_says_what_its_element_says() -> None:
    body = f"<h1 id='a'>Kettles</h1><p><span lang='de'>Zeitgeist</span> and <a href='#a'>so</a></p>{TABLE}"
    with opened(page(body)) as pdf:
        nodes = {node.role: node for node in tagtree.read(pdf).walk()}
        assert nodes["Span"].lang == "de"
        assert nodes["TH"].spans == (2, 1)
        assert nodes["TH"].attributes == {"Scope": "Row"}
        assert nodes["TD"].headers
        assert [type(kid) for kid in nodes["Link"].kids] == [Annotation, Mark]
        assert nodes["Link"].kids[0].destination == "a"  # type: ignore[union-attr]


def test_what_is_left_out_becomes_decoration_and_loses_its_links() -> None:
    raw = pdf_of("<h1 id='a'>Kettles</h1><p>One <a href='#a'>two</a>.</p><p>Three.</p>", uncompressed_pdf=True)
    with opened(raw) as pdf:
        document = tagtree.read(pdf)
        document.kids = [kid for kid in document.kids if not (isinstance(kid, Node) and kid.role == "P")]
        tagtree.write(pdf, document)
        content = pdf.pages[0].Contents.read_bytes()
        assert content.count(b"/MCID") == 1
        assert content.count(b"/Artifact <</Type /Pagination>> BDC") >= 4
        assert "/Annots" not in pdf.pages[0]
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[1]
        assert [str(owner.S) for owner in owners] == ["/Span"]


def test_content_of_two_pages_in_one_element_says_on_which_each_is() -> None:
    raw = pdf_of("<h1>Kettles</h1><p>One.</p><p style='break-before: page'>Two.</p>", uncompressed_pdf=True)
    with opened(raw) as pdf:
        document = tagtree.read(pdf)
        one, two = (node for node in document.nodes if node.role == "P")
        one.kids = [mark for node in (one, two) for part in node.walk() for mark in part.kids if isinstance(mark, Mark)]
        document.kids.remove(two)
        tagtree.write(pdf, document)
        again = tagtree.read(pdf)
        assert [kid.page for kid in again.nodes[1].kids if isinstance(kid, Mark)] == [0, 1]
