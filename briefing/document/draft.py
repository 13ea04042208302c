"""One audience's briefing with all that it rests on, before it is rendered; and what it amounts to, part by part.

In: a dataset, an audience, its composition. Out: a `Draft`, which is plain data: whoever renders it, in whatever
process, needs no dataset. Two drafts whose parts have the same digests make the same file.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.base import digest
from briefing.dataset.facts import Dataset, Facts
from briefing.document.compose import Composition
from briefing.document.earlier import Unlike, record
from briefing.document.evidence import evidence
from briefing.proof.anchors import EARLIER
from briefing.proof.withheld import Withheld
from briefing.style.look import Look

#: The records in the evidence, one part each, and what a part of each kind is called.
_RECORDS = {
    "facts": "fact",
    "derivations": "derivation",
    "claims": "claim",
    "statements": "statement",
    "events": "event",
    "sources": "source",
    "subjects": "subject",
    "measures": "measure",
    "units": "unit",
    "qualifiers": "qualifier",
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A page, the evidence of what it prints (plain JSON values), and what its audience may not see."""

    composition: Composition
    evidence: Mapping[str, Any]
    kept: Withheld

    def told(self, origin: Mapping[str, str]) -> dict[str, object]:
        """The evidence with what it is the evidence of; `origin` is what the build was made from."""
        page = self.composition
        about = {"audience": page.audience, "lang": page.lang, "date": page.date, "origin": dict(origin)}
        return {**self.evidence, **about, **_publisher(page.look)}

    def parts(self) -> dict[str, str]:
        """The digest (SHA-256, hex) of everything it is made of, by names such as `fact <id>`, `chart <id>`, `page`."""
        return {name: digest.of_bytes(content.encode()) for name, content in self._parts()}

    def _parts(self) -> Iterator[tuple[str, str]]:
        page = self.composition
        yield "page", page.html
        yield "title", _text([page.lang, page.title, page.subject, page.topic, page.date])
        yield from ((f"style {sheet.shown}", sheet.text) for sheet in page.sheets)
        yield "brand", page.look.brand
        yield from ((f"chart {key}", drawing.svg) for key, drawing in page.drawings.items())
        for key, content in self.evidence.items():
            if key in _RECORDS and isinstance(content, Mapping):
                yield from ((f"{_RECORDS[key]} {name}", _text(record)) for name, record in content.items())
            else:
                yield key, _text(content)
        yield "withheld", _text([sorted(self.kept.ids), sorted(self.kept.texts)])


def drafted(composition: Composition, view: Dataset, facts: Facts, kept: Withheld) -> Draft:
    """The draft of a composition made from `view`, which holds only what the audience may see, and its facts."""
    content = evidence(
        view,
        facts,
        composition.emissions,
        composition.derivations,
        composition.statements,
        composition.sources,
        composition.drawings,
    )
    if isinstance(composition.earlier, Unlike):
        content["uncompared"] = composition.earlier.edition
    elif composition.earlier:
        refs = (emission.ref for emission in composition.emissions if emission.ref)
        told = (ref.removeprefix(EARLIER) for ref in refs if ref.startswith(EARLIER))
        content["previous"] = record(composition.earlier, content, told)
    return Draft(composition, content, kept)


def _publisher(look: Look) -> dict[str, object]:
    """Who publishes, where a brand says so: names that the file may print."""
    names = [name for name in (look.publisher, look.logo.alt if look.logo else "") if name]
    return {"publisher": names} if names else {}


def _text(content: object) -> str:
    return json.dumps(content, ensure_ascii=False)
