"""What a validator does not ask and a reader who listens needs: a finished PDF in, findings out.

One rule is one pure function whose docstring is the rule; `RULES` is all of them. `conform` asks for the standards.
"""

import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pikepdf

from briefing.diagnostics import Diagnostic
from briefing.pdf import tagtree
from briefing.pdf.tagtree import Annotation, Mark, Node
from briefing.proof.reading import Reading

_HEADING = re.compile(r"H([1-6])")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FILE_NAME = re.compile(r"\S+\.\w{2,4}")
_ADDRESS = re.compile(r"[a-z]+:\S+")
_MCID = re.compile(rb"<</MCID (\d+)>>")
#: What begins and ends marked content, and what draws text, pictures and lines; each ends its line.
_OPERATOR = re.compile(rb"\b(B[DM]C|EMC|TJ|Tj|Do|sh|f\*?|F|S|s|B\*?|b\*?)$", re.MULTILINE)
_LEAST_LETTERS = 4
#: As many letters are shown of a text.
_SHOWN = 60
#: Roles of what begins at the same place of many pages without being a running head.
_REPEATING = frozenset(("Note", "TD", "TH"))
#: What to do, where a template can do something; else a mend no longer fits the renderer.
_HELP = {
    "heading-order": "give the heading the level below that of the one it stands under",
    "contents-untagged": "put the list of contents into a `<nav>`",
    "header-scope": "begin the table with a `<thead>` of `<th>` cells",
    "ragged-table": "give every row as many cells as the head has",
    "figure-untold": "say in `alt` what the picture shows; draw decoration with CSS",
    "chart-without-data": "print the section `data` in the page, or the table beside the chart",
    "off-sheet": "divide what is too long for a line, or make room for it",
    "running-head-read": "print it from the margin of the page: `string-set`, and `string(…)` in `@page`",
}
_FAULT = "if it was not edited, report it: the tags that the renderer makes are no longer those that `briefing` mends"


@dataclass(frozen=True)
class File:
    """A finished PDF: open, its structure tree, what was read of it, and the languages its page says, one an element."""

    pdf: pikepdf.Pdf
    document: Node
    reading: Reading
    languages: tuple[str, ...]

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """All elements in reading order."""
        return tuple(self.document.walk())

    @cached_property
    def marks(self) -> tuple[set[int], ...]:
        """The ids of the marked content that stands in the tree, by page."""
        known: tuple[set[int], ...] = tuple(set() for _ in self.pdf.pages)
        for mark in (kid for node in self.nodes for kid in node.kids if isinstance(kid, Mark)):
            known[mark.page].add(mark.mcid)
        return known

    @cached_property
    def pages(self) -> dict[tuple[int, int], int]:
        """The numbers of pages from 0, by their objects."""
        return {page.obj.objgen: number for number, page in enumerate(self.pdf.pages)}


Rule = Callable[[File], Iterable[Diagnostic]]


def access(pdf: bytes, reading: Reading, languages: Iterable[str] = ()) -> tuple[Diagnostic, ...]:
    """What keeps a reader who listens from reading the file; `languages` are those its page has beside its own."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        file = File(opened, tagtree.read(opened), reading, tuple(languages))
        return tuple(finding for rule in RULES for finding in rule(file))


def _finding(code: str, message: str, page: int | None = None) -> Diagnostic:
    where = "" if page is None else f" (page {page + 1})"
    return Diagnostic(code, message + where, help=_HELP.get(code, _FAULT))


# --- the document ---------------------------------------------------------------------------------------------


def title_shown(file: File) -> Iterator[Diagnostic]:
    """The file has a title and a language, and a reader's window shows the title."""
    shown = file.pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary()).get("/DisplayDocTitle", False)
    if not (shown and str(file.pdf.docinfo.get("/Title", "")).strip()):
        yield _finding("title-not-shown", "the title of the file is missing or not shown")
    if not str(file.pdf.Root.get("/Lang", "")).strip():
        yield _finding("language-lost", "the file does not say its language")


def tab_order(file: File) -> Iterator[Diagnostic]:
    """On each page the keyboard goes from link to link in the order in which the page is read."""
    for number, page in enumerate(file.pdf.pages):
        if page.get("/Tabs") != "/S":
            yield _finding("tab-order", "links are not visited in reading order", number)


