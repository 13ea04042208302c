"""The sections that nobody writes: where sources disagree, and what each printed figure rests on.

In: the refs that a briefing prints, in order. Out: plain views for the templates `disagreements` and `evidence`. They
are made once the rest of the page is known, so they speak of what is printed and of nothing else.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from markupsafe import Markup

from briefing.dataset import reconcile
from briefing.dataset.facts import Claim, Derivation, Fact, Status
from briefing.dataset.model import Cite, Source, Statement
from briefing.diagnostics import Place
from briefing.document.figures import Figures
from briefing.document.marks import LINK, MARKED
from briefing.proof.anchors import anchor
from briefing.wording import citing, wording
from briefing.wording.languages import language
from briefing.wording.terms import COUNTED, DERIVATIONS, KINDS, STANCES, capital, status

_NOTHING = Markup("")


@dataclass(frozen=True, slots=True)
class Side:
    """One value of a fact, and who says so; `reason` is why it is set aside."""

    value: Markup
    who: Markup
    reason: Markup


@dataclass(frozen=True, slots=True)
class Dispute:
    """A fact with the values that are printed and those that are set aside."""

    name: Markup
    condition: Markup
    sides: tuple[Side, ...]
    aside: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Conditions:
    """The facts of one subject and measure under different conditions."""

    name: Markup
    facts: tuple[tuple[Markup, Markup], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What one figure, statement or source rests on, in pieces; `url` is where a source stands on the web."""

    anchor: Markup
    name: Markup
    condition: Markup
    value: Markup
    status: str
    basis: tuple[Markup, ...]
    url: Markup = _NOTHING


