"""What changed between two states of a topic: each an edition, a PDF, a folder of PDFs or the working tree.

In: a project (needed for editions by name and the working tree) and two names. Out: a `Difference`.
Evidence is compared, never text; audience by audience, and what is the same for several is told
once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefing.building import drafting, pipeline
from briefing.dataset.compare import FactChange, RecordChange
from briefing.diagnostics import Diagnostic, Failure
from briefing.document.changed import Item, merged, worded
from briefing.editions import kept
from briefing.project import Project, choose

WORKING_TREE = "."


@dataclass(frozen=True, slots=True)
class Side:
    """One state of a topic: what it is called, and its evidence by audience."""

    name: str
    topic: str
    evidence: Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two sides for the audiences that both have; `alone` are audiences that only one has."""

    topic: str
    old: str
    new: str
    audiences: tuple[str, ...]
    items: tuple[tuple[Item, FactChange | RecordChange], ...]
    alone: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.items)


def diff(
    old: str, new: str = WORKING_TREE, audiences: tuple[str, ...] = (), project: Project | None = None
) -> Difference:
    """What changed from `old` to `new`.

    Raises Failure (status 2) where a name means nothing or several editions, the two are of different topics, or they
    have no audience in common; status 1 where a file is no sound briefing or the working tree has findings.
    """
    before, after = _sides(old, new, project, audiences)
    if before.topic != after.topic:
        notes = tuple(f"`{side.name}` is about `{side.topic}`" for side in (before, after))
        raise Failure([Diagnostic("other-topic", "the two are of different topics", notes=notes)], status=2)
    both = _common(before, after, audiences)
    items = merged({name: worded(before.evidence[name], after.evidence[name]) for name in both})
    alone = tuple(sorted(before.evidence.keys() ^ after.evidence.keys())) if not audiences else ()
    return Difference(before.topic, before.name, after.name, both, items, alone)


def _sides(old: str, new: str, project: Project | None, audiences: tuple[str, ...]) -> tuple[Side, Side]:
    """Both sides; the working tree is looked at for the topic and audiences of the other."""
    given = [None if name == WORKING_TREE else _stored(name, project, audiences) for name in (old, new)]
    stored = next((side for side in given if side), None)
    if stored is None:
        advice = "name an edition or a PDF to compare the working tree with"
        raise Failure([Diagnostic("nothing-to-compare", "both sides are the working tree", help=advice)], status=2)
    before, after = (side or _working(_needed(project), stored) for side in given)
    return before, after


def _common(before: Side, after: Side, audiences: tuple[str, ...]) -> tuple[str, ...]:
    both = tuple(name for name in before.evidence if name in after.evidence)
    found = choose("audience", audiences, both)
    if not found:
        notes = tuple(f"`{side.name}` is for {', '.join(side.evidence)}" for side in (before, after))
        raise Failure([Diagnostic("no-common-audience", "the two have no audience in common", notes=notes)], status=2)
    return found


def _stored(name: str, project: Project | None, audiences: tuple[str, ...]) -> Side:
    """A PDF, a folder of PDFs, or an edition by its name or the beginning of it."""
    path = Path(name)
    if path.is_file():
        return _side(name, [kept.read(path)])
    if path.is_dir():
        inside = [kept.read(file) for file in sorted(path.glob("*.pdf"))]
        if not inside:
            raise Failure([Diagnostic("unknown-edition", f"there are no PDFs in the folder `{name}`")], status=2)
        return _side(name, inside)
    found = kept.find(_needed(project), name, audiences)
    return _side(", ".join(dict.fromkeys(it.edition for it in found)), found)


def _side(name: str, found: Iterable[kept.Standing]) -> Side:
    by_audience = {it.audience: it for it in found}
    topics = list(dict.fromkeys(it.topic for it in by_audience.values()))
    if len(topics) > 1:
        notes = (f"about {', '.join(f'`{topic}`' for topic in topics)}",)
        raise Failure(
            [Diagnostic("other-topic", f"the PDFs in `{name}` are of different topics", notes=notes)], status=2
        )
    return Side(name, topics[0], {key: it.evidence for key, it in by_audience.items()})


def _working(project: Project, other: Side) -> Side:
    choose("topic", (other.topic,), project.topics())
    dataset = pipeline.current(project, other.topic)
    names = [name for name in other.evidence if name in dataset.audiences]
    evidence = {name: drafting.evidence_now(project, dataset, name) for name in names}
    return Side("the working tree", other.topic, evidence)


def _needed(project: Project | None) -> Project:
    return project or pipeline.open_project()
