"""Variables of style sheets written out: sheets in, the same sheets with fewer `var()` out.

Every element of a page inherits every variable, and the renderer works out each `var()` anew for each element: a tenth
of its time. What a look says once, at `:root`, and nobody says otherwise may as well stand where it is used.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.shelf import Sheet

#: A variable without another value in case it is not set; and what is not looked into: comments, strings, addresses.
_USE = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\\n])*\"?|'(?:\\.|[^'\\\n])*'?|url\([^)]*|var\(\s*(--[\w-]+)\s*\)", re.DOTALL
)
_NAME, _FOR_USE = re.compile(r"--[\w-]+"), re.compile(r"var\(\s*--[\w-]+")
_SET = re.compile(r"^  (--[\w-]+): (.+);\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Plain:
    """The text of a style sheet with variables written out, the sheet it was, and the values by name."""

    text: str
    sheet: Sheet
    values: Mapping[str, str] = field(default_factory=dict)

    def column(self, line: int, column: int) -> int:
        """Where in its line of the sheet that it was stands what is at a line and column of the text, from 1."""
        grown = 0
        for start, end, value in _uses("".join(self.sheet.text.split("\n")[line - 1 : line]), self.values):
            if column <= start + grown + len(value):
                return min(column - grown, start + 1)
            grown += len(value) - (end - start)
        return column - grown


def written_out(sheets: Sequence[Sheet], html: str) -> tuple[Plain, ...]:
    """The sheets of a page, of which the first is that of `css_variables`."""
    look, *others = sheets
    texts = (html, *(sheet.text for sheet in others))
    otherwise = {name for text in texts for name in _NAME.findall(_FOR_USE.sub("", text))}
    values = {name: value for name, value in _SET.findall(look.text) if name not in otherwise}
    plain = [Plain(_replaced(sheet.text, values), sheet, values) for sheet in others]
    left = {name for text in (html, *(sheet.text for sheet in plain)) for name in _NAME.findall(text)}
    return (Plain(_SET.sub(lambda match: match[0] if match[1] in left else "", look.text), look), *plain)


def _replaced(text: str, values: Mapping[str, str]) -> str:
    return _USE.sub(lambda match: values.get(match[1] or "", match[0]), text)


def _uses(line: str, values: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where in a line a variable stands that is written out, and its value."""
    for match in _USE.finditer(line):
        if match[1] in values:
            yield match.start(), match.end(), values[match[1]]
