"""What goes to whom: the delivery and its key, the states it passes through, and what is in it."""

import hashlib
from dataclasses import dataclass
from enum import StrEnum

from briefing.delivery.addresses import Address
from briefing.diagnostics import Place


class State(StrEnum):
    """How far a delivery has come. Only `committing` is never seen at rest: found so, it becomes `in doubt`."""

    PLANNED = "planned"
    COMMITTING = "committing"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    IN_DOUBT = "in doubt"


@dataclass(frozen=True, slots=True)
class Delivery:
    """One edition for one reader; `address` is an `Address.key`."""

    topic: str
    edition: str
    audience: str
    address: str

    @property
    def key(self) -> str:
        """What this delivery is known by, everywhere and for good: a SHA-256, hex."""
        return digest(self.topic, self.edition, self.audience, self.address)


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure as the first page prints it: `3 billion`, what it is, and what it rests on."""

    value: str
    label: str
    backing: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """What one finished PDF says of itself, in text, and the file.

    `reader` is the audience in words; `day` is the date of the edition (`2026-04-09`); `changes` is what changed since the last one, which it
    `follows`; `picture` is its first page as PNG, where it is wanted.
    """

    topic: str
    edition: str
    audience: str
    reader: str
    lang: str
    day: str
    title: str
    question: str
    answer: tuple[str, ...]
    figures: tuple[Figure, ...]
    changes: tuple[str, ...]
    pdf: bytes
    picture: bytes | None = None
    follows: str = ""

    @property
    def file(self) -> str:
        """The name of the attachment."""
        return f"{self.topic}-{self.audience}-{self.edition}.pdf"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reader is told was wrong: what was asked for, what earlier editions printed of it, what this one prints.

    `before` has the name of an edition, the pages and the texts of each.
    """

    name: str
    before: tuple[tuple[str, tuple[int, ...], tuple[str, ...]], ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter for one reader; `language` is that of the words around it, `place` where the reader is listed.

    With a `correction` it is a delivery of its own, beside that of the edition.
    """

    letter: Letter
    to: Address
    language: str
    place: Place | None = None
    correction: Correction | None = None

    @property
    def delivery(self) -> Delivery:
        """What it is known by."""
        letter, of = self.letter, self.correction
        edition = f"{letter.edition}, correction of {of.name}" if of else letter.edition
        return Delivery(letter.topic, edition, letter.audience, self.to.key)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a parcel, in the server's words where there are any; `now` is False where nothing was tried."""

    parcel: Parcel
    state: State
    why: str
    now: bool


def digest(*parts: str) -> str:
    """A hash over parts that keeps them apart."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()
