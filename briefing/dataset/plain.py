"""Records as plain JSON values: what `export` prints and what is attached to a PDF. Numbers are texts, to stay exact."""

from collections.abc import Iterable, Mapping
from typing import Any

from briefing.dataset.facts import Claim, Dataset, Derivation, Fact, Facts
from briefing.dataset.record import Record
from briefing.dataset.values import PartialDate, Quantity, Value

Plain = dict[str, Any]


def value(given: Value, unit: str | None) -> Plain:
    """`{"number", "hedge", "unit"}`, `{"date", "hedge"}` or `{"term"}`."""
    match given:
        case Quantity():
            return {"number": str(given.number), "hedge": given.hedge.value, "unit": unit}
        case PartialDate():
            return {"date": given.text, "hedge": given.hedge.value}
    return {"term": given.id}


def claim(given: Claim) -> Plain:
    """What one source says, where, how it is written and how far it is trusted."""
    return {
        "source": given.source,
        "lines": list(given.lines),
        "value": value(given.value, given.unit),
        "written": list(given.written),
        "attribution": given.attribution,
        "reading": given.reading,
        "because": given.because,
        "rank": given.rank,
        "reason": given.reason,
        **{key: limit for key in ("valid_until", "max_age") if (limit := getattr(given, key))},
    }


def fact(given: Fact, dataset: Dataset) -> Plain:
    """What the claims on it amount to, with the ids of those that count and of those set aside."""
    measure = dataset.measures[given.measure]
    return {
        "subject": given.subject,
        "measure": given.measure,
        "kind": measure.kind,
        "direction": measure.direction,
        "qualifiers": dict(given.qualifiers),
        "status": given.status.value,
        "values": [value(one, unit) for one, unit in given.sides],
        "claims": [one.id for one in given.claims],
        "set_aside": [one.id for one in given.deprecated],
        "reason": given.reason,
        "dated": given.dated.text if given.dated else None,
    }


def derivation(given: Derivation) -> Plain:
    """A number worked out from facts: its inputs, values and formula."""
    return {
        "kind": given.kind,
        "inputs": list(given.inputs),
        "values": [value(one, given.unit) for one in given.values],
        "formula": given.formula,
        "tied": given.tied,
    }


def record(given: Record) -> Plain:
    """A record as authored, without what is empty."""
    return given.model_dump(mode="json", by_alias=True, exclude_none=True, exclude_defaults=True)


def topic(dataset: Dataset, facts: Facts) -> Plain:
    """A whole topic: its records by kind and id, its claims, and the facts that follow from them."""
    kinds: dict[str, Mapping[str, Record]] = {
        "sources": dataset.sources,
        "subjects": dataset.subjects,
        "units": dataset.units,
        "qualifiers": dataset.qualifiers,
        "measures": dataset.measures,
        "events": dataset.events,
        "statements": dataset.statements,
        "gaps": dataset.gaps,
        "audiences": dataset.audiences,
    }
    return {
        "id": dataset.id,
        **record(dataset.topic),
        **{kind: _by_id(records.items()) for kind, records in kinds.items()},
        "claims": {one.id: {"fact": one.fact, **claim(one)} for one in dataset.claims},
        "facts": {one.id: fact(one, dataset) for one in facts.values()},
        "translations": {lang: record(words) for lang, words in dataset.translations.items()},
    }


def _by_id(records: Iterable[tuple[str, Record]]) -> Plain:
    return {key: {name: part for name, part in record(one).items() if name != "id"} for key, one in records}
