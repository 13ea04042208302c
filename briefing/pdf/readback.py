"""A finished PDF read back: its bytes in, a `Reading` out, with nothing but the file itself.

Raises Failure where there is nothing to read: `not-a-pdf`, `damaged-pdf`, `encrypted-pdf`, `untagged-pdf`.
"""

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from xml.etree import ElementTree

import pikepdf

from briefing.diagnostics import Diagnostic, Failure
from briefing.pdf import blocks as pdfblocks
from briefing.pdf import bounds
from briefing.pdf import tree as pdftree
from briefing.pdf.pagedigest import digest
from briefing.pdf.text import Fonts, Marked, page_runs
from briefing.proof.reading import LARGEST, Aside, Attachment, Picture, Reading, Run

_HEADER_WITHIN = 1024
_STRANGE = {"/AcroForm": "form fields", "/OpenAction": "an action on opening", "/AA": "scripted actions",
            "/OCProperties": "layers that can be hidden"}  # fmt: skip
_FAULTS = (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, IndexError, ArithmeticError,
           RecursionError, ElementTree.ParseError, MemoryError)  # fmt: skip
#: What pikepdf says of a stream that is larger than `bounds` has it.
_BOUND = "memory limit exceeded"
#: How a PDF ends; one that was added to ends more than once.
_END = re.compile(rb"startxref\s+\d+\s+%%EOF")
#: How pikepdf names a file that it was given as bytes.
_STREAM = re.compile(r"stream <[^>]*>(?: \(|: )?")
#: Elements of XMP that only hold others.
_XMP_FRAME = frozenset(("xmpmeta", "RDF", "Description", "Alt", "Seq", "Bag", "li"))

_NAMESPACES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.adobe.com/pdf/1.3/": "pdf",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/XML/1998/namespace": "xml",
    "http://www.aiim.org/pdfa/ns/id/": "pdfaid",
    "http://www.aiim.org/pdfua/ns/id/": "pdfuaid",
    "http://www.aiim.org/pdfa/ns/schema#": "pdfaSchema",
    "http://www.aiim.org/pdfa/ns/property#": "pdfaProperty",
    "adobe:ns:meta/": "x",
}

_Place = tuple[int, int | None]
_Runs = Mapping[_Place, Sequence[Run]]


def read(pdf: bytes) -> Reading:
    """Read a tagged PDF; raises Failure where it is none, or damaged, encrypted or untagged."""
    reading = _opened(pdf, _read)
    return replace(reading, strange=(*_around(pdf), *reading.strange))


def read_again(before: Reading, pdf: bytes) -> Reading:
    """Read a file of which `before` may be a reading made before its evidence was attached.

    Where the pages are the same, by their digest, only the attachments are read anew; else everything is.
    """

    def again(opened: pikepdf.Pdf) -> Reading:
        same = not opened.is_encrypted and digest(opened) == before.digest
        return replace(before, attachments=_attachments(opened)) if same else _read(opened)

    return _opened(pdf, again)


def glance(pdf: bytes) -> Reading:
    """Read what a PDF carries and says of itself, and none of its pages; raises Failure as `read` does."""
    return _opened(pdf, _glance)


def _glance(pdf: pikepdf.Pdf) -> Reading:
    if pdf.is_encrypted:
        raise _encrypted()
    return Reading(
        pages=len(pdf.pages),
        blocks=(),
        furniture=(),
        pictures=(),
        asides=tuple(_information(pdf)),
        destinations={},
        attachments=_attachments(pdf),
        strange=(),
        digest="",
    )


def _opened(pdf: bytes, reader: Callable[[pikepdf.Pdf], Reading]) -> Reading:
    if b"%PDF-" not in pdf[:_HEADER_WITHIN]:
        raise _failure("not-a-pdf", "the file is not a PDF", help="give a PDF or web page that `briefing build` made")
    if len(pdf) > LARGEST:
        raise _too_large("the file itself")
    try:
        bounds.demand_written_filters(pdf)
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False, suppress_warnings=True) as opened:
            bounds.demand_known_filters(opened)
            return reader(opened)
    except pikepdf.PasswordError:
        raise _encrypted() from None
    except bounds.TooLarge as error:
        raise _too_large(str(error)) from None
    except _FAULTS as error:
        if _BOUND in str(error):
            raise _too_large("a stream in it") from None
        note = _STREAM.sub("", str(error)).replace("\n", " ")[:200] or type(error).__name__
        raise _failure("damaged-pdf", "the PDF is damaged", note, help="get an undamaged copy of it") from None


