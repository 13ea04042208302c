"""Typst, with charts by matplotlib, all audiences in one process: `typst_matplotlib.py FOLDER AUDIENCE…`."""

import sys
import tempfile
from pathlib import Path

import typst
from content import blocks
from drawing import figure_svg

folder, *audiences = sys.argv[1:]
drawn = {}


def text(words):
    return words.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace("#", "\\#").replace("*", "\\*")


def source(audience, work):
    yield '#set page(paper: "a4", margin: (x: 20mm, y: 22mm), numbering: "1 / 1")\n#set text(size: 10.5pt)\n'
    for kind, it in blocks(audience):
        if kind == "title":
            yield f"= {text(it)}\n#outline(title: none, depth: 2)\n"
        elif kind == "lead":
            yield f"_{text(it)}_\n"
        elif kind == "heading":
            yield f"== {text(it)}\n"
        elif kind == "paragraph":
            yield text(it[0]) + (f"#footnote[{text(it[1])}]" if it[1] else "") + "\n"
        elif kind == "chart":
            if str(it) not in drawn:
                drawn[str(it)] = f"{len(drawn)}.svg"
                (work / drawn[str(it)]).write_bytes(figure_svg(it))
            yield f'#figure(image("{drawn[str(it)]}", alt: "{it[0]}"), caption: [{text(it[0])}])\n'
        elif kind == "table":
            head, *rows = it[1]
            cells = ", ".join(f"[{text(cell)}]" for row in rows for cell in row)
            top = ", ".join(f"[*{text(cell)}*]" for cell in head)
            yield f"*{text(it[0])}*\n#table(columns: {len(head)}, table.header({top}), {cells})\n"


with tempfile.TemporaryDirectory() as name:
    work = Path(name)
    for audience in audiences:
        (work / "page.typ").write_text("\n".join(source(audience, work)))
        typst.compile(str(work / "page.typ"), output=f"{folder}/{audience}.pdf")
