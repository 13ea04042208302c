import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from markupsafe import Markup

from briefing.diagnostics import Failure
from briefing.document.tables import MOST, PART, CellView, Row, TableView, widths
from briefing.pdf import readback
from briefing.style.look import Page
from tests.projects import TINY, TOPIC
from tests.proving import built

NONE = Markup("")


def rows(count: int) -> tuple[Row, ...]:
    return tuple((CellView(Markup(f"Row {number}")), CellView(Markup("a longer text"))) for number in range(count))


def view(content: tuple[Row, ...]) -> TableView:
    return TableView(NONE, "facts", NONE, NONE, content[0], content)


def shares(found: Sequence[Markup]) -> list[float]:
    return [float(share) for share in found]


def plain(html: str) -> str:
    return re.sub("<.*?>", "", html)


def table(*texts: Sequence[str]) -> tuple[Row, ...]:
    return tuple(tuple(CellView(Markup(text)) for text in row) for row in texts)


def test_a_short_table_is_one_part() -> None:
    content = rows(MOST)
    assert view(content).parts == (content,)


def test_a_long_one_is_set_in_parts_with_no_row_lost() -> None:
    content = rows(2 * PART + 1)
    parts = view(content).parts
    assert [len(part) for part in parts] == [PART, PART, 1]
    assert tuple(row for part in parts for row in part) == content


def test_columns_are_as_wide_as_their_texts_ask_for() -> None:
    content = rows(MOST + 1)
    first, second = shares(widths(content[0], content, plain))
    assert round(first + second) == 100
    assert first < second


def test_what_fits_on_a_line_stays_on_one() -> None:
    head, *content = table(("A", "B"), ("<b>heron</b>", "x" * 20), ("egret", ""))
    assert shares(widths(head, tuple(content), plain)) == [25.8, 74.2]  # 5 and 20 letters, and 3 beside each


def test_a_line_too_short_costs_the_column_where_it_adds_the_fewest_lines() -> None:
    head, *content = table(("Long", "Name"), *[("word " * 16, "n" * 12 + str(row)) for row in range(5)])
    first, second = shares(widths(head, tuple(content), plain, 60))
    assert 25 < second < 30, "a name stays whole"
    assert 70 < first < 75


def test_a_column_keeps_room_for_its_longest_word_even_where_the_line_is_too_short() -> None:
    head, *content = table(("A", "B"), ("x" * 40, "y\u00a0" * 10), ("a b c " * 20, "y"))
    assert shares(widths(head, tuple(content), plain, 30)) == [65.2, 34.8]  # 40 and 20 letters, and 3 beside each


def test_long_heads_take_lines_of_their_own_before_a_word_breaks() -> None:
    routes = (
        "Hamburg-Altona to Stockholm Central",
        "Hamburg-Altona to Vienna Main Station",
        "Hamburg-Altona to Basel Station",
    )
    head, *content = table(("Measure", *routes), *[("Journey time, hours, the Association", "15", "11.5", "14")] * 6)
    line = 100
    first, *others = (share * line / 100 for share in shares(widths(head, tuple(content), plain, line)))
    assert first >= len("Journey time, hours, the Association")
    assert min(others) >= len("Hamburg-Altona")


def test_a_long_word_breaks_before_a_figure_does() -> None:
    head, *content = table(("A", "B", "C"), ("x" * 200, "45\u00a0decibels", "\u20ac14,200"))
    _, *figures = shares(widths(head, tuple(content), plain, 60))
    assert all(60 * it / 100 > room - 0.1 for it, room in zip(figures, (14, 10), strict=True)), figures


def test_figures_that_have_no_room_beside_each_other_are_refused() -> None:
    head, *content = table("ABCDEFGH", ("\u20ac14,200",) * 8)
    with pytest.raises(Failure, match="need 80 letters beside each other, and a line has 60"):
        widths(head, tuple(content), plain, 60)


def test_a_column_of_chinese_is_twice_as_wide_and_breaks_anywhere() -> None:
    head, *content = table(("A", "B"), ("\u4e2d" * 10, "x" * 20))
    assert shares(widths(head, tuple(content), plain)) == [50, 50]
    narrow = shares(widths(head, tuple(content), plain, 33))
    assert narrow == [30.3, 69.7], "the word stays whole"


def test_the_longest_word_of_a_long_table_is_looked_for_in_more_rows_than_are_tried() -> None:
    texts = [("word " * 40, "n" * 30 if row == 61 else "n") for row in range(120)]
    head, *content = table(("A", "B"), *texts)
    first, second = shares(widths(head, tuple(content), plain, 60))
    assert second == 55, (first, second)  # 30 letters and 3 beside of 60


def test_a_status_of_many_words_stays_inside_the_margin(tmp_path: Path) -> None:
    files = {name: (TINY / "data" / TOPIC / name).read_text() for name in ("sources.yaml", "measures.yaml")}
    long = "Price in the shops of the capital without a filter and without its lead as the reader of the paper pays it"
    files["measures.yaml"] = files["measures.yaml"].replace("name: Price", f"name: {long}")
    files["sources.yaml"] = files["sources.yaml"].replace("kind: press", "kind: press\n    derived_from: maker")
    reading = readback.read(built(tmp_path, files))
    assert "single source, repeated" in {block.text for block in reading.blocks}
    page = Page()
    rightmost = max(span.run.box.right for block in reading.blocks for span in block.spans)
    assert rightmost < (page.width - page.margin) * 72 / 25.4 + 1


def test_labels_of_key_figures_stand_on_one_line_however_long_the_figure(tmp_path: Path) -> None:
    files = {name: (TINY / "data" / TOPIC / name).read_text() for name in ("events.yaml", "audiences/buyer.yaml")}
    files["events.yaml"] = files["events.yaml"].replace(
        "2025-03-03, written: 3 March", "2025-09-03, written: 3 September"
    )
    files["events.yaml"] = "".join(files["events.yaml"].splitlines(keepends=True)[:-1])
    dated = "  - {fact: heron-on-sale/date, label: on sale}\nlead_chart"
    files["audiences/buyer.yaml"] = files["audiences/buyer.yaml"].replace("lead_chart", dated)
    reading = readback.read(built(tmp_path, files))
    first = [block for block in reading.blocks if block.spans and block.spans[0].run.box.page == 1]
    assert any("3 September 2025" in " ".join(block.text.split()) for block in first)
    labels = [block for block in first if block.text in ("to boil a litre", "in the shop", "on sale")]
    assert len(labels) == 3
    assert len({round(block.spans[0].run.baseline, 1) for block in labels}) == 1
