"""What kinds of chart with rows share: entries, the value of a fact as runs, pieces of alternative texts, tables."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.charts import points
from briefing.charts.flow import Run
from briefing.charts.layout import Scale
from briefing.charts.marks import Bar, Mark, TextStyle
from briefing.charts.style import Style
from briefing.charts.words import Role, Words, joined
from briefing.dataset.facts import Fact
from briefing.exhibit import Cell, DataTable
from briefing.wording.terms import capital


@dataclass(frozen=True, slots=True)
class Entry:
    """A subject and its fact, none where it has none; `other` marks a fact under other conditions than the rest.

    `measure` is what is missing, where that is not the same for all.
    """

    subject: str
    fact: Fact | None
    other: bool = False
    measure: str | None = None


def value_runs(fact: Fact | None, words: Words, style: Style, number: TextStyle) -> tuple[Run, ...]:
    """The value of a fact in the style `number`; of a disputed one both values, each with who says so."""
    if fact is None:
        return (Run(words.gettext("not given"), style.absent),)
    if not points.disputed(fact):
        return figures(fact, words, style, number)
    runs: list[Run] = []
    for side in points.sides(fact):
        joint = (Run(words.pgettext("chart", "or"), style.note),) if runs else ()
        said = Run(f"({words.who(side.claims)})", style.note)
        runs += (*joint, Run(words.figure(fact, side), number, fact.id), said)
    return tuple(runs)


def figures(fact: Fact | None, words: Words, style: Style, number: TextStyle) -> tuple[Run, ...]:
    """The value or values of a fact without who says so; nothing where there is none."""
    if fact is None:
        return ()
    runs: list[Run] = []
    for side in points.sides(fact):
        joint = (Run(words.pgettext("chart", "or"), style.note),) if runs else ()
        runs += (*joint, Run(words.figure(fact, side), number, fact.id))
    return tuple(runs)


def bars(ends: Sequence[float], axis: float, scale: Scale, role: Role, hatched: bool, style: Style) -> list[Mark]:
    """A bar about `axis` for values from near zero to far: solid to the nearer, hollow from there to a farther one."""
    marks: list[Mark] = []
    for i, (one, other) in enumerate(zip((0.0, *ends), ends, strict=False)):
        start, end = sorted((scale(one), scale(other)))
        place = start, axis - style.bar / 2, end - start, style.bar
        marks.append(Bar(*place, style.fill(role), hatched, hollow=i > 0, edge=style.edge(role)))
    return marks


def note_runs(style: Style, *notes: str) -> tuple[Run, ...]:
    """Small print, its parts joined by commas."""
    text = joined(", ", *notes)
    return (Run(text, style.note),) if text else ()


def joined_runs(parts: Sequence[Sequence[Run]]) -> list[Run]:
    """Parts that end in plain text, with semicolons between them."""
    runs: list[Run] = []
    for part in parts:
        runs = [*runs[:-1], *(replace(last, text=f"{last.text};") for last in runs[-1:]), *part]
    return runs


def prose_runs(cells: Sequence[Cell], text: TextStyle) -> list[Run]:
    """Pieces of prose as runs; where a piece ends or starts with a space, so do the runs."""
    tight = [
        i > 0 and not cells[i - 1].text.endswith(" ") and not cells[i].text.startswith(" ") for i in range(len(cells))
    ]
    return [Run(cell.text.strip(), text, cell.ref, close) for cell, close in zip(cells, tight, strict=True)]


def value_cell(fact: Fact | None, words: Words) -> Cell:
    """The value of a fact with its unit, for alternative texts and tables; "not given" where there is none."""
    return Cell(words.whole(fact), fact.id) if fact else Cell(words.gettext("not given"))


def told(entry: Entry, words: Words) -> tuple[Cell, ...]:
    """A subject and its value for an alternative text."""
    return Cell(f"{words.subject(entry.subject)} "), value_cell(entry.fact, words)


def table(entries: Sequence[Entry], words: Words) -> DataTable:
    """The entries as a data table: subject, value with unit, condition, sources, status; of several measures which."""
    several = len({_measure(entry) for entry in entries} - {None}) > 1
    head = (
        *((words.gettext("Measure"),) if several else ()),
        words.gettext("Subject"),
        words.gettext("Value"),
        words.gettext("Condition"),
        words.gettext("Said by"),
        words.gettext("Status"),
    )
    return DataTable(head, tuple(_table_row(entry, several, words) for entry in entries))


def _table_row(entry: Entry, measured: bool, words: Words) -> tuple[Cell, ...]:
    measure = words.dataset.measures.get(_measure(entry) or "")
    return (
        *((Cell(capital(words.measure(measure)) if measure else ""),) if measured else ()),
        Cell(words.subject(entry.subject)),
        value_cell(entry.fact, words),
        Cell(words.condition(entry.fact.qualifiers) if entry.fact else ""),
        Cell(words.said_by(entry.fact)),
        Cell(words.status(entry.fact)),
    )


def _measure(entry: Entry) -> str | None:
    return entry.fact.measure if entry.fact else entry.measure
