"""What charts refuse to draw: a spec, the records and the facts in; findings out, for which nothing has to be drawn.

What depends on how wide letters are set (`crowded`) is known only when a chart is laid out.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from briefing.charts import points
from briefing.dataset import derive, select
from briefing.dataset.facts import Dataset, Derivation, Fact, Facts
from briefing.dataset.model import Statement
from briefing.dataset.specs import (
    ChartSpec,
    DotsChart,
    GapsChart,
    HeatChart,
    MatrixChart,
    MultiplesChart,
    Pick,
    RankedChart,
    ScatterChart,
    SlopeChart,
    TimelineChart,
    TrendChart,
)
from briefing.dataset.values import Term
from briefing.diagnostics import Diagnostic, Failure, Place, unknown

T = TypeVar("T")
_GAP = "row with a fact of the focus and one of a rival"
#: The most facts that a note lists.
_MOST = 8


def crowded(message: str) -> Failure:
    """The failure of a chart whose labels find no place."""
    advice = "show fewer subjects, or give them shorter names"
    return Failure([Diagnostic("chart-too-crowded", message, help=advice)])


def found(spec: ChartSpec, dataset: Dataset, facts: Facts) -> tuple[Diagnostic, ...]:
    """Everything in the data that keeps a chart from being drawn, at the place of the spec, the chart named.

    The codes: `no-zero-axis`, `mixed-units`, `no-direction`, `empty-chart`, `not-a-quantity`, `unknown-fact`, and what
    `dataset.select` and `dataset.derive` raise.
    """
    examination = _Examination(dataset, facts)
    examination.of(spec)
    told = dict.fromkeys(examination.wrong or examination.empty)
    return tuple(replace(it, message=f"chart `{spec.id}`: {it.message}").at(spec.place) for it in told)


def briefly(statement: Statement) -> tuple[str, Place]:
    """What a statement says, in few words where it has them."""
    return (statement.short, statement.at("short")) if statement.short else (statement.says, statement.at("says"))


@dataclass(frozen=True, slots=True)
class _Examination:
    """One chart's data: what is `wrong` with it, and what it has nothing of, which may only follow from that."""

    dataset: Dataset
    facts: Facts
    wrong: list[Diagnostic] = field(default_factory=list)
    empty: list[Diagnostic] = field(default_factory=list)

    def of(self, spec: ChartSpec) -> None:
        """Find what is wrong."""
        match spec:
            case RankedChart():
                self._ranked(spec)
            case GapsChart():
                self._some([gap for pick in spec.rows if (gap := self._gap(pick, spec))], _GAP, spec.rows)
            case DotsChart():
                self._axis(self._listed(spec.facts))
                self._some(spec.facts, "fact listed")
            case ScatterChart():
                self._scatter(spec)
            case MultiplesChart(panels=picks) | HeatChart(rows=picks):
                given = [fact for pick in picks for fact in self._picked(pick, spec.subjects).values()]
                self._some(given, "fact of any subject listed", picks)
            case SlopeChart():
                self._slope(spec)
            case TrendChart():
                self._trend(spec)
            case TimelineChart():
                self._some(spec.events, "event listed")
            case MatrixChart():
                self._some((*spec.statements, *self._listed(spec.facts)), "statement or fact listed")

    # --- kinds ------------------------------------------------------------------------------------------------

    def _ranked(self, spec: RankedChart) -> None:
        measure = spec.pick.measure
        if not self.dataset.measures[measure].zero:
            message = f"bars from zero would mislead for `{measure}`, which has no meaningful zero"
            self.wrong.append(Diagnostic("no-zero-axis", message, help="use a chart of kind `dots`"))
        bars = tuple(self._picked(spec.pick, spec.subjects).values())
        self._axis((*bars, *self._listed(spec.lines)))
        self._some(bars, f"fact of `{measure}` under the conditions picked", (spec.pick,))

    def _gap(self, pick: Pick, spec: GapsChart) -> Derivation | None:
        measure = self.dataset.measures[pick.measure]
        if measure.direction is None:
            advice = "give the measure a `direction`, or take it out of the chart"
            self.wrong.append(Diagnostic("no-direction", f"neither end of `{measure.id}` is better", help=advice))
            return None
        given = self._picked(pick, points.contestants(spec, self.dataset))
        return self._attempt(lambda: points.contest(given, measure, self.dataset).gap)

    def _scatter(self, spec: ScatterChart) -> None:
        level, upright = self._picked(spec.x, spec.subjects), self._picked(spec.y, spec.subjects)
        what = f"subject with both `{spec.x.measure}` and `{spec.y.measure}`"
        self._some(level.keys() & upright.keys(), what, (spec.x, spec.y))

    def _slope(self, spec: SlopeChart) -> None:
        given = self._listed([ref for pair in spec.pairs for ref in (pair.left, pair.right) if ref])
        for panel in points.paired(spec, self.facts, self.dataset) if given else ():
            self._axis(tuple(fact for _, ends in panel for fact in ends if fact))
        self._some(given, "pair of facts listed")

    def _trend(self, spec: TrendChart) -> None:
        found = self._attempt(lambda: points.running(spec, self.facts, self.dataset)) or {}
        self._axis([fact for own in found.values() for fact in own.values()])
        what = f"second `{spec.along}` for which there are facts of `{spec.pick.measure}` under the conditions picked"
        self._some(tuple(found)[1:], what, (spec.pick,))

    # --- what they share --------------------------------------------------------------------------------------

    def _picked(self, pick: Pick, subjects: Sequence[str]) -> Mapping[str, Fact]:
        """The facts of a pick by subject, none where they cannot be told or cannot stand on one axis."""
        found = self._attempt(lambda: select.facts_for(self.facts, pick.measure, pick.qualifiers, subjects))
        return found if found and self._axis(tuple(found.values())) else {}

    def _listed(self, ids: Sequence[str]) -> tuple[Fact, ...]:
        """The facts of these ids, none where one of them is not there."""
        lacking = [it for it in ids if it not in self.facts]
        self.wrong.extend(unknown("fact", it, self.facts, what=f"there is no fact `{it}`") for it in lacking)
        return () if lacking else tuple(self.facts[it] for it in ids)

    def _axis(self, facts: Sequence[Fact]) -> bool:
        """Whether facts can stand on one axis: they are numbers or dates, and of one unit."""
        terms = {fact.measure: value for fact in facts for value in fact.values if isinstance(value, Term)}
        self.wrong.extend(
            Diagnostic("not-a-quantity", f"`{term}` of `{measure}` has no place on an axis", help="list it in a table")
            for measure, term in terms.items()
        )
        others = [fact for fact in facts if fact.measure not in terms]
        units = self._attempt(lambda: derive.units_of(others, self.dataset)) or frozenset()
        if len(units) > 1:
            message = f"facts in {', '.join(f'`{unit}`' for unit in sorted(units))} cannot share an axis"
            self.wrong.append(Diagnostic("mixed-units", message, help="make a chart for each unit"))
        return not terms and len(units) < 2

    def _some(self, given: Collection[object], what: str, picks: Sequence[Pick] = ()) -> None:
        """There is something to draw."""
        if given:
            return
        measures = dict.fromkeys(pick.measure for pick in picks)
        notes = tuple(note for measure in measures for note in self._known(measure))
        advice = "check the measure and the conditions it asks for" if picks else "list what it is to show"
        self.empty.append(Diagnostic("empty-chart", f"there is no {what}", notes=notes, help=advice))

    def _known(self, measure: str) -> Iterator[str]:
        """Which facts of a measure there are."""
        ids = [fact.id for fact in self.facts.values() if fact.measure == measure]
        shown = ", ".join(f"`{it}`" for it in ids[:_MOST]) + (", …" if len(ids) > _MOST else "")
        yield f"facts of `{measure}`: {shown or 'none'}"

    def _attempt(self, make: Callable[[], T]) -> T | None:
        """What `make` gives, or None where it fails, which is noted."""
        try:
            return make()
        except Failure as failure:
            self.wrong.extend(failure.diagnostics)
            return None
