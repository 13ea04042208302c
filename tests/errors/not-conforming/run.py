from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.pdf.conform import conform
from briefing.pdf.render import render
from briefing.shelf import Sheet
from briefing.style.look import House

STYLE = Sheet("* { font-family: 'Source Sans Pro' }", "templates/styles/text.css")


def run(root: Path) -> Iterable[Diagnostic]:
    look = House().look("blue")
    # As it is rendered, without what `finish` adds.
    html = "<html lang=en><title>Kettles</title><h1>Kettles</h1></html>"
    return conform(render(html, [STYLE], {}, lambda _: None, (look.sans, look.serif)).pdf)
