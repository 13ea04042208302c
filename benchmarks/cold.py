"""From cold, with nothing changed and with one fact changed: three briefings, against other ways to make three PDFs.

All print the same generated text, figures, tables, charts and notes (`peers/content.py`); only ours also prints, attaches
and proves its evidence, keeps PDF/UA-1 and PDF/A-3a, and says what each figure rests on. A peer that is not installed is
left out and named. Run as `.venv/bin/python -m benchmarks.cold [ROUNDS]`; peers want `typst` from PyPI, and Chromium.
"""

import shutil
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from benchmarks.measure import BRIEFING, PYTHON, Command, Spent, rounds, table
from benchmarks.topics import Size, project

SIZE = Size(subjects=12, tests=4, sources=3, sections=10, charts=4, rows=48)

USUAL = "WeasyPrint script, usual"
_PEERS = Path(__file__).parent / "peers"


def main(count: int) -> None:
    """Measure all in one rotation, `count` times."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        commands = {**dict(_own(folder)), **dict(_peers(folder))}
        spent = rounds(commands, count)
    usual = spent[USUAL]
    rows = [_row(name, it, usual) for name, it in sorted(spent.items(), key=lambda item: -item[1].wall)]
    table("Three briefings", ["what", "wall, s", "CPU, s", "peak MB", "wall / usual", "CPU / usual"], rows)


def _row(name: str, spent: Spent, usual: Spent) -> list[str]:
    figures = (spent.wall, spent.cpu, spent.wall / usual.wall, spent.cpu / usual.cpu)
    wall, cpu, *ratios = (f"{figure:.3f}" if figure < 0.1 else f"{figure:.2f}" for figure in figures)
    return [name, wall, cpu, f"{spent.peak:.0f}", *ratios]


def _own(folder: Path) -> Iterator[tuple[str, Command]]:
    """Ours: each in a project and with a cache of its own."""
    for name in ("cold", "alone", "still", "changed", "shared"):
        project(folder / name, {"t": SIZE})
    cold = [BRIEFING, "build", "--no-cache"]
    yield "briefing, cold", Command(cold, folder / "cold", before=lambda: _empty(folder / "cold"))
    yield (
        "briefing, cold, one process",
        Command([*cold, "--jobs", "1"], folder / "alone", before=lambda: _empty(folder / "alone")),
    )
    yield "briefing, nothing changed", Command([BRIEFING, "build"], folder / "still", _cache(folder / "still"))
    yield "import click", Command([PYTHON, "-c", "import click"])
    yield (
        "briefing, a fact of one audience changed",
        Command(
            [BRIEFING, "build"], folder / "changed", _cache(folder / "changed"), lambda: _alone(folder / "changed")
        ),
    )
    yield (
        "briefing, a fact of all audiences changed",
        Command([BRIEFING, "build"], folder / "shared", _cache(folder / "shared"), lambda: _shift(folder / "shared")),
    )


def _cache(root: Path) -> dict[str, str]:
    return {"BRIEFING_CACHE_DIR": str(root / "cache")}


def _empty(root: Path) -> None:
    shutil.rmtree(root / "out", ignore_errors=True)


def _alone(root: Path) -> None:
    """Another value of a claim that the first audience alone may see, and prints."""
    path = root / "data/t/claims/alone.yaml"
    before = int(path.read_text().rpartition(" ")[2].strip("}\n")) if path.exists() else 500
    path.write_text(
        "source: source-birch\nclaims:\n"
        "  - {lines: 1, subject: maker, measure: test-amber, with: {mode: long}, audiences: investor,"
        f" value: {before + 1}}}\n"
    )
    narrative = root / "data/t/narrative/investor.md"
    if "maker/" not in narrative.read_text():
        with narrative.open("a") as file:
            file.write("\nIt scored {{ n('maker/test-amber/long') }} itself.\n")


def _shift(root: Path) -> None:
    """Another value of a claim that all audiences print."""
    path = root / "data/t/claims/source-amber.yaml"
    lines = path.read_text().split("\n")
    at = next(number for number, line in enumerate(lines) if "value: " in line)
    head, _, tail = lines[at].partition("value: ")
    number, comma, rest = tail.partition(",")
    lines[at] = f"{head}value: {float(number) + 1:.1f}{comma}{rest}"
    path.write_text("\n".join(lines))


def _peers(folder: Path) -> Iterator[tuple[str, Command]]:
    out = folder / "peers"
    out.mkdir()

    def apart(script: str) -> Command:
        line = " && ".join(f"{PYTHON} {_PEERS / script} {name} {out}/{name}.pdf" for name in SIZE.audiences)
        return Command(["sh", "-c", line])

    yield USUAL, apart("weasyprint_usual.py")
    yield "WeasyPrint, SVG, tagged", Command([PYTHON, str(_PEERS / "weasyprint_svg.py"), str(out), *SIZE.audiences])
    if find_spec("typst"):
        script = str(_PEERS / "typst_matplotlib.py")
        yield "Typst, charts by matplotlib", Command([PYTHON, script, str(out), *SIZE.audiences])
    else:
        sys.stderr.write("left out: Typst (pip install typst)\n")
    if shutil.which("chromium"):
        yield "Chromium", apart("chromium_print.py")
    else:
        sys.stderr.write("left out: Chromium (apt-get install chromium)\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
