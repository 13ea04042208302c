"""The order of the stages, and nothing else: what each command does, as functions that print nothing.

Rendering and charts are imported where they are wanted, so that checking and listing start fast.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from briefing.base import collector, digest
from briefing.building import orders, outdated, workers
from briefing.building.drafting import draft, examined, following, strays
from briefing.building.orders import Round, Since, demand_same, gone, lost
from briefing.building.workers import Crew
from briefing.cache import inputs
from briefing.cache.finished import cache as user_cache
from briefing.cache.finished import remember
from briefing.dataset import plain, textfile
from briefing.dataset import trace as tracing
from briefing.dataset.check import check as check_records
from briefing.dataset.facts import Dataset, Facts, Status
from briefing.dataset.freshness import unchanged
from briefing.dataset.load import load as load_records
from briefing.dataset.reconcile import reconcile
from briefing.dataset.schema import schema as file_schema
from briefing.diagnostics import Diagnostic, Failure, Place, Report, counted, errors, in_order, plural
from briefing.editions import edition as editions
from briefing.editions import kept
from briefing.editions.edition import Built, Companion, Edition
from briefing.editions.kept import Standing
from briefing.project import Project, choose, find_root, read, today
from briefing.settings import open_project as read_settings
from briefing.style.brand import named_in_brand, read_brand


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


@collector.kept()
def load(project: Project, topic: str) -> Loaded:
    """Read a topic, work out its facts and hold the rules against both."""
    dataset, findings = load_records(project, topic)
    facts = reconcile(dataset) if dataset else {}
    rules = check_records(dataset, facts) if dataset else ()
    return Loaded(dataset, facts, in_order((*findings, *rules)))


@collector.paused()
def check(project: Project, topics: tuple[str, ...] = (), as_of: date | None = None) -> Report:
    """Everything that is wrong with the topics, their narratives and templates, short of drawing and rendering.

    Facts are out of date by `as_of`, by default today.
    """
    demand_topics(project)
    loaded = {topic: load(project, topic) for topic in choose("topic", topics, project.topics())}
    findings = [*_nameless(project), *_all_wrong(project, loaded.values(), as_of or today())]
    counted_topics = (it for it in loaded.values() if not errors(it.findings))  # of others the counts would be wrong
    lines = (_counts(it.dataset, it.facts) for it in counted_topics if it.dataset)
    whole = [each.dataset for each in loaded.values() if each.dataset] if not topics and not errors(findings) else []
    return Report(tuple(lines), in_order((*_brand(project), *findings, *strays(project, whole))))


def demand_topics(project: Project) -> None:
    """Raise Failure where a project has none: `missing-file`, or `no-topic` (status 2)."""
    if not project.topics():
        if nameless := tuple(_nameless(project)):
            raise Failure(nameless)
        folder = project.shown(project.data)
        advice = f"put a `topic.yaml` into a folder of it, such as `{folder}/tram`, or name another folder with `data`"
        raise Failure([Diagnostic("no-topic", f"there is no topic in `{folder}`", help=advice)], status=2)


def _nameless(project: Project) -> Iterator[Diagnostic]:
    """A finding for each folder that has sources and is no topic, because the file that says so is missing."""
    for folder in sorted(path.parent for path in project.data.glob("*/sources.yaml")):
        if folder.name not in project.topics():
            place = Place(project.shown(folder / "topic.yaml"))
            yield Diagnostic("missing-file", "the topic has no `topic.yaml`", place, help="add the file")


def _all_wrong(project: Project, loaded: Iterable[Loaded], day: date) -> Iterator[Diagnostic]:
    for each in loaded:
        yield from (*each.findings, *_texts(project, each))
        yield from outdated.findings(project, each.dataset, day) if each.dataset else ()


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
    yield from examined(project, loaded.dataset)


def _counts(dataset: Dataset, facts: Facts) -> str:
    disputed = sum(fact.status is Status.DISPUTED for fact in facts.values())
    named = (("source", dataset.sources), ("claim", dataset.claims), ("fact", facts))
    numbers = ", ".join(counted(len(records), name) for name, records in named)
    return f"{dataset.id}: {numbers}, {disputed} disputed, {counted(len(dataset.audiences), 'audience')}"


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


def build(  # noqa: PLR0913  # what is built, and how
    project: Project,
    topics: tuple[str, ...] = (),
    audiences: tuple[str, ...] = (),
    forms: tuple[str, ...] = (),
    *,
    cached: bool = False,
    as_of: date | None = None,
    crew: Crew | None = None,
    tick: Callable[[int], None] = lambda _: None,
    since: Since | None = None,
) -> Iterator[Edition]:
    """Build the chosen audiences of the chosen topics in these forms (the project's where none is named) and replace
    their files, a topic at a time.

    Nothing of a topic is written before all its chosen audiences have passed every gate in every form. Raises Failure
    with all findings of all topics, once the sound ones are built; status 2 where a name is unknown. With `cached`, a
    PDF that was made of the very same before is taken from the user's cache, and what is made now is put there. Facts
    are out of date by `as_of`, by default today. `crew` does the work, else this process; `tick` is told how many more
    briefings are done. With `since`, what is built follows what stood when that was empty, and what it replaces
    otherwise is not kept.
    """
    known = {topic: project.audiences(topic) for topic in choose("topic", topics, project.topics())}
    chosen = _chosen(known, audiences)
    shared = inputs.shared(project.templates) if cached or crew else {}
    own, named = settings(project) if cached else ({}, ())
    round_ = Round(
        project,
        choose("form", forms or project.forms, editions.FORMS),
        user_cache(project, shared["tools"]) if cached else None,
        crew,
        tick,
        shared if crew else {},
        since,
    )
    tasks = [TopicOrder(round_, topic, names, as_of or today()) for topic, names in chosen.items()]
    findings: list[Diagnostic] = []
    with collector.paused():
        try:
            for came in _done(tasks, round_):
                findings += came.findings
                if came.edition:
                    edition = editions.write(project, came.edition)
                    if cached:
                        before = {**shared, **own, "dataset": came.before}
                        remember(project, edition, before, named, known[edition.topic], came.days)
                    yield edition
        except workers.GoneError as error:
            findings.append(gone(str(error)))
    if round_.cache:
        round_.cache.trim()
    if findings:
        raise Failure(in_order(findings))


def _chosen(known: Mapping[str, tuple[str, ...]], audiences: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """The audiences to build for, by topic, of those that are `known`; raises Failure (status 2) for an unknown name."""
    wanted = choose("audience", audiences, tuple(dict.fromkeys(chain.from_iterable(known.values()))))
    some = {topic: tuple(name for name in names if name in wanted) for topic, names in known.items()}
    return {topic: names for topic, names in some.items() if names}


def settings(project: Project) -> tuple[dict[str, str], tuple[str, ...]]:
    """Digests of the settings and the brand of a project, and the names of the files that its brand is made of.

    The names are read after what names them was hashed: what is saved in between is noticed afterwards.
    """
    own = inputs.settings(project.root)
    named = named_in_brand(project)
    return {"settings": own, "brand": inputs.named(project.root, named)}, named


@dataclass(frozen=True, slots=True)
class Came:
    """What came of a topic: its edition or all that is wrong; the digest of its files, taken before they were read; and
    the days from and until which no other of its facts are out of date (ISO).
    """

    before: str
    edition: Edition | None = None
    days: tuple[str, str] = ("", "")
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class TopicOrder:
    """A whole topic to be built, as a value that a worker can be given."""

    round: Round
    topic: str
    audiences: tuple[str, ...]
    day: date

    def __call__(self) -> Came:
        """Read the topic, and make its briefings."""
        project = self.round.project
        before = inputs.dataset(project.data, self.topic)
        try:
            demand_same(project, self.round.shared)
            dataset = current(project, self.topic, self.day)
            return Came(before, orders.edition(self.round, dataset, self.audiences), unchanged(dataset))
        except Failure as failure:
            return Came(before, findings=failure.diagnostics)


def _done(tasks: Sequence[TopicOrder], round_: Round) -> Iterator[Came]:
    """What came of each topic.

    Many topics are given to the workers whole; of few, the pages are composed here while the workers set them.
    """
    if round_.crew is None or len(tasks) < 2 * round_.crew.size:
        yield from (task() for task in tasks)
        return
    alone = replace(round_, crew=None, tick=_nobody)
    for task, result in workers.done((replace(task, round=alone) for task in tasks), round_.crew):
        round_.tick(len(task.audiences) * len(round_.forms))
        died = isinstance(result, workers.Lost)
        yield Came("", findings=tuple(lost(task.topic, name) for name in task.audiences)) if died else result


def _nobody(_: int) -> None:
    """Nobody is told."""


def trace(project: Project, folder: Path, topics: tuple[str, ...] = ()) -> Report:
    """Hold the chosen topics against the texts in `folder`, which are told by their SHA-256; raises Failure where one of
    those is larger than a file of text may be.
    """
    datasets = [sound(project, topic) for topic in choose("topic", topics, project.topics())]
    wanted = {source.sha256 for dataset in datasets for source in dataset.sources.values() if source.sha256}
    files = {path.name: digest.of_file(path) for path in sorted(folder.iterdir())}
    texts = tracing.match(_archived(folder / name for name, found in files.items() if found in wanted))
    traces = [found for dataset in datasets for found in tracing.trace(dataset, texts, files)]
    return Report(tracing.report(traces), in_order(finding for found in traces for finding in found.findings))


def _archived(paths: Iterable[Path]) -> Iterator[bytes]:
    """The texts in these files, one after the other."""
    for path in paths:
        content = read(path, textfile.MAX_BYTES + 1)
        if len(content) > textfile.MAX_BYTES:
            raise Failure([textfile.too_large(path.as_posix())])
        yield content


def export(project: Project, topics: tuple[str, ...] = ()) -> dict[str, object]:
    """The chosen topics, with all their records and facts, as plain JSON values by topic."""
    datasets = {topic: sound(project, topic) for topic in choose("topic", topics, project.topics())}
    return {topic: plain.topic(dataset, reconcile(dataset)) for topic, dataset in datasets.items()}


def schema() -> dict[str, object]:
    """The JSON Schema of every kind of file in a dataset."""
    return file_schema()


def build_one(project: Project, dataset: Dataset, audience: str, stands: Standing | None = None) -> Built:
    """One audience's finished PDF, which follows the one that `stands`: composed, rendered, proved; not written."""
    one = following(project, dataset, audience, stands)
    return replace(orders.pdf(project, one, editions.stamp(project, one)), earlier=stands)


def companions(project: Project, dataset: Dataset, audience: str, forms: tuple[str, ...]) -> tuple[Companion, ...]:
    """One audience's briefing in other forms than PDF, such as `html`: made and proved; not written."""
    one = draft(project, dataset, audience)
    stamp = editions.stamp(project, one)
    return tuple(orders.companion(project, one, stamp, form) for form in forms if form != editions.PDF)


def why(project: Project, ref: str) -> tuple[str, ...]:
    """What a fact rests on, and which of the PDFs that are built print it, on which pages; Failure `unknown-fact`."""
    from briefing.proof.why import basis_of, no_fact  # loads pikepdf

    datasets = [sound(project, topic) for topic in project.topics()]
    known = {dataset.id: reconcile(dataset) for dataset in datasets}
    found = [dataset for dataset in datasets if ref in known[dataset.id]]
    if not found:
        raise Failure([no_fact(ref, (key for facts in known.values() for key in facts))], status=2)
    return tuple(
        line
        for dataset in found
        for line in (*basis_of(ref, dataset, known[dataset.id]), *_printings(project, dataset, ref))
    )


def _printings(project: Project, dataset: Dataset, ref: str) -> Iterator[str]:
    for audience in dataset.audiences:
        path = kept.path_of(project, dataset.id, audience)
        printed = evidence_in(kept.content(path, project.shown(path)))["printed"] if path.is_file() else ()
        pages = sorted({item["page"] for item in printed if item["ref"] == ref and "page" in item})
        if pages:
            word = plural(len(pages), "page")
            yield f"printed in {project.shown(path)}, {word} {', '.join(map(str, pages))}"


def evidence_in(content: bytes) -> Mapping[str, Any]:
    """The evidence in a PDF or web page; raises Failure where it is no briefing."""
    from briefing.press.finished import read
    from briefing.proof.prove import evidence_of  # loads pikepdf

    return evidence_of(read(content))
