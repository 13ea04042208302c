"""A dataset in; out come the same records with names, units, titles and texts in the language of a reader.

What its translation leaves out stays as the topic has it. A text knows the file that it was taken from, so that a
mistake in a translation is found there.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from briefing.base.translation import tag, translation
from briefing.dataset.facts import Claim, Dataset
from briefing.dataset.model import Statement, Unit
from briefing.dataset.places import Relaid, Spot, Step
from briefing.dataset.record import Record
from briefing.dataset.specs import Pair, Pick
from briefing.dataset.translations import ExhibitWords, StatementWords, Translation

R = TypeVar("R", bound=Record)
#: Kinds of record whose words have the very names of the fields that they take the place of.
_ALIKE = ("sources", "subjects", "units", "qualifiers", "measures", "events", "gaps")


def translation_for(dataset: Dataset, lang: str) -> Translation | None:
    """The words of a dataset in a language: those of `de-AT`, else of `de`, else none."""
    return dataset.translations.get(lang) or dataset.translations.get(tag(lang))


def translated(dataset: Dataset, lang: str) -> Dataset:
    """`dataset` in the words of its translation, with the units that need no declaration in those of the language;
    itself where there are no other words.
    """
    units = {key: _fixed(unit, lang) for key, unit in dataset.units.items()}
    if units != dataset.units:
        dataset = replace(dataset, units=units)
    words = translation_for(dataset, lang)
    if words is None:
        return dataset
    alike: dict[str, Any] = {kind: _all(getattr(dataset, kind), getattr(words, kind)) for kind in _ALIKE}
    return replace(
        dataset,
        topic=_said(dataset.topic, words.topic),
        claims=_claims(dataset.claims, words),
        statements={key: _statement(it, words.statements.get(key)) for key, it in dataset.statements.items()},
        charts={key: _exhibit(it, words.charts.get(key)) for key, it in dataset.charts.items()},
        tables={key: _exhibit(it, words.tables.get(key)) for key, it in dataset.tables.items()},
        **alike,
    )


def given(words: Record) -> dict[str, Any]:
    """What a record of words gives, by field; of a mapping only what it has."""
    fields = ((key, getattr(words, key)) for key in type(words).model_fields if key != "spot")
    return {key: it for key, it in fields if it not in (None, {})}


def _fixed(unit: Unit, lang: str) -> Unit:
    """A unit of our own, which stands in no file, in a language; any other as it is."""
    if unit.spot:
        return unit
    fixed = {key: translation(lang).gettext(word) for key in ("one", "other") if (word := getattr(unit, key))}
    return unit.model_copy(update=fixed)


def _all(records: Mapping[str, R], words: Mapping[str, Record]) -> dict[str, R]:
    return {key: _said(record, words.get(key)) for key, record in records.items()}


def _said(record: R, words: Record | None, but: str = "") -> R:
    """A record with what `words` gives in place of its own, but for one field; of a mapping each value by itself."""
    fields = {key: it for key, it in given(words).items() if key != but} if words else {}
    merged = {key: {**getattr(record, key), **it} if isinstance(it, dict) else it for key, it in fields.items()}
    return _changed(record, merged, {key: (key,) for key in merged}, words)


def _changed(
    record: R, fields: Mapping[str, object], paths: Mapping[Step, tuple[Step, ...]], words: Record | None
) -> R:
    """A record with other values in some fields, which stand at `paths` of `words`."""
    if not fields:
        return record
    return record.model_copy(update={**fields, "spot": _spot(record.spot, paths, words)})


def _spot(spot: Spot | None, paths: Mapping[Step, tuple[Step, ...]], words: Record | None) -> Spot | None:
    there = words.spot if words else None
    return Relaid(spot, {key: (there, path) for key, path in paths.items()}) if spot and there else spot


def _claims(claims: tuple[Claim, ...], words: Translation) -> tuple[Claim, ...]:
    """The very same claims where none has words of its own, so that facts are worked out once."""
    if not words.claims:
        return claims
    return tuple(_claim(claim, words.claims[claim.id]) if claim.id in words.claims else claim for claim in claims)


def _claim(claim: Claim, words: Record) -> Claim:
    fields = given(words)
    return replace(claim, **fields, spot=_spot(claim.spot, {key: (key,) for key in fields}, words))


def _statement(statement: Statement, words: StatementWords | None) -> Statement:
    if words is None:
        return statement
    cites = tuple(_labelled(cite, "note", cite.source, words, "notes") for cite in statement.cites)
    return _said(statement, words, but="notes").model_copy(update={"cites": cites})


def _exhibit(exhibit: R, words: ExhibitWords | None) -> R:
    """A chart or table with its title, its note, and the labels of what it shows in other words."""
    if words is None:
        return exhibit
    parts = {key: _parts(it, words) for key, it in exhibit if isinstance(it, Pick | tuple)}
    return _said(exhibit, words, but="labels").model_copy(update=parts)


def _parts(value: object, words: ExhibitWords) -> object:
    if isinstance(value, tuple):
        return tuple(_parts(item, words) for item in value)
    return _labelled(value, "label", value.label, words, "labels") if isinstance(value, Pick | Pair) else value


def _labelled(part: R, field: str, name: str | None, words: Record, table: str) -> R:
    """A part of a record with the text in `field` that a table of `words` gives under `name`."""
    texts: Mapping[str, str] = getattr(words, table)
    if name is None or name not in texts or getattr(part, field) is None:
        return part
    return _changed(part, {field: texts[name]}, {field: (table, name)}, words)
