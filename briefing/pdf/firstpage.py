"""What the first page of a finished PDF says, as text for where no page can be: the title, the answer, key figures.

In: a reading of the file, or its bytes. Out: text that was proved with it, and a picture of the page. Nothing is worded
anew, so a message says what the page says and no more.
"""

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import dropwhile, groupby, takewhile

from briefing.proof.reading import Block, Reading, Span

CHANGES = "h-changes"
_TEXT = frozenset({"P", "LBody"})
#: Text of one size in a block.
_Part = tuple[Block, list[Span]]
_PICTURE_SCALE = 1.25  # 90 dots an inch: an A4 page is 744 dots wide


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The texts of a first page; a figure is what it prints big, what it is, and what it rests on.

    `changes` is what the section on changes says, wherever that stands.
    """

    title: str
    question: str
    answer: tuple[str, ...]
    figures: tuple[tuple[str, str, str], ...]
    changes: tuple[str, ...]


def first_page(reading: Reading) -> FirstPage:
    """The texts of the first page, by their roles: what a template leaves out is empty."""
    title, question = _aside(reading, "information Title"), _aside(reading, "information Subject")
    page = [block for block in reading.blocks if block.page == 1]
    below = list(dropwhile(lambda block: block.role != "H1", page))[1:]
    answer = list(takewhile(lambda block: block.role == "P" and not _in_item(block), below))
    figures = takewhile(_in_item, below[len(answer) :])
    return FirstPage(
        title=title,
        question=question,
        answer=tuple(block.text for block in answer if block.text != question),
        figures=tuple(map(_figure, _figures(figures))),
        changes=tuple(_changes(reading.blocks)),
    )


def picture(pdf: bytes) -> bytes:
    """The first page as PNG, 90 dots an inch."""
    import pypdfium2  # only where a picture is wanted

    with pypdfium2.PdfDocument(pdf) as document:
        drawn = document[0].render(scale=_PICTURE_SCALE).to_pil()
    content = io.BytesIO()
    drawn.save(content, "PNG", optimize=True)
    return content.getvalue()


def _aside(reading: Reading, kind: str) -> str:
    return next((" ".join(aside.text.split()) for aside in reading.asides if aside.kind == kind), "")


def _in_item(block: Block) -> bool:
    return "LBody" in block.roles


def _figures(blocks: Iterable[Block]) -> Iterator[list[_Part]]:
    """The parts of each key figure, which are set smaller and smaller: a larger one begins the next."""
    figure: list[_Part] = []
    for block in blocks:
        for size, spans in groupby(block.spans, key=lambda span: span.run.size):
            if figure and size > figure[-1][1][0].run.size:
                yield figure
                figure = []
            figure.append((block, list(spans)))
    if figure:
        yield figure


def _figure(parts: Sequence[_Part]) -> tuple[str, str, str]:
    """A key figure, what it is, and a condition with what backs it, which are links."""
    value, label = (_text(*part) for part in (*parts, (parts[0][0], []))[:2])
    small = [(block, span) for block, spans in parts[2:] for span in spans]
    condition = list(takewhile(lambda it: it[1].link is None, small))
    rest = (_said(condition), _said(small[len(condition) :]))
    return value, label, "; ".join(part for part in rest if part)


def _said(spans: Iterable[tuple[Block, Span]]) -> str:
    groups = groupby(spans, key=lambda it: it[0])
    return " ".join(_text(block, [span for _, span in group]) for block, group in groups)


def _text(block: Block, spans: Sequence[Span]) -> str:
    return block.text[spans[0].start : spans[-1].end].strip() if spans else ""


def _changes(blocks: Sequence[Block]) -> Iterator[str]:
    """The paragraphs of the section on changes, and its items, each with the heading that it stands under."""
    found = dropwhile(lambda block: CHANGES not in block.anchors, blocks)
    next(found, None)
    heading = ""
    for block in takewhile(lambda block: block.role not in ("H1", "H2"), found):
        if block.role == "H3":
            heading = f"{block.text}: "
        elif block.role in _TEXT and block.text:
            yield f"{heading}{block.text}"
