"""What WeasyPrint's tags leave to do for a reader who listens: a tree of nodes in, the same tree mended out.

One function a mend, in the order in which they build on each other; each says which report upstream it stands in for.
"""

from collections.abc import Iterable, Iterator

from briefing.base.translation import gettext_noop, translation
from briefing.pdf.tagtree import Annotation, Mark, Node

_CALL, _MARKER = "::footnote-call", "::footnote-marker"
_PARAGRAPHS = frozenset(("P", "H1", "H2", "H3", "H4", "H5", "H6"))
#: Elements that say nothing by themselves: their text belongs to what holds them.
_INLINE = frozenset(
    ["span", "b", "strong", "i", "em", "small", "sub", "sup", "code", "br", "abbr", "cite", "q", "u", "s"]
)
#: Roles that a node may lose without a loss.
_PLAIN = frozenset(("Span", "NonStruct"))
_REPEATED = frozenset(("THead", "TFoot"))
_CELLS = frozenset(("TH", "TD"))
#: What a link says of itself, by how its destination begins; the first that fits.
_LINKS = (
    ("e-", gettext_noop("Evidence for this figure")),
    ("s-", gettext_noop("Entry of this source")),
    ("st-", gettext_noop("Entry of this statement")),
    ("r-", gettext_noop("Why it is read so")),
    ("h-", gettext_noop("Section of this briefing")),
    ("t-", gettext_noop("Data of this chart")),
    ("", gettext_noop("Place in this briefing")),
)
_WEB = gettext_noop("Page on the web")
_NUMBERING = {"ul": "Disc", "ol": "Decimal"}


def mend(document: Node, lang: str) -> None:
    """All mends; `lang` is the language of the document."""
    _hide(document)
    _tell_spaces(document)
    _take_notes(document, lang)
    _join(document)
    _one_link(document)
    _describe(document, lang)
    _list_contents(document)
    _name_groups(document)
    _scope(document)
    _number(document)
    _speak(document)
    _set_apart(document)
    _flatten(document)


# --- what is not read -----------------------------------------------------------------------------------------


def _hide(node: Node) -> None:
    """Take out leaders, and what the page says is decoration (`aria-hidden`).

    https://github.com/Kozea/WeasyPrint/issues/2550
    """
    node.kids = [kid for kid in node.kids if not (isinstance(kid, Node) and kid.origin and kid.origin.hidden)]
    for kid in node.nodes:
        _hide(kid)


def _tell_spaces(document: Node) -> None:
    """Say the space of what draws nothing, or the words around it are read as one. Not reported yet."""
    for node in document.walk():
        if any(isinstance(kid, Mark) and kid.blank for kid in node.kids) and len(node.kids) == 1:
            node.text = " "


# --- notes ----------------------------------------------------------------------------------------------------


def _take_notes(document: Node, lang: str) -> None:
    """Make each footnote a note behind the paragraph that calls it, and its number a link to it and back.

    https://github.com/Kozea/WeasyPrint/issues/1545 (the links); the tags are not reported yet.
    """
    calls = [node for node in document.walk() if _is(node, _CALL)]
    numbers = {call.origin.number: number for number, call in enumerate(calls, start=1) if call.origin}
    notes: dict[int, list[Node]] = {}
    _take(document, numbers, notes)
    for call in calls:
        assert call.origin
        _link(call, notes.get(call.origin.number, []), lang, f"note-{numbers[call.origin.number]}")
    _place(document, notes)


def _is(node: Node, pseudo: str) -> bool:
    return bool(node.origin and node.origin.tag.endswith(pseudo))


def _take(node: Node, numbers: dict[int, int], notes: dict[int, list[Node]]) -> None:
    """Move the notes out of the foot of each page, and the foot with them."""
    for kid in node.nodes:
        origin = kid.origin
        if origin and origin.number in numbers and "::" not in origin.tag:
            kid.role = "Note"
            notes.setdefault(origin.number, []).append(kid)
            node.kids.remove(kid)
        else:
            _take(kid, numbers, notes)
            if not kid.kids and origin is None:
                node.kids.remove(kid)


