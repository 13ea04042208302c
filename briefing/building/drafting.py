"""What each audience gets, before it is rendered: records to a composition, and to a draft with all that it rests on.

In: a project, the records of a topic, and the edition that stands. Out: plain data; nothing is read but templates,
brand and fonts.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from types import ModuleType
from typing import Any

from briefing.base.translation import languages, tag
from briefing.dataset import plain
from briefing.dataset.audience import visible_to
from briefing.dataset.facts import Dataset, Facts
from briefing.dataset.model import Audience
from briefing.dataset.reconcile import reconcile
from briefing.dataset.specs import ChartSpec
from briefing.dataset.texts import placed
from briefing.diagnostics import Diagnostic, Failure, Severity, unknown
from briefing.document import earlier as before
from briefing.document.compose import Composition, compose
from briefing.document.draft import Draft, drafted
from briefing.document.earlier import Earlier, Unlike
from briefing.document.exhibits import Draw, Say
from briefing.editions import edition as editions
from briefing.editions.kept import Standing
from briefing.exhibit import DataTable, Drawing
from briefing.project import PACKAGED_TEMPLATES, Project
from briefing.proof.withheld import withheld
from briefing.shelf import Folder, Shelf
from briefing.style import look
from briefing.style.brand import read_brand
from briefing.web.fonts import unset

#: A dataset, its facts, look and language, and the facts to mark as changed, to what draws its charts.
DrawFor = Callable[[Dataset, Facts, look.Look, str, frozenset[str]], Draw]


def following(project: Project, dataset: Dataset, audience: str, stands: Standing | None) -> Draft:
    """The draft of the next edition after the one that `stands`; the draft of that one where nothing has changed.

    Nothing has changed where the edition that stands comes out again, held against the one before it as it was then.
    One that was worked out by other rules is named and not compared.
    """
    if stands is None or stands.otherwise:
        return draft(project, dataset, audience, Unlike(stands.edition) if stands else None)
    hidden = withheld(dataset, audience).ids
    if not before.contradicts(stands.evidence, _stated(visible_to(dataset, audience))):  # else there is no need to try
        again = draft(project, dataset, audience, before.recorded(stands.evidence, hidden))
        if not editions.other_inputs(stands.evidence["origin"], editions.stamp(project, again)):
            return again
    told = before.standing(stands.evidence, stands.edition, stands.sha256, hidden)
    return draft(project, dataset, audience, told)


def draft(project: Project, dataset: Dataset, audience: str, earlier: Earlier | Unlike | None = None) -> Draft:
    """What one audience gets, before it is rendered, as against the edition before."""
    view = visible_to(dataset, audience)
    page = composed(project, dataset, audience, drawn, earlier=earlier)
    return drafted(page, view, reconcile(view), withheld(dataset, audience))


def evidence_now(project: Project, dataset: Dataset, audience: str) -> Mapping[str, Any]:
    """The evidence that a build would give an audience, without the pages; raises Failure with what is wrong."""
    from briefing.document.evidence import as_bytes

    now = draft(project, dataset, audience)
    found: dict[str, Any] = json.loads(as_bytes(now.evidence))  # as it would be read from a file
    return {**found, "lang": now.composition.lang, "date": now.composition.date}


def examined(project: Project, dataset: Dataset) -> Iterator[Diagnostic]:
    """What is wrong with the texts of each audience, short of drawing; where nothing stops them, what none prints."""
    pages: list[Composition] = []
    for audience in dataset.audiences:
        view = visible_to(dataset, audience)
        try:
            page = composed(project, dataset, audience, outlined)
        except Failure as failure:
            yield from placed(failure.diagnostics, view)
        else:
            yield from (*page.findings, *placed(unset(page.look, page.html), view, page.html))
            pages.append(page)
    if len(pages) == len(dataset.audiences):
        yield from _never_printed(dataset, pages)


def _never_printed(dataset: Dataset, pages: Sequence[Composition]) -> Iterator[Diagnostic]:
    """A warning for each chart and table that stands on no page."""
    printed = {f"chart `{key}`" for page in pages for key in page.drawings}
    printed |= {f"table `{key}`" for page in pages for key in page.tables}
    for kind, records in (("chart", dataset.charts), ("table", dataset.tables)):
        for key, spec in records.items():
            if f"{kind} `{key}`" not in printed:
                message = f"no audience prints the {kind} `{key}`"
                advice = f'put `{{{{ {kind}("{key}") }}}}` into a narrative, or delete the {kind}'
                yield Diagnostic("never-printed", message, spec.place, help=advice, severity=Severity.WARNING)


def strays(project: Project, topics: Sequence[Dataset]) -> Iterator[Diagnostic]:
    """A warning for each template that seems to have the wrong name, by all topics of a project; none without them."""
    audiences = [audience for dataset in topics for audience in dataset.audiences.values()]
    named = [name for it in audiences for name in (f"{it.id}.html.j2", it.template) if name]
    yield from shelf(project).strays(named) if topics else ()


def composed(
    project: Project,
    dataset: Dataset,
    audience: str,
    draw: DrawFor,
    templates: Shelf | None = None,
    earlier: Earlier | Unlike | None = None,
) -> Composition:
    """What one audience gets, from what it may see alone, as against the edition before; `templates` in place of the
    project's.
    """
    view = visible_to(dataset, audience)
    facts, record = reconcile(view), view.audiences[audience]
    if tag(record.lang) not in languages():
        raise Failure([unknown("language", record.lang, languages(), place=record.at("lang"))])
    style = _look(read_brand(project), record)
    changed = earlier.changed(_stated(view)) if isinstance(earlier, Earlier) else frozenset()
    charts = draw(view, facts, style, record.lang, changed)
    try:
        page = compose(view, facts, audience, templates or shelf(project), charts, style, earlier)
    except Failure as failure:
        raise Failure(_told_of_withheld(failure.diagnostics, dataset, audience), status=failure.status) from failure
    return replace(page, findings=_told_of_withheld(page.findings, dataset, audience))


def _told_of_withheld(findings: tuple[Diagnostic, ...], dataset: Dataset, audience: str) -> tuple[Diagnostic, ...]:
    """Findings of facts that are not known, which say so where it is only this audience that may not see the fact."""
    if not any(finding.code == "unknown-fact" for finding in findings):
        return findings
    facts = reconcile(dataset)
    return tuple(_withheld_fact(it, facts, audience) if it.code == "unknown-fact" else it for it in findings)


def _withheld_fact(finding: Diagnostic, facts: Facts, audience: str) -> Diagnostic:
    name = finding.message.split("`")[1]
    if name not in facts:
        return finding
    claims = facts[name].claims
    alone = dict.fromkeys(f"`{it}`" for claim in claims for it in claim.audiences)
    notes = (f"what it rests on is kept for {', '.join(alone)}: {claims[0].place.file}:{claims[0].place.line}",)
    advice = "leave it out here, or let this audience see the claim: `audiences`"
    return replace(finding, message=f"`{name}` may not be seen by `{audience}`", notes=notes, help=advice)


def shelf(project: Project) -> Shelf:
    """The project's templates over those of the package."""
    return Shelf((Folder(project.templates, project.shown(project.templates)), Folder(PACKAGED_TEMPLATES, "templates")))


