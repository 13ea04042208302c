"""Marks to SVG: real text, no noise, the same bytes on every run."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

from briefing.charts.marks import Bar, Dot, Label, Line, Mark
from briefing.charts.paint import hatch, svg
from tests.chart_checks import STYLE

PAPER = STYLE.colours.paper
MARKS: tuple[Mark, ...] = (
    Bar(10, 10, 100, 10, STYLE.accent.strong, hatched=True),
    Line(((10, 30), (90, 30)), STYLE.colours.ink, dashes=(1.0, 2.0)),
    Dot(20, 40, "half", STYLE.accent.strong),
    Dot(40, 40, "cross", STYLE.colours.alert),
    Label(10, 60, "$14.3 billion < $20 & more", STYLE.value, "a/b"),
    Label(10, 75, "R&D", STYLE.note),
)


def test_text_is_text_left_anchored_and_says_what_it_prints() -> None:
    picture = svg(MARKS, 200, 100, PAPER)
    assert picture.count("<text") == 2
    assert '<g data-ref="a/b">' in picture
    assert ">$14.3 billion &lt; $20 &amp; more</text>" in picture
    assert "text-anchor" not in picture
    assert "font-family: 'Source Sans Pro'" in picture


def test_text_stands_where_the_label_says() -> None:
    (first, second) = ET.fromstring(svg(MARKS, 200, 100, PAPER)).iter("{http://www.w3.org/2000/svg}text")
    assert [(float(text.attrib["x"]), float(text.attrib["y"])) for text in (first, second)] == [(10, 60), (10, 75)]


def test_a_label_without_text_draws_nothing() -> None:
    with_empty = svg((*MARKS, Label(10, 90, "", STYLE.note)), 200, 100, PAPER)
    assert with_empty == svg(MARKS, 200, 100, PAPER)


def test_nothing_but_the_picture() -> None:
    picture = svg(MARKS, 200, 100, PAPER)
    assert picture.startswith("<svg ")
    for noise in ("<?xml", "DOCTYPE", "<style", "metadata", "Matplotlib", "<pattern", "id="):
        assert noise not in picture.replace("data-ref=", "")


def test_the_sheet_has_the_size_asked_for() -> None:
    root = ET.fromstring(svg(MARKS, 200, 100, PAPER))
    assert (root.attrib["width"], root.attrib["height"]) == ("200pt", "100pt")


def test_a_hatch_stays_inside_its_bar() -> None:
    strokes = [point for stroke in hatch(10, 20, 53, 30) for point in stroke]
    assert strokes
    assert all(10 <= x <= 53 and 20 <= y <= 30 for x, y in strokes)


def test_settings_of_this_machine_do_not_show(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text(
        "text.usetex: True\nfont.family: serif\nlines.linewidth: 9\nsvg.fonttype: path\n"
    )
    assert _elsewhere(tmp_path, {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "UTC"}) == _elsewhere(
        Path.cwd(), {"PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "TZ": "Asia/Tokyo"}
    )


def _elsewhere(folder: Path, environment: dict[str, str]) -> str:
    """The picture as another process draws it."""
    root = Path(__file__).parents[1]
    code = "import sys; from tests.test_charts_paint import MARKS, PAPER, svg; sys.stdout.write(svg(MARKS, 200, 100, PAPER))"
    given = {**os.environ, **environment, "PYTHONPATH": str(root), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=given, capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout.startswith("<svg")
    return done.stdout
