"""The numerals that stand outside the running text: in charts, alternative texts, bookmarks and metadata.

A reading and its evidence in; each numeral with what accounts for it out. The texts of a chart must be those that the
evidence lists, in drawing order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, takewhile

from briefing.dataset import numerals
from briefing.dataset.numerals import Numeral
from briefing.diagnostics import counted
from briefing.proof.phrases import Kind, Phrases, phrases
from briefing.proof.printable import Printables
from briefing.proof.reading import Aside, Box, Picture, Reading, Run
from briefing.proof.testimony import Chart, Piece, Testimony

_CONTEXT = 48
#: A name in a chart is looked for in so many lines before and behind.
_LINES = 4
#: Fields that say how the file is made, and all that they may say; `{date}` and `{day}` are the edition's.
_TECHNICAL = (
    (re.compile(r"information (?:CreationDate|ModDate)"), r"D:{day}000000Z"),
    (re.compile(r"metadata xmp:(?:CreateDate|ModifyDate)"), r"{date}T00:00:00Z"),
    (re.compile(r"information Creator|metadata xmp:CreatorTool"), r"briefing"),
    (re.compile(r"information Producer|metadata pdf:Producer"), r"WeasyPrint"),
    (re.compile(r"metadata pdfaid:part"), r"3"),
    (re.compile(r"metadata pdfuaid:part"), r"1"),
    (re.compile(r"metadata pdfaProperty:description"), r"\D*ISO 14289\D*"),
)


@dataclass(frozen=True, slots=True)
class Sighting:
    """A numeral: its text, what it stands in, where, and what accounts for it; `kind` None: nothing does.

    `where` is the part of the file: `text`, `running head`, `chart`, `alternative text`, `bookmark`, …; `said` is the
    whole printed figure around it. `right` is False where its figure does not say that.
    """

    where: str
    text: str
    said: str
    context: str
    kind: Kind | None
    ref: str | None
    page: int
    box: Box | None
    right: bool = True


def charts(reading: Reading, told: Testimony, judge: Printables, names: Phrases) -> Iterator[Sighting]:
    """The numerals of all charts: those drawn, and those of the alternative texts."""
    drawn = [picture for picture in reading.pictures if picture.labels]
    for picture, chart in zip(drawn, told.charts, strict=False):
        labels = [(label.text, label.box) for label in picture.labels if label.text.strip()]
        pieces = [piece for piece in chart.labels if piece.text.strip()]
        both = [(text, box, piece.ref) for (text, box), piece in zip(labels, pieces, strict=False)]
        for at, (text, box, ref) in enumerate(both):
            beside = _plain(reversed(both[max(0, at - _LINES) : at]))[::-1], _plain(both[at + 1 : at + 1 + _LINES])
            yield from _piece("chart", text, ref, judge, names, picture.page, box, beside)
        yield from _alternative(picture, chart, judge, names)


def _plain(labels: Iterable[tuple[str, Box, str | None]]) -> list[str]:
    """The texts of the first labels, up to one that is a figure: the lines that a long name may go on in."""
    return [text for text, _, _ in takewhile(lambda label: not label[2], labels)]


def unlike(reading: Reading, told: Testimony) -> Iterator[tuple[str, int, str, str]]:
    """Where charts are not what the evidence lists: chart, page, what is drawn, what is listed."""
    drawn = [picture for picture in reading.pictures if picture.labels]
    if len(drawn) != len(told.charts):
        yield "all", 0, counted(len(drawn), "chart"), counted(len(told.charts), "chart")
    for picture, chart in zip(drawn, told.charts, strict=False):
        shown, listed = _texts(picture.labels), _texts(chart.labels)
        for one, other in zip(shown + [""] * len(listed), listed + [""] * len(shown), strict=False):
            if one != other:
                yield chart.id, picture.page, one, other
        alt = "".join(piece.text for piece in chart.alt)
        if _bare(picture.alt or "") != _bare(alt):
            yield chart.id, picture.page, picture.alt or "", alt


def _texts(labels: Sequence[Run | Piece]) -> list[str]:
    return [_bare(label.text) for label in labels if label.text.strip()]


def _bare(text: str) -> str:
    """A text without its spaces: charts are set letter by letter, which loses them."""
    return "".join(text.split())


def _alternative(picture: Picture, chart: Chart, judge: Printables, names: Phrases) -> Iterator[Sighting]:
    """The numerals of an alternative text, each in its piece; names may reach over several pieces."""
    text = "".join(piece.text for piece in chart.alt)
    ends = list(accumulate(len(piece.text) for piece in chart.alt))
    for numeral in numerals.literals(text, judge.lang):
        piece = next(piece for piece, end in zip(chart.alt, ends, strict=True) if numeral.start < end)
        kind: Kind | None = "figure" if piece.ref else _named(text, numeral, names)
        right = piece.ref is None or judge.allow(piece.ref, piece.text)
        where, context = "alternative text", around(text, numeral)
        yield Sighting(where, numeral.text, piece.text, context, kind, piece.ref, picture.page, None, right)


def _piece(  # noqa: PLR0913, PLR0917  # a label, and what it is held against
    where: str,
    text: str,
    ref: str | None,
    judge: Printables,
    names: Phrases,
    page: int,
    box: Box | None,
    beside: tuple[Sequence[str], Sequence[str]] = ((), ()),
) -> Iterator[Sighting]:
    before, after = "".join(f"{line} " for line in beside[0]), "".join(f" {line}" for line in beside[1])
    for numeral in numerals.literals(text, judge.lang):
        there = replace(numeral, start=numeral.start + len(before), end=numeral.end + len(before))
        kind: Kind | None = "figure" if ref else _named(before + text + after, there, names)
        right = ref is None or judge.allow(ref, text, part=True)
        yield Sighting(where, numeral.text, text, around(text, numeral), kind, ref, page, box, right)


def asides(reading: Reading, told: Testimony, names: Phrases) -> Iterator[Sighting]:
    """The numerals of bookmarks, metadata, descriptions of links and of pictures that are no charts."""
    printed = phrases(((it.text, "figure", it.ref) for it in told.printed), told.lang)
    of_charts = {picture.alt for picture in reading.pictures if picture.labels}
    for aside in reading.asides:
        if aside.kind != "alternative text" or aside.text not in of_charts:
            yield from _aside(aside, told, names, printed)


def _aside(aside: Aside, told: Testimony, names: Phrases, printed: Phrases) -> Iterator[Sighting]:
    technical = any(
        kind.fullmatch(aside.kind)
        and re.fullmatch(form.replace("{date}", told.date).replace("{day}", told.date.replace("-", "")), aside.text)
        for kind, form in _TECHNICAL
    )
    for numeral in numerals.literals(aside.text, told.lang):
        kind: Kind | None = "technical" if technical else _named(aside.text, numeral, names)
        ref = None
        if kind is None:
            kind, ref = _in(aside.text, numeral, printed)
        context = around(aside.text, numeral)
        yield Sighting(aside.kind, numeral.text, numeral.text, context, kind, ref, aside.page, None)


def _named(text: str, numeral: Numeral, names: Phrases) -> Kind | None:
    return _in(text, numeral, names)[0]


def _in(text: str, numeral: Numeral, known: Phrases) -> tuple[Kind | None, str | None]:
    for start, end, kind, ref in known.cover(text):
        if start <= numeral.start and numeral.end <= end:
            return kind, ref
    return None, None


def around(text: str, numeral: Numeral) -> str:
    """The numeral with some of the text on either side."""
    start, end = max(0, numeral.start - _CONTEXT), numeral.end + _CONTEXT
    return ("…" if start else "") + text[start:end].strip() + ("…" if end < len(text) else "")
