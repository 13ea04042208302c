"""A template text and where it stands: a line of it, and a word there, in; the place to show out."""

from dataclasses import dataclass
from functools import lru_cache

from briefing.diagnostics import Place


@dataclass(frozen=True, slots=True)
class Script:
    """A template text and where it stands: a whole file, or a value inside one that begins at `start`.

    `own` is set where the prose is ours and does not tell what a source says: there, words of comparison are findings.
    """

    text: str
    file: str
    start: Place | None = None
    own: bool = False

    def place(self, line: int, column: int = 1, width: int = 1) -> Place:
        """The place of a line and column of the text; of a value in a record only its beginning is known."""
        return self.start or Place(self.file, line, column, width)

    def line(self, number: int) -> str:
        """A line of the text, counted from 1; empty where there is none."""
        lines = _lines(self.text)
        return lines[number - 1] if 0 < number <= len(lines) else ""

    def place_of(self, word: str, line: int) -> Place:
        """The place of a word on a line, or of all expressions there where it is not found."""
        text = self.line(line)
        column = _find(word, text) if word else -1
        start, width = (column, len(word)) if column >= 0 else _expressions(text)
        return self.place(line, start + 1, width)


@lru_cache(maxsize=16)
def _lines(text: str) -> tuple[str, ...]:
    """The lines of a text, which each function that it calls asks for."""
    return tuple(text.splitlines())


def _find(word: str, line: str) -> int:
    """Where a word stands on a line, if it can as a whole and not as part of a longer id; -1 where it does not."""
    at = first = line.find(word)
    while at >= 0 and _goes_on(line[at - 1 : at] + word[:1]) | _goes_on(word[-1:] + line[at + len(word) :][:1]):
        at = line.find(word, at + 1)
    return at if at >= 0 else first


def _goes_on(pair: str) -> bool:
    """Whether two letters beside each other are of one id."""
    return len(pair) == 2 and all(letter.isalnum() or letter in "_/-" for letter in pair)


def _expressions(line: str) -> tuple[int, int]:
    """Where the expressions of a line begin, and how far they reach; its first letter where it has none."""
    starts, ends = (line.find(it) for it in ("{{", "{%")), (line.rfind(it) for it in ("}}", "%}"))
    start, end = min((at for at in starts if at >= 0), default=0), max(ends) + 2
    return start, max(end - start, 1)
