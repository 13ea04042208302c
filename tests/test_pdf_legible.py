"""Text that is printed over other text, or cut off, is found; what only touches, and what stands in a line, is not."""

import pytest

from briefing.pdf.legible import illegible
from briefing.pdf.readback import read
from tests.tagging import page

NARROW = "table { table-layout: fixed; width: 30mm } td { white-space: nowrap }"


def told(body: str, style: str = "") -> list[str]:
    return [found.message for found in illegible(read(page(f"<h1>Kettles</h1>{body}", style)))]


def test_a_cell_that_runs_into_the_next_one_is_found() -> None:
    row = "<table><thead><tr><th>Name</th><th>Town</th></tr></thead><tbody><tr><td>{}</td><td>Leeds</td></tr></tbody></table>"
    assert told(row.format("Heron of the long neck"), NARROW) == [
        "`Leeds` is printed over `Heron of the long neck` (page 1)"
    ]
    assert told(row.format("Heron"), NARROW) == []


@pytest.mark.parametrize(("up", "found"), [("1mm", 0), ("4mm", 1)])
def test_a_paragraph_that_is_moved_over_another_is_found(up: str, found: int) -> None:
    style = f"p {{ margin: 0 }} .up {{ margin-top: -{up} }}"
    assert len(told("<p>It boils.</p><p class='up'>It is fast.</p>", style)) == found


def test_labels_of_a_drawing_are_held_apart_from_each_other() -> None:
    label = "<text x='{}' y='20' font-size='10'>52</text>"
    drawing = "<p><svg width='90' height='40' role='img' aria-label='Bars: Heron, Swan'>{}{}</svg></p>"
    assert told(drawing.format(label.format(5), label.format(9))) == ["`52` is printed over `52` (page 1)"]
    assert told(drawing.format(label.format(5), label.format(40))) == []
    assert told(drawing.format(label.format(5), label.format(5))) == []


def test_notes_and_small_letters_in_a_line_lie_over_nothing() -> None:
    assert told("<p>H<sub>2</sub>O at 100<sup>a</sup> <b>°C</b> <em>boils</em>.</p>") == []


def test_no_more_is_told_than_can_be_read() -> None:
    heap = "".join(f"<p class='up'>Kettle {name}</p>" for name in "abcdefghij")
    assert len(told(heap, "p { margin: 0; height: 0 }")) == 20


@pytest.mark.parametrize(
    ("style", "found"),
    [
        ("width: 30mm; overflow: hidden", 1),
        ("width: 30mm; overflow: hidden; border-radius: 2mm", 1),
        ("height: 2mm; overflow: hidden", 1),
        ("width: 30mm", 0),
        ("overflow: hidden", 0),
        ("overflow: hidden; border-radius: 1mm; border: 1pt dashed", 0),
    ],
)
def test_text_that_is_cut_off_is_found(style: str, found: int) -> None:
    expected = ["`A kettle for 1,427 people` is cut off: a part of it is not shown (page 1)"] * found
    assert told("<p>A kettle for 1,427 people</p>", f"p {{ white-space: nowrap; {style} }}") == expected


def test_the_space_that_ends_a_line_is_not_missed_beyond_the_edge() -> None:
    lines = "<p>" + "It boils water fast and is good for all who want tea. " * 5 + "</p>"
    assert told(lines, "p { overflow: hidden; text-align: justify; width: 60mm }") == []


def test_a_label_beyond_the_edge_of_its_drawing_is_found() -> None:
    drawing = "<p><svg width='90' height='40' role='img' aria-label='Bars: Heron'><text x='{}' y='20' font-size='10'>1427</text></svg></p>"
    assert told(drawing.format(80)) == ["`1427` is cut off: a part of it is not shown (page 1)"]
    assert told(drawing.format(60)) == []


def test_decoration_behind_a_text_is_none_that_is_read() -> None:
    mark = "<div {}>DRAFT</div><p>It boils at 100.</p>"
    assert told(mark.format(""), "div, p { margin: 0; height: 0 }") == [
        "`It boils at 100.` is printed over `DRAFT` (page 1)"
    ]
    assert told(mark.format("aria-hidden='true'"), "div, p { margin: 0; height: 0 }") == []
