"""The frozen records of a dataset as authored in YAML (pydantic, strict): the file format.

Words are those of the field: producer and citation terms after Our World in Data's `Origin`, rank and qualifier after
Wikidata.
"""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from briefing.dataset.record import (
    CLAIM_ID_PATTERN,
    Age,
    Currency,
    DateText,
    FactId,
    Id,
    Ids,
    Lang,
    Lines,
    Prose,
    Qualifiers,
    Record,
    Scalar,
    Text,
    Texts,
)

# --- topic.yaml, sources.yaml, subjects.yaml, measures.yaml ---------------------------------------------------


class Topic(Record):
    """`topic.yaml`: what the dataset is about."""

    title: Text
    summary: Prose
    focus: Id = Field(description="the subject that the briefings are about; charts highlight it")
    focus_predecessor: Id | None = None
    vendor: Id | None = Field(default=None, description="who makes the focus")


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
    url: Annotated[str, Field(pattern=r'^https?://[^\s<>"]+$', description="where it stands on the web")] | None = None
    licence: Text | None = None
    kind: Literal["vendor", "independent", "press", "aggregator", "blog"]
    archive: Text = Field(description="the file name of the archived text")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    lines: Annotated[int, Field(ge=1)]
    derived_from: Ids = ()
    derived_reason: Text | None = None
    valid_until: DateText | None = Field(default=None, description="the last day on which what it says holds")
    max_age: Age | None = Field(
        default=None, description="for how long after its own date what it says holds, such as 30 days"
    )
    note: Prose | None = None
    lang: Lang | None = Field(
        default=None, description="the language of its text and title, where the page has another"
    )


class Subject(Record):
    """What is spoken of (`subjects.yaml`)."""

    id: Id
    name: Text
    short: Text | None = Field(default=None, description="a shorter name for charts and tables")
    kind: Literal["model", "organisation", "person", "product", "community", "place", "event", "work"]
    maker: Id | None = None
    aliases: Texts = Field(default=(), description="other spellings that sources use")
    note: Prose | None = None
    lang: Lang | None = Field(default=None, description="the language of its name, where the page has another")


class Unit(Record):
    """How a quantity is worded (`measures.yaml`): `58 million output tokens`, `16 points`, `$14.3 billion`, `58%`."""

    id: Id
    one: str = Field(default="", description="the word after a single one; empty for a bare number")
    other: str = Field(default="", description="the word after any other number")
    symbol: str = Field(default="", description="a sign set against the number instead of a word, such as %")
    currency: Currency | None = Field(default=None, description="the code of a currency, such as EUR")


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
    unit: Id | None = Field(
        default=None,
        description="the unit of a quantity, such as times for a ratio; none for a score, of which differences are in points",
    )
    direction: Literal["higher", "lower"] | None = Field(default=None, description="which end is better, if either")
    scale: tuple[int, int] | None = None
    zero: bool = Field(default=True, description="false where a bar from zero would mislead, as for Elo ratings")
    defined_by: Id | None = None
    qualifiers: Ids = Field(default=(), description="which conditions a claim on it may carry, in the order of ids")
    terms: dict[Id, Text] = Field(default={}, description="the closed vocabulary of a measure of kind term")
    multiple: bool = Field(default=False, description="a subject may have several terms at once, each its own fact")
    aliases: Texts = ()
    valid_until: DateText | None = Field(default=None, description="the last day on which a claim on it holds")
    max_age: Age | None = Field(
        default=None, description="for how long after the date of its source a claim on it holds, such as 30 days"
    )
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
    valid_until: DateText | None = Field(default=None, description="the last day on which it holds")
    max_age: Age | None = Field(
        default=None, description="for how long after the date of its source it holds, such as 30 days"
    )
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
    accent: Id = Field(default="blue", description="`blue`, `teal`, `plum`, `ochre`, or one that `brand.yaml` adds")
    lang: Lang = "en"


@dataclass(frozen=True, slots=True)
class Narrative:
    """The prose for one audience: Markdown with Jinja expressions, and the file it stands in."""

    file: str
    text: str
