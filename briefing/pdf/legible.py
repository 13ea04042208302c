"""Text that nobody can read though it is there: drawn over other text, or cut off. A reading in, findings out."""

from collections.abc import Iterable, Iterator
from itertools import count, islice

from briefing.diagnostics import Diagnostic
from briefing.proof.reading import Block, Box, Reading, Run

#: Points: a run is compared with those that share a field of a page with it, not with all; no sheet is larger than this.
_WIDE, _HIGH, _LARGEST = 60, 12, 14_400
#: Shares of the size of the smaller text: how high small letters are, and how much of two texts may touch.
_HEIGHT, _TOUCHING = 0.5, 0.2
#: As many letters are shown of a text, and as many findings of a file; as many pairs are looked for, some of them twice.
_SHOWN, _MOST, _PAIRS = 60, 20, 1_000
_ROOM = "make room for what is too long: divide it, or give its column or box more width"


def illegible(reading: Reading) -> tuple[Diagnostic, ...]:
    """What is wrong with the texts of blocks, running heads and pictures; the first of many."""
    return (*_over_others(reading), *_cut(reading))


def _over_others(reading: Reading) -> Iterator[Diagnostic]:
    """No text that is read is drawn over that of another block, nor a label of a picture over another one."""
    pairs = dict.fromkeys(islice(_pairs(reading), _PAIRS))
    for page, under, over in islice(pairs, _MOST):
        yield Diagnostic("text-over-text", f"`{over}` is printed over `{under}` (page {page})", help=_ROOM)


def _cut(reading: Reading) -> Iterator[Diagnostic]:
    """All that is drawn is shown: nothing hides a part of it, as the edge of a box without overflow would."""
    cut = dict.fromkeys(
        (run.box.page, run.text.strip()[:_SHOWN]) for _, run in _runs((*reading.blocks, *reading.furniture)) if run.cut
    )
    for page, text in islice(cut, _MOST):
        yield Diagnostic("text-cut", f"`{text}` is cut off: a part of it is not shown (page {page})", help=_ROOM)


def _pairs(reading: Reading) -> Iterator[tuple[int, str, str]]:
    fields: dict[tuple[int, int, int], list[tuple[int, Run]]] = {}
    for owner, run in _runs(reading.blocks):
        for field in _fields(run.box):
            beside = fields.setdefault(field, [])
            for other in (it for block, it in beside if block != owner and _over(run, it)):
                yield run.box.page, other.text.strip()[:_SHOWN], run.text.strip()[:_SHOWN]
            beside.append((owner, run))


def _runs(blocks: Iterable[Block]) -> Iterator[tuple[int, Run]]:
    """All that stands level in some blocks, and the number of the block or of the label of a picture that it is in."""
    owner = count()
    for block in blocks:
        whole = next(owner)
        for run in (span.run for span in block.spans if span.run.edges and span.run.text.strip()):
            yield (next(owner) if block.role == "Figure" else whole), run


def _fields(box: Box) -> Iterator[tuple[int, int, int]]:
    left, bottom, right, top = (int(min(max(it, 0), _LARGEST)) for it in (box.left, box.bottom, box.right, box.top))
    columns, rows = range(left // _WIDE, right // _WIDE + 1), range(bottom // _HIGH, top // _HIGH + 1)
    return ((box.page, column, row) for column in columns for row in rows)


def _over(one: Run, other: Run) -> bool:
    """Whether two texts cover more of each other, across and in the height of small letters, than touching ones do.

    A text that is drawn twice in one place, the first time as its own outline, can be read.
    """
    if (one.text, one.box) == (other.text, other.box):
        return False
    size = min(one.size, other.size)
    across = min(one.inked.right, other.inked.right) - max(one.box.left, other.box.left)
    high = min(it.baseline + _HEIGHT * it.size for it in (one, other)) - max(one.baseline, other.baseline)
    return min(across, high) > _TOUCHING * size
