"""What must hold of every chart, whatever its kind and data: nothing collides, runs out, is too small or is lost."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from xml.etree import ElementTree as ET

from briefing.charts.drawing import KINDS, draw
from briefing.charts.marks import Bar, Box, Dot, Label, Line, Mark, overlap
from briefing.charts.sheet import Sheet
from briefing.charts.style import style_for
from briefing.charts.words import Words
from briefing.dataset.facts import Dataset, Facts
from briefing.dataset.specs import ChartSpec
from briefing.exhibit import Drawing
from briefing.style.contrast import TEXT, contrast
from briefing.style.look import House

SVG = "{http://www.w3.org/2000/svg}"
LOOK = House().look()
STYLE = style_for(LOOK)


def sheet(spec: ChartSpec, dataset: Dataset, facts: Facts, lang: str = "en") -> Sheet:
    """The chart before it is painted."""
    return KINDS[spec.kind](spec, facts, Words(dataset, lang), STYLE)


def drawn(spec: ChartSpec, dataset: Dataset, facts: Facts, lang: str = "en") -> Drawing:
    """The chart, once it has been found without fault."""
    found = list(faults(spec, dataset, facts, lang))
    assert not found, found
    return draw(spec, dataset, facts, LOOK, lang)


def faults(spec: ChartSpec, dataset: Dataset, facts: Facts, lang: str = "en") -> Iterator[str]:
    """What is wrong with a chart that any reader would see."""
    drawing = draw(spec, dataset, facts, LOOK, lang)
    marks = sheet(spec, dataset, facts, lang).marks
    yield from _collisions(marks)
    yield from _out_of_bounds(marks, drawing.height * 72 / 25.4)
    yield from _svg_faults(drawing)
    yield from _word_faults(drawing)


def _collisions(marks: tuple[Mark, ...]) -> Iterator[str]:
    labels = [mark for mark in marks if isinstance(mark, Label)]
    for one, other in combinations(labels, 2):
        if overlap(_ink(one), _ink(other)):
            yield f"{one.text!r} meets {other.text!r}"
    for at, label in enumerate(marks):
        if isinstance(label, Label):
            yield from _covered(label, marks[:at], marks[at + 1 :])


def _covered(label: Label, before: tuple[Mark, ...], after: tuple[Mark, ...]) -> Iterator[str]:
    """What a label stands on must hold all of it and let it be read; nothing else may meet it."""
    ink = _ink(label)
    if any(isinstance(mark, Dot) and overlap(ink, mark.box) for mark in before + after):
        yield f"{label.text!r} meets a dot"
    if any(isinstance(mark, Bar) and overlap(ink, _area(mark)) for mark in after):
        yield f"{label.text!r} is covered by a bar"
    met = [mark for mark in before if isinstance(mark, Bar) and overlap(ink, _area(mark))]
    ground = met[-1].colour if met else STYLE.colours.paper
    if met and (met[-1].hatched or met[-1].hollow or (ground != STYLE.colours.paper and not _holds(met[-1], ink))):
        yield f"{label.text!r} meets a bar at {met[-1].x:.0f}, {met[-1].y:.0f}"
    if contrast(label.style.colour, ground) < TEXT:
        yield f"{label.text!r} cannot be read on {ground}"
    shown = before[before.index(met[-1]) + 1 :] if met else before
    for mark in (*shown, *after):
        if isinstance(mark, Line) and any(_strikes(start, end, ink) for start, end in pairwise(mark.points)):
            yield f"{label.text!r} is struck by a line from {mark.points[0]} to {mark.points[-1]}"


def _ink(label: Label) -> Box:
    """The box of a label less a hair, as neighbours on a line may touch."""
    left, top, right, bottom = label.box
    return left + 0.2, top + 0.2, right - 0.2, bottom - 0.2


def _area(bar: Bar) -> Box:
    return bar.x, bar.y, bar.x + bar.width, bar.y + bar.height


def _holds(bar: Bar, box: Box) -> bool:
    left, top, right, bottom = _area(bar)
    return left <= box[0] and top <= box[1] and box[2] <= right and box[3] <= bottom


def _strikes(start: tuple[float, float], end: tuple[float, float], box: Box) -> bool:
    """Whether a stroke enters a box: the shares of it within the box from left to right and from top to bottom meet."""
    first, last = 0.0, 1.0
    for axis in (0, 1):
        low, high, run = box[axis] - start[axis], box[axis + 2] - start[axis], end[axis] - start[axis]
        if run == 0:
            if not low < 0 < high:
                return False
            continue
        first, last = max(first, min(low / run, high / run)), min(last, max(low / run, high / run))
    return first < last


def _out_of_bounds(marks: tuple[Mark, ...], height: float) -> Iterator[str]:
    for mark in marks:
        if isinstance(mark, Label | Dot | Bar):
            left, top, right, bottom = _area(mark) if isinstance(mark, Bar) else mark.box
            if left < -0.5 or top < -0.5 or right > STYLE.width + 0.5 or bottom > height + 0.5:
                yield f"{mark} runs out of the sheet of {STYLE.width:.0f} by {height:.0f}"


def _svg_faults(drawing: Drawing) -> Iterator[str]:
    texts = list(ET.fromstring(drawing.svg).iter(f"{SVG}text"))
    if [text.text for text in texts] != [cell.text for cell in drawing.labels]:
        yield "the labels are not the texts of the SVG in its order"
    if [ref for _, ref in svg_texts(drawing)] != [cell.ref for cell in drawing.labels]:
        yield "a text of the SVG does not carry its ref"
    for text in texts:
        rules = dict(rule.split(":") for rule in text.attrib["style"].replace(" ", "").split(";") if rule)
        if float(rules["font-size"].removesuffix("px")) < LOOK.type.least:
            yield f"{text.text!r} is smaller than {LOOK.type.least} pt"
        if rules["font-family"] != "'SourceSansPro'" or "text-anchor" in rules:
            yield f"{text.text!r} is set in {rules}"


def svg_texts(drawing: Drawing) -> list[tuple[str, str | None]]:
    """The texts of the SVG with the refs of the groups that hold them."""
    groups = ET.fromstring(drawing.svg).iter(f"{SVG}g")
    pairs = [(group.find(f"{SVG}text"), group.get("data-ref")) for group in groups]
    return [(text.text or "", ref) for text, ref in pairs if text is not None]


def _word_faults(drawing: Drawing) -> Iterator[str]:
    alt = "".join(cell.text for cell in drawing.alt)
    if len(alt.split()) > 65 or not alt.endswith("."):
        yield f"alternative text: {alt}"
    if any(len(row) != len(drawing.table.head) for row in drawing.table.rows):
        yield "rows of the table are not of equal length"
    if any(not row[0].text for row in drawing.table.rows):
        yield "a row of the table has no header"
