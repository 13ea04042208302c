"""Charts: a spec and the facts in; a `Drawing` out, with picture, labels, alternative text and data table.

One module a kind of chart; `KINDS` is the whole list. Titles and notes are set by the page, not drawn.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefing.charts import (
    dots,
    fonts,
    gaps,
    heat,
    matrix,
    multiples,
    ranked,
    refusals,
    scatter,
    slope,
    timeline,
    trend,
)
from briefing.charts.marks import Mark, labels
from briefing.charts.sheet import Sheet
from briefing.charts.style import POINTS_PER_MM, Style, style_for
from briefing.charts.words import Say, Words, listed, plain
from briefing.dataset.facts import Dataset, Facts
from briefing.dataset.specs import ChartSpec
from briefing.diagnostics import Failure
from briefing.exhibit import Cell, Drawing
from briefing.style.look import Look

#: How each kind is laid out: its spec, the facts, how to word them and how to set them, to a sheet of marks.
KINDS: Mapping[str, Callable[[Any, Facts, Words, Style], Sheet]] = {
    "ranked": ranked.lay_out,
    "gaps": gaps.lay_out,
    "dots": dots.lay_out,
    "scatter": scatter.lay_out,
    "timeline": timeline.lay_out,
    "multiples": multiples.lay_out,
    "matrix": matrix.lay_out,
    "heat": heat.lay_out,
    "slope": slope.lay_out,
    "trend": trend.lay_out,
}


def draw(
    spec: ChartSpec,
    dataset: Dataset,
    facts: Facts,
    look: Look,
    lang: str = "en",
    say: Say = plain,
    changed: frozenset[str] = frozenset(),
) -> Drawing:
    """The chart that `spec` asks for.

    `say` turns prose fields (a pick's label, an event's title, a statement's short form) into cells; `plain` takes
    as they stand; `changed` are the facts to mark as changed since the edition before. Raises what `laid_out` does.
    """
    from briefing.charts.paint import svg  # loads matplotlib, which what is only laid out can do without

    style, words = style_for(look), Words(dataset, lang, say, changed)
    sheet = laid_out(spec, facts, words, style)
    picture = svg(sheet.marks, style.width, sheet.height, style.colours.paper)
    return Drawing(
        id=spec.id,
        svg=picture,
        width=round(style.width / POINTS_PER_MM, 3),
        height=round(sheet.height / POINTS_PER_MM, 3),
        labels=sheet.cells,
        alt=(*sheet.alt, *_remarks(sheet, facts, words)),
        table=sheet.table,
        derivations=sheet.derivations,
    )


def laid_out(spec: ChartSpec, facts: Facts, words: Words, style: Style) -> Sheet:
    """Where everything of a chart stands, worked out from its data and its fonts alone.

    Raises Failure where the chart would mislead or cannot be drawn: with what `refusals.found` finds in the data, else
    with `chart-too-crowded`, `missing-glyph`, `chart-script` or `template-in-chart`.
    """
    if wrong := refusals.found(spec, words.dataset, facts):
        raise Failure(wrong)
    try:
        sheet = KINDS[spec.kind](spec, facts, words, style)
        _demand_glyphs(sheet.marks)
    except Failure as failure:
        raise _named(failure, spec) from None
    return sheet


def _demand_glyphs(marks: Sequence[Mark]) -> None:
    styles = {(label.style.files, label.style.families[0]) for label in labels(marks)}
    for files, family in sorted(styles):
        fonts.demand((label.text for label in labels(marks) if label.style.files == files), files, family)


def _remarks(sheet: Sheet, facts: Facts, words: Words) -> tuple[Cell, ...]:
    """Which of the figures drawn changed since the edition before or are out of date: the end of an alternative text."""
    drawn = [facts[ref] for ref in dict.fromkeys(cell.ref for cell in sheet.cells if cell.ref) if ref in facts]
    news = dict.fromkeys(words.topic(fact.subject) for fact in drawn if fact.id in words.changed)
    old = dict.fromkeys((*words.topic(fact.subject), Cell(f" ({words.as_of(fact)})")) for fact in drawn if fact.dated)
    told = (
        (words.gettext("Changed since the last edition: {}."), tuple(news)),
        (words.gettext("Out of date: {}."), tuple(old)),
    )
    return tuple(cell for text, names in told if names for cell in _remark(text, names))


def _remark(text: str, names: Sequence[Sequence[Cell]]) -> tuple[Cell, ...]:
    before, after = text.split("{}")
    return Cell(f" {before}"), *listed(names), Cell(after)


def _named(failure: Failure, spec: ChartSpec) -> Failure:
    """The same failure at the place of the spec, with the chart named."""
    named = [replace(finding, message=f"chart `{spec.id}`: {finding.message}") for finding in failure.diagnostics]
    return Failure((finding.at(spec.place) for finding in named), status=failure.status)
