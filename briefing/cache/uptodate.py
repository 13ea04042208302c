"""Whether a build has nothing to do: the record of each topic's last build, held against what is there now.

In: a project's root and what is wanted. Out: the files that stand as a build would make them, and what is to build. Everything is told by content: what went in (`inputs`) and what came out. Records are lines of text, because
reading them must cost nothing; one that cannot be read is as good as none.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from briefing import digest
from briefing.cache import inputs, place
from briefing.project import Project, share, today

_FORMAT = "briefing record 2"


class Output(NamedTuple):
    """A file of a topic in `out/`: whose it is, its name there, and its digest."""

    audience: str
    name: str
    digest: str


class Record(NamedTuple):
    """A topic's last build: its folders, the forms that its project asks for, what went in, all audiences it has, and
    what came out.

    From the first of `days` on, and before the second (ISO; empty: without bound), no other of its facts are out of
    date.
    """

    data: str
    templates: str
    out: str
    forms: tuple[str, ...]
    inputs: Mapping[str, str]
    audiences: tuple[str, ...]
    outputs: tuple[Output, ...]
    days: tuple[str, str]


class Standing(NamedTuple):
    """The files that stand as a build would make them, and the topics of which that is not sure."""

    project: Project
    files: tuple[Path, ...]
    rest: tuple[str, ...]

    def lines(self) -> tuple[str, ...]:
        """What stands, a line a file."""
        return tuple(f"{self.project.shown(path)}  is up to date" for path in self.files)


def standing(
    root: Path,
    topics: tuple[str, ...] = (),
    audiences: tuple[str, ...] = (),
    forms: tuple[str, ...] = (),
    shard: tuple[int, int] | None = None,
    environ: Mapping[str, str] = os.environ,
    day: str = "",
) -> Standing | None:
    """What stands of the chosen topics (or their share), audiences and forms (the project's where none is named); None
    where nothing is on record, or a name is unknown.

    `root` is the project's, without links; `day` (ISO) is that by which facts are out of date, by default today.
    """
    records = _records(root, environ)
    known = {name for record in records.values() for name in record.audiences}
    if not records or not set(audiences) <= known:
        return None
    first = next(iter(records.values()))
    project = Project(root, Path(first.data), Path(first.templates), Path(first.out), first.forms)
    found = project.topics()
    if not set(topics) <= set(found):
        return None
    shared = inputs.shared(root, Path(first.templates), environ)
    day = day or today(environ).isoformat()
    current = {topic: record for topic, record in records.items() if _holds(record, day)}
    forms, mine = forms or project.forms, share(topics or found, shard)
    files = {topic: _files(current.get(topic), topic, audiences, forms, shared) for topic in mine}
    rest = tuple(topic for topic, paths in files.items() if paths is None)
    return Standing(project, tuple(path for paths in files.values() for path in paths or ()), rest)


def remember(
    project: Project,
    topic: str,
    before: Mapping[str, str],
    audiences: Iterable[str],
    outputs: Iterable[Output],
    days: tuple[str, str] = ("", ""),
    environ: Mapping[str, str] = os.environ,
) -> None:
    """Write down what a build of a topic made; `before` is what went in, as it was when the build began, `days` as in
    `Record`.

    Outputs of an earlier build that was made of the very same stay on record.
    """
    path = folder(project.root, environ) / topic
    made = {(output.audience, output.name): output for output in outputs}
    earlier = _read(path)
    if earlier and (earlier.inputs, earlier.days) == (before, days):
        made = {**{(output.audience, output.name): output for output in earlier.outputs}, **made}
    settings = (str(project.data), str(project.templates), str(project.out), project.forms)
    place.replace(path, _written(Record(*settings, before, tuple(audiences), tuple(made.values()), days)).encode())


def folder(root: Path, environ: Mapping[str, str] = os.environ) -> Path:
    """Where the records of a project are."""
    return place.folder(environ) / "builds" / digest.of_texts((str(root),))[:32]


def _holds(record: Record, day: str) -> bool:
    """Whether what is out of date on a day is what was when the record was made; ISO dates sort as text."""
    start, end = record.days
    return start <= day and (not end or day < end)


def _files(
    record: Record | None, topic: str, audiences: tuple[str, ...], forms: tuple[str, ...], shared: Mapping[str, str]
) -> tuple[Path, ...] | None:
    """The files of one topic, if all stand; those of audiences and forms that are not wanted do not matter."""
    if record is None or record.inputs != {**shared, "dataset": inputs.dataset(Path(record.data), topic)}:
        return None
    names = (name for name in record.audiences if not audiences or name in audiences)
    wanted = {f"{name}.{form}" for name in names for form in forms}
    outputs = [output for output in record.outputs if output.name in wanted]
    if {output.name for output in outputs} != wanted:
        return None
    paths = tuple(Path(record.out) / topic / output.name for output in outputs)
    same = all(digest.of_file(path) == output.digest for path, output in zip(paths, outputs, strict=True))
    return paths if same else None


# --- records on disk ------------------------------------------------------------------------------------------


def _records(root: Path, environ: Mapping[str, str]) -> dict[str, Record]:
    """The records of a project by topic, those made with the settings as they are."""
    try:
        paths = sorted(path for path in folder(root, environ).iterdir() if path.is_file() and path.name[0] != ".")
    except OSError:
        return {}
    now = inputs.settings(root, environ)
    found = {path.name: record for path in paths if (record := _read(path))}
    return {topic: record for topic, record in found.items() if record.inputs.get("settings") == now}


def _written(record: Record) -> str:
    return "".join("\t".join(line) + "\n" for line in _lines(record))


def _lines(record: Record) -> Iterator[tuple[str, ...]]:
    yield (_FORMAT,)
    yield "data", record.data
    yield "templates", record.templates
    yield "out", record.out
    yield "days", *record.days
    yield "forms", *record.forms
    yield from (("input", name, value) for name, value in record.inputs.items())
    yield from (("audience", name) for name in record.audiences)
    yield from (("output", output.audience, output.name, output.digest) for output in record.outputs)
    yield ("end",)


def _read(path: Path) -> Record | None:
    try:
        lines = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError):
        return None
    if not lines or lines[0] != [_FORMAT] or lines[-1] != ["end"]:
        return None

    def of(kind: str) -> list[list[str]]:
        return [line[1:] for line in lines if line[0] == kind]

    try:
        ((data,), (templates,), (out,), forms) = (*of("data"), *of("templates"), *of("out"), *of("forms"))
        ((start, end),) = of("days")
        outputs = tuple(Output(*fields) for fields in of("output"))
        return Record(
            data,
            templates,
            out,
            tuple(forms),
            dict(of("input")),
            tuple(name for (name,) in of("audience")),
            outputs,
            (start, end),
        )
    except (TypeError, ValueError):
        return None
