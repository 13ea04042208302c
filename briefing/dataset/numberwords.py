"""What has to be known of a language to read its number words: a pattern that finds them, and what they are worth."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

#: Blanks that may stand within a number.
GAP = "[ \u00a0\u2009\u202f]"


@dataclass(frozen=True)
class NumberWords:
    """How a language writes numbers in words.

    `forms` is a pattern of them, in small letters. `worth` is the value of what it has found, None where that is no one
    number; `part` the fraction that a word may be, in small letters. `grammar` are numerals that prose may use as they
    are: more often grammar than counts. `scales` are words behind digits and their powers of ten, in small letters;
    `suffixes` signs glued to digits. `ordinal` is a pattern of what makes an ordinal of digits.
    """

    forms: str
    worth: Callable[[re.Match[str]], Decimal | None]
    part: Callable[[str], Fraction | None]
    grammar: frozenset[str]
    scales: Mapping[str, int]
    suffixes: Mapping[str, int]
    ordinal: str

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What finds the words; made where they are first looked for, which takes a while."""
        return re.compile(self.forms, re.IGNORECASE)


def counted(words: str, start: int, step: int = 1) -> dict[str, int]:
    """The words of a row of numbers, each with its number."""
    return {word: start + step * position for position, word in enumerate(words.split())}


def any_of(words: Iterable[str]) -> str:
    """A pattern of any of the words."""
    return f"(?:{'|'.join(sorted(words, key=len, reverse=True))})"
