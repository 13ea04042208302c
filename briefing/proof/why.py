"""Why a number is printed: a text found in a PDF, or a fact, in; what it rests on as lines of text out.

The lines name the fact, every claim behind it and against it, the reason where one is set aside, the formula of what
was worked out, and the line of the narrative or data that printed it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from briefing.dataset.facts import Claim, Dataset, Derivation, Fact
from briefing.diagnostics import Diagnostic, Failure, unknown
from briefing.proof.asides import Sighting
from briefing.proof.printable import Printables, find, numbers, plain
from briefing.proof.printable import judge as judge_of
from briefing.proof.prove import prove
from briefing.proof.reading import Reading
from briefing.proof.recount import recount
from briefing.proof.testimony import Testimony, testimony
from briefing.wording import wording, writing

_EXEMPT = {
    "name": "part of a name",
    "source": "part of the record of a source",
    "source date": "the date of a source",
    "line number": "the number of a line of a source",
    "page number": "the number of a page",
    "footnote number": "the number of a footnote",
    "list number": "the number of an item in a list",
    "idiom": "grammar, not a count",
    "technical": "a mark of how the file is made",
}


def why(reading: Reading, evidence: Mapping[str, Any], text: str, page: int | None = None) -> tuple[str, ...]:
    """What the printed number `text` rests on, on one page or on all; raises Failure `not-printed`."""
    told = testimony(evidence)
    again = recount(told)
    judge = judge_of(told, again)
    found = _meant([it for it in prove(reading, evidence).sightings if page in (None, it.page)], text, told.lang)
    if not found:
        where = f"page {page}" if page else "any page"
        advice = "give it as it is printed, such as `72.4` or `nine months`, and perhaps another page"
        raise Failure([Diagnostic("not-printed", f"`{text}` is not printed on {where}", help=advice)], status=2)
    groups: dict[str | None, list[Sighting]] = {}
    for sighting in found:
        groups.setdefault(sighting.ref, []).append(sighting)
    lines = [line for ref, group in groups.items() for line in ("", *_told(ref, group, told, judge))][1:]
    return tuple(line.replace(writing.NBSP, " ") for line in lines)


def basis(ref: str, judge: Printables) -> tuple[str, ...]:
    """What a fact or derivation rests on, as lines; empty for one that there is not."""
    there, own = judge.home(ref)
    if there is not judge:
        return ("in the edition before:", *basis(own, there))
    if ref in judge.facts:
        return tuple(_fact(judge.facts[ref], judge))
    return tuple(_derivation(judge.derivations[ref], judge)) if ref in judge.derivations else ()


def basis_of(ref: str, dataset: Dataset, facts: Mapping[str, Fact]) -> tuple[str, ...]:
    """The same for a fact of a dataset, printed or not."""
    return (ref, *basis(ref, Printables(dataset, "en", facts, {})))


def no_fact(ref: str, known: Iterable[str]) -> Diagnostic:
    """The finding that there is no such fact; a printed text and the file that prints it are asked of together."""
    finding = unknown("fact", ref, known, what=f"there is no fact `{ref}`")
    if ref.lower().endswith((".pdf", ".html")):
        return replace(finding, notes=(), help="say as well what is asked of it, such as `42.8%`")
    if "/" not in ref:
        return replace(finding, notes=(), help="name the file that prints it first, or give the id of a fact")
    return finding


def _meant(sightings: Sequence[Sighting], text: str, lang: str) -> list[Sighting]:
    """The numerals that `text` asks for: figures worded just so, else of the same number, else whatever has it.

    Where one is found, the other places that print the same number of the same figure are given with it.
    """
    figures = [it for it in sightings if it.ref]
    wanted = numbers(text, lang) if find(text, lang) else None
    choices = (
        (it for it in figures if plain(it.said) == plain(text)),
        (it for it in figures if numbers(it.said, lang) == wanted),
        (it for it in figures if numbers(it.text, lang) == wanted),
        (it for it in sightings if numbers(it.text, lang) == wanted),
    )
    found = next((found for found in map(list, choices) if found), [])
    refs = {it.ref for it in found if it.ref}
    return found + [it for it in figures if it.ref in refs and it not in found and numbers(it.said, lang) == wanted]


def _told(ref: str | None, group: Sequence[Sighting], told: Testimony, judge: Printables) -> Iterator[str]:
    """What the numerals that rest on one thing are: where they stand, what they rest on, and what printed them."""
    if ref is None:
        yield from dict.fromkeys(
            f"“{it.text}”, {_spot(it)}: {_EXEMPT.get(it.kind or '', 'nothing in the evidence accounts for it')}"
            for it in group
        )
        return
    for said in dict.fromkeys(it.said for it in group):
        yield f"“{said}”: {', '.join(dict.fromkeys(_spot(it) for it in group if it.said == said))}"
    yield from basis(ref, judge)
    yield from (f"printed by {line}" for line in _printers(ref, group, told))


def _spot(sighting: Sighting) -> str:
    part = {"text": "", "chart": " in a chart"}.get(sighting.where, f" in the {sighting.where}")
    entry = " in its entry" if sighting.kind == "evidence" else part
    if sighting.page:
        return f"page {sighting.page}{entry}"
    return entry.strip() or "in the text"


def _printers(ref: str, group: Sequence[Sighting], told: Testimony) -> dict[str, None]:
    """The lines that printed it: on these pages where the evidence knows, else anywhere."""
    texts, pages = {plain(it.said) for it in group}, {it.page for it in group}
    same = [it for it in told.printed if it.ref == ref and it.by and plain(it.text) in texts]
    return dict.fromkeys(it.by or "" for it in [it for it in same if it.page in pages] or same)


# --- facts ----------------------------------------------------------------------------------------------------


def _fact(fact: Fact, judge: Printables) -> Iterator[str]:
    data = judge.dataset
    yield f"fact {fact.id}"
    yield f"  {_name(fact, data)}: {wording.figure(fact, data, judge.lang)} ({fact.status.value.replace('-', ' ')})"
    for claim in fact.claims:
        yield f"  claim: {_claim(claim, judge)}"
    for claim in fact.deprecated:
        yield f"  set aside ({claim.rank}): {_claim(claim, judge)}" + (f"; {claim.reason}" if claim.reason else "")
    if fact.reason:
        yield f"  settled because: {fact.reason}"


def _name(fact: Fact, data: Dataset) -> str:
    subject, measure = data.subjects.get(fact.subject), data.measures[fact.measure]
    condition = wording.condition(fact, data)
    return f"{subject.name if subject else fact.subject}, {measure.name}" + (f", {condition}" if condition else "")


def _claim(claim: Claim, judge: Printables) -> str:
    first, last = claim.lines
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    said = wording.said(claim, judge.dataset, judge.lang)
    parts = [f"{judge.dataset.sources[claim.source].label}, {lines}: {said}"]
    if claim.written:
        parts.append("written " + ", ".join(f"“{text}”" for text in claim.written))
    if claim.attribution:
        by = judge.dataset.subjects.get(claim.attribution)
        parts.append(f"said by {by.name if by else claim.attribution}")
    if claim.reading == "inferred":
        parts.append(f"inferred: {claim.because}" if claim.because else "inferred")
    return "; ".join(parts)


# --- derivations ----------------------------------------------------------------------------------------------


def _derivation(derivation: Derivation, judge: Printables) -> Iterator[str]:
    yield f"{derivation.kind} {derivation.id}"
    yield f"  {derivation.formula} = {wording.derived(derivation, judge.dataset, judge.lang)}"
    for ref in derivation.inputs:
        source = judge.dataset.sources.get(ref)
        rests = basis(ref, judge) or (source.label if source else ref,)
        yield from (f"  {line}" for line in rests)
