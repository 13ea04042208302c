"""What a source says of a statement, or of one value of a fact: said, said more weakly, contradicted, not said."""

from collections.abc import Iterable
from typing import Literal

from briefing.dataset import reconcile
from briefing.dataset.facts import Claim, Fact
from briefing.dataset.model import Statement

Stance = Literal["said", "weaker", "contradicted", "not-said"]
#: Where a source says a thing in several places, a contradiction is never hidden, and else the strongest counts.
_ORDER: tuple[Stance, ...] = ("contradicted", "said", "weaker")


def of_statement(statement: Statement, source: str) -> Stance:
    """The stance that the statement's cites give a source."""
    return _strongest(cite.stance for cite in statement.cites if cite.source == source)


def of_fact(fact: Fact, chosen: Claim, source: str) -> tuple[Stance, Claim | None]:
    """How a source stands to the value of the claim `chosen`, and the claim that decides it.

    Claims that are set aside are heard as well: they keep standing in the source.
    """
    own = [claim for claim in (*fact.claims, *fact.deprecated) if claim.source == source]
    found = [_stance(claim, chosen) for claim in own]
    stance = _strongest(found)
    return stance, next((claim for claim, it in zip(own, found, strict=True) if it == stance), None)


def sides(fact: Fact) -> tuple[Claim, ...]:
    """For each value that is printed of a fact a claim that gives it, stated outright where one is."""
    return tuple(
        min(
            (claim for claim in fact.claims if (claim.value, claim.unit) == (value, unit)),
            key=lambda claim: claim.reading == "inferred",
        )
        for value, unit in fact.sides
        if fact.claims
    )


def _stance(claim: Claim, chosen: Claim) -> Stance:
    """Less precise, more hedged, inferred or set aside is weaker; what cannot be right as well contradicts."""
    if not reconcile.agrees(claim, chosen):
        return "contradicted"
    lesser = claim.reading == "inferred" or claim.rank == "deprecated" or reconcile.vaguer(claim, chosen)
    return "weaker" if lesser else "said"


def _strongest(given: Iterable[Stance]) -> Stance:
    found = set(given)
    return next((stance for stance in _ORDER if stance in found), "not-said")
