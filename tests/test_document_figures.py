import pytest

from briefing.dataset.model import Statement, Subject
from tests.composing import figures, found, printed
from tests.making import claims, dataset, source, subject

SCORES = (
    {"subject": "x", "measure": "exam", "value": 52},
    {"subject": "y", "measure": "exam", "value": 18},
    {"subject": "z", "measure": "exam", "value": 57},
)


def text(html: str) -> str:
    """The words of a line of HTML."""
    inside, words = False, ""
    for letter in html:
        inside = letter == "<" or (inside and letter != ">")
        words += "" if inside or letter == ">" else letter
    return words


def shown(expression: str, *entries: dict[str, object], **more: object) -> str:
    """What an expression prints, as words; nothing may be found."""
    made = figures(dataset(claims(*(entries or SCORES)), **more))  # type: ignore[arg-type]
    words = text(printed(made, expression))
    assert not found(made), found(made)
    return words


def codes(expression: str, *entries: dict[str, object]) -> list[str]:
    made = figures(dataset(claims(*(entries or SCORES))))
    printed(made, expression)
    return [code for code, _, _ in found(made)]


def test_a_figure_links_to_its_entry_and_says_which_line_printed_it() -> None:
    made = figures(dataset(claims(*SCORES)))
    assert printed(made, "a\n{{ n('x/exam') }}") == 'a\n<a class="n" data-ref="x/exam" href="#e-x.exam">52%</a>'
    piece = made.ledger.pieces[0]
    assert piece.place is not None
    assert (piece.place.file, piece.place.line, piece.place.column) == ("narrative.md", 2, 7)


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("{{ n('x/exam') }}", "52%"),
        ("{{ ratio('x/exam', 'y/exam') }}", "2.9 times"),
        ("{{ ratio_words('x/exam', 'y/exam') }}", "nearly triple"),
        ("{{ difference('z/exam', 'x/exam') }}", "5\u00a0points"),
        ("{{ share_words('y/exam', 'z/exam') }}", "nearly a third"),
        ("{{ rank('x', 'exam') }}", "second"),
        ("{{ compare('x/exam', 'y/exam') }} it", "ahead of it"),
        ("{{ compare('x/exam', 'z/exam', behind='below') }}", "below"),
        ("{{ name('x') }} and {{ short('y') }}", "x and y"),
        ("{{ measure('exam') }}", "exam"),
        ("{{ count('facts') }}", "three"),
        ("{{ count_sources('x/exam') }}", "one"),
        ("{{ cite('a') }}", "[a]"),
    ],
)
def test_what_the_functions_print(expression: str, words: str) -> None:
    assert shown(expression) == words


def test_a_disputed_fact_prints_every_side_and_says_so() -> None:
    entries = ({"measure": "exam", "value": 40}, {"measure": "exam", "value": 50, "source": "b"})
    assert shown("{{ n('x/exam') }}", *entries) == "40% or 50% (sources disagree)"


def test_numbers_in_words_and_terms() -> None:
    assert shown("{{ words('x/cost') }}", {"measure": "cost", "value": 9}) == "$9"
    assert shown("{{ ordinal('x/place') }}", {"measure": "place", "value": 4}) == "fourth"
    assert shown("{{ term('x/access') }}", {"measure": "access", "value": "open"}) == "open weights"


def test_the_condition_of_a_fact_is_worded() -> None:
    entry = {"measure": "exam", "value": 52, "with": {"by": "lab", "mode": "fast"}}
    assert shown("{{ condition('x/exam/lab/fast') }}", entry) == "fast mode, measured by the Lab"


def test_independent_sources_are_those_that_repeat_no_other() -> None:
    entries = ({"measure": "exam", "value": 52}, {"measure": "exam", "value": 52, "source": "b"})
    sources = (source("a"), source("b", derived_from="a", derived_reason="same words"))
    assert shown("{{ count_sources('x/exam') }}", *entries, sources=sources) == "two"
    assert shown("{{ count_independent('x/exam') }}", *entries, sources=sources) == "one"


def test_a_names_digits_are_exempt() -> None:
    records = (subject("x", name="GPT-5.4 <b>"),)
    made = figures(dataset(claims(*SCORES), subjects=records))
    assert printed(made, "{{ name('x') }}") == '<span data-x="name">GPT-5.4 &lt;b&gt;</span>'


