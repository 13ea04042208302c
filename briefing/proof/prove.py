"""The proof: a PDF read back and the evidence attached to it in; every numeral with what accounts for it, and what
is wrong, out.

Pure: it needs nothing but what is in the file. A file passes if its evidence follows from its claims, its pages are
those that the evidence was made for, every numeral in it is accounted for, every figure says what its claims amount
to, and all that the build printed was found again. There is no signature: whoever rewrites pages, evidence and digest
together, with a build of their own, makes another file that is true to itself. What a picture of dots shows, and what
the shapes of letters look like, is not read; the digest alone tells that they were changed.
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefing.dataset.facts import Fact
from briefing.diagnostics import Diagnostic, Failure
from briefing.proof.anchors import EARLIER
from briefing.proof.asides import Sighting, unlike
from briefing.proof.phrases import Phrases, declared, phrases
from briefing.proof.printable import Printables, find, plain
from briefing.proof.printable import judge as judge_of
from briefing.proof.reading import UNREADABLE, Reading
from briefing.proof.recount import by_other_rules, mismatch, recount
from briefing.proof.sightings import Scanner
from briefing.proof.testimony import Testimony, testimony
from briefing.wording import wording

EVIDENCE_NAME = "evidence.json"
_CREATOR = "briefing"
#: How a figure stands that a reader can follow to its entry: a link, or a chart whose data table has links.
_WITH_ENTRY = ("link", "chart", "alt")
_EDITED = "get the file as it was built, or build it again"


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found in a PDF: its numerals, how many of them the figures that the build printed hold, what is wrong.

    A PDF is proved if `findings` is empty.
    """

    sightings: tuple[Sighting, ...]
    emitted: int
    findings: tuple[Diagnostic, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many numerals there are of each kind, the unaccounted ones under `unaccounted`; in falling order."""
        return dict(Counter(sighting.kind or "unaccounted" for sighting in self.sightings).most_common())


def evidence_of(reading: Reading) -> Mapping[str, Any]:
    """The evidence attached to a PDF; raises Failure `not-ours`, `no-evidence` or `damaged-evidence`."""
    attached = reading.attachments.get(EVIDENCE_NAME)
    if attached is None:
        raise Failure([_without_evidence(reading)])
    try:
        content = json.loads(attached.content)
    except (ValueError, RecursionError) as error:
        raise Failure([_damaged(str(error) or "it is nested too deeply")]) from None
    if not isinstance(content, dict):
        raise Failure([_damaged("it is not a JSON object")])
    return content


def prove(reading: Reading, evidence: Mapping[str, Any]) -> Proof:
    """Hold a PDF against its evidence; raises Failure `damaged-evidence` where that is not in our format."""
    return prover(evidence)(reading)


def prover(evidence: Mapping[str, Any]) -> Callable[[Reading], Proof]:
    """What holds any number of PDFs against one evidence, which is worked out anew once; raises as `prove` does."""
    told = testimony(evidence)
    again = recount(told)
    judge = judge_of(told, again)
    own = (*again.findings, *printed_findings(told, judge), *_unshown(told, judge))
    names = phrases(declared(told), told.lang)
    return lambda reading: _held(reading, told, judge, names, own)


def _held(reading: Reading, told: Testimony, judge: Printables, names: Phrases, own: tuple[Diagnostic, ...]) -> Proof:
    """A PDF held against its evidence, of which `own` is wrong whatever the PDF says."""
    scanner = Scanner(reading, told, judge, names)
    sightings = tuple(scanner.everything())
    findings = (
        *own,
        *(found for sighting in sightings for found in _sighting_findings(sighting, judge)),
        *_chart_findings(reading, told),
        *_missing(sightings, scanner, told),
    )
    otherwise = by_other_rules(told, findings)
    found = (*_file_findings(reading, told), *((otherwise,) if otherwise else findings))
    return Proof(sightings, _emitted(told), tuple(dict.fromkeys(found)))


# --- the file -------------------------------------------------------------------------------------------------


def _without_evidence(reading: Reading) -> Diagnostic:
    if any(aside.kind == "information Creator" and aside.text == _CREATOR for aside in reading.asides):
        return Diagnostic("no-evidence", f"the PDF has lost its attachment `{EVIDENCE_NAME}`", help=_EDITED)
    advice = "give a PDF or web page that `briefing build` made"
    return Diagnostic("not-ours", "the PDF is no briefing: it carries no evidence", help=advice)


def _damaged(why: str) -> Diagnostic:
    return Diagnostic("damaged-evidence", "the attached evidence cannot be read", notes=(why,), help=_EDITED)


def attachment_findings(reading: Reading) -> Iterator[Diagnostic]:
    """What is wrong with how the evidence is attached."""
    attached = reading.attachments.get(EVIDENCE_NAME)
    if attached is not None and not attached.checksum_held:
        yield Diagnostic("edited-evidence", "the attached evidence was changed after the build", help=_EDITED)


def _file_findings(reading: Reading, told: Testimony) -> Iterator[Diagnostic]:
    yield from attachment_findings(reading)
    if told.digest is None:
        yield Diagnostic("no-digest", "the evidence does not say which pages it was made for", help=_EDITED)
    elif told.digest != reading.digest:
        note = f"the evidence was made for pages with the digest {told.digest[:16]}…, these have {reading.digest[:16]}…"
        yield Diagnostic("edited-pdf", "the pages were changed after the build", notes=(note,), help=_EDITED)
    for what in reading.strange:
        yield Diagnostic("edited-pdf", f"the file holds what no build puts there: {what}", help=_EDITED)
    for page in sorted({block.page for block in (*reading.blocks, *reading.furniture) if UNREADABLE in block.text}):
        yield Diagnostic(
            "unreadable-text", f"page {page} draws characters that no reading gives a meaning", help=_EDITED
        )


# --- figures --------------------------------------------------------------------------------------------------


def printed_findings(told: Testimony, judge: Printables) -> Iterator[Diagnostic]:
    """Everything that the build says it printed must be a way to print what it rests on."""
    for printed in told.printed:
        if not judge.allow(printed.ref, printed.text, part=printed.where == "chart"):
            by = f"printed by {printed.by}" if printed.by else "printed by a template"
            yield _wrong(f"the evidence lists `{printed.text}`, which", printed.ref, judge, by)


def _unshown(told: Testimony, judge: Printables) -> Iterator[Diagnostic]:
    """The entry of a fact must show what each claim says, where that is not what is printed of the fact."""
    shown: dict[str, set[str]] = {}
    for printed in told.printed:
        if printed.where == "marked":
            shown.setdefault(printed.ref, set()).add(plain(printed.text))
    for ref, texts in shown.items():
        there, own = judge.home(ref)
        if own in there.facts:
            yield from _unshown_claims(ref, there.facts[own], there, texts)


def _unshown_claims(ref: str, fact: Fact, judge: Printables, shown: set[str]) -> Iterator[Diagnostic]:
    usual = plain(wording.figure(fact, judge.dataset, judge.lang))
    for claim in (*fact.claims, *fact.deprecated):
        said = plain(wording.said(claim, judge.dataset, judge.lang))
        if not claim.written and find(said, judge.lang) and said not in shown | {usual}:
            yield mismatch(f"the entry of `{ref}`", f"it does not show that claim `{claim.id}` says {said}")


def _sighting_findings(sighting: Sighting, judge: Printables) -> Iterator[Diagnostic]:
    place = _place(sighting)
    if sighting.kind is None:
        yield unproved(sighting.text, place, sighting.context)
    elif not sighting.right and sighting.ref:
        yield _wrong(f"`{sighting.said}` ({place})", sighting.ref, judge, f"in “{sighting.context}”")


def unproved(numeral: str, place: str, context: str) -> Diagnostic:
    """The finding that nothing accounts for a numeral."""
    advice = "a number comes from a fact, a derivation or a declared name; if the file was edited, get the original"
    message = f"nothing accounts for `{numeral}` ({place})"
    return Diagnostic("unproved-numeral", message, notes=(f"in “{context}”",), help=advice)


def _wrong(what: str, ref: str, judge: Printables, *notes: str) -> Diagnostic:
    right = " ".join(judge.shown(ref).split())
    also = f"its claims amount to `{right}`" if right else "the evidence has no such fact or derivation"
    return Diagnostic("wrong-value", f"{what} is not what `{ref}` says", notes=(also, *notes), help=_EDITED)


def _place(sighting: Sighting) -> str:
    where = "" if sighting.where == "text" else f"{sighting.where}"
    page = f"page {sighting.page}" if sighting.page else ""
    box = sighting.box
    spot = f"{box.left:.0f} to {box.right:.0f} across, {box.bottom:.0f} up" if box and box.page else ""
    return ", ".join(filter(None, (where, page, spot))) or "text"


def _chart_findings(reading: Reading, told: Testimony) -> Iterator[Diagnostic]:
    for chart, page, shown, listed in unlike(reading, told):
        message = f"the chart `{chart}` shows what the evidence does not list" + (f" (page {page})" if page else "")
        notes = (f"shown: `{shown[:200]}`", f"listed: `{listed[:200]}`")
        yield Diagnostic("chart-mismatch", message, notes=notes, help=_EDITED)


# --- completeness ---------------------------------------------------------------------------------------------


def _emitted(told: Testimony) -> int:
    return sum(len(find(printed.text, told.lang)) for printed in told.printed)


def _missing(sightings: tuple[Sighting, ...], scanner: Scanner, told: Testimony) -> Iterator[Diagnostic]:
    """What the build printed and the reading did not find, and figures whose entry the file lacks."""
    if not _emitted(told):
        yield incomplete("the evidence lists nothing that was printed")
    found = Counter(sighting.ref for sighting in sightings if sighting.where == "text" and sighting.kind == "figure")
    wanted: Counter[str] = Counter()
    for printed in told.printed:
        if printed.where == "link":
            wanted[printed.ref] += len(find(printed.text, told.lang))
    for ref, count in (wanted - Counter({ref: many for ref, many in found.items() if ref})).items():
        yield incomplete(f"{count} of {wanted[ref]} numerals that the build printed of `{ref}` are not on the pages")
    for (ref, text), count in (+scanner.left).items():
        yield incomplete(
            f"`{text}`, printed of `{ref}`, is not on the pages" + (f" {count} times" if count > 1 else "")
        )
    yield from (incomplete(f"the pages do not say what `{ref}` was before") for ref in _untold(told))
    with_entry = (printed for printed in told.printed if printed.where in _WITH_ENTRY)
    shown = {printed.ref for printed in with_entry if find(printed.text, told.lang)}
    for anchor, ref in scanner.refs.items():
        if ref in shown and anchor not in scanner.reading.destinations:
            yield incomplete(f"the file has no entry for `{ref}`")


def _untold(told: Testimony) -> Iterator[str]:
    """The facts of the edition before that the evidence holds and the build did not print."""
    printed = {printed.ref for printed in told.printed}
    for ref in told.previous.facts if told.previous else ():
        if f"{EARLIER}{ref}" not in printed:
            yield ref


def incomplete(what: str) -> Diagnostic:
    """The finding that something of what the build printed was not found again."""
    return Diagnostic("proof-incomplete", what, help="build it again; if it stays so, a part of the page was lost")


# --- several files --------------------------------------------------------------------------------------------


def across(evidences: Mapping[str, Mapping[str, Any]]) -> tuple[Diagnostic, ...]:
    """Findings where the evidence of several audiences, by audience, gives one fact different values."""
    values: dict[str, dict[str, list[str]]] = {}
    for audience, evidence in evidences.items():
        for ref, fact in evidence.get("facts", {}).items():
            values.setdefault(ref, {}).setdefault(json.dumps(fact["values"], sort_keys=True), []).append(audience)
    return tuple(
        Diagnostic(
            "edition-mismatch",
            f"`{ref}` has another value for another audience",
            notes=tuple(f"{', '.join(names)}: {value}" for value, names in sides.items()),
            help="build all audiences of the edition together; a claim kept from one of them may be the reason",
        )
        for ref, sides in values.items()
        if len(sides) > 1
    )
