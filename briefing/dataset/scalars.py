"""Plain YAML scalars: the text as written in, the value that a person means out, or why it cannot be told.

YAML 1.2 core, without what readers take in different ways: `NO`, `on`, `12:30` and dates are text; `010`, `0x1F`,
`1_000`, `1e3`, `.5`, `+5` and `.inf` are refused. A decimal keeps its digits: `1.10` is `Decimal("1.10")`.
"""

import re
from decimal import Decimal

Scalar = str | int | Decimal | bool | None

_WORDS: dict[str, Scalar] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?P<fraction>\.[0-9]+)?")
#: Longer numbers are no measurements, and reading them takes time that grows with the square of their length.
_MAX_DIGITS = 40

#: What could be a number to one reader and text to another, and the reason.
_AMBIGUOUS = (
    (re.compile(r"[-+]?0[0-9_]+(?:\.[0-9_]*)?"), "a number does not start with a zero"),
    (re.compile(r"[-+]?0[xX][0-9a-fA-F_]+|[-+]?0[oO][0-7_]+|[-+]?0[bB][01_]+"), "numbers are written in base ten"),
    (re.compile(r"(?=.*_)[-+]?[0-9][0-9_]*(?:\.[0-9_]*)?"), "digits are not grouped with `_`"),
    (re.compile(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+"), "numbers are not written with an exponent"),
    (re.compile(r"\+[0-9]+(?:\.[0-9]*)?"), "a number does not start with a plus"),
    (re.compile(r"[-+]?\.[0-9]+"), "a number has a digit before the point"),
    (re.compile(r"[-+]?[0-9]+\."), "a number has a digit after the point"),
    (re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)"), "a number is finite"),
)
#: What any of the above starts with, so that other text is passed at once.
_MAYBE = re.compile(r"[-+]?\.?[0-9]|[-+]?\.[iInN]")


def read(text: str) -> Scalar:
    """The value of a plain scalar; raises ValueError (with the reason) where readers of YAML would differ."""
    if text in _WORDS:
        return _WORDS[text]
    if not _MAYBE.match(text):
        return text
    if match := _NUMBER.fullmatch(text):
        if len(text) > _MAX_DIGITS:
            raise ValueError(f"a number has at most {_MAX_DIGITS} characters")
        return Decimal(text) if match["fraction"] else int(text)
    for pattern, reason in _AMBIGUOUS:
        if pattern.fullmatch(text):
            raise ValueError(reason)
    return text
