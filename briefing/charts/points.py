"""Facts as numbers on an axis: where their values lie, which sides a dispute has, what conditions they share."""

from collections.abc import Sequence

from briefing.charts.refusals import refusal
from briefing.dataset.model import Claim, Derivation, Fact, Measure, Status
from briefing.dataset.values import PartialDate, Quantity, Value, agree


def number(value: Value) -> float:
    """Where a value lies: the number, or the day halfway through a partial date; raises Failure `not-a-quantity`."""
    if isinstance(value, Quantity):
        return float(value.number)
    if isinstance(value, PartialDate):
        return (value.first.toordinal() + value.last.toordinal()) / 2
    raise refusal("not-a-quantity", f"`{value}` has no place on an axis", "list it in a table")


def disputed(fact: Fact | None) -> bool:
    """Whether there is a fact and sources disagree on it."""
    return fact is not None and fact.status is Status.DISPUTED


def ordered(fact: Fact) -> tuple[Value, ...]:
    """What to print: both values of a disputed fact, lower first; else the one value."""
    return tuple(sorted(fact.values, key=number)) if disputed(fact) else (fact.value,)


def sides(fact: Fact) -> tuple[tuple[Value, tuple[Claim, ...]], ...]:
    """Each value of a disputed fact, lower first, with the claims that bear it."""
    return tuple((v, tuple(claim for claim in fact.claims if agree(v, claim.value))) for v in ordered(fact))


def ends(fact: Fact | Derivation | None) -> tuple[float, ...]:
    """The values to print as numbers, lowest first, each once; none where there is no fact."""
    if fact is None:
        return ()
    return tuple(sorted({number(v) for v in (ordered(fact) if isinstance(fact, Fact) else fact.values)}))


def centre(fact: Fact) -> float:
    """What a fact is sorted by: its value, or the middle of a disputed one."""
    lowest, *_, highest = (*ends(fact), *ends(fact))
    return (lowest + highest) / 2


def best_first(facts: Sequence[Fact], measure: Measure) -> list[Fact]:
    """The facts sorted by value, the better end first (the higher where neither is better), then by id."""
    sign = 1 if measure.direction == "lower" else -1
    return sorted(facts, key=lambda fact: (sign * centre(fact), fact.id))


def shared(facts: Sequence[Fact]) -> tuple[tuple[str, str], ...]:
    """The qualifiers that all the facts have in common, in the order of the first."""
    first = facts[0].qualifiers if facts else ()
    return tuple(pair for pair in first if all(pair in fact.qualifiers for fact in facts))
