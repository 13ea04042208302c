"""The gallery: one picture of each kind of chart, with its text, its spec and its keys, as `docs/gallery.md`.

Made by the code from the invented kettles of `tests/fixtures/gallery`, so that it shows what the code does. `make
gallery` writes it; a test holds what is committed against it.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Literal, get_args, get_origin

from pydantic.fields import FieldInfo

from briefing.building import drafting, pipeline
from briefing.charts import drawing as charts
from briefing.charts.marks import labels
from briefing.charts.style import style_for
from briefing.charts.words import Words
from briefing.dataset.facts import Dataset
from briefing.dataset.files import CHARTS
from briefing.dataset.reconcile import reconcile
from briefing.dataset.record import Record
from briefing.dataset.specs import ChartSpec, Exhibit
from briefing.diagnostics import Failure
from briefing.document.figures import Figures
from briefing.document.ledger import Ledger
from briefing.document.sandbox import Sandbox
from briefing.exhibit import Cell
from briefing.settings import open_project
from briefing.style.look import House

ROOT = Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "tests" / "fixtures" / "gallery"
PAGE = "docs/gallery.md"
#: The ground that a picture brings along, so that it can be read on a dark page, and how far it reaches beyond.
_MARGIN = 12.0

#: What each kind is for, and when another serves better.
ABOUT: Mapping[str, tuple[str, str]] = {
    "ranked": (
        "One measure, many subjects, and the reader wants to know who comes where.",
        "the measure has no meaningful zero (`dots`), or there are several measures (`heat`, `multiples`)",
    ),
    "gaps": (
        "Many measures, one subject, and the reader wants to know how far it is ahead or behind the best rival.",
        "the figures themselves matter more than the distances (`heat`)",
    ),
    "dots": (
        "Facts of one unit without a zero, or under several conditions, each group apart.",
        "lengths should be held against each other and the unit has a zero (`ranked`)",
    ),
    "scatter": (
        "Two measures of the same subjects, and whether one goes with the other.",
        "few subjects have both",
    ),
    "timeline": (
        "What happened when, true to time, with dates as precise as the sources have them.",
        "all events fall on one day, or there are more than about fifteen",
    ),
    "multiples": (
        "The same few subjects over a few measures, each on its own scale.",
        "there are many measures (`heat`)",
    ),
    "heat": (
        "Many measures and subjects at once: every figure, and where each stands in its row.",
        "only one measure matters (`ranked`), or the distances do (`gaps`)",
    ),
    "slope": (
        "Each figure beside its counterpart: the maker's and an outside one, before and after.",
        "there are more than two conditions (`dots`), or they follow each other (`trend`)",
    ),
    "trend": (
        "How one measure moved over time, or over another condition that runs, for a few subjects.",
        "there are only two points (`slope`), or events without figures (`timeline`)",
    ),
    "matrix": (
        "Who says what: statements and figures by source, with what is said more weakly, contradicted or not said.",
        "the figures of many subjects are wanted, not who gives them (`heat`)",
    ),
}


def pages() -> dict[str, str]:
    """Every file of the gallery by its path from the root."""
    dataset = pipeline.sound(open_project(FIXTURE, {}), "kettles")
    texts = _authored(dataset)
    made = {f"docs/gallery/{kind}.svg": picture for kind, (picture, *_) in texts.items()}
    return {PAGE: "".join(_page(dataset, texts)), **made}


def _authored(dataset: Dataset) -> dict[str, tuple[str, str, str]]:
    """Picture, title and alternative text by kind, in the order in which `charts` has them."""
    facts, look = reconcile(dataset), House().look()
    ledger, sandbox = Ledger(), Sandbox(drafting.shelf(open_project(FIXTURE, {})))
    figures = Figures(dataset, facts, "en", ledger, sandbox)
    sandbox.globals.update(figures.functions())
    specs: dict[str, ChartSpec] = {spec.kind: spec for spec in dataset.charts.values()}
    found = {}
    for kind in charts.KINDS:
        spec = specs[kind]
        drawing = charts.draw(spec, dataset, facts, look, "en", figures.say)
        sheet = charts.KINDS[kind](spec, facts, Words(dataset, "en", figures.say), style_for(look))
        widths = [label.width for label in labels(sheet.marks)]
        found[kind] = (
            _standalone(drawing.svg, widths),
            _text(figures.say(spec.title, spec.at("title"))),
            _text(drawing.alt),
        )
    if sandbox.findings or ledger.findings:
        raise Failure((*sandbox.findings, *ledger.findings))
    return found


def _text(cells: tuple[Cell, ...]) -> str:
    return " ".join("".join(cell.text for cell in cells).split())


def _standalone(picture: str, widths: list[float]) -> str:
    """A picture that needs no page: on white, each text as wide as it was measured whatever font a browser has."""
    lengths = iter(widths)
    picture = re.sub(
        "<text ", lambda _: f'<text textLength="{next(lengths):.2f}" lengthAdjust="spacingAndGlyphs" ', picture
    )
    picture = picture.replace("'Source Sans Pro'", "'Source Sans Pro', 'Source Sans 3', Arial, sans-serif")
    head = re.match(r'<svg width="([\d.]+)pt" height="([\d.]+)pt" viewBox="[^"]*"', picture)
    assert head
    width, height = (float(side) + 2 * _MARGIN for side in head.groups())
    ground = f'<rect x="{-_MARGIN}" y="{-_MARGIN}" width="{width:.2f}" height="{height:.2f}" fill="#ffffff"/>'
    box = f'<svg width="{width:.2f}pt" height="{height:.2f}pt" viewBox="{-_MARGIN} {-_MARGIN} {width:.2f} {height:.2f}"'
    return picture.replace(head[0], box, 1).replace(">\n", f">\n{ground}\n", 1)


def _page(dataset: Dataset, texts: Mapping[str, tuple[str, str, str]]) -> Iterator[str]:
    yield (
        "<!-- Made by `make gallery` from tests/fixtures/gallery. -->\n"
        "# Kinds of chart\n\n"
        "A chart is an entry of `charts.yaml`. Its title says the finding, and its numbers come from facts. Each kind "
        "also gives an\nalternative text and a data table from the same facts. Whatever the data, labels are laid out "
        "so that none meets another;\na chart that has no room for them is refused (`chart-too-crowded`). Nothing is "
        "told by colour alone.\n\n"
        f"{_keys(Exhibit, tuple(Record.model_fields))}\n"
        "A *pick* is `{measure: …, with: {…}, label: …}`: the facts of a measure whose conditions include those given, "
        "one a\nsubject. The kettles below are invented.\n"
    )
    authored = _specs(dataset)
    for kind, (_, title, alt) in texts.items():
        purpose, unfit = ABOUT[kind]
        model = CHARTS[kind]
        yield (
            f"\n## `{kind}`\n\n{purpose} Not where {unfit}.\n\n**{title}**\n\n![{alt}](gallery/{kind}.svg)\n\n"
            f"{_keys(model, tuple(Exhibit.model_fields))}\n```yaml\n{authored[kind]}\n```\n"
        )


def _keys(model: type[Record], known: tuple[str, ...]) -> str:
    """The keys of a spec as a table."""
    rows = [
        f"| `{field.alias or name}` | {'yes' if field.is_required() else 'no'} | {_means(name, field)} |\n"
        for name, field in model.model_fields.items()
        if name not in (*known, "kind")
    ]
    return "| key | needed | what it holds |\n| --- | --- | --- |\n" + "".join(rows)


#: What keys hold whose records say nothing more of them.
_MEANINGS = {
    "id": "the name by which narratives place it",
    "title": "the finding, computed",
    "note": "small print below the chart",
    "pick": "the pick that is ranked",
    "subjects": "the subjects, in order",
    "rows": "picks, one a row",
    "rivals": "who may be the best rival; default: every other subject",
    "facts": "fact ids",
    "group_by": "what makes a group",
    "x": "the pick of the level axis",
    "y": "the pick of the upright axis",
    "events": "event ids",
    "panels": "picks, one a panel",
    "pairs": "`{left: …, right: …, label: …}`: fact ids, of which one may be missing",
    "statements": "statement ids",
    "sources": "source ids; default: all",
}


def _means(name: str, field: FieldInfo) -> str:
    """What a key holds; of a choice what there is to choose from."""
    said = field.description or _MEANINGS[name]
    choices = get_args(field.annotation) if get_origin(field.annotation) is Literal else ()
    return f"{said}: {' or '.join(f'`{choice}`' for choice in choices)}; default `{field.default}`" if choices else said


def _specs(dataset: Dataset) -> dict[str, str]:
    """The spec of each chart as it is written."""
    by_line = sorted(dataset.charts.values(), key=lambda spec: spec.place.line)
    lines = (FIXTURE / "data" / "kettles" / "charts.yaml").read_text(encoding="utf-8").splitlines()
    ends = [*(spec.place.line - 1 for spec in by_line[1:]), len(lines)]
    return {spec.kind: "\n".join(lines[spec.place.line - 1 : end]) for spec, end in zip(by_line, ends, strict=True)}


def main() -> None:
    """Write the gallery."""
    for name, content in pages().items():
        path = ROOT / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
