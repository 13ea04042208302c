"""The rules find nothing in a document with everything, and each finds what it is for once the file is broken so."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from briefing.pdf.bounds import DRAWN, Meter
from briefing.pdf.breaks import breaks
from briefing.pdf.conform import conform
from briefing.pdf.readback import read
from briefing.pdf.text import Fonts, page_runs
from tests import breaking
from tests.accessing import broken, found, whole
from tests.projects import TINY, TOPIC
from tests.proving import built
from tests.tagging import outline, page

Change = Callable[[pikepdf.Pdf], object]


def test_a_document_with_everything_keeps_both_standards_and_all_rules() -> None:
    assert conform(whole()) == ()
    assert found(whole()) == ()
    assert breaks(read(whole())) == ()


def test_it_has_everything() -> None:
    heard = outline(whole())
    roles = [line.split()[0].rstrip(":") for line in heard.splitlines()]
    for role, count in (("TOC", 1), ("TOCI", 2), ("Note", 3), ("Table", 2), ("Figure", 1), ("H1", 1), ("L", 3)):
        assert roles.count(role) == count, role
    assert "Lang=de" in heard


def drawn(pdf: bytes) -> list[list[tuple[str, float]]]:
    """The texts of each page and how high they stand."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts: Fonts = {}
        meter = Meter(DRAWN, "pages")
        return [
            [(marked.run.text.strip(), marked.run.baseline) for marked in page_runs(sheet, number, fonts, meter)]
            for number, sheet in enumerate(opened.pages)
        ]


def test_the_head_of_a_table_is_drawn_on_each_page_that_the_table_is_on() -> None:
    pages = drawn(whole())
    rows = [number for number, texts in enumerate(pages) if any(re.fullmatch("Kettle i+", text) for text, _ in texts)]
    assert len(rows) >= 3
    for number in rows:
        texts = [text for text, _ in pages[number]]
        assert [head for head in ("Name", "Pace", "Price") if head in texts] == ["Name", "Pace", "Price"]


def test_a_note_stands_at_the_foot_of_the_page_that_calls_it() -> None:
    pages = drawn(whole())
    for call, note in (("The Heron is fast.", "It"), ("Three", "Not four."), ("Last words.", "The very last.")):
        (number,) = (at for at, texts in enumerate(pages) if call in [text for text, _ in texts])
        others = [height for text, height in pages[number] if text not in ("It", "says", "so itself.", "Not four.")]
        (foot,) = (height for text, height in pages[number] if text == note)
        assert foot < sorted(others)[len(others) // 4]


def test_a_briefing_tells_its_other_languages_and_sets_lists_in_lists(tmp_path: Path) -> None:
    topic = TINY / "data" / TOPIC
    subjects = (topic / "subjects.yaml").read_text().replace("name: Egret,", "name: Reiher, lang: de,")
    sources = (
        (topic / "sources.yaml").read_text().replace("title: Kettles", "lang: fr\n    title: Bouilloires et Kettles")
    )
    narrative = (
        (topic / "narrative" / "buyer.md").read_text().replace("## How", "## {{ foreign('la', 'Quo vadis') }}: how")
    )
    narrative += "\n- Cold\n    - Warm\n\nThe {{ foreign('de', 'Zeitgeist') }} wants it.\n"
    files = {"subjects.yaml": subjects, "sources.yaml": sources, "narrative/buyer.md": narrative}
    heard = outline(built(tmp_path, files))
    for told in (
        "Lang=de: Reiher",
        "Lang=de: Zeitgeist",
        "Lang=fr: Bouilloires et Kettles on one table",
        "Lang=la: Quo vadis",
    ):
        assert told in heard
    assert "Lbl: –" in heard


# --- each rule ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (breaking.without_title, "title-not-shown"),
        (breaking.without_language, "language-lost"),
        (breaking.without_foreign, "language-lost"),
        (breaking.without_tabs, "tab-order"),
        (breaking.with_loose_text, "untagged-content"),
        (breaking.with_a_narrow_sheet, "off-sheet"),
        (breaking.with_read_heads, "running-head-read"),
        (breaking.with_skipped_level, "heading-order"),
        (breaking.without_first_heading, "heading-order"),
        (breaking.with_contents_as_list, "contents-untagged"),
        (breaking.with_wordless_link, "wordless-link"),
        (breaking.with_address_for_words, "wordless-link"),
        (breaking.with_unread_link, "wordless-link"),
        (breaking.without_scope, "header-scope"),
        (breaking.without_header_cells, "header-scope"),
        (breaking.with_short_row, "ragged-table"),
        (breaking.with_file_name_for_words, "figure-untold"),
        (breaking.without_alternative, "figure-untold"),
        (breaking.without_data_table, "chart-without-data"),
        (breaking.without_note, "loose-note"),
        (breaking.without_call, "loose-note"),
        (breaking.with_one_name_for_two_notes, "loose-note"),
    ],
)
def test_a_rule_finds_what_it_is_for_and_no_other_does(change: Change, code: str) -> None:
    assert {finding.code for finding in broken(change)} == {code}


def test_cells_that_span_columns_and_rows_count_as_many() -> None:
    table = """<table><thead><tr><th rowspan="2">Name</th><th colspan="2">Pace</th></tr><tr><th>Cold</th><th>Hot</th></tr>
    </thead><tbody><tr><th scope="row" rowspan="2">Heron</th><td>slow</td><td>fast</td></tr>
    <tr><td colspan="2">even</td></tr></tbody></table>"""
    pdf = page(f"<h1>Kettles</h1>{table}")
    assert found(pdf)[1:] == ()  # the one finding is the language that this page does not have
    assert found(page(f"<h1>Kettles</h1>{table.replace('colspan=', 'data-x=')}"))[0].code == "language-lost"
