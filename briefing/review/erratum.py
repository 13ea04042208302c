"""Who is to be told that something was wrong: an impact and the ledger in; a correction for each reader, out.

Only who got an earlier edition that printed it is written to, once for each edition that replaces it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from briefing.delivery.ledger import Ledger
from briefing.delivery.parcel import Correction
from briefing.diagnostics import Diagnostic, Failure
from briefing.project import Project
from briefing.review.impact import BEFORE, Printing, Rest, impact


@dataclass(frozen=True, slots=True)
class Erratum:
    """A correction for one reader (an `Address.key`) of one audience."""

    topic: str
    audience: str
    address: str
    correction: Correction


def errata(project: Project, name: str, book: Ledger) -> tuple[Erratum, ...]:
    """The corrections that `name`, a fact or anything `impact` knows, calls for.

    Raises Failure (status 2) where the name is unknown, and `nothing-corrected` where no earlier edition that printed it
    was sent to anyone.
    """
    printings = impact(project, name, book.readers).printings
    standing = {(it.topic, it.audience): it for it in printings if it.stands}
    earlier = [it for it in printings if not it.stands and _own(it)]
    readers = dict.fromkeys((it.topic, it.audience, address) for it in earlier for address in it.recipients)
    if not readers:
        raise _nothing(name)
    return tuple(
        Erratum(topic, audience, address, _correction(name, (topic, audience, address), earlier, standing))
        for topic, audience, address in readers
    )


def _correction(
    name: str,
    reader: tuple[str, str, str],
    earlier: Iterable[Printing],
    standing: Mapping[tuple[str, str], Printing],
) -> Correction:
    topic, audience, address = reader
    theirs = [it for it in earlier if (it.topic, it.audience) == (topic, audience) and address in it.recipients]
    before = tuple((it.edition, _pages(it), _texts(it)) for it in theirs)
    now = standing.get((topic, audience))
    return Correction(name, before, _texts(now) if now else ())


def _own(printing: Printing) -> tuple[Rest, ...]:
    """What it prints as holding, as against what it tells of the edition before it."""
    return tuple(rest for rest in printing.rests if rest.kind != BEFORE)


def _texts(printing: Printing) -> tuple[str, ...]:
    """What it prints of it, each once; a statement goes by its name."""
    return tuple(dict.fromkeys(text for rest in _own(printing) for text in rest.texts or (rest.ref,)))


def _pages(printing: Printing) -> tuple[int, ...]:
    return tuple(sorted({page for rest in _own(printing) for page in rest.pages}))


def _nothing(name: str) -> Failure:
    message = f"no edition before the one that stands printed `{name}` and was sent to anyone"
    advice = "correct the data and run `briefing build` first; `briefing impact` says who printed it"
    return Failure([Diagnostic("nothing-corrected", message, help=advice)], status=2)
