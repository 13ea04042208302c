"""What the templates of a page get: plain records whose texts are safe markup with tokens.

Also the two questions of room on the first page that a style sheet cannot answer: how large a key figure may be set, and
whether the contents still fit below the chart.
"""

from dataclasses import dataclass
from math import ceil
from typing import TypeVar

from markupsafe import Markup

T = TypeVar("T")
#: How large a key figure is set, by how many characters it has at most.
_SIZES = ((6, "short"), (10, "medium"), (14, "long"))
#: The height of the first page, in points, and what stands on it whatever is said there: rules, figures, margins.
_HEIGHT, _FURNITURE = 740, 215
#: Characters to a line and points a line: title, question, answer, a chart's title, the contents.
_TITLE, _QUESTION, _ANSWER, _CAPTION, _ENTRY = (44, 28), (92, 16), (88, 15.5), (86, 14), (45, 13)
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class KeyFigureView:
    """One of the figures of the first page; `size` says how long it is: `short` to `longest`."""

    value: Markup
    size: str
    label: Markup
    condition: Markup
    backing: Markup


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of the narrative, or an entry of the contents."""

    anchor: Markup
    title: Markup
    html: Markup


@dataclass(frozen=True, slots=True)
class GapView:
    """A question that no source answers, and what they say near it."""

    question: Markup
    known: Markup


@dataclass(frozen=True, slots=True)
class Page:
    """What the templates of a page get; `contents_first` says that the first page has room for the contents."""

    audience: str
    lang: str
    topic: Markup
    reader: Markup
    edition: Markup
    plain_title: Markup
    title: Markup
    question: Markup
    answer: Markup
    key_figures: tuple[KeyFigureView, ...]
    lead_chart: Markup
    contents: tuple[SectionView, ...]
    contents_first: bool
    introduction: Markup
    sections: tuple[SectionView, ...]
    gaps: tuple[GapView, ...]


def size_of(figure: str) -> str:
    """How large a key figure is set: `short` to `longest`."""
    return next((size for most, size in _SIZES if len(figure) <= most), "longest")


def has_room(title: str, question: str, answer: str, chart: tuple[str, float], entries: int) -> bool:
    """Whether the contents fit on the first page below the rest; `chart` is its title and height in millimetres."""
    texts = ((title, _TITLE), (question, _QUESTION), (answer, _ANSWER), (chart[0], _CAPTION))
    used = sum(ceil(len(text) / characters) * points for text, (characters, points) in texts)
    contents = ceil(entries / 2) * _ENTRY[1]
    return _FURNITURE + used + chart[1] * _POINTS_PER_MM + contents <= _HEIGHT