@dataclass(frozen=True, slots=True)
class Reading:
    """Why claims are read as they are, and the letter by which entries name that."""

    key: Markup
    why: Markup


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under a common heading."""

    name: Markup
    entries: tuple[Entry, ...]


def printed_facts(figures: Figures, refs: Iterable[str]) -> tuple[Fact, ...]:
    """The facts among `refs`, and those that the derivations among them are worked out from, each once."""
    derivations = figures.ledger.derivations
    ids = chain.from_iterable((ref, *(derivations[ref].inputs if ref in derivations else ())) for ref in refs)
    return tuple(figures.facts[ref] for ref in dict.fromkeys(ids) if ref in figures.facts)


def told(fact: Fact, figures: Figures) -> Iterator[tuple[str, Sequence[Claim]]]:
    """Each value of a fact, worded, with the claims that bear it; last what may mean any of several, as it is said."""
    for value, unit in fact.sides:
        if claims := reconcile.bearing(fact, value, unit):
            clearest = next((it for it in claims if (it.value, it.unit) == (value, unit)), claims[0])
            yield wording.said(clearest, figures.dataset, figures.lang), claims
    vague: dict[str, list[Claim]] = {}
    for claim in reconcile.undecided(fact):
        vague.setdefault(wording.said(claim, figures.dataset, figures.lang), []).append(claim)
    yield from vague.items()


@dataclass(frozen=True, slots=True)
class Sections:
    """Makes the views of one composition; `readings` are the reasons of inferred claims, by the letter they go by."""

    figures: Figures
    readings: dict[str, tuple[str, Place]] = field(default_factory=dict)

    # --- where sources disagree -------------------------------------------------------------------------------

    def disagreements(self, refs: Sequence[str]) -> dict[str, object]:
        """What the template gets: disputes, settled disputes, and one measure under several conditions."""
        facts = printed_facts(self.figures, refs)
        return {
            "disputes": self.disputes(facts),
            "settled": self.settled(facts),
            "conditions": self.conditions(facts),
        }

    def disputes(self, facts: Iterable[Fact]) -> tuple[Dispute, ...]:
        """The facts on which sources still disagree."""
        return tuple(self._dispute(fact) for fact in facts if fact.status is Status.DISPUTED)

    def settled(self, facts: Iterable[Fact]) -> tuple[Dispute, ...]:
        """The facts of which some claim is set aside."""
        return tuple(self._dispute(fact) for fact in facts if fact.deprecated and fact.status is not Status.DISPUTED)

    def conditions(self, facts: Iterable[Fact]) -> tuple[Conditions, ...]:
        """Where one measure of one subject is printed under more than one condition."""
        groups: dict[tuple[str, str], list[Fact]] = {}
        for fact in facts:
            groups.setdefault((fact.subject, fact.measure), []).append(fact)
        several = [group for group in groups.values() if len(group) > 1 and any(fact.qualifiers for fact in group)]
        return tuple(
            Conditions(self.figures.labelled(group[0]), tuple((self._value(fact), self._under(fact)) for fact in group))
            for group in several
        )

    def _dispute(self, fact: Fact) -> Dispute:
        return Dispute(
            name=self.figures.labelled(fact),
            condition=self._under(fact),
            sides=tuple(self._side(*side) for side in told(fact, self.figures)),
            aside=tuple(self._side(self._said(claim), [claim]) for claim in fact.deprecated),
        )

    def _said(self, claim: Claim) -> str:
        return wording.said(claim, self.figures.dataset, self.figures.lang)

    def _side(self, text: str, claims: Sequence[Claim]) -> Side:
        first = claims[0]
        ref = reconcile.fact_id(first, self.figures.dataset.measures)
        who = Markup(", ").join(self._teller(source, claims) for source in dict.fromkeys(c.source for c in claims))
        return Side(self.figures.ledger.figure(text, ref, first.place, LINK), who, self._prose(first, "reason"))

    def _teller(self, source: str, claims: Iterable[Claim]) -> Markup:
        """A source of one side, marked where all its claims there are read between its lines."""
        name = self.figures.source(source)
        if any(claim.source == source and claim.reading != "inferred" for claim in claims):
            return name
        return Markup("{} ({})").format(name, self.figures.gettext("inferred"))

    # --- evidence ---------------------------------------------------------------------------------------------

    def entries(self, refs: Sequence[str]) -> tuple[Group, ...]:
        """An entry for each fact and derivation, facts by their measure, and one for each statement."""
        by_measure: dict[str, list[Fact]] = {}
        for fact in printed_facts(self.figures, refs):
            by_measure.setdefault(fact.measure, []).append(fact)
        groups = [
            Group(self.figures.measure(measure, initial=True), tuple(map(self._fact, facts)))
            for measure, facts in by_measure.items()
        ]
        derivations = [self.figures.ledger.derivations[ref] for ref in refs if ref in self.figures.ledger.derivations]
        groups += self._group(self.figures.gettext("Worked out from facts"), map(self._derivation, derivations))
        statements = (self.figures.dataset.statements[key] for key in self.figures.ledger.statements)
        return (*groups, *self._group(self.figures.gettext("Statements"), map(self._statement, statements)))

    def _group(self, name: str, entries: Iterable[Entry]) -> list[Group]:
        found = tuple(entries)
        return [Group(Markup.escape(name), found)] if found else []

    def _fact(self, fact: Fact) -> Entry:
        return Entry(
            anchor=Markup.escape(anchor(fact.id)),
            name=self.figures.about(fact.subject),
            condition=self._under(fact),
            value=self._value(fact, MARKED),
            status=self._dated(self.figures.gettext(status(fact)), fact),
            basis=tuple(self._claims(fact)),
        )

    def _dated(self, status: str, fact: Fact) -> Markup:
        """The status of a fact, and as of when it is where it is out of date."""
        told = wording.as_of(fact, self.figures.lang)
        return (
            Markup("{}, {}").format(status, self.figures.ledger.name(told, "source")) if told else Markup.escape(status)
        )

    def _claims(self, fact: Fact) -> Iterator[Markup]:
        """Each source with its claims, then those that are set aside with the reason why."""
        printed = wording.figure(fact, self.figures.dataset, self.figures.lang)
        by_source: dict[str, list[Claim]] = {}
        for claim in fact.claims:
            by_source.setdefault(claim.source, []).append(claim)
        for source, claims in by_source.items():
            places = (self._claim(claim, fact, printed, first=at == 0) for at, claim in enumerate(claims))
            yield Markup("{} {}").format(self.figures.source(source), Markup(", ").join(places))
        for claim in fact.deprecated:
            where = self._claim(claim, fact, printed, first=True)
            reason = Markup(": {}").format(self._prose(claim, "reason")) if claim.reason else ""
            source = self.figures.source(claim.source)
            yield Markup("{} {} ({}{})").format(source, where, self.figures.gettext("set aside"), reason)

    def _claim(self, claim: Claim, fact: Fact, printed: str, *, first: bool) -> Markup:
        """On which lines, in what words where they are not those printed, who is said to say so, how it was read."""
        words = [self.figures.ledger.figure(text, fact.id, claim.place, MARKED) for text in self.quotes(claim, printed)]
        quoted, aside = (words, []) if claim.written else ([], words)
        if claim.attribution:
            aside.append(self.figures.short(claim.attribution))
        if claim.because:
            key = self.readings.setdefault(claim.because, (_letter(len(self.readings)), claim.at("because")))[0]
            aside.append(Markup('<a href="#r-{}">{}\u00a0[{}]</a>').format(key, self.figures.gettext("inferred"), key))
        told = Markup("({})").format(Markup(", ").join(aside)) if aside else ""
        return Markup(" ").join(part for part in (self._lines(claim, first=first), *quoted, told) if part)

    def quotes(self, claim: Claim, printed: str) -> list[str]:
        """What stands in the source, where a reader would not recognise what is printed in it."""
        said = self._said(claim)
        quote = language(self.figures.lang).quoted.format
        if claim.written:
            return [quote(text) for text in claim.written if _bare(text) != _bare(printed)]
        return [said] if said != printed else []

    def _lines(self, item: Claim | Cite, *, first: bool = True) -> Markup:
        start, end = item.lines
        words = language(self.figures.lang)
        long = words.line.format(start) if start == end else words.lines.format(start, end)
        return self.figures.ledger.name(long if first else f"{start}–{end}" if end > start else str(start), "locator")

    def read(self) -> tuple[Reading, ...]:
        """Why the claims named so far are read as they are, where they do not say it outright."""
        return tuple(
            Reading(Markup.escape(key), self.figures.text(why, at)) for why, (key, at) in self.readings.items()
        )

    def _derivation(self, derivation: Derivation) -> Entry:
        counts, figures = derivation.kind == "count", self.figures
        name = self._counted(derivation) if counts else Markup.escape(figures.gettext(DERIVATIONS[derivation.kind]))
        text = wording.derived(derivation, figures.dataset, figures.lang)
        value = figures.ledger.figure(text, derivation.id, mark=MARKED)
        basis = self._sources_of(derivation) if counts else self._formula(derivation)
        return Entry(Markup.escape(anchor(derivation.id)), name, _NOTHING, value, "", (basis,))

    def _counted(self, derivation: Derivation) -> Markup:
        """What was counted, and of which fact."""
        what, _, ref = derivation.id.removeprefix("count(").removesuffix(")").partition(" of ")
        about = Markup(" ({})").format(self.figures.labelled(self.figures.facts[ref])) if ref else ""
        return Markup("{}{}").format(capital(self.figures.gettext(COUNTED[what])), about)

    def _sources_of(self, derivation: Derivation) -> Markup:
        known = self.figures.dataset.sources
        return Markup(", ").join(self.figures.source(key) for key in derivation.inputs if key in known)

    def _formula(self, derivation: Derivation) -> Markup:
        facts = [self.figures.facts[ref] for ref in derivation.inputs if ref in self.figures.facts]
        inputs = [Markup("{} {}").format(self.figures.about(fact.subject), self._value(fact)) for fact in facts]
        if derivation.kind == "rank":
            return Markup("{} {} {}").format(inputs[0], self.figures.gettext("among"), Markup(", ").join(inputs[1:]))
        sign = Markup(" − ") if derivation.kind == "difference" else Markup(" ÷ ")
        return Markup("{} ({})").format(sign.join(inputs), self.figures.measure(facts[0].measure))

    def _statement(self, statement: Statement) -> Entry:
        by_source: dict[str, list[Cite]] = {}
        for cite in statement.cites:
            by_source.setdefault(cite.source, []).append(cite)
        cites = tuple(self._cited(source, found) for source, found in by_source.items())
        speaker = self.figures.short(statement.by) if statement.by else Markup("")
        name = self.figures.prose(statement, "short" if statement.short else "says").removesuffix(".")
        return Entry(Markup("st-{}").format(statement.id), name, speaker, Markup(""), "", cites)

    def _cited(self, source: str, cites: Sequence[Cite]) -> Markup:
        """Where a source says a statement, and where it says less or otherwise."""
        places = []
        for at, cite in enumerate(cites):
            notes = [Markup.escape(self.figures.gettext(STANCES[cite.stance]))] if cite.stance != "said" else []
            notes += [self.figures.prose(cite, "note")] if cite.note else []
            lines = self._lines(cite, first=at == 0)
            places.append(Markup("{} ({})").format(lines, Markup(": ").join(notes)) if notes else lines)
        return Markup("{} {}").format(self.figures.source(source), Markup(", ").join(places))

    # --- sources ----------------------------------------------------------------------------------------------

    def sources(self) -> tuple[Entry, ...]:
        """The sources named so far, and those that they repeat."""
        known = self.figures.dataset.sources
        named = list(self.figures.ledger.sources)
        for source in named:  # grows while it is walked through
            named += (parent for parent in known[source].derived_from if parent not in named)
        return tuple(self._source(known[source]) for source in known if source in named)

    def _source(self, source: Source) -> Entry:
        ledger = self.figures.ledger
        cited = citing.citation(source, self.figures.lang).removeprefix(f"{source.label}, ")
        record = [self._titled(source, cited), capital(self.figures.gettext(KINDS[source.kind]))]
        if source.derived_from:
            parents = Markup(", ").join(self.figures.source(parent) for parent in source.derived_from)
            record.append(Markup("{} {}").format(capital(self.figures.gettext("repeats")), parents))
        if source.url:
            record.append(ledger.name(source.url, "source"))
        basis = [Markup("{}.").format(part) for part in record]
        if source.published_inferred:
            inferred = capital(self.figures.gettext("date inferred"))
            basis.append(Markup("{}: {}.").format(inferred, ledger.name(source.published_inferred, "source")))
        if source.derived_reason:
            basis.append(ledger.name(source.derived_reason, "source"))
        key, label = Markup("s-{}").format(source.id), ledger.name(source.label)
        return Entry(key, label, _NOTHING, _NOTHING, "", tuple(basis), Markup.escape(source.url or ""))

    def _titled(self, source: Source, cited: str) -> Markup:
        """A citation with the title in its own language."""
        name = self.figures.ledger.name
        if not source.lang:
            return name(cited, "source")
        before, title, after = cited.partition(source.title)
        parts = (name(before, "source"), name(title, "source", lang=source.lang), name(after, "source"))
        return Markup().join(parts)

    # --- what they share --------------------------------------------------------------------------------------

    def _value(self, fact: Fact, mark: str = LINK) -> Markup:
        text = wording.figure(fact, self.figures.dataset, self.figures.lang)
        return self.figures.ledger.figure(text, fact.id, mark=mark)

    def _under(self, fact: Fact) -> Markup:
        text = wording.condition(fact, self.figures.dataset)
        return self.figures.ledger.name(text) if text else Markup("")

    def _prose(self, claim: Claim, field: str) -> Markup:
        return self.figures.text(getattr(claim, field), claim.at(field))


def _letter(number: int) -> str:
    """The letter a to z that stands for a number, then aa, ab and on."""
    return (_letter(number // 26 - 1) if number >= 26 else "") + chr(ord("a") + number % 26)


def _bare(text: str) -> str:
    return text.casefold().replace("\u00a0", " ")
