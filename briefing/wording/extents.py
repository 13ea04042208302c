"""What rounded numbers may stand for: values go in; their bounds, magnitudes and the degrees that are true come out.

No words here: a degree is "about", "nearly", "over" or "under" with a number, and `wording` has the words for it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from math import floor
from typing import Literal

from briefing.dataset.values import LOOSENESS, Hedge, Quantity, Value

Degree = Literal["about", "nearly", "over", "under"]
#: Low and high end; high None means no upper end.
Bounds = tuple[Fraction, Fraction | None]
#: Multiples are worded up to this one.
MOST_TIMES = 12


def bounds(values: Sequence[Value]) -> Bounds:
    """The lowest and the highest that any of the quantities may be."""
    ends = [value.interval() for value in values if isinstance(value, Quantity)]
    highs = [high for _, high in ends if high is not None]
    return min(low for low, _ in ends), max(highs) if len(highs) == len(ends) else None


def multiple(extent: Bounds) -> tuple[Degree, int] | None:
    """The degree and whole multiple that hold for all of `extent`, or None.

    "nearly" k is within a tenth below k and nearer to k than to k - 1; "about" lies around k, within a tenth; "over" k
    is at least k, the greatest that is. None below double, above `MOST_TIMES`, and where it is too vague.
    """
    low, high = extent
    below, above = floor(low), floor(low) + 1
    if high is not None and 1 < above <= MOST_TIMES:
        near = max(above * (1 - LOOSENESS), above - Fraction(1, 2))
        if near <= low and high <= above:
            return "nearly", above
        if near <= low and high <= above * (1 + LOOSENESS):
            return "about", above
    return ("over", below) if 2 <= below <= MOST_TIMES else None


def fraction(extent: Bounds, known: Iterable[Fraction]) -> tuple[Degree, Fraction] | None:
    """The degree and one of the `known` fractions that hold for all of `extent`, or None.

    "about" is within a twentieth of the fraction, "nearly" within a tenth below it. Otherwise what is up to a half is
    "under" the next fraction, and what is above it "over" the last. None above the whole, and where it is too vague.
    "nearly" the whole starts at nine tenths.
    """
    low, high = extent
    rising = sorted(known)
    near = None if high is None else _near(low, high, rising)
    if near:
        return near
    if high is not None and high <= Fraction(1, 2):
        return "under", min(one for one in rising if high <= one)
    if low >= Fraction(1, 2) and (high or low) <= 1:
        return "over", max(one for one in rising if one <= low)
    return None


def _near(low: Fraction, high: Fraction, rising: Sequence[Fraction]) -> tuple[Degree, Fraction] | None:
    for one in (*rising, Fraction(1)):
        if one < 1 and abs(low - one) <= one / 20 and abs(high - one) <= one / 20:
            return "about", one
        if one * (1 - LOOSENESS) <= low and high <= one:
            return "nearly", one
    return None


def magnitudes(values: Sequence[Quantity]) -> list[Quantity]:
    """The values without their signs, low to high; as they are where some are above zero and some below."""
    if any(value.number < 0 for value in values) and any(value.number > 0 for value in values):
        return list(values)
    return sorted(map(_unsigned, values), key=lambda value: value.number)


def _unsigned(value: Quantity) -> Quantity:
    """A difference of under -5 is one of over 5."""
    hedge = _MIRRORED.get(value.hedge, value.hedge) if value.number < 0 else value.hedge
    return replace(value, number=abs(value.number), hedge=hedge)


_MIRRORED = {
    Hedge.OVER: Hedge.UNDER,
    Hedge.AT_LEAST: Hedge.UP_TO,
    Hedge.UNDER: Hedge.OVER,
    Hedge.UP_TO: Hedge.AT_LEAST,
    Hedge.NEARLY: Hedge.OVER,
}
