"""The finished PDFs in `out/` to the readers on the list: what `send` does, as functions that print nothing.

In: a project and what was asked. Out: an outcome for every reader, or the messages as files where nothing is to be sent.
Nothing leaves before every PDF has passed the audit and every message could be written.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path

from briefing.base.folders import DELIVERY_FILE
from briefing.delivery import config, ledger, message, recipients, signing
from briefing.delivery import preview as previews
from briefing.delivery.addresses import Address, parse
from briefing.delivery.config import Sender
from briefing.delivery.ledger import Ledger
from briefing.delivery.parcel import Figure, Letter, Outcome, Parcel, State
from briefing.delivery.preview import edition_time
from briefing.delivery.recipients import Reader
from briefing.delivery.send import Clock, Terms
from briefing.delivery.send import send as send_parcels
from briefing.diagnostics import Diagnostic, Failure, Place, in_order
from briefing.editions import kept, manifest
from briefing.pdf.firstpage import first_page, picture
from briefing.project import Project, choose, now, replace_file
from briefing.review import audit
from briefing.review.erratum import Erratum, errata
from briefing.review.impact import Recipients

PREVIEW = "preview"
CLOCK = Clock(now, time.sleep)
_GONE = "no longer on the list of recipients"


@dataclass(frozen=True, slots=True)
class Wish:
    """What was asked: which briefings, for whom, and on what terms; `recipients` overrides the settings.

    `erratum` is what was wrong: then only those who got it are written to. `anew` sends also what follows no edition,
    though its readers had one.
    """

    topics: tuple[str, ...] = ()
    audiences: tuple[str, ...] = ()
    only: str | None = None
    recipients: Path | None = None
    erratum: str | None = None
    new_ledger: bool = False
    anew: bool = False
    terms: Terms = field(default_factory=Terms)


def send(project: Project, wish: Wish, environ: Mapping[str, str], clock: Clock = CLOCK) -> Iterator[Outcome]:
    """Send what was not sent yet; an outcome for every parcel, as it comes.

    Raises Failure: status 2 for settings, recipients and ledger, 1 for PDFs that may not be sent, 4 for the server.
    """
    sender, parcels = _prepared(project, wish, environ)
    account, sign = config.account(sender, environ), signing.signer(sender)
    listed = tuple(parcel for parcel in parcels if parcel.place)
    with ledger.opened(sender.ledger, project.shown(sender.ledger), new=wish.new_ledger) as book:
        _refuse_strays(listed, book, wish)
        yield from (Outcome(parcel, State.PLANNED, _GONE, now=False) for parcel in parcels if not parcel.place)
        yield from send_parcels(listed, book, sender, account, clock, wish.terms, sign)


def preview(project: Project, wish: Wish, environ: Mapping[str, str]) -> tuple[Path, tuple[Outcome, ...]]:
    """Write the messages that would be sent as `.eml` files, with a page that lists them; send nothing.

    Gives the page and what the ledger knows of each parcel. The same input gives the same bytes: each is dated with its
    edition.
    """
    sender, parcels = _prepared(project, wish, environ)
    folder = sender.ledger.parent / PREVIEW
    begun, name = sender.ledger.is_file(), project.shown(sender.ledger)
    with ledger.reading(sender.ledger, name) if begun else nullcontext() as book:
        if book:
            _refuse_strays((parcel for parcel in parcels if parcel.place), book, wish)
        outcomes = tuple(_known(parcel, book) for parcel in parcels)
    ledger.private_folder(folder.parent)
    made = previews.files((outcome for outcome in outcomes if outcome.parcel.place), sender)
    for stale in (*folder.glob("*.eml"), *folder.glob("*.html")):
        stale.unlink()
    for name, content in made.items():
        replace_file(folder / name, content)
    return folder / previews.INDEX, outcomes


def readers_of(project: Project, environ: Mapping[str, str]) -> Recipients:
    """Who got which edition, asked of the ledger; nobody where nothing is mailed from here. Raises Failure."""
    if not (project.root / DELIVERY_FILE).is_file():
        return lambda *_: ()
    path = config.read(project, environ).ledger

    def readers(topic: str, edition: str, audience: str) -> tuple[str, ...]:
        if not path.is_file():
            return ()
        with ledger.reading(path, project.shown(path)) as book:
            return book.readers(topic, edition, audience)

    return readers


def not_reached(outcome: Outcome, *, masked: bool = False) -> Diagnostic:
    """The finding that a reader did not get an edition, who and why; `masked` for logs that others read."""
    parcel, letter = outcome.parcel, outcome.parcel.letter
    who = parcel.to.masked if masked else parcel.to.mailbox
    place = Place(parcel.place.file) if parcel.place and masked else parcel.place
    return Diagnostic(
        "not-reached",
        f"`{who}` did not get `{letter.topic}` for `{letter.audience}`: {outcome.state}",
        place,
        notes=(outcome.why,) if outcome.why else (),
        help=_ADVICE[outcome.state],
    )


def _refuse_strays(parcels: Iterable[Parcel], book: Ledger, wish: Wish) -> None:
    if strays := () if wish.anew or wish.erratum else tuple(_strays(parcels, book)):
        raise Failure(strays)


def _strays(parcels: Iterable[Parcel], book: Ledger) -> Iterator[Diagnostic]:
    """A finding for each briefing that follows no edition, where its readers had one: it may say what they have already.

    Where `out/` was lost, the same briefing is built anew as another edition.
    """
    for letter in {parcel.letter.file: parcel.letter for parcel in parcels}.values():
        had = book.editions(letter.topic, letter.audience)
        if had and not letter.follows and letter.edition not in had:
            message = f"`{letter.topic}` for `{letter.audience}` follows no edition, and its readers had {had[-1]}"
            advice = (
                "put the PDF that they had back into `out` and build again; or say `--anew` to send it all the same"
            )
            yield Diagnostic("stray-edition", message, notes=("nothing was sent",), help=advice)


_ADVICE: Mapping[State, str] = {
    State.PLANNED: "run `briefing send` again",
    State.DEFERRED: "run `briefing send` again later",
    State.REJECTED: "correct or remove the address; this edition is not tried again, the next one is",
    State.IN_DOUBT: "ask the reader, or send again with `--resend-in-doubt`, which may give a second copy",
}


# --- parcels --------------------------------------------------------------------------------------------------


def _prepared(project: Project, wish: Wish, environ: Mapping[str, str]) -> tuple[Sender, tuple[Parcel, ...]]:
    """The settings, and every parcel, each tried as a message; raises Failure before anything is sent."""
    sender = config.read(project, environ)
    parcels = (_corrections if wish.erratum else _parcels)(project, wish, sender)
    for parcel in {parcel.letter.file: parcel for parcel in parcels}.values():
        message.build(parcel, sender, edition_time(parcel))
    return sender, parcels


def _parcels(project: Project, wish: Wish, sender: Sender) -> tuple[Parcel, ...]:
    readers = _readers(project, wish, sender)
    wanted = {key: [reader for reader in readers if _wants(reader, *key)] for key in _briefings(project, wish)}
    letters = _letters(project, tuple(key for key, of in wanted.items() if of), sender.mailing.picture)
    return tuple(
        Parcel(letter, reader.address, reader.language or letter.lang, reader.place)
        for key, letter in letters.items()
        for reader in wanted[key]
    )


def _corrections(project: Project, wish: Wish, sender: Sender) -> tuple[Parcel, ...]:
    """A parcel for everyone who got what was wrong; without a place for those who are no longer on the list."""
    assert wish.erratum is not None
    chosen, listed = _briefings(project, wish), {it.address.key: it for it in _readers(project, wish, sender)}
    with ledger.reading(sender.ledger, project.shown(sender.ledger)) as book:
        wrong = errata(project, wish.erratum, book)
    meant = [it for it in wrong if (it.topic, it.audience) in chosen and (wish.only is None or it.address in listed)]
    letters = _letters(project, tuple(dict.fromkeys((it.topic, it.audience) for it in meant)), sender.mailing.picture)
    return tuple(_corrected(it, letters[it.topic, it.audience], listed.get(it.address)) for it in meant)


def _corrected(erratum: Erratum, letter: Letter, reader: Reader | None) -> Parcel:
    if reader is None:
        return Parcel(letter, Address(erratum.address), letter.lang, None, erratum.correction)
    return Parcel(letter, reader.address, reader.language or letter.lang, reader.place, erratum.correction)


def _briefings(project: Project, wish: Wish) -> tuple[tuple[str, str], ...]:
    """The chosen audiences of the chosen topics."""
    topics = choose("topic", wish.topics, project.topics())
    audiences = choose("audience", wish.audiences, _audiences(project))
    return tuple((topic, name) for topic in topics for name in project.audiences(topic) if name in audiences)


def _audiences(project: Project) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for topic in project.topics() for name in project.audiences(topic)))


def _readers(project: Project, wish: Wish, sender: Sender) -> tuple[Reader, ...]:
    """Everyone on the list, or the one that is asked for; raises Failure where it names what is not there."""
    readers = recipients.from_settings(project, sender, wish.recipients)
    strange = tuple(recipients.unknown_names(readers, project.topics(), _audiences(project)))
    if strange:
        raise Failure(in_order(strange), status=2)
    return _only(readers, wish.only)


def _wants(reader: Reader, topic: str, audience: str) -> bool:
    return audience in reader.audiences and (not reader.topics or topic in reader.topics)


def _only(readers: tuple[Reader, ...], only: str | None) -> tuple[Reader, ...]:
    if only is None:
        return readers
    try:
        key = parse(only, "").key
    except ValueError:
        key = ""
    found = tuple(reader for reader in readers if reader.address.key == key)
    if not found:
        finding = Diagnostic("unknown-recipient", f"`{only}` is not on the list", help="write the address as listed")
        raise Failure([finding], status=2)
    return found


def _letters(project: Project, keys: tuple[tuple[str, str], ...], pictured: bool) -> dict[tuple[str, str], Letter]:
    """The finished PDFs as letters; raises Failure with every one that is not built or does not pass."""
    letters: dict[tuple[str, str], Letter] = {}
    findings: list[Diagnostic] = []
    for topic, audience in keys:
        try:
            letters[topic, audience] = _letter(project, topic, audience, pictured)
        except Failure as failure:
            findings += failure.diagnostics
    if findings:
        raise Failure(findings)
    return letters


def _letter(project: Project, topic: str, audience: str, pictured: bool) -> Letter:
    path = kept.path_of(project, topic, audience)
    place = Place(project.shown(path))
    if not path.is_file():
        message = f"the briefing on `{topic}` for `{audience}` is not built, and readers wait for it"
        raise Failure([Diagnostic("not-built", message, place, help="run `briefing build`")])
    pdf = kept.content(path, place.file)
    examined = _sound(pdf, place)
    _demand_built(examined, topic, audience, manifest.built(path.parent, audience), place)
    said, evidence = first_page(examined.reading), examined.evidence
    return Letter(
        topic=topic,
        edition=str(evidence["origin"]["edition"]),
        audience=audience,
        reader=f"{evidence['topic']['title']}, {audience}",
        lang=str(evidence["lang"]),
        day=str(evidence["date"]),
        title=said.title,
        question=said.question,
        answer=said.answer,
        figures=tuple(Figure(*parts) for parts in said.figures),
        changes=said.changes,
        follows=str((evidence.get("previous") or {}).get("edition", "") or evidence.get("uncompared", "")),
        pdf=pdf,
        picture=picture(pdf) if pictured else None,
    )


def _sound(pdf: bytes, place: Place) -> audit.Examined:
    """A PDF that passes the audit; raises Failure `not-proved`."""
    try:
        examined = audit.examine(pdf)
        found = examined.proof.findings
    except Failure as failure:
        found = failure.diagnostics
    if found:
        notes = (*(finding.message for finding in found[:3]), *(["…"] if found[3:] else []))
        advice = "run `briefing audit` on it, and build it again; nothing was sent"
        raise Failure([Diagnostic("not-proved", "the PDF does not pass `briefing audit`", place, notes, advice)])
    return examined


def _demand_built(examined: audit.Examined, topic: str, audience: str, built: str, place: Place) -> None:
    """Raise Failure `not-as-built` where a PDF, though proved, is not the one with the SHA-256 `built`."""
    if (examined.topic, examined.audience) != (topic, audience):
        note = f"it is the briefing on `{examined.topic}` for `{examined.audience}`"
    elif examined.sha256 != built:
        note = f"`{manifest.MANIFEST}` beside it lists {'a file with another digest' if built else 'none'}"
    else:
        return
    message, advice = "the PDF is not the one that was built", "run `briefing build`; nothing was sent"
    raise Failure([Diagnostic("not-as-built", message, place, (note,), advice)])


# --- the preview ----------------------------------------------------------------------------------------------


def _known(parcel: Parcel, book: Ledger | None) -> Outcome:
    if parcel.place is None:
        return Outcome(parcel, State.PLANNED, _GONE, now=False)
    entry = book.entry(parcel.delivery) if book else None
    return Outcome(parcel, entry.state if entry else State.PLANNED, entry.why if entry else "", now=False)