def _link(call: Node, note: list[Node], lang: str, name: str) -> None:
    marker = next((node for part in note for node in part.walk() if _is(node, _MARKER)), None)
    call.role = "Reference"
    if marker is None:
        return
    note[0].id = name
    marker.role = "Lbl"
    words = translation(lang).gettext("Footnote"), translation(lang).gettext("Where this footnote is called")
    for one, other, said in zip((call, marker), (marker, call), words, strict=True):
        one.kids = [Node("Link", [_annotation(one, other, said), *_marks(one)])]


def _annotation(one: Node, other: Node, words: str) -> Annotation:
    assert one.origin
    assert one.origin.box
    assert other.origin
    assert other.origin.box
    return Annotation(_page(one), box=one.origin.box, target=(_page(other), other.origin.box), words=words)


def _marks(node: Node) -> list[Mark]:
    return [kid for part in node.walk() for kid in part.kids if isinstance(kid, Mark)]


def _page(node: Node) -> int:
    return _marks(node)[0].page


def _place(node: Node, notes: dict[int, list[Node]]) -> None:
    """Put notes behind the paragraph that calls them, or to the end of the cell or item where there is none."""
    kids: list[Node | Mark | Annotation] = []
    late: list[Node] = []
    for kid in node.kids:
        kids.append(kid)
        if not isinstance(kid, Node):
            continue
        if kid.role in _PARAGRAPHS:
            kids += _called(kid, notes)
        elif kid.role in (*_PLAIN, "Link", "Reference"):
            late += _called(kid, notes)
        else:
            _place(kid, notes)
    node.kids = [*kids, *late]


def _called(node: Node, notes: dict[int, list[Node]]) -> list[Node]:
    calls = [part.origin.number for part in node.walk() if part.role == "Reference" and part.origin]
    return [note for number in calls for note in notes.pop(number, ())]


# --- what a page or a line divides ----------------------------------------------------------------------------


def _join(node: Node) -> None:
    """Make one node of the pieces of an element that pages, columns or lines divide; a repeated head is said once.

    https://github.com/Kozea/WeasyPrint/issues/2903
    """
    node.kids = list(_joined(node))
    for kid in node.nodes:
        _join(kid)


def _joined(node: Node) -> Iterator[Node | Mark | Annotation]:
    known: dict[tuple[int, str, str], Node] = {}
    last: Node | None = None
    for kid in _unwrapped(node):
        key = (kid.origin.number, kid.origin.tag, kid.role) if isinstance(kid, Node) and kid.origin else None
        same = known.get(key) if key else None
        if isinstance(kid, Node) and same and (same is last or kid.role in _CELLS):
            same.kids += kid.kids
        elif isinstance(kid, Node) and same and kid.role in _REPEATED:
            _repoint(node, same, kid)
        else:
            last = kid if isinstance(kid, Node) else None
            if key and last:
                known[key] = last
            yield kid


def _unwrapped(node: Node) -> Iterator[Node | Mark | Annotation]:
    """The kids, without columns and other boxes that the renderer puts between an element and what is in it."""
    for kid in node.kids:
        if isinstance(kid, Node) and _same(node, kid) and (kid.role == node.role or len(node.kids) == 1):
            yield from _unwrapped(kid)
        else:
            yield kid


def _same(node: Node, kid: Node) -> bool:
    """Whether both were made of one element, and the inner one adds nothing."""
    if node.origin is None or kid.origin is None or kid.role not in (node.role, "NonStruct"):
        return False
    return (node.origin.number, node.origin.tag) == (kid.origin.number, kid.origin.tag)


def _repoint(table: Node, head: Node, again: Node) -> None:
    """Let the cells below a repeated head refer to the head itself."""
    pairs = zip(_cells(again), _cells(head), strict=False)
    names = {new.id: old.id for new, old in pairs}
    for cell in _cells(table):
        cell.headers = tuple(names.get(key, key) for key in cell.headers)


def _cells(node: Node) -> Iterator[Node]:
    return (part for part in node.walk() if part.role in _CELLS)


# --- links and contents ---------------------------------------------------------------------------------------


def _one_link(document: Node) -> None:
    """Make one link of a link and what is in it: the renderer makes one of each box. Not reported yet."""
    for node in document.walk():
        if node.role == "Link":
            node.kids = list(_once(node.kids))


def _once(kids: Iterable[Node | Mark | Annotation], *, inner: bool = False) -> Iterator[Node | Mark | Annotation]:
    for kid in kids:
        if isinstance(kid, Annotation) and inner:
            continue
        if isinstance(kid, Node) and kid.role == "Link":
            yield from _once(kid.kids, inner=True)
            continue
        if isinstance(kid, Node):
            kid.kids = list(_once(kid.kids, inner=True))
        yield kid


