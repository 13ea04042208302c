"""What changed since the last edition, as a section that nobody writes: the edition before in, views for templates out.

What was is printed in the words of then, and rests on the claims of then: its figures are those of the edition before
(their refs say so), with entries of their own.
"""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from briefing.base.translation import gettext_noop
from briefing.dataset import numerals, plain
from briefing.dataset.compare import Changes, ClaimChange, FactChange, RecordChange
from briefing.dataset.facts import Claim, Fact, Status
from briefing.dataset.values import parse_date
from briefing.diagnostics import Place
from briefing.document.changed import Teller
from briefing.document.earlier import Earlier
from briefing.document.evidence import basis
from briefing.document.exhibits import Exhibits
from briefing.document.figures import Figures
from briefing.document.ledger import Ledger
from briefing.document.marks import LINK, MARKED, Exemption
from briefing.document.sandbox import Sandbox
from briefing.document.sections import Entry, Group, Sections, told
from briefing.exhibit import CHANGED
from briefing.proof.anchors import EARLIER, anchor
from briefing.proof.recount import recount
from briefing.proof.testimony import testimony
from briefing.shelf import Shelf
from briefing.wording import citing, wording, writing
from briefing.wording.terms import status

_OTHER_GROUNDS = ("claims", "explained", "status")
#: The groups of facts in the order of the section, and the changes that put a fact into each.
_GROUPS = {
    gettext_noop("Changed"): ("value",),
    gettext_noop("Newly disputed"): ("disputed",),
    gettext_noop("No longer disputed"): ("settled",),
    gettext_noop("New here"): ("added",),
    gettext_noop("No longer printed"): ("withdrawn",),
    gettext_noop("Gone out of date"): ("dated",),
    gettext_noop("No longer out of date"): ("renewed",),
    gettext_noop("Ranked otherwise"): ("rank",),
    gettext_noop("The same figure on other grounds"): _OTHER_GROUNDS,
}
#: How many changes of a group stand in lines of their own; more are set small, in columns.
_FULL = 12
#: What became of a claim, by its source.
_GONE, _OTHERWISE, _ALSO = (
    gettext_noop("no longer by {}"),
    gettext_noop("otherwise by {}"),
    gettext_noop("now also by {}"),
)
#: How the source of a claim ranks now.
_RANKED = {
    "preferred": gettext_noop("now preferred: {}"),
    "normal": gettext_noop("now ranked as any other: {}"),
    "deprecated": gettext_noop("now set aside: {}"),
}
#: What became of a statement, event or source.
_HOW = {
    "added": gettext_noop("new"),
    "withdrawn": gettext_noop("no longer used"),
    "reworded": gettext_noop("reworded"),
    "cited": gettext_noop("cited otherwise"),
}


@dataclass(frozen=True, slots=True)
class Side:
    """A value and who says so."""

    value: Markup
    who: Markup


@dataclass(frozen=True, slots=True)
class FactView:
    """A fact that changed: what it is about, what is said now and what was said before (empty where nothing), and what
    else there is to say.
    """

    name: Markup
    condition: Markup
    now: tuple[Side, ...]
    before: tuple[Side, ...]
    remarks: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class RecordView:
    """A statement, event or source that came, went or is worded otherwise, and which of these."""

    how: str
    text: Markup
    by: Markup


@dataclass(frozen=True, slots=True)
class SinceView:
    """What the template gets; groups and records go by their headings, `full` of each are to be told at length."""

    against: Markup
    groups: tuple[tuple[str, tuple[FactView, ...]], ...]
    records: tuple[tuple[str, tuple[RecordView, ...]], ...]
    full: int = _FULL


class Since:
    """Tells one composition of the edition before."""

    def __init__(self, figures: Figures, earlier: Earlier) -> None:
        self.figures, self.earlier = figures, earlier
        stated = {ref: plain.fact(fact, figures.dataset) for ref, fact in figures.facts.items()}
        self.changed = earlier.changed(stated)
        self.then = _then(figures, earlier)
        self.told: dict[str, None] = {}

    def key(self) -> Markup:
        """What the mark of a changed figure means."""
        words = Markup.escape(self.figures.gettext("changed since the edition of {}")).format(self._date())
        return Markup("{} {}").format(CHANGED, words)

    def marking(self, exhibits: Exhibits) -> Exhibits:
        """The same, with changed figures marked."""
        return replace(exhibits, changed=self.changed, key=self.key())

    def view(self, exhibits: Exhibits, printed: Iterable[str]) -> SinceView:
        """The section, by what the briefing rests on: what is `printed` so far, and the data of charts, which come later."""
        figures, ledger = self.figures, self.figures.ledger
        drawn = (cell.ref for _, it in exhibits.drawings.values() for row in it.table.rows for cell in row)
        refs = tuple(dict.fromkeys((*printed, *(ref for ref in drawn if ref))))
        named = ledger.derivations, ledger.statements, ledger.sources
        changes = self.earlier.changes(basis(figures.dataset, figures.facts, refs, *named))
        return SinceView(
            against=self._against(),
            groups=tuple(self._groups(changes)),
            records=tuple(self._all_records(changes)),
        )

    def _against(self) -> Markup:
        gettext, edition = self.figures.gettext, self.figures.ledger.name(self.earlier.edition)
        text = gettext("Held against the edition of {} ({}), as far as this briefing prints it.")
        return Markup.escape(text).format(self._date(), edition)

    def entries(self, sections: Sections) -> Iterator[Group]:
        """An entry for each figure of then that was printed."""
        facts = [self.then.facts[ref] for ref in self.told]
        if facts:
            name = Markup.escape(self.figures.gettext("In the edition of {}")).format(self._date())
            yield Group(name, tuple(self._entry(fact, sections) for fact in facts))

    def _date(self) -> Markup:
        date = parse_date(self.earlier.date)
        return self.figures.ledger.name(writing.date(date, self.figures.lang) if date else self.earlier.date, "source")

    # --- facts ------------------------------------------------------------------------------------------------

    def _groups(self, changes: Changes) -> Iterator[tuple[str, tuple[FactView, ...]]]:
        for name, kinds in _GROUPS.items():
            found = tuple(self._fact(change) for change in changes.facts if change.kinds[0] in kinds)
            if found:
                yield self.figures.gettext(name), found

    def _fact(self, change: FactChange) -> FactView:
        now, then = self.figures.facts.get(change.id), self.then.facts.get(change.id) if change.before else None
        now = now if change.after else None
        figures, fact = (self.figures, now) if now else (self.then, then)
        assert fact is not None
        condition = wording.condition(fact, figures.dataset)
        return FactView(
            name=figures.labelled(fact),
            condition=figures.ledger.name(condition) if condition else Markup(),
            now=self._sides(self.figures, now) if now else (),
            before=self._before(then) if then else (),
            remarks=tuple(self._remarks(change)),
        )

    def _before(self, fact: Fact) -> tuple[Side, ...]:
        self.told[fact.id.removeprefix(EARLIER)] = None
        return self._sides(self.then, fact)

    def _sides(self, figures: Figures, fact: Fact) -> tuple[Side, ...]:
        """What is said, and by whom: each value apart where sources disagree."""
        apart = fact.status is Status.DISPUTED and not fact.dated
        whole = wording.figure(fact, figures.dataset, figures.lang, remarks=True), fact.claims
        sides = told(fact, figures) if apart else (whole,)
        return tuple(Side(figures.ledger.figure(text, fact.id), self._who(figures, claims)) for text, claims in sides)

    def _who(self, figures: Figures, claims: Iterable[Claim]) -> Markup:
        return Markup(", ").join(figures.source(source) for source in dict.fromkeys(claim.source for claim in claims))

    def _remarks(self, change: FactChange) -> Iterator[Markup]:
        """Which sources are ranked otherwise, and of the same figure also which give it now or no more, each once."""
        said: dict[tuple[str, str], Markup] = {}
        for claim in change.claims:
            how = _how(claim)
            if how not in _RANKED.values() and change.kinds[0] not in ("rank", *_OTHER_GROUNDS):
                continue
            source = str((claim.after or claim.before or {})["source"])
            figures = self.figures if claim.after else self.then
            said[how, source] = Markup.escape(self.figures.gettext(how)).format(figures.source(source))
        yield from said.values()

    def _entry(self, fact: Fact, sections: Sections) -> Entry:
        printed = wording.figure(fact, self.then.dataset, self.then.lang)
        condition = wording.condition(fact, self.then.dataset)
        quoting = replace(sections, figures=self.then)
        aside = self.figures.gettext("set aside")
        claims = (*((claim, "") for claim in fact.claims), *((claim, aside) for claim in fact.deprecated))
        basis = [self._claim(claim, aside, quoting.quotes(claim, printed), fact) for claim, aside in claims]
        return Entry(
            anchor=Markup.escape(anchor(fact.id)),
            name=self.then.about(fact.subject),
            condition=Markup("{}{}").format(
                self.then.measure(fact.measure),
                Markup(", {}").format(self.then.ledger.name(condition)) if condition else "",
            ),
            value=self.then.ledger.figure(
                wording.figure(fact, self.then.dataset, self.then.lang), fact.id, mark=MARKED
            ),
            status=self.figures.gettext(status(fact)),
            basis=tuple(basis),
        )

    def _claim(self, claim: Claim, aside: str, quotes: Sequence[str], fact: Fact) -> Markup:
        source = self.then.dataset.sources[claim.source]
        lines = citing.lines(source, claim, self.figures.lang).removeprefix(f"{source.label}, ")
        parts = [self.then.source(claim.source), self.then.ledger.name(lines, "locator")]
        parts += [self.then.ledger.figure(text, fact.id, mark=MARKED) for text in quotes]
        return Markup(" ").join([*parts, f"({aside})"] if aside else parts)

    # --- statements, events, sources --------------------------------------------------------------------------

    def _all_records(self, changes: Changes) -> Iterator[tuple[str, tuple[RecordView, ...]]]:
        for name, records, make in (
            (gettext_noop("Statements"), changes.statements, self._statement),
            (gettext_noop("Events"), changes.events, self._event),
            (gettext_noop("Sources"), changes.sources, self._source),
        ):
            if records:
                yield self.figures.gettext(name), tuple(make(record) for record in records)

    def _statement(self, change: RecordChange) -> RecordView:
        record = change.after or change.before or {}
        figures = self.figures if change.after else self.then
        labels = dict.fromkeys(str(cite["source"]) for cite in record.get("cites", ()))
        by = Markup(", ").join(figures.source(source) for source in labels)
        return RecordView(self._how(change), self._said(change, "says"), by)

    def _event(self, change: RecordChange) -> RecordView:
        return RecordView(self._how(change), self._said(change, "title"), Markup())

    def _source(self, change: RecordChange) -> RecordView:
        figures = self.figures if change.after else self.then
        cited = citing.citation(figures.dataset.sources[change.id], self.figures.lang)
        how = self.figures.gettext("described otherwise") if change.kind == "reworded" else self._how(change)
        return RecordView(how, figures.ledger.name(cited, "source"), Markup())

    def _how(self, change: RecordChange) -> str:
        return self.figures.gettext(_HOW[change.kind])

    def _said(self, change: RecordChange, part: str) -> Markup:
        """What a statement or event says now; of one that is gone what it said, unless that holds a number."""
        if change.after:
            dataset = self.figures.dataset
            return self.figures.prose((dataset.statements if part == "says" else dataset.events)[change.id], part)
        teller = Teller(self.earlier.evidence)
        texts = (teller.prose(str(before)) for before in map((change.before or {}).get, (part, "short")) if before)
        plainly = next((text for text in texts if not numerals.literals(text, self.figures.lang)), "")
        return self.figures.ledger.name(plainly or self.figures.gettext("one that holds a number"))


def _how(claim: ClaimChange) -> str:
    """What became of a claim."""
    if claim.before and claim.after:
        return _OTHERWISE if claim.before["rank"] == claim.after["rank"] else _RANKED[claim.after["rank"]]
    return _ALSO if claim.after else _GONE


class _Then(Ledger):
    """The book as the edition before is entered in it: refs of then, and links to no source that is not here."""

    def __init__(self, here: Ledger, known: Container[str]) -> None:
        super().__init__(here.pieces, here.findings)
        self.here, self.known = here, known

    def figure(self, text: str, ref: str, place: Place | None = None, mark: str = LINK) -> Markup:
        """A figure of then."""
        return super().figure(text, ref if ref.startswith(EARLIER) else f"{EARLIER}{ref}", place, mark)

    def name(
        self,
        text: str,
        exempt: Exemption = "name",
        place: Place | None = None,
        *,
        href: str | None = None,
        lang: str | None = None,
    ) -> Markup:
        """A name of then; that of a source leads to its entry, where it has one."""
        source = (href or "").removeprefix("s-")
        if source in self.known:
            self.here.sources[source] = None
            return super().name(text, exempt, place, href=href, lang=lang)
        return super().name(text, exempt, place, lang=lang)


def _then(figures: Figures, earlier: Earlier) -> Figures:
    """The functions for what was: the records and facts of then, each fact under its ref."""
    told = testimony(earlier.evidence)
    facts = {ref: replace(fact, id=f"{EARLIER}{ref}") for ref, fact in recount(told).facts.items()}
    sandbox = Sandbox(Shelf(()))
    then = Figures(told.dataset, facts, figures.lang, _Then(figures.ledger, figures.dataset.sources), sandbox)
    sandbox.globals.update(then.functions())
    return then
