"""Facts as numbers on an axis: where their values lie, which sides a dispute has, what conditions they share.

In: facts and specs. Out: numbers, and which facts stand against each other; nothing here knows how a chart is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from briefing.dataset import derive, reconcile, select
from briefing.dataset.facts import Claim, Dataset, Derivation, Fact, Facts, Status
from briefing.dataset.model import Measure
from briefing.dataset.specs import GapsChart, Pair, SlopeChart, TrendChart
from briefing.dataset.values import PartialDate, Quantity, Value


def number(value: Value) -> float:
    """Where a value lies: the number, or the day halfway through a partial date; never a term (`refusals`)."""
    if isinstance(value, Quantity):
        return float(value.number)
    assert isinstance(value, PartialDate)
    return (value.first.toordinal() + value.last.toordinal()) / 2


def disputed(fact: Fact | None) -> bool:
    """Whether there is a fact and sources disagree on it."""
    return fact is not None and fact.status is Status.DISPUTED


@dataclass(frozen=True, slots=True)
class Side:
    """A value to print, its unit, and the claims that bear it."""

    value: Value
    unit: str | None
    claims: tuple[Claim, ...]


def sides(fact: Fact) -> tuple[Side, ...]:
    """What to print: both values of a disputed fact, lower first; else the one value."""
    given = sorted(fact.sides, key=lambda side: number(side[0])) if disputed(fact) else fact.sides[:1]
    return tuple(Side(value, unit, reconcile.bearing(fact, value, unit)) for value, unit in given)


def values(fact: Fact) -> tuple[Value, ...]:
    """The values to print, lower first."""
    return tuple(side.value for side in sides(fact))


def ends(fact: Fact | Derivation | None) -> tuple[float, ...]:
    """The values to print as numbers, lowest first, each once; none where there is no fact."""
    if fact is None:
        return ()
    return tuple(sorted({number(v) for v in (values(fact) if isinstance(fact, Fact) else fact.values)}))


def centre(fact: Fact) -> float:
    """What a fact is sorted by: its value, or the middle of a disputed one."""
    lowest, *_, highest = (*ends(fact), *ends(fact))
    return (lowest + highest) / 2


def best_first(facts: Sequence[Fact], measure: Measure) -> list[Fact]:
    """The facts sorted by value, the better end first (the higher where neither is better), then by id."""
    sign = 1 if measure.direction == "lower" else -1
    return sorted(facts, key=lambda fact: (sign * centre(fact), fact.id))


#: Units in which scores of a hundred at most are written.
_SCORES = (None, "percent", "points")
_HUNDRED = 100


def family(measure: Measure, facts: Sequence[Fact]) -> tuple[object, ...]:
    """What measures have in common whose bars may be held against each other: a unit, or a score up to a hundred."""
    if not measure.zero:
        return (measure.id,)
    if measure.unit not in _SCORES:
        return measure.unit, measure.scale
    bounded = measure.scale is None and all(0 <= end <= _HUNDRED for fact in facts for end in ends(fact))
    return ("score",) if bounded or measure.scale == (0, _HUNDRED) else (measure.id,)


def shared(facts: Sequence[Fact]) -> tuple[tuple[str, str], ...]:
    """The qualifiers that all the facts have in common, in the order of the first."""
    first = facts[0].qualifiers if facts else ()
    return tuple(pair for pair in first if all(pair in fact.qualifiers for fact in facts))


@dataclass(frozen=True, slots=True)
class Contest:
    """The fact of the focus, those of its best rivals, which are level, and how far it is ahead of them."""

    own: Fact | None
    best: tuple[Fact, ...]
    gap: Derivation | None


def contestants(spec: GapsChart, dataset: Dataset) -> tuple[str, ...]:
    """The focus and its rivals: by default all subjects but the focus and the one before it."""
    apart = {dataset.topic.focus, dataset.topic.focus_predecessor}
    return dataset.topic.focus, *(spec.rivals or (name for name in dataset.subjects if name not in apart))


def contest(given: Mapping[str, Fact], measure: Measure, dataset: Dataset) -> Contest:
    """How the focus stands to its best rival, by subject; raises what `derive.difference` does."""
    own = given.get(dataset.topic.focus)
    others = best_first([fact for fact in given.values() if fact is not own], measure)
    best = tuple(fact for fact in others if ends(fact) == ends(others[0]))
    if own is None or not best:
        return Contest(own, best, None)
    better, worse = (best[0], own) if measure.direction == "lower" else (own, best[0])
    return Contest(own, best, derive.difference(better, worse, dataset))


Ends = tuple[Fact | None, Fact | None]


def paired(spec: SlopeChart, facts: Facts, dataset: Dataset) -> list[list[tuple[Pair, Ends]]]:
    """Pairs of one measure, or of one unit, together, in the order of the spec; pairs of nothing are left out."""
    found: dict[str | None, list[tuple[Pair, Ends]]] = {}
    for pair in spec.pairs:
        both = (facts[pair.left] if pair.left else None, facts[pair.right] if pair.right else None)
        for fact in [fact for fact in both if fact][:1]:
            key = fact.measure if spec.group_by == "measure" else dataset.measures[fact.measure].unit
            found.setdefault(key, []).append((pair, both))
    return list(found.values())


def running(spec: TrendChart, facts: Facts, dataset: Dataset) -> dict[str, Mapping[str, Fact]]:
    """For each value of the condition that runs, in the order of the qualifier, the facts that there are, by subject.

    Values without any are left out. Raises what `select.facts_for` does.
    """
    found = {
        value: select.facts_for(facts, spec.pick.measure, {**spec.pick.qualifiers, spec.along: value}, spec.subjects)
        for value in dataset.qualifiers[spec.along].values
    }
    return {value: own for value, own in found.items() if own}
