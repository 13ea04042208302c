"""The design in one place: colours, type, spacing and fonts as frozen values, and the same as CSS variables.

In: the name of an accent. Out: a `Look`, which charts read directly and the style sheet through `css_variables`.
Text colours keep a contrast of 4.5:1 or more on `paper` and on every tint (WCAG 2.2 AA), graphic colours 3:1 on
`paper`. Accents differ in hue for eyes and in use for print: nothing is told by colour alone.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Literal

AccentName = Literal["blue", "teal", "plum", "ochre"]


@dataclass(frozen=True, slots=True)
class Accent:
    """One hue in three strengths: `strong` for text and bars, `soft` for marks beside it, `tint` for grounds."""

    strong: str
    soft: str
    tint: str


ACCENTS: dict[AccentName, Accent] = {
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
    lead: float = 11.5
    h3: float = 11.0
    h2: float = 14.5
    h1: float = 23.0
    figure: float = 25.0
    leading: float = 1.42
    tight: float = 1.2


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in points, each half as much again or twice as much as the one before."""

    hair: float = 2.0
    small: float = 4.0
    medium: float = 8.0
    large: float = 12.0
    wide: float = 18.0
    vast: float = 28.0


@dataclass(frozen=True, slots=True)
class Page:
    """A4 in millimetres."""

    width: float = 210.0
    height: float = 297.0
    margin: float = 20.0

    @property
    def content(self) -> float:
        """The width between the margins: what a full chart takes."""
        return self.width - 2 * self.margin


@dataclass(frozen=True, slots=True)
class Face:
    """One cut of a family."""

    weight: int
    italic: bool
    file: str


@dataclass(frozen=True, slots=True)
class Family:
    """A type family that comes with an installed package, never from the system."""

    name: str
    fallback: str
    package: str
    faces: tuple[Face, ...]

    def path(self, weight: int = 400, italic: bool = False) -> Path:
        """The file of a cut; raises LookupError where the family has none such."""
        for face in self.faces:
            if (face.weight, face.italic) == (weight, italic):
                return Path(str(files(self.package).joinpath(face.file)))
        raise LookupError(f"{self.name} has no cut of weight {weight}{' italic' if italic else ''}")


def _faces(stem: str) -> tuple[Face, ...]:
    cuts = ((400, False, "Regular"), (400, True, "It"), (600, False, "Semibold"), (600, True, "SemiboldIt"))
    bold = ((700, False, "Bold"), (700, True, "BoldIt"))
    return tuple(Face(weight, italic, f"files/{stem}-{cut}.otf") for weight, italic, cut in cuts + bold)


SANS = Family("Source Sans Pro", "sans-serif", "font_source_sans_pro", _faces("SourceSansPro"))
SERIF = Family("Source Serif Pro", "serif", "font_source_serif_pro", _faces("SourceSerifPro"))


@dataclass(frozen=True, slots=True)
class Look:
    """Everything that decides how pages and charts look."""

    accent: Accent = ACCENTS["blue"]
    colours: Colours = field(default_factory=Colours)
    type: Type = field(default_factory=Type)
    spacing: Spacing = field(default_factory=Spacing)
    page: Page = field(default_factory=Page)
    sans: Family = SANS
    serif: Family = SERIF


def look_for(accent: AccentName = "blue") -> Look:
    """The house look in one accent."""
    return Look(accent=ACCENTS[accent])


def css_variables(look: Look) -> str:
    """The look as one `:root` rule: `--ink`, `--accent-tint`, `--size-body`, `--space-medium`, `--font-sans`, …

    Colours are hex, sizes and spaces in pt, page measures in mm, `--leading` and `--tight` bare numbers.
    """
    lines = "\n".join(f"  --{name.replace('_', '-')}: {value};" for name, value in _variables(look))
    return f":root {{\n{lines}\n}}\n"


def _variables(look: Look) -> Iterator[tuple[str, str]]:
    yield from asdict(look.colours).items()
    yield "accent", look.accent.strong
    yield from ((f"accent-{name}", value) for name, value in asdict(look.accent).items())
    for name, size in asdict(look.type).items():
        yield (name, f"{size:g}") if name in ("leading", "tight") else (f"size-{name}", f"{size:g}pt")
    yield from ((f"space-{name}", f"{space:g}pt") for name, space in asdict(look.spacing).items())
    yield from ((f"page-{name}", f"{length:g}mm") for name, length in asdict(look.page).items())
    yield "page-content", f"{look.page.content:g}mm"
    for role, family in (("sans", look.sans), ("serif", look.serif)):
        yield f"font-{role}", f'"{family.name}", {family.fallback}'


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours after WCAG 2.2, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
