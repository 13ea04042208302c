"""The evidence that a PDF carries, read: its JSON in, the records out from which everything is worked out again.

Nothing in it is believed for being written there: facts and derivations come out both as stated and as worked out
anew from the claims.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, TypeVar

from briefing.dataset.facts import Claim, Dataset
from briefing.dataset.model import Event, Measure, Qualifier, Source, Subject, Topic, Unit
from briefing.dataset.record import Record
from briefing.dataset.values import Hedge, Quantity, Term, Value, parse_date
from briefing.diagnostics import Diagnostic, Failure

FORMAT = "briefing-evidence/1"
#: By which rules claims amount to facts and derivations, and these to records. Add one with every change by which the
#: evidence of an older file may amount to something else: a test holds a file of these rules against them.
RULES = 1
_FAULTS = (TypeError, ValueError, AttributeError, InvalidOperation)
_R = TypeVar("_R", bound=Record)


@dataclass(frozen=True, slots=True)
class Printed:
    """Something that the build printed: its text, what it rests on, how it stands (`link`, `marked`, `text`, `alt`,
    `chart`), the line that printed it, and the page it came out on, as far as they are known.
    """

    text: str
    ref: str
    where: str
    by: str | None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A text of a chart, and what it rests on."""

    text: str
    ref: str | None


@dataclass(frozen=True, slots=True)
class Chart:
    """What a chart shows: its texts in drawing order, and its alternative text in pieces."""

    id: str
    labels: tuple[Piece, ...]
    alt: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Stated:
    """A fact or derivation as the evidence states it: all that is to be worked out again, as JSON has it."""

    id: str
    anchor: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Testimony:
    """The evidence of one PDF; `dataset` holds its claims and the vocabulary to word them.

    `previous` is what it says of the edition before, which prints nothing; None for the first on record.
    """

    dataset: Dataset
    lang: str
    date: str
    facts: Mapping[str, Stated]
    derivations: Mapping[str, Stated]
    printed: tuple[Printed, ...]
    charts: tuple[Chart, ...]
    digest: str | None
    statements: Mapping[str, Mapping[str, Any]]
    publisher: tuple[str, ...]
    edition: str = ""
    rules: int = RULES
    previous: "Testimony | None" = None


def testimony(evidence: Mapping[str, Any]) -> Testimony:
    """The records of an evidence; raises Failure `damaged-evidence` where it is not in our format."""
    if evidence.get("format") != FORMAT:
        raise _damaged(f"its format is {evidence.get('format')!r}, not {FORMAT!r}")
    try:
        return _read(evidence)
    except KeyError as error:
        raise _damaged(f"`{error.args[0]}` is missing") from None
    except _FAULTS as error:
        raise _damaged((str(error) or type(error).__name__).splitlines()[0][:200]) from None


def _read(evidence: Mapping[str, Any]) -> Testimony:
    return Testimony(
        dataset=_dataset(evidence),
        lang=str(evidence.get("lang", "en")),
        date=str(evidence.get("date", "")),
        facts=_stated(evidence["facts"]),
        derivations=_stated(evidence["derivations"]),
        printed=tuple(
            Printed(it["text"], it["ref"], it["where"], it["by"], it.get("page")) for it in evidence["printed"]
        ),
        charts=tuple(_chart(key, chart) for key, chart in evidence["charts"].items()),
        digest=evidence.get("pages", {}).get("digest"),
        statements=evidence["statements"],
        publisher=tuple(map(_text, evidence.get("publisher", ()))),
        edition=str(evidence.get("edition", "")),
        rules=int(evidence.get("rules", 0)),
        previous=_previous(evidence),
    )


def _previous(evidence: Mapping[str, Any]) -> Testimony | None:
    then = evidence.get("previous")
    if then is None:
        return None
    about = {"topic": evidence["topic"], "lang": evidence.get("lang", "en"), "rules": evidence.get("rules", 0)}
    return _read({**about, "derivations": {}, "printed": [], "charts": {}, **then, "previous": None})


