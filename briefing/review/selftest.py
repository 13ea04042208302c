"""The gates tried on themselves: a project in; for each way to go wrong, how often it was tried and what caught it, out.

Everything is done in memory, on records, on the pages as they were read back, and on the evidence: nothing of the
project is changed. What no gate catches has escaped.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from briefing.base.translation import tag
from briefing.building import drafting, pipeline
from briefing.dataset import numerals
from briefing.dataset.check import check
from briefing.dataset.facts import Dataset
from briefing.dataset.reconcile import reconcile
from briefing.diagnostics import Diagnostic, Failure
from briefing.editions.kept import Standing
from briefing.press.finished import read
from briefing.project import Project, choose
from briefing.proof.anchors import EARLIER, anchor
from briefing.proof.prove import evidence_of, prove
from briefing.proof.reading import Block, Reading, Span
from briefing.proof.withheld import leaks, withheld
from briefing.shelf import Sheet, Shelf
from briefing.wording.languages import language

#: No source says it, so whatever gives it has been planted.
PLANTED = "4711"
_NOBODY = "selftest-nobody"
#: A comparison in each language whose words of comparison are looked for.
_COMPARED = {"en": "It beats the others.", "de": "Er schlägt die anderen."}
#: As many figures are taken to have been others in an edition before.
_FEW = 12


@dataclass(frozen=True, slots=True)
class Trial:
    """One way to go wrong: how many attempts, which codes caught them (each with a count), and which none caught."""

    name: str
    tried: int = 0
    caught: Mapping[str, int] = field(default_factory=dict)
    escaped: tuple[str, ...] = ()


def selftest(project: Project, topics: tuple[str, ...] = ()) -> Iterator[Trial]:
    """Try every gate on every audience of the chosen topics; raises Failure where the project itself has findings."""
    for topic in choose("topic", topics, project.topics()):
        dataset = pipeline.sound(project, topic)
        yield _trial(f"{topic}: a source is dropped", _without_sources(dataset))
        for audience in dataset.audiences:
            yield from _audience(project, topic, dataset, audience)


def lines(trial: Trial) -> Iterator[str]:
    """A trial as text: how often it was tried, what caught it, and what escaped."""
    caught = ", ".join(f"{code} {count}" for code, count in trial.caught.items())
    state = "ESCAPED" if trial.escaped else "ok" if trial.tried else "none"
    yield f"{state:<8}{trial.name}: {trial.tried} tried, caught by {caught or 'nothing'}"
    yield from (f"        escaped: {what}" for what in trial.escaped)


def _audience(project: Project, topic: str, dataset: Dataset, audience: str) -> Iterator[Trial]:
    reading = read(pipeline.build_one(project, dataset, audience).pdf)
    evidence = evidence_of(reading)
    (page,) = pipeline.companions(project, dataset, audience, ("html",))
    screen = read(page.content)
    tries: Mapping[str, Iterable[_Attempt]] = {
        "a printed value is changed": _values_changed(reading, evidence),
        "a digit is rounded up": _rounded(reading, evidence),
        "two conditions are swapped": _swapped(reading, evidence),
        "a number or comparison is planted in prose or a template": _planted(project, dataset, audience),
        "a number is planted in what is not drawn": _planted_aside(reading, evidence),
        "a number is planted in a web page": _planted_on_screen(screen, evidence_of(screen)),
        "a claim is leaked": _leaked(reading, evidence, dataset, audience),
        "the evidence is changed": _evidence_changed(reading, evidence),
        "what was printed before is changed": _earlier_changed(project, dataset, audience, evidence),
    }
    for name, attempts in tries.items():
        yield _trial(f"{topic}, {audience}: {name}", attempts)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What was done, and a way to learn what was found then."""

    what: str
    found: Callable[[], Iterable[Diagnostic]]


def _trial(name: str, attempts: Iterable[_Attempt]) -> Trial:
    caught: Counter[str] = Counter()
    escaped: list[str] = []
    tried = 0
    for attempt in attempts:
        tried += 1
        codes = {finding.code for finding in _findings(attempt)}
        caught.update(codes)
        escaped += () if codes else (attempt.what,)
    return Trial(name, tried, dict(caught), tuple(escaped))


def _findings(attempt: _Attempt) -> tuple[Diagnostic, ...]:
    try:
        return tuple(attempt.found())
    except Failure as failure:
        return failure.diagnostics


def _proof(reading: Reading, evidence: Mapping[str, Any]) -> Callable[[], Iterable[Diagnostic]]:
    return lambda: prove(reading, evidence).findings


# --- the page -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Figure:
    """A linked figure on the page: the block it stands in, and where."""

    block: int
    start: int
    end: int
    ref: str
    text: str


