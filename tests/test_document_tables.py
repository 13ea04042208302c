import re
from collections.abc import Sequence

from markupsafe import Markup

from briefing.document.tables import MOST, PART, CellView, Row, TableView, widths

NONE = Markup("")


def rows(count: int) -> tuple[Row, ...]:
    return tuple((CellView(Markup(f"Row {number}")), CellView(Markup("a longer text"))) for number in range(count))


def view(content: tuple[Row, ...]) -> TableView:
    return TableView(NONE, "facts", NONE, NONE, content[0], content)


def shares(found: Sequence[Markup]) -> list[float]:
    return [float(share) for share in found]


def test_a_short_table_is_one_part_as_wide_as_its_texts_make_it() -> None:
    content = rows(MOST)
    assert view(content).parts == (content,)
    assert widths(content[0], content, str) == ()


def test_a_long_one_is_set_in_parts_with_no_row_lost() -> None:
    content = rows(2 * PART + 1)
    parts = view(content).parts
    assert [len(part) for part in parts] == [PART, PART, 1]
    assert tuple(row for part in parts for row in part) == content


def test_columns_of_parts_are_as_wide_as_their_texts_ask_for() -> None:
    content = rows(MOST + 1)
    first, second = shares(widths(content[0], content, lambda html: re.sub("<.*?>", "", html)))
    assert round(first + second) == 100
    assert first < second
