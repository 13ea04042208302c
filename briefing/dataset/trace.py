"""The dataset held against the archived texts: in go records and texts, out comes what no record accounts for.

A numeral of a text is accounted for where it belongs to the name of a subject or measure, where a claim that cites
its line says its value, or where a set-aside covers it. A claim must find its value, or the words it gives as
written, on the lines it cites.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from briefing.dataset import numerals
from briefing.dataset.facts import Claim, Dataset
from briefing.dataset.model import SetAside, Source, Statement
from briefing.dataset.numerals import Numeral
from briefing.dataset.page import Page, page
from briefing.dataset.places import NOWHERE
from briefing.dataset.values import PartialDate, Quantity, Term
from briefing.dataset.written import gives, language_of, shown
from briefing.diagnostics import Diagnostic, Place, counted, in_order

#: How many untraced numerals of one text are told of.
_MOST = 100
_WORDS = re.compile(r"\S")
#: Where a claim's words stand: for each place the offset and the indices of the numerals there.
Found = tuple[tuple[int, frozenset[int]], ...]


@dataclass(frozen=True, slots=True)
class Untraced:
    """A numeral that nothing accounts for: its line and column, from 1, and the words around it."""

    line: int
    column: int
    text: str
    context: str


@dataclass(frozen=True, slots=True)
class SourceTrace:
    """What was found in one source's text; `total` counts its numerals."""

    source: str
    total: int = 0
    untraced: tuple[Untraced, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def traced(self) -> int:
        """How many numerals are accounted for."""
        return self.total - len(self.untraced)

    @property
    def share(self) -> Fraction | None:
        """The share of the numerals that are accounted for, from 0 to 1; None where there are none."""
        return Fraction(self.traced, self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class _Sought:
    """What a claim looks for: the words as messages name them, where they stand, and what is wrong with them."""

    words: str
    found: Found
    trouble: Diagnostic | None = None


def match(files: Iterable[bytes]) -> Mapping[str, str]:
    """Texts by the SHA-256 of their bytes, as sources name them; what is not UTF-8 in them is replaced by a sign."""
    return {hashlib.sha256(content).hexdigest(): content.decode("utf-8", "replace") for content in files}


def trace(
    dataset: Dataset, texts: Mapping[str, str], files: Mapping[str, str] | None = None
) -> tuple[SourceTrace, ...]:
    """Hold `dataset` against `texts`, by SHA-256: one trace a source, in the order of the dataset.

    `files` has the SHA-256 of every file that there is, by name: a text that is missing may be there otherwise.
    """
    names = _names(dataset)
    there = (source for source in dataset.sources.values() if source.sha256 in texts)
    pages = {source.id: page(texts[source.sha256], language_of(source, dataset)) for source in there}
    nowhere = _set_asides_nowhere(dataset.set_asides, pages.values())
    return tuple(
        _trace(source, pages[source.id], dataset, names, nowhere)
        if source.id in pages
        else _missing(source, files or {})
        for source in dataset.sources.values()
    )


def report(traces: Iterable[SourceTrace]) -> tuple[str, ...]:
    """The traces as lines of text: for each source its numerals, how many are traced, and the share."""
    rows = [("source", "numerals", "traced", "share", "findings")]
    for found in traces:
        # Rounded down, so that 100% means all.
        share = "-" if found.share is None else f"{int(found.share * 100)}%"
        rows.append((found.source, str(found.total), str(found.traced), share, str(len(found.findings))))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return tuple(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


# --- one source -----------------------------------------------------------------------------------------------


def _names(dataset: Dataset) -> list[str]:
    """All names and aliases of subjects and measures that hold a numeral."""
    subjects = ((it.name, it.short or "", *it.aliases) for it in dataset.subjects.values())
    measures = ((it.name, it.short or "", *it.aliases) for it in dataset.measures.values())
    return sorted({name for names in (*subjects, *measures) for name in names if numerals.find(name)})


def _missing(source: Source, files: Mapping[str, str]) -> SourceTrace:
    other = files.get(source.archive)
    finding = Diagnostic(
        "source-text-missing",
        f"no file has the text of `{source.id}`",
        source.place,
        notes=(
            f"its archive is `{source.archive}`, sha256 {source.sha256}",
            *((f"the `{source.archive}` there has another text, sha256 {other}",) if other else ()),
        ),
        help="put the archived text into the folder that --sources names, or correct `sha256`",
    )
    return SourceTrace(source.id, findings=(finding,))


def _trace(
    source: Source, text: Page, dataset: Dataset, names: Iterable[str], nowhere: Iterable[SetAside]
) -> SourceTrace:
    named = frozenset(i for name in names for _, found in text.standing(name, text.window()) for i in found)
    findings = list(_line_count(source, text))
    claimed, troubles = _claims(text, named, [claim for claim in dataset.claims if claim.source == source.id])
    findings.extend(troubles)
    taken = named | claimed
    for set_aside in (it for it in dataset.set_asides if it.source in (None, source.id)):
        taken |= {i for _, found in _covered(text, set_aside) for _, numbers in found for i in numbers}
        findings.extend(_set_aside(source, text, set_aside, nowhere))
    for statement in dataset.statements.values():
        findings.extend(_cites(source, text, statement))
    untraced = [numeral for i, numeral in enumerate(text.numerals) if i not in taken]
    findings.extend(_untraced(source, text, numeral) for numeral in untraced[:_MOST])
    if more := len(untraced[_MOST:]):
        findings[-1] = replace(findings[-1], notes=(f"neither are {more:,} more numerals of this text",))
    return SourceTrace(
        source.id, len(text.numerals), tuple(_seen(text, numeral) for numeral in untraced), in_order(findings)
    )


def _line_count(source: Source, text: Page) -> Iterator[Diagnostic]:
    if len(text.starts) != source.lines:
        yield Diagnostic(
            "line-count",
            f"`{source.id}` declares {counted(source.lines, 'line')}, its text has {len(text.starts)}",
            source.at("lines"),
            help=f"write `lines: {len(text.starts)}`; a last line without a line end counts",
        )


def _seen(text: Page, numeral: Numeral) -> Untraced:
    line, column = text.where(numeral.start)
    start, end = text.window((line, line))
    around = text.text[max(start, numeral.start - 40) : min(end, numeral.end + 40)]
    return Untraced(line, column, numeral.text, around.strip())


def _untraced(source: Source, text: Page, numeral: Numeral) -> Diagnostic:
    line, column = text.where(numeral.start)
    return Diagnostic(
        "untraced-numeral",
        f"`{numeral.text}` in `{source.id}` is not accounted for",
        Place(source.archive, line, column, len(numeral.text)),
        help="write the claim that it makes, or set it aside with a reason",
        line_text=text.lines[line - 1],
    )


# --- claims ---------------------------------------------------------------------------------------------------


def _claims(text: Page, named: frozenset[int], claims: Iterable[Claim]) -> tuple[frozenset[int], list[Diagnostic]]:
    """The numerals that the claims account for, and what is wrong with the claims.

    Each claim takes the first place that no other has taken. Those that quote words choose first, then those whose
    lines end first: in that order each finds a place of its own where there is one.
    """
    taken: set[int] = set()
    troubles: list[Diagnostic] = []
    for claim in sorted(claims, key=lambda claim: (not claim.written, claim.lines[1])):
        for sought in _written(text, claim) if claim.written else _bare(text, named, claim):
            free = (numbers for _, numbers in sought.found if numbers - taken)
            taken |= next(free, frozenset())
            if sought.trouble:
                troubles.append(sought.trouble)
            elif not sought.found:
                troubles.append(_misplaced(text, named, claim, sought.words))
    return frozenset(taken), troubles


def _bare(text: Page, named: frozenset[int], claim: Claim) -> Iterator[_Sought]:
    """A claim without `written` looks for its value; a term has none that could stand in a text."""
    if not isinstance(claim.value, Term):
        found = tuple(_places(text, named, claim.value, text.window(claim.lines)))
        yield _Sought(shown(claim), found, _overprecise(text, claim, found))


def _places(
    text: Page, named: frozenset[int], value: Quantity | PartialDate, window: tuple[int, int]
) -> Iterator[tuple[int, frozenset[int]]]:
    if isinstance(value, PartialDate):
        for dated in text.dates(window):
            if dated.date == value.text:
                yield dated.start, text.within(dated.start, dated.end) or frozenset()
        return
    for i in text.saying(value.number, window):
        if i not in named:
            yield text.numerals[i].start, frozenset({i})


def _overprecise(text: Page, claim: Claim, found: Found) -> Diagnostic | None:
    """No claim has more digits than its source wrote."""
    standing = [text.numerals[i] for _, numbers in found for i in numbers]
    value = claim.value
    if not standing or not isinstance(value, Quantity) or any(numeral.kind == "word" for numeral in standing):
        return None
    if any(numeral.value is not None and Quantity(numeral.value).exponent <= value.exponent for numeral in standing):
        return None
    return Diagnostic(
        "overprecise-claim",
        f"`{claim.source}` writes {standing[0].text}, the claim gives more digits: {value.number:,f}",
        _at(claim, "value"),
        help=f"write the value as the source does: {standing[0].text}",
    )


def _written(text: Page, claim: Claim) -> Iterator[_Sought]:
    """A claim with `written` looks for those words; where some of them give the value, for these only."""
    giving = [words for words in claim.written if gives(words, claim, text.lang)]
    wanted = giving if giving and claim.reading == "stated" else claim.written
    return (_Sought(f"“{words}”", tuple(text.standing(words, text.window(claim.lines)))) for words in wanted)


def _misplaced(text: Page, named: frozenset[int], claim: Claim, words: str) -> Diagnostic:
    first, last = claim.lines
    lines = f"line {first}" if first == last else f"lines {first} to {last}"
    elsewhere = _elsewhere(text, named, claim, words)
    return Diagnostic(
        "misplaced-claim",
        f"{words} does not stand on {lines} of `{claim.source}`",
        _at(claim, "lines"),
        notes=(f"it stands on {elsewhere}",) if elsewhere else (),
        help="cite the lines where it stands" + ("" if elsewhere else ", or quote the source's words with `written`"),
    )


def _elsewhere(text: Page, named: frozenset[int], claim: Claim, words: str) -> str:
    """The lines of the text where the claim would find what it looks for."""
    if claim.written or isinstance(claim.value, Term):
        found = text.standing(words.strip("“”"), text.window())
    else:
        found = _places(text, named, claim.value, text.window())
    lines = sorted({text.where(offset)[0] for offset, _ in found})
    listed = ", ".join(map(str, lines[:6])) + (", …" if len(lines) > 6 else "")
    return listed and f"line{'s' if len(lines) > 1 else ''} {listed}"


def _at(claim: Claim, key: str) -> Place:
    place = claim.value_place if key == "value" else claim.at(key)
    return claim.place if place == NOWHERE else place


# --- set-asides and statements --------------------------------------------------------------------------------


def _covered(text: Page, set_aside: SetAside) -> list[tuple[str, Found]]:
    """The words of a set-aside, each with where it stands."""
    return [(words, tuple(text.standing(words, text.window(set_aside.lines)))) for words in set_aside.text]


def _set_asides_nowhere(set_asides: Iterable[SetAside], pages: Iterable[Page]) -> list[SetAside]:
    """Those that name no source and stand in none."""
    nameless = [set_aside for set_aside in set_asides if set_aside.source is None]
    pages = list(pages)
    return [it for it in nameless if not any(found for text in pages for _, found in _covered(text, it))]


def _set_aside(source: Source, text: Page, set_aside: SetAside, nowhere: Iterable[SetAside]) -> Iterator[Diagnostic]:
    for words, found in _covered(text, set_aside):
        if not found and (set_aside.source or set_aside in nowhere):
            yield Diagnostic(
                "misplaced-set-aside",
                f"“{words}” does not stand where it is set aside in `{source.id}`",
                set_aside.at("text"),
                help="quote the words as the source has them, and cite their lines",
            )


def _cites(source: Source, text: Page, statement: Statement) -> Iterator[Diagnostic]:
    """A cite must lead to words; the numerals on its lines stay for claims to account for."""
    for cite in statement.cites:
        if cite.source == source.id and not _WORDS.search(text.text, *text.window(cite.lines)):
            yield Diagnostic(
                "misplaced-cite",
                f"statement `{statement.id}` cites lines of `{cite.source}` that hold no words",
                cite.at("lines"),
                help="cite the lines where it is said",
            )
