"""The gallery in docs/ is what the code makes now, with every kind of chart in it."""

import re
from typing import get_args
from xml.etree import ElementTree as ET

import pytest

from briefing.charts.drawing import KINDS
from briefing.dataset.specs import ChartSpec
from tools.gallery import ABOUT, PAGE, ROOT, pages

MADE = pages()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("name", MADE)
def test_what_is_committed_is_what_the_code_makes(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8") == MADE[name], "run `make gallery`"


def test_no_picture_is_left_over() -> None:
    folder = ROOT / "docs" / "gallery"
    assert {f"docs/gallery/{path.name}" for path in folder.iterdir()} | {PAGE} == set(MADE)


def test_every_kind_is_shown_and_said_what_it_is_for() -> None:
    assert set(ABOUT) == set(KINDS)
    assert re.findall(r"^## `(\w+)`$", MADE[PAGE], re.MULTILINE) == list(KINDS)


def test_every_key_of_a_spec_is_in_its_table() -> None:
    common = {"id", "title", "note", "kind", "place", "spot"}
    for model in get_args(get_args(ChartSpec)[0]):
        (kind,) = get_args(model.model_fields["kind"].annotation)
        section = MADE[PAGE].split(f"## `{kind}`")[1].split("\n## ")[0]
        assert set(re.findall(r"^\| `(\w+)`", section, re.MULTILINE)) == model.model_fields.keys() - common


@pytest.mark.parametrize("name", [name for name in MADE if name.endswith(".svg")])
def test_a_picture_stands_on_white_and_keeps_its_widths_in_any_font(name: str) -> None:
    root = ET.fromstring(MADE[name])
    ground = root[0]
    assert (ground.tag, ground.get("fill")) == (f"{SVG}rect", "#ffffff")
    assert root.attrib["viewBox"].split() == [ground.attrib[side] for side in ("x", "y", "width", "height")]
    texts = list(root.iter(f"{SVG}text"))
    assert texts
    assert all(float(text.attrib["textLength"]) > 0 for text in texts)
    assert all("sans-serif" in text.attrib["style"] for text in texts)
