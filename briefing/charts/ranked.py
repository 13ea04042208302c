"""Ranked bars of one measure, from zero, best first: facts in, a sheet out.

The focus is in the accent, its predecessor in a paler one and named; an inferred fact is hatched; of a disputed one
the bar ends in a hollow stretch from the lower to the higher value, with who says which; a subject without the fact
is named as such. `lines` are facts under other conditions, each a thin line of its own below its subject's bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts import points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import Scale, from_zero
from briefing.charts.marks import Line, Mark, middle
from briefing.charts.rows import Entry
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Role, Words, listed
from briefing.dataset import select
from briefing.dataset.facts import Facts
from briefing.dataset.model import Measure
from briefing.dataset.specs import RankedChart
from briefing.exhibit import Cell

_GAP = 5.0
_LEADING = 10.0
#: The width up to which a value and its notes are given room behind the bar.
_SHORT = 90.0


@dataclass(frozen=True, slots=True)
class Row:
    """One bar or thin line, worded: `ends` are its values from near zero to far, none where nothing is given."""

    name: Block
    ends: tuple[float, ...]
    value: tuple[Run, ...]
    notes: tuple[Run, ...]
    role: Role
    hatched: bool
    thin: bool


def lay_out(spec: RankedChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of ranked bars."""
    measure = words.dataset.measures[spec.pick.measure]
    ranking = _ranking(spec, facts, measure)
    bars = [entry.fact for entry in ranking if entry.fact and not entry.other]
    head = flow([Run(words.heading(measure, bars), style.head)], style.width)
    strangers = {entry.subject for entry in ranking if entry.other} - {
        entry.subject for entry in ranking if not entry.other
    }
    worded = [_worded(entry, points.shared(bars), entry.subject in strangers, words, style) for entry in ranking]
    marks, height = _marks(worded, head, style)
    return Sheet(marks, height, _alt(ranking, measure, words), rows.table(ranking, words))


def _ranking(spec: RankedChart, facts: Facts, measure: Measure) -> list[Entry]:
    """Bars best first, then the subjects without one; below each subject's its facts under other conditions."""
    found = select.facts_for(facts, measure.id, spec.pick.qualifiers, spec.subjects)
    given = [Entry(fact.subject, fact) for fact in points.best_first(list(found.values()), measure)]
    ranking = [*given, *(Entry(subject, None) for subject in spec.subjects if subject not in found)]
    lines = [Entry(facts[ref].subject, facts[ref], other=True) for ref in spec.lines]
    places = {entry.subject: i for i, entry in enumerate(ranking)}
    keyed = [*enumerate(ranking), *((places.get(line.subject, len(ranking)), line) for line in lines)]
    return [entry for _, entry in sorted(keyed, key=lambda pair: pair[0])]


def _worded(entry: Entry, common: Sequence[tuple[str, str]], stranger: bool, words: Words, style: Style) -> Row:
    """A bar is named by its subject, a line by its condition, and by its subject too where that has no bar."""
    fact, role = entry.fact, words.role(entry.subject)
    condition = words.condition(fact.qualifiers, () if entry.other else common) if fact else ""
    names = [Run(words.subject(entry.subject), style.names(role))] if stranger or not entry.other else []
    under = rows.note_runs(style, condition) if entry.other else ()
    predecessor = words.gettext("predecessor") if role == "predecessor" and not entry.other else ""
    return Row(
        name=flow([*names, *under], style.width * 0.3, _LEADING),
        ends=tuple(sorted(points.ends(fact), key=abs)),
        value=rows.value_runs(fact, words, style, style.values(role)),
        notes=rows.note_runs(style, predecessor, "" if entry.other else condition, words.inferred(fact)),
        role=role,
        hatched=fact is not None and fact.inferred,
        thin=entry.other,
    )


def _marks(ranking: Sequence[Row], head: Block, style: Style) -> tuple[tuple[Mark, ...], float]:
    scale = _scale(ranking, style)
    marks: list[Mark] = [*head.at(0, style.head.size)]
    top = y = head.height + _GAP
    for row in ranking:
        axis = y + style.row / 2
        texts, deep = _texts(row, axis, scale, style)
        marks += [*row.name.at(0, middle(axis, style.name)), *_drawn(row, axis, scale, style), *texts]
        y += max(style.row + deep, row.name.height + _GAP)
    zero = Line(((scale(0), top), (scale(0), y)), style.colours.ink, 0.8)
    return (*marks, zero), y + 2.0


def _scale(ranking: Sequence[Row], style: Style) -> Scale:
    """As long as the values behind the bars leave room for."""
    left = max(row.name.width for row in ranking) + 2 * _GAP
    full = from_zero([end for row in ranking for end in row.ends], 0.0, 1.0)
    length = room = style.width - left - _GAP - 0.1
    for row in ranking:
        if len(row.ends) == 1:
            share = max(full(max(0.0, row.ends[0])), 0.05)
            behind = flow([*row.value, *row.notes], style.width)
            kept = behind if behind.fits(_SHORT) else flow(row.value, style.width)
            length = min(length, (room - _off(row) - kept.width) / share)
    return Scale(full.low, full.high, left, left + length)


def _drawn(row: Row, axis: float, scale: Scale, style: Style) -> list[Mark]:
    """A bar, or a thin line with a dot at its end."""
    if row.thin:
        line = Line(((scale(0), axis), (scale(row.ends[-1]), axis)), style.spot(row.role), 1.2)
        return [line, *(style.dot(scale(end), axis, row.role, inferred=row.hatched) for end in row.ends)]
    return rows.bars(row.ends, axis, scale, row.role, row.hatched, style)


def _texts(row: Row, axis: float, scale: Scale, style: Style) -> tuple[list[Mark], float]:
    """Value and notes behind the bar if they fit there on a line, else what does not fit below it; and how deep."""
    x = max(scale(end) for end in (0.0, *row.ends)) + _GAP + _off(row)
    room, baseline = style.width - x, middle(axis, style.value)
    line = flow([*row.value, *row.notes], room)
    if line.fits(room):
        return [*line.at(x, baseline)], 0.0
    behind, rest = ((), (*row.value, *row.notes)) if len(row.ends) > 1 else (row.value, row.notes)
    below = flow(rest, style.width - scale(0) - _GAP, _LEADING)
    under = below.at(scale(0) + _GAP, axis + style.bar / 2 + style.note.size + 1.0)
    return [*flow(behind, style.width).at(x, baseline), *under], below.height + 2.0


def _off(row: Row) -> float:
    """How much farther off a value stands behind the dot of a thin line."""
    return 2.0 if row.thin else 0.0


def _alt(ranking: Sequence[Entry], measure: Measure, words: Words) -> tuple[Cell, ...]:
    """The best few, the focus and its predecessor, and who is missing."""
    bars = [entry for entry in ranking if entry.fact and not entry.other]
    told = [entry for i, entry in enumerate(bars) if i < 3 or words.role(entry.subject) != "other"]
    head = words.heading(measure, [entry.fact for entry in bars if entry.fact], joint=", ")
    best = listed([rows.told(entry, words) for entry in told])
    missing = words.missing([entry.subject for entry in ranking if entry.fact is None])
    return words.sentences(words.gettext("Ranked bars"), (Cell(head),), best, missing)
