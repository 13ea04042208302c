"""URL templates such as `https://example.org/{topic}/{edition}.pdf`: filled in, with every value quoted."""

import re
from collections.abc import Iterator
from urllib.parse import quote

from briefing.delivery.parcel import Parcel
from briefing.diagnostics import Diagnostic, Place, unknown

_HOLE = re.compile(r"\{([^{}]*)\}")
NAMES = ("topic", "audience", "edition", "address", "key")
_SCHEMES = ("https://", "http://", "mailto:")


def fill(template: str, parcel: Parcel) -> str:
    """The URL for one parcel."""
    delivery = parcel.delivery
    return _HOLE.sub(lambda hole: quote(getattr(delivery, hole[1]), safe=""), template)


def check(template: str, place: Place) -> Iterator[Diagnostic]:
    """What is wrong with a URL template."""
    yield from (
        unknown("placeholder", name, NAMES, place=place) for name in _HOLE.findall(template) if name not in NAMES
    )
    bare = _HOLE.sub("", template)
    if not template.startswith(_SCHEMES) or not bare.isascii() or not bare.isprintable() or set(bare) & set(" <>{},"):
        advice = "write it as https://example.org/{topic}/{edition}.pdf, without spaces, commas or angle brackets"
        yield Diagnostic("bad-link", f"`{template[:80]}` is not a link", place, help=advice)
