"""What charts say besides names and numbers: fixed words, conditions, who says what, and alternative texts.

No fixed word here is a number word: each number in a chart has to come from a fact.
"""

from collections.abc import Iterable, Sequence

from briefing.charts import _shim as wording
from briefing.dataset.model import Claim, Dataset, Derivation, Fact, Measure, Status
from briefing.dataset.values import PartialDate, Quantity, Value, agree
from briefing.exhibit import Cell

_WORDS = {
    "en": {
        "absent": "not given",
        "ahead": "ahead",
        "behind": "behind",
        "best": "best",
        "better-higher": "higher is better",
        "better-lower": "lower is better",
        "condition": "Condition",
        "contradicted": "contradicted",
        "date": "Date",
        "disagree": "sources disagree",
        "event": "Event",
        "focus": "Highlighted",
        "gap": "Gap",
        "inferred": "inferred",
        "level": "level",
        "measure": "Measure",
        "no-rival": "no rival’s figure given",
        "not-said": "not said",
        "or": "or",
        "out-of": "of",
        "planned": "planned",
        "predecessor": "predecessor",
        "rival": "Best rival",
        "said": "said",
        "said-by": "Said by",
        "statement": "Statement",
        "status": "Status",
        "subject": "Subject",
        "table": "All data are in the table.",
        "value": "Value",
        "versus": "against",
        "weaker": "said more weakly",
    },
    "de": {
        "absent": "keine Angabe",
        "ahead": "voraus",
        "behind": "zurück",
        "best": "Bestwert",
        "better-higher": "höher ist besser",
        "better-lower": "niedriger ist besser",
        "condition": "Bedingung",
        "contradicted": "widersprochen",
        "date": "Datum",
        "disagree": "Quellen widersprechen sich",
        "event": "Ereignis",
        "focus": "Hervorgehoben",
        "gap": "Abstand",
        "inferred": "erschlossen",
        "level": "gleichauf",
        "measure": "Messgröße",
        "no-rival": "kein Vergleichswert angegeben",
        "not-said": "nicht gesagt",
        "or": "oder",
        "out-of": "von",
        "planned": "geplant",
        "predecessor": "Vorgänger",
        "rival": "Bester Konkurrent",
        "said": "gesagt",
        "said-by": "Laut",
        "statement": "Aussage",
        "status": "Stand",
        "subject": "Gegenstand",
        "table": "Alle Daten stehen in der Tabelle.",
        "value": "Wert",
        "versus": "gegen",
        "weaker": "schwächer gesagt",
    },
}


def fixed(key: str, lang: str) -> str:
    """A fixed word in the language of the edition, English where that has none."""
    return _WORDS.get(lang.split("-")[0].split("_")[0], _WORDS["en"])[key]


def subject_name(dataset: Dataset, subject: str) -> str:
    """The short name of a subject."""
    record = dataset.subjects[subject]
    return record.short or record.name


def measure_name(dataset: Dataset, measure: str) -> str:
    """The short name of a measure."""
    record = dataset.measures[measure]
    return record.short or record.name


def number(value: Value) -> float:
    """Where a value lies on an axis: the number, or the day halfway through a partial date."""
    if isinstance(value, Quantity):
        return float(value.number)
    if isinstance(value, PartialDate):
        return (value.first.toordinal() + value.last.toordinal()) / 2
    raise TypeError(f"{value} has no place on an axis")


def low_high(fact: Fact | Derivation) -> tuple[float, float]:
    """The lowest and highest value to print; the same twice unless the fact is disputed."""
    places = [number(value) for value in (ordered(fact) if isinstance(fact, Fact) else fact.values)]
    return min(places), max(places)


def centre(fact: Fact) -> float:
    """What a fact is sorted by: its value, or the middle of a disputed one."""
    low, high = low_high(fact)
    return (low + high) / 2


def disputed(fact: Fact | None) -> bool:
    """Whether there is a fact and sources disagree on it."""
    return fact is not None and fact.status is Status.DISPUTED


def ordered(fact: Fact) -> tuple[Value, ...]:
    """What to print: both values of a disputed fact, lower first; else the one value."""
    return tuple(sorted(fact.values, key=number)) if disputed(fact) else (fact.value,)


def sides(fact: Fact) -> tuple[tuple[Value, tuple[Claim, ...]], ...]:
    """Each value of a fact with the claims that bear it, lowest value first."""
    return tuple(
        (value, tuple(claim for claim in fact.claims if agree(value, claim.value)))
        for value in sorted(fact.values, key=number)
    )


def who(dataset: Dataset, claims: Iterable[Claim]) -> str:
    """The labels of the sources of some claims, each once."""
    return ", ".join(dict.fromkeys(dataset.sources[claim.source].label for claim in claims))


def figure(dataset: Dataset, measure: Measure, value: Value, lang: str, *, unit: bool = False) -> str:
    """A value as charts print it: with % or currency always, with its unit's word only where asked."""
    return wording.value_text(value, measure.unit, dataset, lang, with_unit=unit)


def condition(dataset: Dataset, qualifiers: Iterable[tuple[str, str]], without: Iterable[tuple[str, str]] = ()) -> str:
    """The wording of qualifiers, less those that are named elsewhere already; empty where nothing is left."""
    named = set(without)
    return wording.condition([pair for pair in qualifiers if pair not in named], dataset)


def shared(facts: Sequence[Fact]) -> tuple[tuple[str, str], ...]:
    """The qualifiers that all the facts have in common, in the order of the first."""
    if not facts:
        return ()
    return tuple(pair for pair in facts[0].qualifiers if all(pair in fact.qualifiers for fact in facts))


def unit_words(dataset: Dataset, measure: Measure) -> str:
    """The unit of a measure as a word, empty where the numbers carry it as a sign or have none."""
    unit = dataset.units.get(measure.unit or "")
    return unit.other if unit and not unit.symbol and not unit.currency else ""


def heading(dataset: Dataset, measure: Measure, qualifiers: Iterable[tuple[str, str]], lang: str) -> str:
    """What is plotted: name, unit, which end is better, and the conditions that hold throughout."""
    better = fixed(f"better-{measure.direction}", lang) if measure.direction else ""
    parts = (measure.name, unit_words(dataset, measure), condition(dataset, qualifiers), better)
    return " · ".join(part for part in parts if part)


def sentence(*parts: Sequence[Cell], lang: str) -> tuple[Cell, ...]:
    """Parts of an alternative text, each closed with a full stop, and the pointer to the table."""
    closed = [cell for part in parts if part for cell in (*part, Cell(". "))]
    return (*closed, Cell(fixed("table", lang)))


def listed(items: Sequence[Sequence[Cell]], joint: str = ", ") -> tuple[Cell, ...]:
    """Items of an alternative text with commas between them."""
    return tuple(cell for i, item in enumerate(items) for cell in ((Cell(joint), *item) if i else item))
