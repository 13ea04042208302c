"""The structure tree of a PDF as plain nodes: read from a rendered file, mended by `tags`, written back.

What the written tree leaves out becomes decoration (an artifact) on its page, and loses its links.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, String

_ORIGIN = "/Origin"
#: What a node says of itself in words, by the entry that it stands in.
_SAID = {"/ID": "id", "/Lang": "lang", "/ActualText": "text", "/Alt": "alt"}
#: Marked content that stands in the tree, as the renderer writes it; then such a piece that draws nothing.
_MARKED = re.compile(rb"/[A-Za-z0-9]+\s+<</MCID (\d+)>>\s+BDC")
_BLANK = re.compile(rb"<</MCID (\d+)>>\s+BDC\s+(?:[^\n]+ (?:rg|gs)\s+)*BT\s+ET\s+EMC")
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC"
#: Points for each of the renderer's pixels, in which it leaves the boxes of figures.
_POINTS = 0.75

#: Left, top, right and bottom edge in points, from the top of a page.
Box = tuple[float, float, float, float]


class Mark(NamedTuple):
    """Marked content: the number of its page from 0, and its id there.

    `blank` if it draws nothing but a space, `divided` if it ends in the hyphen of a divided word.
    """

    page: int
    mcid: int
    blank: bool = False
    divided: bool = False


@dataclass(slots=True, eq=False)
class Annotation:
    """A link on a page, and what it says of itself; one that is new has `box` and `target` in place of an `item`.

    `box` is where it is, `target` the page and box it leads to, both in points from the top of the page.
    """

    page: int
    item: pikepdf.Object | None = None
    box: Box | None = None
    target: tuple[int, Box] | None = None
    words: str = ""

    @property
    def destination(self) -> str | None:
        """The name of the place in the file that it leads to; None where it leads out of it, or has no name."""
        found = self.item.get("/Dest") if self.item is not None else None
        return None if found is None else str(found)


@dataclass(frozen=True, slots=True)
class Origin:
    """The element of the page that a node was made of; see `origins`. Its `box` is where its first piece stands."""

    number: int
    tag: str
    lang: str = ""
    hidden: bool = False
    block: bool = False
    divided: tuple[int, ...] = ()
    box: Box | None = None


@dataclass(slots=True, eq=False)
class Node:
    """A structure element: its role, what is in it in order, and what it says of itself.

    `spans` are the columns and rows that a cell fills, `headers` the ids of the cells that head it.
    """

    role: str
    kids: list["Node | Mark | Annotation"] = field(default_factory=list)
    origin: Origin | None = None
    id: str = ""
    lang: str = ""
    text: str = ""
    alt: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    headers: tuple[str, ...] = ()
    spans: tuple[int, int] = (1, 1)
    item: pikepdf.Object | None = None

    @property
    def nodes(self) -> list["Node"]:
        """The nodes directly in it."""
        return [kid for kid in self.kids if isinstance(kid, Node)]

    @property
    def page(self) -> int:
        """The number of the page that it begins on, from 0."""
        pages = (kid.page for node in self.walk() for kid in node.kids if not isinstance(kid, Node))
        return next(pages, 0)

    def walk(self) -> Iterator["Node"]:
        """It and all nodes in it, in order."""
        waiting = [self]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [kid for kid in reversed(node.kids) if isinstance(kid, Node)]


# --- reading --------------------------------------------------------------------------------------------------


def read(pdf: pikepdf.Pdf) -> Node:
    """The document's node."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    blanks = [{int(mcid) for mcid in _BLANK.findall(page.Contents.read_bytes())} for page in pdf.pages]
    return _Reader(pages, blanks).node(pdf.Root.StructTreeRoot.K[0], 0)


class _Reader:
    def __init__(self, pages: dict[tuple[int, int], int], blanks: list[set[int]]) -> None:
        self.pages, self.blanks = pages, blanks
        self.divided: set[tuple[int, int]] = set()

    def node(self, item: pikepdf.Object, page: int) -> Node:
        entries = dict(item.items())
        page = self.pages[entries["/Pg"].objgen] if "/Pg" in entries else page
        node = Node(str(entries["/S"])[1:], item=item)
        for key in _SAID.keys() & entries.keys():
            setattr(node, _SAID[key], str(entries[key]))
        if _ORIGIN in entries:
            node.origin = Origin(**json.loads(bytes(entries[_ORIGIN])))
            del item[_ORIGIN]
            self.divided |= {(page, mcid) for mcid in node.origin.divided}
        for key, value in entries["/A"].items() if "/A" in entries else ():
            if key == "/Headers":
                node.headers = tuple(map(str, value))
            elif key in ("/ColSpan", "/RowSpan"):
                node.spans = (int(value), node.spans[1]) if key == "/ColSpan" else (node.spans[0], int(value))
            elif isinstance(value, Name) and key != "/O":
                node.attributes[key[1:]] = str(value)[1:]
        node.kids = [self.kid(kid, page) for kid in entries["/K"]]
        return node

    def kid(self, kid: pikepdf.Object | int, page: int) -> Node | Mark | Annotation:
        if isinstance(kid, int):
            return Mark(page, kid, kid in self.blanks[page], (page, kid) in self.divided)
        if "/S" in kid:
            return self.node(kid, page)
        page = self.pages[kid.Pg.objgen] if "/Pg" in kid else page
        return Annotation(page, kid.Obj) if "/Obj" in kid else self.kid(int(kid.MCID), page)