def _figures(reading: Reading, evidence: Mapping[str, Any]) -> Iterator[_Figure]:
    refs = {it["anchor"]: ref for kind in ("facts", "derivations") for ref, it in evidence[kind].items()}
    refs |= {anchor(f"{EARLIER}{ref}"): f"{EARLIER}{ref}" for ref in evidence.get("previous", {}).get("facts", ())}
    for index, block in enumerate(reading.blocks):
        for span in block.spans:
            text = block.text[span.start : span.end]
            if span.link in refs and numerals.find(text, str(evidence["lang"])):
                yield _Figure(index, span.start, span.end, refs[span.link], text)


def _values_changed(reading: Reading, evidence: Mapping[str, Any]) -> Iterator[_Attempt]:
    for figure in _figures(reading, evidence):
        changed = _rewritten(reading, figure, _flipped(figure.text, str(evidence["lang"])))
        yield _Attempt(f"`{figure.text}` of {figure.ref}", _proof(changed, evidence))


def _rounded(reading: Reading, evidence: Mapping[str, Any]) -> Iterator[_Attempt]:
    for figure in _figures(reading, evidence):
        rounded = re.sub(r"(\d+)\.\d(?!\d)", lambda match: str(int(match[1]) + 1), figure.text)
        if rounded != figure.text:
            yield _Attempt(f"`{figure.text}` as `{rounded}`", _proof(_rewritten(reading, figure, rounded), evidence))


def _swapped(reading: Reading, evidence: Mapping[str, Any]) -> Iterator[_Attempt]:
    """For each two facts of one subject and measure the figure of one in place of the other's."""
    first: dict[tuple[str, str], _Figure] = {}
    for figure in _figures(reading, evidence):
        fact = evidence["facts"].get(figure.ref)
        if fact is None:
            continue
        other = first.setdefault((fact["subject"], fact["measure"]), figure)
        if other.ref != figure.ref and other.text != figure.text:
            changed = _rewritten(reading, figure, other.text)
            yield _Attempt(f"`{other.text}` in place of `{figure.text}`", _proof(changed, evidence))


def _rewritten(reading: Reading, figure: _Figure, text: str) -> Reading:
    """The reading with another text for one figure; its digest stays, so that no other gate helps."""
    block = reading.blocks[figure.block]
    longer = len(text) - (figure.end - figure.start)
    spans = tuple(_moved(span, figure, longer) for span in block.spans)
    whole = block.text[: figure.start] + text + block.text[figure.end :]
    blocks: tuple[Block, ...] = (
        *reading.blocks[: figure.block],
        replace(block, text=whole, spans=spans),
        *reading.blocks[figure.block + 1 :],
    )
    return replace(reading, blocks=blocks)


def _moved(span: Span, figure: _Figure, longer: int) -> Span:
    start = span.start + (longer if span.start >= figure.end else 0)
    end = span.end + (longer if span.end >= figure.end else 0)
    return replace(span, start=start, end=end, run=replace(span.run, edges=()))


def _flipped(text: str, lang: str = "en") -> str:
    """The text with every digit raised by one; where it has none, with another number word."""
    if any(character.isdigit() for character in text):
        return re.sub(r"\d", lambda match: str((int(match[0]) + 1) % 10), text)
    found = numerals.find(text, lang)[0]
    other = next(word for word in language(lang).cardinals[:6:-1] if word != found.text.lower())
    return text[: found.start] + other + text[found.end :]


def _planted_aside(reading: Reading, evidence: Mapping[str, Any]) -> Iterator[_Attempt]:
    for index, picture in enumerate(reading.pictures):
        pictures = list(reading.pictures)
        pictures[index] = replace(picture, alt=f"{picture.alt} {PLANTED}")
        yield _Attempt(
            f"alternative text on page {picture.page}", _proof(replace(reading, pictures=tuple(pictures)), evidence)
        )
    for kind in dict.fromkeys(aside.kind for aside in reading.asides):
        index = next(index for index, aside in enumerate(reading.asides) if aside.kind == kind)
        asides = list(reading.asides)
        asides[index] = replace(asides[index], text=f"{asides[index].text} {PLANTED}")
        yield _Attempt(kind, _proof(replace(reading, asides=tuple(asides)), evidence))


def _planted_on_screen(reading: Reading, evidence: Mapping[str, Any]) -> Iterator[_Attempt]:
    """In the first block of each role, and in each kind of what is not drawn."""
    for role in dict.fromkeys(block.role for block in reading.blocks):
        index = next(index for index, block in enumerate(reading.blocks) if block.role == role)
        blocks = list(reading.blocks)
        blocks[index] = replace(blocks[index], text=f"{blocks[index].text} {PLANTED}")
        yield _Attempt(f"text of the role {role}", _proof(replace(reading, blocks=tuple(blocks)), evidence))
    yield from _planted_aside(reading, evidence)


