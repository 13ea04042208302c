"""A source's archived text: in goes the text, out come its lines, its numerals and where given words stand in it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from briefing.dataset import numerals
from briefing.dataset.numerals import Dated, Numeral

#: Signs that texts and authors write in more than one way, each with a plain one of the same length.
_PLAIN = str.maketrans("’‘“”\u2011\u00a0", "''\"\"- ")


@dataclass(frozen=True, slots=True)
class Page:
    """A text in a language, with plain signs; `starts` are the offsets at which its `lines` begin."""

    text: str
    lines: tuple[str, ...]
    starts: tuple[int, ...]
    numerals: tuple[Numeral, ...]
    lang: str = "en"

    def window(self, lines: tuple[int, int] | None = None) -> tuple[int, int]:
        """The offsets at which the lines (from 1; None: all) begin and end; lines outside the text are empty."""
        first, last = lines or (1, len(self.starts))
        if first > len(self.starts):
            return len(self.text), len(self.text)
        end = self.starts[last] - 1 if last < len(self.starts) else len(self.text)
        return self.starts[first - 1], end

    def where(self, offset: int) -> tuple[int, int]:
        """The line and column, both from 1, at an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def within(self, start: int, end: int) -> frozenset[int] | None:
        """The indices of the numerals from `start` to `end`, or None where one of them is cut."""
        first = bisect_right(self.numerals, start, key=lambda numeral: numeral.end)
        touched = range(first, bisect_left(self.numerals, end, first, key=lambda numeral: numeral.start))
        whole = all(start <= self.numerals[i].start and self.numerals[i].end <= end for i in touched)
        return frozenset(touched) if whole else None

    def saying(self, number: Decimal, window: tuple[int, int]) -> Iterator[int]:
        """The indices of the numerals in `window` whose value is this number."""
        start, end = window
        for i in _by_value(self.text, self.lang).get(number, ()):
            if start <= self.numerals[i].start and self.numerals[i].end <= end:
                yield i

    def dates(self, window: tuple[int, int]) -> Iterator[Dated]:
        """The dates in `window`, which is of whole lines."""
        found, (start, end) = _dates(self.text), window
        for at in range(bisect_left(found, start, key=lambda dated: dated.start), len(found)):
            if found[at].end > end:
                return
            yield found[at]

    def standing(self, words: str, window: tuple[int, int]) -> Iterator[tuple[int, frozenset[int]]]:
        """Where `words` stand in `window`, whatever their case and spacing: offset, and the numerals inside.

        They may not begin inside a word or cut a numeral; "Beta" in "AlphaBeta" is a cell that lost its border.
        """
        pattern = r"\s+".join(map(re.escape, plain_signs(words).split()))
        for place in re.compile(pattern, re.IGNORECASE).finditer(self.text, *window):
            before, first = self.text[max(place.start() - 1, 0) : place.start()], place[0][:1]
            inside_word = before.isalpha() and first.isalpha() and not (before.islower() and first.isupper())
            found = self.within(place.start(), place.end())
            if place[0] and not inside_word and found is not None:
                yield place.start(), found


@lru_cache(maxsize=4)
def _dates(text: str) -> tuple[Dated, ...]:
    return numerals.dates(text)


@lru_cache(maxsize=4)
def _by_value(text: str, lang: str) -> Mapping[Decimal, list[int]]:
    """The indices of the numerals of a text by their value."""
    found: dict[Decimal, list[int]] = {}
    for i, numeral in enumerate(numerals.find(text, lang)):
        if numeral.value is not None:
            found.setdefault(numeral.value, []).append(i)
    return found


def page(text: str, lang: str = "en") -> Page:
    """A page from a text in a language; a last line without a line end counts, what follows the last line end does not."""
    body = plain_signs(text.replace("\r\n", "\n")).removesuffix("\n")
    starts = (0, *(place.end() for place in re.finditer("\n", body)))
    return Page(body, tuple(body.split("\n")), starts, numerals.find(body, lang), lang)


def plain_signs(text: str) -> str:
    """`text` with typographic quotes, spaces and hyphens made plain, sign for sign."""
    return text.translate(_PLAIN)
