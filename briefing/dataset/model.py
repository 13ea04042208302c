"""The frozen records of a dataset: as authored in YAML (pydantic, strict), and as worked out from it (dataclasses).

The authored records are the file format: their JSON Schema is what editors use. Each carries the place it was
read from. Words are those of the field: producer and citation terms after Our World in Data's `Origin`, rank and
qualifier after Wikidata.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PrivateAttr,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefing.dataset.places import Located, Spot, Step
from briefing.dataset.values import Hedge, Value, parse_date
from briefing.diagnostics import Place

NOWHERE = Place("")


def _line_range(value: object) -> object:
    """`12` or `12-14` to (first, last), both from 1."""
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", str(value)) if isinstance(value, int | str) else None
    if isinstance(value, bool) or not match:
        raise PydanticCustomError("bad_lines", "a line number or a range such as 12-14 is wanted")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise PydanticCustomError("bad_lines", "lines run from a first line, at least 1, to a last line not before it")
    return first, last


def _partial_date(value: object) -> object:
    if not isinstance(value, int | str) or parse_date(value) is None:
        raise PydanticCustomError("impossible_date", "not a possible date")
    return str(value)


def _several(value: object) -> object:
    """One text is a list of one."""
    return (value,) if isinstance(value, str) else value


ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
CLAIM_ID_PATTERN = r"^[a-z0-9][a-z0-9/-]*$"
FACT_ID_PATTERN = r"^[a-z0-9-]+(?:/[a-z0-9-]+)+$"
Id = Annotated[
    str,
    Field(pattern=ID_PATTERN, description="a stable name: lower-case words joined by hyphens"),
]
Text = Annotated[str, Field(min_length=1)]
#: Text that is a Jinja template: numbers come through its functions only.
Prose = Annotated[str, Field(min_length=1, description="text; numbers only through functions, as in narratives")]
Scalar = Annotated[int | Decimal | str, WithJsonSchema({"type": ["number", "string"]})]
Lines = Annotated[
    tuple[int, int],
    BeforeValidator(_line_range),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": r"^\d+-\d+$"}]}),
]
DateText = Annotated[str, BeforeValidator(_partial_date), WithJsonSchema({"type": ["string", "integer"]})]
_ONE_OR_MORE = WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
Ids = Annotated[tuple[Id, ...], BeforeValidator(_several), _ONE_OR_MORE]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_several), _ONE_OR_MORE]
#: Qualifier names to the values that hold: `{by: vendor, mode: thinking}`.
Qualifiers = dict[Id, Id]
#: The id of a fact: `subject/measure` and the values of its qualifiers in the measure's order, joined by `/`.
FactId = Annotated[str, Field(pattern=FACT_ID_PATTERN)]


class Record(BaseModel):
    """What all authored records share: strict, frozen, no unknown keys, and the place they stand at."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)

    place: SkipJsonSchema[Place] = Field(default=NOWHERE, exclude=True, repr=False)
    _spot: Spot | None = PrivateAttr(default=None)

    @model_validator(mode="wrap")
    @classmethod
    def _locate(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Note where a mapping that was read from a file stands."""
        if not isinstance(data, Located) or "place" in data:
            return handler(data)
        record = handler({**data, "place": data.spot.at()})
        record._spot = data.spot  # noqa: SLF001 (this very class)
        return record

    @property
    def spot(self) -> Spot | None:
        """Where this record and all that is in it stands, if it was read from a file."""
        return self._spot

    def at(self, *path: Step) -> Place:
        """Where the value at `path` stands, such as `at("title")` or `at("rows", 2, "measure")`; else the record."""
        return self._spot.at(*path) if self._spot else self.place

    def key_at(self, *path: Step) -> Place:
        """Where the key at the end of `path` stands; else what `at` gives."""
        return self._spot.key(*path) if self._spot else self.place


# --- topic.yaml, sources.yaml, subjects.yaml, measures.yaml ---------------------------------------------------


class Topic(Record):
    """`topic.yaml`: what the dataset is about."""

    title: Text
    summary: Prose
    focus: Id = Field(description="the subject that the briefings are about; charts highlight it")
    focus_predecessor: Id | None = None
    vendor: Id | None = Field(default=None, description="who makes the focus; its own measurements are not independent")


class Source(Record):
    """A document that says something (`sources.yaml`)."""

    id: Id
    label: Text = Field(description="how a citation names it, short")
    publisher: Text | None = Field(default=None, description="none where the text names none")
    title: Text
    author: Text | None = None
    published: DateText
    published_inferred: Text | None = Field(default=None, description="why this date, where the text gives none")
    updated: DateText | None = None
    accessed: DateText | None = None
    url: Text | None = None
    licence: Text | None = None
    kind: Literal["vendor", "independent", "press", "aggregator", "blog"]
    archive: Text = Field(description="the file name of the archived text")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    lines: Annotated[int, Field(ge=1)]
    derived_from: Ids = ()
    derived_reason: Text | None = None
    note: Prose | None = None


class Subject(Record):
    """What is spoken of (`subjects.yaml`)."""

    id: Id
    name: Text
    short: Text | None = Field(default=None, description="a shorter name for charts and tables")
    kind: Literal["model", "organisation", "person", "product", "community", "place", "event", "work"]
    maker: Id | None = None
    aliases: Texts = Field(default=(), description="other spellings that sources use")
    note: Prose | None = None


class Unit(Record):
    """How a quantity is worded (`measures.yaml`): `58 million output tokens`, `16 points`, `$14.3 billion`, `58%`."""

    id: Id
    one: str = Field(default="", description="the word after a single one; empty for a bare number")
    other: str = Field(default="", description="the word after any other number")
    symbol: str = Field(default="", description="a sign set against the number instead of a word, such as %")
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None = None


class Qualifier(Record):
    """A condition of a measurement (`measures.yaml`) and the values it may take, each with its wording."""

    id: Id
    name: Text
    values: dict[Id, Text]


class Measure(Record):
    """What is measured (`measures.yaml`)."""

    id: Id
    name: Text
    short: Text | None = None
    kind: Literal["quantity", "rank", "date", "term"] = "quantity"
    unit: Id | None = Field(default=None, description="the unit of a quantity; none for a bare number")
    direction: Literal["higher", "lower"] | None = Field(default=None, description="which end is better, if either")
    scale: tuple[int, int] | None = None
    zero: bool = Field(default=True, description="false where a bar from zero would mislead, as for Elo ratings")
    defined_by: Id | None = None
    qualifiers: Ids = Field(default=(), description="which conditions a claim on it may carry, in the order of ids")
    terms: dict[Id, Text] = Field(default={}, description="the closed vocabulary of a measure of kind term")
    multiple: bool = Field(default=False, description="a subject may have several terms at once, each its own fact")
    aliases: Texts = ()
    about: Prose | None = Field(default=None, description="one sentence: what it measures")


# --- claims/*.yaml --------------------------------------------------------------------------------------------

Rank = Literal["preferred", "normal", "deprecated"]
Reading = Literal["stated", "inferred"]
HedgeWord = Literal["about", "nearly", "over", "at least", "under", "up to"]


class Saying(Record):
    """What claims and the dates of events share: where a source says it, how it is written, how far it is trusted."""

    id: Annotated[str, Field(pattern=CLAIM_ID_PATTERN)] | None = None
    source: Id | None = Field(default=None, description="may stand once at the head of a claims file instead")
    lines: Lines
    qualifiers: Qualifiers = Field(default={}, alias="with")
    hedge: HedgeWord | None = None
    unit: Id | None = Field(default=None, description="the unit as written, where it is not the measure's")
    written: Texts = Field(default=(), description="the words of the source that give the value, where not the number")
    attribution: Id | None = Field(
        default=None, description="the subject who is said to say so; none: the source itself"
    )
    reading: Reading = "stated"
    because: Prose | None = Field(default=None, description="why, where the reading is inferred")
    rank: Rank = "normal"
    reason: Prose | None = Field(default=None, description="why, where the rank is not normal")
    audiences: Ids = Field(default=(), description="who alone may see it; empty: everyone")
    note: Prose | None = None


class ClaimEntry(Saying):
    """What one source says, as written in `claims/*.yaml`; `values` says it of several subjects at once."""

    subject: Id | None = None
    measure: Id
    value: Scalar | None = None
    values: dict[Id, Scalar] | None = Field(default=None, description="subject to value, in place of subject and value")


class EventDate(Saying):
    """When one source says that an event happened; its subject and measure are the event's."""

    value: Scalar


class SetAside(Record):
    """Numerals of a source that say nothing of the topic: page furniture, idioms."""

    source: Id | None = Field(default=None, description="may stand at the head of the file instead; none: every source")
    lines: Lines | None = Field(default=None, description="none: wherever the text stands")
    text: Texts = Field(description="the words as written, with the numeral in them")
    reason: Text


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
    place: Place
    value_place: Place
    spot: Spot | None = field(default=None, compare=False, repr=False)

    def at(self, *path: Step) -> Place:
        """Where the value at `path` of the entry stands, such as `at("with", "mode")`; else the entry."""
        return self.spot.at(*path) if self.spot else self.place

    def key_at(self, *path: Step) -> Place:
        """Where the key at the end of `path` of the entry stands; else the entry."""
        return self.spot.key(*path) if self.spot else self.place

    @property
    def fact(self) -> str:
        """The id of the fact that this claim is about (design: same subject, measure and qualifiers)."""
        return "/".join((self.subject, self.measure, *(value for _, value in self.qualifiers)))


# --- events.yaml, statements.yaml, gaps.yaml ------------------------------------------------------------------


class Event(Record):
    """Something that happened on a date (`events.yaml`); `dates` are claims on it, of the measure named."""

    id: Id
    title: Prose
    short: Text | None = Field(default=None, description="a few words for a timeline; no numerals but in names")
    subjects: Ids = ()
    measure: Id = "date"
    dates: Annotated[tuple[EventDate, ...], Field(min_length=1)]
    planned: bool = False
    note: Prose | None = None


class Cite(Record):
    """Where a source says a statement, and how strongly compared with its wording here."""

    source: Id
    lines: Lines
    stance: Literal["said", "weaker", "contradicted"] = "said"
    note: Prose | None = None


class Statement(Record):
    """What someone said, in our own words (`statements.yaml`)."""

    id: Id
    by: Id | None = Field(default=None, description="the speaker; none: the citing source itself")
    about: Ids = ()
    says: Prose
    short: Prose | None = Field(default=None, description="a few words for a matrix")
    kind: Literal["announcement", "opinion", "finding", "plan", "property", "description"] = "description"
    cites: Annotated[tuple[Cite, ...], Field(min_length=1)]
    audiences: Ids = Field(default=(), description="who alone may see it; empty: everyone")
    note: Prose | None = None


class Gap(Record):
    """A question a reader would ask and no source answers (`gaps.yaml`)."""

    id: Id
    question: Prose
    known: Prose | None = Field(default=None, description="what the sources do say near it")
    audiences: Ids = ()


# --- charts.yaml, tables.yaml ---------------------------------------------------------------------------------


class Pick(Record):
    """Which facts a chart or table takes: those of a measure whose qualifiers include the ones given."""

    measure: Id
    qualifiers: Qualifiers = Field(default={}, alias="with")
    label: Prose | None = None


class Exhibit(Record):
    """What all charts share."""

    id: Id
    title: Prose = Field(description="the finding, computed")
    note: Prose | None = None


class RankedChart(Exhibit):
    """Ranked bars of one measure, the focus highlighted."""

    kind: Literal["ranked"]
    pick: Pick
    subjects: Ids = Field(default=(), description="default: every subject that has the fact; one without is named")
    lines: tuple[FactId, ...] = Field(default=(), description="facts of the same measure under other conditions")


class GapsChart(Exhibit):
    """For each measure the signed gap of the focus to its best named rival."""

    kind: Literal["gaps"]
    rows: tuple[Pick, ...]
    rivals: Ids = ()


class DotsChart(Exhibit):
    """Facts as dots on one axis; a disputed fact is a range with who says which."""

    kind: Literal["dots"]
    facts: tuple[FactId, ...]
    group_by: Literal["subject", "condition"] = "condition"


class ScatterChart(Exhibit):
    """Two measures against each other; a subject that lacks one is named beside the plot."""

    kind: Literal["scatter"]
    x: Pick
    y: Pick
    subjects: Ids


class TimelineChart(Exhibit):
    """Events in order; a disputed date is a range with who says which."""

    kind: Literal["timeline"]
    events: Ids


class MultiplesChart(Exhibit):
    """Small panels, one a measure, the same subjects in each; a missing one is shown as not given."""

    kind: Literal["multiples"]
    panels: tuple[Pick, ...]
    subjects: Ids


class MatrixChart(Exhibit):
    """Who says what: statements by source, said, weaker, contradicted or not said."""

    kind: Literal["matrix"]
    statements: Ids
    sources: Ids = ()


ChartSpec = Annotated[
    RankedChart | GapsChart | DotsChart | ScatterChart | TimelineChart | MultiplesChart | MatrixChart,
    Field(discriminator="kind"),
]


class FactsTable(Exhibit):
    """One row a fact: figure, condition, who says so, how many independent sources."""

    kind: Literal["facts"]
    facts: tuple[FactId, ...]
    columns: tuple[Literal["figure", "value", "condition", "said-by", "sources", "status"], ...] = (
        "figure",
        "value",
        "condition",
        "said-by",
        "status",
    )


class GridTable(Exhibit):
    """Measures down, subjects across; a missing cell says so."""

    kind: Literal["grid"]
    rows: tuple[Pick, ...]
    subjects: Ids


class StatementsTable(Exhibit):
    """Who says what, with the sources."""

    kind: Literal["statements"]
    statements: Ids


class EventsTable(Exhibit):
    """Dates and what happened, with the sources."""

    kind: Literal["events"]
    events: Ids


TableSpec = Annotated[FactsTable | GridTable | StatementsTable | EventsTable, Field(discriminator="kind")]


# --- audiences/*.yaml -----------------------------------------------------------------------------------------


class KeyFigure(Record):
    """One of the figures on the first page."""

    fact: FactId
    label: Prose


class Audience(Record):
    """A kind of reader (`audiences/<id>.yaml`); the narrative stands in `narrative/<id>.md`."""

    id: Id
    name: Text
    title: Prose
    question: Prose
    answer: Prose = Field(description="the answer in about three sentences, Markdown")
    key_figures: tuple[KeyFigure, ...]
    lead_chart: Id
    template: Text | None = Field(default=None, description="default: `<id>.html.j2`, else `briefing.html.j2`")
    accent: Literal["blue", "teal", "plum", "ochre"] = "blue"
    lang: Text = "en"


@dataclass(frozen=True, slots=True)
class Narrative:
    """The prose for one audience: Markdown with Jinja expressions, and the file it stands in."""

    file: str
    text: str


# --- the whole, and what follows from it ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Dataset:
    """A topic's records, by id in the order of the files.

    `unread` names, for each kind of record, those that are in the files but could not be read; `*` where it is not
    known which. A rule does not call them unknown.
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
    unread: Mapping[str, frozenset[str]] = field(default_factory=dict)


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
    side. `claims` are those that count, `deprecated` those kept and shown but not counted.
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
