"""Runs of sending against a real server: who gets what, what is tried again, and what is never tried twice."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.delivery.ledger import opened
from briefing.delivery.parcel import Outcome, Parcel, State
from briefing.delivery.send import Terms, send
from briefing.diagnostics import Failure
from tests.mailserver import Post, Waiting, account, certified, parcel, sender, serving, signs_in

ADA, BOB, EVE = (f"{name}@example.org" for name in ("ada", "bob", "eve"))


_ACCOUNT = ("security", "ca_file", "user", "secret", "command_seconds", "final_seconds")


class Office:
    """A ledger that outlives its runs, and the clock they share."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.waiting = Waiting()

    def run(self, port: int, *addresses: str, terms: Terms = Terms(), **settings: Any) -> list[Outcome]:  # noqa: B008
        return self.send([parcel(it) for it in addresses], port, terms, settings)

    def send(self, parcels: Sequence[Parcel], port: int, terms: Terms, settings: dict[str, Any]) -> list[Outcome]:
        path = self.root / "ledger"
        hosts = {key: settings.pop(key) for key in list(settings) if key in _ACCOUNT}
        with opened(path, "ledger", new=not path.exists()) as book:
            by, at = sender(self.root, **settings), account(port, **hosts)
            return list(send(parcels, book, by, at, self.waiting.clock, terms))

    def states(self) -> dict[str, State]:
        with opened(self.root / "ledger", "ledger") as book:
            return {entry.delivery.address: entry.state for entry in book.entries()}


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def test_sending_twice_does_nothing_the_second_time(office: Office) -> None:
    post = Post()
    with serving(post) as port:
        first = office.run(port, ADA, BOB)
        second = office.run(port, ADA, BOB)
    assert [(it.state, it.now) for it in first] == [(State.ACCEPTED, True)] * 2
    assert [(it.state, it.now) for it in second] == [(State.ACCEPTED, False)] * 2
    assert [address for address, _ in post.taken] == [ADA, BOB]


def test_many_go_over_one_connection(office: Office) -> None:
    post = Post()
    with serving(post) as port:
        office.run(port, ADA, BOB, EVE)
    assert post.sessions == 1


def test_one_readers_failure_does_not_stop_the_others(office: Office) -> None:
    post = Post(
        {ADA: "rcpt 550 no such user", BOB: "data 451 later", "cut@example.org": "hang up", "d@example.org": "drop"}
    )
    with serving(post) as port:
        told = office.run(port, ADA, BOB, "cut@example.org", "d@example.org", EVE)
    states = [it.state for it in told]
    assert states == [State.REJECTED, State.DEFERRED, State.DEFERRED, State.IN_DOUBT, State.ACCEPTED]
    assert post.copies(EVE) == 1
    assert list(office.states().values()) == states


def test_a_server_that_drips_is_given_up_before_the_dot_and_leaves_a_doubt_after_it(office: Office) -> None:
    post = Post({ADA: "drip", BOB: "drip late"})
    with serving(post) as port:
        told = office.run(port, ADA, BOB, EVE, attempts=1, command_seconds=0.5, final_seconds=0.5)
    assert [it.state for it in told] == [State.DEFERRED, State.IN_DOUBT, State.ACCEPTED]
    assert "timed out" in told[0].why
    assert list(office.states().values()) == [it.state for it in told]
    assert [address for address, _ in post.taken] == [BOB, EVE]


def test_a_deferred_reader_is_tried_in_the_next_run_a_rejected_one_never(office: Office) -> None:
    post = Post({ADA: "rcpt 450 later", BOB: "rcpt 550 no"})
    with serving(post) as port:
        office.run(port, ADA, BOB)
        post.faults.clear()
        told = office.run(port, ADA, BOB)
    assert [(it.state, it.why) for it in told] == [(State.ACCEPTED, "250 taken"), (State.REJECTED, "550 no")]
    assert post.attempts == [ADA, BOB, ADA]


def test_what_is_in_doubt_is_sent_again_only_where_that_is_asked(office: Office) -> None:
    post = Post({ADA: "drop"})
    with serving(post) as port:
        assert office.run(port, ADA)[0].state is State.IN_DOUBT
        post.faults.clear()
        assert office.run(port, ADA)[0].state is State.IN_DOUBT
        assert post.copies(ADA) == 1
        assert office.run(port, ADA, terms=Terms(resend_in_doubt=True))[0].state is State.ACCEPTED
    assert post.copies(ADA) == 2


