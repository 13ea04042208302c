"""Changes in words: what changed between two evidences in, an item for each change with its plain texts out.

Every text is worded by the evidence that it comes from: what was, in the names and units of then.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from briefing.dataset.compare import Changes, FactChange, RecordChange, compare, differing
from briefing.dataset.facts import Claim, Fact
from briefing.diagnostics import Place
from briefing.document import marks
from briefing.document.figures import Figures
from briefing.document.ledger import Ledger
from briefing.document.marks import PLAIN
from briefing.document.sandbox import Sandbox
from briefing.proof.recount import recount
from briefing.proof.testimony import testimony
from briefing.shelf import Shelf
from briefing.wording import citing, wording

#: The groups of changes in the order in which they are told; a fact stands in that of its weightiest change.
GROUPS: Mapping[str, str] = {
    "value": "Changed",
    "disputed": "Newly disputed",
    "settled": "No longer disputed",
    "added": "Added",
    "withdrawn": "Withdrawn",
    "dated": "Gone out of date",
    "renewed": "No longer out of date",
    "rank": "Ranked otherwise",
    "claims": "Other claims for the same figure",
    "explained": "Other reasons for the same figure",
    "status": "Other backing for the same figure",
    "statements": "Statements",
    "events": "Events",
    "sources": "Sources",
}
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class State:
    """What was or is, and who says so, each with the place."""

    text: str
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One change: the group it belongs to, its id, what it is about, and before and after; `audiences` are whose.

    `how` says of a statement, event or source what became of it: `added`, `withdrawn`, `reworded`, `cited`.
    """

    group: str
    id: str
    name: str
    before: State | None
    after: State | None
    audiences: tuple[str, ...] = ()
    how: str = ""