def test_a_note_may_hold_figures() -> None:
    made = figures(dataset(claims(*SCORES)))
    html = printed(made, "{{ note('of ' ~ n('x/exam')) }}", "print")
    assert html.startswith('<span class="fn" id="n-')
    assert text(html) == "of 52%"


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("{{ n('x/exams') }}", "unknown-fact"),
        ("{{ n(52) }}", "unknown-fact"),
        ("{{ name('nobody') }}", "unknown-subject"),
        ("{{ measure('nothing') }}", "unknown-measure"),
        ("{{ cite('nobody') }}", "unknown-source"),
        ("{{ statement('nothing') }}", "unknown-statement"),
        ("{{ said('nothing') }}", "unknown-claim"),
        ("{{ count('pigs') }}", "unknown-count"),
        ("{{ ordinal('x/exam') }}", "not-a-rank"),
        ("{{ term('x/exam') }}", "not-a-term"),
        ("{{ rank('nobody', 'exam') }}", "unknown-fact"),
    ],
)
def test_what_cannot_be_printed_is_a_finding(expression: str, code: str) -> None:
    assert codes(expression)[0] == code


def test_a_finding_stands_at_the_word_that_is_wrong_and_suggests_another() -> None:
    made = figures(dataset(claims(*SCORES)))
    printed(made, "a\nb {{ n('x/exams') }}")
    assert found(made) == [("unknown-fact", 2, 9)]
    assert made.ledger.findings[0].help == "did you mean `x/exam`?"


def test_all_findings_of_a_narrative_come_at_once() -> None:
    assert codes("{{ n('q') }} {{ name('q') }} {{ n('r') }}") == ["unknown-fact", "unknown-subject", "unknown-fact"]


def test_reported_words_link_to_the_statement_they_retell() -> None:
    cites = ({"source": "a", "lines": "1"},)
    said = Statement.model_validate(
        {"id": "praise", "about": ("x",), "kind": "opinion", "says": "x leads.", "cites": cites}
    )
    made = figures(dataset(claims(*SCORES), statements=[said]))
    assert printed(made, "{{ reported('the best & only', 'praise') }}") == (
        '<a class="c" href="#st-praise">the best &amp; only</a>'
    )
    assert list(made.ledger.statements) == ["praise"]
    printed(made, "a {{ reported('the best', 'prize') }}\n{{ reported('twice the best', 'praise') }}")
    assert found(made) == [("unknown-statement", 1, 28), ("literal-number", 2, 14)]


def test_a_comparison_must_hold_under_every_claim() -> None:
    entries = (*SCORES, {"subject": "x", "measure": "exam", "value": 12, "source": "b"})
    assert codes("{{ compare('x/exam', 'y/exam') }}", *entries) == ["comparison-not-held"]


def test_a_disputed_fact_is_not_put_into_words() -> None:
    entries = (*SCORES, {"subject": "x", "measure": "exam", "value": 12, "source": "b"})
    assert codes("{{ words('x/exam') }}", *entries) == ["disputed-fact"]


def test_a_measure_without_direction_has_no_ranks() -> None:
    entries = ({"measure": "cost", "value": 9}, {"measure": "cost", "value": 8, "subject": "y"})
    assert codes("{{ rank('x', 'cost') }}", *entries) == ["no-direction"]
    assert codes("{{ compare('x/cost', 'y/cost') }}", *entries) == ["no-direction"]


def test_german_words() -> None:
    made = figures(dataset(claims(*SCORES)), lang="de")
    assert text(printed(made, "{{ rank('x', 'exam') }}")) == "an zweiter Stelle"


def test_subjects_are_records_of_the_model() -> None:
    assert isinstance(subject("x"), Subject)


# --- other languages ------------------------------------------------------------------------------------------


def test_words_in_another_language_say_which() -> None:
    made = figures(dataset())
    assert printed(made, '{{ foreign("de", "Zeitgeist") }}') == '<span lang="de">Zeitgeist</span>'
    assert found(made) == []


def test_words_in_another_language_hold_no_number() -> None:
    made = figures(dataset())
    printed(made, 'So: {{ foreign("de", "über 9") }}')
    assert [code for code, _, _ in found(made)] == ["literal-number"]


def test_a_subject_with_a_language_prints_so_in_every_form() -> None:
    made = figures(dataset(subjects=(subject("heron", name="Reiher 3", short="Reiher", lang="de"),)))
    assert printed(made, '{{ short("heron") }}') == '<span lang="de">Reiher</span>'
    assert printed(made, '{{ name("heron") }}') == '<span data-x="name" lang="de">Reiher 3</span>'