def drawn(dataset: Dataset, facts: Facts, style: look.Look, lang: str, changed: frozenset[str]) -> Draw:
    """What draws the charts of a dataset."""
    charts = load_charts()
    return lambda spec, say: charts.draw(spec, dataset, facts, style, lang, say, changed)


def load_charts() -> ModuleType:
    """What draws charts, loaded; its arithmetic needs no threads, which would keep processes from being forked."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from briefing.charts import drawing, paint  # noqa: F401  # loads matplotlib

    return drawing


def outlined(dataset: Dataset, facts: Facts, style: look.Look, lang: str, changed: frozenset[str]) -> Draw:
    """In place of a drawing, an empty one: enough to check the texts in and around it, and what keeps it from being
    drawn.
    """
    from briefing.charts import drawing, words  # late: who lists or asks for help lays out no chart
    from briefing.charts.style import style_for

    def outline(spec: ChartSpec, say: Say) -> Drawing:
        drawing.laid_out(spec, facts, words.Words(dataset, lang, say, changed), style_for(style))
        return Drawing(spec.id, "", 1, 1, (), (), DataTable((), ()))

    return outline


def _stated(view: Dataset) -> dict[str, plain.Plain]:
    """The facts of a dataset as evidence states them."""
    return {ref: plain.fact(fact, view) for ref, fact in reconcile(view).items()}


def _look(house: look.House, audience: Audience) -> look.Look:
    """The look that an audience asks for; raises Failure `unknown-accent`."""
    if audience.accent not in house.accents:
        raise Failure([unknown("accent", audience.accent, house.accents, place=audience.at("accent"))])
    return house.look(audience.accent)
