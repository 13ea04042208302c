"""What the template of a table gets: rows in, the same rows in parts that stay readable and quick to set out.

On paper a long table is set as several, each with the head, the first with the caption, and all with the same widths of
columns. The renderer measures all rows of a table anew for each page that it runs over, and the validator of PDF/UA
reads no table of more than a thousand rows; people want to see the head more often than that as well.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from briefing.diagnostics import Diagnostic, Failure

#: A table of more rows than this is set in parts of so many.
MOST, PART = 150, 100
#: How many letters a line of a table has, as they are set in the text, and smaller behind it.
LINE, SMALL_LINE = 114, 130
#: The share of those letters that surely fits a line where a brand brings a font of its own, which may be wider.
OWN_FONT = 0.75
#: Longest texts are told from so many rows at most, heights from so many of these; a line is fitted in about so many
#: steps.
_SAMPLE, _TRIED, _STEPS = 200, 40, 16
#: What stands between two columns, in letters.
_BESIDE = 3

#: Characters as wide as two letters, behind each of which a line may end.
_WIDE = re.compile("[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]")
_ENDS = re.compile(f" |(?<={_WIDE.pattern})")

_DIGIT = re.compile(r"\d")
#: The least letters of a column.
_SLIVER = 6

_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table: its content and how it looks: `num`, `absent` or neither."""

    html: Markup
    look: str = ""


Row = tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class TableView:
    """What the template of a table gets; all rows are as long as the head.

    `widths` are the shares of the columns, in percent.
    """

    id: Markup
    kind: str
    title: Markup
    note: Markup
    head: Row
    rows: tuple[Row, ...]
    inferred: str = ""
    keys: Markup = _NOTHING
    widths: tuple[Markup, ...] = ()

    @property
    def parts(self) -> tuple[tuple[Row, ...], ...]:
        """The rows on paper: all together, or in parts where there are many."""
        if not is_long(self.rows):
            return (self.rows,)
        return tuple(self.rows[start : start + PART] for start in range(0, len(self.rows), PART))


def is_long(rows: tuple[Row, ...]) -> bool:
    """Whether a table is set in parts."""
    return len(rows) > MOST


def widths(head: Row, rows: tuple[Row, ...], text: Callable[[Markup], str], line: int = LINE) -> tuple[Markup, ...]:
    """The shares of the columns, in percent, of a table with so many letters to a line; `text` gives those of a cell.

    Each column begins as wide as its longest text. Where that is more than a line, the table loses letters where it
    gets the least higher for it, first of the widest column; a column keeps room for its longest word and, where all can,
    for its head. Worked out here, because a renderer that is to find widths sets every cell twice.
    """
    cells = [[text(cell.html) for cell in row] for row in (head, *rows[:: len(rows) // _SAMPLE + 1])]
    columns = list(zip(*cells, strict=True))
    words = [[word for cell in column for word in _ENDS.split(cell)] for column in columns]
    least = [_longest((column[0], *there)) for column, there in zip(columns, words, strict=True)]
    if sum(least) > line:
        least = list(map(_longest, words))
    letters = [list(map(_letters, row)) for row in cells[:: len(cells) // _TRIED + 1]]
    found = [max(low, min(line, _longest(column))) for low, column in zip(least, columns, strict=True)]
    while sum(found) > line and (wide := [at for at, low in enumerate(least) if found[at] > low]):
        loss = max(1, (sum(found) - line) // _STEPS)
        narrowed = [
            [max(low, it - loss * (at == this)) for at, (it, low) in enumerate(zip(found, least, strict=True))]
            for this in wide
        ]
        found = min(narrowed, key=lambda it: (_height(letters, it), max(it)))
    if sum(found) > line:
        found = _squeezed(found, [_figures(column) for column in columns], line)
    return tuple(Markup("{}").format(f"{100 * share / sum(found):.1f}") for share in found)


def _squeezed(found: Sequence[int], least: Sequence[int], line: int) -> list[int]:
    """Widths that fit a line: words may break then, figures may not; raises Failure where these alone need more."""
    if all(it * line >= low * sum(found) for it, low in zip(found, least, strict=True)):
        return list(found)  # in proportion each has what it needs
    spare = line - sum(least)
    if spare < 0:
        message = f"the figures of the table need {sum(least)} letters beside each other, and a line has {line}"
        advice = "show fewer columns: leave out subjects, or make two tables of it"
        raise Failure([Diagnostic("table-too-crowded", message, help=advice)])
    over = [max(0, it - low) for it, low in zip(found, least, strict=True)]
    return [low + spare * it // max(1, sum(over)) for low, it in zip(least, over, strict=True)]


def _figures(column: Sequence[str]) -> int:
    """The room that a column needs for its longest figure, in which no line may end, and for some letters at least."""
    figures = (word for cell in column[1:] for word in _ENDS.split(cell) if _DIGIT.search(word))
    return max(_SLIVER, _longest(("", *figures)))


def _height(letters: Iterable[Iterable[int]], found: Sequence[int]) -> int:
    """How many lines the rows take with columns of these widths."""
    return sum(max(-(-it // (width - _BESIDE)) for it, width in zip(row, found, strict=True)) for row in letters)


def _longest(texts: Iterable[str]) -> int:
    return max(map(_letters, texts)) + _BESIDE


def _letters(text: str) -> int:
    """How many letters of a line a text takes: characters of Chinese, Japanese and Korean two each."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))