def worded(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[tuple[Item, FactChange | RecordChange], ...]:
    """The changes from one evidence to another, each with its item; raises Failure where one is damaged."""
    return tuple(_items(compare(old, new), Teller(old), Teller(new)))


def _items(changes: Changes, old: "Teller", new: "Teller") -> Iterator[tuple[Item, FactChange | RecordChange]]:
    for change in changes.facts:
        name = (new if change.after else old).name(change.id)
        why = change.kinds[0] == "explained"
        before, after = (it.fact(change.id, why=why) if there else None for it, there in _sides(change, old, new))
        yield Item(change.kinds[0], change.id, name, before, after), change
    for kind in ("statements", "events", "sources"):
        for record in getattr(changes, kind):
            before, after = (it.record(kind, record.id) if there else None for it, there in _sides(record, old, new))
            if before and before == after and record.kind == "reworded":
                before, after = _told_apart(before, record)
            yield Item(kind, record.id, record.id, before, after, how=record.kind), record


def _told_apart(state: State, record: RecordChange) -> Iterator[State]:
    """Before and after of a record whose words are the same, with the keys in which it differs."""
    was, now = record.before or {}, record.after or {}
    for side in (was, now):
        given = ((key, side[key]) for key in differing(was, now) if side.get(key))
        told = (f"{key}: {', '.join(map(str, it)) if isinstance(it, list) else it}" for key, it in given)
        yield replace(state, text="; ".join((state.text, *told)))


def _sides(change: FactChange | RecordChange, old: "Teller", new: "Teller") -> tuple[tuple["Teller", bool], ...]:
    return (old, change.before is not None), (new, change.after is not None)


def merged(found: Mapping[str, Iterable[tuple[Item, Any]]]) -> tuple[tuple[Item, Any], ...]:
    """The items of several audiences, by audience; what is the same for several stands once, in the order of groups."""
    whose: dict[Item, tuple[list[str], Any]] = {}
    for audience, items in found.items():
        for item, change in items:
            whose.setdefault(item, ([], change))[0].append(audience)
    order = list(GROUPS)
    items = ((replace(item, audiences=tuple(names)), change) for item, (names, change) in whose.items())
    return tuple(sorted(items, key=lambda pair: order.index(pair[0].group)))


class Teller:
    """Words what one evidence holds, as plain text."""

    def __init__(self, evidence: Mapping[str, Any]) -> None:
        told = testimony(evidence)
        self.dataset, self.facts, self.lang = told.dataset, recount(told).facts, told.lang
        self.evidence = evidence
        sandbox = Sandbox(Shelf(()), self.lang)
        self.figures = Figures(self.dataset, self.facts, self.lang, Ledger(), sandbox)
        sandbox.globals.update(self.figures.functions())

    def name(self, ref: str) -> str:
        """What a fact is about, and under which condition."""
        stated = self.evidence["facts"][ref]
        measure = self.dataset.measures[stated["measure"]]
        name = f"{self._subject(stated['subject'])}: {measure.name}"
        condition = wording.conditions(stated["qualifiers"].items(), self.dataset)
        return f"{name} ({condition})" if condition else name

    def _subject(self, key: str) -> str:
        if key in self.evidence.get("events", {}):
            return self.prose(self.evidence["events"][key]["title"])
        record = self.dataset.subjects.get(key)
        return (record.short or record.name) if record else key

    def fact(self, ref: str, *, why: bool = False) -> State:
        """The figure of a fact, and its claims; with `why` also why they are read and ranked so."""
        fact = self.facts.get(ref)
        if fact is None:
            return State(str(self.evidence["facts"][ref]["values"]))
        figure = wording.figure(fact, self.dataset, self.lang, remarks=True)
        said = (
            *(self._claim(it, figure, why=why) for it in fact.claims),
            *(self._aside(it, fact) for it in fact.deprecated),
        )
        return State(_spaced(figure), tuple(map(_spaced, said)))

    def _claim(self, claim: Claim, figure: str, *, why: bool) -> str:
        said = wording.said(claim, self.dataset, self.lang)
        marks = [
            *([self._because(claim.rank, claim.reason if why else None)] if claim.rank != "normal" else []),
            *([self._because("inferred", claim.because if why else None)] if claim.reading == "inferred" else []),
        ]
        how = f" ({', '.join(marks)})" if marks else ""
        return f"{self._place(claim)}{how}" + (f": {said}" if said != figure else "")

    def _because(self, mark: str, reason: str | None) -> str:
        return f"{mark}: {self.prose(reason)}" if reason else mark

    def _aside(self, claim: Claim, fact: Fact) -> str:
        reason = claim.reason or fact.reason
        told = f"set aside: {self._place(claim)}: {wording.said(claim, self.dataset, self.lang)}"
        return f"{told} ({reason})" if reason else told

    def _place(self, claim: Claim) -> str:
        return citing.lines(self.dataset.sources[claim.source], claim, self.lang)

    def record(self, kind: str, key: str) -> State:
        """A statement with who says it, an event, or a source, as text."""
        if kind == "sources":
            source = self.dataset.sources[key]
            return State(_spaced(f"{source.label}: {citing.citation(source, self.lang)} ({source.kind})"))
        stated = self.evidence[kind][key]
        text = self.prose(stated["says" if kind == "statements" else "title"])
        return State(text, tuple(dict.fromkeys(map(self._cite, stated.get("cites", ())))))

    def _cite(self, cite: Mapping[str, Any]) -> str:
        stance = cite.get("stance", "said")
        label = self.dataset.sources[cite["source"]].label
        return label if stance == "said" else f"{label} ({stance})"

    def prose(self, prose: str) -> str:
        """Prose with its functions filled in; as authored where the evidence lacks what they ask for."""
        before = len(self.figures.ledger.findings) + len(self.figures.sandbox.findings)
        text = str(self.figures.text(prose, Place("")))
        if len(self.figures.ledger.findings) + len(self.figures.sandbox.findings) > before:
            return _spaced(prose)
        printed, _ = marks.expand(marks.restyled(text, PLAIN), self.figures.ledger.pieces)
        return _spaced(unescape(_TAG.sub("", printed)))


def _spaced(text: str) -> str:
    return " ".join(text.split())