def _evidence_changed(reading: Reading, evidence: Mapping[str, Any]) -> Iterator[_Attempt]:
    """Each number among the claims that count, raised by one."""
    for fact in evidence["facts"].values():
        for key in fact["claims"][:1]:
            number = evidence["claims"][key]["value"].get("number")
            if number is not None:
                changed = deepcopy(dict(evidence))
                changed["claims"][key]["value"]["number"] = _flipped(number)
                yield _Attempt(f"the value of {key}", _proof(reading, changed))


# --- the edition before -----------------------------------------------------------------------------------------


def _earlier_changed(
    project: Project, dataset: Dataset, audience: str, evidence: Mapping[str, Any]
) -> Iterator[_Attempt]:
    """Each figure of an edition before that had other values, on the page and in the evidence."""
    stands = _other_edition(evidence)
    reading = read(pipeline.build_one(project, dataset, audience, stands=stands).pdf)
    later = evidence_of(reading)
    for figure in _figures(reading, later):
        if figure.ref.startswith(EARLIER):
            changed = _rewritten(reading, figure, _flipped(figure.text, str(evidence["lang"])))
            yield _Attempt(f"`{figure.text}` of {figure.ref}", _proof(changed, later))
    for key, claim in later["previous"]["claims"].items():
        if "number" in claim["value"]:
            forged = deepcopy(dict(later))
            forged["previous"]["claims"][key]["value"]["number"] = _flipped(claim["value"]["number"])
            yield _Attempt(f"the value of {key} before", _proof(reading, forged))


def _other_edition(evidence: Mapping[str, Any]) -> Standing:
    """An edition of which some figures had other values: every digit of a few lone claims raised by one."""
    other = deepcopy(dict(evidence))
    other["origin"]["dataset"] = "0" * 64
    lone = (fact for fact in other["facts"].values() if len(fact["claims"]) == 1 and not fact["set_aside"])
    for fact in islice((fact for fact in lone if "number" in fact["values"][0]), _FEW):
        claim = other["claims"][fact["claims"][0]]
        number = str(Decimal(_flipped(claim["value"]["number"])))  # a nine in front becomes a nought, which goes
        claim["value"]["number"] = fact["values"][0]["number"] = number
        claim["written"] = []
    topic, audience = other["topic"]["id"], other["audience"]
    return Standing(topic, audience, other["origin"]["edition"], Path(f"{audience}.pdf"), b"", other)


# --- records, prose and templates -------------------------------------------------------------------------------


def _without_sources(dataset: Dataset) -> Iterator[_Attempt]:
    for dropped in dataset.sources:
        rest = replace(dataset, sources={key: it for key, it in dataset.sources.items() if key != dropped})
        yield _Attempt(dropped, lambda rest=rest: check(rest, reconcile(rest)))  # type: ignore[misc]


def _planted(project: Project, dataset: Dataset, audience: str) -> Iterator[_Attempt]:
    def composed(changed: Dataset, shelf: Shelf | None = None) -> Callable[[], Iterable[Diagnostic]]:
        return lambda: drafting.composed(project, changed, audience, drafting.outlined, shelf).findings

    narrative = dataset.narratives[audience]
    compared = _COMPARED.get(tag(dataset.audiences[audience].lang))
    for what, sentence in (("narrative", f"It is {PLANTED}."), ("comparison in the narrative", compared)):
        if sentence is None:
            continue
        planted = replace(narrative, text=f"{narrative.text}\n\n{sentence}\n")
        yield _Attempt(what, composed(replace(dataset, narratives={**dataset.narratives, audience: planted})))
    record = dataset.audiences[audience]
    for name in ("title", "question", "answer"):
        changed = record.model_copy(update={name: f"{getattr(record, name)} {PLANTED}"})
        yield _Attempt(name, composed(replace(dataset, audiences={**dataset.audiences, audience: changed})))
    chart = dataset.charts[record.lead_chart]
    titled = chart.model_copy(update={"title": f"{chart.title} {PLANTED}"})
    yield _Attempt("chart title", composed(replace(dataset, charts={**dataset.charts, chart.id: titled})))
    yield _Attempt("template", composed(dataset, _Planted(drafting.shelf(project).folders)))


class _Planted(Shelf):
    """A shelf on which the frame of every page has a number in it."""

    def sheet(self, name: str) -> Sheet | None:
        """The template as it is, with a number before its body ends."""
        found = super().sheet(name)
        return replace(found, text=found.text.replace("</body>", f"{PLANTED}</body>")) if found else None


def _leaked(reading: Reading, evidence: Mapping[str, Any], dataset: Dataset, audience: str) -> Iterator[_Attempt]:
    """Each printed claim, as if it had been meant for somebody else."""
    for key in evidence["claims"]:
        claims = tuple(replace(it, audiences=(_NOBODY,)) if it.id == key else it for it in dataset.claims)
        kept = withheld(replace(dataset, claims=claims), audience)
        yield _Attempt(key, lambda kept=kept: leaks(reading, kept))  # type: ignore[misc]
