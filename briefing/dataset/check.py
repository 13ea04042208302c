"""A dataset and its facts in; what is wrong with it as a whole out. One rule is one pure function; `RULES` is all.

A rule's docstring is the rule in English.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from briefing.dataset import translated
from briefing.dataset.facts import Claim, Dataset, Facts
from briefing.dataset.freshness import last_day, source_date
from briefing.dataset.model import Measure, Source
from briefing.dataset.references import Condition, Kind, Reference, citations, conditions, references
from briefing.dataset.values import Quantity
from briefing.dataset.written import gives, language_of, shown
from briefing.diagnostics import Diagnostic, Place, Severity, counted, everywhere, in_order, unknown

Findings = Iterator[Diagnostic]
Rule = Callable[[Dataset, Facts], Iterable[Diagnostic]]
#: Keys of a measure, and the one kind of measure of which they say something.
_KEY_OF = {"unit": "quantity", "scale": "quantity", "terms": "term", "multiple": "term"}


def check(dataset: Dataset, facts: Facts) -> tuple[Diagnostic, ...]:
    """What all rules find, sorted by place."""
    return in_order(chain.from_iterable(rule(dataset, facts) for rule in RULES))


def out_of_date(dataset: Dataset, facts: Facts) -> Findings:
    """A fact should have a claim that still holds on the day `dataset.as_of`; a warning where it has none."""
    for fact in facts.values():
        if fact.dated:
            notes = tuple(f"`{claim.id}` held until {last_day(claim, dataset)}" for claim in fact.claims)
            yield Diagnostic(
                "out-of-date",
                f"`{fact.id}` is out of date: its newest source is of {fact.dated.text}",
                fact.claims[0].place,
                notes=notes,
                help="add what a newer source says, or raise `valid_until` or `max_age` where it still holds",
                severity=Severity.WARNING,
            )


def dated_ahead(dataset: Dataset) -> Findings:
    """No source is of a day after `dataset.as_of`; a warning for each that is."""
    for source in dataset.sources.values():
        found = source_date(source)
        if dataset.as_of and found.first > dataset.as_of:
            yield Diagnostic(
                "source-ahead",
                f"the source `{source.id}` is of {found.text}, which is after {dataset.as_of}",
                source.at("updated" if source.updated else "published"),
                help="correct its date, or say the day that is meant: `--as-of`",
                severity=Severity.WARNING,
            )


# --- names ----------------------------------------------------------------------------------------------------


def names_declared(dataset: Dataset, facts: Facts) -> Findings:
    """Every name stands for a record that is declared (of a fact: that follows from a claim).

    A claim may speak of an event as well as of a subject.
    """
    known: dict[Kind, Mapping[str, object]] = {
        "source": dataset.sources,
        "subject": {**dataset.subjects, **dataset.events},
        "unit": dataset.units,
        "qualifier": dataset.qualifiers,
        "measure": dataset.measures,
        "claim": {claim.id: claim for claim in dataset.claims},
        "event": dataset.events,
        "statement": dataset.statements,
        "gap": dataset.gaps,
        "chart": dataset.charts,
        "table": dataset.tables,
        "audience": dataset.audiences,
        "fact": facts,
    }
    uses: dict[tuple[Kind, str], list[Reference]] = {}
    for ref in references(dataset):
        if ref.word not in known[ref.kind] and not _unread(dataset, ref.kind, ref.word):
            uses.setdefault((ref.kind, ref.word), []).append(ref)
    for (kind, word), refs in uses.items():
        lacks = "which no claim supports" if kind == "fact" else "which is not declared"
        first = min(refs, key=lambda ref: ref.place)
        finding = unknown(first.kind, word, known[kind], what=f"{first.role} `{word}`, {lacks}")
        yield everywhere(finding, (ref.place for ref in refs))


def qualifiers_declared(dataset: Dataset, _: Facts) -> Findings:
    """A claim or pick has only qualifiers that its measure declares, with values that the qualifier declares."""
    uses: dict[Diagnostic, list[Place]] = {}
    for one in conditions(dataset):
        for finding, place in _wrong_condition(one, dataset):
            uses.setdefault(finding, []).append(place)
    yield from (everywhere(finding, places) for finding, places in uses.items())


# --- claims ---------------------------------------------------------------------------------------------------


def lines_inside_sources(dataset: Dataset, _: Facts) -> Findings:
    """The lines that a claim, set-aside or statement cites are lines of its source."""
    for source, (_first, last), owner, path in citations(dataset):
        if source in dataset.sources and last > dataset.sources[source].lines:
            message = f"line {last} is outside `{source}`, which has {counted(dataset.sources[source].lines, 'line')}"
            advice = "give the lines of the archived text"
            yield Diagnostic("lines-outside-source", message, owner.at(*path), help=advice)


def reasons_given(dataset: Dataset, _: Facts) -> Findings:
    """A rank other than normal has a written reason, and a reason has such a rank."""
    for claim in dataset.claims:
        if claim.rank != "normal" and not claim.reason:
            message = f"the claim is {claim.rank}, but no reason is given"
            yield Diagnostic("missing-reason", message, claim.at("rank"), help="add `reason: …`")
        if claim.rank == "normal" and claim.reason:
            advice = "add `rank: preferred` or `rank: deprecated`, or call it `note`"
            message = "a reason is given, but the rank is normal"
            yield Diagnostic("reason-without-rank", message, claim.at("reason"), help=advice)


def readings_explained(dataset: Dataset, _: Facts) -> Findings:
    """An inferred reading says why, and what says why is inferred."""
    for claim in dataset.claims:
        if claim.reading == "inferred" and not claim.because:
            message = "the reading is inferred, but nothing says why"
            yield Diagnostic("missing-because", message, claim.at("reading"), help="add `because: …`")
        if claim.reading == "stated" and claim.because:
            advice = "add `reading: inferred`, or call it `note`"
            message = "`because` is given, but the reading is stated"
            yield Diagnostic("because-without-inferred", message, claim.at("because"), help=advice)


def written_gives_value(dataset: Dataset, _: Facts) -> Findings:
    """The words that a claim quotes as written say its value, in the language of its source, unless it is inferred."""
    for claim in dataset.claims:
        source = dataset.sources.get(claim.source)
        if not claim.written or claim.reading == "inferred" or source is None:
            continue
        lang = language_of(source, dataset)
        if not any(gives(words, claim, lang) for words in claim.written):
            listed = " and ".join(f"“{words}”" for words in claim.written)
            notes = () if source.lang else (f"they are read in the language `{lang}`: `{source.id}` has no `lang`",)
            yield Diagnostic(
                "written-without-value",
                f"{listed} does not give the value {shown(claim)}",
                claim.at("written"),
                notes,
                "quote the words that give it, or add `reading: inferred` and `because: …`",
            )


def values_on_scale(dataset: Dataset, _: Facts) -> Findings:
    """A quantity lies on the scale of its measure."""
    for claim in dataset.claims:
        measure = dataset.measures[claim.measure]
        if measure.scale and isinstance(claim.value, Quantity) and claim.unit == measure.unit:
            low, high = measure.scale
            if not low <= claim.value.number <= high:
                message = f"`{claim.value.number}` is not on the scale of `{measure.id}`"
                yield Diagnostic("outside-scale", message, claim.value_place, (f"scale: {low} to {high}",))


def keys_of_claims(dataset: Dataset, _: Facts) -> Findings:
    """Only a quantity has a unit, and a term has no hedge."""
    for claim in dataset.claims:
        kind = dataset.measures[claim.measure].kind
        if claim.unit and kind != "quantity":
            yield _meaningless("unit", claim, kind)
        if claim.hedge and kind == "term":
            yield _meaningless("hedge", claim, kind)


# --- other records --------------------------------------------------------------------------------------------


def keys_of_measures(dataset: Dataset, _: Facts) -> Findings:
    """A term has terms, and nothing else has; only a quantity has a unit or a scale."""
    for measure in dataset.measures.values():
        if measure.kind == "term" and not measure.terms:
            yield Diagnostic("missing-key", "`terms` is missing", measure.place, help="add `terms: {word: wording}`")
        for key, kind in _KEY_OF.items():
            if measure.kind != kind and getattr(measure, key):
                message = f"`{key}` says nothing about a measure of kind {measure.kind}"
                yield Diagnostic(
                    "meaningless-key", message, measure.key_at(key), help="delete it, or give another kind"
                )


def derivation_of_sources(dataset: Dataset, _: Facts) -> Findings:
    """No source is derived from itself, directly or by way of others."""
    for source in dataset.sources.values():
        if source.id in _ancestors(source, dataset):
            message = f"`{source.id}` is derived from itself"
            chain_ = " and ".join(f"`{name}`" for name in source.derived_from)
            place = source.at("derived_from")
            yield Diagnostic("derived-from-cycle", message, place, (f"it is derived from {chain_}",))


def names_of_events(dataset: Dataset, _: Facts) -> Findings:
    """An event and a subject have different ids, for claims speak of both."""
    for name in dataset.events.keys() & dataset.subjects.keys():
        event, subject = dataset.events[name], dataset.subjects[name]
        notes = (f"the subject stands at {subject.place.file}:{subject.place.line}",)
        message = f"the event `{name}` has the id of a subject"
        yield Diagnostic("duplicate-id", message, event.at("id"), notes, "rename the event")


def narratives_of_audiences(dataset: Dataset, _: Facts) -> Findings:
    """Every audience has a narrative, which says something, and every narrative an audience."""
    for name, audience in dataset.audiences.items():
        if name not in dataset.narratives and not _unread(dataset, "narrative", name):
            message = f"the audience `{name}` has no narrative"
            place = Place(audience.place.file)
            yield Diagnostic("missing-narrative", message, place, help=f"write `narrative/{name}.md`")
    for name, narrative in dataset.narratives.items():
        if name not in dataset.audiences and not _unread(dataset, "audience", name):
            place, what = Place(narrative.file), f"the narrative `{name}.md` is for no audience"
            yield unknown("audience", name, dataset.audiences, place=place, what=what)
        if not narrative.text.strip():
            advice = "write its sections, each under a heading: `## What it costs`"
            message, place = f"the narrative `{name}.md` is empty", Place(narrative.file)
            yield Diagnostic("missing-narrative", message, place, help=advice, severity=Severity.WARNING)


RULES: tuple[Rule, ...] = (
    names_declared,
    qualifiers_declared,
    lines_inside_sources,
    reasons_given,
    readings_explained,
    written_gives_value,
    values_on_scale,
    keys_of_claims,
    keys_of_measures,
    derivation_of_sources,
    names_of_events,
    narratives_of_audiences,
    translated.read_by_somebody,
    translated.of_what_there_is,
    translated.complete,
)


# --- helpers --------------------------------------------------------------------------------------------------


def _unread(dataset: Dataset, kind: str, name: str) -> bool:
    """Whether the record is, or may be, one that stands in the files but could not be read."""
    if kind == "fact":
        return bool(dataset.unread.keys() & {"claim", "event"})
    return not dataset.unread.get(kind, frozenset()).isdisjoint((name, "*"))


def _wrong_condition(one: Condition, dataset: Dataset) -> Iterator[tuple[Diagnostic, Place]]:
    """What is wrong with a qualifier that is given, and where."""
    measure, qualifier = dataset.measures.get(one.measure), dataset.qualifiers.get(one.name)
    if qualifier is None:
        if not _unread(dataset, "qualifier", one.name):
            yield unknown("qualifier", one.name, dataset.qualifiers), one.owner.key_at(*one.path)
        return
    if measure and one.name not in measure.qualifiers:
        yield _undeclared_qualifier(one.name, measure), one.owner.key_at(*one.path)
    if one.value not in qualifier.values:
        what = f"`{one.value}` is not a value of `{one.name}`"
        yield unknown("qualifier-value", one.value, qualifier.values, what=what), one.owner.at(*one.path)


def _undeclared_qualifier(name: str, measure: Measure) -> Diagnostic:
    declared = ", ".join(f"`{it}`" for it in measure.qualifiers) or "none"
    return Diagnostic(
        "undeclared-qualifier",
        f"the measure `{measure.id}` has no qualifier `{name}`",
        notes=(f"its qualifiers: {declared}",),
        help=f"add `{name}` to the measure's `qualifiers`, or leave it out",
    )


def _meaningless(key: str, claim: Claim, kind: str) -> Diagnostic:
    message = f"`{key}` says nothing about a measure of kind {kind}"
    return Diagnostic("meaningless-key", message, claim.key_at(key), help="delete it")


def _ancestors(source: Source, dataset: Dataset) -> set[str]:
    """The sources that `source` is derived from, directly or by way of others."""
    found: set[str] = set()
    pending = list(source.derived_from)
    while pending:
        name = pending.pop()
        if name not in found and name in dataset.sources:
            found.add(name)
            pending.extend(dataset.sources[name].derived_from)
    return found
