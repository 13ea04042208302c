"""What breaks badly is warned of; what the style sheets keep together is not."""

from pathlib import Path

import pytest

from briefing.building import pipeline
from briefing.diagnostics import Severity
from briefing.pdf.access import access
from briefing.pdf.breaks import breaks
from briefing.pdf.readback import read
from tests.tagging import moved, page

HEADING = "<h1>Kettles</h1><p>All of them.</p><h2>Pace</h2><p class='next'>It is fast.</p>"
TABLE = "<h1>Kettles</h1><table><thead><tr><th>Name</th></tr></thead><tbody><tr><td>Heron</td></tr></tbody></table>"
PARAGRAPH = f"<h1>Kettles</h1><p>All of them.</p><div></div><p>{'A kettle that is watched does not boil. ' * 6}</p>"
CHART = "<h1>Kettles</h1><figure><figcaption>Pace</figcaption><img src='chart:a.svg' alt='Bars: Heron'></figure>"
LOOSE = "h2, caption, figcaption { break-after: auto } p { orphans: 1; widows: 1 } "


def codes(body: str, style: str) -> list[str]:
    return [found.code for found in breaks(read(page(body, style)))]


def test_a_heading_whose_text_is_on_the_next_page_is_stranded() -> None:
    assert codes(HEADING, f"{LOOSE} .next {{ break-before: page }}") == ["stranded-heading"]
    assert codes(HEADING, ".next { margin-top: 110mm }") == []  # the heading goes with it


def test_a_heading_at_the_foot_of_a_column_is_stranded() -> None:
    body = f"<h1>Kettles</h1><div><p>All of them.</p><h2>Pace</h2><p class='next'>{'It is fast. ' * 9}</p></div>"
    columns = "div { columns: 2; height: 30mm; column-fill: auto } .next { break-before: column }"
    assert codes(body, LOOSE + columns) == ["stranded-heading"]


def test_a_caption_without_its_picture_is_stranded() -> None:
    assert codes(CHART, f"{LOOSE} img {{ break-before: page; display: block }}") == ["stranded-heading"]
    assert codes(CHART, "figure { break-inside: avoid }") == []


def test_the_head_of_a_table_without_a_row_is_stranded() -> None:
    """The renderer keeps heads with a row; so the rows are moved in what was read."""
    reading = read(page(TABLE))
    assert breaks(reading) == ()
    assert [found.code for found in breaks(moved(reading, "TBody"))] == ["stranded-table-head"]


@pytest.mark.parametrize(("height", "expected"), [("95mm", ["lonely-line"]), ("85mm", [])])
def test_a_line_of_a_paragraph_alone_on_a_page_is_told(height: str, expected: list[str]) -> None:
    assert codes(PARAGRAPH, f"{LOOSE} div {{ height: {height} }}") == expected


def pages(*heights: str, last: str = "p") -> str:
    """A first page, then a block of each height on a page of its own, then one more that `last` begins."""
    blocks = "".join(
        f"<p style='break-before: page; height: {height}'>From here</p><p>to here.</p>" for height in heights
    )
    return f"<h1>Kettles</h1><p>All of them.</p>{blocks}<{last} style='break-before: page'>The end</{last}>"


@pytest.mark.parametrize(
    ("heights", "last", "expected"),
    [
        (("100mm", "100mm"), "p", []),
        (("100mm", "60mm"), "p", ["page 3 is filled to 63%"]),
        (("60mm", "100mm"), "p", ["page 2 is filled to 63%"]),
        (("100mm", "60mm"), "h2", []),  # the last page of a chapter
    ],
)
def test_a_page_is_filled_unless_a_chapter_ends_on_it(heights: tuple[str, ...], last: str, expected: list[str]) -> None:
    found = [it for it in breaks(read(page(pages(*heights, last=last)))) if it.code == "short-page"]
    assert [it.message for it in found] == expected


def test_a_page_is_filled_down_to_its_notes() -> None:
    note = "<p>Fast<span class='fn'>Nobody else measured it, and nobody will before the summer. It is said.</span>.</p>"
    body = pages("100mm", "62mm").replace(
        "<p>to here.</p><p style='break-before: page'>", f"{note}<p style='break-before: page'>"
    )
    style = ".fn { float: footnote; height: 30mm }"
    assert [it.code for it in breaks(read(page(body, style)))] == []
    assert [it.code for it in breaks(read(page(pages("100mm", "62mm"))))] == ["short-page"]


def test_they_are_warnings_with_a_page() -> None:
    (found,) = breaks(read(page(HEADING, f"{LOOSE} .next {{ break-before: page }}")))
    assert found.severity is Severity.WARNING
    assert found.notes == ("page 1",)


def test_nothing_of_the_real_briefings_is_stranded_or_unsaid() -> None:
    project = pipeline.open_project(Path(__file__).parents[1])
    for topic in project.topics():
        dataset = pipeline.sound(project, topic)
        for audience in dataset.audiences:
            built = pipeline.build_one(project, dataset, audience)
            reading = read(built.pdf)
            assert breaks(reading) == (), audience
            assert access(built.pdf, reading) == (), audience
            assert built.findings == (), audience
