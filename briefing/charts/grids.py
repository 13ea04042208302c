"""Measures by subjects, as small panels and heat tables show them: picks and facts in; panels, notes, texts, tables out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from briefing.charts import points, rows
from briefing.charts.flow import Run, flow
from briefing.charts.marks import Mark
from briefing.charts.style import Style
from briefing.charts.words import Words, joined, listed, whole
from briefing.dataset import select
from briefing.dataset.facts import Fact, Facts
from briefing.dataset.model import Measure
from briefing.dataset.specs import Pick
from briefing.exhibit import Cell, DataTable

_LEADING = 9.8


@dataclass(frozen=True, slots=True)
class Panel:
    """A measure under the conditions picked, and the fact of each subject, in the order of the subjects."""

    measure: Measure
    label: tuple[Cell, ...]
    facts: tuple[Fact | None, ...]

    @property
    def given(self) -> tuple[Fact, ...]:
        """The facts that there are."""
        return tuple(fact for fact in self.facts if fact)


def panel(pick: Pick, subjects: Sequence[str], facts: Facts, words: Words) -> Panel:
    """What the subjects have of one pick; named by its label, else by its measure."""
    measure = words.dataset.measures[pick.measure]
    found = select.facts_for(facts, pick.measure, pick.qualifiers, subjects)
    return Panel(measure, words.picked(pick, measure), tuple(found.get(subject) for subject in subjects))


def under(panel: Panel, words: Words, style: Style) -> tuple[Run, ...]:
    """The small print of a panel: unit, what its facts share, and which end is better where that is the low."""
    lower = words.gettext("lower is better") if panel.measure.direction == "lower" else ""
    return rows.note_runs(style, words.unit(panel.measure), words.condition(points.shared(panel.given)), lower)


def notes(panels: Iterable[Panel], words: Words, style: Style, *, inferred: bool = True) -> Iterator[tuple[Run, ...]]:
    """For each panel that needs it a note: conditions of single facts, what is inferred, who says which where disputed.

    Without `inferred` that is left out, where the picture has a key for it.
    """
    for each in panels:
        measure, own = whole(each.label), ((Run(text, style.note),) for text in _particular(each, words, inferred))
        if parts := [*own, *_quarrels(each, words, style)]:
            yield Run(f"{measure.text}:", style.note, measure.ref), *rows.joined_runs(parts)


def _particular(panel: Panel, words: Words, inferred: bool) -> Iterator[str]:
    """What holds of some facts of a panel only, with whose they are."""
    common = points.shared(panel.given)
    found: dict[str, list[str]] = {}
    for fact in panel.given:
        own = joined(", ", words.condition(fact.qualifiers, common), words.inferred(fact) if inferred else "")
        if own:
            found.setdefault(own, []).append(words.subject(fact.subject))
    yield from (f"{own} ({', '.join(names)})" for own, names in found.items())


def _quarrels(panel: Panel, words: Words, style: Style) -> Iterator[tuple[Run, ...]]:
    for fact in panel.given:
        if points.disputed(fact):
            yield Run(words.subject(fact.subject), style.note), *rows.value_runs(fact, words, style, style.note)


def set_notes(notes: Iterable[Sequence[Run]], y: float, style: Style) -> tuple[list[Mark], float]:
    """Notes set from `y` down, and where they end; nothing where there are none."""
    marks: list[Mark] = []
    for note in notes:
        block = flow(note, style.width, _LEADING)
        marks += block.at(0, y + style.note.size - 2.0)
        y += block.height
    return marks, y


def told(panel: Panel, words: Words) -> tuple[Cell, ...]:
    """The best and the focus of a panel for an alternative text; where that is the best, the next as well."""
    ranking = points.best_first(panel.given, panel.measure)
    named = 2 if ranking and words.role(ranking[0].subject) == "focus" else 1
    chosen = [fact for i, fact in enumerate(ranking) if i < named or words.role(fact.subject) == "focus"]
    best = listed([rows.told(rows.Entry(fact.subject, fact), words) for fact in chosen])
    condition = words.condition(points.shared(panel.given))
    under = (Cell(f" ({condition})"),) if condition else ()
    return (*panel.label, *under, Cell(": "), *(best or (Cell(words.gettext("not given")),)))


def table(panels: Sequence[Panel], subjects: Sequence[str], words: Words) -> DataTable:
    """Measures down, subjects across."""
    head = (words.gettext("Measure"), words.gettext("Condition"), *(words.subject(subject) for subject in subjects))
    return DataTable(head, tuple(_table_row(panel, words) for panel in panels))


def _table_row(panel: Panel, words: Words) -> tuple[Cell, ...]:
    condition = joined("; ", words.condition(points.shared(panel.given)), *_particular(panel, words, inferred=False))
    return whole(panel.label), Cell(condition), *(rows.value_cell(fact, words) for fact in panel.facts)
