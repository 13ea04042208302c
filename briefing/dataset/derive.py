"""Numbers worked out from facts: facts go in, derivations come out, with their formula.

No derivation has more digits than its inputs: a difference ends at the coarsest last digit, a ratio or share has the
fewest significant digits. Hedges carry over and turn round where they must ("52 ÷ under 18" is over 2.8); what is
over is rounded down and what is under is rounded up, so that the word stays true. A disputed input gives a value for
every combination of its sides, low to high.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from math import ceil, floor
from typing import Literal

from briefing.dataset.facts import Dataset, Derivation, Fact
from briefing.dataset.numerals import plain
from briefing.dataset.values import Hedge, Quantity, Term, Value
from briefing.diagnostics import Diagnostic, Failure

Direction = Literal["higher", "lower"]
Standing = Literal["ahead", "behind", "level", "mixed"]


def difference(a: Fact, b: Fact, dataset: Dataset) -> Derivation:
    """`a` − `b`, signed; of two percentages, or two bare scores, in points.

    Raises Failure `not-a-quantity`, `unit-mismatch` or `open-ended`.
    """
    unit = _common_unit(a, b, dataset)
    if unit == "percent" or (unit is None and dataset.measures[a.measure].direction):
        unit = "points"
    return _derivation("difference", a, b, _combine(a, b, _subtract), unit)


def ratio(a: Fact, b: Fact, dataset: Dataset) -> Derivation:
    """`a` ÷ `b`, in times.

    Raises Failure `not-a-quantity`, `unit-mismatch`, `open-ended`, `division-by-zero` or `no-true-zero`.
    """
    _proportional(a, b, dataset)
    return _derivation("ratio", a, b, _combine(a, b, _divide), "times")


def share(part: Fact, whole: Fact, dataset: Dataset) -> Derivation:
    """`part` ÷ `whole`, in percent. Raises as `ratio` does."""
    _proportional(part, whole, dataset)
    values = _combine(part, whole, lambda a, b: _divide(a, b, times=100))
    return _derivation("share", part, whole, values, "percent")


def rank(focus: Fact, among: Iterable[Fact], direction: Direction) -> Derivation:
    """The place of `focus` among facts of the same measure (itself, if it is there, counts once).

    `values` are all the places that the claims allow, best first: more than one where facts are disputed or not
    precise enough to tell them apart. `tied` says that another has the very same value. Raises Failure
    `not-comparable` where a value has no order.
    """
    others = [fact for fact in among if fact.id != focus.id]
    for fact in others:
        _same_unit(focus, fact, _claimed_unit(focus), _claimed_unit(fact))
    places: set[int] = set()
    for mine in positions(focus):
        standings = [{_compare(mine, other, direction) for other in positions(fact)} for fact in others]
        best = 1 + sum(found == {"behind"} for found in standings)
        worst = 1 + sum(bool(found & {"behind", "mixed"}) for found in standings)
        places.update(range(best, worst + 1))
    tied = len(places) == 1 and any(holds(focus, fact, direction) == "level" for fact in others)
    return Derivation(
        id=f"rank({','.join((focus.id, *sorted(fact.id for fact in others)))})",
        kind="rank",
        inputs=(focus.id, *(fact.id for fact in others)),
        values=tuple(Quantity(Decimal(place)) for place in sorted(places)),
        unit=None,
        formula=f"{_shown(focus)} among {', '.join(map(_shown, others)) or 'no other'} ({direction} is better)",
        tied=tied,
    )


def count(what: str, inputs: Sequence[str]) -> Derivation:
    """How many `inputs` there are, each counted once: `count("sources", ids)`."""
    ids = tuple(dict.fromkeys(inputs))
    return Derivation(
        id=f"count({what})",
        kind="count",
        inputs=ids,
        values=(Quantity(Decimal(len(ids))),),
        unit=None,
        formula=f"number of {what}",
    )


def holds(a: Fact, b: Fact, direction: Direction) -> Standing:
    """How `a` stands to `b` under every pair of claims that are not deprecated.

    `mixed` where pairs differ, or where values are not precise enough to tell. Raises Failure `unit-mismatch` or
    `not-comparable`.
    """
    _same_unit(a, b, _claimed_unit(a), _claimed_unit(b))
    found = {_compare(one, other, direction) for one, other in product(positions(a), positions(b))}
    return found.pop() if len(found) == 1 else "mixed"


def positions(fact: Fact) -> tuple[Value, ...]:
    """What a reader may take the fact to be: its values, and those of claims that were outvoted, not deprecated."""
    outvoted = (claim.value for claim in fact.deprecated if claim.rank != "deprecated")
    return tuple(dict.fromkeys((*fact.values, *outvoted)))


def unit_of(fact: Fact, dataset: Dataset) -> str | None:
    """The unit of the fact's first value: as its claim has it, else the measure's."""
    return _claimed_unit(fact) or dataset.measures[fact.measure].unit


def units_of(facts: Sequence[Fact], dataset: Dataset) -> frozenset[str]:
    """The units in which some facts are, dates among them; one where sources write a measure's scores in several ways.

    Raises Failure `unit-mismatch` where sources give one fact in several.
    """
    measures = {fact.measure for fact in facts}
    units = {unit_of(fact, dataset) for fact in facts if dataset.measures[fact.measure].kind != "date"}
    dates = any(dataset.measures[fact.measure].kind == "date" for fact in facts)
    if len(measures) == 1 and units <= _BARE:
        units = set(list(units)[:1])
    return frozenset({*(unit or "no unit" for unit in units), *(["dates"] if dates else [])})


# --- comparing ------------------------------------------------------------------------------------------------


def _compare(one: Value, other: Value, direction: Direction) -> Standing:
    if isinstance(one, Term) or isinstance(other, Term) or type(one) is not type(other):
        raise Failure([Diagnostic("not-comparable", f"{_said(one)} and {_said(other)} have no order")])
    if not one.hedge and not other.hedge and _same(one, other):
        return "level"
    (low, high), (other_low, other_high) = one.interval(), other.interval()
    if _apart(high, other_low, one):
        return "behind" if direction == "higher" else "ahead"
    if _apart(other_high, low, one):
        return "ahead" if direction == "higher" else "behind"
    return "mixed"


def _same(one: Value, other: Value) -> bool:
    """Whether two values are written alike: 57 and 57.0 are, 57 and 57.3 are not."""
    if isinstance(one, Quantity) and isinstance(other, Quantity):
        return one.number == other.number
    return one == other


def _apart(high: Fraction | None, low: Fraction, value: Value) -> bool:
    """Whether what ends at `high` lies below what begins at `low`; days include their ends, numbers do not."""
    if high is None:
        return False
    return high <= low if isinstance(value, Quantity) else high < low


# --- units ----------------------------------------------------------------------------------------------------


def _claimed_unit(fact: Fact) -> str | None:
    units = dict.fromkeys(unit for _, unit in fact.sides)
    if len(units) > 1 and not units.keys() <= _BARE:
        named = " and in ".join(unit or "no unit" for unit in units)
        raise Failure([Diagnostic("unit-mismatch", f"sources give `{fact.id}` in {named}")])
    return next(iter(units))


def _common_unit(a: Fact, b: Fact, dataset: Dataset) -> str | None:
    units = unit_of(a, dataset), unit_of(b, dataset)
    _same_unit(a, b, *units)
    return units[0]


def _same_unit(a: Fact, b: Fact, unit: str | None, other: str | None) -> None:
    same_score = a.measure == b.measure and {unit, other} <= _BARE
    if unit != other and not same_score:
        finding = Diagnostic(
            "unit-mismatch",
            f"`{a.id}` is in {unit or 'no unit'}, `{b.id}` in {other or 'no unit'}",
            help="compare facts of the same unit",
        )
        raise Failure([finding])


#: Units in which sources write the same score: 42.8%, 42.8 points or a bare 42.8.
_BARE = {None, "percent", "points"}


def _proportional(a: Fact, b: Fact, dataset: Dataset) -> None:
    _common_unit(a, b, dataset)
    for fact in (a, b):
        if not dataset.measures[fact.measure].zero:
            finding = Diagnostic(
                "no-true-zero",
                f"`{fact.measure}` has no true zero: a ratio of its values says nothing",
                help="use a difference, or take `zero: false` off the measure",
            )
            raise Failure([finding])


# --- arithmetic -----------------------------------------------------------------------------------------------


def _combine(a: Fact, b: Fact, formula: Callable[[Quantity, Quantity], Quantity]) -> tuple[Value, ...]:
    values = {formula(one, other) for one, other in product(_quantities(a), _quantities(b))}
    return tuple(sorted(values, key=lambda value: (value.number, value.hedge)))


def _quantities(fact: Fact) -> list[Quantity]:
    found = [value for value in fact.values if isinstance(value, Quantity)]
    if len(found) < len(fact.values):
        finding = Diagnostic("not-a-quantity", f"`{fact.id}` is no number to reckon with: {_shown(fact)}")
        raise Failure([finding])
    return found


def _subtract(a: Quantity, b: Quantity) -> Quantity:
    hedge = _joined(a, b)
    exact = Fraction(a.number) - Fraction(b.number)
    return Quantity(_rounded(exact, max(a.exponent, b.exponent), hedge), hedge)


def _divide(a: Quantity, b: Quantity, times: int = 1) -> Quantity:
    if not b.number:
        raise Failure([Diagnostic("division-by-zero", f"{plain(a.number)} cannot be divided by zero")])
    hedge = _joined(a, b)
    if hedge and (a.number < 0 or b.number < 0):
        raise _open_ended(a, b)
    exact = Fraction(a.number) / Fraction(b.number) * times
    return Quantity(_significant(exact, min(a.digits, b.digits), hedge), hedge)


def _significant(exact: Fraction, digits: int, hedge: Hedge) -> Decimal:
    """`exact` to so many significant digits; rounding may carry into one more, which then goes."""
    first = (Decimal(exact.numerator) / Decimal(exact.denominator)).adjusted() if exact else 0
    number = _rounded(exact, first - digits + 1, hedge)
    return number if len(number.as_tuple().digits) <= digits else _rounded(exact, first - digits + 2, hedge)


def _rounded(exact: Fraction, exponent: int, hedge: Hedge) -> Decimal:
    """`exact` to the place of `exponent`, on the side where the hedge stays true."""
    steps = exact / Fraction(10) ** exponent
    if hedge in _LOW_ENDS:
        whole = floor(steps)
    elif hedge in _HIGH_ENDS:
        whole = ceil(steps)
    else:
        nearest = floor(abs(steps) + Fraction(1, 2))
        whole = nearest if steps >= 0 else -nearest
    return Decimal(f"{whole}e{exponent}")  # `scaleb` would round to 28 digits


_LOW_ENDS = frozenset({Hedge.OVER, Hedge.AT_LEAST})
_HIGH_ENDS = frozenset({Hedge.UNDER, Hedge.UP_TO, Hedge.NEARLY})
_TWO_SIDED = frozenset({Hedge.ABOUT, Hedge.NEARLY})
#: The hedge of what is taken away or divided by, as it bears on the result: less taken away leaves more.
_TURNED = {
    Hedge.OVER: Hedge.UNDER,
    Hedge.AT_LEAST: Hedge.UP_TO,
    Hedge.UNDER: Hedge.OVER,
    Hedge.UP_TO: Hedge.AT_LEAST,
    Hedge.NEARLY: Hedge.OVER,
}


def _joined(a: Quantity, b: Quantity) -> Hedge:
    """The hedge of `a` − `b` or `a` ÷ `b`; raises Failure `open-ended` where nothing true can be said."""
    first, second = a.hedge, _TURNED.get(b.hedge, b.hedge)
    if not first or not second or first == second:
        return first or second
    if {a.hedge, b.hedge} <= _TWO_SIDED:
        return Hedge.ABOUT
    if {first, second} <= _LOW_ENDS:
        return Hedge.AT_LEAST
    if {first, second} <= _HIGH_ENDS:
        return Hedge.UP_TO
    raise _open_ended(a, b)


def _open_ended(a: Quantity, b: Quantity) -> Failure:
    finding = Diagnostic(
        "open-ended",
        f"nothing can be worked out from {_said(a)} and {_said(b)}: their hedges leave it open",
        help="print the two figures side by side",
    )
    return Failure([finding])


# --- writing down ---------------------------------------------------------------------------------------------


def _derivation(
    kind: Literal["difference", "ratio", "share"], a: Fact, b: Fact, values: tuple[Value, ...], unit: str | None
) -> Derivation:
    sign = "−" if kind == "difference" else "÷"
    return Derivation(
        id=f"{kind}({a.id},{b.id})",
        kind=kind,
        inputs=(a.id, b.id),
        values=values,
        unit=unit,
        formula=f"{_shown(a)} {sign} {_shown(b)}",
    )


def _shown(fact: Fact) -> str:
    """The values as formulas name them: "52", "about 9", "(1,427 or 1,444)"."""
    sides = " or ".join(map(_said, fact.values))
    return f"({sides})" if len(fact.values) > 1 else sides


def _said(value: Value) -> str:
    return f"{value.hedge} {plain(value.number)}".strip() if isinstance(value, Quantity) else str(value)
