"""Claims held against the texts they cite."""

from collections.abc import Mapping
from fractions import Fraction

import pytest

from briefing.dataset import trace
from briefing.dataset.facts import Dataset
from briefing.dataset.model import SetAside, Statement
from briefing.dataset.trace import SourceTrace
from tests.making import MEASURES as USUAL
from tests.making import Fields, claims, dataset, measure, source, subject


def traced(text: str, *entries: Fields, **parts: object) -> SourceTrace:
    """The trace of one source `a` with this text and these claims."""
    held = dataset(claims(*entries), sources=[source("a", text)], **parts)  # type: ignore[arg-type]
    (found,) = trace.trace(held, trace.match([text.encode()]))
    return found


def untraced(found: SourceTrace) -> list[tuple[int, int, str]]:
    return [(it.line, it.column, it.text) for it in found.untraced]


def codes(found: SourceTrace) -> list[str]:
    return [finding.code for finding in found.findings if finding.code != "untraced-numeral"]


def score(value: object, lines: object = 1, **fields: object) -> Fields:
    return {"measure": "score", "value": value, "lines": lines, **fields}


def test_of_very_many_numerals_without_claims_the_first_are_told_and_the_rest_counted() -> None:
    found = traced("52\n" * 130)
    assert len(found.untraced) == 130
    assert len(found.findings) == 100
    assert found.findings[-1].notes == ("neither are 30 more numerals of this text",)


def test_a_numeral_without_claim_is_reported_with_its_place_and_line() -> None:
    found = traced("Nothing here.\nIt scored 52 today.\n")
    assert untraced(found) == [(2, 11, "52")]
    (finding,) = found.findings
    assert finding.code == "untraced-numeral"
    assert (finding.place and (finding.place.file, finding.place.line, finding.place.column, finding.place.width)) == (
        "a.txt", 2, 11, 2,
    )  # fmt: skip
    assert finding.line_text == "It scored 52 today."
    assert found.untraced[0].context == "It scored 52 today."


def test_a_claim_on_the_line_accounts_for_its_value() -> None:
    found = traced("It scored 1,427.", score(1427))
    assert untraced(found) == []
    assert found.findings == ()
    assert found.total == 1
    assert found.share == Fraction(1)


def test_a_claim_on_another_line_is_misplaced_and_told_where_it_stands() -> None:
    found = traced("It scored.\nIt got 52.\n", score(52, lines=1))
    assert codes(found) == ["misplaced-claim"]
    misplaced = next(it for it in found.findings if it.code == "misplaced-claim")
    assert misplaced.message == "52 does not stand on line 1 of `a`"
    assert misplaced.notes == ("it stands on line 2",)
    assert untraced(found) == [(2, 8, "52")]


def test_each_claim_takes_an_occurrence_of_its_own() -> None:
    text = "52 here and 52 there"
    assert untraced(traced(text, score(52))) == [(1, 13, "52")]
    assert untraced(traced(text, score(52), score(52))) == []


def test_a_claim_whose_only_occurrence_is_taken_is_still_well_placed() -> None:
    assert traced("52 here", score(52), score(52, subject="y")).findings == ()


def test_a_wide_citation_leaves_the_narrow_one_its_place() -> None:
    found = traced("It has 52.\nAgain 52.\n", score(52, lines="1-2"), score(52, lines=1))
    assert found.findings == ()


def test_a_claim_that_quotes_its_words_goes_before_one_that_does_not() -> None:
    found = traced("about 9 of them, then 9 more", score(9), score(9, written="about 9"))
    assert found.findings == ()


def test_numerals_inside_names_are_accounted_for_and_are_no_values() -> None:
    model = subject("x", name="Model 4.6", aliases=("M 4.6",))
    found = traced("model 4.6 beats M\u00a04.6; Model 4.65 does not", score("4.6"), subjects=[model])
    assert untraced(found) == [(1, 30, "4.65")]
    assert codes(found) == ["misplaced-claim"]


def test_the_longest_name_wins_over_a_shorter_one_inside_it() -> None:
    named = [subject("x", name="Big 3"), subject("y", name="Big 3.1 of 5")]
    assert untraced(traced("Big 3.1 of 5 and Big 3 and Big 3.1", subjects=named)) == [(1, 32, "3.1")]


