"""What a function demands of the fact or measure it is given before it prints anything of it.

In: a fact, a measure or a word. Out: the same, or what was asked of it; a Failure with the finding where it will not do.
"""

from collections.abc import Mapping
from typing import TypeVar

from briefing.dataset import codes
from briefing.dataset.derive import Direction
from briefing.dataset.facts import Fact, Status
from briefing.dataset.model import Measure
from briefing.dataset.values import Term
from briefing.diagnostics import Diagnostic, Failure, unknown

T = TypeVar("T")


def undisputed(fact: Fact) -> Fact:
    """A fact on which sources agree; raises Failure `disputed-fact`."""
    if fact.status is Status.DISPUTED:
        advice = "print it with `n`, which gives every side, or one source's with `said`"
        raise Failure([Diagnostic("disputed-fact", f"sources disagree on `{fact.id}`", help=advice)])
    return fact


def of_terms(fact: Fact) -> Fact:
    """A fact whose values are terms; raises Failure `not-a-term`."""
    if not all(isinstance(value, Term) for value in fact.values):
        raise Failure([Diagnostic("not-a-term", f"`{fact.id}` is a number", help="print it with `n`")])
    return fact


def direction(measure: Measure) -> Direction:
    """Which end of a measure is better; raises Failure `no-direction`."""
    if measure.direction is None:
        advice = "give the measure a `direction`, or print the two figures side by side"
        raise Failure([Diagnostic("no-direction", f"neither end of `{measure.id}` is better", help=advice)])
    return measure.direction


def language(lang: str) -> str:
    """The tag of a language; raises Failure `not-a-language`."""
    if advice := codes.language_mistake(lang):
        raise Failure([Diagnostic("not-a-language", f"`{lang}` is not the tag of a language", help=advice)])
    return lang


def ranked(fact: Fact, measure: Measure) -> Fact:
    """A fact that is a rank; raises Failure `not-a-rank`."""
    if measure.kind != "rank":
        raise Failure([Diagnostic("not-a-rank", f"`{fact.id}` is not a rank", help="print it with `n` or `words`")])
    return fact


def not_held(one: Fact, other: Fact) -> Diagnostic:
    """The finding that a comparison does not hold under every claim."""
    return Diagnostic(
        "comparison-not-held",
        f"`{one.id}` is neither ahead of, behind nor level with `{other.id}` under every claim",
        help="say under which source or condition the comparison holds, or print the two figures side by side",
    )


def known(kind: str, word: object, records: Mapping[str, T], what: str | None = None) -> T:
    """The record of that name; raises Failure `unknown-<kind>`."""
    if not isinstance(word, str) or word not in records:
        raise Failure([unknown(kind, str(word), records, what=what)])
    return records[word]
