"""What there is and what was made, in lines for people: topics with their files, editions with what is new in them."""

from collections.abc import Iterator

from briefing.building.pipeline import sound
from briefing.diagnostics import Diagnostic, counted
from briefing.editions import edition as editions
from briefing.editions import kept
from briefing.editions.edition import Built, Companion, Edition, Finished
from briefing.project import Project, choose


def listing(project: Project, topics: tuple[str, ...] = ()) -> list[dict[str, object]]:
    """The chosen topics with title and audiences, and for each audience the paths of what is built: PDF, other forms."""
    datasets = {topic: sound(project, topic) for topic in choose("topic", topics, project.topics())}
    return [
        {
            "id": topic,
            "title": dataset.topic.title,
            "audiences": [_listed(project, topic, name) for name in dataset.audiences],
        }
        for topic, dataset in datasets.items()
    ]


def _listed(project: Project, topic: str, audience: str) -> dict[str, object]:
    path = kept.path_of(project, topic, audience)
    others = (editions.companion_path(project, topic, audience, form) for form in editions.FORMS[1:])
    return {
        "id": audience,
        "built": project.shown(path) if path.is_file() else None,
        "also": [project.shown(other) for other in others if other.is_file()],
    }


def summary(project: Project, edition: Edition) -> tuple[str, ...]:
    """What a build made, a line a file; what is as it was is no new edition."""
    made = tuple(
        f"{project.shown(kept.path_of(project, edition.topic, built.audience))}  {counted(built.pages, 'page')}, "
        f"{counted(built.figures, 'figure')} from {counted(built.facts, 'fact or derivation', 'facts and derivations')}, "
        f"edition {built.edition}"
        for built in edition.briefings
        if built.new
    )
    same: dict[str, list[str]] = {}
    for built in edition.briefings:
        if not built.new:
            same.setdefault(built.edition, []).append(built.audience)
    made += tuple(_companion_line(project, edition.topic, it) for it in edition.companions if it.new)
    return (*made, *(f"no new edition: {edition.topic} {name} stands ({', '.join(of)})" for name, of in same.items()))


def _companion_line(project: Project, topic: str, made: Companion) -> str:
    path = editions.companion_path(project, topic, made.audience, made.form)
    size = f"{len(made.content) / 1000:.0f} kB"
    return f"{project.shown(path)}  {size}, {counted(made.figures, 'figure')}, edition {made.stamp.edition}"


def told(project: Project, edition: Edition, *, explain: bool = False) -> tuple[str, ...]:
    """What a build made, and why where that is asked."""
    return (*summary(project, edition), *(explained(edition) if explain else ()))


def warnings(project: Project, edition: Edition) -> tuple[Diagnostic, ...]:
    """What was found in sound briefings, and which editions they could not be compared with."""
    found = tuple(finding for built in edition.briefings for finding in built.findings)
    earlier = (built.earlier for built in edition.briefings if built.new)
    return (*found, *(kept.uncompared(project, it) for it in earlier if it and it.otherwise))


def explained(edition: Edition) -> Iterator[str]:
    """What a build made again and why, a line a file and a line a reason."""
    finished: tuple[Finished, ...] = (*edition.briefings, *edition.companions)
    for made in finished:
        state = "made again" if made.because else "from the cache: nothing that it is made of has changed"
        yield f"{edition.topic} {made.audience if isinstance(made, Built) else made.file}: {state}"
        yield from (f"  {reason}" for reason in made.because)
