"""The small project with a brand of its own: fonts that matplotlib brings, a drawn logo, colours."""

import shutil
from collections.abc import Mapping
from pathlib import Path

import matplotlib as mpl

from briefing.project import Project
from tests.projects import tiny

FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"
CUTS = ("DejaVuSans", "DejaVuSans-Oblique", "DejaVuSans-Bold", "DejaVuSerif", "DejaVuSerif-Italic", "DejaVuSerif-Bold")
LOGO = """<svg xmlns="http://www.w3.org/2000/svg" width="120" height="36" viewBox="0 0 120 36">
<path d="M0 36 L18 0 L36 36 Z" fill="#8f1d2c"/><path d="M44 8 h70 v6 h-70 z M44 22 h46 v6 h-46 z" fill="#101820"/></svg>
"""
BRAND = """\
name: Wading & Sons 1862
logo: {file: brand/logo.svg, alt: A red triangle of 1862 beside two lines}
colours:
  ink: "#101820"
  accents:
    blue: {strong: "#8f1d2c"}
fonts:
  headings:
    name: DejaVu Sans
    files:
      - {file: brand/DejaVuSans.ttf}
      - {file: brand/DejaVuSans-Oblique.ttf, italic: true}
      - {file: brand/DejaVuSans-Bold.ttf, weight: 700}
  text:
    name: DejaVu Serif
    files:
      - {file: brand/DejaVuSerif.ttf}
      - {file: brand/DejaVuSerif-Italic.ttf, italic: true}
      - {file: brand/DejaVuSerif-Bold.ttf, weight: 700}
"""
#: Characters that our own fonts lack are printed with this one.
FALLBACK = "fonts: {fallback: [{name: DejaVu Sans, files: [{file: brand/DejaVuSans.ttf}]}]}\n"


def branded(root: Path, brand: str = BRAND, files: Mapping[str, str] | None = None) -> Project:
    """The small project at `root` with `brand.yaml` and all that the usual one names, `files` of its topic replaced."""
    project = tiny(root, files)
    (root / "brand").mkdir()
    for cut in CUTS:
        shutil.copy(FONTS / f"{cut}.ttf", root / "brand")
    (root / "brand" / "logo.svg").write_text(LOGO)
    (root / "brand.yaml").write_text(brand)
    return project