def test_names_and_values_that_ran_together_come_apart() -> None:
    test = measure("test", name="Hard Test 2.0")
    models = [subject("x", name="Alpha 4.6"), subject("y", name="Beta 5.4")]
    text = "TestAlpha 4.6Beta 5.4\nHard Test 2.059.075.1\n"
    entry = {"measure": "test", "lines": 2, "values": {"x": "59.0", "y": "75.1"}}
    held = dataset(claims(entry, measures=[test]), sources=[source("a", text)], subjects=models, measures=[test])
    (found,) = trace.trace(held, trace.match([text.encode()]))
    assert found.findings == ()


def test_a_name_is_not_found_inside_a_word() -> None:
    assert untraced(traced("the pro3 and Pro3", subjects=[subject("x", name="o3")])) == [(1, 8, "3"), (1, 17, "3")]


@pytest.mark.parametrize(
    ("text", "value", "written"),
    [
        ("nearly triple the score", 3, "nearly triple"),
        ("built in nine months", 9, "nine months"),
        ("Fourth place", 4, "fourth place"),
        ("over two-thirds of it", 67, "two-thirds"),
        ("less than half the price", 50, "half"),
        ("prices fell 3%", -3, "fell 3%"),
        ("a $14.3 Billion stake", "14.3 billion", "$14.3 billion"),
        ("twice\nthe size", 2, "twice the size"),
        ("it’s 10x faster", 10, "it's 10x"),
    ],
)
def test_written_words_give_the_value(text: str, value: object, written: str) -> None:
    found = traced(text, score(value, lines="1-2" if "\n" in text else 1, written=written))
    assert (codes(found), untraced(found)) == ([], [])


def test_an_inferred_reading_need_not_give_the_value_but_its_words_must_stand_there() -> None:
    inferred = {"reading": "inferred", "because": "the year is that of the launch"}
    assert codes(traced("nine months ago", score(2025, written="nine months ago", **inferred))) == []
    assert codes(traced("ten months ago", score(2025, written="nine months ago", **inferred))) == ["misplaced-claim"]


def test_written_words_that_do_not_stand_there_are_misplaced() -> None:
    found = traced("built in nine months\nabout ten months", score(10, lines=1, written="ten months"))
    assert codes(found) == ["misplaced-claim"]
    assert next(it for it in found.findings if it.code == "misplaced-claim").notes == ("it stands on line 2",)


def test_several_subjects_may_share_their_written_words() -> None:
    entry = {"measure": "place", "values": {"x": 3, "y": 4}, "written": ("third", "fourth")}
    assert traced("X came third, Y fourth", entry).findings == ()


def test_more_digits_than_the_source_wrote_are_refused() -> None:
    found = traced("It scored 59 points", score("59.0"))
    assert codes(found) == ["overprecise-claim"]
    assert traced("It scored 59.0 points", score("59.0")).findings == ()
    assert codes(traced("58 million of them", score(58_000_000))) == ["overprecise-claim"]
    assert traced("58 million of them", score("58 million")).findings == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on April 8, 2026", "2026-04-08"),
        ("in April 2025", "2025-04"),
        ("the summer of 2025", "2025-summer"),
        ("by the third quarter of 2023", "2023-Q3"),
        ("since early 2026", "2026-early"),
        ("2023-02-24", "2023-02-24"),
        ("since 2023", 2023),
    ],
)
def test_dates_in_words(text: str, value: object) -> None:
    event = {"measure": "date", "value": value}
    assert traced(text, event).findings == ()
    assert traced(text, {**event, "written": text}).findings == ()


def test_a_date_less_precise_than_the_words_is_misplaced() -> None:
    found = traced("on April 8, 2026", {"measure": "date", "value": "2026-04"})
    assert codes(found) == ["misplaced-claim"]


def test_a_term_accounts_for_the_words_it_quotes_only() -> None:
    term = {"measure": "access", "value": "closed"}
    assert untraced(traced("no 3 open weights", term)) == [(1, 4, "3")]
    assert untraced(traced("no 3 open weights", {**term, "written": "no 3 open"})) == []
    assert codes(traced("no 3 open weights", {**term, "written": "closed"})) == ["misplaced-claim"]


def aside(text: str, **fields: object) -> SetAside:
    return SetAside.model_validate({"text": text, "reason": "page furniture", **fields})


def test_set_asides_cover_their_words_wherever_they_stand_or_on_their_lines() -> None:
    text = "01. one\n44 views, 44 likes\n44 views\n"
    parts = [aside("01.", lines=1), aside("one", lines=1), aside("44 views")]
    assert untraced(traced(text, set_asides=parts)) == [(2, 11, "44")]


