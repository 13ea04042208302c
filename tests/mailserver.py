"""A real mail server in this process, on loopback, that does wrong what it is told to; and mail to send to it."""

import asyncio
import base64
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import trustme
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

from briefing.dataset.mailing import Mailing
from briefing.delivery.addresses import Address
from briefing.delivery.config import Account, Sender
from briefing.delivery.parcel import Figure, Letter, Parcel
from briefing.delivery.send import Clock
from briefing.delivery.smtp import session
from briefing.diagnostics import Diagnostic, Failure

SECRET = "correct horse"
TOKEN = "ya29.token"


@dataclass
class Post:
    """What a server is to do wrong, by recipient, and what it took.

    A fault is `rcpt 450 …` or `data 550 …` (a reply at that point), `hang up` (the connection ends before the message),
    `cut` (it ends in the message), `silence` (the message is taken and no answer given), `drop` (the same, and the
    connection ends), `drip` (before the message, bytes of a reply come without an end) or `drip late` (after it).
    """

    faults: dict[str, str] = field(default_factory=dict)
    taken: list[tuple[str, bytes]] = field(default_factory=list)
    sessions: int = 0
    attempts: list[str] = field(default_factory=list)
    on_event: Callable[[str, str], None] = lambda event, address: None
    stopped: asyncio.Event = field(default_factory=asyncio.Event)

    def copies(self, address: str) -> int:
        """How many messages an address got."""
        return sum(one == address for one, _ in self.taken)

    async def handle_RCPT(  # noqa: N802 (as aiosmtpd names it)
        self, server: Any, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        self.attempts.append(address)
        self.on_event("rcpt", address)
        point, _, reply = self.faults.get(address, "").partition(" ")
        if point == "rcpt":
            return reply
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        point, _, reply = self.faults.get(address, "").partition(" ")
        if point == "data":
            return reply
        assert isinstance(envelope.original_content, bytes)
        self.on_event("dot", address)
        self.taken.append((address, envelope.original_content))
        self.on_event("taken", address)
        if point == "silence":
            await self.stopped.wait()
        if (point, reply) == ("drip", "late"):
            await drip(server.transport)
        if point == "drop":
            server.transport.abort()
        return "250 taken"


async def drip(transport: asyncio.WriteTransport) -> None:
    """Say a reply that never ends, a byte at a time, until the other side is gone."""
    while not transport.is_closing():
        transport.write(b"2")
        await asyncio.sleep(0.02)


class _Server(SMTP):
    """aiosmtpd's server, which can also go away in the middle of a message."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        post = self.event_handler
        assert self.envelope is not None
        address = self.envelope.rcpt_tos[0] if self.envelope.rcpt_tos else ""
        post.on_event("data", address)
        fault = post.faults.get(address)
        if fault == "drip":
            assert isinstance(self.transport, asyncio.WriteTransport)
            await drip(self.transport)
        if fault in ("cut", "hang up"):
            if fault == "cut":
                await self.push("354 go on")
                await self._reader.readuntil(b"\r\n")
            assert isinstance(self.transport, asyncio.WriteTransport)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)

    async def auth_XOAUTH2(self, _: Any, args: list[str]) -> AuthResult:  # noqa: N802
        wanted = f"user=ada\1auth=Bearer {TOKEN}\1\1".encode()
        given = await self.challenge_auth("") if len(args) == 1 else base64.b64decode(args[1])
        return AuthResult(success=given == wanted, handled=False, auth_data="ada")


@contextmanager
def serving(post: Post, *, tls: ssl.SSLContext | None = None, implicit: bool = False, **options: Any) -> Iterator[int]:
    """A server on loopback for the time of the block; gives its port."""
    loop = asyncio.new_event_loop()

    def server() -> SMTP:
        post.sessions += 1
        starttls = None if implicit else tls
        return _Server(post, loop=loop, hostname="mail.example.org", tls_context=starttls, **options)

    started = loop.run_until_complete(loop.create_server(server, "127.0.0.1", 0, ssl=tls if implicit else None))
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    try:
        yield started.sockets[0].getsockname()[1]
    finally:
        asyncio.run_coroutine_threadsafe(_ended(post, started), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


@contextmanager
def saying(greeting: bytes) -> Iterator[int]:
    """A server that says one thing to whoever calls, and hangs up."""

    def answer() -> None:
        connection, _ = listening.accept()
        with connection:
            connection.sendall(greeting)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


async def _ended(post: Post, server: asyncio.Server) -> None:
    post.stopped.set()
    server.close()
    current = asyncio.current_task()
    tasks = [task for task in asyncio.all_tasks() if task is not current]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def signs_in(secret: str = SECRET) -> Mapping[str, Any]:
    """Options of a server that lets nobody but `ada` in."""

    def authenticate(server: Any, session: Any, envelope: Any, mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        return AuthResult(success=data == LoginPassword(b"ada", secret.encode()), handled=False)

    return {"authenticator": authenticate, "auth_required": True, "auth_require_tls": True}


def certified(folder: Path, **terms: Any) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate for this machine, and the file of the authority that issued it."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder / "ca.pem")
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1", **terms).configure_cert(context)
    return context, folder / "ca.pem"


def self_signed(folder: Path) -> ssl.SSLContext:
    """The context of a server whose certificate nobody but itself has signed."""
    authority = trustme.CA()
    (folder / "self.pem").write_bytes(authority.private_key_pem.bytes() + authority.cert_pem.bytes())
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(folder / "self.pem")
    return context


def account(port: int, **changes: Any) -> Account:
    """An account on a server of this machine."""
    plain = Account("127.0.0.1", port, "none", "example.org")
    return replace(plain, **changes)


def letter(pdf: bytes = b"%PDF-1.7 not a real one", **changes: Any) -> Letter:
    """What a small briefing says of itself."""
    plain = Letter(
        topic="kettles",
        edition="2025-03-01-abcdef12",
        audience="buyer",
        reader="Kettles, buyer",
        lang="en",
        day="2025-03-01",
        title="Is the Heron the kettle to buy?",
        question="Does it boil fast enough?",
        answer=("It took 130 seconds — by the Post’s count.",),
        figures=(Figure("130 s", "to boil a litre", "one source"), Figure("£40", "in the shop")),
        changes=("This edition is not compared with an earlier one.",),
        pdf=pdf,
    )
    return replace(plain, **changes)


def parcel(address: str = "ada@example.org", name: str | None = "Ada Lovelace", **changes: Any) -> Parcel:
    """The small briefing for one reader."""
    return Parcel(letter(**changes), Address(address, name), "en")


def sender(root: Path, **settings: Any) -> Sender:
    """Settings for mail from `root`; `settings` as in `delivery.yaml`."""
    given = {"server": {"host": "127.0.0.1"}, "from": "Briefings <briefing@example.org>", "backoff_seconds": 1}
    mailing = Mailing.model_validate(_as_read({**given, **settings}))
    return Sender(mailing, Address("briefing@example.org", "Briefings"), None, root, root / "ledger.sqlite3")


def _as_read(value: Any) -> Any:
    """Lists as the reader of YAML gives them."""
    if isinstance(value, dict):
        return {key: _as_read(inner) for key, inner in value.items()}
    return tuple(value) if isinstance(value, list) else value


class Waiting:
    """A clock that stands still but for the pauses asked of it."""

    def __init__(self) -> None:
        self.pauses: list[float] = []
        self.clock = Clock(lambda: datetime(2025, 3, 2, tzinfo=UTC), self.pauses.append)


def refusals(port: int, **changes: Any) -> tuple[Diagnostic, ...]:
    """What a session with this server ends with before anything is sent, as if it were at port 587."""
    try:
        with session(account(port, **changes)) as opened:
            opened.deliver("briefing@example.org", "ada@example.org", b"Subject: x\r\n\r\nx\r\n", lambda: None)
    except Failure as failure:
        return tuple(replace(it, message=it.message.replace(str(port), "587")) for it in failure.diagnostics)
    return ()
