"""The proof of a text edition: it read back, and what the build printed, in; what is wrong with it out.

A text has no links. Its figures are found again one after the other, in the order in which they were printed, each in
the very words that the build printed and the evidence allows; any other numeral must lie in a declared name or date.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefing.dataset import numerals
from briefing.diagnostics import Diagnostic
from briefing.proof.asides import around
from briefing.proof.phrases import declared, phrases
from briefing.proof.printable import find
from briefing.proof.printable import judge as judge_of
from briefing.proof.prove import incomplete, printed_findings, unproved
from briefing.proof.reading import Reading
from briefing.proof.recount import recount
from briefing.proof.testimony import Testimony, testimony

#: What parts one block from the next: nothing that is printed reaches over it.
_APART = " ¶ "
Spans = list[tuple[int, int]]


def prove_text(reading: Reading, evidence: Mapping[str, Any]) -> tuple[Diagnostic, ...]:
    """Hold a text edition against its evidence, whose `printed` are in the order of the text."""
    told = testimony(evidence)
    again = recount(told)
    judge = judge_of(told, again)
    text = _APART.join(" ".join(block.text.split()) for block in reading.blocks)
    names = [(start, end) for start, end, _, _ in phrases(declared(told), told.lang).cover(text)]
    figures, lost = _figures(text, told, names)
    return (*again.findings, *printed_findings(told, judge), *lost, *_strays(text, figures + names, told.lang))


def _figures(text: str, told: Testimony, names: Spans) -> tuple[Spans, list[Diagnostic]]:
    """Where the printed figures stand, and those that are not there."""
    printed = [it for it in told.printed if find(it.text, told.lang)]
    places = {it.text: _places(text, it.text) for it in printed}
    latest = _latest([places[it.text] for it in printed], len(text))
    found: Spans = []
    for it, last in zip(printed, latest, strict=True):
        if last is not None:
            found.append(_next(places[it.text], found[-1][1] if found else 0, last, names))
    lost = [it for it, last in zip(printed, latest, strict=True) if last is None]
    findings = [incomplete(f"`{it.text}`, printed of `{it.ref}`, is not in the text") for it in lost]
    return found, findings if printed else [incomplete("the evidence lists nothing that was printed")]


def _places(text: str, words: str) -> Spans:
    """Where `words` stand, and not as a part of a longer number."""
    pattern = rf"(?<![\w.,]){re.escape(' '.join(words.split()))}(?!\w|[.,]\d)"
    return [match.span() for match in re.finditer(pattern, text)]


def _latest(places: list[Spans], end: int) -> list[int | None]:
    """Where each figure may stand at the latest, so that all after it still find a place; None where none is left."""
    latest: list[int | None] = []
    for spans in reversed(places):
        start = next((start for start, stop in reversed(spans) if stop <= end), None)
        end = end if start is None else start
        latest.append(start)
    return latest[::-1]


def _next(places: Spans, after: int, latest: int, names: Spans) -> tuple[int, int]:
    """The next of the places that is not a part of a longer name, where there is such a one."""
    fit = [(start, end) for start, end in places if after <= start <= latest]
    apart = (one for one in fit if not any(_within(one, name) for name in names))
    return next(apart, fit[0])


def _within(span: tuple[int, int], name: tuple[int, int]) -> bool:
    return name[0] <= span[0] and span[1] <= name[1] and name[1] - name[0] > span[1] - span[0]


def _strays(text: str, spans: Spans, lang: str) -> Iterator[Diagnostic]:
    """The numerals that nothing accounts for."""
    for numeral in numerals.literals(text, lang):
        if not any(start <= numeral.start and numeral.end <= end for start, end in spans):
            yield unproved(numeral.text, "text", around(text, numeral))
