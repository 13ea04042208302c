"""A finished PDF as a reader hears it: its structure tree as an outline, a line an element, in order."""

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf

from briefing.pdf.bounds import DRAWN, Meter
from briefing.pdf.finish import Metadata, finish
from briefing.pdf.render import render
from briefing.pdf.text import page_runs
from briefing.proof.reading import Block, Reading
from briefing.shelf import Sheet
from briefing.style.look import House

_SAID = ("/Alt", "/ActualText", "/Lang", "/ID")


def page(body: str, style: str = "", lang: str = "en") -> bytes:
    """A finished PDF of HTML, in the project's fonts; `style` is CSS behind a plain sheet."""
    look = House().look("blue")
    plain = "@page { size: 105mm 148mm; margin: 12mm } * { font-family: 'Source Sans Pro'; font-size: 10pt } h2 { break-after: avoid }"
    html = f'<html lang="{lang}"><title>Kettles</title><body>{body}</body></html>'
    sheets = [Sheet(plain, "plain.css"), Sheet(style, "own.css")]
    pdf = render(html, sheets, {"a.svg": _PICTURE}, lambda _: None, (look.sans, look.serif)).pdf
    return finish(pdf, Metadata("Kettles", "briefing", "A question", (), lang, "2025-05-02"))


_PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><text y="9">Heron</text></svg>'


def moved(reading: Reading, role: str) -> Reading:
    """A reading in which what stands in elements of that role is on the next page."""

    def turn(block: Block) -> Block:
        spans = (
            replace(it, run=replace(it.run, box=replace(it.run.box, page=it.run.box.page + 1))) for it in block.spans
        )
        return replace(block, spans=tuple(spans)) if role in block.roles else block

    return replace(reading, blocks=tuple(map(turn, reading.blocks)))


def outline(pdf: bytes) -> str:
    """The elements, each with its role, what it says of itself, and the text directly in it."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts: dict[Any, Any] = {}
        texts: dict[tuple[int, int], str] = {}
        for number, sheet in enumerate(opened.pages):
            for marked in page_runs(sheet, number, fonts, Meter(DRAWN, "pages")):
                if marked.mcid is not None and not marked.artifact:
                    texts[number, marked.mcid] = texts.get((number, marked.mcid), "") + marked.run.text
        pages = {sheet.obj.objgen: number for number, sheet in enumerate(opened.pages)}
        return "\n".join(_lines(opened.Root.StructTreeRoot.K[0], 0, pages, texts))


def _lines(item: Any, depth: int, pages: dict[Any, int], texts: dict[tuple[int, int], str]) -> Iterator[str]:
    on = pages[item.Pg.objgen] if "/Pg" in item else 0
    said = [f"{key[1:]}={item[key]}" for key in _SAID if key in item]
    attributes = item.get("/A", pikepdf.Dictionary())
    said += [f"{key}={str(attributes[f'/{key}'])[1:]}" for key in ("Scope", "ListNumbering") if f"/{key}" in attributes]
    pieces = []
    for kid in item.get("/K", ()):
        if isinstance(kid, int):
            pieces.append(texts.get((on, kid), ""))
        elif kid.get("/Type") == "/MCR":
            pieces.append(texts.get((pages[kid.Pg.objgen], int(kid.MCID)), ""))
        elif kid.get("/Type") == "/OBJR":
            pieces.append(f"<{kid.Obj.Contents}>")
    line = " ".join([str(item.S)[1:], *said, *([": " + "|".join(pieces)] if pieces else [])])
    yield "  " * depth + line.replace(" :", ":").rstrip()
    for kid in item.get("/K", ()):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _lines(kid, depth + 1, pages, texts)
