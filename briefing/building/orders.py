"""The briefings of one topic, made by whoever is there: drafts in, finished files out, from the cache where they are kept.

A file to be made is an `Order`: a value that any worker can be given, in this process or on another machine.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from threading import Lock
from typing import Any

from briefing.base import collector, digest
from briefing.building import drafting, workers
from briefing.building.workers import Crew, Lost, Step
from briefing.cache import inputs
from briefing.cache.finished import Cache
from briefing.dataset.audience import visible_to
from briefing.dataset.facts import Dataset
from briefing.dataset.texts import placed
from briefing.diagnostics import Diagnostic, Failure, in_order
from briefing.document.draft import Draft
from briefing.editions import edition as editions
from briefing.editions import kept
from briefing.editions.edition import Built, Companion, Edition, Finished, Stamp
from briefing.editions.kept import Standing
from briefing.pdf.pages import Pages
from briefing.project import Project

#: What stood when somebody began to write, by topic and audience: filled as each is first asked for.
Since = dict[tuple[str, str], Standing | None]
#: What sets pages is not made for threads; a worker of a cluster may have several.
_ONE_AT_A_TIME = Lock()
UNLIKE_HELP = "give workers the same folder, and the same versions of everything that `briefing doctor` lists"


@dataclass(frozen=True, slots=True)
class Order:
    """A draft to be made into a file; `shared` is what else goes into it, as whoever gives the order has it.

    A PDF takes two steps: its pages are set, and then proved.
    """

    project: Project
    draft: Draft
    stamp: Stamp
    form: str = editions.PDF
    shared: Mapping[str, str] = field(default_factory=dict)
    pages: Pages | None = None

    def __call__(self) -> Finished | Step | tuple[Diagnostic, ...]:
        """The finished file, what is to be done next, or all that a gate found."""
        try:
            with _ONE_AT_A_TIME, collector.paused():
                demand_same(self.project, self.shared)
                return self._made()
        except Failure as failure:
            return failure.diagnostics

    def _made(self) -> Finished | Step:
        if self.form != editions.PDF:
            return companion(self.project, self.draft, self.stamp, self.form)
        if self.pages is None:
            return Step(replace(self, pages=set_pages(self.project, self.draft)))
        return proved(self.draft, self.stamp, self.pages)

    @property
    def audience(self) -> str:
        """Who is to get it."""
        return self.draft.composition.audience

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.audience}.{self.form}"

    def parts(self) -> dict[str, str]:
        """The digests of all that the file is made of, by name."""
        parts = {**self.draft.parts(), "templates": self.stamp.templates}
        page = self.draft.composition
        return (
            parts
            if self.form == editions.PDF
            else {**parts, "screen": digest.of_texts((page.web.html, page.text.html))}
        )


def finished(project: Project, draft: Draft, stamp: Stamp, form: str) -> Finished:
    """The finished file of a draft; raises Failure with all that a gate found."""
    return pdf(project, draft, stamp) if form == editions.PDF else companion(project, draft, stamp, form)


def pdf(project: Project, draft: Draft, stamp: Stamp) -> Built:
    """The finished PDF of a draft; raises Failure with all that a gate found."""
    return proved(draft, stamp, set_pages(project, draft))


def set_pages(project: Project, draft: Draft) -> Pages:
    """The pages of a draft; raises Failure with all that is wrong with what they show."""
    from briefing.press import produce  # loads WeasyPrint

    return produce.set_pages(draft, drafting.shelf(project))


def proved(draft: Draft, stamp: Stamp, pages: Pages) -> Built:
    """The finished PDF of a draft whose pages are set; raises Failure with all that a gate found."""
    from briefing.press import produce

    made = produce.proved(draft, pages, asdict(stamp))
    return Built(draft.composition.audience, made.pdf, made.pages, made.evidence, made.findings)


def companion(project: Project, draft: Draft, stamp: Stamp, form: str) -> Companion:
    """The briefing in another form than PDF; raises Failure with all that a gate found."""
    from briefing.press.publish import PUBLISHERS  # loads what reads and packs web pages

    content = PUBLISHERS[form](draft, drafting.shelf(project), asdict(stamp))
    return Companion(draft.composition.audience, form, content, stamp, len(draft.evidence["printed"]))


@dataclass(frozen=True, slots=True)
class Round:
    """What a topic's briefings are made with: their forms, the cache, who does the work, and who is told of each."""

    project: Project
    forms: tuple[str, ...]
    cache: Cache | None = None
    crew: Crew | None = None
    tick: Callable[[int], None] = lambda _: None
    shared: Mapping[str, str] = field(default_factory=dict)
    since: Since | None = None


