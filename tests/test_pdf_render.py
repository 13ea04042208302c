from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.diagnostics import Diagnostic, Failure, Place
from briefing.pdf.pages import Pages
from briefing.pdf.render import render
from briefing.shelf import Folder, Sheet, Shelf
from briefing.style.look import SANS, SERIF
from tests.composing import SHELF, composed, rendered

STYLE = "body { font-family: 'Source Serif Pro' }\n"
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'


def made(
    body: str,
    style: str = "",
    images: dict[str, bytes] | None = None,
    files: Callable[[str], bytes | None] = lambda _: None,
) -> Pages:
    html = f'<!DOCTYPE html><html lang="en"><head><title>T</title></head><body><h1>T</h1>{body}</body></html>'
    return render(
        html,
        [Sheet(style + STYLE if style.startswith("@import") else STYLE + style, "styles/page.css")],
        images or {},
        files,
        (SANS, SERIF),
    )


def refused(body: str, style: str = "", images: dict[str, bytes] | None = None) -> tuple[Diagnostic, ...]:
    with pytest.raises(Failure) as caught:
        made(body, style, images)
    return caught.value.diagnostics


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<img src="http://example.org/a.png" alt="a">', "address-refused"),
        ('<img src="file:///etc/passwd" alt="a">', "address-refused"),
        ('<img src="a.png" alt="a">', "address-refused"),
        ('<img src="chart:no.svg" alt="a">', "missing-image"),
        ('<img src="template:no.png" alt="a">', "missing-image"),
        ('<img src="chart:broken.svg" alt="a">', "broken-image"),
        ('<img src="chart:good.svg">', "missing-alt"),
        ('<img src="chart:reaching.svg" alt="a">', "address-refused"),
        ('<a href="#nowhere">a</a>', "dangling-link"),
        ('<p id="a">a</p><p id="a">b</p>', "duplicate-anchor"),
        ("<p>中</p>", "missing-glyph"),
        ('<p id="a" style="display: none">a</p>', "content-lost"),
        ('<link rel="stylesheet" href="http://example.org/a.css">', "address-refused"),
        ('<link rel="attachment" href="file:///etc/passwd">', "address-refused"),
    ],
)
def test_what_would_be_missing_or_reach_out_stops_it(body: str, code: str) -> None:
    reaching = PICTURE.replace(b"<rect", b'<image href="file:///etc/passwd" width="9" height="9"/><rect')
    images = {"good.svg": PICTURE, "broken.svg": b"<svg", "reaching.svg": reaching}
    assert code in [finding.code for finding in refused(body, images=images)]


def test_a_style_that_is_ignored_is_found_on_its_line() -> None:
    (finding,) = refused("", "\np { colr: red }")
    assert finding.code == "css-ignored"
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("styles/page.css", 3)


def test_styles_reach_nothing_outside() -> None:
    assert {it.code for it in refused("<p>a</p>", "p { background: url(file:///etc/passwd) }")} == {"address-refused"}


def test_a_font_address_reads_no_file_of_the_machine(tmp_path: Path) -> None:
    picture = tmp_path / "private.svg"
    picture.write_bytes(PICTURE)
    for body, style in (
        (f'<img src="font:{picture}" alt="a">', ""),
        ("<p>a</p>", f"p {{ background: url('font:{picture}') }}"),
        ("<p>a</p>", f"@font-face {{ font-family: x; src: url('font:{picture}') }} p {{ font-family: x }}"),
    ):
        assert "address-refused" in [it.code for it in refused(body, style)]


def test_all_findings_come_at_once() -> None:
    codes = {it.code for it in refused('<p>中</p><a href="#no">a</a>', "p { colr: red }")}
    assert codes == {"css-ignored", "dangling-link", "missing-glyph"}


def test_the_missing_characters_are_named() -> None:
    (finding,) = refused("<p>a中b</p>")
    assert finding.message == "the fonts of the page cannot print `中` (U+4E2D)"


def test_the_small_project_renders_without_a_word(tmp_path: Path) -> None:
    result = rendered(composed(tmp_path))
    assert result.findings == ()
    assert result.count >= 3


NOTE = "It is fast.{{ note('It took ' ~ n('heron/boil-time/post') ~ ' in the test of the paper.') }} "
PROSE = "The kettle was on the table with the others and nobody looked at it for a while. " * 8
NOTED = {"narrative/buyer.md": "## A\n\n" + "\n\n".join([PROSE + NOTE] * 12) + "\n"}


def test_each_footnote_reaches_its_page(tmp_path: Path) -> None:
    assert rendered(composed(tmp_path, NOTED)).count >= 5  # a lost one would be `content-lost`


def test_a_lost_footnote_is_found(tmp_path: Path) -> None:
    composition = composed(tmp_path, NOTED)
    losing = Sheet("@page { @footnote { border-top: 0.5pt solid; margin-top: 8pt } }", "styles/losing.css")
    with pytest.raises(Failure) as caught:
        render(composition.html, (*composition.sheets, losing), composition.images, SHELF.data, (SANS, SERIF))
    assert {it.code for it in caught.value.diagnostics} == {"content-lost"}


def test_what_is_wrong_with_a_file_of_the_templates_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>")
    html = '<!DOCTYPE html><html lang="en"><title>T</title><h1>T</h1><img alt="a" src="template:a.svg"></html>'
    files = Shelf((Folder(tmp_path, "templates"),)).data
    with pytest.raises(Failure) as caught:
        render(html, [Sheet(STYLE, "styles/page.css")], {}, files, (SANS, SERIF))
    found = [(it.code, it.place) for it in caught.value.diagnostics]
    assert found == [("broken-image", Place("templates/a.svg"))]


@pytest.mark.parametrize(
    "body", ["<svg><g id='a'/><use href='#a'/></svg>", "<svg xmlns:b='x'><b:use href='#a'/></svg>"]
)
def test_a_drawing_in_the_page_itself_repeats_nothing(body: str) -> None:
    assert "broken-image" in {it.code for it in refused(body)}
