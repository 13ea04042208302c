"""HTML to PDF pages: the one owner of WeasyPrint.

In: a page's HTML, its style sheets, the pictures it may show and the font families. Out: the uncompressed, tagged
PDF/A-3a; what is still missing for PDF/UA-1 is added by `finish`. Whatever
WeasyPrint merely logs, each address it was not allowed to reach and each missing glyph is a finding that stops it.
Nothing is fetched: `chart:` and `template:` addresses are served from memory, all others are refused.
"""

import atexit
import logging
import os
import re
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from html import unescape
from mimetypes import guess_type
from pathlib import Path

from briefing.dataset.texts import FONT_WANTED, unprintable
from briefing.diagnostics import Diagnostic, Failure, Place, Severity, errors, in_order
from briefing.pdf import libraries, stylebounds, variables
from briefing.pdf.pages import Pages
from briefing.pdf.variables import Plain
from briefing.shelf import Sheet
from briefing.style.look import Family

_FONTS = Path(__file__).with_name("fonts.conf")
#: What the fetcher says of an address for which it has made a finding of its own.
_TOLD = "refused by the renderer"
#: A drawing that holds a part of itself again and again, which takes for ever to draw.
_REPEATED = re.compile(r"<(?:[^\s<>/:]+:)?use\b", re.IGNORECASE)


@contextmanager
def _own_fonts_only() -> Iterator[None]:
    """Keep fontconfig from the machine's fonts; it reads its configuration when imported and for each new one."""
    before = os.environ.get("FONTCONFIG_FILE")
    os.environ["FONTCONFIG_FILE"] = str(_FONTS)
    try:
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="No fonts configured", category=UserWarning)
            yield
    finally:
        if before is None:
            del os.environ["FONTCONFIG_FILE"]
        else:
            os.environ["FONTCONFIG_FILE"] = before


with _own_fonts_only(), libraries.by_name():
    from weasyprint import CSS, HTML, Document
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    from briefing.pdf import faint, origins


def render(
    html: str,
    sheets: Sequence[Sheet],
    images: Mapping[str, bytes],
    files: Callable[[str], bytes | None],
    families: tuple[Family, ...],
) -> Pages:
    """Set a page; raises Failure with everything that was found.

    `images` are the pictures at `chart:<name>`; `files` gives the bytes at `template:<name>`, or None.
    """
    if _REPEATED.search(html):
        message, advice = "a drawing in the page holds `<use>`", "draw it as often as it is wanted"
        raise Failure([Diagnostic("broken-image", message, help=advice)])
    fetcher = _Fetcher(images, files)
    fetcher.demand_bounded(sheets, html)
    with _own_fonts_only(), _log() as log, _shallow(log):
        config, faces = _fonts(families)
        styles = [faces, *(_style(sheet, config, fetcher, log) for sheet in variables.written_out(sheets, html))]
        document = HTML(string=html, url_fetcher=fetcher).render(
            font_config=config, stylesheets=styles, pdf_variant="pdf/a-3a"
        )
        with origins.kept():
            pdf = document.write_pdf(pdf_variant="pdf/a-3a", uncompressed_pdf=True)
    findings = in_order(
        [
            *(*log.findings, *fetcher.findings, *_missing_glyphs(document, families)),
            *(*_lost(html, document), *faint.faint(document)),
        ]
    )
    if errors(findings):
        raise Failure(findings)
    return Pages(pdf, len(document.pages), findings)


@contextmanager
def _shallow(log: "_Log") -> Iterator[None]:
    """Raise Failure where a style sheet, or the page itself, is nested too deeply for the renderer, or too large."""
    try:
        yield
    except ArithmeticError:
        message, advice = "it holds sizes that cannot be laid out", "give letters and boxes sizes that fit on a page"
        raise Failure([Diagnostic("style-too-complex", message, help=advice)]) from None
    except RecursionError:
        message, advice = "it is nested too deeply to be laid out", "write it more simply: selectors, lists in lists"
        place = Place(log.sheet.sheet.shown) if log.sheet else None
        raise Failure([Diagnostic("style-too-complex", message, place, help=advice)]) from None


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves what it was given and remembers every other address it was asked for."""

    def __init__(self, images: Mapping[str, bytes], files: Callable[[str], bytes | None]) -> None:
        super().__init__(allowed_protocols=("chart", "template", "font"), allow_redirects=False)
        self._sources: dict[str, Callable[[str], bytes | None]] = {"chart": images.get, "template": files}
        self.findings: list[Diagnostic] = []
        self.bounds = stylebounds.Bounds()

    def demand_bounded(self, sheets: Sequence[Sheet], html: str) -> None:
        """Raise Failure with all that is too complex in the styles of a page."""
        texts = ((stylebounds.inline(html), None), *((sheet.text, sheet.shown) for sheet in sheets))
        findings = [it for text, shown in texts for it in self.bounds.findings(text, shown)]
        if findings := [*findings, *stylebounds.spans(html)]:
            raise Failure(findings)

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        scheme, _, name = url.partition(":")
        source = self._sources.get(scheme)
        if source is None:
            self.findings.append(Diagnostic("address-refused", f"the page asks for `{url}`", help=_FROM_TEMPLATES))
            raise ValueError(_TOLD)
        try:
            content = source(name)
        except Failure as failure:
            self.findings += failure.diagnostics
            raise ValueError(_TOLD) from failure
        if content is None:
            advice = "put the file among the templates, or correct the name"
            self.findings.append(Diagnostic("missing-image", f"there is no file at `{url}`", help=advice))
            raise ValueError(_TOLD)
        if name.endswith(".css") and (found := self.bounds.findings(content.decode("utf-8", "replace"), name)):
            self.findings += found
            raise ValueError(_TOLD)
        return URLFetcherResponse(url, content, {"Content-Type": guess_type(name)[0] or "application/octet-stream"})


class _FontFetcher(_Fetcher):
    """Serves the files that our own rules name, and nothing else; no page and no style sheet of a project gets it."""

    def __init__(self) -> None:
        super().__init__({}, _no_file)
        self._sources = {"font": _font_bytes}


def _no_file(_: str) -> bytes | None:
    return None


def _font_bytes(path: str) -> bytes:
    return Path(path).read_bytes()


@lru_cache(maxsize=4)
def _fonts(families: tuple[Family, ...]) -> tuple[FontConfiguration, CSS]:
    """A font configuration with nothing but the families' own cuts; shared, because they are read and written out."""
    config = FontConfiguration()
    rules = (
        f"@font-face {{font-family: '{family.name}'; font-weight: {face.weight};"
        f" font-style: {'italic' if face.italic else 'normal'};"
        f" src: url('font:{family.file_of(face).path.as_posix()}')}}"
        for family in families
        for face in family.faces
    )
    return config, CSS(string="\n".join(rules), font_config=config, url_fetcher=_FontFetcher())


