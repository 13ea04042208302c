"""Entries of `claims/*.yaml` and dates of events in; claims with their values read, and findings, out.

A claim needs its measure to be read: the measure says whether a value is a quantity, a rank, a date or a term, and in
which order qualifiers stand. All other names in it are held against the dataset by `check`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from briefing.dataset import validate
from briefing.dataset.facts import Claim
from briefing.dataset.model import ClaimEntry, Event, EventDate, Measure, Saying
from briefing.dataset.places import Step
from briefing.dataset.values import SCALE_WORDS, Hedge, Term, Value, parse_date, parse_quantity
from briefing.diagnostics import Diagnostic, Place, suggest, unknown

Written = int | Decimal | str
_NOT_FINITE = re.compile(r"[-+−]?\.?(?:inf(?:inity)?|nan|∞)", re.IGNORECASE)
_RANGE = re.compile(r"\d\s*(?:[-‐–—−]|to|bis)\s*\d")
_KIND_WANTED = {
    "quantity": "a number such as 52, 42.50 or 14.3 billion",
    "rank": "a whole number from 1",
    "date": "a date such as 2026-04-08, 2026-04, 2026 or 2023-Q3",
    "term": "one of the measure's terms",
}


class _Value(NamedTuple):
    """A value as written, of whom it is said, and where it stands in the entry."""

    subject: str
    written: Written
    path: tuple[Step, ...]


def from_entry(entry: ClaimEntry, measures: Mapping[str, Measure]) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]]:
    """The claims of one entry: one, or one for each of its `values`."""
    findings = tuple(_shape(entry))
    measure = measures.get(entry.measure)
    if measure is None:
        findings += (unknown("measure", entry.measure, measures, place=entry.at("measure")),)
    if findings or measure is None:
        return (), findings
    return _claims(entry, measure, tuple(_values(entry)))


def from_date(
    event: Event, date: EventDate, measures: Mapping[str, Measure]
) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]]:
    """The claim of one source on the date of `event`: its subject is the event, its measure the event's."""
    findings = tuple(_source(date))
    measure = measures.get(event.measure)
    if measure is None:
        findings += (unknown("measure", event.measure, measures, place=event.at("measure")),)
    if findings or measure is None:
        return (), findings
    return _claims(date, measure, (_Value(event.id, date.value, ("value",)),))


def unique(claims: Iterable[Claim]) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]]:
    """Each id once, the first of each; a finding for every further one."""
    first: dict[str, Claim] = {}
    findings = [
        _duplicate(claim, first[claim.id]) for claim in claims if first.setdefault(claim.id, claim) is not claim
    ]
    return tuple(first.values()), tuple(findings)


def _shape(entry: ClaimEntry) -> Iterator[Diagnostic]:
    """An entry has a source, and either a subject and a value, or values."""
    yield from _source(entry)
    if entry.values is None:
        missing = [key for key in ("subject", "value") if getattr(entry, key) is None]
        if missing:
            yield validate.missing_key(missing, entry.place, "`values: {subject: value}` stands in place of both")
        return
    if not entry.values:
        yield Diagnostic("bad-value", "`values` is empty", entry.at("values"), help="give a value for each subject")
    for key in ("subject", "value", "id"):
        if getattr(entry, key) is not None:
            message = f"`{key}` and `values` are given together"
            yield Diagnostic(
                "conflicting-keys", message, entry.key_at(key), help=f"delete `{key}`, or use an entry each"
            )


def _source(saying: Saying) -> Iterator[Diagnostic]:
    if saying.source is None:
        yield validate.missing_key(["source"], saying.place, "claims files may give it once at their head")


def _values(entry: ClaimEntry) -> Iterator[_Value]:
    if entry.values is not None:
        yield from (_Value(subject, value, ("values", subject)) for subject, value in entry.values.items())
    elif entry.subject is not None and entry.value is not None:
        yield _Value(entry.subject, entry.value, ("value",))


def _claims(
    saying: Saying, measure: Measure, values: tuple[_Value, ...]
) -> tuple[tuple[Claim, ...], tuple[Diagnostic, ...]]:
    results = [_claim(saying, measure, value) for value in values]
    claims = tuple(result for result in results if isinstance(result, Claim))
    return claims, tuple(result for result in results if isinstance(result, Diagnostic))


