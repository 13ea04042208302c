"""What can be wrong and how it is said: place, severity, diagnostic, failure.

A user's mistake is a value (a `Diagnostic`), collected with all others of its stage and shown together.
The one exception, `Failure`, means "cannot go on" and carries those values to the caller.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any

#: The most further places that a finding names.
_MOST = 8


class Severity(StrEnum):
    """How bad a finding is: only an error stops a build."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file (relative to the project root, with `/`), a line and a column, both from 1.

    Line 0 means the whole file. `width` is the number of characters to underline.
    """

    file: str
    line: int = 0
    column: int = 0
    width: int = 1


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding.

    `code` is stable kebab-case; `message` says what is wrong (lower case, no full stop); `notes` say what is known;
    `help` says what to do. `line_text` is the user's own line; the console reads it from the file where it is None.
    `letters` are the characters it is about, for a layer that knows where they are written.
    """

    code: str
    message: str
    place: Place | None = None
    notes: tuple[str, ...] = ()
    help: str | None = None
    severity: Severity = Severity.ERROR
    line_text: str | None = None
    letters: str = ""

    def at(self, place: Place) -> "Diagnostic":
        """The same finding at `place`, unless a lower layer already knew a place."""
        return self if self.place else replace(self, place=place)


@dataclass(frozen=True, slots=True)
class Report:
    """What a command has to say: a few lines, and everything that was found."""

    lines: tuple[str, ...]
    findings: tuple[Diagnostic, ...]


class Failure(Exception):
    """A stage cannot go on; `diagnostics` (never empty) say why. `status` is the exit status it leads to."""

    def __init__(self, diagnostics: Iterable[Diagnostic], *, status: int = 1) -> None:
        self.diagnostics = tuple(diagnostics)
        self.status = status
        super().__init__("; ".join(d.message for d in self.diagnostics))

    def __reduce__(self) -> tuple[Any, ...]:
        """As it is, from another process too: of an exception only its text would come."""
        return partial(Failure, status=self.status), (self.diagnostics,)


def plural(number: int, one: str, other: str = "") -> str:
    """The word for what there is `number` of: `page`, or `pages` where no `other` is given."""
    return one if number == 1 else other or f"{one}s"


def counted(number: int, one: str, other: str = "") -> str:
    """A number and the word for it: `1 page`, `0 pages`."""
    return f"{number} {plural(number, one, other)}"


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The sentence "did you mean `x`?" for the nearest of the `known` words, or None where none is near."""
    return _nearest(word, tuple(known))


@lru_cache(maxsize=64)  # a name that is written wrong is mostly written so again and again
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    from difflib import get_close_matches  # late: every command would wait for it

    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean `{near[0]}`?" if near else None


def unknown(
    kind: str, word: str, known: Iterable[str], *, place: Place | None = None, what: str | None = None
) -> Diagnostic:
    """The finding `unknown-<kind>`: `word` is not among the `known` names, with the list and a suggestion."""
    names = sorted(known)
    shown = ", ".join(f"`{name}`" for name in names[:8]) + (", …" if len(names) > 8 else "")
    return Diagnostic(
        code=f"unknown-{kind}",
        message=what or f"`{word}` is not a declared {kind}",
        place=place,
        notes=(f"known: {shown}",) if names else (f"no {kind} is declared",),
        help=suggest(word, names),
    )


def everywhere(finding: Diagnostic, places: Iterable[Place]) -> Diagnostic:
    """One finding for all `places` where the same is wrong: it stands at the first of them, and notes the others."""
    first, *others = sorted(set(places))
    shown = ", ".join(f"{it.file}:{it.line}:{it.column}" for it in others[:_MOST])
    more = f" and at {len(others) - _MOST} more" if len(others) > _MOST else ""
    return replace(finding, place=first, notes=(*finding.notes, *([f"also at {shown}{more}"] if others else ())))


def gathered(findings: Iterable[Diagnostic], codes: Collection[str]) -> Iterator[Diagnostic]:
    """The findings, where those of `codes` that differ in their places alone are one."""
    same: dict[Diagnostic, list[Place]] = {}
    for finding in findings:
        if finding.code in codes and finding.place:
            same.setdefault(replace(finding, place=None), []).append(finding.place)
        else:
            yield finding
    yield from (everywhere(finding, places) for finding, places in same.items())


def errors(diagnostics: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Those of the findings that stop a build."""
    return tuple(d for d in diagnostics if d.severity is Severity.ERROR)


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings sorted by place (those without a place first), each once."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=lambda d: (d.place or Place(""), d.code, d.message)))
