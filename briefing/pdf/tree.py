"""The structure tree of a tagged PDF: a file in; out come its leaves (marked content) in reading order.

Each leaf knows the block it is part of, the roles around it and the destination of the link it stands in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import pikepdf

from briefing.proof.reading import Aside

_PARAGRAPHS = frozenset(("P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Lbl", "Caption", "Span", "Link", "Reference"))
_INLINE = frozenset(("Span", "Link", "Reference", "Quote", "Em", "Strong", "Code", "Annot", "Sub"))
_TEXTS = {"/Alt": "alternative text", "/ActualText": "replacement text", "/E": "expansion", "/T": "element title"}
_DEEPEST = 200


@dataclass(frozen=True, slots=True)
class Leaf:
    """Marked content `mcid` of a page, in block number `block`, whose structure element has the role `role`."""

    page: int
    mcid: int
    block: int
    role: str
    roles: tuple[str, ...]
    link: str | None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure element: its alternative text and the block that holds what it draws."""

    block: int
    alt: str | None
    page: int


@dataclass(slots=True)
class Tree:
    """What a walk through the tree found; `links` are the annotations that stand in it, as object numbers."""

    leaves: list[Leaf] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    asides: list[Aside] = field(default_factory=list)
    links: set[tuple[int, int]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Context:
    page: int = 0
    block: int = 0
    role: str = ""
    roles: tuple[str, ...] = ()
    link: str | None = None
    inline: bool = False


def read_tree(pdf: pikepdf.Pdf) -> Tree:
    """Walk the structure tree; raises ValueError where it is endless or too deep to be one."""
    walk = _Walk({page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}, _roles(pdf))
    walk.kids(_kids(pdf.Root.StructTreeRoot), _Context())
    return walk.tree


def destination(annotation: pikepdf.Object) -> str | None:
    """Where a link leads: the name of a destination in the file, or an address."""
    action = annotation.get("/A", pikepdf.Dictionary())
    for target in (annotation.get("/Dest"), action.get("/D"), action.get("/URI")):
        if isinstance(target, pikepdf.String | pikepdf.Name):
            return str(target)
    return None


def _roles(pdf: pikepdf.Pdf) -> Mapping[str, str]:
    """The role map: names of the maker's own to standard roles."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", pikepdf.Dictionary())
    return {name[1:]: str(role)[1:] for name, role in roles.items()}


class _Walk:
    """Depth first through the elements, in order."""

    def __init__(self, pages: Mapping[tuple[int, int], int], roles: Mapping[str, str]) -> None:
        self.pages, self.roles = pages, roles
        self.tree = Tree()
        self.blocks = 0
        self.seen: set[tuple[int, int]] = set()
        self.placed: set[tuple[int, int]] = set()

    def kids(self, kids: Iterable[object], context: _Context) -> None:
        """Walk what `/K` holds: content ids, references, elements."""
        for kid in kids:
            if isinstance(kid, int):
                self._leaf(kid, context)
            elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
                self._element(kid, context)
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                self._leaf(int(kid.MCID), self._on_page(kid, context))

    def _leaf(self, mcid: int, context: _Context) -> None:
        if (context.page, mcid) in self.placed:
            raise ValueError("a part of a page stands twice in the structure tree")
        self.placed.add((context.page, mcid))
        self.tree.leaves.append(
            Leaf(context.page, mcid, context.block, context.role, context.roles, context.link),
        )

    def _on_page(self, element: pikepdf.Object, context: _Context) -> _Context:
        page = element.get("/Pg")
        number = context.page if page is None else self.pages.get(page.objgen, 0)
        return context if number == context.page else replace(context, page=number)

    def _element(self, element: pikepdf.Object, outer: _Context) -> None:
        if element.is_indirect and (element.objgen in self.seen or len(outer.roles) > _DEEPEST):
            raise ValueError("the structure tree of the file has no end")
        self.seen.add(element.objgen)
        name = str(element.S)[1:]
        role = self.roles.get(name, name)
        kids = _kids(element)
        context = self._inside(role, kids, self._on_page(element, outer))
        self._asides(element, role, context)
        self.kids(kids, context)

    def _inside(self, role: str, kids: Sequence[object], context: _Context) -> _Context:
        """The context of the kids of an element: anything but an inline element begins a block."""
        if role in _INLINE or (role == "NonStruct" and context.inline):
            block, name = context.block, context.role
        else:
            self.blocks += 1
            block, name = self.blocks, role
        inline = role in _PARAGRAPHS or any(isinstance(kid, int) or _role(kid) in _INLINE for kid in kids)
        link = next(filter(None, map(self._link, kids)), context.link)
        return _Context(context.page, block, name, (*context.roles, role), link, inline)

    def _link(self, kid: object) -> str | None:
        """The destination of a link annotation that `kid` refers to."""
        if not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") != "/OBJR":
            return None
        annotation = kid.Obj
        self.tree.links.add(annotation.objgen)
        return destination(annotation)

    def _asides(self, element: pikepdf.Object, role: str, context: _Context) -> None:
        keys = element.keys() & _TEXTS.keys()
        texts = {_TEXTS[key]: str(element[key]) for key in sorted(keys)}
        if role == "Figure":
            self.tree.figures.append(Figure(context.block, texts.get("alternative text"), context.page))
        self.tree.asides += (Aside(kind, text, context.page, context.link) for kind, text in texts.items())


def _kids(element: pikepdf.Object) -> list[object]:
    kids = element.get("/K")
    return list(kids) if isinstance(kids, pikepdf.Array) else [] if kids is None else [kids]


def _role(kid: object) -> str:
    return str(kid.get("/S", "/"))[1:] if isinstance(kid, pikepdf.Dictionary) else ""
