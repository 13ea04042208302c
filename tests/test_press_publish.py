"""The gate of a web page: what it says is held against its evidence, and what is forged does not come out."""

import re
import tempfile
from dataclasses import replace
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from briefing.dataset import numerals
from briefing.diagnostics import Failure
from briefing.document.draft import Draft, drafted
from briefing.press import publish
from briefing.proof.withheld import Withheld
from briefing.text.read import parts, read_markdown, read_plain
from tests.composing import SHELF, composed, records
from tests.proving import NOTHING_KEPT, ORIGIN, RICH


@cache
def draft() -> Draft:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        dataset, facts = records(root, RICH)
        return drafted(composed(root, RICH), dataset, facts, NOTHING_KEPT)


@cache
def page() -> str:
    return publish.web_page(draft(), SHELF, ORIGIN).decode()


def found(text: str, kept: Withheld = NOTHING_KEPT) -> set[str]:
    try:
        publish.check(text, kept)
    except Failure as failure:
        return {finding.code for finding in failure.diagnostics}
    return set()


def forged(old: str, new: str) -> str:
    assert old in page()
    return page().replace(old, new, 1)


def test_a_page_as_it_was_built_holds() -> None:
    assert found(page()) == set()


def test_the_same_draft_makes_the_same_bytes() -> None:
    assert publish.web_page(draft(), SHELF, ORIGIN).decode() == page()


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("<p>The", "<p>All 4711 of them. The", "unproved-numeral"),
        ('aria-label="Contents"', 'aria-label="Contents in 4711 parts"', "unproved-numeral"),
        ('data-copied="Copied."', 'data-copied="Copied 4711 times."', "unproved-numeral"),
        ("<title>", "<title>4711 ", "unproved-numeral"),
        ('role="img" aria-label="', 'role="img" aria-label="4711 ', "chart-mismatch"),
        ("</p>", "</p><img alt='' src='https://example.org/a.png'>", "address-refused"),
        ('id="main"', 'id="h-evidence"', "duplicate-anchor"),
        ('href="#main"', 'href="#mian"', "dangling-link"),
    ],
)
def test_what_no_build_puts_there_is_found(old: str, new: str, code: str) -> None:
    assert {code, "edited-pdf"} <= found(forged(old, new))


def test_a_changed_figure_is_found_in_text_chart_and_entry() -> None:
    for pattern in (r'(<a class="n"[^>]*>)(\d[^<]*)(</a>)', r"(<text[^>]*>)(\d[^<]*)(</text>)"):
        text = re.sub(pattern, r"\g<1>4711\3", page(), count=1)
        assert found(text) & {"wrong-value", "chart-mismatch"}


def test_a_lost_entry_is_found() -> None:
    assert {"dangling-link", "proof-incomplete"} <= found(re.sub(r'id="e-heron\.boil-time\.post"', "", page()))


def test_what_a_reader_may_not_see_is_found_wherever_it_stands() -> None:
    kept = Withheld(frozenset(), frozenset({"The maker plans a quieter kettle."}))
    assert "withheld-content" in found(forged("<p>The", "<p>The maker plans a quieter kettle. The"), kept)
    assert "withheld-content" in found(forged("<title>", "<title>The maker plans a quieter kettle."), kept)


# --- text editions --------------------------------------------------------------------------------------------

READERS = {"md": read_markdown, "txt": read_plain}


@cache
def text(form: str) -> str:
    return publish.PUBLISHERS[form](draft(), SHELF, ORIGIN).decode()


def found_in(form: str, changed: str) -> set[str]:
    try:
        publish.check_text(READERS[form](changed), draft(), ORIGIN)
    except Failure as failure:
        return {finding.code for finding in failure.diagnostics}
    return set()


def printed_in(words: str) -> set[str]:
    """The numerals of a text."""
    return {numeral.text for numeral in numerals.literals(words)}


@pytest.mark.parametrize("form", READERS)
def test_a_text_as_it_was_built_holds(form: str) -> None:
    assert found_in(form, text(form)) == set()
    assert publish.PUBLISHERS[form](draft(), SHELF, ORIGIN).decode() == text(form)


@pytest.mark.parametrize("form", READERS)
def test_a_planted_number_is_found_in_a_text(form: str) -> None:
    assert found_in(form, text(form) + "\nAll 4711 of them.\n") == {"unproved-numeral"}
    assert found_in(form, "Seventeen more.\n\n" + text(form)) == {"unproved-numeral"}


@pytest.mark.parametrize("form", READERS)
def test_each_changed_figure_is_found_in_a_text(form: str) -> None:
    places = [numeral for numeral in numerals.literals(text(form)) if numeral.kind == "digits"]
    assert len(places) > 30
    escaped = []
    for numeral in places[::3]:
        changed = text(form)[: numeral.start] + "4711" + text(form)[numeral.end :]
        if not found_in(form, changed):
            escaped.append(text(form)[numeral.start - 20 : numeral.end + 10])
    assert escaped == []


@pytest.mark.parametrize("form", READERS)
def test_a_lost_figure_is_found_in_a_text(form: str) -> None:
    lines = text(form).splitlines()
    at = next(n for n, line in enumerate(lines) if "seconds" in line and printed_in(line))
    assert "proof-incomplete" in found_in(form, "\n".join(lines[:at] + lines[at + 1 :]))


def test_two_figures_in_each_others_places_are_found() -> None:
    printed = [it.text for it in draft().composition.text.emissions if it.ref and it.where == "link"]
    one, other, *_ = dict.fromkeys(words.replace("\xa0", " ") for words in printed if words.endswith("seconds"))
    swapped = text("md").replace(one, "\0").replace(other, one).replace("\0", other)
    assert "proof-incomplete" in found_in("md", swapped)


def test_the_markdown_has_the_headings_tables_and_figures_of_the_page() -> None:
    html = draft().composition.text.html
    headings = [re.sub(r"<[^>]+>", "", words) for words in re.findall(r"<h\d[^>]*>(.*?)</h\d>", html, re.DOTALL)]
    told = parts(text("md"))
    assert [part.text for part in told if part.kind == "heading"] == [plain_words(words) for words in headings]
    tables = re.findall(r"<table.*?</table>", html, re.DOTALL)
    sizes = [(table.count("<tr>"), table.partition("</tr>")[0].count("<th ")) for table in tables]
    assert [(len(part.rows), len(part.rows[0])) for part in told if part.kind == "table"] == sizes
    figures = [it.text for it in draft().composition.text.emissions if it.ref and it.where in ("link", "marked")]
    words = " ".join(" ".join((part.text, *(cell for row in part.rows for cell in row))) for part in told)
    assert [figure for figure in figures if plain_words(figure) not in words] == []


def plain_words(html: str) -> str:
    return " ".join(unescape(html).split())


def test_a_text_holds_nothing_that_its_reader_may_not_see() -> None:
    kept = replace(draft(), kept=Withheld(frozenset(), frozenset({"The maker plans a quieter kettle."})))
    with pytest.raises(Failure) as caught:
        publish.check_text(read_markdown(text("md") + "\nThe maker plans a quieter kettle.\n"), kept, ORIGIN)
    assert {finding.code for finding in caught.value.diagnostics} == {"withheld-content"}
