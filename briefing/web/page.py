"""A composition to one HTML file for a browser, which asks nobody for anything.

In: a composition, what it rests on, and templates. Out: the page with its style sheet, fonts, charts, script and
evidence in it, and a policy that lets it load nothing else. Charts keep their text and take their colours from the
style sheet, so that they follow a dark page.
"""

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from mimetypes import guess_type
from typing import Any

from briefing.diagnostics import Diagnostic, Failure
from briefing.document.compose import Composition
from briefing.shelf import Shelf
from briefing.style.look import Look, shades
from briefing.web.fonts import font_faces, unset
from briefing.web.screen import web_variables, with_queries

STYLE, SCRIPT = "styles/web.css", "scripts/web.js"
_EMBED = re.compile(r"<!--embed:([a-z]+)-->")
_SLOT = '<script type="application/json" id="evidence">'
_PICTURE = re.compile(r'<img src="chart:([a-z0-9-]+)\.svg" alt="([^"]*)"\s*/?>')
_OTHER_PICTURE = re.compile(r'src="(chart|template):([^"]+)"')
_INLINE_STYLE = re.compile(r' style="([^"]*)"')
_SIZE = re.compile(r'<svg width="([\d.]+)pt" height="([\d.]+)pt"')
_HEX = re.compile(r"#[0-9a-f]{6}\b")
#: What stands before the policy of a page, and the finding that something else does.
_BEGINNING = re.compile(r"<!DOCTYPE html>\s*<html[^<>]*>\s*<head>\s*(?:<meta charset=\"utf-8\">\s*)?", re.IGNORECASE)
_UNGUARDED = Diagnostic(
    "template-forbidden",
    "the page for browsers does not begin with its policy",
    help='keep the first lines of `frames/web.html.j2`, down to `content="{{ embed("policy") }}"`',
)
#: What may not stand in a script element that holds JSON, as JSON escapes it.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def page(composition: Composition, shelf: Shelf) -> str:
    """The file without its evidence.

    Raises Failure: `unknown-template` where its style sheet or script is missing, `missing-glyph` as for paper.
    """
    body, rules = _with_charts(composition)
    if lacking := tuple(unset(composition.look, body)):
        raise Failure(lacking)
    body = _with_pictures(body, composition.images, shelf)
    script = _sheet(shelf, SCRIPT)
    sheet = with_queries(_sheet(shelf, STYLE))
    style = "".join((font_faces(composition.look, body), web_variables(composition.look), sheet, rules))
    parts = {"policy": _policy(style, script), "style": style, "script": script, "evidence": ""}
    made = _EMBED.sub(lambda match: parts[match[1]], body)
    if not _is_guarded(made, parts["policy"]):
        raise Failure([_UNGUARDED])
    return made


def attach(page: str, evidence: Mapping[str, Any]) -> str:
    """The file with its evidence in it."""
    embedded = json.dumps(evidence, ensure_ascii=False, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)
    before, slot, after = page.partition(_SLOT)
    return f"{before}{slot}{embedded}{after}"


def _sheet(shelf: Shelf, name: str) -> str:
    found = shelf.sheet(name)
    if found is None:
        raise Failure([Diagnostic("unknown-template", f"there is no file `{name}` among the templates")])
    return found.text


def _policy(style: str, script: str) -> str:
    """What the page may load: its own pictures and fonts, its one style sheet and its one script."""
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; font-src data:;"
        f" style-src '{_fingerprint(style)}'; script-src '{_fingerprint(script)}'"
    )


def _is_guarded(html: str, policy: str) -> bool:
    """Whether the policy is what a browser reads first, so that nothing in the page comes before it or goes without."""
    guard = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    beginning = _BEGINNING.match(html)
    return beginning is not None and html.startswith(guard, beginning.end())


def _fingerprint(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# --- charts ---------------------------------------------------------------------------------------------------


def _with_charts(composition: Composition) -> tuple[str, str]:
    """The page with each chart in the place of its picture, and the style rules that they share."""
    colours, classes = _variables(composition.look), dict[str, str]()

    def classed(match: re.Match[str]) -> str:
        declared = _HEX.sub(lambda colour: colours.get(colour[0], colour[0]), match[1])
        return f' class="{classes.setdefault(declared, f"k{len(classes)}")}"'

    def put(match: re.Match[str]) -> str:
        drawing = composition.drawings[match[1]]
        opening = f'<svg role="img" aria-label="{match[2]}" width="{drawing.width:g}mm" height="{drawing.height:g}mm"'
        return _SIZE.sub(opening, _INLINE_STYLE.sub(classed, drawing.svg), count=1).strip()

    html = _PICTURE.sub(put, composition.web.html)
    return html, "".join(f".{name} {{ {declared} }}\n" for declared, name in classes.items())


def _with_pictures(html: str, images: Mapping[str, bytes], shelf: Shelf) -> str:
    """The page with all its other pictures in it; raises Failure `missing-image`."""

    def put(match: re.Match[str]) -> str:
        content = images.get(match[2]) if match[1] == "chart" else shelf.data(match[2])
        if content is None:
            advice = "put the file among the templates, or correct the name"
            raise Failure([Diagnostic("missing-image", f"there is no file at `{match[1]}:{match[2]}`", help=advice)])
        kind = guess_type(match[2])[0] or "application/octet-stream"
        return f'src="data:{kind};base64,{base64.b64encode(content).decode()}"'

    return _OTHER_PICTURE.sub(put, html)


def _variables(style: Look) -> dict[str, str]:
    """The colours of a look as the variables that stand for them in the style sheet."""
    accents = {value: f"var(--accent-{name})" for name, value in asdict(style.accent).items()}
    steps = {ground: f"var(--shade-{step})" for step, ground in enumerate(shades(style))}
    return (
        steps | {value: f"var(--{name.replace('_', '-')})" for name, value in asdict(style.colours).items()} | accents
    )
