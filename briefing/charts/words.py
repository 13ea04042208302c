"""How a chart words a dataset in one language: names, figures, conditions, who says what, headings."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from briefing.base.translation import translation
from briefing.charts import points
from briefing.charts.points import Side
from briefing.dataset import reconcile
from briefing.dataset.facts import Claim, Dataset, Derivation, Fact
from briefing.dataset.model import Event, Measure
from briefing.dataset.specs import Pick
from briefing.dataset.values import Quantity
from briefing.diagnostics import Diagnostic, Failure, Place
from briefing.exhibit import CHANGED, OUTDATED, Cell
from briefing.wording import wording, writing
from briefing.wording.terms import capital

#: Turns a prose field, which stands at a place, into printed pieces.
Say = Callable[[str, Place], tuple[Cell, ...]]
#: What a subject is in a chart: the one the briefing is about, the one before it, or any other.
Role = Literal["focus", "predecessor", "other"]
Pairs = Iterable[tuple[str, str]]
#: The most words of an alternative text beyond which no further part is added.
_ENOUGH = 50


def plain(prose: str, place: Place) -> tuple[Cell, ...]:
    """Prose as it stands; raises Failure `template-in-chart` where it calls functions that a chart cannot."""
    if "{{" in prose or "{%" in prose:
        message, advice = "a text of the chart is a template that nobody has filled in", "hand `draw` what fills it in"
        raise Failure([Diagnostic("template-in-chart", message, place, help=advice)])
    return (Cell(prose),)


@dataclass(frozen=True, slots=True)
class Words:
    """The dataset in the language `lang`; `say` fills in its prose fields; `changed` facts get a mark, and are called so."""

    dataset: Dataset
    lang: str
    say: Say = plain
    changed: frozenset[str] = frozenset()

    def gettext(self, message: str) -> str:
        """A fixed word."""
        return translation(self.lang).gettext(message)

    def pgettext(self, context: str, message: str) -> str:
        """A fixed word that has other senses elsewhere."""
        return translation(self.lang).pgettext(context, message)

    def versus(self) -> str:
        """What stands between one figure and the other."""
        return " " + self.pgettext("chart", "against") + " "

    def subject(self, subject: str) -> str:
        """The short name of a subject."""
        record = self.dataset.subjects[subject]
        return record.short or record.name

    def topic(self, subject: str) -> tuple[Cell, ...]:
        """What a fact is about: the short name of a subject, or an event."""
        event = self.dataset.events.get(subject)
        if event is None:
            return (Cell(self.subject(subject)),)
        return self.event(event)

    def event(self, event: Event) -> tuple[Cell, ...]:
        """An event in a few words, where it has them."""
        return (Cell(event.short),) if event.short else self.say(event.title, event.at("title"))

    def role(self, subject: str) -> Role:
        """What the subject is in a chart."""
        topic = self.dataset.topic
        return "focus" if subject == topic.focus else "predecessor" if subject == topic.focus_predecessor else "other"

    def picked(self, pick: Pick, measure: Measure) -> tuple[Cell, ...]:
        """What a pick is called: its label, else its measure."""
        return self.say(pick.label, pick.at("label")) if pick.label else (Cell(capital(self.measure(measure))),)

    def measure(self, measure: Measure) -> str:
        """The short name of a measure."""
        return measure.short or measure.name

    def absent(self, measure: Measure) -> str:
        """Says that a measure is not given."""
        return self.gettext("{} not given").format(capital(self.measure(measure)))

    def figure(self, fact: Fact, side: Side) -> str:
        """One value of a fact: with its sign such as % or $, without the word of its unit; marked where it changed or is old."""
        marks = (CHANGED if fact.id in self.changed else "", OUTDATED if fact.dated else "")
        return joined("\u00a0", self._bare(fact, side), *marks)

    def _bare(self, fact: Fact, side: Side) -> str:
        if self.dataset.measures[fact.measure].kind == "rank" and isinstance(side.value, Quantity):
            return writing.ordinal_sign(int(side.value.number), self.lang)
        return wording.value_text(side.value, side.unit, self.dataset, self.lang, with_unit=False)

    def whole(self, fact: Fact) -> str:
        """A fact in full: both values of a disputed one, and the word of the unit."""
        return wording.figure(fact, self.dataset, self.lang)

    def signed(self, gap: Derivation, *, unit: bool = False) -> str:
        """A difference with its sign: `+3.6`, `−5`, `0`."""
        return wording.derived(gap, self.dataset, self.lang, unit=unit, signed=True)

    def condition(self, qualifiers: Pairs, without: Pairs = ()) -> str:
        """The wording of qualifiers, less those named elsewhere already; empty where nothing is left."""
        named = set(without)
        return wording.conditions([pair for pair in qualifiers if pair not in named], self.dataset)

    def unlike(self, own: Fact | None, other: Fact) -> str:
        """How the conditions of `other` differ from those of `own`: those of its own, and those that it does not give."""
        mine = own.qualifiers if own else ()
        lacking = [key for key, _ in mine if key not in dict(other.qualifiers)]
        return joined(", ", self.condition(other.qualifiers, mine), *map(self.lacking, lacking))

    def lacking(self, qualifier: str) -> str:
        """Says that a qualifier is not given."""
        return self.gettext("{} not given").format(self.dataset.qualifiers[qualifier].name)

    def better(self, measure: Measure) -> str:
        """Which end of a measure is better; empty where neither is."""
        ends = {"higher": self.gettext("higher is better"), "lower": self.gettext("lower is better")}
        return ends[measure.direction] if measure.direction else ""

    def unit(self, measure: Measure) -> str:
        """The unit as a word; empty where the numbers carry it as a sign, have none, or the name says it."""
        return wording.unit_beside(measure, measure.name, self.dataset)

    def unit_name(self, measure: Measure) -> str:
        """The unit as a name: its word, else its sign; "value" where there is neither."""
        unit = self.dataset.units.get(measure.unit or "")
        return (unit.other or unit.symbol if unit else "") or self.gettext("Value")

    def gap_unit(self, gap: Derivation | None, measure: Measure) -> str:
        """The unit of a difference as a word, else its sign; of bare scores points."""
        if measure.unit == "percent":
            return self.gettext("percentage points")
        unit = self.dataset.units.get((gap.unit if gap else measure.unit) or "")
        sign = writing.currency_sign(unit.currency, self.lang) if unit and unit.currency else ""
        return sign or (unit.other or unit.symbol if unit else "") or self.gettext("points")

    def who(self, claims: Iterable[Claim]) -> str:
        """The labels of the sources of some claims, each once."""
        return ", ".join(dict.fromkeys(self.dataset.sources[claim.source].label for claim in claims))

    def said_by(self, fact: Fact | None) -> str:
        """The sources of a fact; of a disputed one those of each value in their order, between semicolons."""
        if fact is None:
            return ""
        either = self.who(reconcile.undecided(fact))
        told = [self.who(side.claims) for side in points.sides(fact)]
        return joined("; ", *told, self.gettext("either: {}").format(either) if either else "")

    def status(self, fact: Fact | None) -> str:
        """How a fact is not plainly stated: disputed, inferred, changed since the edition before, old; else empty."""
        disputed = self.gettext("sources disagree") if points.disputed(fact) else ""
        return joined(", ", disputed, self.inferred(fact), self.news(fact), self.as_of(fact))

    def as_of(self, fact: Fact | None) -> str:
        """As of when a fact is that is out of date, else empty."""
        return wording.as_of(fact, self.lang) if fact is not None else ""

    def news(self, fact: Fact | None) -> str:
        """The word "changed" where a fact is not what it was in the edition before, else empty."""
        return self.gettext("changed") if fact is not None and fact.id in self.changed else ""

    def inferred(self, fact: Fact | None) -> str:
        """The word "inferred" where no claim states the fact outright, else empty."""
        return self.gettext("inferred") if fact is not None and fact.inferred else ""

    def heading(self, measure: Measure, facts: Sequence[Fact], joint: str = " · ") -> str:
        """What is plotted: name, unit, the conditions that hold throughout, and which end is better."""
        shared = self.condition(points.shared(facts))
        return joined(joint, capital(measure.name), self.unit(measure), shared, self.better(measure))

    def sentences(self, kind: str, *parts: Sequence[Cell]) -> tuple[Cell, ...]:
        """An alternative text: the name of the kind of chart, parts each closed with a full stop, the pointer to the table.

        Parts that would make it long to listen to are left out: the table has them.
        """
        told: list[Cell] = []
        for part in parts:
            if part and (not told or _words([*told, *part]) <= _ENOUGH):
                told += (*part, Cell(" " if part[-1].text.endswith(".") else ". "))
        return Cell(f"{kind}: "), *told, Cell(self.gettext("All data are in the table."))

    def missing(self, subjects: Sequence[str]) -> tuple[Cell, ...]:
        """Says which subjects lack a figure; empty where none does."""
        names = [(Cell(self.subject(subject)),) for subject in subjects]
        return (Cell(capital(self.gettext("not given")) + ": "), *listed(names)) if names else ()


def _words(cells: Sequence[Cell]) -> int:
    return len("".join(cell.text for cell in cells).split())


def joined(joint: str, *parts: str) -> str:
    """The parts that are not empty."""
    return joint.join(part for part in parts if part)


def listed(items: Sequence[Sequence[Cell]], joint: str = ", ") -> tuple[Cell, ...]:
    """Items in pieces, with `joint` between them."""
    return tuple(cell for i, item in enumerate(items) for cell in ((Cell(joint), *item) if i else item))


def whole(cells: Sequence[Cell]) -> Cell:
    """Pieces as one cell; it keeps the ref where they have only one."""
    refs = {cell.ref for cell in cells if cell.ref}
    return Cell("".join(cell.text for cell in cells), refs.pop() if len(refs) == 1 else None)