@pytest.mark.parametrize("fault", ["rcpt 450 later", "rcpt 550 no", "hang up"])
def test_a_second_try_that_fails_leaves_the_doubt(fault: str, office: Office) -> None:
    post = Post({ADA: "drop"})
    with serving(post) as port:
        office.run(port, ADA)
        post.faults[ADA] = fault
        assert office.run(port, ADA, terms=Terms(resend_in_doubt=True))[0].state is State.IN_DOUBT
        post.faults.clear()
        assert office.run(port, ADA)[0].state is State.IN_DOUBT
    assert post.copies(ADA) == 1


def test_before_the_dot_it_is_tried_again_with_growing_pauses(office: Office) -> None:
    post = Post({ADA: "hang up"})
    with serving(post) as port:
        (outcome,) = office.run(port, ADA, attempts=4, backoff_seconds=2)
    assert outcome.state is State.DEFERRED
    assert post.attempts == [ADA] * 4
    assert office.waiting.pauses == [2, 4, 8]


def stopped(office: Office, port: int, *addresses: str, **settings: Any) -> Failure:
    with pytest.raises(Failure) as caught:
        office.run(port, *addresses, **settings)
    assert caught.value.status == 4
    return caught.value


def test_a_server_that_cannot_be_reached_leaves_everyone_planned(office: Office) -> None:
    with serving(Post()) as port:
        pass
    failure = stopped(office, port, ADA, BOB)
    assert [it.code for it in failure.diagnostics] == ["mail-unreachable"]
    assert office.states() == {ADA: State.PLANNED, BOB: State.PLANNED}
    assert len(office.waiting.pauses) == 2


def test_a_wrong_password_stops_the_run_and_the_right_one_ends_it(office: Office, tmp_path: Path) -> None:
    tls, ca_file = certified(tmp_path)
    post = Post()
    secured: dict[str, Any] = {"security": "starttls", "ca_file": ca_file, "user": "ada"}
    with serving(post, tls=tls, **signs_in()) as port:
        failure = stopped(office, port, ADA, BOB, secret="wrong", **secured)
        assert failure.diagnostics[0].code == "mail-login"
        assert office.states() == {ADA: State.PLANNED, BOB: State.PLANNED}
        office.run(port, ADA, BOB, secret="correct horse", **secured)
    assert [address for address, _ in post.taken] == [ADA, BOB]
    assert "correct horse" not in repr(account(port, secret="correct horse"))


def test_a_run_may_be_limited_and_the_next_goes_on(office: Office) -> None:
    post = Post()
    with serving(post) as port:
        told = office.run(port, ADA, BOB, EVE, terms=Terms(limit=2))
        assert [it.state for it in told] == [State.ACCEPTED, State.ACCEPTED, State.PLANNED]
        assert "limit of 2" in told[2].why
        told = office.run(port, ADA, BOB, EVE, terms=Terms(limit=2))
    assert [it.state for it in told] == [State.ACCEPTED] * 3
    assert len(post.taken) == 3


def test_nothing_is_sent_after_the_last_day(office: Office) -> None:
    post = Post()
    with serving(post) as port:
        (late,) = office.run(port, ADA, terms=Terms(not_after=datetime(2025, 3, 1, 23, 59, tzinfo=UTC)))
        (early,) = office.run(port, ADA, terms=Terms(not_after=datetime(2025, 3, 2, 23, 59, tzinfo=UTC)))
    assert (late.state, early.state) == (State.PLANNED, State.ACCEPTED)
    assert "2025-03-01 23:59" in late.why


def test_a_message_the_server_finds_too_large_stops_the_run(office: Office) -> None:
    post = Post()
    with serving(post, data_size_limit=500) as port:
        failure = stopped(office, port, ADA)
    assert failure.diagnostics[0].code == "message-too-large"
    assert post.attempts == []


def test_a_new_edition_is_a_new_delivery(office: Office) -> None:
    post = Post()
    new = parcel(ADA)
    new = replace(new, letter=replace(new.letter, edition="2025-04-01-bbbbbbbb"))
    with serving(post) as port:
        office.run(port, ADA)
        office.send([new], port, Terms(), {})
    assert post.copies(ADA) == 2
