"""Stand-ins until dataset/derive, dataset/select and document/wording are here."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from briefing.dataset.model import Dataset, Derivation, Fact, Facts
from briefing.dataset.values import PartialDate, Quantity, Term, Value


def matching(facts: Facts, measure: str, qualifiers: Mapping[str, str]) -> tuple[Fact, ...]:
    wanted = set(qualifiers.items())
    return tuple(f for f in facts.values() if f.measure == measure and wanted <= set(f.qualifiers))


def value_text(value: Value, unit: str | None, dataset: Dataset, lang: str, with_unit: bool = True) -> str:
    if isinstance(value, PartialDate):
        if value.first == value.last:
            return f"{value.first.day}\u00a0{value.first:%B}\u00a0{value.first.year}"
        return value.text
    if isinstance(value, Term):
        return value.id
    number = value.number
    big = abs(number) >= 1_000_000
    if big:
        text = f"{(number / 1_000_000).normalize():f}\u00a0million"
    else:
        text = f"{number:,f}" if number < 10000 else f"{number:,}"
    text = text.replace("-", "−")
    if unit == "percent":
        text += "%"
    elif with_unit and unit in dataset.units:
        text += "\u00a0" + dataset.units[unit].other
    return f"{value.hedge} {text}".strip()


def condition(qualifiers: Iterable[tuple[str, str]], dataset: Dataset) -> str:
    return ", ".join(dataset.qualifiers[k].values[v] for k, v in qualifiers)


def difference(one: Fact, other: Fact, dataset: Dataset) -> Derivation:
    values = []
    for a in one.values:
        for b in other.values:
            assert isinstance(a, Quantity) and isinstance(b, Quantity)
            exp = max(a.exponent, b.exponent)
            values.append(Quantity((a.number - b.number).quantize(Decimal(1).scaleb(exp))))
    unit = dataset.measures[one.measure].unit
    unit = "points" if unit == "percent" else unit
    return Derivation(
        f"difference({one.id},{other.id})",
        "difference",
        (one.id, other.id),
        tuple(dict.fromkeys(values)),
        unit,
        "a - b",
    )
