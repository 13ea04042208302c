"""A topic's folder in; its records, with claims read, and every finding of every file at once, out.

What cannot be read is left out, and the rest is still read (`Dataset.unread` says what is missing). Names across
files are held against each other by `check`.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import TypeVar, cast

from briefing.base.translation import gettext_noop
from briefing.dataset import claims, textfile
from briefing.dataset.facts import Claim, Dataset
from briefing.dataset.files import CHARTS, NARRATIVES, TABLES, Shape
from briefing.dataset.model import (
    Audience,
    ClaimEntry,
    Event,
    Gap,
    Measure,
    Narrative,
    Qualifier,
    SetAside,
    Source,
    Statement,
    Subject,
    Topic,
    Unit,
)
from briefing.dataset.places import Located
from briefing.dataset.reader import Reader
from briefing.dataset.record import Record
from briefing.dataset.specs import ChartSpec, TableSpec
from briefing.dataset.translations import Translation
from briefing.dataset.yamlfile import Document
from briefing.diagnostics import Diagnostic, gathered, in_order
from briefing.project import Project

R = TypeVar("R", bound=Record)

BUILTIN_UNITS: Mapping[str, Unit] = {
    unit.id: unit
    for unit in (
        Unit(id="percent", symbol="%"),
        Unit(id="points", one=gettext_noop("point"), other=gettext_noop("points")),
        Unit(id="usd", currency="USD"),
        Unit(id="times", symbol="×"),
        Unit(id="years", one=gettext_noop("year"), other=gettext_noop("years")),
        Unit(id="months", one=gettext_noop("month"), other=gettext_noop("months")),
        Unit(id="days", one=gettext_noop("day"), other=gettext_noop("days")),
    )
}
#: Findings of names that one declaration mends, wherever they are used.
_NAMES = ("unknown-measure", "unknown-term")
BUILTIN_MEASURES: Mapping[str, Measure] = {"date": Measure(id="date", name=gettext_noop("Date"), kind="date")}


def load(project: Project, topic: str) -> tuple[Dataset | None, tuple[Diagnostic, ...]]:
    """All records of `topic`, and what is wrong with its files; no dataset where `topic.yaml` cannot be read."""
    reader = Reader(project, project.data / topic)
    reader.look_for_strays()
    record = reader.single(reader.document("topic.yaml"), Topic)
    dataset = _dataset(reader, topic, cast(Topic, record))
    return dataset if record else None, in_order(gathered(reader.findings, _NAMES))


def _dataset(reader: Reader, name: str, topic: Topic) -> Dataset:
    """Everything is read, whatever is wrong with some of it."""

    def listed(kind: str, file: str, shape: Shape[R]) -> dict[str, R]:
        return _by_id(reader, kind, reader.document(file), file.removesuffix(".yaml"), shape)

    measured = reader.document("measures.yaml")
    measures = {**BUILTIN_MEASURES, **_by_id(reader, "measure", measured, "measures", Measure)}
    events = listed("event", "events.yaml", Event)
    claim_files = _claim_files(reader)
    return Dataset(
        id=name,
        topic=topic,
        sources=listed("source", "sources.yaml", Source),
        subjects=listed("subject", "subjects.yaml", Subject),
        units={**BUILTIN_UNITS, **_by_id(reader, "unit", measured, "units", Unit)},
        qualifiers=_by_id(reader, "qualifier", measured, "qualifiers", Qualifier),
        measures=measures,
        claims=_claims(reader, claim_files, measures, events),
        set_asides=tuple(
            aside for document in claim_files for aside in reader.records("set-aside", document, "set_aside", SetAside)
        ),
        events=events,
        statements=listed("statement", "statements.yaml", Statement),
        gaps=listed("gap", "gaps.yaml", Gap),
        charts=cast(Mapping[str, ChartSpec], listed("chart", "charts.yaml", CHARTS)),
        tables=cast(Mapping[str, TableSpec], listed("table", "tables.yaml", TABLES)),
        audiences=_audiences(reader),
        narratives=dict(_narratives(reader)),
        translations=_translations(reader),
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


def _claims(
    reader: Reader, documents: Iterable[Document], measures: Mapping[str, Measure], events: Mapping[str, Event]
) -> tuple[Claim, ...]:
    """All claims of the claims files and of the dates of events, each id once."""
    entries = (entry for document in documents for entry in reader.records("claim", document, "claims", ClaimEntry))
    results = [
        *(claims.from_entry(entry, measures) for entry in entries if _can_read(reader, entry.measure, measures)),
        *(
            claims.from_date(event, date, measures)
            for event in events.values()
            if _can_read(reader, event.measure, measures)
            for date in event.dates
        ),
    ]
    for _, findings in results:
        reader.find(*findings)
        if findings:
            reader.miss("claim")
    unique, findings = claims.unique(claim for read, _ in results for claim in read)
    reader.find(*findings)
    return unique


def _can_read(reader: Reader, measure: str, measures: Mapping[str, Measure]) -> bool:
    """False where the measure is in the files but could not be read itself: its claims then cannot be either."""
    lost = measure not in measures and reader.missed("measure", measure)
    if lost:
        reader.miss("claim")
    return not lost


def _claim_files(reader: Reader) -> tuple[Document, ...]:
    documents = reader.documents("claims/*.yaml")
    for document in documents:
        _spread_source(document)
    return documents


def _spread_source(document: Document) -> None:
    """Give the `source` at the head of a claims file to each entry that names none, and its place with it."""
    if not isinstance(document.value, Located) or "source" not in document.value:
        return
    for key in ("claims", "set_aside"):
        items = document.value.get(key)
        for item in items if isinstance(items, tuple) else ():
            if isinstance(item, Located) and "source" not in item:
                item["source"] = document.value["source"]
                item.spot.head = "source", document.spot


def _audiences(reader: Reader) -> dict[str, Audience]:
    """Audiences by id, which is the name of the file."""
    found: dict[str, Audience] = {}
    for document in reader.documents("audiences/*.yaml"):
        name = PurePosixPath(document.file).stem
        if isinstance(document.value, Located):
            document.value.setdefault("id", name)
        audience = reader.single(document, Audience)
        if audience is None:
            reader.miss("audience", name)
        elif audience.id != name:
            message = f"the id `{audience.id}` is not the name of the file"
            reader.find(Diagnostic("id-mismatch", message, audience.at("id"), help="delete it, or rename the file"))
            reader.miss("audience", name)
        else:
            found[name] = audience
    return found


def _narratives(reader: Reader) -> Iterator[tuple[str, Narrative]]:
    for path in sorted(reader.folder.glob(NARRATIVES)):
        text = reader.text(path, textfile.MAX_PROSE)
        if text is None:
            reader.miss("narrative", path.stem)
        else:
            yield path.stem, Narrative(reader.project.shown(path), text)


def _translations(reader: Reader) -> dict[str, Translation]:
    """Translations by language, which is the name of the file."""
    found: dict[str, Translation] = {}
    for document in reader.documents("translations/*.yaml"):
        lang, words = PurePosixPath(document.file).stem, reader.single(document, Translation)
        if words is None:
            reader.miss("translation", lang)
        else:
            found[lang] = words
    return found
