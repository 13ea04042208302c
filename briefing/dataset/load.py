"""A topic's folder in; its records, with claims read, and every finding of every file at once, out.

What cannot be read is left out, and the rest is still read (`Dataset.unread` says what is missing). Names across
files are held against each other by `check`.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar, cast

from briefing.dataset import claims
from briefing.dataset.files import CHARTS, NARRATIVES, TABLES
from briefing.dataset.model import (
    Audience,
    ChartSpec,
    Claim,
    ClaimEntry,
    Dataset,
    Event,
    Gap,
    Measure,
    Narrative,
    Qualifier,
    Record,
    SetAside,
    Source,
    Statement,
    Subject,
    TableSpec,
    Topic,
    Unit,
)
from briefing.dataset.places import Located
from briefing.dataset.reader import Reader
from briefing.dataset.validate import missing_key
from briefing.dataset.yamlfile import Document
from briefing.diagnostics import Diagnostic, in_order
from briefing.project import Project

R = TypeVar("R", bound=Record)

BUILTIN_UNITS: Mapping[str, Unit] = {
    unit.id: unit
    for unit in (
        Unit(id="percent", symbol="%"),
        Unit(id="points", one="point", other="points"),
        Unit(id="usd", currency="USD"),
        Unit(id="times", symbol="×"),
        Unit(id="years", one="year", other="years"),
        Unit(id="months", one="month", other="months"),
        Unit(id="days", one="day", other="days"),
    )
}
BUILTIN_MEASURES: Mapping[str, Measure] = {"date": Measure(id="date", name="Date", kind="date")}


def load(project: Project, topic: str) -> tuple[Dataset | None, tuple[Diagnostic, ...]]:
    """All records of `topic`, and what is wrong with its files; no dataset where `topic.yaml` cannot be read."""
    reader = Reader(project, project.data / topic)
    reader.look_for_strays()
    record = reader.single(reader.document("topic.yaml"), Topic)
    dataset = _dataset(reader, topic, cast(Topic, record))
    return dataset if record else None, in_order(reader.findings)


def _dataset(reader: Reader, name: str, topic: Topic) -> Dataset:
    """Everything is read, whatever is wrong with some of it."""

    def listed(kind: str, file: str, shape: Shape[R]) -> dict[str, R]:
        return _by_id(reader, kind, reader.document(file), file.removesuffix(".yaml"), shape)

    measured = reader.document("measures.yaml")
    measures = {**BUILTIN_MEASURES, **_by_id(reader, "measure", measured, "measures", Measure)}
    events = listed("event", "events.yaml", Event)
    return Dataset(
        id=name,
        topic=topic,
        sources=listed("source", "sources.yaml", Source),
        subjects=listed("subject", "subjects.yaml", Subject),
        units={**BUILTIN_UNITS, **_by_id(reader, "unit", measured, "units", Unit)},
        qualifiers=_by_id(reader, "qualifier", measured, "qualifiers", Qualifier),
        measures=measures,
        set_asides=tuple(_set_asides(reader)),
        claims=_claims(reader, measures, events),
        events=events,
        statements=listed("statement", "statements.yaml", Statement),
        gaps=listed("gap", "gaps.yaml", Gap),
        charts=cast(Mapping[str, ChartSpec], listed("chart", "charts.yaml", CHARTS)),
        tables=cast(Mapping[str, TableSpec], listed("table", "tables.yaml", TABLES)),
        audiences=_audiences(reader),
        narratives=dict(_narratives(reader)),
        unread={kind: frozenset(ids) for kind, ids in reader.unread.items()},
    )


def _by_id(reader: Reader, kind: str, document: Document, key: str, shape: Shape[R]) -> dict[str, R]:
    """The records of one list by id; of two with the same id the first."""
    found: dict[str, R] = {}
    for record in reader.records(kind, document, key, shape):
        name = str(getattr(record, "id", ""))
        first = found.setdefault(name, record)
        if first is not record:
            notes = (f"first given at {first.place.file}:{first.place.line}",)
            message = f"a {kind} `{name}` is given twice"
            reader.find(Diagnostic("duplicate-id", message, record.at("id"), notes, "rename or delete one of them"))
    return found


def _claims(reader: Reader, measures: Mapping[str, Measure], events: Mapping[str, Event]) -> tuple[Claim, ...]:
    """All claims of the claims files and of the dates of events, each id once."""
    known = {**measures, **dict.fromkeys(reader.unread.get("measure", ()))}
    results = [
        *(claims.from_entry(entry, known) for entry in _entries(reader)),
        *(claims.from_date(event, date, known) for event in events.values() for date in event.dates),
    ]
    for read, findings in results:
        reader.find(*findings)
        if findings or not read:
            reader.miss("claim")
    unique, findings = claims.unique(claim for read, _ in results for claim in read)
    reader.find(*findings)
    return unique


def _entries(reader: Reader) -> Iterator[ClaimEntry]:
    for document in reader.documents("claims/*.yaml"):
        _spread_source(document, "claims")
        yield from reader.records("claim", document, "claims", ClaimEntry)


def _set_asides(reader: Reader) -> Iterator[SetAside]:
