"""The first page: an audience's key figures, the sources, and what still has room below the chart.

In: a composition's functions and an audience. Out: plain views for the template `cover`. A style sheet cannot answer how
large a figure may be set and what fits on a sheet of paper; here it is worked out from numbers of letters.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import repeat
from math import ceil, fsum

from markupsafe import Markup

from briefing.base.translation import translation
from briefing.dataset import numerals, reconcile
from briefing.dataset.facts import Fact
from briefing.dataset.model import Audience, Source
from briefing.dataset.values import parse_date
from briefing.diagnostics import Diagnostic, unknown
from briefing.document import literals
from briefing.document.figures import Figures
from briefing.document.views import KeyFigureView, WitnessView
from briefing.wording import wording, writing
from briefing.wording.terms import KINDS

#: How large a key figure is set, by how many characters it has at most.
_SIZES = ((6, "short"), (10, "medium"), (14, "long"))
#: The height of the first page, in points, and what stands on it whatever is said there: rules, figures, margins.
_HEIGHT, _FURNITURE = 740, 215
#: Characters to a line and points a line: title, question, answer, a chart's title, the contents, the sources.
_TITLE, _QUESTION, _ANSWER, _CAPTION, _ENTRY, _WITNESS = (44, 28), (92, 16), (88, 15.5), (86, 14), (45, 13), (60, 16.5)
#: The same below a chart, whose first line is part of the furniture, and of what an answer has besides its first paragraph.
_UNDER, _BESIDES = (150, 11), (122, 13)
#: What stands around the rows of the sources: caption, head, the line on how to read the page, and what key figures with
#: long words below them take besides.
_AROUND_WITNESSES = 88
_POINTS_PER_MM = 72 / 25.4
#: What a brand's line with logo or name takes, in points.
HOUSE = 30
#: What the line takes, in points, that says as of when a key figure is.
_AS_OF = 12
#: As many characters of any script stand at the head of a page in the room that its margin has.
_HEAD = 160
#: As many sources are named below a key figure; more are counted.
_MOST_NAMED = 2


def size_of(figure: str) -> str:
    """How large a key figure is set: `short` to `longest`."""
    return next((size for most, size in _SIZES if len(figure) <= most), "longest")


def reader(audience: Audience, figures: Figures) -> Markup:
    """Whom it is for, as the head of every page says it beside the topic: no number, and not too long for both."""
    topic, findings = figures.dataset.topic, figures.ledger.findings
    for number in numerals.literals(audience.name, audience.lang):
        found = literals.finding(number.text, audience.at("name"))
        findings.append(replace(found, help="name the readers without a number"))
    length = len(topic.title) + len(audience.name)
    if length > _HEAD:
        longer = topic.at("title") if len(topic.title) > len(audience.name) else audience.at("name")
        message = f"the topic's title and the audience's name have {length} characters, too many for the head of a page"
        advice = f"shorten one of them: together they may have {_HEAD}"
        findings.append(Diagnostic("head-too-long", message, longer, help=advice))
    return figures.ledger.name(audience.name)


def room(title: str, question: str, answer: Sequence[str], chart: tuple[str, float, str]) -> float:
    """How many points of the first page are left below these texts; `answer` is its paragraphs, `chart` its title, its
    height in millimetres, and what stands below it.
    """
    paragraphs = zip(answer, (_ANSWER, *repeat(_BESIDES, len(answer))), strict=False)
    texts = ((title, _TITLE), (question, _QUESTION), *paragraphs, (chart[0], _CAPTION), (chart[2], _UNDER))
    used = fsum(ceil(len(text) / characters) * points for text, (characters, points) in texts)
    return _HEIGHT - _FURNITURE - used - chart[1] * _POINTS_PER_MM


def as_of_height(audience: Audience, figures: Figures) -> float:
    """How many points more the key figures take where one of them is out of date."""
    facts = (figures.facts.get(figure.fact) for figure in audience.key_figures)
    return _AS_OF if any(fact and fact.dated for fact in facts) else 0


def contents_height(entries: int) -> float:
    """How many points the contents take, in two columns."""
    return ceil(entries / 2) * _ENTRY[1]


def witnesses_height(sources: Iterable[Source]) -> float:
    """How many points the table of sources takes with all that stands around it."""
    return _AROUND_WITNESSES + sum(_WITNESS[1] for _ in sources)


def key_figures(audience: Audience, figures: Figures) -> Iterator[KeyFigureView]:
    """The figures of the first page with condition and sources; a fact that there is not is a finding."""
    for figure in audience.key_figures:
        if figure.fact not in figures.facts:
            missing = unknown("fact", figure.fact, figures.facts, place=figure.at("fact"))
            figures.ledger.findings.append(missing)
            continue
        fact = figures.facts[figure.fact]
        label = figures.prose(figure, "label")
        unit = not _names_unit(label, fact, figures)
        text = wording.figure(replace(fact, dated=None), figures.dataset, figures.lang, unit=unit, remarks=True)
        yield KeyFigureView(
            value=figures.ledger.figure(text, fact.id),
            size=size_of(text),
            label=label,
            condition=_condition(fact, figures),
            backing=_backing(fact, figures),
        )


def _condition(fact: Fact, figures: Figures) -> Markup:
    """Under which condition a figure holds, and as of when it is where it is out of date."""
    old = wording.as_of(fact, figures.lang)
    parts = [figures.condition(fact.id)] if wording.condition(fact, figures.dataset) else []
    return Markup("; ").join([*parts, figures.ledger.name(old, "source")] if old else parts)


def _names_unit(label: str, fact: Fact, figures: Figures) -> bool:
    """Whether the words below a figure say what is counted, so that the figure itself need not."""
    units = (figures.dataset.units.get(unit or "") for _, unit in fact.sides)
    return all(unit is None or unit.other in label or (bool(unit.one) and unit.one in label) for unit in units)


def _backing(fact: Fact, figures: Figures) -> Markup:
    """Who gives a figure: the sources by name where they are few, else how many they are and repeat no other."""
    named = reconcile.sources(fact)
    if len(named) <= _MOST_NAMED:
        return Markup(", ").join(figures.source(source) for source in named)
    words = translation(figures.lang).ngettext("{} source", "{} sources", len(named))
    counted = Markup.escape(words).format(figures.count_sources(fact.id))
    if len(reconcile.independent_sources(fact, figures.dataset)) == len(named):
        return counted
    apart = Markup.escape(figures.gettext(", {} of them independent"))
    return counted + apart.format(figures.count_independent(fact.id))


def _read(source: Source, figures: Figures) -> Markup:
    """That a date is inferred, where the source gives none."""
    return Markup(" ({})").format(figures.gettext("inferred")) if source.published_inferred else Markup()


def witnesses(figures: Figures) -> Iterator[WitnessView]:
    """The sources of the topic, with which others each repeats: many voices are not as many witnesses."""
    for source in figures.dataset.sources.values():
        published = parse_date(source.published)
        date = writing.date(published, figures.lang) if published else ""
        yield WitnessView(
            name=figures.source(source.id),
            kind=figures.gettext(KINDS[source.kind]),
            published=figures.ledger.name(date, "source") + _read(source, figures),
            repeats=Markup(", ").join(figures.source(parent) for parent in source.derived_from),
        )
