"""Signed gaps of the focus to its best rival: one diverging bar a measure, to the right where the focus is better.

Rows stand in sections of one unit each, every section on a scale of its own unless the measures share theirs, so
that percentage points, plain points and ratings are never set against each other unsaid. Rivals that are level are
all named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from briefing.charts import points, rows
from briefing.charts.flow import Block, Run, flow
from briefing.charts.layout import Scale
from briefing.charts.marks import Bar, Label, Line, Mark, ending, middle
from briefing.charts.refusals import crowded
from briefing.charts.sheet import Sheet
from briefing.charts.style import Style
from briefing.charts.words import Words, joined, listed, whole
from briefing.dataset import select
from briefing.dataset.facts import Derivation, Fact, Facts
from briefing.dataset.model import Measure
from briefing.dataset.specs import GapsChart, Pick
from briefing.exhibit import Cell, DataTable

_LEADING = 9.8
_PAD = 3.0
#: Where the bars begin and end, as shares of the width.
_LEFT, _RIGHT = 0.34, 0.68
#: The least width that bars may have on both sides of zero together, and the least share of it on either.
_SHORTEST, _LEAST = 20.0, 0.15


@dataclass(frozen=True, slots=True)
class Gap:
    """One measure: what the focus has, its best rival's, and the gap, above zero where the focus is better."""

    measure: Measure
    label: tuple[Cell, ...]
    own: Fact | None
    rivals: tuple[Fact, ...]
    gap: Derivation | None

    @property
    def rival(self) -> Fact | None:
        """The best rival's fact; of several that are level, one."""
        return self.rivals[0] if self.rivals else None

    @property
    def family(self) -> tuple[object, ...]:
        """What it has in common with gaps whose bars may be held against it."""
        return points.family(self.measure, [fact for fact in (self.own, *self.rivals) if fact])

    @property
    def ends(self) -> tuple[float, ...]:
        """The gap, or both ends of a disputed one, nearer to zero first."""
        return tuple(sorted(points.ends(self.gap), key=abs))


@dataclass(frozen=True, slots=True)
class Row:
    """One gap, worded."""

    name: Block
    value: Run
    rival: Block
    ends: tuple[float, ...]
    hatched: bool

    @property
    def height(self) -> float:
        """As high as its higher side, and some air."""
        return max(self.name.height, self.rival.height) + 2 * _PAD


def lay_out(spec: GapsChart, facts: Facts, words: Words, style: Style) -> Sheet:
    """The sheet of gaps, a section for each unit."""
    gaps = [_gap(pick, spec, facts, words) for pick in spec.rows]
    sections = _sections(gaps)
    marks: list[Mark] = []
    y = 0.0
    for section in sections:
        drawn, y = _section(section, y, _scale(section, gaps, words, style), words, style)
        marks += drawn
    ordered = [gap for section in sections for gap in section]
    derivations = tuple(gap.gap for gap in ordered if gap.gap)
    return Sheet(tuple(marks), y, _alt(ordered, words), _table(ordered, words), derivations)


def _gap(pick: Pick, spec: GapsChart, facts: Facts, words: Words) -> Gap:
    measure = words.dataset.measures[pick.measure]
    subjects = points.contestants(spec, words.dataset)
    given = select.facts_for(facts, measure.id, pick.qualifiers, subjects)
    contest = points.contest(given, measure, words.dataset)
    return Gap(measure, words.picked(pick, measure), contest.own, contest.best, contest.gap)


def _sections(gaps: Sequence[Gap]) -> list[list[Gap]]:
    """Gaps of one unit together, in the order of the spec; in each the greatest lead first, what lacks one last."""
    groups: dict[tuple[str | None, bool], list[Gap]] = {}
    for gap in gaps:
        groups.setdefault((gap.measure.unit, gap.measure.zero), []).append(gap)
    return [sorted(group, key=lambda gap: (not gap.ends, -sum(gap.ends), gap.measure.id)) for group in groups.values()]


