"""Web pages that would take hours to read are refused, and what a build makes is far from that."""

from pathlib import Path

import pytest

from briefing.diagnostics import Failure
from briefing.web import parse as parsing
from briefing.web.parse import parse
from briefing.web.read import read_html


def refused(body: str) -> tuple[str, str]:
    with pytest.raises(Failure) as caught:
        parse(f"<!DOCTYPE html><title>A</title><body>{body}")
    return caught.value.diagnostics[0].code, caught.value.diagnostics[0].message


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<div>" * 20_000, "deep"),
        ("<p>" + "<b><i>" * 200, "deep"),
        ("".join(f"<p><b class=a{number}></p>" for number in range(20_000)), "deep"),
        (f"<p {' '.join(f'a{number}=b' for number in range(10_000))}>", "attributes"),
        (f"<!--{'-' * 1_000_000}-->", "mistakes"),
        ("\x01" * 100_000, "mistakes"),
        (f"<p>&#{'9' * 5_000};", "broken"),
    ],
    ids=["elements", "formats", "formats left open", "attributes", "comment", "control characters", "number"],
)
def test_what_no_build_makes_is_not_read_on(body: str, told: str) -> None:
    code, message = refused(body)
    assert code == "not-ours"
    assert told in message


@pytest.mark.parametrize(
    "body",
    [
        f"<!--{'-a' * 2_000_000}-->",
        "&" * 3_000_000,
        f"<p title='{'x' * 3_000_000}{'&' * 300_000}'>",
        f"<{'a1' * 2_000_000}>",
        f"<p {'1' * 4_000_000}>",
        "<br>" * 5_000 + "<table>" + "x <tr>" * 300_000,
        "a" * 30_000_001,
    ],
    ids=["comment", "ampersands", "attribute", "name", "name of an attribute", "beside cells", "characters"],
)
def test_what_takes_too_long_is_not_read_on(body: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsing._Tokenizer, "left", parsing.STEPS // 20)
    assert refused(body)[0] == "file-too-large"


def test_a_table_of_many_rows_is_read() -> None:
    rows = "<tr><th scope=row id='r'>Item amber<td><a class=fact href='#e-a'>4 points</a><td>&lt; 5" * 5_000
    assert len(read_html(f"<!DOCTYPE html><table>{rows}</table>").reading.blocks) == 15_000


def test_charts_in_charts_are_read_once() -> None:
    body = "<svg>" * 40 + "<text>" * 40 + "<tspan>4</tspan>" * 2_000
    (picture,) = read_html(f"<!DOCTYPE html><body>{body}").reading.pictures
    assert [len(run.text) for run in picture.labels] == [2_000]


def test_a_page_is_never_taken_for_the_path_of_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("<!doctype html>").write_text("secret", "utf-8")
    assert "".join(parse("<!doctype html>").itertext()) == ""
