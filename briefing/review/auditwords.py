"""Proofs as they are written: a table in Markdown for the summary of a run, plain values for JSON."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefing.review.audit import Examined
from briefing.review.diffwords import escaped

_HEAD = ("topic", "audience", "edition", "pages", "figures", "disputed facts", "numerals proved")
_NUMBERS = 4


def as_markdown(audited: Iterable[Examined]) -> Iterator[str]:
    """A table of PDFs, a row each."""
    yield _row(_HEAD)
    yield _row(["---"] * (len(_HEAD) - _NUMBERS) + ["---:"] * _NUMBERS)
    for one in audited:
        yield _row((*map(_name, (one.topic, one.audience, one.edition)), *map(str, _counts(one)), _proved(one)))


def as_plain(one: Examined) -> dict[str, object]:
    """A proof as plain JSON values: every numeral with its page and what accounts for it, and what that rests on."""
    pages, figures, disputed = _counts(one)
    return {
        "topic": one.topic,
        "audience": one.audience,
        "edition": one.edition,
        "sha256": one.sha256,
        "proved": not one.findings,
        "pages": pages,
        "figures": figures,
        "disputed": disputed,
        "kinds": dict(one.proof.counts),
        "numerals": [
            {"page": it.page, "where": it.where, "text": it.text, "said": it.said, "kind": it.kind, "ref": it.ref}
            for it in one.proof.sightings
        ],
        "rests_on": {**_facts(one.evidence), **_derivations(one.evidence)},
    }


def _facts(evidence: Mapping[str, Any]) -> dict[str, object]:
    """What facts are, by id: their state, and the claims that count with the lines of their sources."""
    claims = evidence["claims"]
    return {
        ref: {
            "status": fact.get("status"),
            "claims": [
                {"id": id_, **{key: claims[id_][key] for key in ("source", "lines")}}
                for id_ in fact["claims"]
                if id_ in claims  # the proof says where one is missing
            ],
        }
        for ref, fact in evidence["facts"].items()
    }


def _derivations(evidence: Mapping[str, Any]) -> dict[str, object]:
    """What was worked out, by id: how, and from what."""
    keys = ("kind", "formula", "inputs")
    return {ref: {key: found.get(key) for key in keys} for ref, found in evidence["derivations"].items()}


def _counts(one: Examined) -> tuple[int, int, int]:
    """How many pages there are, figures, and disputed facts."""
    return one.pages, one.figures, len(one.disputed)


def _proved(one: Examined) -> str:
    count = len(one.proof.sightings)
    return f"**not proved**, {count} found" if one.findings else str(count)


def _name(text: str) -> str:
    """A name out of a file: one line, no markup."""
    return escaped(" ".join(text.split()))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
