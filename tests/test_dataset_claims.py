from decimal import Decimal

import pytest

from briefing.dataset.claims import from_date, from_entry, unique
from briefing.dataset.facts import Claim
from briefing.dataset.model import ClaimEntry, Event, Measure
from briefing.dataset.validate import validate
from briefing.dataset.values import Hedge, Quantity, Term, parse_date
from briefing.dataset.yamlfile import read
from briefing.diagnostics import Diagnostic, Place

MEASURES = {
    measure.id: measure
    for measure in (
        Measure(id="score", name="Score", unit="points", qualifiers=("by", "mode")),
        Measure(id="place", name="Place", kind="rank"),
        Measure(id="date", name="Date", kind="date"),
        Measure(id="licence", name="Licence", kind="term", terms={"open": "open", "closed": "closed"}),
        Measure(id="input", name="Input", kind="term", terms={"voice": "voice", "text": "text"}, multiple=True),
    )
}


def claims(text: str) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]]:
    document = read(text, "f")
    entry, findings = validate(ClaimEntry, document.value, document.place())
    assert entry is not None, findings
    return from_entry(entry, MEASURES)


def claim(text: str) -> Claim:
    (found,), findings = claims(f"{{source: post, lines: 12-14, {text}}}")
    assert findings == ()
    return found


def finding(text: str) -> Diagnostic:
    found, (first,) = claims(f"{{source: post, lines: 3, {text}}}")
    assert found == ()
    return first


def test_a_claim_says_what_its_entry_says() -> None:
    one = claim("subject: heron, measure: score, with: {mode: fast, by: post}, value: 42.50, hedge: about, note: N")
    assert one.id == "post/L12/heron/score/post/fast"
    assert one.fact == "heron/score/post/fast"
    assert one.lines == (12, 14)
    assert one.qualifiers == (("by", "post"), ("mode", "fast"))
    assert one.value == Quantity(Decimal("42.50"), Hedge.ABOUT)
    assert (one.unit, one.hedge, one.note, one.rank, one.reading) == ("points", "about", "N", "normal", "stated")


def test_its_places_are_those_of_the_entry() -> None:
    text = "{source: post, lines: 3, subject: heron, measure: score, with: {by: egret}, value: 42.50}"
    ((one,), _) = claims(text)
    assert one.place == Place("f", 1, 1, len(text))
    assert one.value_place == Place("f", 1, text.index("42.50") + 1, 5)
    assert one.at("with", "by") == Place("f", 1, text.index("egret") + 1, 5)
    assert one.key_at("with", "by") == Place("f", 1, text.index("by:") + 1, 2)


def test_values_make_a_claim_each() -> None:
    (one, other), findings = claims("{source: post, lines: 3, measure: score, values: {heron: 4, egret: 14.3 billion}}")
    assert findings == ()
    assert (one.id, one.value) == ("post/L3/heron/score", Quantity(Decimal(4)))
    assert (other.id, other.value) == ("post/L3/egret/score", Quantity(Decimal("14.3E+9")))
    assert other.value_place == Place("f", 1, 68, 12)


def test_one_bad_value_leaves_the_others() -> None:
    (one,), (found,) = claims("{source: post, lines: 3, measure: score, values: {heron: much, egret: 4}}")
    assert one.subject == "egret"
    assert found.code == "not-a-number"


def test_a_word_for_thousands_that_is_misspelt_is_known_again() -> None:
    advice = [
        claims(f"{{source: post, lines: 3, subject: heron, measure: score, value: {value}}}")[1][0].help
        for value in ("240 millon", "2.4 billions", "240 million points")
    ]
    assert advice[:2] == ["did you mean `million`?", "did you mean `billion`?"]
    assert "a unit into `unit`" in (advice[2] or "")


def test_terms_that_may_stand_together_have_ids_of_their_own() -> None:
    assert claim("subject: heron, measure: input, value: voice").id == "post/L12/heron/input/voice"
    assert claim("subject: heron, measure: licence, value: open").id == "post/L12/heron/licence"


def test_a_qualifier_that_the_measure_does_not_declare_comes_last() -> None:
    one = claim("subject: heron, measure: score, with: {at: sea, mode: fast}, value: 4")
    assert one.qualifiers == (("mode", "fast"), ("at", "sea"))


