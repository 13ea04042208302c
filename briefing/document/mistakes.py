"""What Jinja says of a template that it cannot read, in words a writer knows: its message in, a finding out."""

import re

from briefing.diagnostics import Diagnostic, Place

_SIGN = re.compile(r"unexpected char ['`](.)['`] at \d+")
_OPEN = re.compile(r"innermost block that needs to be closed is [`'](\w+)")
_NAMED = re.compile(r"no (?:filter|test) named [`'](\w+)", re.IGNORECASE)
_ID = re.compile(r"(?<![\"'\w/-])[a-z0-9]+(?:[-/][a-z0-9]+)+(?![\"'\w/-])")
_VALUE = 'write what it is to print, such as `{{ name("…") }}`'
#: What Jinja says in part, what that means to a writer (None: as it says), and what to do.
_SYNTAX = (
    ("unknown tag", None, "functions stand in `{{ … }}`; in `{% … %}` stand `if`, `for` and `set`"),
    ("unexpected `}`, expected `)`", "a bracket `(` is not closed", "add the closing `)`"),
    ("unexpected `}`, expected `]`", "a bracket `[` is not closed", "add the closing `]`"),
    ("unexpected `}`", "an expression is not closed", "close it with `}}`"),
    ("got `end of print statement`", "an expression ends too early", _VALUE),
    ("unexpected end of template", None, "close what was opened, such as `{% if … %}` by `{% endif %}`"),
    ("no filter named", None, "take it out: functions print what they give as it is to stand"),
    ("unexpected `end of print statement`", None, "look for a missing bracket, comma or value before `}}`"),
)
_LOOK = "look for a missing quote, bracket or comma in the `{{ … }}` on this line"


def sign(message: str) -> str:
    """What to point to on the line: the sign that Jinja does not know, else where an expression begins."""
    found = _SIGN.search(message) or _NAMED.search(message)
    return found[1] if found else "{%" if "tag" in message else "{{"


def unquoted(name: str, line: str) -> re.Match[str] | None:
    """The id on its line, without quotes, that a name which is not defined is part of; None where there is none."""
    return next((it for it in _ID.finditer(line) if name in re.split("[-/]", it[0])), None)


def of_syntax(message: str, place: Place | None) -> Diagnostic:
    """The finding that a template cannot be read."""
    found = _SIGN.search(message)
    if found and found[1] in "\"'":
        return Diagnostic("template-syntax", "a quote is not closed", place, help=f"add the closing `{found[1]}`")
    if found:
        quote = found[1] in "“”„‟«»‘’‚‹›"
        advice = f'use plain quotes instead of `{found[1]}`: `"`' if quote else "put texts and ids into quotes"
        return Diagnostic("template-syntax", f"`{found[1]}` cannot stand in an expression", place, help=advice)
    if opened := _OPEN.search(message):
        message, advice = f"`{{% {opened[1]} … %}}` is not closed", f"add `{{% end{opened[1]} %}}` where it ends"
        return Diagnostic("template-syntax", message, place, help=advice)
    for part, meaning, advice in _SYNTAX:
        if part in message:
            return Diagnostic("template-syntax", meaning or message, place, help=advice)
    return Diagnostic("template-syntax", message, place, help=_LOOK)
