"""The order of the stages, and nothing else: what each command does, as functions that print nothing.

Rendering and charts are imported where they are wanted, so that checking and listing start fast.
"""

import gc
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from briefing import outdated
from briefing.brand import read_brand
from briefing.cache import inputs, uptodate
from briefing.cache.finished import Cache
from briefing.cache.finished import cache as user_cache
from briefing.cache.finished import outputs as finished_outputs
from briefing.dataset import plain
from briefing.dataset import trace as tracing
from briefing.dataset.audience import visible_to
from briefing.dataset.check import check as check_records
from briefing.dataset.facts import Dataset, Facts, Status
from briefing.dataset.freshness import unchanged
from briefing.dataset.load import load as load_records
from briefing.dataset.reconcile import reconcile
from briefing.dataset.schema import schema as file_schema
from briefing.dataset.texts import placed
from briefing.diagnostics import Diagnostic, Failure, Report, errors, in_order, unknown
from briefing.document.draft import Draft
from briefing.drafting import composed, draft, following, outlined, shelf
from briefing.editions import edition as editions
from briefing.editions import kept
from briefing.editions.edition import Built, Companion, Edition
from briefing.editions.kept import Standing
from briefing.project import Project, choose, find_root, today
from briefing.settings import open_project as read_settings


def open_project(root: Path | None = None, environ: Mapping[str, str] = os.environ) -> Project:
    """The project at `root`, or at the nearest folder at or above the current one; raises Failure (status 2)."""
    return read_settings(root or find_root(Path.cwd()), environ)


def project_or_none(root: Path | None = None) -> Project | None:
    """The same, or None where there is no project or its settings cannot be read."""
    try:
        return open_project(root)
    except Failure:
        return None


@dataclass(frozen=True, slots=True)
class Loaded:
    """A topic's records and facts, everything that was found in them, and nothing where its `topic.yaml` is missing."""

    dataset: Dataset | None
    facts: Facts
    findings: tuple[Diagnostic, ...]


def load(project: Project, topic: str) -> Loaded:
    """Read a topic, work out its facts and hold the rules against both."""
    dataset, findings = load_records(project, topic)
    facts = reconcile(dataset) if dataset else {}
    rules = check_records(dataset, facts) if dataset else ()
    return Loaded(dataset, facts, in_order((*findings, *rules)))


def check(project: Project, topics: tuple[str, ...] = (), as_of: date | None = None) -> Report:
    """Everything that is wrong with the topics, their narratives and templates, short of drawing and rendering.

    Facts are out of date by `as_of`, by default today.
    """
    loaded = {topic: load(project, topic) for topic in choose("topic", topics, project.topics())}
    findings = [finding for each in loaded.values() for finding in (*each.findings, *_texts(project, each))]
    for each in loaded.values():
        findings += outdated.findings(project, each.dataset, as_of or today()) if each.dataset else ()
    lines = (_counts(topic, each.dataset, each.facts) for topic, each in loaded.items() if each.dataset)
    return Report(tuple(lines), in_order((*_brand(project), *findings)))


def _brand(project: Project) -> tuple[Diagnostic, ...]:
    """What is wrong with the brand of a project."""
    try:
        read_brand(project)
    except Failure as failure:
        return failure.diagnostics
    return ()


def _texts(project: Project, loaded: Loaded) -> Iterator[Diagnostic]:
    """What is wrong with the narratives and templates of a topic whose records are sound."""
    if loaded.dataset is None or errors(loaded.findings):
        return
    for audience in loaded.dataset.audiences:
        try:
            yield from composed(project, loaded.dataset, audience, outlined).findings
        except Failure as failure:
            yield from failure.diagnostics


def _counts(topic: str, dataset: Dataset, facts: Facts) -> str:
    disputed = sum(fact.status is Status.DISPUTED for fact in facts.values())
    numbers = f"{len(dataset.sources)} sources, {len(dataset.claims)} claims, {len(facts)} facts, {disputed} disputed"
    return f"{topic}: {numbers}, {len(dataset.audiences)} audiences"


