"""A document with everything in it, and the same with one thing broken in the finished file."""

from collections.abc import Callable
from functools import cache

import pikepdf

from briefing.diagnostics import Diagnostic
from briefing.pdf.access import access
from briefing.pdf.readback import read
from tests.rendering import rewritten
from tests.tagging import page

_ROWS = "".join(
    f"<tr><th scope='row'>Kettle {'i' * (n % 30)}</th><td>fast</td><td>dear</td></tr>" for n in range(1, 70)
)
_TEXT = "A kettle that is watched does not boil, and one that is not watched boils over in the end. " * 5
_BODY = f"""
<h1 id="top">Kettles</h1>
<p>For whoever buys.</p>
<nav><h2>Contents</h2><ul><li><a href="#h-pace">Pace</a></li><li><a href="#h-all">All kettles</a></li></ul></nav>
<h2 id="h-pace">Pace</h2>
<p class="noted">The Heron is fast.<span class="fn" id="n-1">It <a href="#s-post">says</a> so itself.</span></p>
<p class="noted">See <a href="https://example.org/a">a page on the web with a very long name that needs more than one
line of this narrow sheet of paper</a>; the <span lang="de">Zeitgeist</span> wants it.</p>
<ul><li>One<ul><li>Two</li><li>Three<span class="fn" id="n-2">Not four.</span></li></ul></li><li>Five</li></ul>
<ol><li>First</li><li>Then</li></ol>
<figure><figcaption>Who is fast</figcaption><img src="chart:a.svg" alt="Bars: the Heron is fast, the Egret is slow">
<p><a href="#t-a">Data table</a></p></figure>
<p>{_TEXT}</p><p>{_TEXT}</p>
<h2 id="h-all">All kettles</h2>
<table><caption>Every kettle</caption><thead><tr><th>Name</th><th>Pace</th><th>Price</th></tr></thead>
<tbody>{_ROWS}</tbody></table>
<p class="noted">Last words.<span class="fn" id="n-3">The very last.</span></p>
<h2>Data behind the charts</h2>
<table id="t-a"><caption>Who is fast</caption><thead><tr><th>Name</th><th>Pace</th></tr></thead>
<tbody><tr><th scope="row">Heron</th><td>fast</td></tr><tr><th scope="row">Egret</th><td>slow</td></tr></tbody></table>
<p id="s-post">The Kitchen Post.</p>
"""
_STYLE = """
@page { @top-left { content: "Kettles, a briefing" } @bottom-right { content: counter(page) } }
li ul { list-style-type: "– " }
nav a::after { content: leader(' . ') ' ' target-counter(attr(href), page) } nav ul { columns: 2; list-style: none }
.fn { float: footnote } p { orphans: 2; widows: 2 } caption, figcaption { break-after: avoid } .noted, tr { break-inside: avoid } thead th { font-weight: 700 }
"""
LANGUAGES = ("de",)


@cache
def whole() -> bytes:
    """The document: contents, notes, links that wrap, lists in lists, a chart, a table over pages, another language."""
    return page(_BODY, _STYLE)


def found(pdf: bytes) -> tuple[Diagnostic, ...]:
    """What the rules find in it."""
    return access(pdf, read(pdf), LANGUAGES)


def broken(change: Callable[[pikepdf.Pdf], object]) -> tuple[Diagnostic, ...]:
    """What the rules find once the finished file was changed so."""
    return found(rewritten(whole(), change))
