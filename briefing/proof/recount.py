"""Everything that the evidence states, worked out anew: its claims in; facts and derivations and every mismatch out.

A fact is reconciled again from the claims, a derivation reckoned again from its facts, and both must be what the
evidence says they are: status, values, formula, who counts and who is set aside.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.dataset import derive, plain, reconcile
from briefing.dataset.facts import Dataset, Derivation, Fact
from briefing.dataset.written import gives
from briefing.diagnostics import Diagnostic, Failure, counted
from briefing.proof.anchors import anchor
from briefing.proof.testimony import RULES, Stated, Testimony

#: How many things that other rules give otherwise are named.
_TOLD = 3
_HELP = "the evidence was changed after the build: get the file as it was built"


@dataclass(frozen=True, slots=True)
class Recount:
    """The facts and derivations as worked out anew, by id, what the evidence says otherwise, and the same for what it
    says of the edition before.
    """

    facts: Mapping[str, Fact]
    derivations: Mapping[str, Derivation]
    findings: tuple[Diagnostic, ...]
    previous: "Recount | None" = None


def recount(told: Testimony) -> Recount:
    """Work everything out again."""
    findings = [*_unknown_names(told.dataset)]
    facts = {} if findings else reconcile.reconcile(told.dataset)
    derivations, failed = _derivations(told, facts)
    findings += (*failed, *_unsaid(told))
    findings += (finding for stated in told.facts.values() for finding in _fact_findings(stated, facts, told.dataset))
    findings += (finding for stated in told.derivations.values() for finding in _same_derivation(stated, derivations))
    previous = recount(told.previous) if told.previous else None
    return Recount(facts, derivations, (*findings, *(previous.findings if previous else ())), previous)


def _unknown_names(dataset: Dataset) -> Iterator[Diagnostic]:
    """Claims must cite sources, and be about subjects and measures, that the evidence holds."""
    for claim in dataset.claims:
        for kind, name, known in (
            ("source", claim.source, dataset.sources),
            ("subject", claim.subject, dataset.subjects),
            ("measure", claim.measure, dataset.measures),
        ):
            # the subject of a date may be an event, which has a title and no record here
            if name not in known and (kind != "subject" or dataset.measures[claim.measure].kind != "date"):
                yield mismatch(f"claim `{claim.id}`", f"its {kind} `{name}` is not in the evidence")


def _unsaid(told: Testimony) -> Iterator[Diagnostic]:
    """The words that a claim gives as written must say its value, in the language of its source where that is known."""
    for claim in told.dataset.claims:
        source = told.dataset.sources.get(claim.source)
        spoken = [source.lang] if source and source.lang else [told.lang, "en"]
        said = any(gives(words, claim, lang) for words in claim.written for lang in spoken)
        if claim.written and claim.reading == "stated" and not said:
            words = " and ".join(f"“{words}”" for words in claim.written)
            yield mismatch(f"claim `{claim.id}`", f"its value is {claim.value}, as written it is {words}")


def mismatch(what: str, *notes: str) -> Diagnostic:
    """The finding that the evidence contradicts itself."""
    return Diagnostic("evidence-mismatch", f"{what} does not follow from the evidence", notes=notes, help=_HELP)


def by_other_rules(told: Testimony, findings: Sequence[Diagnostic]) -> Diagnostic | None:
    """What is to be said in place of the findings for evidence that was worked out by other rules: it need not be wrong."""
    if told.rules == RULES or not findings:
        return None
    made = f"rules {told.rules}" if told.rules else "rules that have no number yet"
    return Diagnostic(
        "other-rules",
        f"the file was made by {made}, and this program has rules {RULES}, by which its claims amount to something else",
        notes=tuple(finding.message for finding in findings[:_TOLD]),
        help="audit it with the version of briefing that its evidence names, `briefing extract` shows it under `origin`",
    )


# --- facts ----------------------------------------------------------------------------------------------------


def _fact_findings(stated: Stated, facts: Mapping[str, Fact], dataset: Dataset) -> Iterator[Diagnostic]:
    fact = facts.get(stated.id)
    if fact is None:
        yield mismatch(f"fact `{stated.id}`", "no claim in the evidence counts for it")
        return
    notes = _differences(stated.content, {"anchor": anchor(fact.id), **plain.fact(fact, dataset)})
    if notes:
        yield mismatch(f"fact `{stated.id}`", *notes)


def _differences(stated: Mapping[str, Any], found: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(
        f"its {key} is stated as {_short(stated.get(key))} and worked out as {_short(value)}"
        for key, value in found.items()
        if stated.get(key) != value
    )


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 120 else f"{text[:119]}…"


# --- derivations ----------------------------------------------------------------------------------------------


def _derivations(told: Testimony, facts: Mapping[str, Fact]) -> tuple[dict[str, Derivation], list[Diagnostic]]:
    found: dict[str, Derivation] = {}
    findings: list[Diagnostic] = []
    for stated in told.derivations.values():
        try:
            found[stated.id] = _derivation(stated, facts, told.dataset)
        except (Failure, KeyError, ValueError) as error:
            findings.append(mismatch(f"derivation `{stated.id}`", _reason(error)))
    return found, findings


def _reason(error: Exception) -> str:
    if isinstance(error, Failure):
        return error.diagnostics[0].message
    return f"its input {error} is not in the evidence" if isinstance(error, KeyError) else str(error)


def _derivation(stated: Stated, facts: Mapping[str, Fact], dataset: Dataset) -> Derivation:
    """The derivation that its kind and inputs amount to; raises Failure, KeyError or ValueError where nothing."""
    kind, inputs = str(stated.content["kind"]), [str(name) for name in stated.content["inputs"]]
    if kind == "count":
        return derive.count(
            stated.id.removeprefix("count(").removesuffix(")"), _counted(stated.id, inputs, facts, dataset)
        )
    given = [facts[name] for name in inputs]
    if kind == "rank":
        direction = dataset.measures[given[0].measure].direction
        if direction is None:
            raise ValueError("neither end of its measure is better")
        return derive.rank(given[0], given[1:], direction)
    formula = _FORMULAS.get(kind)
    if formula is None or len(given) != 2:
        raise ValueError(f"`{kind}` of {counted(len(given), 'fact')} is no formula")
    return formula(given[0], given[1], dataset)


_FORMULAS: Mapping[str, Callable[[Fact, Fact, Dataset], Derivation]] = {
    "difference": derive.difference,
    "ratio": derive.ratio,
    "share": derive.share,
}


def _counted(id_: str, inputs: list[str], facts: Mapping[str, Fact], dataset: Dataset) -> tuple[str, ...]:
    """What is counted; the sources of a fact are looked up, of anything else the evidence names each one."""
    what, _, ref = id_.removeprefix("count(").removesuffix(")").partition(" of ")
    if ref in facts and what == "sources":
        return reconcile.sources(facts[ref])
    if ref in facts and what == "independent sources":
        return reconcile.independent_sources(facts[ref], dataset)
    return tuple(inputs)


def _same_derivation(stated: Stated, derivations: Mapping[str, Derivation]) -> Iterator[Diagnostic]:
    found = derivations.get(stated.id)
    if found is None:
        return
    notes = _differences({**stated.content, "id": stated.id}, _derivation_content(found))
    if notes:
        yield mismatch(f"derivation `{stated.id}`", *notes)


def _derivation_content(found: Derivation) -> dict[str, object]:
    return {"id": found.id, "anchor": anchor(found.id), **plain.derivation(found)}
