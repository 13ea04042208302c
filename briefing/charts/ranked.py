"""Ranked bars of one measure, from zero, best first: facts in, a sheet out.

The focus is in the accent, its predecessor in a paler one and named; an inferred fact is hatched; of a disputed one
the bar ends in a hollow stretch from the lower to the higher value, with who says which; a subject without the fact
is named as such. `lines` are facts under other conditions, each a thin line of its own below its subject's bar.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts import _shim as select
from briefing.charts import rows, words
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import Scale, from_zero
from briefing.charts.marks import Bar, Dot, Line, Mark, middle
from briefing.charts.rows import Entry
from briefing.charts.sheet import Say, Sheet, demand_some, refusal, wanted
from briefing.charts.style import Style
from briefing.dataset.model import Dataset, Facts, Measure, RankedChart
from briefing.exhibit import Cell

_GAP = 5.0
_LEADING = 10.0


@dataclass(frozen=True, slots=True)
class Row:
    """One bar or thin line, worded: `ends` are its values from near zero to far, none where nothing is given."""

    name: Block
    ends: tuple[float, ...]
    value: tuple[Run, ...]
    notes: tuple[Run, ...]
    colour: str
    hatched: bool
    thin: bool


def lay_out(spec: RankedChart, dataset: Dataset, facts: Facts, style: Style, lang: str, say: Say) -> Sheet:
    """The sheet of ranked bars; raises Failure `no-zero-axis` for a measure that has no meaningful zero."""
    measure = dataset.measures[spec.pick.measure]
    if not measure.zero:
        raise refusal(
            "no-zero-axis",
            f"bars from zero would mislead for `{measure.id}`, which has no meaningful zero",
            "use a chart of kind `dots`",
        )
    ranking = _ranking(spec, dataset, facts, measure)
    bars = [entry.fact for entry in ranking if entry.fact and not entry.other]
    common = words.shared(bars)
    head = flow([Run(words.heading(dataset, measure, common, lang), style.head)], style.width)
    worded = [_worded(entry, common, dataset, style, lang) for entry in ranking]
    marks, height = _marks(worded, head, style)
    return Sheet(marks, height, _alt(ranking, measure, dataset, lang), rows.table(ranking, dataset, lang))


def _ranking(spec: RankedChart, dataset: Dataset, facts: Facts, measure: Measure) -> list[Entry]:
    found = select.matching(facts, measure.id, spec.pick.qualifiers)
    chosen = rows.best_first([f for f in found if not spec.subjects or f.subject in spec.subjects], measure, dataset)
    demand_some(chosen, f"`{measure.id}` under the conditions picked")
    with_fact = {fact.subject for fact in chosen}
    given = [Entry(fact.subject, fact) for fact in chosen]
    without = [Entry(subject, None) for subject in spec.subjects if subject not in with_fact]
    return _with_lines([*given, *without], [Entry(f.subject, f, other=True) for f in wanted(facts, spec.lines)])


def _with_lines(ranking: Sequence[Entry], lines: Sequence[Entry]) -> list[Entry]:
    """Each subject's facts under other conditions after the last of its bars; of strangers, at the end."""
    last = {entry.subject: i for i, entry in enumerate(ranking)}
    keyed = [*enumerate(ranking), *((last.get(line.subject, len(ranking)), line) for line in lines)]
    return [entry for _, entry in sorted(keyed, key=lambda pair: pair[0])]


def _worded(entry: Entry, common: Sequence[tuple[str, str]], dataset: Dataset, style: Style, lang: str) -> Row:
    topic, fact = dataset.topic, entry.fact
    focus, predecessor = entry.subject == topic.focus, entry.subject == topic.focus_predecessor
    name = Run(words.subject_name(dataset, entry.subject), style.focus if focus else style.name)
    condition = words.condition(dataset, fact.qualifiers, () if entry.other else common) if fact else ""
    role = words.fixed("predecessor", lang) if predecessor and not entry.other else ""
    return Row(
        name=flow([name], style.width * 0.3, _LEADING),
        ends=tuple(sorted(set(words.low_high(fact)), key=abs)) if fact else (),
        value=rows.value_runs(dataset, fact, lang, style, style.focus if focus else style.value),
        notes=rows.note_runs(style, role, condition, rows.status(fact, lang)),
        colour=style.accent if focus else style.accent_soft if predecessor else style.colours.bar,
        hatched=fact is not None and fact.inferred,
        thin=entry.other,
    )


