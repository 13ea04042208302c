"""Small datasets for tests, made without files."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import count

from briefing.dataset import claims as claims_room
from briefing.dataset.facts import Claim, Dataset
from briefing.dataset.model import (
    ClaimEntry,
    Event,
    Measure,
    Qualifier,
    SetAside,
    Source,
    Statement,
    Subject,
    Topic,
    Unit,
)
from briefing.dataset.record import Record
from briefing.dataset.values import PartialDate, parse_date

Fields = Mapping[str, object]
_numbers = count(1)


def source(id: str, text: str = "", **fields: object) -> Source:  # noqa: A002 (the field's name)
    """A source whose archive is `text`."""
    lines = len(text.removesuffix("\n").split("\n"))
    digest = sha256(text.encode()).hexdigest()
    given = {"label": id, "title": id, "published": "2025", "kind": "press", "archive": f"{id}.txt"}
    return Source.model_validate({**given, "id": id, "sha256": digest, "lines": lines, **fields})


def subject(id: str, **fields: object) -> Subject:  # noqa: A002 (the field's name)
    """A subject, named as its id unless told otherwise."""
    return Subject.model_validate({"id": id, "name": id, "kind": "model", **fields})


def measure(id: str, **fields: object) -> Measure:  # noqa: A002 (the field's name)
    """A measure, named as its id unless told otherwise."""
    return Measure.model_validate({"id": id, "name": id, **fields})


UNITS = (
    Unit(id="percent", symbol="%"),
    Unit(id="points", one="point", other="points"),
    Unit(id="usd", currency="USD"),
    Unit(id="times", symbol="×"),
    Unit(id="months", one="month", other="months"),
    Unit(id="tokens", one="output token", other="output tokens"),
    Unit(id="elo", other="Elo"),
)
MEASURES = (
    measure("score", direction="higher", qualifiers=("by", "mode")),
    measure("exam", direction="higher", unit="percent", qualifiers=("by", "mode")),
    measure("tokens", unit="tokens", direction="lower"),
    measure("cost", unit="usd"),
    measure("elo", unit="elo", direction="higher", zero=False),
    measure("place", kind="rank", direction="lower"),
    measure("date", kind="date"),
    measure("access", kind="term", terms={"open": "open weights", "closed": "closed weights"}),
    measure("input", kind="term", multiple=True, terms={"text": "text", "voice": "voice"}),
)
QUALIFIERS = (
    Qualifier(id="by", name="who ran it", values={"vendor": "reported by the maker", "lab": "measured by the Lab"}),
    Qualifier(id="mode", name="mode", values={"fast": "fast mode", "slow": "slow mode"}),
)


def claims(*entries: Fields, measures: Iterable[Measure] = MEASURES) -> tuple[Claim, ...]:
    """Claims from entries as in a claims file; source `a`, line 1 and subject `x` where they name none."""
    known = {it.id: it for it in measures}
    made: list[Claim] = []
    for entry in entries:
        given: dict[str, object] = {"id": f"c{next(_numbers)}", "source": "a", "lines": 1, **entry}
        if "values" in given:
            del given["id"]
        else:
            given = {"subject": "x", **given}
        found, findings = claims_room.from_entry(ClaimEntry.model_validate(given), known)
        assert not findings, findings
        made.extend(found)
    return tuple(made)


def _by_id(records: Iterable[Record]) -> dict[str, object]:
    return {record.id: record for record in records}  # type: ignore[attr-defined]


def dataset(
    all_claims: Iterable[Claim] = (),
    *,
    sources: Iterable[Source] = (),
    subjects: Iterable[Subject] = (),
    measures: Iterable[Measure] = MEASURES,
    set_asides: Iterable[SetAside] = (),
    events: Iterable[Event] = (),
    statements: Iterable[Statement] = (),
) -> Dataset:
    """A dataset of these records; sources and subjects that claims name are made where they are not given."""
    all_claims, sources, subjects = tuple(all_claims), tuple(sources), tuple(subjects)
    given_sources, given_subjects = {it.id for it in sources}, {it.id for it in subjects}
    other_sources = dict.fromkeys(it.source for it in all_claims if it.source not in given_sources)
    other_subjects = dict.fromkeys(it.subject for it in all_claims if it.subject not in given_subjects)
    return Dataset(
        id="test",
        topic=Topic(title="Test", summary="A test.", focus="x", vendor="maker"),
        sources=_by_id((*sources, *map(source, other_sources))),  # type: ignore[arg-type]
        subjects=_by_id((*subjects, *map(subject, other_subjects))),  # type: ignore[arg-type]
        units=_by_id(UNITS),  # type: ignore[arg-type]
        qualifiers=_by_id(QUALIFIERS),  # type: ignore[arg-type]
        measures=_by_id(measures),  # type: ignore[arg-type]
        claims=all_claims,
        set_asides=tuple(set_asides),
        events=_by_id(events),  # type: ignore[arg-type]
        statements=_by_id(statements),  # type: ignore[arg-type]
        gaps={},
        charts={},
        tables={},
        audiences={},
        narratives={},
    )


def plain(text: str) -> str:
    """The text with ordinary spaces, for reading in tests."""
    return text.replace("\u00a0", " ")


def day(text: str) -> PartialDate:
    """A date as a dataset writes it."""
    found = parse_date(text)
    assert found
    return found