def _scale(section: Sequence[Gap], gaps: Sequence[Gap], words: Words, style: Style) -> Scale:
    """One scale for all gaps that may be held against those of the section, with room for the values beyond bars.

    Zero stands at the same place in every section.
    """
    families = {gap.family for gap in section}
    behind, ahead = _reach([gap for gap in gaps if gap.family in families])
    rooms = {True: 5.0, False: 5.0}
    for gap in gaps:
        run = _value(gap, words, style)
        rooms[_runs_left(gap.ends)] = max(rooms[_runs_left(gap.ends)], run.style.width(run.text) + 5.0)
    start, end = style.width * _LEFT + rooms[True], style.width * _RIGHT - rooms[False]
    if end - start < _SHORTEST:
        raise crowded("the gaps leave no room for their bars")
    least = {left: (style.note.width(text) + 8.0 - rooms[left]) / (end - start) for left, text in _sides(words).items()}
    left = _left(gaps, max(_LEAST, least[True]), 1 - max(_LEAST, least[False]))
    step = max(behind / left, ahead / (1 - left)) or 1.0
    return Scale(-left * step, (1 - left) * step, start, end)


def _reach(gaps: Sequence[Gap]) -> tuple[float, float]:
    """How far the gaps run behind zero, and how far ahead of it."""
    ends = [end for gap in gaps for end in gap.ends]
    return max((0.0, *(-end for end in ends))), max((0.0, *ends))


def _left(gaps: Sequence[Gap], least: float, most: float) -> float:
    """The share of the width left of zero with which the bars of every family come nearest to the longest they can be."""
    reaches = [
        _reach([gap for gap in gaps if gap.family == family]) for family in dict.fromkeys(gap.family for gap in gaps)
    ]
    spans = [(behind, ahead) for behind, ahead in reaches if behind + ahead]

    def longest(left: float) -> float:
        return min((b + a) / max(b / left, a / (1 - left)) for b, a in spans)

    shares = sorted({max(min(behind / (behind + ahead), most), least) for behind, ahead in spans if least < most})
    return max(shares, key=longest, default=0.5)


def _sides(words: Words) -> dict[bool, str]:
    """What stands above the bars left of zero, and above those right of it."""
    return {True: "← " + words.pgettext("chart", "behind"), False: words.pgettext("chart", "ahead") + " →"}


def _runs_left(ends: Sequence[float]) -> bool:
    """Whether a value stands left of its bar: where all of it lies behind."""
    return bool(ends) and max(ends) < 0


def _section(section: Sequence[Gap], y: float, scale: Scale, words: Words, style: Style) -> tuple[list[Mark], float]:
    worded = [_worded(gap, words, style) for gap in section]
    top = y + style.head.size + 6.0
    marks: list[Mark] = [*_heads(section, y + style.head.size, scale(0), words, style)]
    y = top
    for row in worded:
        marks += [Line(((0, y), (style.width, y)), style.colours.grid), *_drawn(row, y, scale, style)]
        y += row.height
    marks.append(Line(((scale(0), top), (scale(0), y)), style.colours.ink, 0.8))
    return marks, y + 12.0


def _heads(section: Sequence[Gap], baseline: float, zero: float, words: Words, style: Style) -> tuple[Label, ...]:
    gap = next((gap for gap in section if gap.gap), section[0])
    unit = words.gap_unit(gap.gap, gap.measure)
    return (
        Label(0, baseline, words.gettext("Gap") + f", {unit}", style.head),
        ending(zero - 6, baseline, _sides(words)[True], style.note),
        Label(zero + 6, baseline, _sides(words)[False], style.note),
        Label(style.width * _RIGHT + 8, baseline, words.gettext("Best rival"), style.head),
    )


def _worded(gap: Gap, words: Words, style: Style) -> Row:
    room = style.width * _LEFT - 10
    condition = words.condition(gap.own.qualifiers) if gap.own else ""
    return Row(
        name=flow([*rows.prose_runs(gap.label, style.name), *rows.note_runs(style, condition)], room, _LEADING),
        value=_value(gap, words, style),
        rival=_rival(gap, style.width * (1 - _RIGHT) - 8, words, style),
        ends=gap.ends,
        hatched=any(fact is not None and fact.inferred for fact in (gap.own, gap.rival)),
    )


def _value(gap: Gap, words: Words, style: Style) -> Run:
    if gap.gap is None:
        return Run(words.gettext("not given"), style.absent)
    ahead = all(end > 0 for end in gap.ends)
    return Run(words.signed(gap.gap), style.focus if ahead else style.value, gap.gap.id)


