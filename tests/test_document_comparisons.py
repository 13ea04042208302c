import pytest

from briefing.diagnostics import Place
from briefing.document import comparisons, literals


def words(text: str, lang: str = "en") -> list[str]:
    return [" ".join(match[0].split()) for match in comparisons.find(text, lang)]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It leads the field.", "leads"),
        ("It is the leading model.", "leading"),
        ("It is far ahead.", "ahead"),
        ("It stands Behind the others.", "Behind"),
        ("It outperforms them.", "outperforms"),
        ("It has overtaken them.", "overtaken"),
        ("It dominates vision.", "dominates"),
        ("It trails.", "trails"),
        ("It is the best-in-class kettle.", "best"),
        ("It is the cheapest.", "cheapest"),
        ("More\n  than it", "More than"),
        ("It is better than that.", "better than"),
        ("It is less noisy than that.", "less noisy than"),
        ("It won most of the tests.", "most"),
        ("The majority agrees.", "The majority"),
        ("It scores nearly as many.", "nearly as many"),
        ("It scores higher.", "higher"),
    ],
)
def test_words_of_comparison_are_found(text: str, word: str) -> None:
    assert words(text) == [word]


@pytest.mark.parametrize(
    "text",
    [
        "It leads to trouble, ahead of time, behind closed doors.",
        "At least it boils; at best it is quiet, at most loud.",
        "Misleading, bestow, foremost, stops and almost are other words.",
        "It is quieter rather than other than that.",
    ],
)
def test_other_words_are_not(text: str) -> None:
    assert words(text) == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Er führt das Feld an.", "führt"),
        ("Er liegt knapp vor dem Rest.", "liegt knapp vor"),
        ("Er steht an der\nSpitze.", "an der Spitze"),
        ("Er schlägt alle.", "schlägt"),
        ("Er hat sie überholt.", "überholt"),
        ("Er hat einen Vorsprung.", "Vorsprung"),
        ("Er kocht am besten.", "besten"),
        ("Er hat die höchste Zahl.", "höchste"),
        ("Er ist der zweitgrößte.", "zweitgrößte"),
        ("Die meisten Prüfungen gewann er.", "meisten"),
        ("Mehr\n  als er", "Mehr als"),
        ("Er ist schneller als der.", "schneller als"),
        ("Er ist wendiger als der.", "wendiger als"),
        ("Er macht weniger Lärm als der.", "weniger Lärm als"),
        ("Er kocht ebenso gut wie der.", "ebenso gut wie"),
        ("Sein Wert ist höher.", "höher"),
        ("Die Mehrheit stimmt zu.", "Die Mehrheit"),
    ],
)
def test_german_words_of_comparison_are_found(text: str, word: str) -> None:
    assert words(text, "de-AT") == [word]


@pytest.mark.parametrize(
    "text",
    [
        "Das führt zu Fehlern, im Voraus, von vorn; es liegt keine Angabe vor.",
        "Mindestens und höchstens; er schlägt vor, wie er sich schlägt.",
        "Der Hersteller als Quelle, aber als Zeuge; wieder als einer als Gast.",
        "It leads the field.",
    ],
)
def test_other_german_words_are_not(text: str) -> None:
    assert words(text, "de") == []


def test_prose_in_a_language_without_a_table_is_not_searched() -> None:
    assert words("It leads the field.", "fr") == []


def test_only_our_own_prose_is_searched() -> None:
    def at(line: int, column: int, width: int) -> Place:
        return Place("page", line, column, width)

    text = "a\n is more\nthan [b](behind.html)"
    assert literals.in_text(text, at) == ()
    (finding,) = literals.in_text(text, at, own=True)
    assert (finding.code, finding.place) == ("literal-comparison", Place("page", 2, 5, 4))
    assert finding.message == "the comparison `more than` is typed by hand"


def test_fractions_and_multiples_are_found_once_as_numbers() -> None:
    text = "half, double, triple, twice as many"
    found = literals.in_text(text, lambda line, column, width: Place("page", line, column, width), own=True)
    assert {finding.code for finding in found} == {"literal-number"}