def sound(project: Project, topic: str) -> Dataset:
    """The records of a topic; raises Failure with everything that is wrong where any of it is an error."""
    loaded = load(project, topic)
    if loaded.dataset is None or errors(loaded.findings):
        raise Failure(loaded.findings)
    return loaded.dataset


def current(project: Project, topic: str, as_of: date | None = None) -> Dataset:
    """The records of a topic as judged on a day, by default today.

    Raises Failure where they are not sound, or where something is out of date and the project's settings forbid it.
    """
    return outdated.judged(project, sound(project, topic), as_of or today())


def build(
    project: Project,
    topics: tuple[str, ...] = (),
    audiences: tuple[str, ...] = (),
    forms: tuple[str, ...] = (),
    *,
    cached: bool = False,
    as_of: date | None = None,
) -> Iterator[Edition]:
    """Build the chosen audiences of the chosen topics in these forms (the project's where none is named) and replace
    their files, a topic at a time.

    Nothing of a topic is written before all its chosen audiences have passed every gate in every form. Raises Failure
    with all findings of a topic; status 2 where a name is unknown. With `cached`, a PDF that was made of the very same
    before is taken from the user's cache, and what is made now is put there. Facts are out of date by
    `as_of`, by default today.
    """
    forms = choose("form", forms or project.forms, editions.FORMS)
    shared = inputs.shared(project.root, project.templates) if cached else {}
    cache = user_cache(project, shared["tools"]) if cached else None
    chosen = choose("topic", topics, project.topics())
    before = {topic: {**shared, "dataset": inputs.dataset(project.data, topic)} for topic in chosen if cached}
    datasets = {topic: current(project, topic, as_of) for topic in chosen}
    known = tuple(dict.fromkeys(name for dataset in datasets.values() for name in dataset.audiences))
    wanted = choose("audience", audiences, known)
    for topic, dataset in datasets.items():
        names = tuple(name for name in dataset.audiences if name in wanted)
        if names:
            with _no_collector():
                edition = _edition(project, topic, dataset, names, forms, cache)
            edition = editions.write(project, edition)
            if cached:
                outputs = finished_outputs(edition)
                uptodate.remember(project, topic, before[topic], dataset.audiences, outputs, unchanged(dataset))
            yield edition
    if cache:
        cache.store.trim()


def trace(project: Project, folder: Path, topics: tuple[str, ...] = ()) -> Report:
    """Hold the chosen topics against the texts in `folder`, which are told by their SHA-256."""
    texts = tracing.match(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())
    traces = [
        found
        for topic in choose("topic", topics, project.topics())
        for found in tracing.trace(sound(project, topic), texts)
    ]
    return Report(tracing.report(traces), in_order(finding for found in traces for finding in found.findings))


def export(project: Project, topics: tuple[str, ...] = ()) -> dict[str, object]:
    """The chosen topics, with all their records and facts, as plain JSON values by topic."""
    datasets = {topic: sound(project, topic) for topic in choose("topic", topics, project.topics())}
    return {topic: plain.topic(dataset, reconcile(dataset)) for topic, dataset in datasets.items()}


def schema() -> dict[str, object]:
    """The JSON Schema of every kind of file in a dataset."""
    return file_schema()


