"""The proof tried on itself: a project in; for each way to go wrong, how often it was tried and what caught it, out.

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
from briefing.building import drafting, pipeline, workers
from briefing.building.orders import lost
from briefing.building.workers import Crew
from briefing.dataset import numerals
from briefing.dataset.check import check
from briefing.dataset.facts import Dataset
from briefing.dataset.reconcile import reconcile
from briefing.diagnostics import Diagnostic, Failure
from briefing.editions.kept import Standing
from briefing.press.finished import read
from briefing.project import Project, choose
from briefing.proof.anchors import EARLIER, anchor
from briefing.proof.prove import Proof, evidence_of, prove, prover
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


def selftest(project: Project, topics: tuple[str, ...] = (), crew: Crew | None = None) -> Iterator[Trial]:
    """Try the proof on every audience of the chosen topics; `crew` does the work, else this process.

    Raises Failure where the project itself has findings, or every worker died that was given an audience (`worker-lost`).
    """
    for topic in choose("topic", topics, project.topics()):
        dataset = pipeline.sound(project, topic)
        yield _trial(f"{topic}: a source is dropped", _without_sources(dataset))
        for audience, trials in workers.in_order([_Audience(project, topic, name) for name in dataset.audiences], crew):
            if isinstance(trials, workers.Lost):
                raise Failure([lost(topic, audience.name)])
            yield from trials


@dataclass(frozen=True, slots=True)
class _Audience:
    """The trials of one audience: all that a worker has to be given, which reads the dataset by itself."""

    project: Project
    topic: str
    name: str

    def __call__(self) -> tuple[Trial, ...]:
        project, name, dataset = self.project, self.name, pipeline.sound(self.project, self.topic)
        pdf = _file(pipeline.build_one(project, dataset, name).pdf)
        (page,) = pipeline.companions(project, dataset, name, ("html",))
        tries: Mapping[str, Iterable[_Attempt]] = {
            "a printed value is changed": _values_changed(pdf),
            "a digit is rounded up": _rounded(pdf),
            "two conditions are swapped": _swapped(pdf),
            "a number or comparison is planted in prose or a template": _planted(project, dataset, name),
            "a number is planted in what is not drawn": _planted_aside(pdf),
            "a number is planted in a web page": _planted_on_screen(_file(page.content)),
            "a claim is leaked": _leaked(pdf, dataset, name),
            "the evidence is changed": _evidence_changed(pdf),
            "what was printed before is changed": _earlier_changed(project, dataset, name, pdf),
        }
        return tuple(_trial(f"{self.topic}, {name}: {what}", attempts) for what, attempts in tries.items())


def lines(trial: Trial) -> Iterator[str]:
    """A trial as text: how often it was tried, what caught it, and what escaped."""
    caught = ", ".join(f"{code} {count}" for code, count in trial.caught.items())
    state = "ESCAPED" if trial.escaped else "ok" if trial.tried else "none"
    yield f"{state:<8}{trial.name}: {trial.tried} tried, caught by {caught or 'nothing'}"
    yield from (f"        escaped: {what}" for what in trial.escaped)


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
        codes = tuple(dict.fromkeys(finding.code for finding in _findings(attempt)))
        caught.update(codes)
        escaped += () if codes else (attempt.what,)
    return Trial(name, tried, dict(caught), tuple(escaped))


def _findings(attempt: _Attempt) -> tuple[Diagnostic, ...]:
    try:
        return tuple(attempt.found())
    except Failure as failure:
        return failure.diagnostics


@dataclass(frozen=True, slots=True)
class _File:
    """A finished file read back, its evidence, and what holds readings against that."""

    reading: Reading
    evidence: Mapping[str, Any]
    held: Callable[[Reading], Proof]

    @property
    def lang(self) -> str:
        return str(self.evidence["lang"])

    def proof(self, changed: Reading) -> Callable[[], Iterable[Diagnostic]]:
        """What is found where the file says something else, by its own evidence."""
        return lambda: self.held(changed).findings

    def forged(self, evidence: Mapping[str, Any]) -> Callable[[], Iterable[Diagnostic]]:
        """What is found where the file is as it was, by another evidence."""
        return lambda: prove(self.reading, evidence).findings


def _file(content: bytes) -> _File:
    reading = read(content)
    evidence = evidence_of(reading)
    return _File(reading, evidence, prover(evidence))


# --- the page -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Figure:
    """A linked figure on the page: the block it stands in, and where."""

    block: int
    start: int
    end: int
    ref: str
    text: str


def _figures(file: _File) -> Iterator[_Figure]:
    refs = {it["anchor"]: ref for kind in ("facts", "derivations") for ref, it in file.evidence[kind].items()}
    then = file.evidence.get("previous", {}).get("facts", ())
    refs |= {anchor(f"{EARLIER}{ref}"): f"{EARLIER}{ref}" for ref in then}
    for index, block in enumerate(file.reading.blocks):
        for span in block.spans:
            text = block.text[span.start : span.end]
            if span.link in refs and numerals.find(text, file.lang):
                yield _Figure(index, span.start, span.end, refs[span.link], text)


def _values_changed(file: _File) -> Iterator[_Attempt]:
    for figure in _figures(file):
        changed = _rewritten(file.reading, figure, _flipped(figure.text, file.lang))
        yield _Attempt(f"`{figure.text}` of {figure.ref}", file.proof(changed))


def _rounded(file: _File) -> Iterator[_Attempt]:
    for figure in _figures(file):
        rounded = re.sub(r"(\d+)\.\d(?!\d)", lambda match: str(int(match[1]) + 1), figure.text)
        if rounded != figure.text:
            changed = _rewritten(file.reading, figure, rounded)
            yield _Attempt(f"`{figure.text}` as `{rounded}`", file.proof(changed))


def _swapped(file: _File) -> Iterator[_Attempt]:
    """For each two facts of one subject and measure the figure of one in place of the other's."""
    first: dict[tuple[str, str], _Figure] = {}
    for figure in _figures(file):
        fact = file.evidence["facts"].get(figure.ref)
        if fact is None:
            continue
        other = first.setdefault((fact["subject"], fact["measure"]), figure)
        if other.ref != figure.ref and other.text != figure.text:
            changed = _rewritten(file.reading, figure, other.text)
            yield _Attempt(f"`{other.text}` in place of `{figure.text}`", file.proof(changed))


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