def _read(pdf: pikepdf.Pdf) -> Reading:
    if pdf.is_encrypted:
        raise _encrypted()
    if "/StructTreeRoot" not in pdf.Root:
        raise _failure("untagged-pdf", "the PDF has no structure tree", help="give a PDF as `briefing build` made it")
    tree, drawn, anchors = pdftree.read_tree(pdf), _drawn(pdf), tuple(_anchors(pdf))
    tagged = {(leaf.page, leaf.mcid) for leaf in tree.leaves}
    runs: _Runs = {key: [marked.run for marked in group] for key, group in drawn.items() if key in tagged}
    outside = (marked for key, group in drawn.items() if key not in tagged for marked in group)
    return Reading(
        pages=len(pdf.pages),
        blocks=pdfblocks.with_anchors(pdfblocks.tagged(tree.leaves, runs), anchors),
        furniture=pdfblocks.loose(outside),
        pictures=tuple(_pictures(tree, runs)),
        asides=(*tree.asides, *_bookmarks(pdf), *_descriptions(pdf), *_information(pdf), *_metadata(pdf)),
        destinations={name: page for name, page, _, _ in anchors},
        attachments=_attachments(pdf),
        strange=tuple(dict.fromkeys(_strange(pdf))),
        digest=digest(pdf),
    )


def _drawn(pdf: pikepdf.Pdf) -> dict[_Place, list[Marked]]:
    """The runs of all pages by page and content id; None is what stands in no marked content, or in an artifact."""
    fonts: Fonts = {}
    meter = bounds.Meter(bounds.DRAWN, "all that its pages draw")
    drawn: dict[_Place, list[Marked]] = {}
    for number, page in enumerate(pdf.pages, start=1):
        for marked in page_runs(page, number, fonts, meter):
            drawn.setdefault((number, None if marked.artifact else marked.mcid), []).append(marked)
    return drawn


def _pictures(tree: pdftree.Tree, runs: _Runs) -> Iterator[Picture]:
    drawn: dict[int, list[Run]] = {figure.block: [] for figure in tree.figures}
    for leaf in tree.leaves:
        if leaf.block in drawn:
            drawn[leaf.block] += runs.get((leaf.page, leaf.mcid), ())
    for figure in tree.figures:
        yield Picture(figure.alt, tuple(drawn[figure.block]), figure.page)


def _anchors(pdf: pikepdf.Pdf) -> Iterator[pdfblocks.Anchor]:
    """The named destinations: name, page, left and top."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
    names = pdf.Root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    for name, target in pikepdf.NameTree(names).items() if names is not None else ():
        place = target.get("/D") if isinstance(target, pikepdf.Dictionary) else target
        if isinstance(place, pikepdf.Array) and len(place) >= 4 and place[1] == "/XYZ":
            yield str(name), pages.get(place[0].objgen, 0), float(place[2]), float(place[3])


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[Aside]:
    """The titles of the bookmarks in order; pikepdf's own reader would write them anew."""
    waiting = [pdf.Root.get("/Outlines", pikepdf.Dictionary()).get("/First")]
    seen: set[tuple[int, int]] = set()
    while waiting:
        item = waiting.pop()
        if item is not None and item.objgen not in seen:
            seen.add(item.objgen)
            yield Aside("bookmark", str(item.Title))
            waiting += (item.get("/Next"), item.get("/First"))


