"""What must hold of a web page besides the proof: it hangs together, and it asks nobody for anything."""

from collections import Counter
from collections.abc import Iterator

from briefing.diagnostics import Diagnostic
from briefing.web.read import Web

#: Where a link may lead: into the page, to the web, to mail. The policy of the page keeps it from fetching anything.
_FOLLOWED = ("#", "https://", "http://", "mailto:")


def hangs_together(web: Web) -> tuple[Diagnostic, ...]:
    """A finding for each id that stands twice, link that leads nowhere, and address that a browser would fetch."""
    return (*_twice(web), *_nowhere(web), *_outside(web))


def _twice(web: Web) -> Iterator[Diagnostic]:
    for name, count in Counter(web.ids).items():
        if count > 1:
            advice = "give each place an `id` of its own"
            yield Diagnostic("duplicate-anchor", f"anchor defined twice: `{name}`", help=advice)


def _nowhere(web: Web) -> Iterator[Diagnostic]:
    known = set(web.ids)
    for link in dict.fromkeys(web.links):
        if link.startswith("#") and link.removeprefix("#") not in known:
            advice = "give the place that is meant an `id`, or take the link out"
            yield Diagnostic("dangling-link", f"no anchor `{link}` in the web page", help=advice)


def _outside(web: Web) -> Iterator[Diagnostic]:
    advice = "a web page has its pictures, styles and scripts in it; a link leads to the web, to mail or into the page"
    refused = [f"a link to `{link}`" for link in dict.fromkeys(web.links) if not link.startswith(_FOLLOWED)]
    for what in dict.fromkeys((*web.asked, *refused)):
        yield Diagnostic("address-refused", f"the web page has {what}", help=advice)
