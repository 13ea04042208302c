"""What a finished PDF says, read back: records without any PDF library in them.

Made by `readback`, held against the evidence by `prove`, searched by `why`. Lengths are points, measured from the
lower left corner of a page; pages count from 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

#: What a character without a meaning reads as; the proof refuses a page that holds one.
UNREADABLE = "\ufffd"
#: How many bytes of a file are read.
LARGEST = 100_000_000


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page."""

    page: int
    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Run:
    """Text drawn in one go. `edges` are the left ends of its characters and the right end of the last one.

    `edges` is empty for text that does not run level; then only the whole run has a place. `cut` says that the page
    shows a part of it only, or nothing.
    """

    text: str
    box: Box
    size: float
    baseline: float
    edges: tuple[float, ...] = ()
    cut: bool = False

    @property
    def inked(self) -> Box:
        """The rectangle without the space at the end, which a line of justified text leaves out of its column."""
        return self.part(0, len(self.text.rstrip()))

    def part(self, start: int, end: int) -> Box:
        """The rectangle of the characters from `start` to `end`, to a hundredth of a point like all others."""
        if not self.edges:
            return self.box
        left, right = (round(self.edges[at], 2) for at in (start, end))
        return Box(self.box.page, left, self.box.bottom, right, self.box.top)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a run stands in the text of its block: characters `start` to `end`, and the link it stands in."""

    start: int
    end: int
    run: Run
    link: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, cell, heading, list label, caption or the like, with its lines joined.

    `role` is the role of the structure element (`P`, `TD`, `H2`, …; `Artifact` for what stands outside the structure
    tree, as running headers do); `roles` are those of the elements around it, outermost first; `anchors` are the link
    destinations that lie at its start; `marks` are footnote numbers set in it, which are no part of its text.
    """

    role: str
    roles: tuple[str, ...]
    text: str
    spans: tuple[Span, ...]
    anchors: tuple[str, ...] = ()
    marks: tuple[Run, ...] = ()

    @property
    def page(self) -> int:
        """The page it begins on; 0 where nothing of it is drawn."""
        return self.spans[0].run.box.page if self.spans else 0

    def links(self, start: int, end: int) -> tuple[str | None, ...]:
        """The destinations of the links that the characters from `start` to `end` stand in, each once."""
        return tuple(dict.fromkeys(span.link for span in self.spans if span.start < end and start < span.end))

    def box(self, start: int, end: int) -> Box | None:
        """The rectangle of the first piece of the characters from `start` to `end`."""
        for span in self.spans:
            if span.start < end and start < span.end:
                return span.run.part(max(start, span.start) - span.start, min(end, span.end) - span.start)
        return None


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure: its alternative text, and the texts drawn in it in drawing order."""

    alt: str | None
    labels: tuple[Run, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that a PDF carries but does not draw: where it stands (`bookmark`, `title`, `alt`, …), and what it says.

    `link` is the destination it belongs to, where it describes a link.
    """

    kind: str
    text: str
    page: int = 0
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in the file; `checksum_held` is False where it is not what it was when it was attached."""

    name: str
    content: bytes
    relationship: str
    checksum_held: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole PDF.

    `blocks` are in reading order; `furniture` is what stands outside the structure tree; `destinations` are the pages
    that named destinations lie on; `strange` names what no build puts into a file (other annotations than links,
    scripts, form fields, other attachments, bytes around the document). `digest` is the SHA-256 over all that the pages show and all asides, but not over the
    attachments: it changes with any edit of what a reader sees.
    """

    pages: int
    blocks: tuple[Block, ...]
    furniture: tuple[Block, ...]
    pictures: tuple[Picture, ...]
    asides: tuple[Aside, ...]
    destinations: Mapping[str, int]
    attachments: Mapping[str, Attachment]
    strange: tuple[str, ...]
    digest: str