def test_the_date_of_an_event_is_a_claim_on_the_event() -> None:
    document = read("{id: launch, title: T, dates: [{source: post, lines: 3, value: 2023-Q3, hedge: about}]}", "f")
    event, _ = validate(Event, document.value, document.place())
    assert event is not None
    (one,), findings = from_date(event, event.dates[0], MEASURES)
    assert findings == ()
    assert (one.id, one.value) == ("post/L3/launch/date", parse_date("2023-Q3", Hedge.ABOUT))
    assert one.value_place == document.place(("dates", 0, "value"))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("measure: score, value: much", "not-a-number"),
        ("measure: score, value: about 4", "not-a-number"),
        ("measure: score, value: 4%", "not-a-number"),
        ("measure: score, value: '1e3'", "not-a-number"),
        ("measure: score, value: nan", "not-finite"),
        ("measure: score, value: -Infinity", "not-finite"),
        ("measure: score, value: '.inf'", "not-finite"),
        ("measure: score, value: 2026-04-08", "wrong-value-type"),
        ("measure: place, value: 1.5", "wrong-value-type"),
        ("measure: place, value: 0", "wrong-value-type"),
        ("measure: place, value: fourth", "wrong-value-type"),
        ("measure: date, value: 2026-02-30", "impossible-date"),
        ("measure: date, value: 8 April 2026", "impossible-date"),
        ("measure: date, value: 14.3", "wrong-value-type"),
        ("measure: licence, value: opne", "unknown-term"),
        ("measure: licence, value: 4", "wrong-value-type"),
        ("measure: socre, value: 4", "unknown-measure"),
    ],
)
def test_a_value_is_read_as_its_measure_says(text: str, code: str) -> None:
    found = finding(f"subject: heron, {text}")
    assert found.code == code
    assert found.help or found.notes


@pytest.mark.parametrize("value", ["14 to 15", "14-15", "$14–15", "5 bis 7"])
def test_a_range_is_told_to_be_two_claims(value: str) -> None:
    assert "a range is two claims" in str(finding(f"subject: heron, measure: score, value: {value}").help)


def test_a_term_a_rank_and_a_bare_year_are_read() -> None:
    assert claim("subject: heron, measure: licence, value: open").value == Term("open")
    assert claim("subject: heron, measure: place, value: 4").value == Quantity(Decimal(4))
    assert claim("subject: heron, measure: date, value: 2025").value == parse_date(2025)


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("measure: score", "missing-key", "`subject`, `value` are missing"),
        ("measure: score, subject: heron", "missing-key", "`value` is missing"),
        ("measure: score, value: 3", "missing-key", "`subject` is missing"),
        ("measure: score, values: {}", "bad-value", "`values` is empty"),
        ("measure: score, values: {a: 1}, subject: b", "conflicting-keys", "`subject` and `values` are given together"),
        ("measure: score, values: {a: 1}, value: 2", "conflicting-keys", "`value` and `values` are given together"),
        ("measure: score, values: {a: 1}, id: b", "conflicting-keys", "`id` and `values` are given together"),
    ],
)
def test_an_entry_has_a_subject_and_a_value_or_values(text: str, code: str, message: str) -> None:
    found = finding(text)
    assert (found.code, found.message) == (code, message)


def test_an_entry_needs_a_source() -> None:
    assert [f.message for f in claims("{lines: 3, measure: score, subject: a, value: 1}")[1]] == ["`source` is missing"]


def test_the_same_claim_on_the_same_line_is_found() -> None:
    one, other = claim("subject: heron, measure: score, value: 4"), claim("subject: heron, measure: score, value: 5")
    named = claim("id: second, subject: heron, measure: score, value: 5")
    assert unique([one, named]) == ((one, named), ())
    kept, (found,) = unique([one, other])
    assert kept == (one,)
    assert (found.code, found.place, found.notes) == ("duplicate-claim", other.place, ("first given at f:1",))
    assert [f.code for f in unique([named, named, named])[1]] == []
    twin = claim("id: second, subject: egret, measure: score, value: 5")
    assert [f.code for f in unique([named, twin])[1]] == ["duplicate-id"]
