"""The ledger: what was sent to whom, and how sure that is. One SQLite file, and one sender at a time.

Every change is on disk before the next step is taken (WAL, synchronous FULL). In: deliveries and what became of them.
Out: the state of each. A state changes only from those that may come before it, so that no slip elsewhere can send a
message twice.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from briefing.delivery.parcel import Delivery, State
from briefing.diagnostics import Diagnostic, Failure

_VERSION = 1
_SCHEMA = """
CREATE TABLE deliveries (
    key TEXT PRIMARY KEY,
    topic TEXT NOT NULL, edition TEXT NOT NULL, audience TEXT NOT NULL, address TEXT NOT NULL,
    state TEXT NOT NULL, why TEXT NOT NULL, changed TEXT NOT NULL, attempts INTEGER NOT NULL
) STRICT
"""
#: The states in which a delivery may be taken up.
OPEN = (State.PLANNED, State.DEFERRED)


@dataclass(frozen=True, slots=True)
class Entry:
    """What the ledger knows of a delivery; `changed` is when, in UTC; `attempts` how often it was handed over."""

    delivery: Delivery
    state: State
    why: str
    changed: str
    attempts: int


class Ledger:
    """An open ledger; made by `opened`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def plan(self, deliveries: Iterable[Delivery], now: datetime) -> None:
        """Enter deliveries that are not yet known."""
        rows = [(it.key, it.topic, it.edition, it.audience, it.address, _text(now)) for it in deliveries]
        with self._connection:
            self._connection.executemany(
                "INSERT OR IGNORE INTO deliveries VALUES (?, ?, ?, ?, ?, 'planned', '', ?, 0)", rows
            )

    def settle(self, now: datetime) -> None:
        """What was being committed when a sender died is in doubt; only the holder of the lock may know that."""
        why = "the sender was stopped before the server answered"
        with self._connection:
            self._connection.execute(
                "UPDATE deliveries SET state = ?, why = ?, changed = ? WHERE state = ?",
                (State.IN_DOUBT, why, _text(now), State.COMMITTING),
            )

    def commit(self, delivery: Delivery, now: datetime, *, doubtful: bool = False) -> None:
        """Note that the server is about to be given the final dot; `doubtful` ones only where that is said.

        Raises ValueError where the delivery is not open: nothing may be sent then.
        """
        states = (*OPEN, State.IN_DOUBT) if doubtful else OPEN
        marks = ", ".join("?" * len(states))
        with self._connection:
            changed = self._connection.execute(
                "UPDATE deliveries SET state = ?, why = '', changed = ?, attempts = attempts + 1"  # noqa: S608
                f" WHERE key = ? AND state IN ({marks})",
                (State.COMMITTING, _text(now), delivery.key, *states),
            )
        if changed.rowcount != 1:
            raise ValueError(f"the delivery {delivery.key} is not open")

    def close(self, delivery: Delivery, state: State, why: str, now: datetime) -> None:
        """Note what became of a delivery; one that was accepted stays so."""
        with self._connection:
            self._connection.execute(
                "UPDATE deliveries SET state = ?, why = ?, changed = ? WHERE key = ? AND state != ?",
                (state, why, _text(now), delivery.key, State.ACCEPTED),
            )

    def entry(self, delivery: Delivery) -> Entry | None:
        """What is known of one delivery."""
        return next(self._entries("WHERE key = ?", delivery.key), None)

    def entries(self) -> tuple[Entry, ...]:
        """Everything, in the order in which it was planned."""
        return tuple(self._entries("ORDER BY rowid"))

    def readers(self, topic: str, edition: str, audience: str) -> tuple[str, ...]:
        """The addresses that have an edition, or may have it: those that accepted it, and those in doubt."""
        rows = self._connection.execute(
            "SELECT address FROM deliveries WHERE topic = ? AND edition = ? AND audience = ? AND state IN (?, ?)"
            " ORDER BY rowid",
            (topic, edition, audience, State.ACCEPTED, State.IN_DOUBT),
        )
        return tuple(address for (address,) in rows)

    def editions(self, topic: str, audience: str) -> tuple[str, ...]:
        """The editions that somebody has, or may have, in the order in which they were planned."""
        rows = self._connection.execute(
            "SELECT edition FROM deliveries WHERE topic = ? AND audience = ? AND state IN (?, ?)"
            " GROUP BY edition ORDER BY min(rowid)",
            (topic, audience, State.ACCEPTED, State.IN_DOUBT),
        )
        return tuple(edition for (edition,) in rows)

    def _entries(self, clause: str, *values: str) -> Iterator[Entry]:
        query = "SELECT topic, edition, audience, address, state, why, changed, attempts FROM deliveries "
        for topic, edition, audience, address, state, why, changed, attempts in self._connection.execute(
            query + clause, values
        ):
            yield Entry(Delivery(topic, edition, audience, address), State(state), why, changed, attempts)


