"""What charts and tables are asked to show: `charts.yaml` and `tables.yaml` as records."""

from typing import Annotated, Literal

from pydantic import Field

from briefing.dataset.record import FactId, Id, Ids, Prose, Qualifiers, Record


class Pick(Record):
    """Which facts a chart or table takes: those of a measure whose qualifiers include the ones given."""

    measure: Id
    qualifiers: Qualifiers = Field(default={}, alias="with")
    label: Prose | None = None


class Exhibit(Record):
    """What all charts share."""

    id: Id
    title: Prose = Field(description="the finding, computed")
    note: Prose | None = None


class RankedChart(Exhibit):
    """Ranked bars of one measure, the focus highlighted."""

    kind: Literal["ranked"]
    pick: Pick
    subjects: Ids = Field(default=(), description="default: every subject that has the fact; one without is named")
    lines: tuple[FactId, ...] = Field(default=(), description="facts of the same measure under other conditions")


class GapsChart(Exhibit):
    """For each measure the signed gap of the focus to its best named rival."""

    kind: Literal["gaps"]
    rows: tuple[Pick, ...]
    rivals: Ids = ()


class DotsChart(Exhibit):
    """Facts as dots on one axis; a disputed fact is a range with who says which."""

    kind: Literal["dots"]
    facts: tuple[FactId, ...]
    group_by: Literal["subject", "condition"] = "condition"


class ScatterChart(Exhibit):
    """Two measures against each other; a subject that lacks one is named beside the plot."""

    kind: Literal["scatter"]
    x: Pick
    y: Pick
    subjects: Ids


class TimelineChart(Exhibit):
    """Events in order; a disputed date is a range with who says which."""

    kind: Literal["timeline"]
    events: Ids


class MultiplesChart(Exhibit):
    """Small panels, one a measure, the same subjects in each; a missing one is shown as not given."""

    kind: Literal["multiples"]
    panels: tuple[Pick, ...]
    subjects: Ids


class HeatChart(Exhibit):
    """A heat table: measures down, subjects across, each figure shaded by where it stands in its row."""

    kind: Literal["heat"]
    rows: tuple[Pick, ...]
    subjects: Ids
    order: Literal["standing", "given"] = Field(
        default="standing", description="rows from where the focus is nearest to the best, or as they are listed"
    )


class Pair(Record):
    """The two ends of a line: facts of one unit; one of them may be missing."""

    left: FactId | None = None
    right: FactId | None = None
    label: Prose | None = None


class SlopeChart(Exhibit):
    """Two columns and a line for each pair of facts: two conditions, two measures or two subjects side by side."""

    kind: Literal["slope"]
    pairs: tuple[Pair, ...]
    group_by: Literal["measure", "unit"] = Field(default="measure", description="what has a panel of its own")


class TrendChart(Exhibit):
    """One measure over time, or over another condition that runs: a line for each subject."""

    kind: Literal["trend"]
    pick: Pick
    along: Id = Field(
        description="the condition that runs, such as the year: its values are the columns, in the order in which the"
        " qualifier has them; where they are dates, as far apart as these"
    )
    subjects: Ids = Field(default=(), description="default: every subject that has such facts")


class MatrixChart(Exhibit):
    """Who says what: statements and facts by source, said, weaker, contradicted or not said."""

    kind: Literal["matrix"]
    statements: Ids = ()
    facts: tuple[FactId, ...] = Field(default=(), description="each has a row for every value that is printed of it")
    sources: Ids = ()


ChartSpec = Annotated[
    RankedChart
    | GapsChart
    | DotsChart
    | ScatterChart
    | TimelineChart
    | MultiplesChart
    | HeatChart
    | SlopeChart
    | TrendChart
    | MatrixChart,
    Field(discriminator="kind"),
]


class FactsTable(Exhibit):
    """One row a fact: figure, condition, who says so, how many independent sources."""

    kind: Literal["facts"]
    facts: tuple[FactId, ...]
    columns: tuple[Literal["figure", "value", "condition", "said-by", "sources", "status"], ...] = (
        "figure",
        "value",
        "condition",
        "said-by",
        "status",
    )


class GridTable(Exhibit):
    """Measures down, subjects across; a missing cell says so."""

    kind: Literal["grid"]
    rows: tuple[Pick, ...]
    subjects: Ids


class StatementsTable(Exhibit):
    """Who says what, with the sources."""

    kind: Literal["statements"]
    statements: Ids


class EventsTable(Exhibit):
    """Dates and what happened, with the sources."""

    kind: Literal["events"]
    events: Ids


TableSpec = Annotated[FactsTable | GridTable | StatementsTable | EventsTable, Field(discriminator="kind")]
