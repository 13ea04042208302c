"""Topics of any size for measurements: how much of each goes in, a project's folder comes out; nothing is drawn at random.

A topic tells of subjects, each with a score on each of some tests by each of some sources. Sources agree but for one
claim in seven, so that facts are agreed, single-source and disputed as in a real dataset.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

_WORDS = ("amber", "birch", "cedar", "delta", "ember", "fjord", "grove", "heath", "islet", "jetty")
PROSE = (
    "Who reads this wants to know what was measured, by whom and under which conditions, and what is still open.",
    "The figures come from the sources named beside them, each read as it was written, and none is a mean of others.",
    "Where sources differ both values are printed with the names of those who give them, for a reader to weigh.",
    "What no source says is left open here, because a guess would look like a figure once it stands in a table.",
)


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of a topic: a claim for each subject, test and source; `rows` are those of one table."""

    subjects: int = 12
    tests: int = 4
    sources: int = 3
    sections: int = 4
    charts: int = 4
    rows: int = 12
    audiences: tuple[str, ...] = ("investor", "developer", "safety")


def project(root: Path, topics: dict[str, Size]) -> None:
    """Write a project with these topics into an empty folder."""
    (root / "briefing.yaml").parent.mkdir(parents=True, exist_ok=True)
    (root / "briefing.yaml").write_text("data: data\n")
    for name, size in topics.items():
        for file, lines in _files(size, name).items():
            path = root / "data" / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines) + "\n")


def _files(size: Size, name: str) -> dict[str, Iterator[str]]:
    claims = {f"claims/source-{word(at)}.yaml": _claims(size, at) for at in range(size.sources)}
    audiences = {f"audiences/{audience}.yaml": _audience(audience) for audience in size.audiences}
    narratives = {f"narrative/{audience}.md": _narrative(size) for audience in size.audiences}
    return {
        "topic.yaml": _topic(name),
        "sources.yaml": _sources(size),
        "subjects.yaml": _subjects(size),
        "measures.yaml": _measures(size),
        "charts.yaml": _charts(size),
        "tables.yaml": _tables(size),
        **claims,
        **audiences,
        **narratives,
    }


def word(number: int) -> str:
    """A name for a number: amber, birch, …, birch-amber, birch-birch."""
    digits = [int(digit) for digit in str(number)]
    return "-".join(_WORDS[digit] for digit in digits)


def _topic(name: str) -> Iterator[str]:
    yield f"title: Scores of {name}"
    yield "summary: What the sources report of the scores."
    yield "focus: item-amber"
    yield "vendor: maker"


def _sources(size: Size) -> Iterator[str]:
    yield "sources:"
    for at in range(size.sources):
        name = word(at)
        kind = "vendor" if at == 0 else "independent"
        yield (
            f"  - {{id: source-{name}, label: Source {name}, publisher: House {name}, title: Scores by {name},"
            f" published: 2026-03-{at % 27 + 1:02}, kind: {kind}, archive: {name}.txt, sha256: '{sha256(name.encode()).hexdigest()}',"
            f" lines: {size.subjects * size.tests}}}"
        )


def _subjects(size: Size) -> Iterator[str]:
    yield "subjects:"
    yield "  - {id: maker, name: The maker, kind: organisation}"
    for at in range(size.subjects):
        yield f"  - {{id: item-{word(at)}, name: Item {word(at)}, kind: product, maker: maker}}"


def _measures(size: Size) -> Iterator[str]:
    yield "qualifiers:"
    yield "  - {id: mode, name: mode, values: {plain: plain mode, long: long mode}}"
    yield "measures:"
    for at in range(size.tests):
        yield (
            f"  - {{id: test-{word(at)}, name: Test {word(at)}, unit: points, direction: higher, scale: [0, 2000],"
            " qualifiers: mode}"
        )


def _claims(size: Size, source: int) -> Iterator[str]:
    yield f"source: source-{word(source)}"
    yield "claims:"
    for subject in range(size.subjects):
        for test in range(size.tests):
            line = subject * size.tests + test + 1
            yield (
                f"  - {{lines: {line}, subject: item-{word(subject)}, measure: test-{word(test)}, with: {{mode:"
                f" {_mode(test)}}}, value: {value(subject, test, source)}, note: read from the table}}"
            )


def _mode(test: int) -> str:
    return "long" if test % 2 else "plain"


def value(subject: int, test: int, source: int) -> str:
    """The score of a subject on a test, as a source gives it."""
    apart = 3 if source and (subject * 5 + test * 3 + source) % 35 == 0 else 0
    return f"{(subject * 37 + test * 101) % 900 + 100 + apart}.{(subject + test) % 9}"


def fact(subject: int, test: int) -> str:
    """The id of the fact that such claims amount to."""
    return f"item-{word(subject)}/test-{word(test)}/{_mode(test)}"


def _charts(size: Size) -> Iterator[str]:
    yield "charts:"
    for at in range(size.charts):
        test, shown = at % size.tests, [word(subject) for subject in range(min(8, size.subjects))]
        yield f"  - id: ranking-{word(at)}"
        yield "    kind: ranked"
        yield f"    title: 'Item amber scored {{{{ n(''{fact(0, test)}'') }}}}'"
        yield f"    pick: {{measure: test-{word(test)}, with: {{mode: {_mode(test)}}}}}"
        yield f"    subjects: [{', '.join(f'item-{word}' for word in shown)}]"


def _tables(size: Size) -> Iterator[str]:
    yield "tables:"
    yield "  - id: all-figures"
    yield "    kind: facts"
    yield "    title: All figures"
    yield "    facts:"
    for at in range(size.rows):
        yield f"      - {fact(at // size.tests % size.subjects, at % size.tests)}"


def _audience(name: str) -> Iterator[str]:
    yield f"name: {name.capitalize()}"
    yield "title: What the scores say"
    yield "question: Which item scores well?"
    yield "answer: 'Item amber scored {{ n(''" + fact(0, 0) + "'') }}.'"
    yield "key_figures:"
    yield f"  - {{fact: {fact(0, 0)}, label: of item amber}}"
    yield "lead_chart: ranking-amber"


def _narrative(size: Size) -> Iterator[str]:
    """Sections that each tell of some facts, with a note; charts are spread over them, and the table closes."""
    for section in range(size.sections):
        yield f"## Part {word(section)}\n"
        for at, prose in enumerate(PROSE):
            yield f"{_sentence(size, section * len(PROSE) + at)} {prose}\n"
        if 0 < section < size.charts:
            yield f"{{{{ chart('ranking-{word(section)}') }}}}\n"
    yield "## All of it\n"
    yield "{{ table('all-figures') }}\n"


def _sentence(size: Size, number: int) -> str:
    subject, test = number % size.subjects, number // size.subjects % size.tests
    source = f"source-{word(number % size.sources)}"
    note = f"{{{{ note('Read from ' ~ source('{source}') ~ '.') }}}}" if number % 4 == 0 else ""
    return (
        f"{{{{ name('item-{word(subject)}') }}}} scored {{{{ n('{fact(subject, test)}') }}}} on"
        f" {{{{ measure('test-{word(test)}') }}}} {{{{ cite('{source}') }}}}.{note}"
    )