@contextmanager
def opened(path: Path, name: str, *, new: bool = False) -> Iterator[Ledger]:
    """The ledger at `path`, locked for this process; `new` makes one, and only then. Messages call it `name`.

    Raises Failure: `no-ledger`, `ledger-exists`, `damaged-ledger` (status 2), `sender-running` (status 4).
    """
    if not new and not path.is_file():
        raise _missing(name)
    with _locked(path, name):
        if new and path.exists():
            raise _failure("ledger-exists", f"there is a ledger at `{name}` already", "leave `--new-ledger` out")
        with _connected(path, name, new) as ledger:
            yield ledger


@contextmanager
def reading(path: Path, name: str) -> Iterator[Ledger]:
    """The ledger at `path` to look things up in, beside a sender that may be running; raises Failure as `opened`."""
    if not path.is_file():
        raise _missing(name)
    with _connected(path, name, new=False) as ledger:
        yield ledger


def private_folder(folder: Path) -> None:
    """Make a folder for what holds addresses, kept out of git; one that exists is left as it is."""
    if not folder.exists():
        folder.mkdir(parents=True, mode=0o700)
        (folder / ".gitignore").write_text("*\n", "utf-8")


@contextmanager
def _connected(path: Path, name: str, new: bool) -> Iterator[Ledger]:
    try:
        with closing(sqlite3.connect(path)) as connection:
            _prepare(connection, new)
            yield Ledger(connection)
    except sqlite3.DatabaseError as error:
        message = f"the ledger `{name}` cannot be used: {error}"
        raise _failure("damaged-ledger", message, "make room on its disk, or restore its backup") from None


def _prepare(connection: sqlite3.Connection, new: bool) -> None:
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # macOS: a plain fsync does not reach the disk there
    if new:
        with connection:
            connection.execute(_SCHEMA)
            connection.execute(f"PRAGMA user_version = {_VERSION}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version != _VERSION:
        raise sqlite3.DatabaseError(f"its version is {version}, and {_VERSION} is wanted")


@contextmanager
def _locked(path: Path, name: str) -> Iterator[None]:
    lock = FileLock(f"{path.resolve()}.lock", timeout=0)  # whatever name it was given by
    try:
        private_folder(path.parent)
        lock.acquire()
    except Timeout:
        advice = "wait for it; two senders would not know of each other"
        raise _failure("sender-running", "another sender is at work on this ledger", advice, status=4) from None
    except OSError as error:
        message = f"the ledger `{name}` cannot be used: {error.strerror or error}"
        raise _failure("damaged-ledger", message, "let whoever sends write into its folder") from None
    try:
        yield
    finally:
        lock.release()


def _missing(name: str) -> Failure:
    advice = (
        "restore it: without it every reader would get everything again; only where nothing was ever sent, "
        "say `--new-ledger`"
    )
    return _failure("no-ledger", f"there is no ledger at `{name}`", advice)


def _failure(code: str, message: str, advice: str, *, status: int = 2) -> Failure:
    return Failure([Diagnostic(code, message, help=advice)], status=status)


def _text(now: datetime) -> str:
    return now.isoformat(timespec="seconds")