@contextmanager
def _no_collector() -> Iterator[None]:
    """Layout makes millions of objects that live until its end: looking for garbage meanwhile takes a sixth longer."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _edition(
    project: Project,
    topic: str,
    dataset: Dataset,
    audiences: tuple[str, ...],
    forms: tuple[str, ...],
    cache: Cache | None,
) -> Edition:
    """The finished briefings of one topic, none of which says other than another; raises Failure with all findings."""
    from briefing.proof.prove import across  # loads pikepdf

    finished: list[Built] = []
    made: list[Companion] = []
    findings: list[Diagnostic] = []
    said: dict[str, Mapping[str, Any]] = {}
    for audience in audiences:
        page = ""
        try:
            stands = kept.standing(project, topic, audience)
            one = following(project, dataset, audience, stands)
            said[audience], page = one.evidence, one.composition.html
            if editions.PDF in forms:
                finished.append(replace(_built(project, topic, one, cache), earlier=stands))
            made += _companions(project, one, forms)
        except Failure as failure:
            findings += placed(failure.diagnostics, visible_to(dataset, audience), page)
    findings += across(said)
    if findings:
        raise Failure(in_order(findings))
    return Edition(topic, tuple(finished), tuple(made))


def build_one(
    project: Project, dataset: Dataset, audience: str, cache: Cache | None = None, stands: Standing | None = None
) -> Built:
    """One audience's finished PDF, which follows the one that `stands`: composed, rendered, proved; not written."""
    return replace(_built(project, dataset.id, following(project, dataset, audience, stands), cache), earlier=stands)


def _built(project: Project, topic: str, draft: Draft, cache: Cache | None) -> Built:
    stamp = editions.stamp(project, draft)
    if cache is None:
        return finished(project, draft, stamp)
    parts = {**draft.parts(), "templates": stamp.templates}
    return cache.briefing(topic, draft.composition.audience, parts, lambda: finished(project, draft, stamp))


def finished(project: Project, draft: Draft, stamp: editions.Stamp) -> Built:
    """The finished PDF of a draft: rendered, given its evidence, proved; raises Failure with what a gate found."""
    from briefing.press.produce import produce  # loads WeasyPrint

    made = produce(draft, shelf(project), asdict(stamp))
    return Built(draft.composition.audience, made.pdf, made.pages, made.evidence, made.findings)


def companions(project: Project, dataset: Dataset, audience: str, forms: tuple[str, ...]) -> tuple[Companion, ...]:
    """One audience's briefing in other forms than PDF, such as `html`: made and proved; not written."""
    return _companions(project, draft(project, dataset, audience), forms)


def _companions(project: Project, draft: Draft, forms: tuple[str, ...]) -> tuple[Companion, ...]:
    return tuple(companion(project, draft, form) for form in forms if form != editions.PDF)


def companion(project: Project, draft: Draft, form: str) -> Companion:
    """A draft in another form than PDF; raises Failure with what a gate found."""
    from briefing.press.publish import PUBLISHERS  # loads what reads and packs web pages

    stamp, figures = editions.stamp(project, draft), len(draft.evidence["printed"])
    content = PUBLISHERS[form](draft, shelf(project), asdict(stamp))
    return Companion(draft.composition.audience, form, content, stamp, figures)


def why(project: Project, ref: str) -> tuple[str, ...]:
    """What a fact rests on, and which of the PDFs that are built print it, on which pages; Failure `unknown-fact`."""
    from briefing.proof.why import basis_of  # loads pikepdf

    datasets = [sound(project, topic) for topic in project.topics()]
    known = {dataset.id: reconcile(dataset) for dataset in datasets}
    found = [dataset for dataset in datasets if ref in known[dataset.id]]
    if not found:
        raise Failure([unknown("fact", ref, (key for facts in known.values() for key in facts))], status=2)
    return tuple(
        line
        for dataset in found
        for line in (*basis_of(ref, dataset, known[dataset.id]), *_printings(project, dataset, ref))
    )


def _printings(project: Project, dataset: Dataset, ref: str) -> Iterator[str]:
    for audience in dataset.audiences:
        path = kept.path_of(project, dataset.id, audience)
        printed = evidence_in(path.read_bytes())["printed"] if path.is_file() else ()
        pages = sorted({item["page"] for item in printed if item["ref"] == ref and "page" in item})
        if pages:
            yield f"printed in {project.shown(path)}, page {', '.join(map(str, pages))}"


def evidence_in(content: bytes) -> Mapping[str, Any]:
    """The evidence in a PDF or web page; raises Failure where it is no briefing."""
    from briefing.press.finished import read
    from briefing.proof.prove import evidence_of  # loads pikepdf

    return evidence_of(read(content))
