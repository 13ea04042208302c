"""A small made-up topic for tests of charts: models, measures, sources, and a way to state facts in one line."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from briefing.dataset.facts import Claim, Dataset, Fact, Facts, Status
from briefing.dataset.model import Cite, Event, EventDate, Measure, Qualifier, Source, Statement, Subject, Topic, Unit
from briefing.dataset.specs import Pick
from briefing.dataset.values import Hedge, Value, parse_date, parse_quantity

MODELS = {
    "ours": "Orion Large",
    "before": "Orion Classic",
    "alpha": "Alpha 3.1 Pro",
    "beta": "Beta-5.4",
    "gamma": "Gamma Opus 4.6",
    "delta": "Delta 4.2",
    "epsilon": "Epsilon Flash",
    "zeta": "Zeta Max",
    "eta": "Eta 3.6 Plus",
    "theta": "Theta Mini",
    "iota": "Iota 405B",
    "kappa": "Kappa Reasoner",
    "lamda": "Lamda Chat",
    "mu": "Mu Sonnet 4.6",
    "long": "The Extraordinarily Long-Named Research Preview Model of a Consortium",
}
MEASURES = (
    Measure(id="index", name="Capability Index", unit="points", direction="higher", scale=(0, 100), qualifiers=("by",)),
    Measure(id="exam", name="The Long Exam", short="Long Exam", unit="percent", direction="higher", scale=(0, 100),
            qualifiers=("by", "mode", "tools")),
    Measure(id="code", name="Code Bench Verified", short="Code Bench", unit="percent", direction="higher",
            scale=(0, 100), qualifiers=("by",)),
    Measure(id="vision", name="Vision Pro", unit="percent", direction="higher", scale=(0, 100), qualifiers=("by",)),
    Measure(id="elo", name="Office Work Rating", unit="elo", direction="higher", zero=False, qualifiers=("by",)),
    Measure(id="tokens", name="Output tokens", unit="output-tokens", direction="lower", qualifiers=("by",)),
    Measure(id="errors", name="Error rate", unit="percent", direction="lower", scale=(0, 100), qualifiers=("by",)),
    Measure(id="sold", name="Units sold", unit="points", direction="higher", qualifiers=("year",)),
    Measure(id="date", name="Date", kind="date"),
)  # fmt: skip
QUALIFIERS = {
    "by": {"vendor": "reported by the vendor", "lab": "measured by Outside Lab"},
    "mode": {"thinking": "Thinking mode", "deep": "Deep mode"},
    "tools": {"none": "no tools", "with": "with tools"},
    "year": {year: year for year in ("2021", "2022", "2023", "2025", "early", "late")},
}
SOURCES = {"press": "The Daily Press", "blog": "Model Blog", "hub": "Hub", "wire": "Wire Service"}


def source(name: str, label: str) -> Source:
    """A source of which only the label matters."""
    return Source(
        id=name, label=label, title=label, published="2026-04-08", kind="press", archive=name, sha256="0" * 64, lines=90
    )


def pick(measure: str, **conditions: str) -> Pick:
    """Which facts a chart takes."""
    return Pick.model_validate({"measure": measure, "with": conditions})


def dataset(
    events: Sequence[Event] = (), statements: Sequence[Statement] = (), measures: Sequence[Measure] = ()
) -> Dataset:
    """The topic: the focus is `ours`, its predecessor `before`."""
    return Dataset(
        id="test",
        topic=Topic(title="Test", summary="Test", focus="ours", focus_predecessor="before"),
        sources={name: source(name, label) for name, label in SOURCES.items()},
        subjects={name: Subject(id=name, name=text, kind="model") for name, text in MODELS.items()},
        units={
            "elo": Unit(id="elo", one="Elo", other="Elo"),
            "output-tokens": Unit(id="output-tokens", one="output token", other="output tokens"),
            "points": Unit(id="points", one="point", other="points"),
            "percent": Unit(id="percent", symbol="%"),
        },
        qualifiers={key: Qualifier(id=key, name=key, values=values) for key, values in QUALIFIERS.items()},
        measures={measure.id: measure for measure in (*MEASURES, *measures)},
        claims=(),
        set_asides=(),
        events={event.id: event for event in events},
        statements={statement.id: statement for statement in statements},
        gaps={},
        charts={},
        tables={},
        audiences={},
        narratives={},
    )


def claim(fact: str, qualifiers: tuple[tuple[str, str], ...], value: Value, said_by: str, inferred: bool) -> Claim:
    """A claim of one source on a fact."""
    subject, measure = fact.split("/")[:2]
    return Claim(
        id=f"{fact}/{said_by}",
        source=said_by,
        lines=(1, 1),
        subject=subject,
        measure=measure,
        qualifiers=qualifiers,
        value=value,
        hedge=Hedge.NONE,
        unit=next((it.unit for it in MEASURES if it.id == measure), None),
        written=(),
        attribution=None,
        reading="inferred" if inferred else "stated",
        because="a test" if inferred else None,
        rank="normal",
        reason=None,
        audiences=(),
        note=None,
    )


def fact(
    name: str, *values: str | int | Decimal, said_by: Sequence[str] = ("press", "blog", "hub"), inferred: bool = False
) -> Fact:
    """A fact `subject/measure/qualifier…`; with several values a disputed one, each value said by the next source."""
    subject, measure, *rest = name.split("/")
    pairs = tuple((key, value) for value in rest for key, known in QUALIFIERS.items() if value in known)
    read = tuple(_value(value) for value in values)
    claims = tuple(claim(name, pairs, value, who, inferred) for value, who in zip(read, said_by, strict=False))
    status = Status.DISPUTED if len(values) > 1 else Status.SINGLE_SOURCE
    return Fact(name, subject, measure, pairs, status, read, claims)


def _value(written: str | int | Decimal) -> Value:
    text = str(written)
    value = parse_quantity(Decimal(text)) if text.replace(".", "").replace("-", "").isdigit() else parse_quantity(text)
    assert value is not None
    return value


def dated(name: str, *dates: str, said_by: Sequence[str] = ("press", "blog", "hub")) -> Fact:
    """The date of an event, disputed where there are several."""
    read = [parse_date(date) for date in dates]
    claims = tuple(claim(f"{name}/date", (), d, who, False) for d, who in zip(read, said_by, strict=False) if d)
    status = Status.DISPUTED if len(dates) > 1 else Status.SINGLE_SOURCE
    return Fact(f"{name}/date", name, "date", (), status, tuple(d for d in read if d), claims)


def event(name: str, short: str, *, planned: bool = False, subjects: tuple[str, ...] = ()) -> Event:
    """An event whose dates stand in the facts."""
    dates = (EventDate.model_validate({"source": "press", "lines": 1, "value": "2026"}),)
    return Event(id=name, title=short, short=short, planned=planned, subjects=subjects, dates=dates)


def statement(name: str, short: str, stances: Mapping[str, str]) -> Statement:
    """A statement with the stance of each source that has one."""
    cites = tuple(Cite.model_validate({"source": s, "lines": 1, "stance": stance}) for s, stance in stances.items())
    return Statement(id=name, says=short, short=short, cites=cites)


def known(*given: Fact) -> Facts:
    """Facts by id."""
    return {one.id: one for one in given}
