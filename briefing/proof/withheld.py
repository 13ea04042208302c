"""The gate on what an audience may not see: a PDF read back and what is kept from its reader in, what leaks out.

Facts are worked out from what the audience may see alone, so nothing should leak; this looks at the finished file all
the same: pages, charts, alternative texts, bookmarks, metadata and attachments.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.dataset.audience import in_words_of, visible_to
from briefing.dataset.facts import Dataset
from briefing.dataset.reconcile import reconcile
from briefing.diagnostics import Diagnostic
from briefing.proof.anchors import anchor
from briefing.proof.reading import Reading


@dataclass(frozen=True, slots=True)
class Withheld:
    """What one audience may not see: the ids of records and facts, and texts of statements and gaps."""

    ids: frozenset[str]
    texts: frozenset[str]


def withheld(dataset: Dataset, audience: str) -> Withheld:
    """What `dataset` keeps from `audience`."""
    seen = visible_to(dataset, audience)
    claims = {claim.id for claim in dataset.claims} - {claim.id for claim in seen.claims}
    facts = reconcile(dataset).keys() - reconcile(seen).keys() if claims else set()
    statements = dataset.statements.keys() - seen.statements.keys()
    gaps = dataset.gaps.keys() - seen.gaps.keys()
    told = (dataset, in_words_of(dataset, audience))
    texts = {
        *(words.statements[key].says for words in told for key in statements),
        *(words.gaps[key].question for words in told for key in gaps),
    }
    return Withheld(frozenset(claims | facts | statements), frozenset(texts))


def leaks(reading: Reading, kept: Withheld) -> tuple[Diagnostic, ...]:
    """A finding for each id or text of what is kept that the file holds."""
    advice = "print nothing of it for this audience, or open it to the audience with `audiences`"
    return tuple(
        Diagnostic(
            "withheld-content", f"the file holds `{what}`, which its audience may not see ({where})", help=advice
        )
        for what, where in sorted({*_ids(reading, kept), *_texts(reading, kept)})
    )


def _ids(reading: Reading, kept: Withheld) -> Iterator[tuple[str, str]]:
    anchors = {anchor(key): key for key in kept.ids} | {f"st-{key}": key for key in kept.ids}
    for destination in reading.destinations.keys() & anchors.keys():
        yield anchors[destination], "as a destination"
    for attached in reading.attachments.values():
        text = attached.content.decode("utf-8", "replace")
        yield from ((key, f"attached in {attached.name}") for key in kept.ids if f'"{key}"' in text)


def _texts(reading: Reading, kept: Withheld) -> Iterator[tuple[str, str]]:
    if not kept.texts:
        return
    attached = ((it.name, it.content.decode("utf-8", "replace")) for it in reading.attachments.values())
    places = (
        *((f"page {it.page}" if it.page else "text", it.text) for it in (*reading.blocks, *reading.furniture)),
        *((aside.kind, aside.text) for aside in reading.asides),
        *attached,
    )
    patterns = {secret: _as_printed(secret) for secret in kept.texts}
    for where, text in places:
        plain = " ".join(text.split())
        yield from ((secret, where) for secret, pattern in patterns.items() if pattern.search(plain))


def _as_printed(prose: str) -> re.Pattern[str]:
    """What a text with expressions looks like once they are printed: any few words in the place of each."""
    parts = (" ".join(part.split()) for part in re.split(r"\{\{.*?\}\}", prose))
    return re.compile(".{0,80}?".join(re.escape(part) for part in parts))
