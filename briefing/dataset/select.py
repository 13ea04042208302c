"""Facts by measure and conditions: in go all facts and what is wanted of them, out comes one fact a subject."""

from collections.abc import Iterable, Mapping

from briefing.dataset.facts import Fact, Facts
from briefing.diagnostics import Diagnostic, Failure, unknown


def fact(facts: Facts, id_: str) -> Fact:
    """The fact with this id; raises Failure `unknown-fact`, with the nearest ids and those of the same subject."""
    if id_ not in facts:
        subject = id_.split("/", maxsplit=1)[0]
        same_subject = [other for other in facts if other.split("/")[0] == subject]
        raise Failure([unknown("fact", id_, same_subject or facts, what=f"there is no fact `{id_}`")])
    return facts[id_]


def facts_for(
    facts: Facts, measure: str, qualifiers: Mapping[str, str], subjects: Iterable[str] = ()
) -> Mapping[str, Fact]:
    """For each subject the fact of `measure` whose qualifiers include those wanted, in the order of `subjects`.

    Where several do, the one that has no others is taken. A subject without one is left out; without `subjects` all
    that have one are taken, in the order of the facts. Raises Failure `ambiguous-fact`, one finding a subject.
    """
    wanted = dict(qualifiers)
    found: dict[str, list[Fact]] = {}
    for it in facts.values():
        if it.measure == measure and wanted.items() <= dict(it.qualifiers).items():
            found.setdefault(it.subject, []).append(it)
    chosen = [subject for subject in subjects or found if subject in found]
    best = {subject: _best(found[subject], wanted) for subject in chosen}
    findings = [_ambiguous(candidates, wanted) for candidates in best.values() if len(candidates) > 1]
    if findings:
        raise Failure(findings)
    return {subject: candidates[0] for subject, candidates in best.items()}


def _best(candidates: list[Fact], wanted: Mapping[str, str]) -> list[Fact]:
    return [it for it in candidates if dict(it.qualifiers) == wanted] or candidates


def _ambiguous(candidates: list[Fact], wanted: Mapping[str, str]) -> Diagnostic:
    first = candidates[0]
    conditions = ", ".join(f"{name}: {value}" for name, value in wanted.items()) or "no condition"
    return Diagnostic(
        "ambiguous-fact",
        f"`{first.subject}/{first.measure}` with {conditions} may be any of {len(candidates)} facts",
        notes=tuple(f"candidate: `{it.id}`" for it in candidates),
        help="name more of the conditions under `with`",
    )