def _claim(saying: Saying, measure: Measure, said: _Value) -> Claim | Diagnostic:
    hedge = Hedge(saying.hedge or "")
    value = _read(said.written, measure, hedge)
    if value is None:
        return _refused(said.written, measure, saying.at(*said.path))
    qualifiers = _in_order(saying.qualifiers, measure)
    assert saying.source is not None
    return Claim(
        id=saying.id or _default_id(saying, measure, said.subject, qualifiers, value),
        source=saying.source,
        lines=saying.lines,
        subject=said.subject,
        measure=measure.id,
        qualifiers=qualifiers,
        value=value,
        hedge=hedge,
        unit=saying.unit or measure.unit,
        written=saying.written,
        attribution=saying.attribution,
        reading=saying.reading,
        because=saying.because,
        rank=saying.rank,
        reason=saying.reason,
        audiences=saying.audiences,
        note=saying.note,
        valid_until=saying.valid_until,
        max_age=saying.max_age,
        value_path=said.path,
        spot=saying.spot,
    )


def _in_order(qualifiers: Mapping[str, str], measure: Measure) -> tuple[tuple[str, str], ...]:
    """Qualifiers in the measure's order; those that it does not declare come last (`check` names them)."""
    others = sorted(qualifiers.keys() - measure.qualifiers)
    declared = (name for name in measure.qualifiers if name in qualifiers)
    return tuple((name, qualifiers[name]) for name in (*declared, *others))


def _default_id(
    saying: Saying, measure: Measure, subject: str, qualifiers: tuple[tuple[str, str], ...], value: Value
) -> str:
    """`source/L12/subject/measure/…`: stable as long as the claim says the same thing of the same line."""
    term = (str(value),) if measure.multiple else ()
    names = (value for _, value in qualifiers)
    return "/".join((str(saying.source), f"L{saying.lines[0]}", subject, measure.id, *names, *term))


def _read(written: Written, measure: Measure, hedge: Hedge) -> Value | None:
    """The value that `written` means for this kind of measure; None where it means none."""
    match measure.kind:
        case "term":
            return Term(written) if isinstance(written, str) and written in measure.terms else None
        case "date":
            return None if isinstance(written, Decimal) else parse_date(written, hedge)
        case "rank":
            rank = parse_quantity(written, hedge)
            return rank if rank and rank.exponent == 0 and rank.number >= 1 else None
        case _:
            return parse_quantity(written, hedge)


def _refused(written: Written, measure: Measure, place: Place) -> Diagnostic:
    """Why `written` means no value for this kind of measure."""
    match measure.kind:
        case "term":
            return _not_a_term(written, measure, place)
        case "date" if not isinstance(written, Decimal):
            return validate.impossible_date(written, place)
        case "quantity":
            return _not_a_number(str(written), measure, place)
        case _:
            return _wrong_kind(written, measure, place)


def _not_a_term(written: Written, measure: Measure, place: Place) -> Diagnostic:
    if not isinstance(written, str):
        return _wrong_kind(written, measure, place)
    return unknown("term", written, measure.terms, place=place, what=f"`{written}` is not a term of `{measure.id}`")


def _wrong_kind(written: Written, measure: Measure, place: Place) -> Diagnostic:
    message = f"`{validate.short(written)}` is no value for `{measure.id}`, a measure of kind {measure.kind}"
    return Diagnostic("wrong-value-type", message, place, help=f"give {_KIND_WANTED[measure.kind]}")


def _not_a_number(written: str, measure: Measure, place: Place) -> Diagnostic:
    shown = validate.short(written)
    if _NOT_FINITE.fullmatch(written.strip()):
        return Diagnostic("not-finite", f"`{shown}` is not a finite number", place, help="leave the claim out")
    if written in measure.terms or parse_date(written):
        return _wrong_kind(written, measure, place)
    advice = "write it as 52, 42.50, 1,427 (quoted) or 14.3 billion; a hedge goes into `hedge`, a unit into `unit`"
    if _RANGE.search(written):
        advice = "a range is two claims, its ends, with `hedge: at least` and `hedge: up to`; give one of them an `id`"
    near = (suggest(word, SCALE_WORDS) for word in re.findall("[a-z]{4,}", written) if word not in SCALE_WORDS)
    return Diagnostic("not-a-number", f"`{shown}` is not a number", place, help=next(filter(None, near), advice))


def _duplicate(claim: Claim, first: Claim) -> Diagnostic:
    notes = (f"first given at {first.place.file}:{first.place.line}",)
    if "/L" not in claim.id:
        return Diagnostic("duplicate-id", f"a claim `{claim.id}` is given twice", claim.at("id"), notes)
    message = f"the claim `{claim.id}` is given twice"
    advice = "delete one of them; if the source says it twice on that line, give each an `id`"
    return Diagnostic("duplicate-claim", message, claim.place, notes, advice)
