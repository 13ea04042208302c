"""Runs of text set into lines: pieces with their styles and refs in, placed labels out.

A piece with a ref is a number: it is never split over lines, and stays a label of its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.charts.marks import Label, TextStyle

LEADING = 1.22
_TURN = 0.8


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style, with the fact or derivation it prints, if any. Runs are joined by spaces.

    A run that is `tight` follows the one before it without a space.
    """

    text: str
    style: TextStyle
    ref: str | None = None
    tight: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of labels whose first baseline lies at 0 and first letter at 0; `height` is from top to bottom."""

    lines: tuple[tuple[Label, ...], ...]
    leading: float

    @property
    def height(self) -> float:
        """From the top of the first line to the bottom of the last."""
        return len(self.lines) * self.leading

    @property
    def width(self) -> float:
        """The width of the longest line."""
        return max((line[-1].x + line[-1].width for line in self.lines if line), default=0.0)

    def fits(self, room: float) -> bool:
        """Whether it is a single line that is no wider than `room`."""
        return len(self.lines) <= 1 and self.width <= room

    def at(self, x: float, y: float, align: float = 0.0) -> tuple[Label, ...]:
        """The labels with the first baseline at `y`; `align` 0 sets lines from `x`, 0.5 about it, 1 up to it."""
        return tuple(
            Label(x + label.x - align * (line[-1].x + line[-1].width), y + label.y, label.text, label.style, label.ref)
            for line in self.lines
            for label in line
        )

    def over(self, other: "Block") -> "Block":
        """The block with another below it."""
        moved = tuple(
            tuple(Label(part.x, part.y + self.height, part.text, part.style, part.ref) for part in line)
            for line in other.lines
        )
        return Block(self.lines + moved, self.leading)


def flow(runs: Sequence[Run], width: float, leading: float | None = None) -> Block:
    """The runs broken into lines of at most `width` points (a single word may be longer)."""
    step = leading or LEADING * max((run.style.size for run in runs), default=0.0)
    lines: list[list[Label]] = [[]]
    x = 0.0
    for word in _words(runs):
        gap = 0.0 if word.tight or not lines[-1] else _space(lines[-1][-1], word)
        if lines[-1] and x + gap + word.style.width(word.text) > width and not word.tight:
            lines.append([])
            x, gap = 0.0, 0.0
        _append(lines[-1], Label(x + gap, (len(lines) - 1) * step, word.text, word.style, word.ref), gap)
        x += gap + word.style.width(word.text)
    return Block(tuple(tuple(line) for line in lines if line), step)


def _words(runs: Sequence[Run]) -> Iterator[Run]:
    for run in runs:
        pieces = [run.text] if run.ref else run.text.split(" ")
        for i, piece in enumerate(pieces):
            if piece:
                yield Run(piece, run.style, run.ref, run.tight and i == 0)


def _space(last: Label, word: Run) -> float:
    """The space before a word; a little wider where the style changes, as the eye needs it there."""
    space = word.style.width(" ")
    return space if last.style == word.style else space + _TURN


def _append(line: list[Label], word: Label, gap: float) -> None:
    """Join a word to the label before it where both are plain text in one style."""
    last = line[-1] if line else None
    if last and last.style == word.style and last.ref is None and word.ref is None:
        line[-1] = Label(last.x, last.y, f"{last.text}{' ' if gap else ''}{word.text}", last.style)
    else:
        line.append(word)
