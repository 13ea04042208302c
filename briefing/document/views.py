"""What the templates of a page get: plain records whose texts are safe markup with tokens, and marks for what comes later."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class KeyFigureView:
    """One of the figures of the first page; `size` says how long it is: `short` to `longest`."""

    value: Markup
    size: str
    label: Markup
    condition: Markup
    backing: Markup


@dataclass(frozen=True, slots=True)
class WitnessView:
    """One of the sources: what kind it is, when it was published, and which others it repeats."""

    name: Markup
    kind: str
    published: Markup
    repeats: Markup


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
class HouseView:
    """Who publishes: a name, which may be empty, and the address of a logo with what it shows, where there is one."""

    name: Markup
    logo: str
    alt: Markup


@dataclass(frozen=True, slots=True)
class Page:
    """What the templates of a page get.

    `contents_first` says that the first page has room for the contents; `witnesses` are the sources where it has room
    for them too.
    """

    audience: str
    lang: str
    house: HouseView | None
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
    witnesses: tuple[WitnessView, ...]
    introduction: Markup
    sections: tuple[SectionView, ...]
    gaps: tuple[GapView, ...]


def later(name: str) -> Markup:
    """Where a section goes that is made once the rest of the page is known."""
    return Markup("<!--later:{}-->").format(name)


def embed(name: str) -> Markup:
    """Where something goes that is put in once the evidence is known: `policy`, `style`, `script` or `evidence`."""
    return Markup("<!--embed:{}-->").format(name)
