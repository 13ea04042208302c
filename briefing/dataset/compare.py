"""What changed between two states of the evidence: two evidences as plain JSON values in, the changes out.

Facts are told apart by their ids, which are their meaning, so a fact that is worded otherwise has not changed. A claim
that only stands on another line of its source is the same claim.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

Plain = Mapping[str, Any]
#: How a fact changed, the weightiest first; `settled` is one that was disputed and no longer is, `status` one that has
#: more or less behind it though its claims are the same, `dated` one that has gone out of date, `renewed` one
#: that no longer is, `explained` one of which only the reason for a reading or a rank is another.
FactKind = Literal[
    "added", "withdrawn", "disputed", "settled", "value", "dated", "renewed", "rank", "claims", "explained", "status"
]
RecordKind = Literal["added", "withdrawn", "reworded", "cited"]
#: What a claim says and how it is trusted, as against where it stands.
_SAYS = ("source", "value", "written", "attribution", "reading")
#: Why it is read and ranked so.
_REASONS = ("because", "reason")
#: How a page refers to a record, and how long it holds, as against what it is: what no longer holds is told of facts.
_ASIDE = ("anchor", "cites", "valid_until", "max_age")


@dataclass(frozen=True, slots=True)
class ClaimChange:
    """A claim that came, went, or is ranked or read otherwise; before and after as in the evidence, None where not."""

    id: str
    before: Plain | None
    after: Plain | None


@dataclass(frozen=True, slots=True)
class FactChange:
    """A fact that changed, in which ways, and what it was and is, as in the evidence; None where it was or is not."""

    id: str
    kinds: tuple[FactKind, ...]
    before: Plain | None
    after: Plain | None
    claims: tuple[ClaimChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A statement, event or source that changed; `cited` where only what it cites did."""

    id: str
    kind: RecordKind
    before: Plain | None
    after: Plain | None


@dataclass(frozen=True, slots=True)
class Changes:
    """All that changed; false where nothing did."""

    facts: tuple[FactChange, ...] = ()
    statements: tuple[RecordChange, ...] = ()
    events: tuple[RecordChange, ...] = ()
    sources: tuple[RecordChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.facts or self.statements or self.events or self.sources)


def compare(old: Plain, new: Plain) -> Changes:
    """What changed from one evidence to another."""
    return Changes(
        tuple(_facts(old, new)),
        *(tuple(_records(old.get(kind, {}), new.get(kind, {}))) for kind in ("statements", "events", "sources")),
    )


def differs(before: Plain, after: Plain) -> bool:
    """Whether a fact has another value, or has become disputed or ceased to be."""
    return bool({"value", "disputed", "settled"} & set(_own_kinds(before, after)))


# --- facts ----------------------------------------------------------------------------------------------------


def _facts(old: Plain, new: Plain) -> Iterator[FactChange]:
    """The facts that changed: those that are, in their order, then those that are no more, by id."""
    before, after = old["facts"], new["facts"]
    for id_ in (*after, *sorted(before.keys() - after.keys())):
        if id_ not in before:
            yield FactChange(id_, ("added",), None, after[id_])
        elif id_ not in after:
            yield FactChange(id_, ("withdrawn",), before[id_], None)
        else:
            claims = tuple(_claims(_of(before[id_], old), _of(after[id_], new)))
            kinds = (*_own_kinds(before[id_], after[id_]), *_claim_kinds(claims, before[id_], after[id_]))
            if kinds:
                yield FactChange(id_, kinds, before[id_], after[id_], claims)


def _own_kinds(before: Plain, after: Plain) -> tuple[FactKind, ...]:
    was, now = before["status"] == "disputed", after["status"] == "disputed"
    turned: tuple[FactKind, ...] = () if was == now else ("disputed",) if now else ("settled",)
    valued: tuple[FactKind, ...] = () if _set(before["values"]) == _set(after["values"]) else ("value",)
    was_old, is_old = bool(before.get("dated")), bool(after.get("dated"))
    aged: tuple[FactKind, ...] = () if was_old == is_old else ("dated",) if is_old else ("renewed",)
    return (*turned, *valued, *aged)


def _claim_kinds(claims: Sequence[ClaimChange], before: Plain, after: Plain) -> tuple[FactKind, ...]:
    reranked = any(it.before and it.after and it.before["rank"] != it.after["rank"] for it in claims)
    others = any(not it.before or not it.after or _says(it.before) != _says(it.after) for it in claims)
    kinds: tuple[FactKind, ...] = (*(("rank",) if reranked else ()), *(("claims",) if others else ()))
    if not kinds and claims:
        return ("explained",)
    return kinds or (("status",) if before["status"] != after["status"] else ())


def _of(fact: Plain, evidence: Plain) -> dict[str, Plain]:
    """The claims of a fact, those set aside too, by id."""
    return {key: evidence["claims"][key] for key in (*fact["claims"], *fact["set_aside"])}


def _claims(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> Iterator[ClaimChange]:
    """The claims that changed; one that came and one that went are the same where they say the same."""
    gone = {key: claim for key, claim in before.items() if key not in after}
    for key, claim in after.items():
        twin = key if key in before else next((it for it in gone if _says(gone[it]) == _says(claim)), None)
        was = before[twin] if twin else None
        gone.pop(twin or "", None)
        if was is None or _trusted(was) != _trusted(claim):
            yield ClaimChange(key, was, claim)
    yield from (ClaimChange(key, claim, None) for key, claim in gone.items())


def _trusted(claim: Plain) -> tuple[str, ...]:
    """What it says, how it is ranked, and why."""
    return *_says(claim), str(claim["rank"]), *(str(claim.get(key)) for key in _REASONS)


def _says(claim: Plain) -> tuple[str, ...]:
    return tuple(_text(claim[key]) for key in _SAYS)


# --- statements, events, sources --------------------------------------------------------------------------------


def _records(before: Mapping[str, Plain], after: Mapping[str, Plain]) -> Iterator[RecordChange]:
    for id_ in (*after, *sorted(before.keys() - after.keys())):
        was, now = before.get(id_), after.get(id_)
        kind = _record_kind(was, now)
        if kind:
            yield RecordChange(id_, kind, was, now)


def _record_kind(was: Plain | None, now: Plain | None) -> RecordKind | None:
    if was is None or now is None:
        return "added" if was is None else "withdrawn"
    if differing(was, now):
        return "reworded"
    return "cited" if _set(map(_cite, was.get("cites", ()))) != _set(map(_cite, now.get("cites", ()))) else None


def differing(was: Plain, now: Plain) -> tuple[str, ...]:
    """The keys in which two statements, events or sources differ, but for where they stand and who cites them."""
    keys = sorted((was.keys() | now.keys()) - set(_ASIDE))
    return tuple(key for key in keys if _text(was.get(key)) != _text(now.get(key)))


def _cite(cite: Plain) -> Plain:
    return {key: value for key, value in cite.items() if key != "lines"}


# --- plain values ---------------------------------------------------------------------------------------------


def _set(values: Iterable[Any]) -> frozenset[str]:
    return frozenset(map(_text, values))


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True)
