"""Claims to facts: a dataset goes in, its facts come out, by id, each with its status, values and claims.

Claims on the same subject, measure and qualifiers make one fact; for a measure with several terms each term makes its
own. Nothing is averaged or picked in silence:

- deprecated claims are kept aside; a fact that has no others is no fact (its claims stay in the dataset);
- preferred claims decide the value. Normal ones that disagree with it are kept aside too, in `Fact.deprecated`
  with their rank unchanged, and comparisons still have to hold under them;
- what is left agrees pairwise, or the fact is disputed, with a value for each side;
- a fact is settled where a rank removed a real disagreement, else agreed where at least two independent sources say
  it, else single-source.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache

from briefing.dataset import freshness
from briefing.dataset.facts import Claim, Dataset, Fact, Status
from briefing.dataset.model import Measure, Source
from briefing.dataset.values import Hedge, Quantity, Term, Value, agree


def reconcile(dataset: Dataset) -> Mapping[str, Fact]:
    """The facts of `dataset` by id, in the order of their first claims.

    They are remembered for as long as the very same claims are asked for: several audiences mostly see the same ones.
    """
    return _dated(_Told(dataset, dataset.as_of))


class _Told:
    """A dataset, equal to another whose facts rest on the very same records: comparing all claims would take longer
    than working them out.
    """

    def __init__(self, dataset: Dataset, as_of: date | None = None) -> None:
        self.dataset = dataset
        self.key = (id(dataset.claims), id(dataset.measures), id(dataset.sources), as_of)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Told) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


@lru_cache(maxsize=2)
def _dated(told: _Told) -> Mapping[str, Fact]:
    """The facts as judged on the day of the dataset; but for what is out of date on it they are those of any day."""
    facts = _reconciled(_Told(told.dataset))
    aged = ((fact, freshness.dated(fact.claims, told.dataset)) for fact in facts.values())
    return {**facts, **{fact.id: replace(fact, dated=dated) for fact, dated in aged if dated}}


@lru_cache(maxsize=2)
def _reconciled(told: _Told) -> Mapping[str, Fact]:
    dataset, groups = told.dataset, dict[str, list[Claim]]()
    for claim in dataset.claims:
        groups.setdefault(fact_id(claim, dataset.measures), []).append(claim)
    facts = (_fact(id_, claims, dataset) for id_, claims in groups.items())
    return {fact.id: fact for fact in facts if fact}


def fact_id(claim: Claim, measures: Mapping[str, Measure]) -> str:
    """The id of the fact that `claim` is about: its own, and its term where a subject may have several."""
    measure = measures.get(claim.measure)
    several = measure is not None and measure.multiple and isinstance(claim.value, Term)
    return f"{claim.fact}/{claim.value}" if several else claim.fact


def sources(fact: Fact) -> tuple[str, ...]:
    """The sources of the claims that count, each once, in the order of the claims."""
    return tuple(dict.fromkeys(claim.source for claim in fact.claims))


def independent_sources(fact: Fact, dataset: Dataset) -> tuple[str, ...]:
    """Those of the fact's sources that do not repeat another: one for each root that they go back to.

    A source that is derived from another adds nothing where that one, or a further one derived from it, is there.
    """
    return _independent(sources(fact), dataset.sources)


def _independent(ids: Iterable[str], known: Mapping[str, Source]) -> tuple[str, ...]:
    roots = {id_: _roots(id_, known) for id_ in ids}
    covered: set[str] = set()
    kept = []
    # Those that derive from nothing come first: a repeater never stands in for its root.
    for id_ in sorted(roots, key=lambda id_: roots[id_] != {id_}):
        if not roots[id_] & covered:
            kept.append(id_)
        covered |= roots[id_]
    return tuple(id_ for id_ in roots if id_ in kept)


def _roots(id_: str, known: Mapping[str, Source]) -> frozenset[str]:
    """Where a source goes back to; sources that derive from each other in a circle are one root together."""
    seen: set[str] = set()
    pending = [id_]
    while pending:
        here = pending.pop()
        if here not in seen:
            seen.add(here)
            pending.extend(known[here].derived_from if here in known else ())
    roots = {it for it in seen if it not in known or not known[it].derived_from}
    return frozenset(roots or {min(seen)})


# --- one fact -------------------------------------------------------------------------------------------------


def _fact(id_: str, claims: Sequence[Claim], dataset: Dataset) -> Fact | None:
    live = [claim for claim in claims if claim.rank != "deprecated"]
    if not live:
        return None
    preferred = [claim for claim in live if claim.rank == "preferred"]
    printed = _in_order(_sides(preferred or live), dataset.measures)

    def is_aside(claim: Claim) -> bool:
        beaten = bool(preferred) and claim.rank == "normal" and _against(claim, printed)
        return claim.rank == "deprecated" or beaten

    aside = [claim for claim in claims if is_aside(claim)]
    counted = [claim for claim in live if not is_aside(claim)]
    status, reason = _status(printed, counted, aside, dataset.sources)
    return Fact(
        id=id_,
        subject=live[0].subject,
        measure=live[0].measure,
        qualifiers=live[0].qualifiers,
        status=status,
        values=tuple(claim.value for claim in printed),
        claims=tuple(counted),
        deprecated=tuple(aside),
        reason=reason,
    )


def _in_order(sides: list[Claim], measures: Mapping[str, Measure]) -> list[Claim]:
    """Terms as their measure lists them; all else the clearest first."""
    measure = measures.get(sides[0].measure)
    if len(sides) == 1 or measure is None:
        return sides
    places = {term: at for at, term in enumerate(measure.terms)}
    return sorted(sides, key=lambda side: places.get(str(side.value), len(places)))


def _against(claim: Claim, printed: Iterable[Claim]) -> bool:
    """Whether a claim agrees with no value that is printed."""
    return not any(agrees(claim, other) for other in printed)


def _status(
    printed: Sequence[Claim], counted: Sequence[Claim], aside: Sequence[Claim], known: Mapping[str, Source]
) -> tuple[Status, str | None]:
    if len(printed) > 1:
        return Status.DISPUTED, None
    beaten = [claim for claim in aside if _against(claim, printed)]
    if beaten:
        deciding = (claim for claim in (*counted, *beaten) if claim.rank != "normal")
        return Status.SETTLED, "; ".join(dict.fromkeys(claim.reason for claim in deciding if claim.reason)) or None
    independent = _independent((claim.source for claim in counted), known)
    return (Status.AGREED if len(independent) > 1 else Status.SINGLE_SOURCE), None


def agrees(one: Claim, other: Claim) -> bool:
    """Whether two claims can both be right: values that agree, in the same unit."""
    same_unit = one.unit == other.unit or {one.unit, other.unit} <= _BARE
    return same_unit and agree(one.value, other.value)


def bearing(fact: Fact, value: Value, unit: str | None) -> tuple[Claim, ...]:
    """The claims that bear one printed value of a fact: those of that very value, and those that agree with it alone."""
    rivals = [other for other in fact.sides if other != (value, unit)]
    return tuple(
        claim
        for claim in fact.claims
        if (claim.value, claim.unit) == (value, unit)
        or (agree(value, claim.value) and not any(agree(other, claim.value) for other, _ in rivals))
    )


def undecided(fact: Fact) -> tuple[Claim, ...]:
    """The claims that bear no side of a disputed fact more than another, such as "summer" for June or July."""
    deciding = [claim for value, unit in fact.sides for claim in bearing(fact, value, unit)]
    return tuple(claim for claim in fact.claims if claim not in deciding)


def vaguer(one: Claim, other: Claim) -> bool:
    """Whether a claim says less than another that it agrees with: hedged where that is not, or less precise."""
    return _clarity(one)[:3] > _clarity(other)[:3]


#: Units in which sources write the same score: 42.8%, 42.8 points or a bare 42.8.
_BARE = {None, "percent", "points"}


def _sides(claims: Iterable[Claim]) -> list[Claim]:
    """The clearest claim of each side, the clearest side first; a side is what agrees with each other.

    A vague claim that agrees with two sides joins the clearer one: it speaks against neither. Claims of one value
    stand or fall together, so that a fact with many claims takes no longer than its values need.
    """
    sides: list[list[Claim]] = []
    # By text: 59 and 59.0 are equal as numbers, but not as precise.
    distinct = {(str(claim.value), claim.unit): claim for claim in claims}
    if len(distinct) == 1:
        return list(distinct.values())
    for claim in sorted(distinct.values(), key=_clarity):
        side = next((side for side in sides if all(agrees(claim, other) for other in side)), None)
        if side is None:
            sides.append([claim])
        else:
            side.append(claim)
    return [side[0] for side in sides]


def _clarity(claim: Claim) -> tuple[bool, bool, Fraction, Fraction, str]:
    """Sorts bare values before hedged ones, then precise ones before coarse ones, then by value alone.

    The order of the claims in the files decides nothing. Of values without an upper end the higher says more.
    """
    value, words = claim.value, f"{claim.value} {claim.unit}"
    if isinstance(value, Term):
        return False, False, Fraction(0), Fraction(0), words
    low, high = value.interval()
    hedged = value.hedge is not Hedge.NONE
    if high is None:
        return hedged, True, Fraction(0), -low, words
    # A bare number is as clear as its last digit, whatever else its hedge lets in.
    width = Fraction(10) ** value.exponent if isinstance(value, Quantity) and not hedged else high - low
    return hedged, False, width, Fraction(0), words
