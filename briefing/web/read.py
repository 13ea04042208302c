"""An HTML file read back, parsed as browsers do: its text in; the same records come out as of a PDF.

So the same proof goes over both. Blocks are the runs of text between the tags of block elements; pictures are charts
with the texts drawn in them; asides are what a reader meets besides: the title, descriptions, words that the script
shows. There are no pages: every place is page 0.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from briefing.proof.reading import Aside, Attachment, Block, Box, Picture, Reading, Run, Span
from briefing.web.parse import parse

EVIDENCE_ID, EVIDENCE_NAME = "evidence", "evidence.json"
_NOWHERE = Box(0, 0, 0, 0, 0)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "cite",
        "code",
        "em",
        "i",
        "label",
        "mark",
        "output",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "wbr",
    ]
)
_HEADINGS = frozenset(f"h{level}" for level in range(1, 7))
#: What is not shown: it is read by the machine, or stands in an aside.
_SILENT = frozenset(["head", "script", "style", "title", "template"])
#: Attributes whose words are read out or shown; those that begin with `data-` are too, but for the two that hold ids.
_SPOKEN = frozenset(("alt", "title", "aria-label", "aria-description", "placeholder"))
_IDS = frozenset(("data-ref", "data-x"))
#: Attributes that make a browser fetch something.
_FETCHING = frozenset(
    [
        "action",
        "archive",
        "background",
        "cite",
        "codebase",
        "data",
        "formaction",
        "manifest",
        "ping",
        "poster",
        "src",
        "srcset",
    ]
)
#: Readers of PDFs look so far into a file for where it begins.
_PDF_BEGINS_WITHIN = 1024
_EVIDENCE = re.compile(rf'(<script type="application/json" id="{EVIDENCE_ID}">)([^<]*)(</script>)')


@dataclass(frozen=True, slots=True)
class Web:
    """An HTML file: what it says, and how it hangs together.

    `ids` are all ids in order, `links` all addresses that a reader can follow, `asked` what a browser would fetch.
    """

    reading: Reading
    ids: tuple[str, ...]
    links: tuple[str, ...]
    asked: tuple[str, ...]


def read_html(text: str) -> Web:
    """Read a file back; raises Failure as `parse` does."""
    root = parse(text)
    elements = tuple(root.iter())
    ids = tuple(element.attrib["id"] for element in elements if "id" in element.attrib)
    evidence = next((element.text or "" for element in elements if element.get("id") == EVIDENCE_ID), "")
    attached = {EVIDENCE_NAME: Attachment(EVIDENCE_NAME, evidence.encode(), "Data", True)} if evidence else {}
    reading = Reading(
        pages=0,
        blocks=tuple(_Flow().over(root)),
        furniture=(),
        pictures=tuple(_pictures(root)),
        asides=tuple(aside for element in elements for aside in _asides(element)),
        destinations=dict.fromkeys(ids, 0),
        attachments=attached,
        strange=("the beginning of a PDF",) if "%PDF-" in text[:_PDF_BEGINS_WITHIN] else (),
        digest=digest(text),
    )
    links = tuple(element.attrib["href"] for element in elements if "href" in element.attrib)
    return Web(reading, ids, links, tuple(asked for element in elements for asked in _asked(element)))


def digest(text: str) -> str:
    """The SHA-256 over all of a file but its evidence."""
    return hashlib.sha256(_EVIDENCE.sub(r"\1\3", text).encode()).hexdigest()


def _tag(element: Element) -> str:
    tag: object = element.tag  # a comment has a function there
    return tag.rpartition("}")[2] if isinstance(tag, str) else "#comment"


# --- running text ---------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Flow:
    """The running text while it is gone through: the block that is being filled, and the ids that wait for one."""

    parts: list[str] = field(default_factory=list)
    blank: bool = True
    spans: list[Span] = field(default_factory=list)
    anchors: list[str] = field(default_factory=list)

    def over(self, root: Element) -> Iterator[Block]:
        """The blocks of `root` in the order of the text."""
        yield from self._element(root, (), None)
        yield from self._closed(())

    def _element(self, element: Element, around: tuple[str, ...], link: str | None) -> Iterator[Block]:
        tag = _tag(element)
        if tag in _SILENT or tag in ("#comment", "svg"):
            return
        inline = tag in _INLINE
        inside = around if inline else (*around, tag)
        if not inline:
            yield from self._closed(around)
        self.anchors += [element.attrib["id"]] if "id" in element.attrib and self.blank else []
        link = element.get("href", "").removeprefix("#") if tag == "a" else link
        self._add(element.text, link)
        for child in element:
            yield from self._element(child, inside, link)
            self._add(child.tail, link)
        if not inline:
            yield from self._closed(inside)

    def _add(self, text: str | None, link: str | None) -> None:
        words = re.sub(r"[ \t\r\n\f]+", " ", text or "")
        words = words.lstrip(" ") if not self.parts or self.parts[-1].endswith(" ") else words
        if words:
            start = self.spans[-1].end if self.spans else 0
            self.parts.append(words)
            self.blank = self.blank and not words.strip()
            self.spans.append(Span(start, start + len(words), Run(words, _NOWHERE, 0, 0), link))

    def _closed(self, roles: tuple[str, ...]) -> Iterator[Block]:
        """The block that ends here, if there is any text in it."""
        if not self.blank:
            yield Block(_role(roles), roles, "".join(self.parts), tuple(self.spans), tuple(self.anchors))
            self.anchors = []
        self.parts, self.spans, self.blank = [], [], True


def _role(roles: tuple[str, ...]) -> str:
    """The role of a block as a tagged PDF has it."""
    tag = roles[-1] if roles else "p"
    return tag.upper() if tag in _HEADINGS else {"figcaption": "Caption", "caption": "Caption"}.get(tag, "P")


# --- what stands beside it ------------------------------------------------------------------------------------


def _pictures(root: Element) -> Iterator[Picture]:
    for element in _outermost(root, ("svg", "img")):
        texts = (" ".join("".join(label.itertext()).split()) for label in _outermost(element, ("text",)))
        words = element.get("aria-label" if _tag(element) == "svg" else "alt")
        yield Picture(words, tuple(Run(text, _NOWHERE, 0, 0) for text in texts), 0)


def _outermost(root: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    """The elements in `root` with one of the tags, in order, but none that stands in another: its texts do there."""
    for element in root:
        if _tag(element) in tags:
            yield element
        else:
            yield from _outermost(element, tags)


def _asides(element: Element) -> Iterator[Aside]:
    tag = _tag(element)
    if tag == "title":
        yield Aside("title", "".join(element.itertext()))
    if tag == "meta" and element.get("name") in ("description", "author", "keywords"):
        yield Aside(f"metadata {element.attrib['name']}", element.get("content", ""))
    for name, value in element.attrib.items():
        if name in _SPOKEN or (name.startswith("data-") and name not in _IDS):
            yield Aside("alternative text" if tag in ("svg", "img") else name, value)


def _asked(element: Element) -> Iterator[str]:
    """What a browser would fetch for an element, or run of it."""
    tag = _tag(element)
    for name, value in element.attrib.items():
        local = name.rpartition("}")[2]
        fetched = local in _FETCHING or (local == "href" and tag not in ("a", "area"))
        if fetched and not value.startswith(("data:", "#")):
            yield f"`{value}` in <{tag} {local}>"
        if local.startswith("on"):
            yield f"a script in <{tag} {local}>"
    if tag == "meta" and element.get("http-equiv", "content-security-policy").lower() != "content-security-policy":
        yield f"<meta http-equiv> with `{element.get('content', '')}`"
    if tag in ("iframe", "object", "embed", "base", "form"):
        yield f"<{tag}>"
