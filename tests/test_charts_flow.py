"""Text set into lines, measured by the font's own advance widths."""

import pytest

from briefing.charts.flow import Run, flow
from briefing.charts.fonts import demand, missing, width
from briefing.charts.marks import ending
from briefing.diagnostics import Failure
from briefing.style.look import SANS
from tests.chart_checks import STYLE

REGULAR = SANS.file(400)


def test_widths_are_the_advances_of_the_font() -> None:
    assert width("0", (REGULAR,), 1000) == pytest.approx(497)
    assert width("M0", (REGULAR,), 10) == pytest.approx(7.27 + 4.97)
    assert width("", (REGULAR,), 10) == 0


def test_characters_that_the_font_lacks_are_named() -> None:
    assert missing(["Ωmega – 52 % ≈ ½"], (REGULAR,)) == ()
    with pytest.raises(Failure) as failure:
        demand(["plain", "中 text"], (REGULAR,), "Source Sans Pro")
    (finding,) = failure.value.diagnostics
    assert finding.code == "missing-glyph"
    assert finding.message == "Source Sans Pro cannot print `中` (U+4E2D)"


def test_words_break_where_the_line_is_full() -> None:
    block = flow([Run("one long name of a model", STYLE.name)], STYLE.name.width("one long name "))
    assert [[label.text for label in line] for line in block.lines] == [["one long name"], ["of a model"]]
    assert block.width <= STYLE.name.width("one long name ")


def test_a_number_is_never_split_and_keeps_its_ref() -> None:
    runs = [Run("about", STYLE.name), Run("58 million tokens", STYLE.value, "x/tokens"), Run("spent", STYLE.name)]
    block = flow(runs, STYLE.name.width("about 58 million"))
    assert [[(label.text, label.ref) for label in line] for line in block.lines] == [
        [("about", None)],
        [("58 million tokens", "x/tokens")],
        [("spent", None)],
    ]


def test_a_tight_run_follows_without_a_space() -> None:
    (line,) = flow([Run("52", STYLE.name, "x/y"), Run(", then", STYLE.name, tight=True)], 300).lines
    assert line[1].x == pytest.approx(STYLE.name.width("52"))


def test_blocks_stack() -> None:
    block = flow([Run("a", STYLE.name)], 100, 10).over(flow([Run("b", STYLE.note)], 100, 10))
    assert [label.y for line in block.lines for label in line] == [0, 10]
    assert block.height == 20


def test_start_is_computed_from_the_end_or_the_middle() -> None:
    text = "1,444 Elo"
    assert ending(100, 0, text, STYLE.value).x == pytest.approx(100 - STYLE.value.width(text))
