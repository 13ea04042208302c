"""`translations/<lang>.yaml`: the words of a topic in another language, each beside the name of what it belongs to.

Records of the file format, as in `model`; what is left out prints as the topic has it.
"""

from typing import Annotated

from pydantic import Field

from briefing.dataset.record import CLAIM_ID_PATTERN, Id, Prose, Record, Text

ClaimId = Annotated[str, Field(pattern=CLAIM_ID_PATTERN)]


class TopicWords(Record):
    """Of `topic.yaml`."""

    title: Text | None = None
    summary: Prose | None = None


class SourceWords(Record):
    """Of a source."""

    label: Text | None = None
    published_inferred: Text | None = None
    derived_reason: Text | None = None


class SubjectWords(Record):
    """Of a subject."""

    name: Text | None = None
    short: Text | None = None


class UnitWords(Record):
    """Of a unit."""

    one: str | None = None
    other: str | None = None
    symbol: str | None = None


class QualifierWords(Record):
    """Of a qualifier; `values` has the wording of each value."""

    name: Text | None = None
    values: dict[Id, Text] = Field(default={})


class MeasureWords(Record):
    """Of a measure; `terms` has the wording of each term."""

    name: Text | None = None
    short: Text | None = None
    terms: dict[Id, Text] = Field(default={})


class ClaimWords(Record):
    """Of a claim, or of the date of an event."""

    because: Prose | None = None
    reason: Prose | None = None


class EventWords(Record):
    """Of an event."""

    title: Prose | None = None
    short: Text | None = None


class StatementWords(Record):
    """Of a statement; `notes` are those of its cites, by source."""

    says: Prose | None = None
    short: Prose | None = None
    notes: dict[Id, Prose] = Field(default={})


class GapWords(Record):
    """Of a gap."""

    question: Prose | None = None
    known: Prose | None = None


class ExhibitWords(Record):
    """Of a chart or table; `labels` are those of its rows, panels, axes or pairs, by what they say in the topic."""

    title: Prose | None = None
    note: Prose | None = None
    labels: dict[Text, Prose] = Field(default={})


class Translation(Record):
    """`translations/<lang>.yaml`: what names, units, titles and texts are in another language."""

    topic: TopicWords | None = None
    sources: dict[Id, SourceWords] = Field(default={}, min_length=1)
    subjects: dict[Id, SubjectWords] = Field(default={}, min_length=1)
    units: dict[Id, UnitWords] = Field(default={}, min_length=1)
    qualifiers: dict[Id, QualifierWords] = Field(default={}, min_length=1)
    measures: dict[Id, MeasureWords] = Field(default={}, min_length=1)
    claims: dict[ClaimId, ClaimWords] = Field(default={}, min_length=1)
    events: dict[Id, EventWords] = Field(default={}, min_length=1)
    statements: dict[Id, StatementWords] = Field(default={}, min_length=1)
    gaps: dict[Id, GapWords] = Field(default={}, min_length=1)
    charts: dict[Id, ExhibitWords] = Field(default={}, min_length=1)
    tables: dict[Id, ExhibitWords] = Field(default={}, min_length=1)