def _annotations(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", ()):
            yield number, annotation


def _descriptions(pdf: pikepdf.Pdf) -> Iterator[Aside]:
    """What annotations say of themselves."""
    for number, annotation in _annotations(pdf):
        if "/Contents" in annotation:
            yield Aside("link description", str(annotation.Contents), number, pdftree.destination(annotation))


def _information(pdf: pikepdf.Pdf) -> Iterator[Aside]:
    for key, value in pdf.docinfo.items():
        yield Aside(f"information {key[1:]}", str(value))


def _metadata(pdf: pikepdf.Pdf) -> Iterator[Aside]:
    """The texts and attributes of the XMP packet, each under the name of its element."""
    stream = pdf.Root.get("/Metadata")
    packet = bounds.content(stream, bounds.DESCRIPTION, "its metadata") if isinstance(stream, pikepdf.Stream) else b""
    if b"<!DOCTYPE" in packet or b"<!ENTITY" in packet:
        raise ValueError("its metadata declares entities")
    if packet.strip():
        yield from _texts(ElementTree.fromstring(packet), "metadata")  # noqa: S314 (without entities it is safe)


def _texts(element: ElementTree.Element, around: str) -> Iterator[Aside]:
    kind = around if element.tag.rpartition("}")[2] in _XMP_FRAME else f"metadata {_qualified(element.tag)}"
    for key, value in element.attrib.items():
        yield Aside(f"metadata {_qualified(key)}", value)
    if element.text and element.text.strip():
        yield Aside(kind, element.text.strip())
    for part in element:
        yield from _texts(part, kind)


def _qualified(tag: str) -> str:
    """`{http://purl.org/dc/elements/1.1/}title` as `dc:title`; an unknown namespace stays as it is."""
    namespace, _, name = tag.rpartition("}")
    return f"{_NAMESPACES.get(namespace[1:], namespace[1:])}:{name}" if namespace else name


def _attachments(pdf: pikepdf.Pdf) -> dict[str, Attachment]:
    meter = bounds.Meter(bounds.ATTACHED, "what is attached to it")
    return {name: _attachment(name, file, meter) for name, file in pdf.attachments.items()}


def _attachment(name: str, file: pikepdf.AttachedFileSpec, meter: bounds.Meter) -> Attachment:
    stored = file.get_file()
    content = stored.read_bytes()
    meter.take(len(content))
    md5 = hashlib.md5(content, usedforsecurity=False).digest()  # the checksum that PDF itself defines
    relationship = "" if file.relationship is None else str(file.relationship)[1:]
    return Attachment(name, content, relationship, stored.md5 in (None, b"", md5))


def _around(pdf: bytes) -> Iterator[str]:
    """What stands before or behind the one document that a build writes: other readers may take that for the file."""
    ends = [found.end() for found in _END.finditer(pdf)]
    if not pdf.startswith(b"%PDF-"):
        yield "something before its beginning"
    if len(ends) != 1 or pdf[ends[0] :].strip():
        yield "something behind its end"


def _attached(pdf: pikepdf.Pdf) -> int:
    """How many files a viewer may offer as attached, in whatever way they are named."""
    waiting = [pdf.Root.get("/Names", pikepdf.Dictionary()).get("/EmbeddedFiles"), pdf.Root.get("/AF")]
    seen: set[tuple[int, int]] = set()
    files = 0
    while waiting:
        item = waiting.pop()
        if not isinstance(item, pikepdf.Object) or (item.is_indirect and item.objgen in seen):
            continue
        seen.add(item.objgen)
        files += isinstance(item, pikepdf.Stream)
        if isinstance(item, pikepdf.Array):
            waiting.extend(item)
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            waiting.extend(item.values())
    return files


def _strange(pdf: pikepdf.Pdf) -> Iterator[str]:
    """What a build never puts into a file, and a page may be changed with."""
    if _attached(pdf) > 1:
        yield "another attached file than the evidence"
    yield from (what for key, what in _STRANGE.items() if key in pdf.Root)
    if "/JavaScript" in pdf.Root.get("/Names", pikepdf.Dictionary()):
        yield "a script"
    for number, annotation in _annotations(pdf):
        if annotation.get("/Subtype") != "/Link" or "/AP" in annotation:
            yield f"an annotation of kind {str(annotation.get('/Subtype', '/none'))[1:]} on page {number}"


def _too_large(what: str) -> Failure:
    advice = "print less in one briefing, or use smaller pictures"
    return _failure("file-too-large", f"the PDF is larger than is read: {what}", help=advice)


def _encrypted() -> Failure:
    return _failure("encrypted-pdf", "the PDF is encrypted", help="give the file as it was built, without a password")


def _failure(code: str, message: str, *notes: str, help: str) -> Failure:  # noqa: A002 (as in Diagnostic)
    return Failure([Diagnostic(code, message, notes=notes, help=help)])
