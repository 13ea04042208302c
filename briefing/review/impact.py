"""Who printed something: a fact, source, claim or statement in; the briefings that rest on it, with pages, out.

It reads the evidence in `out/` and in the earlier editions kept there. A fact rests on the sources of its claims, those
set aside too, and on what these repeat; a derivation on its inputs; a statement on what it cites. Who got a briefing
is asked of whoever keeps that record.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from briefing.building import pipeline
from briefing.dataset.reconcile import fact_id
from briefing.diagnostics import Diagnostic, Failure, counted, plural, unknown
from briefing.editions import kept
from briefing.project import Project
from briefing.proof.anchors import EARLIER

#: Who got the briefing of a topic (first), in an edition (second), for an audience (third): addresses.
Recipients = Callable[[str, str, str], Iterable[str]]
Evidence = Mapping[str, Any]
#: The kind of a figure of the edition before, which a briefing prints beside its own.
BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Rest:
    """Something in a briefing that rests on what was asked for: its id and kind, the figures it prints, and where.

    `texts` are each once; `pages` are those of the figures; a statement has neither.
    """

    ref: str
    kind: str
    texts: tuple[str, ...]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Printing:
    """A briefing that prints something resting on what was asked for.

    `file` is seen from the project's root; `stands` is False for one of an earlier edition that is kept.
    """

    topic: str
    edition: str
    audience: str
    file: str
    sha256: str
    stands: bool
    rests: tuple[Rest, ...]
    recipients: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Impact:
    """What was asked for, what kinds of thing it names, and the briefings that print something resting on it.

    `findings` warn of files that could not be read, and so may be missing.
    """

    name: str
    kinds: tuple[str, ...]
    printings: tuple[Printing, ...]
    findings: tuple[Diagnostic, ...] = ()


def impact(project: Project, name: str, recipients: Recipients = lambda *_: ()) -> Impact:
    """Which briefings rest on `name`, the id of a fact, source, claim or statement; those that stand come first.

    Raises Failure (status 2) where neither a briefing nor the dataset knows the name.
    """
    survey = kept.survey(project)
    briefings = sorted(survey.found, key=lambda it: kept.path_of(project, it.topic, it.audience) != it.path)
    known = _known(project, briefings)
    if name not in known:
        what = f"`{name}` is not a fact, source, claim or statement"
        raise Failure([unknown("name", name, known, what=what)], status=2)
    found = (_printing(project, it, name, recipients) for it in briefings)
    return Impact(name, tuple(sorted(known[name])), tuple(it for it in found if it.rests), survey.findings)


def lines(found: Impact) -> Iterator[str]:
    """The same as text."""
    editions = {(it.topic, it.edition) for it in found.printings}
    counts = f"{counted(len(found.printings), 'briefing')}, {counted(len(editions), 'edition')}"
    yield f"{' and '.join(found.kinds)} {found.name}: {counts}"
    for it in found.printings:
        yield from ("", f"{it.topic} {it.edition}, for {it.audience}  {it.file}")
        width = max(len(rest.ref) for rest in it.rests)
        yield from (f"  {rest.kind:<10}  {rest.ref:<{width}}  {_where(rest)}".rstrip() for rest in it.rests)
        if it.recipients:
            yield f"  sent to {len(it.recipients)}: {', '.join(it.recipients)}"


def as_plain(found: Impact) -> dict[str, Any]:
    """The same as plain JSON values."""
    return {key: it for key, it in asdict(found).items() if key != "findings"}


def _where(rest: Rest) -> str:
    pages = f"{plural(len(rest.pages), 'page')} {', '.join(map(str, rest.pages))}" if rest.pages else ""
    return "  ".join(filter(None, (pages, " · ".join(rest.texts))))


# --- one briefing ---------------------------------------------------------------------------------------------


def _printing(project: Project, briefing: kept.Standing, name: str, recipients: Recipients) -> Printing:
    rests = tuple(_rests(briefing.evidence, name))
    whose = briefing.topic, briefing.edition, briefing.audience
    stands = briefing.path == kept.path_of(project, briefing.topic, briefing.audience)
    sent = tuple(recipients(*whose)) if rests else ()
    return Printing(*whose, project.shown(briefing.path), briefing.sha256, stands, rests, sent)


def _rests(evidence: Evidence, name: str) -> Iterator[Rest]:
    sources = _repeating(evidence, name)
    facts = [ref for ref, fact in evidence["facts"].items() if ref == name or _claimed(fact, evidence, name, sources)]
    inputs = {*facts, *sources}
    derived = [ref for ref, it in evidence["derivations"].items() if ref == name or inputs & set(it["inputs"])]
    yield from (_rest(ref, "fact", evidence) for ref in facts)
    yield from (_rest(ref, "derivation", evidence) for ref in derived)
    yield from _before(evidence, name)
    for key, statement in evidence["statements"].items():
        if key == name or sources & {cite["source"] for cite in statement["cites"]}:
            yield _rest(key, "statement", evidence)


def _before(evidence: Evidence, name: str) -> Iterator[Rest]:
    """The figures of the edition before that it prints beside its own."""
    then = evidence.get("previous") or {"facts": {}, "sources": {}}
    sources = _repeating(then, name)
    for ref, fact in then["facts"].items():
        if ref == name or _claimed(fact, then, name, sources):
            yield _rest(f"{EARLIER}{ref}", BEFORE, evidence)


def _claimed(fact: Evidence, evidence: Evidence, name: str, sources: set[str]) -> bool:
    claims = (*fact["claims"], *fact["set_aside"])
    return any(key == name or evidence["claims"][key]["source"] in sources for key in claims)


def _repeating(evidence: Evidence, source: str) -> set[str]:
    """A source and those that repeat it, directly or not; empty where the evidence has no such source."""
    found: set[str] = {source} & evidence["sources"].keys()
    while more := {
        key
        for key, it in evidence["sources"].items()
        if key not in found and found.intersection(it.get("derived_from", ()))
    }:
        found |= more
    return found


def _rest(ref: str, kind: str, evidence: Evidence) -> Rest:
    printed = [it for it in evidence["printed"] if it["ref"] == ref]
    texts = dict.fromkeys(" ".join(it["text"].split()) for it in printed)
    return Rest(ref, kind, tuple(texts), tuple(sorted({it["page"] for it in printed if "page" in it})))


# --- names ----------------------------------------------------------------------------------------------------


def _known(project: Project, briefings: Iterable[kept.Standing]) -> Mapping[str, set[str]]:
    """All names that may be asked for, with what they name: those of the briefings and those of the datasets."""
    known: dict[str, set[str]] = {}
    for kind, name in (*_printed_names(briefings), *_dataset_names(project)):
        known.setdefault(name, set()).add(kind)
    return known


def _printed_names(briefings: Iterable[kept.Standing]) -> Iterator[tuple[str, str]]:
    for briefing in briefings:
        for kind in ("fact", "source", "claim", "statement", "derivation"):
            yield from ((kind, key) for key in briefing.evidence[f"{kind}s"])


def _dataset_names(project: Project) -> Iterator[tuple[str, str]]:
    for topic in project.topics():
        dataset = pipeline.load(project, topic).dataset
        if dataset:
            yield from (("source", key) for key in dataset.sources)
            yield from (("statement", key) for key in dataset.statements)
            yield from (("claim", claim.id) for claim in dataset.claims)
            yield from (("fact", fact_id(claim, dataset.measures)) for claim in dataset.claims)
