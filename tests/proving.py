"""Finished PDFs of the small project, and ways to forge them: other pages, other evidence, with or without a new seal."""

import hashlib
import io
import json
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf

from briefing.diagnostics import Diagnostic
from briefing.document.draft import drafted
from briefing.pdf import readback
from briefing.pdf.font import read_font
from briefing.pdf.pagedigest import digest
from briefing.press import produce
from briefing.proof import prove
from briefing.proof.withheld import Withheld
from tests.composing import SHELF, composed, records

#: More of what a narrative may print: derivations, words, notes, one claim.
NARRATIVE = """## How fast it is

The {{ name("heron") }} is {{ compare("heron/boil-time/post", "egret/boil-time/post") }} the {{ name("egret") }}: it
took {{ n("heron/boil-time/post") }}, which is {{ difference("heron/boil-time/post", "egret/boil-time/post") }} less.

{{ source("maker") }} says {{ n("heron/boil-time/vendor") }}{{ note("Nobody else measured it.") }}.

It is {{ rank("heron", "boil-time", {"by": "post"}) }} of those on the table. The other needs
{{ ratio("egret/boil-time/post", "heron/boil-time/post") }} as long, or
{{ share_words("heron/boil-time/vendor", "egret/boil-time/vendor") }} of it.

It costs {{ n("heron/price") }}; {{ count_sources("heron/price") }} of {{ count("sources") }} sources have it, and one has {{ said("post/L4/heron/price") }}.

## What it costs

Nothing else has a price: {{ statement("quiet") }}. It came in {{ n("heron-on-sale/date") }}.

{{ chart("sale") }}

{{ table("figures") }}

{{ table("all") }}
"""
RICH = {"narrative/buyer.md": NARRATIVE}
NOTHING_KEPT = Withheld(frozenset(), frozenset())
ORIGIN = {"edition": "2025-05-02-aaaaaaaa", "dataset": "0" * 64, "templates": "0" * 64, "version": "0"}

Evidence = dict[str, Any]


def built(root: Path, files: Mapping[str, str] | None = None) -> bytes:
    """The finished PDF of the small project, as a build makes it, gate and all."""
    given = {**RICH, **(files or {})}
    dataset, facts = records(root, given)
    draft = drafted(composed(root, given), dataset, facts, NOTHING_KEPT)
    return produce.proved(draft, produce.set_pages(draft, SHELF), ORIGIN).pdf


@cache
def sample() -> bytes:
    """The finished PDF of the small project, made once."""
    with tempfile.TemporaryDirectory() as folder:
        return built(Path(folder) / "project")


def evidence(pdf: bytes) -> Evidence:
    """A copy of the evidence of a PDF."""
    return dict(prove.evidence_of(readback.read(pdf)))


def proof(pdf: bytes) -> prove.Proof:
    """The proof of a PDF by nothing but itself."""
    reading = readback.read(pdf)
    return prove.prove(reading, prove.evidence_of(reading))


def codes(pdf: bytes) -> set[str]:
    """The codes of what the proof finds."""
    return {finding.code for finding in proof(pdf).findings}


def placeless(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without rectangles, which change with the look of a page."""
    return [replace(it, message=re.sub(r", \d+ to \d+ across, \d+ up", "", it.message)) for it in findings]


def forged(
    pdf: bytes,
    pages: Callable[[pikepdf.Pdf], object] | None = None,
    told: Callable[[Evidence], object] | None = None,
    *,
    sealed: bool = True,
) -> bytes:
    """`pdf` with its pages or its evidence changed; `sealed` with a digest and a checksum that fit the change."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        if pages:
            pages(opened)
        content = json.loads(_attached(opened).read_bytes())
        if told:
            told(content)
        if sealed:
            content["pages"]["digest"] = digest(opened)
        if told or sealed:
            _attach(opened, json.dumps(content).encode(), sealed=sealed)
        opened.save(target, fix_metadata_version=False)
    return target.getvalue()


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], object]) -> bytes:
    """`pdf` changed without a look at its evidence."""
    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        change(opened)
        opened.save(target, fix_metadata_version=False)
    return target.getvalue()


def _attached(opened: pikepdf.Pdf) -> pikepdf.Object:
    return opened.Root.Names.EmbeddedFiles.Names[1].EF.F


def _attach(opened: pikepdf.Pdf, content: bytes, *, sealed: bool) -> None:
    stream = _attached(opened)
    stream.write(content)
    if sealed:
        stream.Params.CheckSum = pikepdf.String(hashlib.md5(content, usedforsecurity=False).digest())


def reworded(old: str, new: str, *, page: int = 1, nth: int = 0) -> Callable[[pikepdf.Pdf], None]:
    """A change of what is drawn: the `nth` place of `old` on a page says `new`, which must be as long."""

    def change(opened: pikepdf.Pdf) -> None:
        target = opened.pages[page - 1]
        instructions = list(pikepdf.parse_content_stream(target))
        assert _redraw(instructions, target.obj.Resources.Font, old, new, nth), f"`{old}` is not drawn"
        target.obj.Contents = opened.make_stream(pikepdf.unparse_content_stream(instructions))

    return change


def _redraw(instructions: list[Any], fonts: pikepdf.Object, old: str, new: str, nth: int) -> bool:
    font = ""
    for at, instruction in enumerate(instructions):
        operator = str(instruction.operator)
        if operator == "Tf":
            font = str(instruction.operands[0])
        if operator != "TJ":
            continue
        texts = read_font(fonts[font]).texts
        items = [part for item in instruction.operands[0] for part in _apart(item)]
        shown = [(n, texts[item]) for n, item in enumerate(items) if isinstance(item, _Code)]
        line = "".join(text for _, text in shown)
        if old not in line or any(len(text) != 1 for _, text in shown):
            continue
        if nth:
            nth -= 1
            continue
        codes_of = {text: code for code, text in texts.items()}
        start = line.index(old)
        for (n, _), letter in zip(shown[start : start + len(old)], new, strict=True):
            items[n] = _Code(codes_of[letter])
        drawn = [pikepdf.String(item.to_bytes(2)) if isinstance(item, _Code) else item for item in items]
        instructions[at] = pikepdf.ContentStreamInstruction([pikepdf.Array(drawn)], pikepdf.Operator("TJ"))
        return True
    return False


class _Code(int):
    """The code of one glyph, as against the number between two."""


def _apart(item: Any) -> list[Any]:
    if not isinstance(item, pikepdf.Object):
        return [item]
    shown = bytes(item)
    return [_Code(int.from_bytes(shown[at : at + 2])) for at in range(0, len(shown), 2)]