atexit.register(_fonts.cache_clear)  # a configuration takes the files it made with it, but not while Python ends


def _style(sheet: Plain, config: FontConfiguration, fetcher: URLFetcher, log: "_Log") -> CSS:
    log.sheet = sheet
    style = CSS(string=sheet.text, font_config=config, url_fetcher=fetcher)
    log.sheet = None
    return style


# --- what WeasyPrint logs --------------------------------------------------------------------------------------

_FROM_TEMPLATES = "pictures and styles come from the templates folder: `template:<name>`"
_HONOUR = "correct it or take it out: nothing in a style may be ignored in silence"
#: What a message holds, the code it becomes, and what to do; the first that fits.
_CODES = (
    ("Failed to load image", "broken-image", "draw the picture again: it cannot be read"),
    ("SVG", "broken-image", "draw the picture again: it cannot be read"),
    ("Relative URI reference", "address-refused", _FROM_TEMPLATES),
    ("Font-face", "missing-font", "install the package that brings the font"),
    ("No anchor", "dangling-link", "give the place that is meant an `id`, or take the link out"),
    ("Anchor defined twice", "duplicate-anchor", "give each place an `id` of its own"),
    ("has no required alt", "missing-alt", "say in `alt` what the picture shows; draw decoration with CSS"),
    ('Missing required "lang"', "missing-lang", "say the language: `<html lang=…>`"),
    ("Ignored", "css-ignored", _HONOUR),
    ("Invalid", "css-ignored", _HONOUR),
    ("Unsupported", "css-ignored", _HONOUR),
    ("Unknown", "css-ignored", _HONOUR),
)
_ID = re.compile(r"<[a-z0-9]+ (?:[^<>]* )?id=\"([^\"]+)\"")
_AT = re.compile(r" at (\d+):(\d+)")
_SLOW = Diagnostic(
    "no-subset-library",
    "fonts are cut down without HarfBuzz, which takes longer and gives other bytes",
    help="install the HarfBuzz subset library (Debian, Ubuntu: `libharfbuzz-subset0`)",
    severity=Severity.WARNING,
)


class _Log(logging.Handler):
    """Every warning as a finding, placed in the style sheet that is being read."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.findings: list[Diagnostic] = []
        self.sheet: Plain | None = None

    def emit(self, record: logging.LogRecord) -> None:
        message = record.getMessage()
        if _TOLD in message or ".notdef glyph" in message:
            return
        if "HarfBuzz-Subset" in message:
            self.findings.append(_SLOW)
            return
        known = ((code, advice) for words, code, advice in _CODES if words in message)
        code, advice = next(known, ("render-warning", None))
        place = None
        if self.sheet and (spot := _AT.search(message)):
            line, column = int(spot[1]), int(spot[2])
            place = Place(self.sheet.sheet.shown, line, self.sheet.column(line, column))
            message = _AT.sub("", message).replace(" `,", "`,")
        told = (message[:1].lower() + message[1:].rstrip(".: ")).replace('"', "`").replace("'", "`")
        self.findings.append(Diagnostic(code, told, place, help=advice))


@contextmanager
def _log() -> Iterator[_Log]:
    logger, log = logging.getLogger("weasyprint"), _Log()
    logger.addHandler(log)
    try:
        yield log
    finally:
        logger.removeHandler(log)


# --- what the finished pages tell ------------------------------------------------------------------------------


def _missing_glyphs(document: Document, families: tuple[Family, ...]) -> Iterator[Diagnostic]:
    """Characters that no font of ours has, whether another font was taken or none."""
    ours = {family.name for family in families}
    fonts = document.fonts.values()
    kinds = (map(chr, font.missing) if font.family in ours else font.to_unicode.values() for font in fonts)
    if letters := {text[0] for texts in kinds for text in texts}:
        yield unprintable("missing-glyph", "the fonts of the page cannot print", letters, FONT_WANTED)


def _lost(html: str, document: Document) -> Iterator[Diagnostic]:
    """Anchors of the page that stand on none of the laid-out pages: what held them was dropped without a word."""
    kept = {name for page in document.pages for name in page.anchors}
    for name in dict.fromkeys(unescape(found) for found in _ID.findall(html)):
        if name not in kept:
            advice = "show what holds it; a footnote needs a paragraph that is not split and an area without margins"
            yield Diagnostic("content-lost", f"`#{name}` is in the page but on no sheet of it", help=advice)
