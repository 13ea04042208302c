"""The design in one place: colours, type, spacing and fonts as frozen values, and the same as CSS variables.

In: the house, which a brand may have changed, and the name of an accent. Out: a `Look`, which charts read directly and
the style sheet through `css_variables`. `PAIRS` says which colours meet and how far apart they must be; accents differ
in hue for eyes and in use for print: nothing is told by colour alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from briefing.style.contrast import GRAPHICS, TEXT, contrast, mixed


@dataclass(frozen=True, slots=True)
class Accent:
    """One hue in three strengths: `strong` for text and bars, `soft` for marks beside it, `tint` for grounds."""

    strong: str
    soft: str
    tint: str


ACCENTS: Mapping[str, Accent] = {
    "blue": Accent(strong="#1a5a96", soft="#6996c0", tint="#e8f0f8"),
    "teal": Accent(strong="#0a675f", soft="#559d95", tint="#e3f1ef"),
    "plum": Accent(strong="#7a2a66", soft="#b47ba5", tint="#f6eaf3"),
    "ochre": Accent(strong="#855406", soft="#b68840", tint="#f8f0e0"),
}


@dataclass(frozen=True, slots=True)
class Colours:
    """What is not an accent. `bar` and `mark` are graphics (3:1 on paper), `grid` and `rule` mere guides."""

    paper: str = "#ffffff"
    wash: str = "#f4f6f8"
    ink: str = "#1a2027"
    ink_soft: str = "#47525c"
    ink_faint: str = "#5f6a74"
    bar: str = "#8b959f"
    mark: str = "#68737d"
    pale: str = "#dbe0e5"
    rule: str = "#b9c1c9"
    grid: str = "#e3e7eb"
    alert: str = "#a83c0c"
    alert_tint: str = "#fbece4"


@dataclass(frozen=True, slots=True)
class Type:
    """Sizes in points. Nothing is set below `least`."""

    least: float = 7.0
    note: float = 7.5
    chart: float = 8.25
    small: float = 8.5
    body: float = 9.75
    answer: float = 10.5
    lead: float = 11.5
    h3: float = 11.0
    h2: float = 14.5
    h1: float = 23.0
    figure: float = 25.0
    figure_medium: float = 16.0
    figure_long: float = 13.0
    figure_longest: float = 11.0
    figure_line: float = 30.0
    leading: float = 1.42
    tight: float = 1.2


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in points, each half as much again or twice as much as the one before."""

    dense: float = 1.0
    entry: float = 1.5
    hair: float = 2.0
    cell: float = 2.5
    note: float = 3.0
    small: float = 4.0
    column: float = 6.0
    medium: float = 8.0
    figure: float = 10.0
    large: float = 12.0
    wide: float = 18.0
    vast: float = 28.0


@dataclass(frozen=True, slots=True)
class Strokes:
    """Widths of rules in points."""

    thin: float = 0.5
    heading: float = 1.0
    bold: float = 3.0