def languages_said(file: File) -> Iterator[Diagnostic]:
    """Each passage that the page says is in another language says so in the file."""
    lost = Counter(file.languages) - Counter(node.lang for node in file.nodes if node.lang)
    for lang, count in lost.items():
        yield _finding("language-lost", f"{count} of the passages in `{lang}` not told as such")


# --- what is read, and what is not ----------------------------------------------------------------------------


def all_tagged(file: File) -> Iterator[Diagnostic]:
    """All that is drawn stands in the structure tree or is decoration."""
    for number, (page, known) in enumerate(zip(file.pdf.pages, file.marks, strict=True)):
        content = page.Contents.read_bytes()
        if _drawn_loose(content) or not known.issuperset(map(int, _MCID.findall(content))):
            yield _finding("untagged-content", "something is drawn that is neither read nor decoration", number)


def _drawn_loose(content: bytes) -> bool:
    """Whether something is shown outside marked content."""
    depth = 0
    for match in _OPERATOR.finditer(content):
        step = {b"BDC": 1, b"BMC": 1, b"EMC": -1}.get(match[1], 0)
        if not step and not depth:
            return True
        depth += step
    return False


def text_on_sheets(file: File) -> Iterator[Diagnostic]:
    """All text stands on its sheet: what runs off it is neither seen nor printed."""
    sheets = [tuple(map(float, page.mediabox)) for page in file.pdf.pages]
    found: dict[str, int] = {}
    for block in (*file.reading.blocks, *file.reading.furniture):
        for run in (span.run for span in block.spans):
            left, bottom, right, top = sheets[run.box.page - 1]
            if run.box.left < left or run.box.right > right or run.box.bottom < bottom or run.box.top > top:
                found.setdefault(run.text.strip(), run.box.page - 1)
    for text, page in found.items():
        yield _finding("off-sheet", f"`{text[:_SHOWN]}` runs off the sheet", page)


def running_heads_unread(file: File) -> Iterator[Diagnostic]:
    """What stands at the same place of most pages is decoration: a reader hears it once at most.

    Notes, and rows of a table, begin at the same places of every page, and may well say the same.
    """
    places: dict[tuple[str, float, float], set[int]] = {}
    for block in (block for block in file.reading.blocks if _REPEATING.isdisjoint(block.roles)):
        for run in (span.run for span in block.spans):
            text = run.text.strip()
            if len(text) >= _LEAST_LETTERS:
                places.setdefault((text, run.box.left, run.baseline), set()).add(run.box.page)
    for (text, _, _), pages in places.items():
        if len(pages) > max(2, file.reading.pages / 2):
            yield _finding("running-head-read", f"`{text}` is read on {len(pages)} pages")


# --- headings, contents, links --------------------------------------------------------------------------------


def headings_in_order(file: File) -> Iterator[Diagnostic]:
    """The first heading is of level 1, and none skips a level."""
    before = 0
    for node in file.nodes:
        if match := _HEADING.fullmatch(node.role):
            level = int(match[1])
            if level > before + 1:
                after = f"follows one of level {before}" if before else "is the first"
                yield _finding("heading-order", f"a heading of level {level} {after}", node.page)
            before = level


def contents_tagged(file: File) -> Iterator[Diagnostic]:
    """A list of links to the sections is a table of contents."""
    for node in (node for node in file.nodes if node.role == "L"):
        entries = [[link for link in _links(item) if (link.destination or "").startswith("h-")] for item in node.nodes]
        if len(entries) > 1 and all(entries):
            yield _finding("contents-untagged", "the list of contents is not tagged as one", node.page)


def links_described(file: File) -> Iterator[Diagnostic]:
    """Each link stands in the tree and says in words where it leads."""
    read = {link.item.objgen for link in _links(file.document) if link.item is not None}
    for number, page in enumerate(file.pdf.pages):
        for link in page.obj.get("/Annots", ()):
            words = str(link.get("/Contents", ""))
            if link.objgen not in read:
                yield _finding("wordless-link", "a link is not part of what is read", number)
            elif not _WORD.search(words) or _ADDRESS.fullmatch(words) or words == str(link.get("/Dest", "")):
                yield _finding("wordless-link", f"a link does not say in words where it leads, but `{words}`", number)