# --- writing --------------------------------------------------------------------------------------------------


def write(pdf: pikepdf.Pdf, document: Node) -> None:
    """Put the tree in place of the one that the file has."""
    _Writer(pdf).write(document)


class _Writer:
    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pdf, self.root = pdf, pdf.Root.StructTreeRoot
        self.pages = [page.obj for page in pdf.pages]
        self.heights = [float(page.mediabox[3]) for page in pdf.pages]
        self.owners: list[dict[int, pikepdf.Object]] = [{} for _ in self.pages]
        self.links: list[tuple[int, pikepdf.Object, pikepdf.Object]] = []
        self.ids: dict[str, pikepdf.Object] = {}

    def write(self, document: Node) -> None:
        self.root.K = Array([self.node(document, self.root)])
        self._index()
        if self.ids:
            names = [part for key in sorted(self.ids) for part in (String(key), self.ids[key])]
            self.root.IDTree = self.pdf.make_indirect(Dictionary(Names=Array(names)))
        for number, page in enumerate(self.pages):
            self._decorate(number, page)

    def node(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        if node.item is None:
            node.item = self.pdf.make_indirect(Dictionary(Type=Name.StructElem))
        item = node.item
        item.S, item.P = Name(f"/{node.role}"), parent
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            item.Pg = self.pages[page]
        elif "/Pg" in item:
            del item.Pg
        self._say(node, item)
        kids = [self._kid(kid, item, page) for kid in node.kids]
        item.K = Array(kids)
        return item

    def _say(self, node: Node, item: pikepdf.Object) -> None:
        """What a node says of itself, into its entries."""
        for entry, key in _SAID.items():
            if text := getattr(node, key):
                item[entry] = String(text)
        if node.id:
            self.ids[node.id] = item
        for key, value in node.attributes.items():
            if "/A" not in item:
                item.A = Dictionary(O=Name.List if node.role == "L" else Name.Table)
            item.A[f"/{key}"] = Name(f"/{value}")
        if node.headers:
            item.A.Headers = Array([String(key) for key in node.headers])
        if node.role == "Figure":
            self._place(node, item)

    def _place(self, node: Node, item: pikepdf.Object) -> None:
        """The box of a figure, which the renderer leaves in pixels from the top; not reported upstream yet."""
        left, top, right, bottom = (float(edge) * _POINTS for edge in item.A.BBox)
        item.A.BBox = self._edges(
            next(kid.page for kid in node.kids if isinstance(kid, Mark)), (left, top, right, bottom)
        )

    def _edges(self, page: int, box: Box) -> Array:
        """A box as a PDF has it: left, bottom, right, top, from the foot of the page."""
        left, top, right, bottom = box
        return Array([round(edge, 3) for edge in (left, self.heights[page] - bottom, right, self.heights[page] - top)])

    def _kid(self, kid: Node | Mark | Annotation, item: pikepdf.Object, page: int | None) -> pikepdf.Object | int:
        if isinstance(kid, Node):
            return self.node(kid, item)
        if isinstance(kid, Annotation):
            link = kid.item if kid.item is not None else self._link(kid)
            link.Contents = String(kid.words)
            self.links.append((kid.page, link, item))
            return Dictionary(Type=Name.OBJR, Obj=link, Pg=self.pages[kid.page])
        self.owners[kid.page][kid.mcid] = item
        return kid.mcid if kid.page == page else Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.mcid)

    def _link(self, link: Annotation) -> pikepdf.Object:
        """A link that the file did not have."""
        assert link.box
        assert link.target
        page, (left, top, _, _) = link.target
        place = Array([self.pages[page], Name.XYZ, round(left, 3), round(self.heights[page] - top, 3), 0])
        edges = self._edges(link.page, link.box)
        made = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=edges, BS=Dictionary(W=0), Dest=place, F=4)
        return self.pdf.make_indirect(made)

    def _index(self) -> None:
        """Which element each piece of content and each link belongs to."""
        numbers: list[object] = []
        for number, (page, owners) in enumerate(zip(self.pages, self.owners, strict=True)):
            page.StructParents = number
            numbers += (number, Array([owners.get(mcid) for mcid in range(max(owners, default=-1) + 1)]))
        for number, (_, link, owner) in enumerate(self.links, start=len(self.pages)):
            link.StructParent = number
            numbers += (number, owner)
        self.root.ParentTree = self.pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        self.root.ParentTreeNextKey = len(self.pages) + len(self.links)

    def _decorate(self, number: int, page: pikepdf.Object) -> None:
        """Make artifacts of what the tree leaves out, and keep the links that are in it, in its order."""
        owners = self.owners[number]
        page.Contents.write(_MARKED.sub(partial(_unless, owners), page.Contents.read_bytes()))
        links = [link for on, link, _ in self.links if on == number]
        if links:
            page.Annots = Array(links)
        elif "/Annots" in page:
            del page.Annots


def _unless(owners: Mapping[int, pikepdf.Object], mark: re.Match[bytes]) -> bytes:
    return mark[0] if int(mark[1]) in owners else _ARTIFACT
