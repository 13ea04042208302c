"""What follows from the authored records: claims with their values read, the dataset as a whole, facts, derivations."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from briefing.dataset.model import (
    Audience,
    Event,
    Gap,
    Measure,
    Narrative,
    Qualifier,
    Rank,
    Reading,
    SetAside,
    Source,
    Statement,
    Subject,
    Topic,
    Unit,
)
from briefing.dataset.places import NOWHERE, Spot, Step
from briefing.dataset.specs import ChartSpec, TableSpec
from briefing.dataset.translations import Translation
from briefing.dataset.values import Hedge, PartialDate, Value
from briefing.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Claim:
    """What ONE source says: an entry with its defaults filled in and its value read."""

    id: str
    source: str
    lines: tuple[int, int]
    subject: str
    measure: str
    qualifiers: tuple[tuple[str, str], ...]
    value: Value
    hedge: Hedge
    unit: str | None
    written: tuple[str, ...]
    attribution: str | None
    reading: Reading
    because: str | None
    rank: Rank
    reason: str | None
    audiences: tuple[str, ...]
    note: str | None
    valid_until: str | None = None
    max_age: str | None = None
    value_path: tuple[Step, ...] = ("value",)
    spot: Spot | None = field(default=None, compare=False, repr=False)

    @property
    def place(self) -> Place:
        """Where the entry stands."""
        return self.at()

    @property
    def value_place(self) -> Place:
        """Where the value stands."""
        return self.at(*self.value_path)

    def at(self, *path: Step) -> Place:
        """Where the value at `path` of the entry stands, such as `at("with", "mode")`; else the entry."""
        return self.spot.at(*path) if self.spot else NOWHERE

    def key_at(self, *path: Step) -> Place:
        """Where the key at the end of `path` of the entry stands; else the entry."""
        return self.spot.key(*path) if self.spot else NOWHERE

    @property
    def fact(self) -> str:
        """The id of the fact that this claim is about (design: same subject, measure and qualifiers)."""
        return "/".join((self.subject, self.measure, *(value for _, value in self.qualifiers)))


@dataclass(frozen=True, slots=True)
class Dataset:
    """A topic's records, by id in the order of the files; translations by language.

    `unread` names, for each kind of record, those that are in the files but could not be read; `*` where it is not
    known which. A rule does not call them unknown. `as_of` is the day on which claims are judged to be out of date; None:
    none is.
    """

    id: str
    topic: Topic
    sources: Mapping[str, Source]
    subjects: Mapping[str, Subject]
    units: Mapping[str, Unit]
    qualifiers: Mapping[str, Qualifier]
    measures: Mapping[str, Measure]
    claims: tuple[Claim, ...]
    set_asides: tuple[SetAside, ...]
    events: Mapping[str, Event]
    statements: Mapping[str, Statement]
    gaps: Mapping[str, Gap]
    charts: Mapping[str, ChartSpec]
    tables: Mapping[str, TableSpec]
    audiences: Mapping[str, Audience]
    narratives: Mapping[str, Narrative]
    translations: Mapping[str, Translation] = field(default_factory=dict)
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)
    as_of: date | None = None


class Status(StrEnum):
    """What the claims on one fact amount to."""

    AGREED = "agreed"
    SINGLE_SOURCE = "single-source"
    DISPUTED = "disputed"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Fact:
    """What the claims on the same subject, measure and qualifiers amount to; never typed by hand.

    `values` holds the value to print, most precise first where sources agree; a disputed fact has one value for each
    side. `claims` are those that count, `deprecated` those kept and shown but not counted. `dated` is
    the date of its newest source where all of them are out of date.
    """

    id: str
    subject: str
    measure: str
    qualifiers: tuple[tuple[str, str], ...]
    status: Status
    values: tuple[Value, ...]
    claims: tuple[Claim, ...]
    deprecated: tuple[Claim, ...] = ()
    reason: str | None = None
    dated: PartialDate | None = None

    @property
    def value(self) -> Value:
        """The value to print; only for a fact that is not disputed."""
        if self.status is Status.DISPUTED:
            raise ValueError(f"{self.id} is disputed: it has no single value")
        return self.values[0]

    @property
    def sides(self) -> tuple[tuple[Value, str | None], ...]:
        """Each of the values with its unit; two sides may have the same number in different units."""
        pairs = dict.fromkeys((claim.value, claim.unit) for claim in self.claims)
        units = {value: [unit for other, unit in pairs if other == value] for value in self.values}
        return tuple((value, units[value].pop(0) if units[value] else None) for value in self.values)

    @property
    def inferred(self) -> bool:
        """Whether no claim states it outright."""
        return all(claim.reading == "inferred" for claim in self.claims)


@dataclass(frozen=True, slots=True)
class Derivation:
    """A number worked out from facts: a formula over fact ids that keeps only the digits its inputs allow.

    `tied` says of a rank that another subject has the very same value.
    """

    id: str
    kind: Literal["ratio", "difference", "rank", "share", "count"]
    inputs: tuple[str, ...]
    values: tuple[Value, ...]
    unit: str | None
    formula: str
    tied: bool = False


Facts = Mapping[str, Fact]
