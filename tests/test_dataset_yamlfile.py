from decimal import Decimal
from typing import Any

import pytest
import yaml

from briefing.dataset import yamlfile, yamlvalues
from briefing.dataset.yamlfile import REFUSED, Document
from briefing.dataset.yamlvalues import MAX_DEPTH, MAX_SCALAR
from briefing.diagnostics import Place


@pytest.fixture(params=["CSafeLoader", "SafeLoader"], autouse=True)
def _both_parsers(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installation without libyaml reads files the same way."""
    for module in (yamlfile, yamlvalues):
        monkeypatch.setattr(module, "LOADER", getattr(yaml, request.param))


def read(text: str) -> Document:
    return yamlfile.read(text, "f.yaml")


def codes(text: str) -> list[str]:
    return [finding.code for finding in read(text).findings]


def test_a_document_becomes_plain_values() -> None:
    document = read("a: {b: 1.10, c: [NO, ~, 'x']}\nd: |\n  two\n  lines\n")
    assert document.findings == ()
    assert document.value == {"a": {"b": Decimal("1.10"), "c": ("NO", None, "x")}, "d": "two\nlines\n"}


def test_a_quoted_scalar_is_text_whatever_stands_in_it() -> None:
    assert read("""[ "010", '1e3', "true", '', "~", "<<" ]""").value == ("010", "1e3", "true", "", "~", "<<")


def test_a_key_is_text() -> None:
    assert read("{2026: a, true: b, 1.10: c, no: d}").value == {"2026": "a", "true": "b", "1.10": "c", "no": "d"}


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "---\n"])
def test_an_empty_file_is_none(text: str) -> None:
    assert read(text) == Document("f.yaml", None, read(text).spot) or read(text).value is None
    assert read(text).findings == ()


def test_places_count_characters_whatever_their_width() -> None:
    document = read("a: 😀é\r\nb: {c: '漢字', d: 1}\r\n")
    assert document.place(("a",)) == Place("f.yaml", 1, 4, 2)
    assert document.place(("b", "c")) == Place("f.yaml", 2, 8, 4)
    assert document.key_place(("b", "d")) == Place("f.yaml", 2, 14, 1)


def test_an_ambiguous_scalar_is_refused_and_the_rest_is_read() -> None:
    document = read("{a: 010, b: 2, c: 1_000}")
    assert document.value == {"a": REFUSED, "b": 2, "c": REFUSED}
    assert [(finding.code, finding.place) for finding in document.findings] == [
        ("ambiguous-scalar", Place("f.yaml", 1, 5, 3)),
        ("ambiguous-scalar", Place("f.yaml", 1, 19, 5)),
    ]


def test_of_a_key_given_twice_the_first_counts() -> None:
    document = read("a: 1\nb: 2\na: {c: 3}\n")
    assert document.value == {"a": 1, "b": 2}
    assert document.place(("a",)) == Place("f.yaml", 1, 4, 1)
    (finding,) = document.findings
    assert (finding.code, finding.place, finding.notes) == (
        "yaml-duplicate-key",
        Place("f.yaml", 3, 1, 1),
        ("first given on line 1",),
    )


def test_anchors_aliases_and_merges_are_all_found() -> None:
    document = read("a: &x {k: 1}\nb: *x\nc: {<<: *x, k: 2}\n")
    assert document.value == {"a": {"k": 1}, "b": REFUSED, "c": {"k": 2}}
    assert codes("a: &x {k: 1}\nb: *x\nc: {<<: *x, k: 2}\n") == ["yaml-alias"] * 4


def test_a_merge_bomb_costs_nothing() -> None:
    lines = ["a0: &a0 {k: v}"] + [f"a{n}: &a{n} [" + ", ".join([f"*a{n - 1}"] * 9) + "]" for n in range(1, 12)]
    assert set(codes("\n".join(lines))) == {"yaml-alias"}


def test_tagged_values_are_refused() -> None:
    document = read("{a: !!int 4, b: !!python/object:os.system [], c: ! x, !!str d: 1}")
    assert document.value == {"a": REFUSED, "b": REFUSED, "c": REFUSED, "d": 1}
    assert [finding.code for finding in document.findings] == ["yaml-tag"] * 4


@pytest.mark.parametrize("text", ["? [a]\n: b\n", "{[a]: b, c: d}", "{a: b}: c\n"])
def test_a_key_that_is_no_scalar_is_found(text: str) -> None:
    assert codes(text) == ["yaml-key"]


def test_what_follows_a_refused_key_is_read() -> None:
    assert read("{[a]: b, c: d}").value == {"c": "d"}


def test_a_second_document_is_refused() -> None:
    assert codes("a: 1\n---\nb: 2\n") == ["yaml-documents"]
    assert codes("---\na: 1\n...\n") == []


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "- - "])
def test_deep_nesting_is_refused(opening: str) -> None:
    document = read(opening * 30_000)
    assert document.value is REFUSED
    assert document.findings[-1].code in ("yaml-depth", "yaml-syntax")


def test_fifty_levels_are_read() -> None:
    assert codes("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert codes("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == ["yaml-depth"]


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_a_long_scalar_is_refused(quote: str) -> None:
    assert codes(f"a: {quote}{'x' * MAX_SCALAR}{quote}") == []
    document = read(f"a: {quote}{'x' * (MAX_SCALAR + 1)}{quote}\nb: 1\n")
    assert [finding.code for finding in document.findings] == ["yaml-scalar"]
    assert document.value == {"a": REFUSED, "b": 1}


def test_a_file_over_the_bound_is_refused() -> None:
    assert codes("#" * 10_000_001) == ["file-too-large"]


def test_a_file_of_too_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yamlfile, "MAX_VALUES", 10)
    assert codes("[" + "a, " * 9 + "]") == []
    assert codes("[" + "a, " * 10 + "]") == ["file-too-large"]


def test_findings_of_one_file_are_bounded() -> None:
    assert len(codes("- 010\n" * 1_000)) == 100


def test_control_characters_are_found_as_they_stand_and_as_escapes() -> None:
    document = read('a: "\\u0007"\nb: x\x07y\nc: "\\u00e9\\n"\n')
    assert document.value == {"a": REFUSED, "b": "x\ufffdy", "c": "é\n"}
    assert [finding.code for finding in document.findings] == ["control-character"] * 2


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("a: b: c\n", "a second `: ` in one value", (1, 5)),
        ("a:\n\tb: 1\n", "a tab stands where only spaces may", (2, 1)),
        ("a: @b\n", "a value cannot start with `@`", (1, 4)),
        ("a: [1, 2\nb: 3\n", "a list `[` is not closed", (2, 2)),
        ("a: 1\nb: {c: 1\n", "a mapping `{` is not closed", (2, 4)),
        ("a: 'b\n", "a quote is not closed", (1, 4)),
        ('- a: "b c\n  d: 1\n- a: "b: c"\n', "a quote is not closed", (1, 6)),
        ('a: ["b, c]\nd: "e f"\n', "a quote is not closed", (1, 5)),
        ("a: the owners' b\nc: 'd' e\n", "text goes on behind a closing quote", (2, 8)),
        ("a: {b: {c: #123}}\n", "a bare `#` starts a comment", (1, 12)),
        ("a:\n  - {b: #f, c: 1}\n  - {b: 2}\n", "a bare `#` starts a comment", (2, 9)),
        ("a: “b: c”\n", "typographic quotes do not hold a text together", (1, 4)),
        ("- {a: d, b: “b: c”, e: f}\n", "typographic quotes do not hold a text together", (1, 13)),
        ("- {a: ’b {{ n(\"c\") }}', e: 'f'}\n", "typographic quotes do not hold a text together", (1, 7)),
        ("a: [“b: c”: d, e]\n", "typographic quotes do not hold a text together", (1, 5)),
        ("a: 1\nb\nc: 2\n", "a line without `:`", (2, 1)),
        ("b\nc: 2\n", "a line without `:`", (1, 1)),
        ("a: 1\nb:2\nc: 2\n", "a colon without a space behind it", (2, 1)),
        ("a:1\nb: 2\n", "a colon without a space behind it", (1, 1)),
        ("a: 1\nb:\n  -{c: 1, d: 2}\n", "a dash without a space behind it", (3, 3)),
        ("a: 1\nb:\n\u00a0 - {c: 1, d: 2}\n", "a no-break space stands where only a plain one may", (3, 1)),
        ("- a: 1\n    b: 2\n", "this is indented deeper than the keys above it", (2, 5)),
        ("- a: 1, b: 2\n", "several keys stand on one line", (1, 10)),
        ("a: it is 1, so: b\n", "several keys stand on one line", (1, 15)),
        ("a: > b\n  c\n", "text stands beside the sign of a block of text", (1, 6)),
        ("a: - b\n", "a list begins on the line of its key", (1, 4)),
        ("a: b\n}\n", "`}` closes nothing", (2, 1)),
        ("- a\nb: 1\n", None, (2, 1)),
        ("a: }\n", "a value is missing here", (1, 4)),
    ],
)
def test_a_syntax_error_says_what_a_writer_did(text: str, message: str | None, place: tuple[int, int]) -> None:
    document = read(text)
    assert document.value is REFUSED
    (finding,) = document.findings
    assert finding.code == "yaml-syntax"
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == place
    assert message in (None, finding.message)
    assert finding.help


@pytest.mark.parametrize("rest", ["", " it is", " and {{ b }}"])
def test_a_template_without_quotes_is_one_finding(rest: str) -> None:
    (finding,) = read(f"a: 1\nb: {{{{ name('x') }}}}{rest}\n").findings
    assert (finding.code, finding.help) == ("yaml-key", "put all of it into quotes")
    assert finding.place
    assert finding.place.line == 2


@pytest.mark.parametrize(
    ("text", "item"),
    [("a:\n  - b: 1\n    c: 2\n    b: 3\n", True), ("- {b: 1, b: 2}\n", False), ("b: 1\nb: 2\n", False)],
)
def test_a_first_key_given_again_below_may_begin_an_item_that_lacks_its_dash(text: str, item: bool) -> None:
    (finding,) = read(text).findings
    assert (finding.help == "delete one of them, or begin another item here with `- `") is item


def test_findings_before_a_syntax_error_are_kept() -> None:
    assert codes("a: 010\nb: c: d\n") == ["ambiguous-scalar", "yaml-syntax"]


def test_places_of_a_large_file_are_exact() -> None:
    document = read("claims:\n" + "".join(f"  - {{lines: {n}, value: 1.50}}\n" for n in range(1, 2_001)))
    value: Any = document.value
    assert value["claims"][1_999] == {"lines": 2_000, "value": Decimal("1.50")}
    assert document.place(("claims", 1_999, "value")) == Place("f.yaml", 2_001, 26, 4)
