"""Styles that would take the renderer for ever are told before it is asked; all others pass."""

import pytest

from briefing.diagnostics import Diagnostic, Failure
from briefing.pdf.stylebounds import Bounds, inline
from tests.composing import SHELF
from tests.test_pdf_render import made

DOUBLED = "".join(f"--a{n}: var(--a{n - 1}) var(--a{n - 1});" for n in range(1, 31))


def found(*texts: str) -> list[Diagnostic]:
    bounds = Bounds()
    return [finding for text in texts for finding in bounds.findings(text, "a.css")]


@pytest.mark.parametrize(
    "style",
    [
        f":root {{ --a0: 1px; {DOUBLED} }} p {{ margin: var(--a30) }}",
        f"p {{ --a0: 1px; {DOUBLED} }}",
        ":root { " + DOUBLED.replace("var(", "v\\61r(") + " --a0: 1px }",
        ":root { --a: var(--b); --b: var(--a) }",
        ":root { " + "".join(f"--a{n}: var(--a{n + 1});" for n in range(3000)) + "}",
        ":root { --a: {" + "1px " * 200 + "} } p { margin: " + "var(--a) " * 60 + "}",
        "p { width: " + "calc(" * 500 + "1px" + ")" * 500 + "}",
        "p { margin: " + "var(--x, " * 500 + "1px" + ")" * 500 + "}",
        ":is(" * 500 + "p" + ")" * 500 + "{ color: red }",
        ",".join(f".a{n}" for n in range(20_000)) + "{ color: red }",
        "p { background: linear-gradient(" + "red, blue, " * 10_000 + "red) }",
        "p { display: grid; grid-template-columns: repeat(10000000, 1fr) }",
        "p { display: grid } p { GRID-row: 1 / 100000000 }",
        "p { tab-size: 100000000 }",
        "p { --n: 100000000; grid-row: var(--n) }",
        "p { --m: 100000000; --n: var(--m); tab-size: var(--n) }",
    ],
)
def test_what_the_renderer_could_not_end_is_too_complex(style: str) -> None:
    assert {finding.code for finding in found(style)} == {"style-too-complex"}
    with pytest.raises(Failure) as caught:
        made("<p>a</p>", style)
    assert {finding.code for finding in caught.value.diagnostics} == {"style-too-complex"}


def test_a_large_number_is_refused_where_a_grid_is_told_of_it_and_nowhere_else() -> None:
    many, grid = "p { --n: 9999; z-index: var(--n) }", "div { grid-row: var(--n) }"
    assert found(many, "div { --m: 2; grid-row: var(--m) }") == []
    assert found(many, grid) != []
    assert found(grid, many) != []


@pytest.mark.parametrize(
    "body",
    [
        "<table><tr><td colspan=100000000>a</td></tr></table>",
        "<table><tr><td title='>'\nColSpan = ' 1&#48;0000000'>a</td></tr></table>",
        "<table><col span='&#32;10_000_000'><tr><td>a</td></tr></table>",
        "<p style='font-size: 1e9pt'>a</p>",
    ],
)
def test_a_page_that_the_renderer_could_not_end_is_too_complex(body: str) -> None:
    with pytest.raises(Failure) as caught:
        made(body)
    assert {finding.code for finding in caught.value.diagnostics} == {"style-too-complex"}


def test_styles_in_a_page_are_found_in_one_go() -> None:
    assert inline("<style>" * 50_000)
    assert inline("<style " * 50_000) == ""


def test_it_is_told_at_its_place_and_not_a_thousand_times() -> None:
    findings = found(f"\n:root {{ --a0: 1px;\n{DOUBLED} }}")
    assert findings[0].place
    assert (findings[0].place.file, findings[0].place.line) == ("a.css", 3)
    assert len(findings) == 20
    assert len(found("p { width: " + "(" * 40 + ")" * 40 + "} " * 100)) == 1


def test_variables_may_be_set_in_another_sheet_or_in_the_page() -> None:
    first, last = DOUBLED[: len(DOUBLED) // 2], DOUBLED[len(DOUBLED) // 2 :]
    assert found(f":root {{ --a0: 1px; {first} }}", f":root {{ {last} }}")
    with pytest.raises(Failure) as caught:
        made(f'<p style="--a0: 1px;{DOUBLED.replace("--", "&#45;-")}">a</p>')
    assert {finding.code for finding in caught.value.diagnostics} == {"style-too-complex"}
    assert "--b: 2" in inline("<style>p { --b: 2 }</style><p>")


def test_a_sheet_that_another_asks_for_is_looked_through_too() -> None:
    given = {"styles/more.css": f":root {{ --a0: 1px; {DOUBLED} }} p {{ margin: var(--a30) }}".encode()}
    with pytest.raises(Failure) as caught:
        made("<p>a</p>", '@import "template:styles/more.css"; ', files=given.get)
    assert "style-too-complex" in {finding.code for finding in caught.value.diagnostics}


def test_selectors_and_pages_that_are_too_deep_for_the_renderer_are_a_finding() -> None:
    for body, style in (("<p>a</p>", "p " * 5000 + "{ color: red }"), ("<div>" * 3000, "")):
        with pytest.raises(Failure) as caught:
            made(body, style)
        assert [finding.code for finding in caught.value.diagnostics] == ["style-too-complex"]


def test_our_own_styles_are_far_from_the_bounds() -> None:
    names = ("page", "text", "exhibits", "evidence")
    sheets = [sheet.text for name in names if (sheet := SHELF.sheet(f"styles/{name}.css"))]
    assert len(sheets) == len(names)
    assert found(*sheets * 5) == []


def test_what_is_repeated_counts_again_and_again() -> None:
    (finding,) = found("p { grid-template-columns: repeat(1000, 1fr 1fr 1fr 1fr 1fr 1fr) }")
    assert finding.message == "the style has more than 10,000 parts in one declaration or selector"