def _rival(gap: Gap, room: float, words: Words, style: Style) -> Block:
    """The rival's name and figure, then that of the focus, and how the rival's is not quite like it."""
    if gap.rival is None:
        return flow([Run(words.gettext("no rival’s figure given"), style.absent)], room, _LEADING)
    name = Run(_rivals(gap, words), style.name)
    against = (Run(words.pgettext("chart", "against"), style.note),) if gap.own else ()
    own, other = (rows.figures(fact, words, style, style.note) for fact in (gap.own, gap.rival))
    notes = rows.note_runs(style, words.unlike(gap.own, gap.rival), words.status(gap.rival))
    told = [name, *other, *against, *own]
    beside = flow([*told, *notes], room, _LEADING)
    return beside if beside.fits(room) else flow(told, room, _LEADING).over(flow(notes, room, _LEADING))


def _rivals(gap: Gap, words: Words) -> str:
    return ", ".join(words.subject(fact.subject) for fact in gap.rivals)


def _drawn(row: Row, y: float, scale: Scale, style: Style) -> list[Mark]:
    """Name, bar and rival with their first lines level; the value stands beyond the bar's end."""
    axis = y + _PAD + _LEADING / 2
    marks: list[Mark] = [*row.name.at(0, middle(axis, style.name))]
    # Of a gap that may run either way nothing is sure but zero: both sides of it are hollow.
    either = bool(row.ends) and min(row.ends) < 0 < max(row.ends)
    stretches = ((0.0, min(row.ends)), (0.0, max(row.ends))) if either else pairwise((0.0, *row.ends))
    for i, (one, other) in enumerate(stretches):
        start, end = sorted((scale(one), scale(other)))
        colour = style.accent.strong if other > 0 else style.colours.bar
        marks.append(
            Bar(start, axis - style.bar / 2, end - start, style.bar, colour, row.hatched, hollow=either or i > 0)
        )
    baseline = middle(axis, style.value)
    return [*marks, _beyond(row, baseline, scale), *row.rival.at(style.width * _RIGHT + 8, baseline)]


def _beyond(row: Row, baseline: float, scale: Scale) -> Label:
    """The value left of a bar that runs left, else right of what is drawn."""
    run = row.value
    if _runs_left(row.ends):
        return ending(scale(min(row.ends)) - 4, baseline, run.text, run.style, run.ref)
    return Label(scale(max((0.0, *row.ends))) + 4, baseline, run.text, run.style, run.ref)


def _alt(gaps: Sequence[Gap], words: Words) -> tuple[Cell, ...]:
    """All gaps where they are few, else the greatest lead and the greatest lag of each unit."""
    given = [gap for gap in gaps if gap.gap]
    shown = given if len(given) < 4 else [gap for section in _sections(given) for gap in (section[0], section[-1])][:4]
    told = listed([_told(gap, words) for gap in {gap.gap: gap for gap in shown}.values()], "; ")
    return words.sentences(
        words.gettext("Gaps to the best rival"), (Cell(words.subject(words.dataset.topic.focus)),), told
    )


def _told(gap: Gap, words: Words) -> tuple[Cell, ...]:
    if not gap.gap or not gap.rival:
        return ()
    against = words.versus() + _rivals(gap, words)
    return (*gap.label, Cell(" "), Cell(words.signed(gap.gap, unit=True), gap.gap.id), Cell(against))


def _table(gaps: Sequence[Gap], words: Words) -> DataTable:
    rival, value = words.gettext("Best rival"), words.gettext("Value")
    focus = words.subject(words.dataset.topic.focus)
    measure, apart, condition = words.gettext("Measure"), words.gettext("Gap"), words.gettext("Condition")
    head = (measure, focus, rival, f"{rival}: {value}", apart, condition, words.gettext("Status"))
    return DataTable(head, tuple(_table_row(gap, words) for gap in gaps))


def _table_row(gap: Gap, words: Words) -> tuple[Cell, ...]:
    return (
        whole(gap.label),
        rows.value_cell(gap.own, words),
        Cell(_rivals(gap, words) or words.gettext("no rival’s figure given")),
        rows.value_cell(gap.rival, words),
        Cell(words.signed(gap.gap, unit=True), gap.gap.id) if gap.gap else Cell(words.gettext("not given")),
        Cell(words.condition(gap.own.qualifiers) if gap.own else ""),
        Cell(joined(", ", *dict.fromkeys((words.status(gap.own), words.status(gap.rival))))),
    )
