from collections.abc import Iterable

import pytest

from briefing.dataset.brand import Brand
from briefing.dataset.model import Audience, ClaimEntry, Event, Gap, Measure, SetAside, Source, Topic
from briefing.dataset.record import Record
from briefing.dataset.specs import FactsTable, GapsChart, RankedChart
from briefing.dataset.validate import validate
from briefing.dataset.yamlfile import read
from briefing.diagnostics import Diagnostic


def findings(model: type[Record], text: str) -> tuple[Diagnostic, ...]:
    document = read(text, "f")
    return validate(model, document.value, document.place())[1]


def shown(found: Iterable[Diagnostic]) -> set[tuple[str, str, str]]:
    """Code, message and what is underlined."""
    return {(f.code, f.message, f"{f.place.line}:{f.place.column}+{f.place.width}") for f in found if f.place}


def test_a_record_knows_its_places() -> None:
    document = read("id: a\nkind: ranked\ntitle: T\npick: {measure: x, with: {by: y}}\n", "f")
    record, found = validate(RankedChart, document.value, document.place())
    assert found == ()
    assert record is not None
    assert record.at("pick", "with", "by") == document.place(("pick", "with", "by"))
    assert record.key_at("pick", "with", "by") == document.key_place(("pick", "with", "by"))
    assert record.pick.at("measure") == document.place(("pick", "measure"))
    assert record.place == document.place()


def test_all_findings_of_a_record_come_at_once() -> None:
    found = findings(Topic, "title: 5\nsumary: x\nfocus: Muse Spark\nvendor: [a]\n")
    assert shown(found) == {
        ("missing-key", "`summary` is missing", "1:1+8"),
        ("wrong-type", "`title` is the number 5, but text is wanted", "1:8+1"),
        ("unknown-key", "`sumary` is not a key that is known here", "2:1+6"),
        ("bad-id", "`Muse Spark` is not an id", "3:8+10"),
        ("wrong-type", "`vendor` is a list, but text is wanted", "4:9+3"),
    }


def test_branches_of_a_union_are_one_finding() -> None:
    found = findings(ClaimEntry, "{lines: 1, measure: m, value: [1], values: {a: {}, b: true}}")
    assert shown(found) == {
        ("wrong-type", "`value` is a list, but a number or text is wanted", "1:31+3"),
        ("wrong-type", "`a` is a mapping, but a number or text is wanted", "1:48+2"),
        ("wrong-type", "`b` is `true`, but a number or text is wanted", "1:55+4"),
    }


def test_keys_missing_from_one_mapping_are_one_finding() -> None:
    (found,) = findings(Gap, "known: x\n")
    assert found.message == "`id`, `question` are missing"
    assert found.help == "add `id: …` and `question: …`"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("{lines: 1, measure: m, valeu: 3}", "did you mean `value`?"),
        ("{lines: 1, measure: m, value: 1,427}", "a comma ends a value inside `{}`"),
        ("{lines: 1, measure: m, reason: “so, too”}", "typographic quotes do not hold a text together"),
        ("{lines: 1, measure: m, value:3}", "put a space after the colon"),
        ("{lines: 1, measure: m, place: 3}", None),
        ("{lines: 1, measure: m, spot: 3}", None),
        ("{lines: 1, measure: m, qualifiers: {}}", None),
    ],
)
def test_an_unknown_key_comes_with_what_to_do(text: str, advice: str | None) -> None:
    (found,) = findings(ClaimEntry, text)
    assert found.code == "unknown-key"
    assert "`with`" in found.notes[0]
    assert "`spot`" not in found.notes[0]
    assert (found.help or "").startswith(advice or "")


def test_keys_of_inner_records_are_known() -> None:
    text = "{id: a, kind: gaps, title: T, rows: [{measure: m, wiht: {}}]}"
    (found,) = findings(GapsChart, text)
    assert found.notes == ("known keys: `measure`, `with`, `label`",)
    assert found.help == "did you mean `with`?"


