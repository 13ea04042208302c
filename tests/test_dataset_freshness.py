"""How long what a source says holds."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import ValidationError

from briefing.dataset.facts import Dataset
from briefing.dataset.freshness import last_day, newest, settled, unchanged
from briefing.dataset.reconcile import reconcile
from tests.making import MEASURES, Fields, claims, dataset, measure, source


def data(*entries: Fields, source_limit: Fields | None = None, measure_limit: Fields | None = None) -> Dataset:
    """Claims of source `a`, of 8 April 2026, and `b`, of 1 June 2026, on a score."""
    measures = [measure("score", direction="higher", **(measure_limit or {})), *MEASURES[1:]]
    sources = [source("a", "", **{"published": "2026-04-08", **(source_limit or {})}), source("b", published="2026-06")]
    given = ({"measure": "score", **entry} for entry in entries)
    return dataset(claims(*given, measures=measures), sources=sources, measures=measures)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({"valid_until": "2026-05-01"}, date(2026, 5, 1)),
        ({"valid_until": "2026-05"}, date(2026, 5, 31)),
        ({"max_age": "30 days"}, date(2026, 5, 8)),
        ({"max_age": "1 week"}, date(2026, 4, 15)),
        ({"max_age": "11 months"}, date(2027, 3, 8)),
        ({"max_age": "2 years"}, date(2028, 4, 8)),
    ],
)
def test_a_limit_may_stand_at_the_claim_its_source_or_its_measure(limit: Fields, expected: date) -> None:
    for found in (
        data({"value": 5, **limit}),
        data({"value": 5}, source_limit=limit),
        data({"value": 5}, measure_limit=limit),
    ):
        assert last_day(found.claims[0], found) == expected


def test_the_earliest_limit_counts_and_without_one_there_is_none() -> None:
    both = data({"value": 5, "valid_until": "2026-05-01"}, measure_limit={"max_age": "2 weeks"})
    assert last_day(both.claims[0], both) == date(2026, 4, 22)
    assert last_day(data({"value": 5}).claims[0], data({"value": 5})) is None


def test_a_month_that_is_shorter_ends_on_its_last_day() -> None:
    months = dataset(
        claims({"measure": "cost", "value": 5, "max_age": "1 month"}), sources=[source("a", published="2026-01-31")]
    )
    assert last_day(months.claims[0], months) == date(2026, 2, 28)


def test_the_newest_source_is_the_one_changed_or_published_last() -> None:
    sources = [source("a", published="2025-03"), source("b", published="2024-12-31", updated="2025-04-02"), source("c")]
    assert newest(sources).text == "2025-04-02"


def test_a_fact_is_dated_by_its_newest_source_from_the_day_after_its_last() -> None:
    found = data({"value": 5, "valid_until": "2026-05-01"})

    def dated(day: date) -> str | None:
        (fact,) = reconcile(replace(found, as_of=day)).values()
        return fact.dated.text if fact.dated else None

    assert dated(date(2026, 5, 1)) is None
    assert dated(date(2026, 5, 2)) == "2026-04-08"
    assert reconcile(found)["x/score"].dated is None


def test_one_claim_that_holds_keeps_a_fact_fresh() -> None:
    found = data({"value": 5}, {"value": 5, "source": "b"}, source_limit={"max_age": "10 days"})
    (fact,) = reconcile(replace(found, as_of=date(2026, 12, 1))).values()
    assert fact.dated is None


def test_days_between_which_nothing_goes_out_of_date_are_one() -> None:
    found = data({"value": 5, "valid_until": "2026-05-01"}, {"value": 5, "source": "b", "valid_until": "2026-07"})
    assert settled(found, date(2026, 5, 1)) is None
    assert {settled(found, day) for day in (date(2026, 5, 2), date(2026, 7, 31))} == {date(2026, 5, 2)}
    assert settled(found, date(2030, 1, 1)) == date(2026, 8, 1)


def test_the_days_on_which_the_same_is_out_of_date_are_told_by_their_bounds() -> None:
    found = data({"value": 5, "valid_until": "2026-05-01"}, {"value": 5, "source": "b", "valid_until": "2026-07"})
    assert [unchanged(replace(found, as_of=day)) for day in (None, date(2026, 5, 2), date(2026, 8, 1))] == [
        ("", "2026-05-02"),
        ("2026-05-02", "2026-08-01"),
        ("2026-08-01", ""),
    ]
    assert unchanged(data({"value": 5})) == ("", "")


@pytest.mark.parametrize("age", ["30", "30 hours", "0 days", "-1 days", "a month", "1000 years"])
def test_an_age_is_a_number_of_days_weeks_months_or_years(age: str) -> None:
    with pytest.raises(ValidationError):
        source("a", max_age=age)
