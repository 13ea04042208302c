"""Text that is too weak on its ground stops the pages; over what is not known nothing is said."""

import pytest

from briefing.diagnostics import Failure
from tests.tagging import page


def told(style: str, body: str = "<p>It boils at 100</p>") -> list[tuple[str, tuple[str, ...]]]:
    try:
        page(f"<h1>Kettles</h1>{body}", style)
    except Failure as failure:
        return [(finding.message, finding.notes) for finding in failure.diagnostics if finding.code == "low-contrast"]
    return []


@pytest.mark.parametrize(
    ("style", "pair", "kind"),
    [
        ("p { color: #bbb }", "`#bbbbbb` on `#ffffff` has a contrast of 1.91:1", "text needs 4.5:1"),
        ("p { color: white }", "`#ffffff` on `#ffffff` has a contrast of 1.00:1", "text needs 4.5:1"),
        ("p { color: transparent }", "`#ffffff` on `#ffffff` has a contrast of 1.00:1", "text needs 4.5:1"),
        ("p { background: #333 }", "`#000000` on `#333333` has a contrast of 1.66:1", "text needs 4.5:1"),
        ("p { opacity: 0.3 }", "`#b2b2b2` on `#ffffff` has a contrast of 2.12:1", "text needs 4.5:1"),
        (
            "p { color: #aaa; font-size: 18pt }",
            "`#aaaaaa` on `#ffffff` has a contrast of 2.32:1",
            "large text needs 3:1",
        ),
    ],
)
def test_weak_text_is_found_with_its_colours(style: str, pair: str, kind: str) -> None:
    assert told(style) == [(f"{pair}, but {kind}", ("`It boils at 100` is printed so (page 1)",))]


@pytest.mark.parametrize(
    "style",
    [
        "p { color: #767676 }",
        "p { color: #888; font-size: 18pt }",
        "p { color: #888; font-size: 14pt; font-weight: bold }",
        "p { color: white; background: black }",
        "html { background: #222; color: #eee }",
        "@page { background: #222 } html { color: #eee }",
        "p { visibility: hidden; color: #bbb }",
    ],
)
def test_text_that_can_be_read_is_not_found(style: str) -> None:
    assert told(style) == []


@pytest.mark.parametrize(
    "style",
    [
        "p { color: white; background: linear-gradient(black, navy) }",
        "p { color: white; position: absolute; top: 0 }",
        "p { color: device-cmyk(0 0 0 0.1) }",
    ],
)
def test_nothing_is_said_of_a_ground_or_a_colour_that_is_not_known(style: str) -> None:
    assert told(style) == []


@pytest.mark.parametrize(
    "style",
    [
        "p { position: relative; color: white } p::before { content: ''; position: absolute; inset: 0; background: #222; z-index: -1 }",
        "h1 { background: #222; padding-bottom: 30mm } p { color: white; margin-top: -20mm }",
        "h1 { background: #222; padding-bottom: 30mm } p { color: white; position: relative; top: -20mm }",
        "h1 { background: #222; padding-bottom: 30mm } p { color: white; transform: translateY(-20mm) }",
    ],
)
def test_nothing_is_said_of_text_that_lies_on_a_box_that_it_is_not_in(style: str) -> None:
    assert not [notes for _, notes in told("h1 { color: white; background: #222 }" + style) if "boils" in notes[0]]


def test_a_painted_box_elsewhere_hides_no_weak_text() -> None:
    assert len(told("h1 { background: #222; color: white } p { color: white }")) == 1


def test_what_is_placed_over_others_is_held_against_its_own_ground() -> None:
    ((message, _),) = told("p { color: white; position: absolute; background: #eee }")
    assert message.startswith("`#ffffff` on `#eeeeee`")


def test_columns_with_colours_of_their_own_are_not_looked_into() -> None:
    table = "<table><colgroup><col class='dark'></colgroup><thead><tr><th>Heron</th></tr></thead></table>"
    assert told(".dark { background: black } th { color: white }", table) == []
    assert len(told("th { color: white }", table)) == 1


def test_the_colour_of_the_page_is_not_behind_its_running_heads() -> None:
    head = "body {{ background: #222; color: white }} @page {{ @top-left {{ content: 'Kettles'; color: {} }} }}"
    assert told(head.format("black")) == []
    assert [notes for _, notes in told(head.format("white"))] == [("`Kettles` is printed so (page 1)",)]


def test_running_heads_are_read_and_decoration_is_not() -> None:
    head = "@page {{ @top-left {{ content: 'Kettles'; color: {} }} }}"
    assert [notes for _, notes in told(head.format("#ccc"))] == [("`Kettles` is printed so (page 1)",)]
    assert told(head.format("black")) == []
    assert told("i { color: #ccc }", "<p>It boils <i aria-hidden='true'>now</i></p>") == []
