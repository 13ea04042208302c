"""Timeline: in order, true to time, partial and disputed dates as stretches, plans open."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.marks import Bar, Dot
from briefing.dataset.facts import Dataset, Facts
from briefing.dataset.specs import TimelineChart
from briefing.dataset.values import PartialDate
from tests.chart_checks import drawn, faults, sheet
from tests.chart_data import dataset, dated, event, known

EVENTS = [
    event("launch", "Orion Large is launched", subjects=("ours",)),
    event("founded", "A laboratory is founded"),
    event("early", "Orion Classic"),
    event("next", "A larger model", planned=True),
    event("open", "Open versions", planned=True),
]
DATA = dataset(events=EVENTS)
FACTS = known(
    dated("early", "2023-02-24"),
    dated("launch", "2026-04-08"),
    dated("founded", "2025-06", "2025-08"),
    dated("next", "2026-12-31"),
)


def timeline(*events: str) -> TimelineChart:
    return TimelineChart(id="chart", kind="timeline", title="t", events=events or tuple(one.id for one in EVENTS))


def texts(chart: TimelineChart, data: Dataset = DATA, facts: Facts = FACTS) -> list[tuple[str, str | None]]:
    return [(cell.text, cell.ref) for cell in drawn(chart, data, facts).labels]


def test_events_stand_in_the_order_of_their_dates() -> None:
    assert texts(timeline("launch", "early")) == [
        ("24\u00a0February 2023", "early/date"),
        ("Orion Classic", None),
        ("8\u00a0April 2026", "launch/date"),
        ("Orion Large is launched", None),
    ]


def test_a_disputed_date_shows_both_and_who_says_which() -> None:
    assert texts(timeline("founded")) == [
        ("June 2025", "founded/date"),
        ("or", None),
        ("August 2025", "founded/date"),
        ("A laboratory is founded", None),
        ("June 2025", "founded/date"),
        ("(The Daily Press) or", None),
        ("August 2025", "founded/date"),
        ("(Model Blog)", None),
    ]


def test_the_line_is_true_to_time() -> None:
    days = [dot.y for dot in _dots("early", "launch", "next")]
    first, second, third = days
    early, launch, planned = (_day(name) for name in ("early", "launch", "next"))
    assert (third - second) / (second - first) == pytest.approx((planned - launch) / (launch - early))


def _dots(*events: str) -> list[Dot]:
    marks = [mark for mark in sheet(timeline(*events), DATA, FACTS).marks if isinstance(mark, Dot)]
    return sorted(marks, key=lambda dot: dot.y)


def _day(name: str) -> float:
    value = FACTS[f"{name}/date"].value
    assert isinstance(value, PartialDate)
    return value.first.toordinal()


def test_what_is_longer_than_a_day_is_a_stretch_and_plans_are_open() -> None:
    facts = {**FACTS, **known(dated("founded", "2024"), dated("next", "2027"))}
    marks = sheet(timeline(), DATA, facts).marks
    assert [bar.hollow for bar in marks if isinstance(bar, Bar)] == [False, True]
    assert [dot.shape for dot in _dots("early", "launch", "next")] == ["dot", "dot", "ring"]


def test_an_event_without_a_date_stands_last_and_says_so() -> None:
    assert [text for text, _ in texts(timeline())][-3:] == ["not given", "Open versions", "(planned)"]


def test_the_table_tells_dates_sources_and_plans() -> None:
    rows = drawn(timeline(), DATA, FACTS).table.rows
    assert [[cell.text for cell in row] for row in rows[1:3]] == [
        ["A laboratory is founded", "June 2025 or August 2025", "The Daily Press; Model Blog", "sources disagree"],
        ["Orion Large is launched", "8\u00a0April 2026", "The Daily Press", ""],
    ]
    assert rows[-1][3].text == "planned"


def test_the_words_tell_what_lies_between_the_first_and_the_last() -> None:
    said = "".join(cell.text for cell in drawn(timeline("early", "founded", "launch", "next"), DATA, FACTS).alt)
    places = [said.index(text) for text in ("Orion Classic", "A laboratory", "Orion Large", "A larger model")]
    assert places == sorted(places)


def test_many_events_on_one_day_do_not_collide() -> None:
    many = [event(f"e{i}", "Something that takes many words to tell " * (i % 3 + 1)) for i in range(16)]
    facts = known(*(dated(f"e{i}", "2026-04-08") for i in range(15)), dated("e15", "2020"))
    chart = timeline(*(one.id for one in many))
    assert list(faults(chart, dataset(events=many), facts)) == []


def test_a_claim_that_bears_neither_side_is_set_to_neither() -> None:
    founded = dated("founded", "2025-06", "2025-08", "2025-summer")
    facts = known(replace(founded, values=founded.values[:2]))
    shown = texts(timeline("founded"), facts=facts)
    assert "Hub" not in " ".join(text for text, _ in shown)
    (row,) = drawn(timeline("founded"), DATA, facts).table.rows
    assert row[2].text == "The Daily Press; Model Blog; either: Hub"


dates = st.sampled_from(["2023", "2024-02", "2024-02-29", "2025-summer", "2026-04-08", "2026-04-09", "2023-Q3"])


@settings(max_examples=25)
@given(st.lists(st.tuples(st.lists(dates, max_size=3, unique=True), st.booleans()), min_size=1, max_size=14))
def test_no_data_make_labels_collide(drawn_events: list[tuple[list[str], bool]]) -> None:
    titles = ("Launch", "A launch with a title that is far too long to stand on one line of a timeline beside its date")
    events = [
        event(f"e{i}", titles[i % 2], planned=planned, subjects=("ours",) if i % 3 else ())
        for i, (_, planned) in enumerate(drawn_events)
    ]
    facts = known(*(dated(f"e{i}", *own) for i, (own, _) in enumerate(drawn_events) if own))
    chart = TimelineChart(id="chart", kind="timeline", title="t", events=tuple(each.id for each in events))
    assert list(faults(chart, dataset(events=events), facts)) == []
