"""The one file of a web page: nothing beside it is needed, and its charts follow the colours of the page."""

import base64
import hashlib
import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from briefing.building import pipeline
from briefing.diagnostics import Failure
from briefing.document.compose import Composition
from briefing.shelf import Folder, Shelf
from briefing.style.look import House, shades
from briefing.web import page as web
from briefing.web.read import read_html
from briefing.web.screen import dark, web_variables
from tests.branding import branded
from tests.composing import SHELF, TEMPLATES, composed
from tests.projects import TINY, TOPIC
from tests.proving import RICH


@cache
def composition() -> Composition:
    with TemporaryDirectory() as folder:
        return composed(Path(folder) / "project", RICH)


@cache
def page() -> str:
    return web.page(composition(), SHELF)


def test_the_same_figures_are_printed_on_paper_and_on_a_screen() -> None:
    paper, screen = composition().emissions, composition().web.emissions
    assert len(paper) == len(screen) > 20
    assert sorted(map(str, paper)) == sorted(map(str, screen))


def test_the_policy_lets_in_the_style_and_the_script_of_the_page_alone() -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page())
    assert policy
    for element in ("style", "script"):
        inner = re.search(rf"<{element}>(.*?)</{element}>", page(), re.DOTALL)
        assert inner
        fingerprint = base64.b64encode(hashlib.sha256(inner[1].encode()).digest()).decode()
        assert f"{element}-src 'sha256-{fingerprint}'" in policy[1]
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]
    assert " style=" not in page().partition("</style>")[2]  # the policy would refuse it


def test_charts_keep_their_texts_and_take_their_colours_from_the_page() -> None:
    charts = re.findall(r"<svg.*?</svg>", page(), re.DOTALL)
    assert len(charts) == len(composition().drawings)
    assert [found for chart in charts for found in re.findall(r"#[0-9a-f]{6}", chart)] == []
    rules = re.findall(r"\.k\d+ \{ (.*?) \}", page())
    assert rules
    assert [rule for rule in rules if re.search(r"#[0-9a-f]{6}", rule)] == []
    pictures = read_html(page()).reading.pictures
    for picture, drawing in zip(pictures, composition().drawings.values(), strict=True):
        assert [run.text for run in picture.labels] == [" ".join(label.text.split()) for label in drawing.labels]


def test_data_stand_below_each_chart() -> None:
    for key in composition().drawings:
        figure = re.search(rf'<figure class="chart" id="c-{key}">.*?</figure>', page(), re.DOTALL)
        assert figure
        assert f'<table id="t-{key}"' in figure[0]


def test_evidence_cannot_break_out_of_its_element() -> None:
    told = {"a": "</script><script>go()</script><!--", "b": "\u2028"}
    attached = web.attach(page(), told)
    assert attached.count("</script>") == page().count("</script>")
    content = read_html(attached).reading.attachments["evidence.json"].content.decode()
    assert json.loads(content) == told


def test_a_missing_style_sheet_is_told(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    with pytest.raises(Failure) as caught:
        web.page(composition(), Shelf((Folder(tmp_path, "templates"),)))
    assert caught.value.diagnostics[0].code == "unknown-template"
    assert (TEMPLATES / web.STYLE).is_file()


def test_shades_of_a_heat_table_follow_a_dark_page() -> None:
    style = House().look("teal")
    variables, (_, second, *_) = web._variables(style), shades(style)
    assert variables[second] == "var(--shade-1)"
    assert f"--shade-1: {shades(dark(style))[1]};" in web_variables(style)


def test_a_page_speaks_the_language_of_its_reader(tmp_path: Path) -> None:
    audience = (TINY / "data" / TOPIC / "audiences/buyer.yaml").read_text()
    german = composed(tmp_path, {**RICH, "audiences/buyer.yaml": f"{audience.rstrip()}\nlang: de\n"})
    html = german.web.html
    assert '<html lang="de">' in html
    frame = html.partition("<main")[0] + html.partition("</main>")[2]
    assert [
        words for words in ("Zum Text springen", "Inhalt", "Schließen", "Als Zitat kopieren") if words not in frame
    ] == []
    assert [words for words in ("Contents", "Close", "Copy", "Sources", "figure") if f">{words}" in frame] == []


def test_a_brand_is_on_the_page_too(tmp_path: Path) -> None:
    project = branded(tmp_path)
    forms = ("html", "md", "txt")
    made = pipeline.companions(project, pipeline.sound(project, TOPIC), "buyer", forms)
    html, md, txt = (companion.content.decode() for companion in made)
    assert re.search(
        r'<img src="data:image/svg\+xml;base64,[^"]+" alt="A red triangle of 1862 beside two lines">', html
    )
    assert "Wading &amp; Sons 1862" in html
    assert "--accent: #8f1d2c;" in html
    assert "font-family: 'DejaVu Serif'" in html
    assert "Wading & Sons 1862" in md
    assert "Wading & Sons 1862" in txt


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<meta http-equiv="Content-Security-Policy" content="{{ embed("policy") }}">', ""),
        ('<meta charset="utf-8">', "<script>alert()</script>"),
        ("<head>", "<head><!-- "),
        ("<!DOCTYPE html>", "<!DOCTYPE html><title><html><head>"),
    ],
)
def test_no_template_takes_the_policy_from_a_page(tmp_path: Path, old: str, new: str) -> None:
    frame = (TEMPLATES / "frames/web.html.j2").read_text()
    assert old in frame
    (tmp_path / "own/frames").mkdir(parents=True)
    (tmp_path / "own/frames/web.html.j2").write_text(frame.replace(old, new))
    shelf = Shelf((Folder(tmp_path / "own", "own"), *SHELF.folders))
    with pytest.raises(Failure, match="does not begin with its policy"):
        web.page(composed(tmp_path / "project", RICH, shelf), shelf)
