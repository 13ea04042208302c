"""`brand.yaml` at the root of a project in, the house with its colours, fonts and logo out.

Everything that is wrong is found at once: files that are not there or are not what they should be, and each colour
that would be too weak to read where the design uses it, with a shade of the same hue that is not.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from briefing.base.folders import BRAND_FILE
from briefing.base.picture import wrong_with_png, wrong_with_svg
from briefing.dataset.brand import Brand, BrandFace, BrandFont, BrandLogo
from briefing.diagnostics import Diagnostic, Failure, Place, in_order
from briefing.project import Project
from briefing.settings import read_record
from briefing.style.look import CUTS, SANS, SERIF, Face, Family, House, Logo
from briefing.style.palette import palette, too_weak

_MAX_LOGO, _MAX_FONT = 1_000_000, 32_000_000
_FROM_ROOT = "paths are seen from the folder of `brand.yaml`"
_STATIC = "give a static font file, .otf or .ttf"


def read_brand(project: Project) -> House:
    """The house of a project: ours where it has no `brand.yaml`; raises Failure with all that is wrong with its brand."""
    if not (project.root / BRAND_FILE).exists():
        return House()
    record, findings = read_record(project, BRAND_FILE, Brand)
    if findings:
        raise Failure(_told_of_colours(finding) for finding in findings)
    if record is None:
        return House()
    reader = _Reader(project, record)
    house = reader.house()
    if findings := in_order((*reader.findings, *too_weak(record.colours))):
        raise Failure(findings)
    return house


def named_in_brand(project: Project) -> tuple[str, ...]:
    """The files that the house is read from beside `brand.yaml`, as that names them; none where it cannot be read."""
    if not (project.root / BRAND_FILE).exists():
        return ()
    record, _ = read_record(project, BRAND_FILE, Brand)
    return tuple(record.named()) if record else ()


def _told_of_colours(finding: Diagnostic) -> Diagnostic:
    """How to write a colour; YAML takes one without quotes for a comment, and so for nothing."""
    if finding.code == "wrong-type" and "is empty, but text" in finding.message:
        return replace(finding, help="quote a colour: a bare `#` starts a comment")
    if any("[0-9a-fA-F]{6}" in note for note in finding.notes):
        return replace(finding, notes=(), help='write a colour as six hex digits, in quotes: `"#1a5a96"`')
    return finding


class _Reader:
    """Reads what a brand names; `findings` grow as it does."""

    def __init__(self, project: Project, brand: Brand) -> None:
        self.project = project
        self.brand = brand
        self.findings: list[Diagnostic] = []
        self.digest = hashlib.sha256(project.read(project.root / BRAND_FILE, _MAX_LOGO))

    def house(self) -> House:
        """The house, with our own in place of what cannot be read."""
        brand, fonts = self.brand, self.brand.fonts
        colours, accents = palette(brand.colours)
        house = House(
            publisher=brand.name or "",
            logo=self._logo(brand.logo) if brand.logo else None,
            accents=accents,
            colours=colours,
            sans=self._family(fonts.headings, SANS, whole=True) if fonts.headings else SANS,
            serif=self._family(fonts.text, SERIF, whole=True) if fonts.text else SERIF,
            fallbacks=tuple(self._family(font, SANS) for font in fonts.fallback),
        )
        return replace(house, digest=self.digest.hexdigest())

    def _bytes(self, name: str, place: Place, most: int) -> bytes | None:
        """A file of the project, or None and a finding."""
        path = self.project.root / name
        try:
            if not self.project.inside(path).is_file():
                raise Failure([Diagnostic("missing-file", f"there is no file `{name}`", help=_FROM_ROOT)])
            content = self.project.read(path, most + 1)
        except Failure as failure:
            self.findings += (replace(finding, place=place) for finding in failure.diagnostics)
            return None
        self.digest.update(hashlib.sha256(content).digest())
        if len(content) > most:
            message = f"`{name}` is larger than {most // 1_000_000} MB"
            self.findings.append(Diagnostic("file-too-large", message, place, help="give a smaller file"))
        return content if len(content) <= most else None

    def _logo(self, logo: BrandLogo) -> Logo | None:
        content = self._bytes(logo.file, logo.at("file"), _MAX_LOGO)
        if content is None:
            return None
        kind = Path(logo.file).suffix.lower().removeprefix(".")
        wrong = {"png": wrong_with_png, "svg": wrong_with_svg}.get(kind, lambda _: "it is neither SVG nor PNG")(content)
        if wrong:
            advice = "give an SVG file whose letters are outlines, or a PNG file"
            self.findings.append(
                Diagnostic("bad-logo", f"`{logo.file}` is no logo: {wrong}", logo.at("file"), help=advice)
            )
        return None if wrong else Logo(content, kind, logo.alt)

    def _family(self, font: BrandFont, ours: Family, *, whole: bool = False) -> Family:
        """A family with every cut that the design uses, the nearest in place of one that it lacks."""
        faces = tuple(face for face in map(self._face, font.files) if face)
        if len(faces) < len(font.files):
            return ours
        if whole:
            self.findings += _lacking(font)
        family = Family(font.name, ours.fallback, self.project.root, faces)
        nearest = ((cut, family.nearest(*cut)) for cut in CUTS)
        return replace(family, faces=tuple(Face(*cut, face.file, face.digest) for cut, face in nearest))

    def _face(self, face: BrandFace) -> Face | None:
        """A cut, or None and a finding."""
        content = self._bytes(face.file, face.at("file"), _MAX_FONT)
        if content is None:
            return None
        wrong = _wrong_with_font(content)
        if wrong:
            message = f"`{face.file}` is no font that can be used: {wrong}"
            self.findings.append(Diagnostic("bad-font", message, face.at("file"), help=_STATIC))
        return None if wrong else Face(face.weight, face.italic, face.file, hashlib.sha256(content).hexdigest())


# --- files -----------------------------------------------------------------------------------------------------


def _wrong_with_font(content: bytes) -> str | None:
    from fontTools.ttLib import TTFont, TTLibError  # loaded only for a brand with fonts of its own

    try:
        font = TTFont(BytesIO(content), lazy=True)
        tables = set(font.keys())
        letters = font.getBestCmap() if "cmap" in tables else None
    except (TTLibError, AssertionError, ValueError, KeyError, IndexError, OverflowError) as error:
        return f"it cannot be read ({type(error).__name__})"
    if font.flavor or not letters or tables.isdisjoint(("glyf", "CFF ")):
        return "it is not a plain TrueType or OpenType font"
    return "it is a variable font" if "fvar" in tables else None


def _lacking(font: BrandFont) -> Iterator[Diagnostic]:
    cuts = {(face.weight >= 600, face.italic) for face in font.files}
    wanted = {(False, False): "regular", (False, True): "italic", (True, False): "bold"}
    lacking = [name for cut, name in wanted.items() if cut not in cuts]
    if lacking:
        message = f"`{font.name}` has no {' and no '.join(lacking)} cut"
        advice = "add its file: `{file: …, weight: 700}`, or `italic: true`"
        yield Diagnostic("missing-cut", message, font.at("files"), help=advice)
