from collections.abc import Iterable
from pathlib import Path

from briefing.diagnostics import Diagnostic
from briefing.pdf.render import render
from briefing.shelf import Sheet
from briefing.style.look import House

HTML = '<html lang=en><title>Kettles</title><h1>Kettles</h1><p><b title="#end">see page</b></p></html>'
STYLE = "* { font-family: 'Source Sans Pro' }\nb::after { content: target-counter(attr(title url), page) }"


def run(root: Path) -> Iterable[Diagnostic]:
    look = House().look("blue")
    families = (look.sans, look.serif)
    return render(HTML, [Sheet(STYLE, "templates/styles/text.css")], {}, lambda _: None, families).findings