def edition(round_: Round, dataset: Dataset, audiences: Iterable[str]) -> Edition:
    """The finished briefings of one topic, none of which says other than another; raises Failure with all findings."""
    from briefing.proof.prove import across  # loads pikepdf

    making = _Making(round_, dataset)
    for order, result in workers.done(making.orders(audiences), round_.crew):
        making.take(order, result)
    findings = [*making.findings, *across(making.said)]
    if findings:
        raise Failure(in_order(findings))
    return making.edition()


@dataclass(frozen=True, slots=True)
class _Making:
    """One topic under way: what its drafts say, what stands, what is finished, and what is wrong."""

    round: Round
    dataset: Dataset
    said: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    standing: dict[str, Standing | None] = field(default_factory=dict)
    made: dict[str, Finished] = field(default_factory=dict)
    findings: list[Diagnostic] = field(default_factory=list)

    def orders(self, audiences: Iterable[str]) -> Iterator[Order]:
        """An order for each file that is not in the cache."""
        for audience in audiences:
            for order in self._orders(audience):
                recalled = self.round.cache and self.round.cache.recall(self.dataset.id, order.file, order.parts())
                if recalled:
                    self._finish(order, recalled)
                else:
                    yield order

    def take(self, order: Order, result: Finished | Lost | tuple[Diagnostic, ...]) -> None:
        """What came of an order."""
        if isinstance(result, Lost | tuple):
            found = (lost(self.dataset.id, order.audience),) if isinstance(result, Lost) else result
            self._wrong(order.audience, found, order.draft.composition.html)
            self.round.tick(1)
            return
        cache = self.round.cache
        self._finish(order, cache.keep(self.dataset.id, order.file, order.parts(), result) if cache else result)

    def edition(self) -> Edition:
        """All that was made, in the order in which it was asked for."""
        names = [f"{audience}.{form}" for audience in self.said for form in self.round.forms]
        made = [self.made[name] for name in names]
        briefings = (replace(it, earlier=self.standing[it.audience]) for it in made if isinstance(it, Built))
        companions = tuple(it for it in made if isinstance(it, Companion))
        return Edition(self.dataset.id, tuple(briefings), companions, passing=self.round.since is not None)

    def _orders(self, audience: str) -> tuple[Order, ...]:
        """An order for each form; none where the draft is not sound."""
        project, shared = self.round.project, self.round.shared
        try:
            with collector.paused():
                self.standing[audience] = self._stands(audience)
                draft = drafting.following(project, self.dataset, audience, self.standing[audience])
        except Failure as failure:
            self._wrong(audience, failure.diagnostics)
            self.round.tick(len(self.round.forms))
            return ()
        self.said[audience] = draft.evidence
        stamp = editions.stamp(project, draft)
        return tuple(Order(project, draft, stamp, form, shared) for form in self.round.forms)

    def _stands(self, audience: str) -> Standing | None:
        """The edition to follow: the PDF that stands, or that stood when somebody began to write."""
        since, key = self.round.since, (self.dataset.id, audience)
        if since is not None and key in since:
            return since[key]
        stands = kept.standing(self.round.project, *key)
        if since is not None:
            since[key] = stands
        return stands

    def _wrong(self, audience: str, findings: Iterable[Diagnostic], page: str = "") -> None:
        self.findings.extend(placed(findings, visible_to(self.dataset, audience), page))

    def _finish(self, order: Order, made: Finished) -> None:
        self.made[order.file] = made
        self.round.tick(1)


def warm() -> None:
    """Load what an order needs."""
    from briefing.press import produce  # noqa: F401


def demand_same(project: Project, shared: Mapping[str, str]) -> None:
    """Raise Failure `unlike-worker` where what goes into every briefing is not here what it is in `shared`.

    Its files would have other bytes. The settings are in the project, which came along.
    """
    if not shared:
        return
    own = inputs.shared(project.templates)
    unlike = [name for name in own if own[name] != shared[name]]
    if unlike:
        message = f"a worker has other {' and '.join(unlike)} than the machine that gives the work"
        raise Failure([Diagnostic("unlike-worker", message, help=UNLIKE_HELP)])


def lost(topic: str, audience: str) -> Diagnostic:
    """The finding where every worker died that was given a briefing."""
    message = f"every worker that was given `{audience}` of `{topic}` died"
    advice = "look at the system's log: mostly memory runs out; give each worker more, or fewer of them with `--jobs`"
    return Diagnostic("worker-lost", message, help=advice)


def gone(why: str) -> Diagnostic:
    """The finding where nobody is left who could do the work."""
    advice = "see to it that it has workers, and build again: what is finished stays"
    return Diagnostic("cluster-lost", f"the build ended before its work was done: {why}", help=advice)
