"""The file format of a brand: whose briefings they are, and what they look like."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from briefing.dataset.record import Id, Record, Text

Colour = Annotated[str, Field(pattern=r"^#[0-9a-fA-F]{6}$", description="a colour as `#rrggbb`, in quotes")]
#: A colour that is not given is empty and not None: `ink: #101820` without quotes is nothing to YAML, and must be found.
#: The name of a family goes into style sheets and pictures, between quotes.
FamilyName = Annotated[str, Field(pattern=r"^[^\W_][\w .-]*$", max_length=80)]
File = Annotated[str, Field(min_length=1, description="a file inside the project, seen from its root")]


class BrandLogo(Record):
    """A picture that stands for the house on the first page."""

    file: File
    alt: Text = Field(description="what the picture shows, for those who do not see it")


class BrandAccent(Record):
    """One hue. What is left out is worked out from `strong`."""

    strong: Colour = Field(description="for text, rules and bars")
    soft: Colour = Field(default="", description="for marks beside it")
    tint: Colour = Field(default="", description="for grounds")


class BrandColours(Record):
    """The colours that are not ours. The paper stays white, for a page is printed on what lies in the printer."""

    ink: Colour = Field(default="", description="text")
    ink_soft: Colour = Field(default="", description="text that stands back")
    ink_faint: Colour = Field(default="", description="small print")
    wash: Colour = Field(default="", description="a ground")
    alert: Colour = Field(default="", description="text that warns")
    alert_tint: Colour = Field(default="", description="the ground below it")
    bar: Colour = Field(default="", description="bars of subjects out of focus")
    mark: Colour = Field(default="", description="small marks of subjects out of focus")
    pale: Colour = Field(default="", description="fills behind others")
    rule: Colour = Field(default="", description="rules between parts")
    grid: Colour = Field(default="", description="guides within tables and charts")
    accents: dict[Id, BrandAccent] = Field(default={}, description="accents by the name that audiences call them")


class BrandFace(Record):
    """One cut of a family: a static .otf or .ttf file."""

    file: File
    weight: int = Field(default=400, ge=100, le=900, description="400 is regular, 700 bold")
    italic: bool = False


class BrandFont(Record):
    """A family of type."""

    name: FamilyName
    files: tuple[BrandFace, ...] = Field(min_length=1)


class BrandFonts(Record):
    """The families that pages and charts are set in."""

    text: BrandFont | None = Field(default=None, description="running text: regular, italic and bold")
    headings: BrandFont | None = Field(default=None, description="headings, tables and charts: regular, italic, bold")
    fallback: tuple[BrandFont, ...] = Field(
        default=(), description="asked in this order for characters that those two lack"
    )


class Brand(Record):
    """`brand.yaml`: whose briefings they are, and what they look like."""

    name: Text | None = Field(
        default=None, max_length=160, description="the publisher, printed on the pages and kept as the author"
    )
    logo: BrandLogo | None = None
    colours: BrandColours = Field(default_factory=BrandColours)
    fonts: BrandFonts = Field(default_factory=BrandFonts)

    def named(self) -> Iterator[str]:
        """The names of all files that a house is read from."""
        if self.logo:
            yield self.logo.file
        families = filter(None, (self.fonts.headings, self.fonts.text, *self.fonts.fallback))
        yield from (face.file for family in families for face in family.files)
