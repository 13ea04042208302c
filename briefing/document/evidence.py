"""The evidence of one briefing: the part of the dataset that it prints, as JSON that is attached to the PDF.

In: a dataset that holds only what the audience may see, its facts, and what was printed. Out: a dictionary of sources,
claims, facts, derivations, statements and printed figures, and its bytes, the same for the same input.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from briefing.dataset import plain
from briefing.dataset.facts import Dataset, Derivation, Fact, Facts
from briefing.dataset.model import Measure, Source, Statement, Subject
from briefing.dataset.record import Record
from briefing.document.marks import Emission
from briefing.exhibit import Cell, Drawing
from briefing.proof.anchors import anchor
from briefing.proof.testimony import FORMAT, RULES


def evidence(
    dataset: Dataset,
    facts: Facts,
    emissions: Sequence[Emission],
    derivations: Mapping[str, Derivation],
    statements: Iterable[str],
    sources: Iterable[str],
    drawings: Mapping[str, Drawing],
) -> dict[str, object]:
    """What the printed figures rest on; hashes and locators are added by those who know them."""
    refs = tuple(dict.fromkeys(emission.ref for emission in emissions if emission.ref))
    names = {emission.text for emission in emissions if emission.exempt}
    return {
        "format": FORMAT,
        "rules": RULES,
        "topic": {"id": dataset.id, "title": dataset.topic.title},
        "as_of": dataset.as_of.isoformat() if dataset.as_of else None,
        **basis(dataset, facts, refs, derivations, statements, sources, names),
        "charts": {key: _chart(drawing) for key, drawing in drawings.items()},
        "printed": as_printed(emissions),
        "exempt": _exempt(emissions),
    }


def basis(  # all that a page knows of what it prints
    dataset: Dataset,
    facts: Facts,
    refs: Sequence[str],
    derivations: Mapping[str, Derivation],
    statements: Iterable[str],
    sources: Iterable[str],
    names: AbstractSet[str] = frozenset(),
) -> dict[str, Mapping[str, object]]:
    """The records that the facts and derivations `refs`, and what else is named, rest on, by kind and id.

    `names` are printed names, whose subjects and measures are put in.
    """
    derived = [derivations[ref] for ref in refs if ref in derivations]
    inputs = (ref for derivation in derived for ref in derivation.inputs)
    printed = [facts[ref] for ref in dict.fromkeys((*refs, *inputs)) if ref in facts]
    said = [dataset.statements[key] for key in statements]
    named = {*sources, *(claim.source for fact in printed for claim in (*fact.claims, *fact.deprecated))}
    named |= {cite.source for statement in said for cite in statement.cites}
    named |= {parent for key in named for parent in dataset.sources[key].derived_from}
    return {
        "sources": {key: _source(source) for key, source in dataset.sources.items() if key in named},
        "facts": {fact.id: {"anchor": anchor(fact.id), **plain.fact(fact, dataset)} for fact in printed},
        "claims": {claim.id: plain.claim(claim) for fact in printed for claim in (*fact.claims, *fact.deprecated)},
        "derivations": {
            derivation.id: {"anchor": anchor(derivation.id), **plain.derivation(derivation)} for derivation in derived
        },
        "statements": {statement.id: _statement(statement) for statement in said},
        "events": _events(dataset, {fact.subject for fact in printed}),
        **_vocabulary(dataset, printed, derived, names),
    }


def as_bytes(content: Mapping[str, object]) -> bytes:
    """The evidence as UTF-8 JSON, one line a value, so that two editions can be compared as texts."""
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _source(source: Source) -> dict[str, object]:
    return {"anchor": f"s-{source.id}", **_dumped(source)}


def _statement(statement: Statement) -> dict[str, object]:
    return {"anchor": f"st-{statement.id}", **_dumped(statement)}


def _events(dataset: Dataset, subjects: AbstractSet[str]) -> dict[str, object]:
    """The events among what is spoken of; their dates are facts."""
    return {key: _dumped(event) for key, event in dataset.events.items() if key in subjects}


def _dumped(record: Record) -> dict[str, object]:
    """A record as authored, without what is empty and without prose that is no part of what it says."""
    return record.model_dump(
        mode="json", exclude_none=True, exclude_defaults=True, exclude={"note", "audiences", "about", "dates"}
    )


def _vocabulary(
    dataset: Dataset, facts: Iterable[Fact], derivations: Iterable[Derivation], names: AbstractSet[str]
) -> dict[str, Mapping[str, object]]:
    """The subjects, measures, units and conditions that are printed, with what it takes to word them again."""
    facts = tuple(facts)
    subjects = {fact.subject for fact in facts} | _named(dataset.subjects.values(), names)
    measures = {fact.measure for fact in facts} | _named(dataset.measures.values(), names)
    claims = [claim for fact in facts for claim in (*fact.claims, *fact.deprecated)]
    subjects |= {claim.attribution for claim in claims if claim.attribution}
    units = {claim.unit for claim in claims} | {derivation.unit for derivation in derivations}
    units |= {dataset.measures[key].unit for key in measures}
    conditions = {key for measure in measures for key in dataset.measures[measure].qualifiers}
    wanted: tuple[tuple[str, Mapping[str, Record], AbstractSet[str | None]], ...] = (
        ("subjects", dataset.subjects, subjects),
        ("measures", dataset.measures, measures),
        ("units", dataset.units, units),
        ("qualifiers", dataset.qualifiers, conditions),
    )
    return {
        kind: {key: _dumped(record) for key, record in records.items() if key in keys} for kind, records, keys in wanted
    }


def _named(records: Iterable[Subject | Measure], names: AbstractSet[str]) -> set[str]:
    return {record.id for record in records if record.name in names or record.short in names}


def _chart(drawing: Drawing) -> dict[str, object]:
    """The texts of a chart in drawing order, and the pieces of its alternative text."""
    return {"labels": [_cell(cell) for cell in drawing.labels], "alt": [_cell(cell) for cell in drawing.alt]}


def _cell(cell: Cell) -> dict[str, object]:
    return {"text": cell.text, "ref": cell.ref}


def as_printed(emissions: Iterable[Emission]) -> list[dict[str, object]]:
    """What stands on the page for a fact or derivation, in the order of the page."""
    return [_printed(emission) for emission in emissions if emission.ref]


def _printed(emission: Emission) -> dict[str, object]:
    place = emission.place
    by = f"{place.file}:{place.line}" if place and place.file else None
    return {"text": emission.text, "ref": emission.ref, "where": emission.where, "by": by}


def _exempt(emissions: Iterable[Emission]) -> dict[str, list[str]]:
    """The texts whose numerals need no fact, by the reason why, each once."""
    texts: dict[str, dict[str, None]] = {}
    for emission in emissions:
        if emission.exempt:
            texts.setdefault(emission.exempt, {})[emission.text] = None
    return {reason: list(found) for reason, found in sorted(texts.items())}
