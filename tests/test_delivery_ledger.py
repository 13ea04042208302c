"""What the ledger keeps, what it refuses, and that it is there for one sender at a time."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pytest

from briefing.delivery.ledger import Ledger, opened, reading
from briefing.delivery.parcel import Delivery, State
from briefing.diagnostics import Failure

NOW = datetime(2025, 3, 2, 10, 30, tzinfo=UTC)
ONE = Delivery("kettles", "2025-03-01-a", "buyer", "ada@example.org")


def state(book: Ledger) -> State:
    entry = book.entry(ONE)
    assert entry
    return entry.state


def code(path: Path, *, new: bool = False) -> str:
    with pytest.raises(Failure) as caught, opened(path, "ledger", new=new):
        pass
    return caught.value.diagnostics[0].code


def test_a_key_tells_every_part_apart() -> None:
    others = [
        Delivery("kettle", "s2025-03-01-a", "buyer", "ada@example.org"),
        Delivery("kettles", "2025-03-01-b", "buyer", "ada@example.org"),
        Delivery("kettles", "2025-03-01-a", "seller", "ada@example.org"),
        Delivery("kettles", "2025-03-01-a", "buyer", "bob@example.org"),
    ]
    assert len({ONE.key, *(it.key for it in others)}) == 5


def test_a_delivery_goes_from_planned_to_accepted_and_stays(tmp_path: Path) -> None:
    with opened(tmp_path / "ledger", "ledger", new=True) as book:
        assert book.entry(ONE) is None
        book.plan([ONE], NOW)
        assert state(book) is State.PLANNED
        book.commit(ONE, NOW)
        assert state(book) is State.COMMITTING
        book.close(ONE, State.ACCEPTED, "250 OK", NOW)
        book.plan([ONE], NOW)
        book.close(ONE, State.DEFERRED, "later", NOW)
    with opened(tmp_path / "ledger", "ledger") as book:
        (entry,) = book.entries()
    assert (entry.state, entry.why, entry.attempts) == (State.ACCEPTED, "250 OK", 1)
    assert entry.changed == "2025-03-02T10:30:00+00:00"


@pytest.mark.parametrize("before", [State.COMMITTING, State.ACCEPTED, State.REJECTED, State.IN_DOUBT])
def test_what_is_not_open_cannot_be_committed(before: State, tmp_path: Path) -> None:
    with opened(tmp_path / "ledger", "ledger", new=True) as book:
        book.plan([ONE], NOW)
        book.close(ONE, before, "", NOW)
        with pytest.raises(ValueError, match="not open"):
            book.commit(ONE, NOW)
        assert state(book) is before


def test_what_is_in_doubt_is_committed_only_where_that_is_asked(tmp_path: Path) -> None:
    with opened(tmp_path / "ledger", "ledger", new=True) as book:
        book.plan([ONE], NOW)
        book.commit(ONE, NOW)
        book.settle(NOW)
        assert state(book) is State.IN_DOUBT
        book.commit(ONE, NOW, doubtful=True)
        assert state(book) is State.COMMITTING


def test_every_change_is_on_disk_before_it_returns(tmp_path: Path) -> None:
    with opened(tmp_path / "ledger", "ledger", new=True) as book:
        book.plan([ONE], NOW)
        with reading(tmp_path / "ledger", "ledger") as beside:
            assert state(beside) is State.PLANNED
            book.commit(ONE, NOW)
            assert state(beside) is State.COMMITTING
        settings = [book._connection.execute(f"PRAGMA {it}").fetchone()[0] for it in ("journal_mode", "synchronous")]
    assert settings == ["wal", 2]


def test_a_ledger_is_begun_only_on_purpose_and_only_once(tmp_path: Path) -> None:
    path = tmp_path / "state" / "ledger"
    assert code(path) == "no-ledger"
    assert not path.parent.exists()
    with opened(path, "ledger", new=True):
        pass
    assert (path.parent / ".gitignore").read_text() == "*\n"
    assert code(path, new=True) == "ledger-exists"


def test_two_senders_do_not_work_at_once(tmp_path: Path) -> None:
    with opened(tmp_path / "ledger", "ledger", new=True):
        (tmp_path / "link").symlink_to("ledger")
        assert {code(tmp_path / "ledger"), code(tmp_path / "link")} == {"sender-running"}
    with opened(tmp_path / "ledger", "ledger"):
        pass


def test_a_file_that_is_no_ledger_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "text").write_bytes(b"not a database, by any means")
    assert code(tmp_path / "text") == "damaged-ledger"
    assert (tmp_path / "text").read_bytes() == b"not a database, by any means"
    with sqlite3.connect(tmp_path / "other") as other:
        other.execute("PRAGMA user_version = 99")
    other.close()
    assert code(tmp_path / "other") == "damaged-ledger"


def test_a_file_that_is_no_ledger_does_not_stay_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    connection = sqlite3.connect(tmp_path / "text")
    monkeypatch.setattr(sqlite3, "connect", lambda _: connection)
    (tmp_path / "text").write_bytes(b"not a database, by any means")
    assert code(tmp_path / "text") == "damaged-ledger"
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        connection.execute("SELECT 1")


def test_a_ledger_where_nothing_can_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Failure) as caught, opened(tmp_path / "file/ledger", "ledger", new=True):
        pass
    assert [it.code for it in caught.value.diagnostics] == ["damaged-ledger"]
