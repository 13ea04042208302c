"""One session with a real server: what it hands over, byte for byte, and what each thing that goes wrong becomes."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing.delivery.parcel import State
from briefing.delivery.smtp import Answer, Lost, session, stuffed
from briefing.diagnostics import Failure
from tests.mailserver import SECRET, TOKEN, Post, account, certified, self_signed, serving, signs_in

FROM, TO = "briefing@example.org", "ada@example.org"
MESSAGE = b"Subject: x\r\n\r\nbody\r\n"


def deliver(port: int, message: bytes = MESSAGE, **changes: Any) -> Answer:
    with session(account(port, **changes)) as opened:
        return opened.deliver(FROM, TO, message, lambda: None)


@pytest.mark.parametrize(
    ("message", "wire"),
    [
        (b"a\r\nb\r\n", b"a\r\nb\r\n"),
        (b".\r\n", b"..\r\n"),
        (b"a\r\n.b\r\n..\r\n", b"a\r\n..b\r\n...\r\n"),
        (b"a\nb\rc", b"a\r\nb\r\nc\r\n"),
        (b"a.\r\n\r\n", b"a.\r\n\r\n"),
        (b"\n.\n", b"\r\n..\r\n"),
    ],
)
def test_dots_are_doubled_and_lines_end_as_they_must(message: bytes, wire: bytes) -> None:
    assert stuffed(message) == wire


class Recorder(threading.Thread):
    """A server that keeps every byte it was sent after DATA, and tells how many there are."""

    def __init__(self) -> None:
        super().__init__()
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port = self.listening.getsockname()[1]
        self.data = b""
        self.more = threading.Condition()

    def run(self) -> None:
        connection, _ = self.listening.accept()
        with connection, self.listening, connection.makefile("rwb", buffering=0) as stream:
            stream.write(b"220 here\r\n")
            while (line := stream.readline()) and not line.startswith(b"DATA"):
                stream.write(b"250 OK\r\n")
            stream.write(b"354 go on\r\n")
            while not self.data.endswith(b"\r\n.\r\n"):
                got = connection.recv(65536)
                with self.more:
                    self.data += got
                    self.more.notify_all()
            stream.write(b"250 taken\r\n")
            stream.readline()

    def has(self, size: int) -> bytes:
        with self.more:
            assert self.more.wait_for(lambda: len(self.data) >= size, timeout=10)
            return self.data


def test_the_commit_stands_between_the_whole_message_and_the_dot() -> None:
    recorder = Recorder()
    recorder.start()
    message = b"Subject: x\r\n\r\n" + b".dotted line\r\n" * 5000 + b".\r\n"
    wire = stuffed(message)
    seen: list[bytes] = []
    with session(account(recorder.port)) as opened:
        answer = opened.deliver(FROM, TO, message, lambda: seen.append(recorder.has(len(wire))))
    recorder.join()
    assert seen == [wire]
    assert recorder.data == wire + b".\r\n"
    assert answer == Answer(State.ACCEPTED, "250 taken")


def test_a_commit_that_fails_leaves_the_message_without_its_dot() -> None:
    post = Post()

    def broken() -> None:
        raise OSError("the disk is full")

    with serving(post) as port, pytest.raises(OSError, match="full"), session(account(port)) as opened:
        opened.deliver(FROM, TO, MESSAGE, broken)
    assert post.taken == []


@pytest.mark.parametrize(
    ("fault", "state", "why"),
    [
        ("", State.ACCEPTED, "250 taken"),
        ("rcpt 450 try later", State.DEFERRED, "450 try later"),
        ("rcpt 550 no such user", State.REJECTED, "550 no such user"),
        ("data 451 try later", State.DEFERRED, "451 try later"),
        ("data 554 not wanted", State.REJECTED, "554 not wanted"),
        ("data 354 what", State.IN_DOUBT, "354 what"),
        ("silence", State.IN_DOUBT, "no answer after the message"),
        ("drop", State.IN_DOUBT, "no answer after the message"),
    ],
)
def test_what_the_server_says_decides_the_state(fault: str, state: State, why: str) -> None:
    patience = 0.3 if fault == "silence" else 60
    with serving(Post({TO: fault})) as port:
        answer = deliver(port, final_seconds=patience)
    assert answer.state is state
    assert why in answer.why


def test_a_session_goes_on_after_a_refusal() -> None:
    post = Post({"no@example.org": "rcpt 550 no"})
    with serving(post) as port, session(account(port)) as opened:
        opened.deliver(FROM, "no@example.org", MESSAGE, lambda: None)
        opened.deliver(FROM, TO, MESSAGE, lambda: None)
    assert [address for address, _ in post.taken] == [TO]
    assert post.sessions == 1


def test_a_connection_cut_in_the_message_hands_nothing_over() -> None:
    post, committed = Post({TO: "cut"}), []
    big = b"Subject: x\r\n\r\n" + b"line\r\n" * 2_000_000
    with serving(post) as port, session(account(port)) as opened, pytest.raises(Lost):
        opened.deliver(FROM, TO, big, lambda: committed.append(1))
    assert (post.taken, committed) == ([], [])


def test_a_server_that_is_not_there_is_worth_another_try() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    with pytest.raises(Lost, match="refused"):
        deliver(port)


def test_a_server_that_says_nothing_is_given_up_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening, pytest.raises(Lost, match="timed out"):
        deliver(listening.getsockname()[1], connect_seconds=0.2)


# --- encryption -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("implicit", [False, True])
def test_both_ways_of_encryption_verify_the_certificate(implicit: bool, tmp_path: Path) -> None:
    tls, ca_file = certified(tmp_path)
    security = "tls" if implicit else "starttls"
    with serving(Post(), tls=tls, implicit=implicit) as port:
        assert deliver(port, security=security, ca_file=ca_file).state is State.ACCEPTED
        assert fault(port, security=security) == "mail-certificate"


def fault(port: int, **changes: Any) -> str:
    """The code of the finding that a session ends with before anything is sent."""
    with pytest.raises(Failure) as caught:
        deliver(port, **changes)
    assert caught.value.status == 4
    return caught.value.diagnostics[0].code


@pytest.mark.parametrize("implicit", [False, True])
def test_an_expired_certificate_is_refused(implicit: bool, tmp_path: Path) -> None:
    tls, ca_file = certified(tmp_path, not_after=datetime(2020, 1, 1, tzinfo=UTC))
    post = Post()
    with serving(post, tls=tls, implicit=implicit) as port:
        assert fault(port, security="tls" if implicit else "starttls", ca_file=ca_file) == "mail-certificate"
    assert post.taken == []


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    tls, ca_file = certified(tmp_path)
    with serving(Post(), tls=tls) as port:
        assert fault(port, host="localhost", security="starttls", ca_file=ca_file) == "mail-certificate"


def test_a_self_signed_certificate_is_refused(tmp_path: Path) -> None:
    with serving(Post(), tls=self_signed(tmp_path)) as port:
        assert fault(port, security="starttls") == "mail-certificate"


def test_without_starttls_nothing_is_sent_in_the_clear(tmp_path: Path) -> None:
    post = Post()
    with serving(post) as port:
        assert fault(port, security="starttls", user="ada", secret=SECRET) == "mail-no-starttls"
    assert post.taken == []


def test_tls_to_a_port_that_speaks_plainly_says_so() -> None:
    with serving(Post()) as port:
        assert fault(port, security="tls") == "mail-tls"


def test_a_ca_file_that_is_none_says_so(tmp_path: Path) -> None:
    tls, _ = certified(tmp_path)
    (tmp_path / "empty.pem").write_text("nothing")
    with serving(Post(), tls=tls) as port:
        assert fault(port, security="starttls", ca_file=tmp_path / "empty.pem") == "mail-certificate"


# --- signing in -----------------------------------------------------------------------------------------------


def test_the_right_password_signs_in_and_a_wrong_one_does_not(tmp_path: Path) -> None:
    tls, ca_file = certified(tmp_path)
    post = Post()
    secured: dict[str, Any] = {"security": "starttls", "ca_file": ca_file, "user": "ada"}
    with serving(post, tls=tls, **signs_in()) as port:
        assert deliver(port, secret=SECRET, **secured).state is State.ACCEPTED
        assert fault(port, secret="wrong", **secured) == "mail-login"
        assert fault(port, secret="pässwörd", **secured) == "mail-login"
    assert post.copies(TO) == 1


def test_a_token_signs_in_with_xoauth2(tmp_path: Path) -> None:
    tls, ca_file = certified(tmp_path)
    secured: dict[str, Any] = {"security": "starttls", "ca_file": ca_file, "user": "ada", "token": True}
    with serving(Post(), tls=tls, **signs_in()) as port:
        assert deliver(port, secret=TOKEN, **secured).state is State.ACCEPTED
        assert fault(port, secret="stale", **secured) == "mail-login"


def test_a_server_that_knows_no_users_says_so() -> None:
    with serving(Post()) as port:
        assert fault(port, user="ada", secret=SECRET) == "mail-login"


def test_a_server_that_wants_a_login_refuses_the_sender_not_the_reader(tmp_path: Path) -> None:
    tls, ca_file = certified(tmp_path)
    with serving(Post(), tls=tls, **signs_in()) as port:
        assert fault(port, security="starttls", ca_file=ca_file) == "sender-refused"


@contextmanager
def endless(greeting: bytes, line: bytes) -> Iterator[int]:
    """A server that greets, and answers whatever it is told with lines without an end."""

    def answer() -> None:
        connection, _ = listening.accept()
        with connection, suppress(OSError):
            connection.sendall(greeting)
            while not greeting or connection.recv(4096):
                while True:
                    connection.sendall(line * 1000)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


@pytest.mark.parametrize("greeting", [b"", b"220 here\r\n"])
def test_a_reply_without_an_end_is_a_lost_connection(greeting: bytes) -> None:
    with endless(greeting, b"250-and more\r\n") as port, pytest.raises(Lost, match="its reply has no end"):
        deliver(port)


def test_a_server_may_name_any_size() -> None:
    for size, limit in ((b"5000", 5000), (b"0", None), (b"9" * 5000, None), (b"many", None)):
        with endless(b"220 here\r\n", b"250-here\r\n250 SIZE " + size + b"\r\n") as port:
            opened = session(account(port))
            assert opened.__enter__().max_bytes == limit
            opened.__exit__(None, None, None)
