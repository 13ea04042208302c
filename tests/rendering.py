"""PDFs from HTML, with fonts that come with the installation, and files rewritten by pikepdf."""

import base64
import io
from pathlib import Path
from typing import Any

import font_source_sans_pro
import font_source_serif_pro
import pikepdf
from weasyprint import HTML

SANS = Path(font_source_sans_pro.__file__).parent / "files"
SERIF = Path(font_source_serif_pro.__file__).parent / "files"
STYLE = "".join(
    f"@font-face {{ font-family: '{family}'; font-weight: {weight}; font-style: {style}; src: url('{path.as_uri()}') }}"
    for family, weight, style, path in (
        ("Sans", 400, "normal", SANS / "SourceSansPro-Regular.otf"),
        ("Sans", 700, "normal", SANS / "SourceSansPro-Bold.otf"),
        ("Sans", 400, "italic", SANS / "SourceSansPro-It.ttf"),
        ("Serif", 400, "normal", SERIF / "SourceSerifPro-Regular.ttf"),
    )
)
PAGE = """
body { font-family: Sans; font-size: 11pt; hyphenate-character: '-' }
h1 { font-family: Serif } .serif { font-family: Serif } .n { text-decoration: none; color: inherit }
.fn { float: footnote }
@page { size: A4; margin: 25mm; @top-left { content: 'A running head 2026'; font-family: Serif }
        @bottom-right { content: counter(page) ' of ' counter(pages); font-family: Sans } }
"""


def pdf_of(body: str, style: str = "", head: str = "<title>A title</title>", **options: object) -> bytes:
    html = f"<html lang=en><head>{head}<style>{STYLE}{PAGE}{style}</style></head><body>{body}</body></html>"
    return bytes(HTML(string=html).write_pdf(pdf_variant="pdf/a-3a", **options))


def picture(svg: str, alt: str = "A chart") -> str:
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200" viewBox="0 0 400 200">{svg}</svg>'
    return f'<img alt="{alt}" src="data:image/svg+xml;base64,{base64.b64encode(svg.encode()).decode()}">'


def rewritten(pdf: bytes, change: object = None, **options: Any) -> bytes:
    """`pdf` opened, changed by `change(pdf)` and saved."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if callable(change):
            change(opened)
        opened.save(out, fix_metadata_version=False, **options)
    return out.getvalue()