@pytest.mark.parametrize(
    ("model", "text", "code", "message"),
    [
        (Measure, "zero: yes", "wrong-type", "`zero` is the text `yes`, but true or false is wanted"),
        (Measure, "zero: 1", "wrong-type", "`zero` is the number 1, but true or false is wanted"),
        (Measure, "scale: [0]", "bad-value", "`scale` cannot be a list"),
        (Measure, "scale: [0, 1, 2]", "bad-value", "`scale` cannot be a list"),
        (Measure, "scale: [0, 1.5]", "wrong-type", "item 2 of `scale` is the number 1.5, but a whole number is wanted"),
        (Measure, "terms: {A: b}", "bad-id", "`A` is not an id"),
        (Measure, "terms: {a: }", "wrong-type", "`a` is empty, but text is wanted"),
        (Measure, "terms: [a]", "wrong-type", "`terms` is a list, but a mapping is wanted"),
        (Measure, "aliases: 4", "wrong-type", "`aliases` is the number 4, but text is wanted"),
        (Measure, "aliases: ['']", "bad-value", "item 1 of `aliases` is empty"),
        (Measure, "direction: up", "bad-value", "`direction` cannot be `up`"),
        (Measure, "qualifiers: [a, 3]", "wrong-type", "item 2 of `qualifiers` is the number 3, but text is wanted"),
    ],
)
def test_messages_are_in_a_writers_words(model: type[Record], text: str, code: str, message: str) -> None:
    (found,) = findings(model, f"id: a\nname: A\n{text}\n")
    assert (found.code, found.message) == (code, message)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("published: 2026-02-30", "impossible-date"),
        ("published: 2026-Q5", "impossible-date"),
        ("published: April", "impossible-date"),
        ("published: 26.4", "impossible-date"),
        ("lines: 0", "bad-value"),
        ("lines: 2.5", "wrong-type"),
        ("sha256: abc", "bad-value"),
    ],
)
def test_a_source_is_checked(text: str, code: str) -> None:
    whole = {"id": "a", "label": "A", "title": "T", "published": "2026", "kind": "press", "archive": "a.txt"}
    whole |= {"sha256": "0" * 64, "lines": "5"}
    key, value = text.split(": ")
    source = "\n".join(f"{k}: {v}" for k, v in {**whole, key: value}.items())
    (found,) = findings(Source, source.replace("0" * 64, f"'{'0' * 64}'"))
    assert found.code == code


@pytest.mark.parametrize("lines", ["0", "5-3", "1-", "a", "-1", "1.5", "true", "[1, 2]"])
def test_lines_are_a_number_or_a_range(lines: str) -> None:
    assert [f.code for f in findings(ClaimEntry, f"{{lines: {lines}, measure: m}}")] == ["bad-lines"]


def test_an_empty_list_is_named_but_not_one_whose_items_are_wrong() -> None:
    assert [f.code for f in findings(Event, "{id: a, title: T, dates: []}")] == ["bad-value"]
    assert [f.code for f in findings(Event, "{id: a, title: T, dates: [{lines: 1}]}")] == ["missing-key"]


def test_one_text_stands_for_a_list_of_one() -> None:
    document = read("{id: a, kind: facts, title: T, facts: [a/b]}", "f")
    assert validate(FactsTable, document.value, document.place())[1] == ()
    assert [f.code for f in findings(FactsTable, "{id: a, kind: facts, title: T, facts: [a]}")] == ["bad-id"]


def test_what_was_refused_before_is_not_found_again() -> None:
    assert findings(Topic, "{title: 010, summary: s, focus: f}") == ()
    assert findings(Topic, "{<<: *x, title: T}") == ()
    assert findings(Topic, "a: 1\n---\nb: 2\n") == ()


@pytest.mark.parametrize(
    ("model", "text", "advice"),
    [
        (Brand, "fonts: {text: Arial}", "write its keys: `{name: …, files: …}`"),
        (Brand, "logo: logo.svg", "write its keys: `{file: …, alt: …}`"),
        (Brand, "{name:\u00a0Wading and Sons}", "put a plain space after the colon: a no-break space stands there"),
        (SetAside, "{lines: 3, text: 640, reason: R}", 'quote it: `"640"`'),
        (SetAside, "{lines: 3, text: [6.40], reason: R}", 'quote it: `"6.40"`'),
        (Gap, "{id: Größe, question: Q}", "did you mean `grosse`?"),
        (Measure, "{id: a, name: A, terms: b}", "write `key: value`"),
        (Measure, "{id: a, name: A, scale: [0, '100']}", "take the quotes away: `100`"),
    ],
)
def test_what_to_do_fits_what_was_written(model: type[Record], text: str, advice: str) -> None:
    (found,) = findings(model, text)
    assert found.help == advice


def test_a_long_value_is_shown_in_part() -> None:
    (found,) = findings(Gap, f"{{id: {'A' * 5_000}, question: Q}}")
    assert len(found.message) < 100


@pytest.mark.parametrize("text", ["[a]", "''", "5", "true"])
def test_a_file_that_is_no_mapping(text: str) -> None:
    assert [f.code for f in findings(Audience, text)] == ["wrong-type"]
