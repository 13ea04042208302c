"""Rules on translations, for `check`: a dataset and its facts in, what is wrong with the words in other languages out.

A rule's docstring is the rule in English.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from briefing.base.translation import tag
from briefing.dataset.facts import Dataset, Facts
from briefing.dataset.model import Audience
from briefing.dataset.references import exhibits, picks
from briefing.dataset.specs import ChartSpec, TableSpec
from briefing.dataset.translate import given, translation_for
from briefing.dataset.translations import Translation
from briefing.diagnostics import Diagnostic, Place, Severity, unknown

Findings = Iterator[Diagnostic]
#: The fields that pages print, by the kinds of records.
_PRINTED: Mapping[str, tuple[str, ...]] = {
    "sources": ("published_inferred", "derived_reason"),
    "units": ("one", "other"),
    "qualifiers": ("values",),
    "measures": ("name", "short", "terms"),
    "claims": ("because", "reason"),
    "events": ("title", "short"),
    "statements": ("says", "short"),
    "gaps": ("question", "known"),
    "charts": ("title", "note"),
    "tables": ("title", "note"),
}
#: How many names a warning lists of each kind.
_LISTED = 8


def read_by_somebody(dataset: Dataset, _: Facts) -> Findings:
    """Every translation is for the language of an audience."""
    spoken = _spoken(dataset)
    for lang, words in dataset.translations.items():
        if lang not in spoken and "audience" not in dataset.unread:
            place, what = Place(words.place.file), f"no audience reads `{lang}`, for which this is the translation"
            yield unknown("language", lang, spoken, place=place, what=what)


def of_what_there_is(dataset: Dataset, _: Facts) -> Findings:
    """Words for values, terms, notes and labels are for such as the record has."""
    for words in dataset.translations.values():
        for kind, field, known in _tables(dataset):
            given_here = getattr(words, kind)
            for key in given_here.keys() & known.keys():
                for word in getattr(given_here[key], field).keys() - known[key]:
                    what, place = f"`{key}` has no `{word}` to translate", words.key_at(kind, key, field, word)
                    yield unknown("translated-word", word, known[key], place=place, what=what)


def complete(dataset: Dataset, _: Facts) -> Findings:
    """Names and texts are in the language of every audience: all but one have a translation, which lacks nothing."""
    readers = {tag(audience.lang): audience for audience in dataset.audiences.values()}
    without = [lang for lang, audience in readers.items() if translation_for(dataset, audience.lang) is None]
    if len(without) > 1 and "translation" not in dataset.unread:
        named = " and ".join(f"`{lang}`" for lang in without)
        stated = next((it for it in reversed(without) if readers[it].lang != Audience.model_fields["lang"].default), "")
        yield Diagnostic(
            "untranslated",
            f"audiences read {named}, but names and texts of the topic are in one language",
            readers[stated or without[-1]].at("lang"),
            help=f"add `translations/{stated or '<lang>'}.yaml`, or one for each language but that of the topic",
            severity=Severity.WARNING,
        )
    for lang in dataset.translations.keys() & _spoken(dataset):
        words = dataset.translations[lang]
        if names := list(untranslated(dataset, words)):
            yield _incomplete(names, words)


def _spoken(dataset: Dataset) -> set[str]:
    """The languages of audiences, with and without their regions."""
    return {name for audience in dataset.audiences.values() for name in (audience.lang, tag(audience.lang))}


def untranslated(dataset: Dataset, words: Translation) -> Iterator[tuple[str, str]]:
    """What of the topic is printed and has no words in a translation: the kind of record, and its id with the field.

    Names of subjects are left out: most are the same everywhere.
    """
    for kind, fields in _PRINTED.items():
        own = getattr(words, kind)
        for key, record in _records(dataset, kind):
            texts = given(own[key]) if key in own else {}
            for field in fields:
                yield from (
                    (kind, name) for name in _lacking(f"{key}.{field}", getattr(record, field), texts.get(field))
                )


def _records(dataset: Dataset, kind: str) -> Iterable[tuple[str, Any]]:
    """The records of a kind that stand in a file, by id."""
    found = ((it.id, it) for it in dataset.claims) if kind == "claims" else getattr(dataset, kind).items()
    return ((key, record) for key, record in found if record.spot)


def _lacking(name: str, text: object, words: Any) -> Iterator[str]:
    """The name, or, for a mapping, each name in it, that has a text and no words."""
    if isinstance(text, Mapping):
        yield from (f"{name}.{key}" for key in text if key not in (words or {}))
    elif text and words is None:
        yield name


def _incomplete(names: Sequence[tuple[str, str]], words: Translation) -> Diagnostic:
    """The warning that some texts have no words in a translation, with their names by kind."""
    kinds = {kind: [name for each, name in names if each == kind] for kind, _ in names}
    one = len(names) == 1
    return Diagnostic(
        "untranslated",
        f"{len(names)} {'text has' if one else 'texts have'} no translation, and {'prints' if one else 'print'} as in the topic",
        Place(words.place.file),
        tuple(f"{kind}: {_listed(found)}" for kind, found in kinds.items()),
        "add what is missing; repeat what is the same in both languages",
        Severity.WARNING,
    )


def _listed(names: Sequence[str]) -> str:
    more = f", and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    return ", ".join(f"`{name}`" for name in names[:_LISTED]) + more


def _tables(dataset: Dataset) -> Iterator[tuple[str, str, Mapping[str, set[str]]]]:
    """Each table of words in a translation: the kind of record, its field, and what it may be of, by the record's id."""
    yield "qualifiers", "values", {key: set(it.values) for key, it in dataset.qualifiers.items()}
    yield "measures", "terms", {key: set(it.terms) for key, it in dataset.measures.items()}
    noted = {key: {cite.source for cite in it.cites if cite.note} for key, it in dataset.statements.items()}
    yield "statements", "notes", noted
    labels = {exhibit.id: _labels(exhibit) for exhibit in exhibits(dataset)}
    yield "charts", "labels", labels
    yield "tables", "labels", labels


def _labels(exhibit: ChartSpec | TableSpec) -> set[str]:
    pairs = getattr(exhibit, "pairs", ())
    return {label for part in (*(pick for _, pick in picks(exhibit)), *pairs) if (label := part.label)}
