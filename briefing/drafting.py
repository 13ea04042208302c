"""What each audience gets, before it is rendered: records to a composition, and to a draft with all that it rests on.

In: a project and the records of a topic. Out: plain data; nothing is read but templates, brand and fonts.
"""

import json
from collections.abc import Callable, Mapping
from typing import Any

from briefing import look
from briefing.brand import read_brand
from briefing.dataset.audience import visible_to
from briefing.dataset.facts import Dataset, Facts
from briefing.dataset.model import Audience
from briefing.dataset.reconcile import reconcile
from briefing.dataset.specs import ChartSpec
from briefing.diagnostics import Failure, unknown
from briefing.document.compose import Composition, compose
from briefing.document.draft import Draft, drafted
from briefing.document.exhibits import Draw, Say
from briefing.exhibit import DataTable, Drawing
from briefing.project import PACKAGED_TEMPLATES, Project
from briefing.proof.withheld import withheld
from briefing.shelf import Folder, Shelf
from briefing.translation import languages, tag

DrawFor = Callable[[Dataset, Facts, look.Look, str], Draw]


def draft(project: Project, dataset: Dataset, audience: str) -> Draft:
    """What one audience gets, before it is rendered."""
    view = visible_to(dataset, audience)
    return drafted(composed(project, dataset, audience, drawn), view, reconcile(view), withheld(dataset, audience))


def evidence_now(project: Project, dataset: Dataset, audience: str) -> Mapping[str, Any]:
    """The evidence that a build would give an audience, without the pages; raises Failure with what is wrong."""
    from briefing.document.evidence import as_bytes

    now = draft(project, dataset, audience)
    found: dict[str, Any] = json.loads(as_bytes(now.evidence))  # as it would be read from a file
    return {**found, "lang": now.composition.lang, "date": now.composition.date}


def composed(
    project: Project, dataset: Dataset, audience: str, draw: DrawFor, templates: Shelf | None = None
) -> Composition:
    """What one audience gets, from what it may see alone; `templates` in place of the project's."""
    view = visible_to(dataset, audience)
    facts, record = reconcile(view), view.audiences[audience]
    if tag(record.lang) not in languages():
        raise Failure([unknown("language", record.lang, languages(), place=record.at("lang"))])
    style = _look(read_brand(project), record)
    return compose(view, facts, audience, templates or shelf(project), draw(view, facts, style, record.lang), style)


def _look(house: look.House, audience: Audience) -> look.Look:
    """The look that an audience asks for; raises Failure `unknown-accent`."""
    if audience.accent not in house.accents:
        raise Failure([unknown("accent", audience.accent, house.accents, place=audience.at("accent"))])
    return house.look(audience.accent)


def shelf(project: Project) -> Shelf:
    """The project's templates over those of the package."""
    return Shelf((Folder(project.templates, project.shown(project.templates)), Folder(PACKAGED_TEMPLATES, "templates")))


def drawn(dataset: Dataset, facts: Facts, style: look.Look, lang: str) -> Draw:
    """How charts are drawn for one audience."""
    from briefing import charts  # loads matplotlib

    return lambda spec, say: charts.draw(spec, dataset, facts, style, lang, say)


def outlined(dataset: Dataset, facts: Facts, style: look.Look, lang: str) -> Draw:  # noqa: ARG001
    """In place of a drawing, an empty one: enough to check the texts around it."""

    def outline(spec: ChartSpec, say: Say) -> Drawing:  # noqa: ARG001
        return Drawing(spec.id, "", 1, 1, (), (), DataTable((), ()))

    return outline
