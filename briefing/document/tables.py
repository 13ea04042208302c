"""What the template of a table gets: rows in, the same rows in parts that stay readable and quick to set out.

On paper a long table is set as several, each with the head, the first with the caption, and all with the same widths of
columns. The renderer measures all rows of a table anew for each page that it runs over, and the validator of PDF/UA
reads no table of more than a thousand rows; people want to see the head more often than that as well.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from markupsafe import Markup

#: A table of more rows than this is set in parts of so many.
MOST, PART = 150, 100
#: Widths are told from so many rows at most, and no column is made wider than for so many letters a line.
_SAMPLE, _WIDEST = 200, 40

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

    `widths` are the shares of the columns, in percent, of a table that is set in several `parts`; else there are none.
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


def widths(head: Row, rows: tuple[Row, ...], text: Callable[[Markup], str]) -> tuple[Markup, ...]:
    """The shares of the columns of a long table, by their longest texts as `text` gives them; none of a short one."""
    if not is_long(rows):
        return ()
    sample = (head, *rows[:: len(rows) // _SAMPLE + 1])
    longest = [_longest(text(row[column].html) for row in sample) for column in range(len(head))]
    return tuple(Markup("{}").format(f"{100 * length / sum(longest):.1f}") for length in longest)


def _longest(texts: Iterable[str]) -> int:
    return min(_WIDEST, max(map(len, texts)) + 2)