def _planted_aside(file: _File) -> Iterator[_Attempt]:
    reading = file.reading
    for index, picture in enumerate(reading.pictures):
        pictures = list(reading.pictures)
        pictures[index] = replace(picture, alt=f"{picture.alt} {PLANTED}")
        changed = replace(reading, pictures=tuple(pictures))
        yield _Attempt(f"alternative text on page {picture.page}", file.proof(changed))
    for kind in dict.fromkeys(aside.kind for aside in reading.asides):
        index = next(index for index, aside in enumerate(reading.asides) if aside.kind == kind)
        asides = list(reading.asides)
        asides[index] = replace(asides[index], text=f"{asides[index].text} {PLANTED}")
        yield _Attempt(kind, file.proof(replace(reading, asides=tuple(asides))))


def _planted_on_screen(file: _File) -> Iterator[_Attempt]:
    """In the first block of each role, and in each kind of what is not drawn."""
    for role in dict.fromkeys(block.role for block in file.reading.blocks):
        index = next(index for index, block in enumerate(file.reading.blocks) if block.role == role)
        blocks = list(file.reading.blocks)
        blocks[index] = replace(blocks[index], text=f"{blocks[index].text} {PLANTED}")
        yield _Attempt(f"text of the role {role}", file.proof(replace(file.reading, blocks=tuple(blocks))))
    yield from _planted_aside(file)


def _evidence_changed(file: _File) -> Iterator[_Attempt]:
    """Each number among the claims that count, raised by one."""
    for fact in file.evidence["facts"].values():
        for key in fact["claims"][:1]:
            number = file.evidence["claims"][key]["value"].get("number")
            if number is not None:
                changed = deepcopy(dict(file.evidence))
                changed["claims"][key]["value"]["number"] = _flipped(number)
                yield _Attempt(f"the value of {key}", file.forged(changed))


# --- the edition before -----------------------------------------------------------------------------------------


def _earlier_changed(project: Project, dataset: Dataset, audience: str, file: _File) -> Iterator[_Attempt]:
    """Each figure of an edition before that had other values, on the page and in the evidence."""
    later = _file(pipeline.build_one(project, dataset, audience, stands=_other_edition(file.evidence)).pdf)
    for figure in _figures(later):
        if figure.ref.startswith(EARLIER):
            changed = _rewritten(later.reading, figure, _flipped(figure.text, later.lang))
            yield _Attempt(f"`{figure.text}` of {figure.ref}", later.proof(changed))
    for key, claim in later.evidence["previous"]["claims"].items():
        if "number" in claim["value"]:
            forged = deepcopy(dict(later.evidence))
            forged["previous"]["claims"][key]["value"]["number"] = _flipped(claim["value"]["number"])
            yield _Attempt(f"the value of {key} before", later.forged(forged))


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


def _leaked(file: _File, dataset: Dataset, audience: str) -> Iterator[_Attempt]:
    """Each printed claim, as if it had been meant for somebody else."""
    for key in file.evidence["claims"]:
        claims = tuple(replace(it, audiences=(_NOBODY,)) if it.id == key else it for it in dataset.claims)
        kept = withheld(replace(dataset, claims=claims), audience)
        yield _Attempt(key, lambda kept=kept: leaks(file.reading, kept))  # type: ignore[misc]
