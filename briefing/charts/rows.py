"""What kinds of chart with rows share: entries, the value of a fact as runs, pieces of alternative texts, tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts import words
from briefing.charts.flow import Run
from briefing.charts.marks import TextStyle
from briefing.charts.style import Style
from briefing.dataset.model import Dataset, Fact, Measure
from briefing.exhibit import Cell, DataTable


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject and its fact, none where it has none; `other` marks a fact under other conditions than the rest."""

    subject: str
    fact: Fact | None
    other: bool = False


def best_first(facts: Sequence[Fact], measure: Measure, dataset: Dataset) -> list[Fact]:
    """The facts sorted by value, the better end first (the higher where neither is better), then by name."""
    sign = 1 if measure.direction == "lower" else -1
    return sorted(facts, key=lambda f: (sign * words.centre(f), words.subject_name(dataset, f.subject), f.id))


def value_runs(dataset: Dataset, fact: Fact | None, lang: str, style: Style, number: TextStyle) -> tuple[Run, ...]:
    """The value of a fact in the style `number`; of a disputed one both values, each with who says so."""
    if fact is None:
        return (Run(words.fixed("absent", lang), style.absent),)
    measure = dataset.measures[fact.measure]
    if not words.disputed(fact):
        return (Run(words.figure(dataset, measure, fact.value, lang), number, fact.id),)
    runs: list[Run] = []
    for value, claims in words.sides(fact):
        joint = (Run(words.fixed("or", lang), style.note),) if runs else ()
        said = Run(f"({words.who(dataset, claims)})", style.note)
        runs += (*joint, Run(words.figure(dataset, measure, value, lang), number, fact.id), said)
    return tuple(runs)


def note_runs(style: Style, *notes: str) -> tuple[Run, ...]:
    """Small print, its parts joined by commas."""
    text = ", ".join(note for note in notes if note)
    return (Run(text, style.note),) if text else ()


def status(fact: Fact | None, lang: str) -> str:
    """How a fact is not plainly stated: disputed or inferred; else empty."""
    if fact is None:
        return ""
    marks = (
        words.fixed("disagree", lang) if words.disputed(fact) else "",
        words.fixed("inferred", lang) if fact.inferred else "",
    )
    return ", ".join(mark for mark in marks if mark)


def value_cells(dataset: Dataset, fact: Fact | None, lang: str) -> tuple[Cell, ...]:
    """The value of a fact in pieces, for alternative texts; "not given" where there is none."""
    if fact is None:
        return (Cell(words.fixed("absent", lang)),)
    measure = dataset.measures[fact.measure]
    pieces = [[Cell(words.figure(dataset, measure, value, lang), fact.id)] for value in words.ordered(fact)]
    return words.listed(pieces, joint=f" {words.fixed('or', lang)} ")


def told(entry: Entry, dataset: Dataset, lang: str) -> tuple[Cell, ...]:
    """A subject and its value for an alternative text."""
    return Cell(f"{words.subject_name(dataset, entry.subject)} "), *value_cells(dataset, entry.fact, lang)


def told_missing(entries: Sequence[Entry], dataset: Dataset, lang: str) -> tuple[Cell, ...]:
    """Which subjects lack a fact, for an alternative text; empty where none does."""
    names = [(Cell(words.subject_name(dataset, entry.subject)),) for entry in entries if entry.fact is None]
    return (Cell(f"{words.fixed('absent', lang)}: "), *words.listed(names)) if names else ()


def table_cell(dataset: Dataset, fact: Fact | None, lang: str) -> Cell:
    """The value of a fact as one cell of a data table, with its unit."""
    if fact is None:
        return Cell(words.fixed("absent", lang))
    measure = dataset.measures[fact.measure]
    texts = [words.figure(dataset, measure, value, lang, unit=True) for value in words.ordered(fact)]
    return Cell(f" {words.fixed('or', lang)} ".join(texts), fact.id)


def said_by(dataset: Dataset, fact: Fact | None) -> Cell:
    """The sources of a fact; of a disputed one those of each value in the order of the values, behind semicolons."""
    if fact is None:
        return Cell("")
    if not words.disputed(fact):
        return Cell(words.who(dataset, fact.claims))
    return Cell("; ".join(words.who(dataset, claims) for _, claims in words.sides(fact)))


def table(entries: Sequence[Entry], dataset: Dataset, lang: str) -> DataTable:
    """The entries as a data table: subject, value with unit, condition, sources, status."""
    head = tuple(words.fixed(key, lang) for key in ("subject", "value", "condition", "said-by", "status"))
    return DataTable(head, tuple(_table_row(entry, dataset, lang) for entry in entries))


def _table_row(entry: Entry, dataset: Dataset, lang: str) -> tuple[Cell, ...]:
    return (
        Cell(words.subject_name(dataset, entry.subject)),
        table_cell(dataset, entry.fact, lang),
        Cell(words.condition(dataset, entry.fact.qualifiers) if entry.fact else ""),
        said_by(dataset, entry.fact),
        Cell(status(entry.fact, lang)),
    )