def _dataset(evidence: Mapping[str, Any]) -> Dataset:
    topic = evidence["topic"]
    return Dataset(
        id=str(topic["id"]),
        topic=Topic(title=topic["title"], summary=topic["title"], focus="unknown"),
        sources=_records(Source, evidence["sources"]),
        subjects=_records(Subject, evidence["subjects"]),
        units=_records(Unit, evidence["units"]),
        qualifiers=_records(Qualifier, evidence["qualifiers"]),
        measures=_records(Measure, evidence["measures"]),
        claims=tuple(_claims(evidence)),
        set_asides=(),
        events={key: _event(item) for key, item in evidence.get("events", {}).items()},
        statements={},
        gaps={},
        charts={},
        tables={},
        audiences={},
        narratives={},
        as_of=date.fromisoformat(evidence["as_of"]) if evidence.get("as_of") else None,
    )


def _records(kind: type[_R], items: Mapping[str, Any]) -> dict[str, _R]:
    """Records by id; what the evidence adds to a record, its anchor, is left out."""
    found = {}
    for key, item in items.items():
        fields = {name: value for name, value in item.items() if name != "anchor"}
        found[key] = kind.model_validate(fields, strict=False)  # JSON has no tuples
    return found


def _event(item: Mapping[str, Any]) -> Event:
    """An event without its dates, which are facts of their own."""
    return Event.model_construct(id=_text(item["id"]), title=_text(item["title"]), dates=())


def _stated(items: Mapping[str, Any]) -> dict[str, Stated]:
    return {key: Stated(key, item["anchor"], item) for key, item in items.items()}


def _chart(key: str, chart: Mapping[str, Any]) -> Chart:
    labels, alt = (tuple(Piece(it["text"], it["ref"]) for it in chart[part]) for part in ("labels", "alt"))
    return Chart(key, labels, alt)


# --- claims ---------------------------------------------------------------------------------------------------


def _claims(evidence: Mapping[str, Any]) -> Iterator[Claim]:
    """The claims in the order of the evidence; what they are about is said by the fact that lists them."""
    about = {key: fact for fact in evidence["facts"].values() for key in (*fact["claims"], *fact["set_aside"])}
    for key, claim in evidence["claims"].items():
        yield _claim(key, claim, about[key])


def _claim(key: str, claim: Mapping[str, Any], fact: Mapping[str, Any]) -> Claim:
    value, unit = read_value(claim["value"])
    first, last = claim["lines"]
    return Claim(
        id=key,
        source=_text(claim["source"]),
        lines=(int(first), int(last)),
        subject=_text(fact["subject"]),
        measure=_text(fact["measure"]),
        qualifiers=tuple(fact["qualifiers"].items()),
        value=value,
        hedge=Hedge(claim["value"].get("hedge", "")),
        unit=unit,
        written=tuple(map(_text, claim["written"])),
        attribution=claim["attribution"],
        reading=claim["reading"],
        because=claim["because"],
        rank=claim["rank"],
        reason=claim["reason"],
        audiences=(),
        note=None,
        valid_until=claim.get("valid_until"),
        max_age=claim.get("max_age"),
    )


def read_value(item: Mapping[str, Any]) -> tuple[Value, str | None]:
    """A value and its unit; raises ValueError where it is none."""
    if "number" in item:
        number = Decimal(item["number"])
        if not number.is_finite() or not isinstance(item["number"], str):
            raise ValueError(f"{item['number']!r} is not a number in quotes")
        return Quantity(number, Hedge(item["hedge"])), item["unit"]
    if "date" in item:
        date = parse_date(item["date"], Hedge(item["hedge"]))
        if date is None:
            raise ValueError(f"{item['date']!r} is not a date")
        return date, None
    return Term(_text(item["term"])), None


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is not a text")
    return value


def _damaged(what: str) -> Failure:
    advice = "get the file as it was built"
    return Failure([Diagnostic("damaged-evidence", "the attached evidence cannot be read", notes=(what,), help=advice)])