@dataclass(frozen=True, slots=True)
class Page:
    """A4 in millimetres: margins, that of the first page's top, and the measures that text keeps to."""

    width: float = 210.0
    height: float = 297.0
    margin: float = 20.0
    top: float = 22.0
    bottom: float = 20.0
    first: float = 15.0
    running: float = 4.0
    gutter: float = 8.0
    cell: float = 3.0
    aside: float = 30.0
    indent: float = 4.0
    hanging: float = 2.0
    logo: float = 9.0

    @property
    def content(self) -> float:
        """The width between the margins: what a full chart takes."""
        return self.width - 2 * self.margin


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of a family; `digest` is a hash of its file, empty where that cannot change."""

    weight: int
    italic: bool
    file: str
    digest: str = ""


@dataclass(frozen=True, slots=True, order=True)
class FontFile:
    """Where a font is, and what it is: what is known of a font is known of its content, which a save may change."""

    path: Path
    digest: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """A type family that comes with an installed package or lies in a folder of the project, never from the system.

    `fallback` is the generic family of CSS; `home` the name of the package, or the folder.
    """

    name: str
    fallback: str
    home: str | Path
    faces: tuple[Face, ...]

    def file(self, weight: int = 400, italic: bool = False) -> FontFile:
        """The file of a cut; raises LookupError where the family has none such."""
        for face in self.faces:
            if (face.weight, face.italic) == (weight, italic):
                return self.file_of(face)
        raise LookupError(f"{self.name} has no cut of weight {weight}{' italic' if italic else ''}")

    def nearest(self, weight: int = 400, italic: bool = False) -> Face:
        """The cut that is most like the one wanted: of its slant where there is one, then of its weight."""
        return min(self.faces, key=lambda face: (face.italic != italic, abs(face.weight - weight), -face.weight))

    def file_of(self, face: Face) -> FontFile:
        """The file of a cut of its own."""
        home = self.home if isinstance(self.home, Path) else Path(str(files(self.home)))
        return FontFile(home / face.file, face.digest)


#: The cuts that pages and charts are set in: weight, and whether italic.
CUTS = tuple((weight, italic) for weight in (400, 600, 700) for italic in (False, True))


def _faces(stem: str) -> tuple[Face, ...]:
    cuts = ((400, False, "Regular"), (400, True, "It"), (600, False, "Semibold"), (600, True, "SemiboldIt"))
    bold = ((700, False, "Bold"), (700, True, "BoldIt"))
    return tuple(Face(weight, italic, f"files/{stem}-{cut}.otf") for weight, italic, cut in cuts + bold)


SANS = Family("Source Sans Pro", "sans-serif", "font_source_sans_pro", _faces("SourceSansPro"))
SERIF = Family("Source Serif Pro", "serif", "font_source_serif_pro", _faces("SourceSerifPro"))


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that stands for the house: its bytes, `svg` or `png`, and what it shows in words."""

    content: bytes
    kind: str
    alt: str


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that decides how pages and charts look.

    `fallbacks` are asked for what the first families lack; `publisher` and `logo` say whose briefing it is;
    `brand` is the digest of the house.
    """

    accent: Accent = ACCENTS["blue"]
    colours: Colours = field(default_factory=Colours)
    type: Type = field(default_factory=Type)
    spacing: Spacing = field(default_factory=Spacing)
    strokes: Strokes = field(default_factory=Strokes)
    page: Page = field(default_factory=Page)
    sans: Family = SANS
    serif: Family = SERIF
    fallbacks: tuple[Family, ...] = ()
    publisher: str = ""
    logo: Logo | None = None
    brand: str = ""

    @property
    def families(self) -> tuple[Family, ...]:
        """All families, in the order in which they are asked."""
        return (self.serif, self.sans, *self.fallbacks)


@dataclass(frozen=True, slots=True)
class House:
    """Who publishes, and what its look is in every accent: ours, or what a brand makes of it.

    `digest` is a hash (SHA-256, hex) of the brand and every file that it names; empty without a brand.
    """

    publisher: str = ""
    logo: Logo | None = None
    accents: Mapping[str, Accent] = field(default_factory=lambda: ACCENTS)
    colours: Colours = field(default_factory=Colours)
    sans: Family = SANS
    serif: Family = SERIF
    fallbacks: tuple[Family, ...] = ()
    digest: str = ""

    def look(self, accent: str = "blue") -> Look:
        """The look in one accent; raises KeyError where the house has none of that name."""
        return Look(
            accent=self.accents[accent],
            colours=self.colours,
            sans=self.sans,
            serif=self.serif,
            fallbacks=self.fallbacks,
            publisher=self.publisher,
            logo=self.logo,
            brand=self.digest,
        )


# --- which colours meet ----------------------------------------------------------------------------------------

_INKS = ("ink", "ink_soft", "ink_faint", "alert")
_GROUNDS = ("paper", "wash", "alert_tint", "accent.tint")
#: Each colour that is drawn, the ground it is drawn on, and the least contrast: 4.5 for text, 3 for graphics.
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, ground, TEXT) for ink in _INKS for ground in _GROUNDS),
    *(("accent.strong", ground, TEXT) for ground in ("paper", "wash", "accent.tint")),
    ("accent.soft", "paper", GRAPHICS),
    ("bar", "paper", GRAPHICS),
    ("mark", "paper", GRAPHICS),
)


def colour(look: Look, token: str) -> str:
    """The colour that a token of `PAIRS` names: `ink_soft`, `accent.tint`."""
    owner, _, name = token.rpartition(".")
    return str(getattr(look.accent if owner else look.colours, name))


def accent_of(strong: str, colours: Colours) -> Accent:
    """An accent from its strong colour alone: as soft, and as tinted, as what stands in and on it allows."""
    soft = next((_mix(strong, colours, share) for share in range(60, 100, 4) if _seen(strong, colours, share)), strong)
    inks = (strong, *(str(getattr(colours, name)) for name in _INKS))
    tints = (_mix(strong, colours, share) for share in range(10, 0, -1))
    tint = next((one for one in tints if min(contrast(ink, one) for ink in inks) >= TEXT), colours.paper)
    return Accent(strong, soft, tint)


def _mix(strong: str, colours: Colours, share: int) -> str:
    return mixed(strong, colours.paper, share / 100)


def _seen(strong: str, colours: Colours, share: int) -> bool:
    return contrast(_mix(strong, colours, share), colours.paper) >= GRAPHICS


# --- as CSS ----------------------------------------------------------------------------------------------------


def shades(look: Look) -> tuple[str, ...]:
    """Five grounds that stand for an order, from the tint of the accent to its strong colour.

    Text in `ink` can be read on all but the last, text in `paper` on that; lightness alone carries the order, so that
    it stays in black and white.
    """
    return _shades(look.accent, look.colours.ink)


@lru_cache(maxsize=16)
def _shades(accent: Accent, ink: str) -> tuple[str, ...]:
    """They are looked for among a hundred, and every chart asks."""
    grounds = [mixed(accent.strong, accent.tint, part / 100) for part in range(101)]
    farthest = max((part for part, ground in enumerate(grounds) if contrast(ground, ink) >= TEXT), default=0)
    return (*(grounds[farthest * step // 3] for step in range(4)), accent.strong)


def css_variables(look: Look) -> str:
    """The look as one `:root` rule: `--ink`, `--accent-tint`, `--size-body`, `--space-medium`, `--font-sans`, …

    Colours are hex, sizes, spaces and strokes in pt, page measures in mm, `--leading` and `--tight` bare numbers;
    `--figures` and `--figures-aligned` say how numerals look.
    """
    lines = "\n".join(f"  --{name.replace('_', '-')}: {value};" for name, value in _variables(look))
    return f":root {{\n{lines}\n}}\n"


def _variables(look: Look) -> Iterator[tuple[str, str]]:
    yield from asdict(look.colours).items()
    yield "accent", look.accent.strong
    yield from ((f"accent-{name}", value) for name, value in asdict(look.accent).items())
    yield from ((f"shade-{step}", ground) for step, ground in enumerate(shades(look)))
    for name, size in asdict(look.type).items():
        yield (name, f"{size:g}") if name in ("leading", "tight") else (f"size-{name}", f"{size:g}pt")
    yield from ((f"space-{name}", f"{space:g}pt") for name, space in asdict(look.spacing).items())
    yield from ((f"stroke-{name}", f"{width:g}pt") for name, width in asdict(look.strokes).items())
    yield from ((f"page-{name}", f"{length:g}mm") for name, length in asdict(look.page).items())
    yield "page-content", f"{look.page.content:g}mm"
    # Our own families have lining figures of one width; asked for all the same, they cost a thirtieth of the layout.
    ours = (look.sans, look.serif) == (SANS, SERIF)
    yield "figures", "normal" if ours else "lining-nums"
    yield "figures-aligned", "normal" if ours else "lining-nums tabular-nums"
    for role, family, other in (("sans", look.sans, look.serif), ("serif", look.serif, look.sans)):
        names = ", ".join(f'"{one.name}"' for one in (family, *look.fallbacks, other))
        yield f"font-{role}", f"{names}, {family.fallback}"
