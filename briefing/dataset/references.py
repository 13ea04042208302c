"""A dataset in; every name in it that stands for a record of the dataset, with its place, out."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Literal, NamedTuple, Protocol

from briefing.dataset.facts import Claim, Dataset
from briefing.dataset.model import Statement
from briefing.dataset.places import Step
from briefing.dataset.record import Record
from briefing.dataset.specs import ChartSpec, Pick, TableSpec, TrendChart
from briefing.dataset.translations import Translation
from briefing.diagnostics import Place

Kind = Literal[
    "source", "subject", "unit", "qualifier", "measure", "claim", "event", "statement", "gap", "chart", "table",
    "audience", "fact",
]  # fmt: skip
#: Fields of charts and tables that hold names, and what kind of record these stand for.
NAMES: dict[str, Kind] = {
    "subjects": "subject",
    "rivals": "subject",
    "facts": "fact",
    "lines": "fact",
    "events": "event",
    "statements": "statement",
    "sources": "source",
}
#: What a translation has words of, and what kind of record that is.
TRANSLATED: dict[str, Kind] = {
    "sources": "source",
    "subjects": "subject",
    "units": "unit",
    "qualifiers": "qualifier",
    "measures": "measure",
    "claims": "claim",
    "events": "event",
    "statements": "statement",
    "gaps": "gap",
    "charts": "chart",
    "tables": "table",
}
#: Fields of charts and tables that hold one or several picks.
PICKS = ("pick", "x", "y", "rows", "panels")


class Owner(Protocol):
    """A record or claim: what a name stands in, and what knows the places in it."""

    def at(self, *path: Step) -> Place:
        """Where the value at `path` stands."""

    def key_at(self, *path: Step) -> Place:
        """Where the key at `path` stands."""


class Reference(NamedTuple):
    """`word` stands for a record of `kind`; `role` begins the sentence that says so: "claim cites `word`"."""

    kind: Kind
    word: str
    role: str
    owner: Owner
    path: tuple[Step, ...]
    #: Whether the word is a key of the file, not a value.
    is_key: bool = False

    @property
    def place(self) -> Place:
        """Where the word stands."""
        return self.owner.key_at(*self.path) if self.is_key else self.owner.at(*self.path)


class Condition(NamedTuple):
    """A qualifier and the value given to it, of a claim or a pick on `measure`."""

    measure: str
    name: str
    value: str
    owner: Owner
    path: tuple[Step, ...]


class Citation(NamedTuple):
    """Lines of a source that a claim, set-aside or statement cites."""

    source: str
    lines: tuple[int, int]
    owner: Owner
    path: tuple[Step, ...]


def references(dataset: Dataset) -> Iterator[Reference]:
    """Every name that stands for a record, but for qualifiers (see `conditions`)."""
    yield from _declarations(dataset)
    yield from chain.from_iterable(_claim(claim, dataset) for claim in dataset.claims)
    for aside in dataset.set_asides:
        yield from _one("source", aside, "source", "set-aside cites")
    yield from chain.from_iterable(_statement(statement) for statement in dataset.statements.values())
    for gap in dataset.gaps.values():
        yield from _several("audience", gap.audiences, gap, "audiences", "gap is kept for")
    yield from chain.from_iterable(_exhibit(exhibit) for exhibit in exhibits(dataset))
    for audience in dataset.audiences.values():
        for index, figure in enumerate(audience.key_figures):
            yield Reference("fact", figure.fact, "key figure is", audience, ("key_figures", index, "fact"))
        yield from _one("chart", audience, "lead_chart", "audience leads with the chart")
    yield from chain.from_iterable(_translation(translation) for translation in dataset.translations.values())


def conditions(dataset: Dataset) -> Iterator[Condition]:
    """Every qualifier that a claim or a pick gives."""
    for claim in dataset.claims:
        for name, value in claim.qualifiers:
            yield Condition(claim.measure, name, value, claim, ("with", name))
    for exhibit in exhibits(dataset):
        for path, pick in picks(exhibit):
            for name, value in pick.qualifiers.items():
                yield Condition(pick.measure, name, value, exhibit, (*path, "with", name))


def citations(dataset: Dataset) -> Iterator[Citation]:
    """Every range of lines that is cited."""
    for claim in dataset.claims:
        yield Citation(claim.source, claim.lines, claim, ("lines",))
    for aside in dataset.set_asides:
        if aside.source and aside.lines:
            yield Citation(aside.source, aside.lines, aside, ("lines",))
    for statement in dataset.statements.values():
        for index, cite in enumerate(statement.cites):
            yield Citation(cite.source, cite.lines, statement, ("cites", index, "lines"))


def exhibits(dataset: Dataset) -> Iterator[ChartSpec | TableSpec]:
    """All charts and tables."""
    yield from dataset.charts.values()
    yield from dataset.tables.values()


def picks(exhibit: ChartSpec | TableSpec) -> Iterator[tuple[tuple[Step, ...], Pick]]:
    """The picks of a chart or table, each with its path in it."""
    for field in PICKS:
        value = getattr(exhibit, field, ())
        if isinstance(value, Pick):
            yield (field,), value
        else:
            yield from (((field, index), pick) for index, pick in enumerate(value))


def _declarations(dataset: Dataset) -> Iterator[Reference]:
    for field in ("focus", "focus_predecessor", "vendor"):
        yield from _one("subject", dataset.topic, field, f"topic has as {field}")
    for source in dataset.sources.values():
        yield from _several("source", source.derived_from, source, "derived_from", "source is derived from")
    for subject in dataset.subjects.values():
        yield from _one("subject", subject, "maker", "subject is made by")
    for measure in dataset.measures.values():
        yield from _one("unit", measure, "unit", "measure has the unit")
        yield from _one("subject", measure, "defined_by", "measure is defined by")
        yield from _several("qualifier", measure.qualifiers, measure, "qualifiers", "measure has the qualifier")
    for event in dataset.events.values():
        yield from _several("subject", event.subjects, event, "subjects", "event concerns")


def _claim(claim: Claim, dataset: Dataset) -> Iterator[Reference]:
    yield Reference("source", claim.source, "claim cites", claim, ("source",))
    in_values = claim.value_path[0] == "values"
    subject_path = claim.value_path if in_values else ("subject",)
    yield Reference("subject", claim.subject, "claim speaks of", claim, subject_path, in_values)
    if claim.unit and claim.unit != dataset.measures[claim.measure].unit:
        yield Reference("unit", claim.unit, "claim has the unit", claim, ("unit",))
    if claim.attribution:
        yield Reference("subject", claim.attribution, "claim is attributed to", claim, ("attribution",))
    for index, audience in enumerate(claim.audiences):
        yield Reference("audience", audience, "claim is kept for", claim, ("audiences", index))


def _statement(statement: Statement) -> Iterator[Reference]:
    yield from _one("subject", statement, "by", "statement is by")
    yield from _several("subject", statement.about, statement, "about", "statement is about")
    yield from _several("audience", statement.audiences, statement, "audiences", "statement is kept for")
    for index, cite in enumerate(statement.cites):
        yield Reference("source", cite.source, "statement cites", statement, ("cites", index, "source"))


def _exhibit(exhibit: ChartSpec | TableSpec) -> Iterator[Reference]:
    for field, kind in NAMES.items():
        yield from _several(kind, getattr(exhibit, field, ()), exhibit, field, f"`{field}` names")
    if isinstance(exhibit, TrendChart):
        yield from _one("qualifier", exhibit, "along", "`along` names")
    for index, pair in enumerate(getattr(exhibit, "pairs", ())):
        for side in ("left", "right"):
            yield from _one("fact", pair, side, f"`{side}` of a pair names", owner=exhibit, path=("pairs", index))
    for path, pick in picks(exhibit):
        yield Reference("measure", pick.measure, "pick is of", exhibit, (*path, "measure"))


def _translation(translation: Translation) -> Iterator[Reference]:
    for field, kind in TRANSLATED.items():
        for name in getattr(translation, field):
            yield Reference(kind, name, "translation has words of", translation, (field, name), is_key=True)


def _one(
    kind: Kind, record: Record, field: str, role: str, owner: Record | None = None, path: tuple[Step, ...] = ()
) -> Iterator[Reference]:
    """The name in a field of a record, which may itself stand at `path` of an `owner`."""
    word = getattr(record, field)
    if word is not None:
        yield Reference(kind, word, role, owner or record, (*path, field))


def _several(kind: Kind, words: Iterable[str], record: Record, field: str, role: str) -> Iterator[Reference]:
    for index, word in enumerate(words):
        yield Reference(kind, word, role, record, (field, index))