def _describe(document: Node, lang: str) -> None:
    """Let links say in words where they lead, in place of the name of a destination. Not reported yet."""
    for node in document.walk():
        for kid in node.kids:
            if isinstance(kid, Annotation) and kid.item is not None:
                kid.words = translation(lang).gettext(_description(kid.destination))


def _description(destination: str | None) -> str:
    if destination is None:
        return _WEB
    return next(words for start, words in _LINKS if destination.startswith(start))


def _list_contents(document: Node) -> None:
    """Make one list of contents of the lists in a `nav`: TOC, and TOCI for each entry. Not reported yet."""
    for nav in document.walk():
        if nav.origin and nav.origin.tag == "nav":
            first, *others = [node for node in nav.nodes if node.role == "L"] or [nav]
            for other in others:
                first.kids += other.kids
                nav.kids.remove(other)
            for node in nav.walk():
                node.role = {"L": "TOC", "LI": "TOCI", "LBody": "Reference"}.get(node.role, node.role)


def _name_groups(document: Node) -> None:
    """Say that a `nav` is a section, and a `figure` a group of picture, caption and note.

    https://github.com/Kozea/WeasyPrint/issues/2482
    """
    for node in document.walk():
        if node.origin and node.role == "NonStruct":
            node.role = {"nav": "Sect", "figure": "Div"}.get(node.origin.tag, node.role)


# --- tables, lists and languages ------------------------------------------------------------------------------


def _scope(document: Node) -> None:
    """Say whether a header cell heads a column or a row. https://github.com/Kozea/WeasyPrint/issues/2508"""
    for table in document.walk():
        for part in table.nodes if table.role == "Table" else ():
            for cell in part.walk():
                if cell.role == "TH":
                    cell.attributes["Scope"] = "Column" if part.role == "THead" else "Row"


def _number(document: Node) -> None:
    """Say how the items of a list are marked, where they are. Not reported yet."""
    for node in document.walk():
        marked = node.role == "L" and any(kid.role == "Lbl" for item in node.nodes for kid in item.nodes)
        if marked and node.origin:
            node.attributes["ListNumbering"] = _NUMBERING.get(node.origin.tag, "None")


def _speak(document: Node) -> None:
    """Say in which language a part is that says so in the page. Not reported yet."""
    for node in document.walk():
        if node.origin and "::" not in node.origin.tag:
            node.lang = node.origin.lang


def _set_apart(document: Node) -> None:
    """Make a paragraph of an inline element that stands on lines of its own, unless it stands in one. Not reported yet."""
    for node in document.walk():
        for kid in node.nodes if node.role not in _PARAGRAPHS else ():
            if kid.role in _PLAIN and kid.origin and kid.origin.block and kid.origin.tag in _INLINE:
                kid.role = "P"


# --- what says nothing ----------------------------------------------------------------------------------------


def _flatten(node: Node) -> None:
    """Take out elements that say nothing, one for each piece of each line.

    https://github.com/Kozea/WeasyPrint/issues/2482
    """
    kids = list(_flat(node))
    around = zip([None, *kids], kids, [*kids[1:], None], strict=False)
    node.kids = [kid for before, kid, after in around if not _is_space(kid) or (_in_line(before) and _in_line(after))]
    for kid in node.nodes:
        _flatten(kid)


def _flat(node: Node) -> Iterator[Node | Mark | Annotation]:
    for kid in node.kids:
        if not isinstance(kid, Node):
            yield kid
        elif _says_nothing(kid):
            yield from _flat(kid)
        elif kid.kids or kid.role in _CELLS:
            yield kid


def _is_space(kid: Node | Mark | Annotation) -> bool:
    return isinstance(kid, Node) and kid.text == " "


def _in_line(kid: Node | Mark | Annotation | None) -> bool:
    return isinstance(kid, Mark) or (isinstance(kid, Node) and kid.role in ("Span", "Link", "Reference"))


def _says_nothing(node: Node) -> bool:
    plain = node.role in _PLAIN and not (node.lang or node.text)
    return plain and (node.origin is None or node.origin.tag.split("::")[0] in _INLINE)