def _links(node: Node) -> Iterator[Annotation]:
    return (kid for part in node.walk() for kid in part.kids if isinstance(kid, Annotation))


# --- tables ---------------------------------------------------------------------------------------------------


def headers_scoped(file: File) -> Iterator[Diagnostic]:
    """Each header cell says whether it heads a row or a column."""
    for node in file.nodes:
        if node.role == "TH" and node.attributes.get("Scope") not in ("Row", "Column", "Both"):
            yield _finding("header-scope", "a header cell does not say what it heads", node.page)


def tables_even(file: File) -> Iterator[Diagnostic]:
    """All rows of a table have as many cells, and it has header cells."""
    for table in file.nodes:
        if table.role != "Table":
            continue
        rows = [node for node in table.walk() if node.role == "TR"]
        if len(set(_widths(rows))) > 1:
            yield _finding("ragged-table", "the rows of a table have different numbers of cells", table.page)
        if not any(node.role == "TH" for node in table.walk()):
            yield _finding("header-scope", "a table has no header cells", table.page)


def _widths(rows: Iterable[Node]) -> Iterator[int]:
    """How many columns each row fills; a cell that spans rows counts in all of them."""
    reaching: list[int] = []
    for row in rows:
        width = len(reaching)
        reaching = [left - 1 for left in reaching if left > 1]
        for cell in (node for node in row.nodes if node.role in ("TH", "TD")):
            columns, down = cell.spans
            width += columns
            reaching += [down - 1] * columns if down > 1 else []
        yield width


# --- figures and notes ----------------------------------------------------------------------------------------


def figures_told(file: File) -> Iterator[Diagnostic]:
    """Each figure says in words what it shows."""
    for node in file.nodes:
        if node.role == "Figure" and (not _WORD.search(node.alt) or _FILE_NAME.fullmatch(node.alt.strip())):
            yield _finding("figure-untold", f"a figure does not say what it shows, but `{node.alt}`", node.page)


def charts_have_data(file: File) -> Iterator[Diagnostic]:
    """Beside each figure with a caption stands its data, or a link to a table of them that is in the file."""
    tables = {node.page + 1 for node in file.nodes if node.role == "Table"}
    for group in file.nodes:
        roles = {node.role for node in group.nodes}
        if not {"Figure", "Caption"} <= roles or "Table" in roles:
            continue
        names = [link.destination or "" for link in _links(group)]
        if not any(name.startswith("t-") and file.reading.destinations.get(name) in tables for name in names):
            yield _finding("chart-without-data", "a chart has no table of its data", group.page)


def notes_tied(file: File) -> Iterator[Diagnostic]:
    """Each note has a name of its own and is called once; each call leads to a note."""
    notes = [node for node in file.nodes if node.role == "Note"]
    names = Counter(note.id for note in notes)
    called = Counter(_aims(file))
    for note in notes:
        if not note.id or names[note.id] > 1:
            yield _finding("loose-note", "a note has no name of its own", note.page)
        if called.pop(_foot(note), 0) != 1:
            yield _finding("loose-note", "a note is not called just once", note.page)
    for page, _ in called:
        yield _finding("loose-note", "the number of a note leads to no note", page)


def _aims(file: File) -> Iterator[tuple[int, int]]:
    """Where each call of a note leads: page and height."""
    for node in file.nodes:
        if node.role == "Reference":
            for link in _links(node):
                place = link.item.get("/Dest") if link.item is not None else None
                if isinstance(place, pikepdf.Array):
                    yield file.pages.get(place[0].objgen, -1), round(float(place[3]))


def _foot(note: Node) -> tuple[int, int]:
    """Where a note stands, told by the link of its number: page and height."""
    marker = next((link.item for node in note.nodes if node.role == "Lbl" for link in _links(node)), None)
    return (note.page, round(float(marker.Rect[3])) if marker is not None else -1)


RULES: tuple[Rule, ...] = (
    title_shown,
    tab_order,
    languages_said,
    all_tagged,
    text_on_sheets,
    running_heads_unread,
    headings_in_order,
    contents_tagged,
    links_described,
    headers_scoped,
    tables_even,
    figures_told,
    charts_have_data,
    notes_tied,
)
