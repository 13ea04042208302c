"""Which facts are out of date on a day, as grave as the project's settings say, and which sources are of a later one.

In: a project, a sound dataset, a day. Out: findings; the dataset as judged on that day.
"""

from dataclasses import replace
from datetime import date

from briefing.dataset.check import dated_ahead, out_of_date
from briefing.dataset.facts import Dataset
from briefing.dataset.freshness import settled
from briefing.dataset.reconcile import reconcile
from briefing.diagnostics import Diagnostic, Failure, Severity, errors
from briefing.project import Project


def findings(project: Project, dataset: Dataset, day: date) -> tuple[Diagnostic, ...]:
    """A warning for each source of a later day; a finding for each fact that is out of date, if the settings want it."""
    aged = on(dataset, day)
    old = out_of_date(aged, reconcile(aged)) if project.stale != "ignore" else ()
    severity = Severity.ERROR if project.stale == "fail" else Severity.WARNING
    return (*dated_ahead(aged), *(replace(finding, severity=severity) for finding in old))


def judged(project: Project, dataset: Dataset, day: date) -> Dataset:
    """The dataset as it is on a day, of which it keeps only when something last went out of date.

    Raises Failure where something is out of date and the settings do not allow that.
    """
    wrong = errors(findings(project, dataset, day))
    if wrong:
        raise Failure(wrong)
    return on(dataset, settled(dataset, day))


def on(dataset: Dataset, day: date | None) -> Dataset:
    """The dataset as judged on a day; None: nothing is out of date."""
    return replace(dataset, as_of=day)
