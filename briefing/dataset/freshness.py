"""How long what a source says holds: records that carry `valid_until` or `max_age`, and a day, in; what is past it out.

Both may stand at a claim, its source and its measure; the earliest counts. `max_age` runs from the date of the source:
that of its last change, else of its publication. A fact is out of date when every claim that counts for it is.
"""

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Protocol

from briefing.dataset.facts import Claim, Dataset
from briefing.dataset.model import Source
from briefing.dataset.values import PartialDate, parse_date


class Limited(Protocol):
    """What may carry a limit: a claim, a source, a measure."""

    @property
    def valid_until(self) -> str | None:
        """The last day, or a month or year up to whose end it holds."""

    @property
    def max_age(self) -> str | None:
        """For how long after its source it holds, such as `30 days`."""


def source_date(source: Source) -> PartialDate:
    """The date of a source: that of its last change, else of its publication."""
    found = parse_date(source.updated or source.published)
    assert found  # what is no date does not become a record
    return found


def newest(sources: Iterable[Source]) -> PartialDate:
    """The date of the newest source."""
    return max(map(source_date, sources), key=lambda found: found.first)


def last_day(claim: Claim, dataset: Dataset) -> date | None:
    """The last day on which a claim holds; None for one without limit."""
    source = dataset.sources.get(claim.source)
    if source is None:
        return None
    measure = dataset.measures.get(claim.measure)
    records: tuple[Limited, ...] = (claim, source, measure) if measure else (claim, source)
    limited = [it for it in records if it.valid_until or it.max_age]
    return min((day for it in limited for day in _ends(it, source_date(source).last)), default=None)


def dated(claims: Sequence[Claim], dataset: Dataset) -> PartialDate | None:
    """The date of the newest of the sources of `claims`, where all are out of date on the day `dataset.as_of`."""
    if dataset.as_of is None or not all(_past(claim, dataset) for claim in claims):
        return None
    return max((source_date(dataset.sources[claim.source]) for claim in claims), key=lambda it: it.last)


def settled(dataset: Dataset, day: date) -> date | None:
    """The day up to `day` since which nothing more has gone out of date; None where nothing has.

    What is made on any day between two such days is the same.
    """
    ends = (last_day(claim, dataset) for claim in dataset.claims)
    return max((end + timedelta(days=1) for end in ends if end and end < day), default=None)


def unchanged(dataset: Dataset) -> tuple[str, str]:
    """From which day on and before which day (ISO; empty: without bound) nothing goes out of date but what has by
    `dataset.as_of`.
    """
    turns = [end + timedelta(days=1) for claim in dataset.claims if (end := last_day(claim, dataset))]
    later = [day for day in turns if dataset.as_of is None or day > dataset.as_of]
    start = settled(dataset, dataset.as_of) if dataset.as_of else None
    return start.isoformat() if start else "", min(later).isoformat() if later else ""


def _past(claim: Claim, dataset: Dataset) -> bool:
    end = last_day(claim, dataset)
    return end is not None and dataset.as_of is not None and end < dataset.as_of


def _ends(limited: Limited, start: date) -> Iterator[date]:
    until = parse_date(limited.valid_until) if limited.valid_until else None
    if until:
        yield until.last
    if limited.max_age:
        yield _later(start, limited.max_age)


def _later(start: date, age: str) -> date:
    """The day so many days, weeks, months or years after `start`; the last of a month that is shorter."""
    count, unit = re.fullmatch(r"(\d+) (day|week|month|year)s?", age).groups()  # type: ignore[union-attr]  # a record's
    if unit in ("day", "week"):
        return start + timedelta(days=int(count) * (7 if unit == "week" else 1))
    months = start.year * 12 + start.month - 1 + int(count) * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))
