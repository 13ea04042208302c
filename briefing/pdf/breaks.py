"""Where pages and columns break badly: a reading in, warnings out. The style sheets forbid all of it, if they can."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from briefing.diagnostics import Diagnostic, Severity
from briefing.proof.reading import Block, Box, Reading

_HEADINGS = frozenset(("H1", "H2", "H3", "H4", "H5", "H6"))
#: How much of the height that a page has for text should be taken; the last page of a chapter may be as short as it is.
_FILLED = 0.75
_MOVE = "print what begins the next page, a chart or a table, after the text that follows it"
_HELP = "change the text around it, or break the page before it: `break-before: page`"


def breaks(reading: Reading) -> tuple[Diagnostic, ...]:
    """Headings and heads of tables that stand alone at a foot, lines of a paragraph alone on a page, short pages."""
    drawn = [block for block in reading.blocks if block.spans]
    notes = [block for block in drawn if "Note" in block.roles]
    blocks = [block for block in drawn if "Note" not in block.roles]
    found = (*_stranded_headings(blocks), *_stranded_heads(blocks), *_lonely_lines(blocks))
    return (*found, *_short_pages(blocks, notes))


def _stranded_headings(blocks: list[Block]) -> Iterator[Diagnostic]:
    """A heading or caption is followed by some of what it heads, on the same page and in the same column."""
    for one, other in pairwise(blocks):
        if (one.role in _HEADINGS or _heads(one, other)) and _apart(_last(one), _first(other)):
            yield _warning("stranded-heading", f"the heading `{one.text}` stands alone at the foot", one)


def _heads(one: Block, other: Block) -> bool:
    return one.role == "Caption" and other.role in ("TH", "TD", "Figure")


def _stranded_heads(blocks: list[Block]) -> Iterator[Diagnostic]:
    """The head of a table is followed by a row on the same page."""
    for one, other in pairwise(blocks):
        if "THead" in one.roles and "TBody" in other.roles and _first(other).page != _last(one).page:
            yield _warning(
                "stranded-table-head", f"the head of a table stands alone at the foot, with `{one.text}`", one
            )


def _lonely_lines(blocks: list[Block]) -> Iterator[Diagnostic]:
    """A paragraph that pages divide has at least two lines on each."""
    for block in blocks:
        lines: dict[int, set[float]] = {}
        for span in block.spans:
            lines.setdefault(span.run.box.page, set()).add(span.run.baseline)
        for page, found in lines.items() if block.role == "P" and len(lines) > 1 else ():
            if len(found) == 1:
                yield _warning("lonely-line", f"one line of a paragraph is alone on page {page}", block)


def _short_pages(blocks: Sequence[Block], notes: Sequence[Block]) -> Iterator[Diagnostic]:
    """A page is filled, down to its notes, unless a heading begins the next one.

    The first page is left out, for a reader stops there; where text may end is where it does on the fullest page.
    """
    drawn, noted = _by_page(blocks), _by_page(notes)
    foot = min((box.bottom for boxes in drawn.values() for box in boxes), default=0.0)
    for one, other in pairwise(blocks):
        page, after = _last(one).page, _first(other)
        if not 1 < page < after.page or other.role in _HEADINGS:
            continue
        here = drawn[page]
        floor = max((box.top for box in noted.get(page, ())), default=foot)
        head = max(box.top for box in here)
        filled = (head - min(box.bottom for box in here)) / (head - min(floor, head - 1))
        if filled < _FILLED:
            note = f"the next page begins with `{other.text[:60]}`"
            yield Diagnostic(
                "short-page",
                f"page {page} is filled to {filled:.0%}",
                notes=(note,),
                help=_MOVE,
                severity=Severity.WARNING,
            )


def _by_page(blocks: Iterable[Block]) -> dict[int, list[Box]]:
    """Where something is drawn, by page."""
    found: dict[int, list[Box]] = {}
    for box in (span.run.box for block in blocks for span in block.spans):
        found.setdefault(box.page, []).append(box)
    return found


def _apart(before: Box, after: Box) -> bool:
    return after.page != before.page or after.bottom > before.top


def _first(block: Block) -> Box:
    return block.spans[0].run.box


def _last(block: Block) -> Box:
    return block.spans[-1].run.box


def _warning(code: str, message: str, block: Block) -> Diagnostic:
    note = f"page {block.page}, before `{block.text[:60]}`" if code == "lonely-line" else f"page {block.page}"
    return Diagnostic(code, message, notes=(note,), help=_HELP, severity=Severity.WARNING)
