"""Which texts hold a character that nothing can print, and findings at their places."""

from pathlib import Path

from briefing.dataset.facts import Dataset
from briefing.dataset.texts import holding, placed, unprintable
from briefing.diagnostics import Place
from tests.projects import loaded

SUBJECTS = """\
subjects:
  - {id: heron, name: Heron, short: 鷺, kind: product, maker: wader-works, note: '白 is not printed.'}
  - {id: egret, name: Egret 白鷺, kind: product, maker: wader-works}
  - {id: plover, name: Plover, kind: product}
  - {id: wader-works, name: Wader Works, kind: organisation}
"""
NARRATIVE = "## How fast it is\n\nThe egret,\nwhich is 白 in colour.\n"
FILE, PROSE = "data/kettles/subjects.yaml", "data/kettles/narrative/buyer.md"


def dataset(root: Path) -> Dataset:
    found, findings = loaded(root, {"subjects.yaml": SUBJECTS, "narrative/buyer.md": NARRATIVE})
    assert not findings
    return found


def where(place: Place) -> tuple[str, int, int]:
    return place.file, place.line, place.column


def test_every_text_that_holds_one_is_told_with_those_it_holds(tmp_path: Path) -> None:
    found = holding(frozenset("白鷺"), dataset(tmp_path))
    assert {where(place): held for place, held in found.items()} == {
        (PROSE, 4, 10): "白",
        (FILE, 2, 37): "鷺",
        (FILE, 3, 23): "白鷺",
    }


def test_of_a_page_only_the_texts_that_it_prints(tmp_path: Path) -> None:
    found = holding(frozenset("白鷺"), dataset(tmp_path), "<p>Egret <b>白鷺</b></p>")
    assert list(map(where, found)) == [(FILE, 3, 23)]


def test_a_finding_stands_at_each_text_with_its_characters_and_keeps_the_others(tmp_path: Path) -> None:
    chart = Place("data/kettles/charts.yaml", 2, 5)
    told = list(
        placed([unprintable("missing-glyph", "the font cannot print", "ж鷺", "help").at(chart)], dataset(tmp_path))
    )
    assert [(it.message, it.place and where(it.place)) for it in told] == [
        ("the font cannot print `鷺` (U+9DFA)", (FILE, 2, 37)),
        ("the font cannot print `鷺` (U+9DFA)", (FILE, 3, 23)),
        ("the font cannot print `ж` (U+0436)", where(chart)),
    ]


def test_a_finding_about_no_character_is_left_as_it_is(tmp_path: Path) -> None:
    finding = unprintable("missing-glyph", "the font cannot print", "ж", "help")
    assert list(placed([finding], dataset(tmp_path))) == [finding]