def _marks(ranking: Sequence[Row], head: Block, style: Style) -> tuple[tuple[Mark, ...], float]:
    scale = _scale(ranking, style)
    marks: list[Mark] = [*head.at(0, style.head.size)]
    top = y = head.height + _GAP
    for before, row in zip((None, *ranking), ranking, strict=False):
        if not (row.thin and before and before.name == row.name):
            marks += row.name.at(0, middle(y + style.row / 2, style.name))
        marks += _drawn(row, y + style.row / 2, scale, style)
        texts, deep = _texts(row, y + style.row / 2, scale, style)
        marks += texts
        y += max(style.row + deep, row.name.height + _GAP)
    zero = Line(((scale(0), top), (scale(0), y)), style.colours.ink, 0.8)
    return (*marks, zero), y + 2.0


def _scale(ranking: Sequence[Row], style: Style) -> Scale:
    """As long as the values behind the bars leave room for."""
    left = max(row.name.width for row in ranking) + 2 * _GAP
    full = from_zero([end for row in ranking for end in row.ends], 0.0, 1.0)
    room = style.width - left - _GAP
    length = room
    for row in ranking:
        if len(row.ends) == 1:
            share = max(full(max(0.0, row.ends[0])), 0.05)
            length = min(length, (room - flow(row.value, style.width).width) / share)
    return Scale(full.low, full.high, left, left + length)


def _drawn(row: Row, axis: float, scale: Scale, style: Style) -> list[Mark]:
    """Solid to the nearer value, and of a disputed fact hollow from there to the farther one."""
    if row.thin:
        line = Line(((scale(0), axis), (scale(row.ends[-1]), axis)), row.colour, 1.2)
        return [line, *(Dot(scale(end), axis, "ring" if row.hatched else "dot", row.colour) for end in row.ends)]
    marks: list[Mark] = []
    for i, (one, other) in enumerate(zip((0.0, *row.ends), row.ends, strict=False)):
        start, end = sorted((scale(one), scale(other)))
        bar = Bar(start, axis - style.bar / 2, end - start, style.bar, row.colour, row.hatched, hollow=i > 0)
        marks.append(bar)
    return marks


def _texts(row: Row, axis: float, scale: Scale, style: Style) -> tuple[list[Mark], float]:
    """Value and notes behind the bar if they fit there on a line, else what does not fit below it; and how deep."""
    x = max(scale(0), *(scale(end) for end in row.ends), scale(0)) + _GAP
    room, below = style.width - x, style.width - scale(0) - _GAP
    whole = flow([*row.value, *row.notes], room)
    if len(whole.lines) == 1 and whole.width <= room:
        return [*whole.at(x, middle(axis, style.value))], 0.0
    disputed = len(row.ends) > 1
    behind, rest = ((), (*row.value, *row.notes)) if disputed else (row.value, row.notes)
    block = flow(rest, below, _LEADING)
    under = block.at(scale(0) + _GAP, axis + style.bar / 2 + style.note.size + 1.0)
    return [*flow(behind, room).at(x, middle(axis, style.value)), *under], block.height + 2.0


def _alt(ranking: Sequence[Entry], measure: Measure, dataset: Dataset, lang: str) -> tuple[Cell, ...]:
    bars = [entry for entry in ranking if entry.fact and not entry.other]
    special = (dataset.topic.focus, dataset.topic.focus_predecessor)
    told = [entry for i, entry in enumerate(bars) if i < 3 or entry.subject in special]
    head = words.heading(dataset, measure, words.shared([entry.fact for entry in bars if entry.fact]), lang)
    best = words.listed([rows.told(entry, dataset, lang) for entry in told])
    return words.sentence((Cell(head),), best, rows.told_missing(ranking, dataset, lang), lang=lang)
