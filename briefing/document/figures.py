"""The functions that narratives, titles and templates may call to print a number, a name or a comparison.

In: a dataset, its facts and a ledger. Out: tokens for what is printed, each tied to its fact, derivation or exemption;
what cannot be printed truthfully is a finding at the line that asked for it, and prints nothing.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape

from briefing.base.translation import translation
from briefing.dataset import derive, numerals, reconcile, select
from briefing.dataset.facts import Dataset, Derivation, Fact, Facts
from briefing.dataset.model import Audience, KeyFigure, Measure, Subject
from briefing.dataset.record import Record
from briefing.dataset.specs import Exhibit, Pick
from briefing.dataset.values import Quantity
from briefing.diagnostics import Diagnostic, Failure, Place
from briefing.document import counting, demands, literals, markdown
from briefing.document.ledger import Ledger
from briefing.document.marks import MARKED
from briefing.document.sandbox import Sandbox, caller
from briefing.document.script import Script
from briefing.exhibit import Cell
from briefing.wording import wording, writing
from briefing.wording.terms import capital

_NOTHING = Markup("")
#: The records whose prose is ours; that of others tells what a source says.
_OURS = (Audience, KeyFigure, Exhibit, Pick)


@dataclass(frozen=True, slots=True)
class Figures:
    """One composition's functions; everything they print is entered in the ledger."""

    dataset: Dataset
    facts: Facts
    lang: str
    ledger: Ledger
    sandbox: Sandbox

    def functions(self) -> dict[str, Callable[..., Markup]]:
        """The functions by the names that templates call them by."""
        names = (
            "n words ordinal said term name short measure source rank ratio ratio_words difference share share_words"
            " compare count count_sources count_independent condition cite statement reported note foreign"
        )
        return {name: getattr(self, name) for name in names.split()}

    # --- one fact ---------------------------------------------------------------------------------------------

    def n(self, ref: str, unit: bool = True, hedge: bool = True) -> Markup:
        """A fact with unit and hedge: "52", "58%", "about 9%"; a disputed one as "9 or 10 (sources disagree)"."""
        return self._print(
            ref, lambda fact: wording.figure(fact, self.dataset, self.lang, unit=unit, hedge=hedge, remarks=True)
        )

    def words(self, ref: str) -> Markup:
        """A fact with its number in words: "nine months"."""
        return self._print(
            ref, lambda fact: wording.in_words(demands.undisputed(fact), self.dataset, self.lang, remarks=True)
        )

    def ordinal(self, ref: str) -> Markup:
        """A rank that a source gives, in words: "fourth"."""
        return self._print(ref, lambda fact: wording.place(self._ranked(fact), self.lang))

    def term(self, ref: str) -> Markup:
        """The wording of a fact that is a term: "proprietary"."""
        return self._print(
            ref, lambda fact: wording.figure(demands.of_terms(fact), self.dataset, self.lang, remarks=True)
        )

    def said(self, claim_id: str) -> Markup:
        """The value of one claim, as its source has it."""

        def make(place: Place | None) -> Markup:
            claims = {claim.id: claim for claim in self.dataset.claims}
            claim = demands.known("claim", claim_id, claims)
            self.ledger.sources[claim.source] = None
            ref = reconcile.fact_id(claim, self.dataset.measures)
            return self.ledger.figure(wording.said(claim, self.dataset, self.lang), ref, place)

        return self.attempt(claim_id, make)

    def condition(self, ref: str) -> Markup:
        """Under which conditions a fact holds: "Thinking mode, no tools, reported by Meta"."""
        return self.attempt(
            ref, lambda place: self.ledger.name(wording.condition(self._fact(ref), self.dataset), place=place)
        )

    def labelled(self, fact: Fact) -> Markup:
        """What a fact is about: "Muse Spark: API price"."""
        record = self.dataset.measures[fact.measure]
        return Markup("{}: {}").format(
            self.about(fact.subject), self.ledger.name(record.short or self._measure_name(record))
        )

    def _measure_name(self, measure: Measure) -> str:
        """The name of a measure; that of our own, which no file declares, is a fixed word."""
        return measure.name if measure.place.file else self.gettext(measure.name)

    def about(self, subject: str) -> Markup:
        """The short name of a subject, or the title of an event, which facts may be about as well."""
        event = self.dataset.events.get(subject)
        return self.prose(event, "title") if event else self.short(subject)

    # --- fixed words ------------------------------------------------------------------------------------------

    def gettext(self, message: str) -> str:
        """A fixed word in the language of the page."""
        return translation(self.lang).gettext(message)

    # --- names ------------------------------------------------------------------------------------------------

    def name(self, subject: str) -> Markup:
        """The name of a subject, with the digits that belong to it."""
        return self._named(subject, lambda record: record.name)

    def short(self, subject: str) -> Markup:
        """The short name of a subject."""
        return self._named(subject, lambda record: record.short or record.name)

    def _named(self, subject: str, name: Callable[[Subject], str]) -> Markup:
        def make(_: Place | None) -> Markup:
            record = demands.known("subject", subject, self.dataset.subjects)
            return self.ledger.name(name(record), lang=record.lang)

        return self.attempt(subject, make)

    def measure(self, key: str, initial: bool = False) -> Markup:
        """The name of a measure, with a capital `initial` where it begins something."""

        def make(_: Place | None) -> Markup:
            name = self._measure_name(demands.known("measure", key, self.dataset.measures))
            return self.ledger.name(capital(name) if initial else name)

        return self.attempt(key, make)

    def source(self, key: str) -> Markup:
        """The label of a source, linked to its entry."""
        return self.attempt(key, lambda _: self._source(key))

    def cite(self, source: str) -> Markup:
        """A citation: the label of a source in brackets, linked to its entry."""
        return self.attempt(source, lambda place: self._cited(self._source(source), place))

    def _cited(self, inner: Markup, place: Place | None) -> Markup:
        return self.ledger.aside(Markup('<span class="cite">[{}]</span>').format(inner), place)

    def _source(self, key: str) -> Markup:
        record = demands.known("source", key, self.dataset.sources)
        self.ledger.sources[key] = None
        return self.ledger.name(record.label, href=f"s-{key}")

    # --- worked out -------------------------------------------------------------------------------------------

    def rank(self, subject: str, measure: str, with_: Mapping[str, str] | None = None) -> Markup:
        """The place of a subject among all that have the measure under the same conditions: "fourth"."""

        def make(place: Place | None) -> Markup:
            among = select.facts_for(self.facts, measure, with_ or {})
            direction = demands.direction(demands.known("measure", measure, self.dataset.measures))
            focus = demands.known(
                "fact", subject, among, f"`{subject}` has no fact of `{measure}` under these conditions"
            )
            derivation = derive.rank(focus, among.values(), direction)
            return self._derived(derivation, wording.place(derivation, self.lang), place)

        return self.attempt(subject, make)

    def ratio(self, a: str, b: str) -> Markup:
        """How many times `b` goes into `a`: "2.9 times"."""
        return self._work(derive.ratio, a, b, wording.derived)

    def ratio_words(self, a: str, b: str) -> Markup:
        """The same in words: "nearly triple"."""
        return self._work(derive.ratio, a, b, wording.ratio_words)

    def difference(self, a: str, b: str) -> Markup:
        """`a` less `b`, without its sign: "16.1 points"."""
        return self._work(derive.difference, a, b, wording.derived)

    def share(self, a: str, b: str) -> Markup:
        """`a` as a share of `b`: "37%"."""
        return self._work(derive.share, a, b, wording.derived)

    def share_words(self, a: str, b: str) -> Markup:
        """The same in words: "less than half"."""
        return self._work(derive.share, a, b, wording.share_words)

    def compare(self, a: str, b: str, ahead: str = "", behind: str = "", level: str = "") -> Markup:
        """How `a` stands to `b` by the direction of the measure; it must hold under every claim that counts."""

        def make(place: Place | None) -> Markup:
            one, other = self._fact(a), self._fact(b)
            standing = derive.holds(one, other, demands.direction(self.dataset.measures[one.measure]))
            if standing == "mixed":
                raise Failure([demands.not_held(one, other)])
            said = wording.compared(standing, self.lang, ahead=ahead, behind=behind, level=level)
            return self.ledger.figure(said, self._distance(one, other), place, MARKED)

        return self.attempt(a, make)

    def _distance(self, one: Fact, other: Fact) -> str:
        """What a comparison rests on: the difference, or the fact itself where its values have none, as dates."""
        try:
            return self.ledger.derived(derive.difference(one, other, self.dataset)).id
        except Failure:
            return one.id

    def count(self, what: str) -> Markup:
        """How many of them this dataset has: sources, claims, facts, disputed, subjects, measures, statements, gaps."""

        def make(place: Place | None) -> Markup:
            counted = counting.countable(self.dataset, self.facts)
            return self._counted_words(what, demands.known("count", what, counted), place)

        return self.attempt(what, make)

    def count_sources(self, ref: str) -> Markup:
        """How many sources give a fact."""
        return self.attempt(ref, lambda place: self._backing(ref, "sources", place))

    def count_independent(self, ref: str) -> Markup:
        """How many of them do not repeat another."""
        return self.attempt(ref, lambda place: self._backing(ref, "independent sources", place))

    def _backing(self, ref: str, what: str, place: Place | None) -> Markup:
        fact = self._fact(ref)
        return self._counted_words(f"{what} of {fact.id}", counting.backers(fact, what, self.dataset), place)

    def _counted_words(self, what: str, ids: Iterable[str], place: Place | None) -> Markup:
        derivation = derive.count(what, tuple(ids))
        (value,) = derivation.values
        assert isinstance(value, Quantity)
        return self._derived(derivation, writing.cardinal(int(value.number), self.lang), place)

    def _work(
        self,
        formula: Callable[[Fact, Fact, Dataset], Derivation],
        a: str,
        b: str,
        word: Callable[[Derivation, Dataset, str], str],
    ) -> Markup:
        def make(place: Place | None) -> Markup:
            derivation = formula(self._fact(a), self._fact(b), self.dataset)
            return self._derived(derivation, word(derivation, self.dataset, self.lang), place)

        return self.attempt(a, make)

    def _derived(self, derivation: Derivation, text: str, place: Place | None) -> Markup:
        self.ledger.derived(derivation)
        return self.ledger.figure(text, derivation.id, place)

    # --- prose ------------------------------------------------------------------------------------------------

    def statement(self, key: str) -> Markup:
        """What someone said, in our words, with who said it and where."""

        def make(place: Place | None) -> Markup:
            record = demands.known("statement", key, self.dataset.statements)
            self.ledger.statements[key] = None
            labels = Markup(", ").join(self._source(source) for source in dict.fromkeys(c.source for c in record.cites))
            speaker = Markup("{}, ").format(self.name(record.by)) if record.by else ""
            cited = self._cited(Markup("{}{}").format(speaker, labels), place)
            return self.ledger.aside(Markup("{} {}").format(self.prose(record, "says"), cited), place)

        return self.attempt(key, make)

    def reported(self, text: str, key: str) -> Markup:
        """Words of ours for what a statement says, linked to its entry; they may compare, but hold no number."""

        def make(place: Place | None) -> Markup:
            self._refuse_numbers(text, self.lang)
            self.ledger.statements[demands.known("statement", key, self.dataset.statements).id] = None
            return self.ledger.name(text, place=place, href=f"st-{key}")

        return self.attempt(key, make)

    def foreign(self, lang: str, text: str) -> Markup:
        """Words in another language, such as `de` or `pt-BR`, told as such to who listens; they may hold no number."""

        def make(place: Place | None) -> Markup:
            self._refuse_numbers(text, demands.language(lang))
            return self.ledger.name(text, place=place, lang=lang)

        return self.attempt(lang, make)

    def _refuse_numbers(self, text: str, lang: str) -> None:
        self.ledger.findings += (literals.finding(it.text, caller(it.text)) for it in numerals.literals(text, lang))

    def note(self, text: str) -> Markup:
        """A footnote."""
        inner = markdown.inline(str(escape(text)), self.lang)
        number = len(self.ledger.pieces)  # so that a note which the renderer loses is missed
        opening, closing = f'<span class="fn" id="n-{number}">', "</span>"
        return self.ledger.note(f"{opening}{inner}{closing}", f" {opening}({inner}){closing}", caller())

    def prose(self, record: Record, field: str) -> Markup:
        """A prose field of a record as inline HTML; empty where it has none."""
        return self.text(getattr(record, field), record.at(field), own=isinstance(record, _OURS))

    def title(self, record: Record, field: str = "title") -> Markup:
        """A title as inline HTML, whose last words stay on one line."""
        return Markup(markdown.bound(self.prose(record, field)))  # noqa: S704  # only a space has changed

    def text(self, prose: str | None, place: Place, *, own: bool = False) -> Markup:
        """Prose that stands at `place` as inline HTML; `own` if it does not tell what a source says."""
        if not prose:
            return _NOTHING
        return Markup(markdown.inline(self.run(Script(prose, place.file, place, own)), self.lang))  # noqa: S704

    def run(self, script: Script) -> str:
        """Prose in Markdown with its expressions put in; what no page shows of it is a finding."""
        self.ledger.findings += markdown.unprinted(script.text, script.place)
        return self.sandbox.run(script)

    def say(self, text: str, place: Place) -> tuple[Cell, ...]:
        """Prose as the cells of a drawing: its figures with what they rest on."""
        return self.ledger.cells(self.sandbox.run(Script(text, place.file, place)).strip())

    # --- what they share --------------------------------------------------------------------------------------

    def _print(self, ref: str, word: Callable[[Fact], str]) -> Markup:
        def make(place: Place | None) -> Markup:
            fact = self._fact(ref)
            return self.ledger.figure(word(fact), fact.id, place)

        return self.attempt(ref, make)

    def _fact(self, ref: object) -> Fact:
        if not isinstance(ref, str):
            raise Failure([Diagnostic("unknown-fact", f"`{ref}` is not the id of a fact", help="put it in quotes")])
        return select.fact(self.facts, ref)

    def _ranked(self, fact: Fact) -> Fact:
        return demands.ranked(fact, self.dataset.measures[demands.undisputed(fact).measure])

    def attempt(self, word: object, make: Callable[[Place | None], Markup]) -> Markup:
        """What `make` prints for the template that is calling; what stops it is a finding at `word` there."""
        place = caller(str(word))
        try:
            return make(place)
        except Failure as failure:
            self.ledger.findings += (finding.at(place) if place else finding for finding in failure.diagnostics)
            return _NOTHING
