"""Which texts of a dataset hold given characters, and findings about characters that nothing can print, at such places.

In: a dataset and characters; a page where only what it prints matters. Out: places, or findings at them.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from briefing.dataset.facts import Dataset
from briefing.dataset.places import Step
from briefing.dataset.record import Record
from briefing.diagnostics import Diagnostic, Place

#: Fields that no page prints.
_UNPRINTED = frozenset({"note", "aliases", "about", "archive"})


#: What to do about a character that no font has.
FONT_WANTED = "write it another way, or declare a font that has it: `fonts: fallback:` in `brand.yaml`"


def unprintable(code: str, what: str, letters: Iterable[str], advice: str) -> Diagnostic:
    """The finding that `what` ("the fonts cannot print") is so of each of `letters`."""
    known = "".join(sorted(set(letters)))
    return Diagnostic(code, f"{what} {_listed(known)}", help=advice, letters=known)


def placed(findings: Iterable[Diagnostic], dataset: Dataset, page: str = "") -> Iterator[Diagnostic]:
    """The findings; those about characters once for each text of the dataset that holds some, and for those in none.

    A text counts if `page`, where there is one, has the word that holds the character.
    """
    for finding in findings:
        where = holding(frozenset(finding.letters), dataset, page) if finding.letters else {}
        yield from (_only(finding, held, place) for place, held in where.items())
        rest = "".join(letter for letter in finding.letters if not any(letter in held for held in where.values()))
        if rest or not where:
            yield _only(finding, rest, finding.place)


def _only(finding: Diagnostic, letters: str, place: Place | None) -> Diagnostic:
    """The same finding about some of its characters alone."""
    message = finding.message.replace(_listed(finding.letters), _listed(letters)) if letters else finding.message
    return replace(finding, message=message, letters=letters, place=place)


def _listed(letters: Iterable[str]) -> str:
    return ", ".join(f"`{letter}` (U+{ord(letter):04X})" for letter in letters)


def holding(letters: frozenset[str], dataset: Dataset, page: str = "") -> dict[Place, str]:
    """The places of all texts that hold any of `letters`, in order, each with those it holds; `page` is as in `placed`.

    A text in a record stands where its value begins, one in a narrative at the first such letter of its line.
    """
    found: dict[Place, str] = {}
    word = re.compile(rf"\w*[{re.escape(''.join(sorted(letters)))}]\w*")
    printed = frozenset(word.findall(page)) if page else None
    for text, place in chain(_of_records(dataset), _of_narratives(letters, dataset)):
        words = (it for it in word.findall(text) if printed is None or it in printed)
        held = letters.intersection("".join(words))
        if held:
            found[place] = "".join(sorted({*found.get(place, ""), *held}))
    return dict(sorted(found.items()))


def _of_records(dataset: Dataset) -> Iterator[tuple[str, Place]]:
    kinds = (dataset.sources, dataset.subjects, dataset.units, dataset.qualifiers, dataset.measures, dataset.events)
    more = (dataset.statements, dataset.gaps, dataset.charts, dataset.tables, dataset.audiences)
    records: Iterable[Record] = chain([dataset.topic], *(kind.values() for kind in (*kinds, *more)))
    for record in records:
        yield from _texts(record, record, ())
    for claim in dataset.claims:
        yield from ((text, claim.at("written", at)) for at, text in enumerate(claim.written))
        yield from ((text, claim.at(key)) for key in ("because", "reason") if (text := getattr(claim, key)))


def _texts(value: object, record: Record, path: tuple[Step, ...]) -> Iterator[tuple[str, Place]]:
    """Each text in a value with its place, which the innermost record around it knows."""
    match value:
        case str():
            yield value, record.at(*path)
        case Record():
            for key, item in value:
                if key not in _UNPRINTED:
                    yield from _texts(item, value, (key,))
        case tuple():
            for at, item in enumerate(value):
                yield from _texts(item, record, (*path, at))
        case dict():
            for key, item in value.items():
                yield from _texts(item, record, (*path, key))


def _of_narratives(letters: frozenset[str], dataset: Dataset) -> Iterator[tuple[str, Place]]:
    for narrative in dataset.narratives.values():
        for number, line in enumerate(narrative.text.splitlines(), 1):
            at = next((at for at, letter in enumerate(line, 1) if letter in letters), None)
            if at is not None:
                yield line, Place(narrative.file, number, at)
