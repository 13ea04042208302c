"""The gate of a web page: what it says is held against its evidence, and what is forged does not come out."""

import re
import tempfile
from functools import cache
from pathlib import Path

import pytest

from briefing.diagnostics import Failure
from briefing.document import publish
from briefing.document.draft import Draft, drafted
from briefing.document.withheld import Withheld
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