def test_a_set_aside_that_stands_nowhere_is_reported() -> None:
    assert codes(traced("44 views", set_asides=[aside("45 views", source="a"), aside("44 views")])) == [
        "misplaced-set-aside"
    ]
    assert codes(traced("44 views", set_asides=[aside("44", lines=1), aside("4")])) == ["misplaced-set-aside"]
    assert codes(traced("44 views", set_asides=[aside("44"), aside("9", source="b")])) == []


def test_a_set_aside_without_source_need_stand_in_one_source_only() -> None:
    texts = ("9 views\n", "nothing\n")
    held = dataset(sources=[source("a", texts[0]), source("b", texts[1])], set_asides=[aside("9 views")])
    assert [it.findings for it in trace.trace(held, trace.match(text.encode() for text in texts))] == [(), ()]


def statement(lines: object) -> Statement:
    cite = {"source": "a", "lines": lines}
    return Statement.model_validate({"id": "s", "says": "It is fast.", "cites": (cite,)})


def test_a_cite_accounts_for_no_numeral_but_must_lead_to_words() -> None:
    text = "It is 3 times as fast.\n\n"
    assert untraced(traced(text, statements=[statement(1)])) == [(1, 7, "3")]
    assert codes(traced(text, statements=[statement(2)])) == ["misplaced-cite"]
    assert codes(traced(text, statements=[statement(9)])) == ["misplaced-cite"]


def test_a_missing_text_is_a_finding() -> None:
    (found,) = trace.trace(dataset(sources=[source("a", "52")]), {})
    assert [it.code for it in found.findings] == ["source-text-missing"]
    assert found.share is None


@pytest.mark.parametrize(("text", "lines"), [("a\nb", 2), ("a\nb\n", 2), ("a\r\nb\r\n", 2), ("a\n\n", 2), ("", 1)])
def test_lines_are_counted_as_an_editor_counts_them(text: str, lines: int) -> None:
    def held(count: int) -> Dataset:
        return dataset(sources=[source("a", text, lines=count)])

    assert trace.trace(held(lines), trace.match([text.encode()]))[0].findings == ()
    (finding,) = trace.trace(held(lines + 1), trace.match([text.encode()]))[0].findings
    assert finding.code == "line-count"
    assert f"its text has {lines}" in finding.message


def test_lines_beyond_the_text_hold_nothing() -> None:
    assert codes(traced("It scored 52", score(52, lines="7-9"))) == ["misplaced-claim"]


def test_a_text_that_is_not_utf8_is_read_with_signs_for_what_is_damaged() -> None:
    content = b"caf\xe9 52"
    texts: Mapping[str, str] = trace.match([content])
    assert list(texts.values()) == ["caf\ufffd 52"]


def test_the_report_has_a_line_for_each_source() -> None:
    found = traced("52 and 53", score(52))
    lines = trace.report([found, SourceTrace("longer-name")])
    assert [line.split() for line in lines] == [
        ["source", "numerals", "traced", "share", "findings"],
        ["a", "2", "1", "50%", "1"],
        ["longer-name", "0", "0", "-", "0"],
    ]
    assert len({len(line) for line in lines}) == 1


def test_findings_of_claims_stand_where_the_claim_stands() -> None:
    entry = claims(score(52, lines=3))[0]
    text = "nothing\n"
    (found,) = trace.trace(dataset([entry], sources=[source("a", text)]), trace.match([text.encode()]))
    assert found.findings[0].place == entry.place


def test_measures_name_numerals_too() -> None:
    named = (*USUAL, measure("arc", name="Puzzle 2", aliases=("P2",)))
    assert untraced(traced("Puzzle 2, P2, P3", measures=named)) == [(1, 16, "3")]


@pytest.mark.parametrize(("lang", "value"), [(None, "1.427"), ("en", "1.427"), ("de", 1427)])
def test_digits_are_read_in_the_language_of_the_source(lang: str | None, value: object) -> None:
    text = "Es sind 1.427.\n"
    held = dataset(claims(score(value)), sources=[source("a", text, lang=lang)])
    (found,) = trace.trace(held, trace.match([text.encode()]))
    assert found.findings == ()


def test_number_words_are_read_in_the_language_of_the_source() -> None:
    text = "Es sind fast drei Viertel von neun.\n"
    written = score(75, written="drei Viertel"), score(9, subject="beta")
    held = dataset(claims(*written), sources=[source("a", text, lang="de")])
    (found,) = trace.trace(held, trace.match([text.encode()]))
    assert found.findings == ()
