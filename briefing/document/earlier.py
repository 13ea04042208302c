"""The edition before, as a later one speaks of it: an evidence in, what has changed since out.

A PDF carries of the edition before it what it says differently: facts that changed or are gone, with their claims and
names, and the ids of what is new. With its own evidence that amounts to the evidence of then, so that a PDF can be
built again from nothing but itself and the project.
"""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import Any

from briefing.dataset.compare import Changes, FactChange, compare, differs

Evidence = Mapping[str, Any]
#: What is compared, and what it takes to word it.
_COMPARED = ("facts", "statements", "events", "sources")
_VOCABULARY = ("subjects", "measures", "units", "qualifiers")


@dataclass(frozen=True, slots=True)
class Earlier:
    """The edition before: its name, the hash of its PDF, its date (ISO), its evidence, and what may not be told of it.

    `kept` are the ids of claims, facts and statements that the audience may see no more.
    """

    edition: str
    sha256: str
    date: str
    evidence: Evidence = field(repr=False)
    kept: frozenset[str] = frozenset()

    def changes(self, now: Evidence) -> Changes:
        """What changed since, as far as the audience may know."""
        found = compare({"events": now["events"], **self.evidence}, now)  # the first files had no events
        return Changes(
            tuple(it for it in found.facts if not self._hidden(it)),
            tuple(it for it in found.statements if it.id not in self.kept),
            found.events,
            found.sources,
        )

    def changed(self, facts: Mapping[str, Evidence]) -> frozenset[str]:
        """Which of the facts have another value than then, or are disputed anew or no more."""
        before = self.evidence["facts"]
        both = (ref for ref in facts if ref in before and not self._touches(ref, before[ref]))
        return frozenset(ref for ref in both if differs(before[ref], facts[ref]))

    def _hidden(self, change: FactChange) -> bool:
        return change.before is not None and self._touches(change.id, change.before)

    def _touches(self, ref: str, fact: Evidence) -> bool:
        return not self.kept.isdisjoint((ref, *fact["claims"], *fact["set_aside"]))


@dataclass(frozen=True, slots=True)
class Unlike:
    """An edition before, by its name, that other rules gave: what it says does not follow from its claims by ours."""

    edition: str


def standing(evidence: Evidence, edition: str, sha256: str, kept: frozenset[str]) -> Earlier:
    """A finished PDF, by the evidence in it, as the edition before the next."""
    return Earlier(edition, sha256, str(evidence["date"]), evidence, kept)


def recorded(evidence: Evidence, kept: frozenset[str]) -> Earlier | Unlike | None:
    """The edition before a finished PDF, by what that PDF itself says of it; None for the first on record."""
    if name := evidence.get("uncompared"):
        return Unlike(str(name))
    before = evidence.get("previous")
    if not before:
        return None
    then: dict[str, Any] = {**evidence, "as_of": before["as_of"], "derivations": {}, "printed": [], "charts": {}}
    for kind in (*_COMPARED, "claims", *_VOCABULARY):
        new = before["added"].get(kind, ())
        then[kind] = {**{key: it for key, it in evidence[kind].items() if key not in new}, **before[kind]}
    return Earlier(before["edition"], before["sha256"], before["date"], then, kept)


def contradicts(evidence: Evidence, facts: Mapping[str, Evidence]) -> bool:
    """Whether a fact of a finished PDF is another now, or none: then the same PDF cannot come of it again."""
    then = ({key: it for key, it in fact.items() if key != "anchor"} for fact in evidence["facts"].values())
    return any(facts.get(ref) != fact for ref, fact in zip(evidence["facts"], then, strict=True))


def record(earlier: Earlier, now: Evidence, told: Iterable[str]) -> dict[str, Any]:
    """What the evidence `now` carries of the edition before; `told` are facts of then that the page speaks of.

    It is the same whether the edition before is at hand or was `recorded`.
    """
    changes, then = earlier.changes(now), {"events": {}, **earlier.evidence}
    facts = _picked(then["facts"], {*told, *(it.id for it in changes.facts if it.before)})
    claims = {key: then["claims"][key] for fact in facts.values() for key in (*fact["claims"], *fact["set_aside"])}
    gone = {kind: {it.id for it in getattr(changes, kind) if it.before} for kind in _COMPARED}
    statements = _picked(then["statements"], gone["statements"])
    subjects = {fact["subject"] for fact in facts.values()}
    return {
        "edition": earlier.edition,
        "sha256": earlier.sha256,
        "date": earlier.date,
        "as_of": then.get("as_of"),
        "facts": facts,
        "claims": claims,
        "statements": statements,
        "events": _picked(then["events"], gone["events"] | subjects),
        "sources": _picked(then["sources"], gone["sources"] | _cited(claims, statements, then)),
        **_vocabulary(facts, claims, statements, then),
        "added": {kind: [it.id for it in getattr(changes, kind) if not it.before] for kind in _COMPARED},
    }


def _picked(records: Mapping[str, Evidence], names: AbstractSet[object]) -> dict[str, Evidence]:
    return {key: records[key] for key in sorted(records) if key in names}


def _cited(claims: Mapping[str, Evidence], statements: Mapping[str, Evidence], then: Evidence) -> set[str]:
    """The sources that claims and statements cite, and those that these repeat."""
    cited = {claim["source"] for claim in claims.values()}
    cited |= {cite["source"] for statement in statements.values() for cite in statement["cites"]}
    return cited | {parent for key in cited for parent in then["sources"][key].get("derived_from", ())}


def _vocabulary(
    facts: Mapping[str, Evidence], claims: Mapping[str, Evidence], statements: Mapping[str, Evidence], then: Evidence
) -> dict[str, Evidence]:
    """The names of then that the facts, claims and statements are worded with."""
    measures = {fact["measure"] for fact in facts.values()}
    subjects = {fact["subject"] for fact in facts.values()} | {it["attribution"] for it in claims.values()}
    subjects |= {statement.get("by") for statement in statements.values()}
    units = {claim["value"].get("unit") for claim in claims.values()}
    units |= {then["measures"][measure].get("unit") for measure in measures}
    conditions = {key for measure in measures for key in then["measures"][measure].get("qualifiers", ())}
    wanted = zip(_VOCABULARY, (subjects, measures, units, conditions), strict=True)
    return {kind: _picked(then[kind], names) for kind, names in wanted}
