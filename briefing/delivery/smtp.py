"""One session with one mail server. The one owner of `smtplib` and `ssl`, and all there is of the network.

In: an account and whole messages. Out: the server's answer to each. Certificates are verified, always. The message and
the dot that ends it are sent apart, so that the ledger can note in between that from here on nobody can know.
"""

import smtplib
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from briefing.delivery.config import Account
from briefing.delivery.parcel import State
from briefing.diagnostics import Diagnostic, Failure

#: How many lines a reply may have: smtplib reads on for as long as the server says that there is more.
_LINES = 200
#: From how many digits on the size that a server takes is no limit.
_DIGITS = 19
#: Replies to a recipient's address that speak of the sender.
_NOT_SIGNED_IN = (503, 530, 535)


class Lost(Exception):
    """The connection, or the wish for one, failed before the final dot: nothing was handed over."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server made of a message, with its own words."""

    state: State
    why: str


class _Replies:
    """What a server says, a reply at a time: so many lines at most, and in the time that the socket may wait."""

    def __init__(self, sock: socket.socket) -> None:
        self.sock, self.read = sock, b""
        self.begin()

    def begin(self) -> None:
        """Another reply is waited for."""
        self.lines, self.end = _LINES, time.monotonic() + (self.sock.gettimeout() or 0)

    def readline(self, size: int) -> bytes:
        """The next line, or `size` bytes of it; raises OSError where there are too many, or it is not there in time."""
        if not self.lines:
            raise OSError("its reply has no end")
        self.lines -= 1
        while b"\n" not in self.read and len(self.read) < size and (more := self._received()):
            self.read += more
        end = min(self.read.find(b"\n") + 1 or size, size)
        line, self.read = self.read[:end], self.read[end:]
        return line

    def _received(self) -> bytes:
        """What comes next, in the time that is left: a server that drips would else begin it anew with every byte."""
        patience, left = self.sock.gettimeout(), self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.sock.settimeout(left)
        try:
            return self.sock.recv(4096)
        finally:
            self.sock.settimeout(patience)

    def close(self) -> None:
        """Nothing is open but the socket."""


class _Plain(smtplib.SMTP):
    """A connection whose replies end, in time."""

    def getreply(self) -> tuple[int, bytes]:
        """The next reply; raises SMTPServerDisconnected where it has no end, or is not whole in time."""
        if self.file:
            self.file.begin()
        elif self.sock is not None:
            self.file: Any = _Replies(self.sock)
        return super().getreply()


class _Encrypted(_Plain, smtplib.SMTP_SSL):
    """The same, encrypted from the start."""


class Session:
    """A session that is signed in; made by `session`."""

    def __init__(self, smtp: smtplib.SMTP, final_seconds: float) -> None:
        self._smtp = smtp
        self._final_seconds = final_seconds

    @property
    def alive(self) -> bool:
        """Whether it can take another message."""
        return self._smtp.sock is not None

    @property
    def max_bytes(self) -> int | None:
        """The largest message that the server says it takes."""
        size = self._smtp.esmtp_features.get("size", "")
        return int(size) or None if size.isdecimal() and len(size) < _DIGITS else None

    def deliver(self, sender: str, recipient: str, message: bytes, commit: Callable[[], None]) -> Answer:
        """Hand over one message; `commit` is called after it and before the dot that ends it.

        Raises Lost where the connection fails before the dot, Failure `sender-refused` where the server takes nothing
        from this sender.
        """
        try:
            refusal = self._announce(sender, recipient, message)
            if refusal:
                return refusal
            self._smtp.send(stuffed(message))
        except (smtplib.SMTPException, OSError) as error:
            self._smtp.close()
            raise Lost(_words(error)) from None
        try:
            commit()
        except BaseException:
            self._smtp.close()  # without the dot the server discards what it has
            raise
        return self._finish()

    def _announce(self, sender: str, recipient: str, message: bytes) -> Answer | None:
        """Everything before the message itself; an answer where the server does not want it."""
        reply = self._smtp.mail(sender, [f"SIZE={len(message)}"] if self._smtp.has_extn("size") else [])
        if reply[0] // 100 == 5:
            raise _sender_refused(sender, reply)
        if reply[0] // 100 == 2:
            reply = self._smtp.rcpt(recipient)
        if reply[0] in _NOT_SIGNED_IN:
            raise _sender_refused(sender, reply)
        if reply[0] // 100 == 2:
            reply = self._smtp.docmd("DATA")
            if reply[0] == 354:
                return None
        with suppress(smtplib.SMTPException, OSError):
            self._smtp.rset()
        return _answer(reply, otherwise=State.DEFERRED)

    def _finish(self) -> Answer:
        """The dot, and the answer to it; without one nobody can know."""
        try:
            if self._smtp.sock is not None:
                self._smtp.sock.settimeout(self._final_seconds)
            self._smtp.send(b".\r\n")
            reply = self._smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._smtp.close()
            return Answer(State.IN_DOUBT, f"no answer after the message: {_words(error)}")
        return _answer(reply, otherwise=State.IN_DOUBT)


def stuffed(message: bytes) -> bytes:
    """A message as DATA wants it (RFC 5321, 4.5.2): lines end with CRLF, and a dot at a line's start is doubled."""
    lines = message.splitlines()
    return b"".join(b"." * line.startswith(b".") + line + b"\r\n" for line in lines)


@contextmanager
def session(account: Account) -> Iterator[Session]:
    """A session with the server of `account`.

    Raises Lost where another try may help, and Failure (status 4) where none will: `mail-certificate`, `mail-tls`,
    `mail-no-starttls`, `mail-login`, `mail-refused`.
    """
    smtp = _greeted(account)
    try:
        _secured(smtp, account)
        yield Session(smtp, account.final_seconds)
    except BaseException:
        smtp.close()
        raise
    with suppress(smtplib.SMTPException, OSError):
        smtp.quit()


def _greeted(account: Account) -> smtplib.SMTP:
    """A connection on which the server has said who it is."""
    where, seconds = (account.host, account.port), account.connect_seconds
    try:
        if account.security == "tls":
            return _Encrypted(*where, account.helo, timeout=seconds, context=_context(account))
        return _Plain(*where, account.helo, timeout=seconds)
    except smtplib.SMTPConnectError as error:
        raise _refused(account, "mail-refused", (error.smtp_code, error.smtp_error)) from None
    except (smtplib.SMTPException, OSError) as error:
        raise _connection(account, error) from None


def _secured(smtp: smtplib.SMTP, account: Account) -> None:
    """Encrypt where that is still to be done, say who we are, sign in."""
    try:
        if smtp.sock is not None:
            smtp.sock.settimeout(account.command_seconds)
        smtp.ehlo_or_helo_if_needed()
        if account.security == "starttls":
            _start_tls(smtp, account)
            smtp.ehlo_or_helo_if_needed()
        if account.user is not None:
            _sign_in(smtp, account, account.user)
    except smtplib.SMTPAuthenticationError as error:
        raise _refused(account, "mail-login", (error.smtp_code, error.smtp_error)) from None
    except smtplib.SMTPResponseException as error:
        raise _refused(account, "mail-refused", (error.smtp_code, error.smtp_error)) from None
    except (smtplib.SMTPException, OSError) as error:
        raise _connection(account, error) from None


def _start_tls(smtp: smtplib.SMTP, account: Account) -> None:
    if not smtp.has_extn("starttls"):
        advice = "nothing was sent; ask who runs the server, or use `security: tls` if it listens for that"
        raise _fault(account, "mail-no-starttls", "offers no STARTTLS", advice)
    smtp.starttls(context=_context(account))


def _sign_in(smtp: smtplib.SMTP, account: Account, user: str) -> None:
    try:
        if account.token:
            smtp.user = user
            smtp.auth("XOAUTH2", lambda challenge=None: _bearer(account) if challenge is None else "")
        else:
            smtp.login(user, account.secret)
    except smtplib.SMTPNotSupportedError:
        raise _fault(account, "mail-login", "offers no way to sign in", "leave `login` out if it wants none") from None
    except UnicodeEncodeError:
        raise _fault(account, "mail-login", "takes names and passwords in ASCII only", "change the password") from None


def _bearer(account: Account) -> str:
    return f"user={account.user}\1auth=Bearer {account.secret}\1\1"


def _context(account: Account) -> ssl.SSLContext:
    """Verified certificates and host names; the library's own default checks neither."""
    try:
        return ssl.create_default_context(cafile=str(account.ca_file) if account.ca_file else None)
    except (OSError, ssl.SSLError) as error:
        advice = "`ca_file` is a PEM file; its path starts at the root of the project"
        raise _fault(account, "mail-certificate", f"has a `ca_file` that cannot be used: {error}", advice) from None


# --- what went wrong, in words --------------------------------------------------------------------------------


def _answer(reply: tuple[int, bytes], otherwise: State) -> Answer:
    """A reply as a state: 2xx is taken, 4xx may be tried later, 5xx never; `otherwise` for what is none of them."""
    states = {2: State.ACCEPTED, 4: State.DEFERRED, 5: State.REJECTED}
    return Answer(states.get(reply[0] // 100, otherwise), _said(reply))


def _said(reply: tuple[int, bytes | str]) -> str:
    code, text = reply
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return f"{code} {' '.join(words.split())}"[:500]


def _words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        return _said((error.smtp_code, error.smtp_error))
    reason = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return " ".join(reason.split())[:500] or type(error).__name__


def _connection(account: Account, error: Exception) -> Exception:
    """Lost, where another try may help, or the Failure that says why none will."""
    if isinstance(error, ssl.SSLCertVerificationError):
        advice = "renew the certificate; where its authority is your own, name it with `ca_file`"
        return _fault(
            account, "mail-certificate", f"has a certificate that does not hold: {error.verify_message}", advice
        )
    if isinstance(error, ssl.SSLError):
        advice = "`starttls` goes with port 587, `tls` with port 465"
        return _fault(account, "mail-tls", f"does not speak TLS here: {error.reason or error}", advice)
    return Lost(_words(error))


def _refused(account: Account, code: str, reply: tuple[int, bytes | str]) -> Exception:
    if reply[0] // 100 != 5:
        return Lost(_said(reply))
    advice = "check `login`, and where its secret comes from" if code == "mail-login" else "ask who runs the server"
    return _fault(account, code, f"refuses: {_said(reply)}", advice)


def _fault(account: Account, code: str, what: str, advice: str) -> Failure:
    message = f"the mail server `{account.host}:{account.port}` {what}"
    return Failure([Diagnostic(code, message, help=advice)], status=4)


def _sender_refused(sender: str, reply: tuple[int, bytes]) -> Failure:
    message = f"the mail server takes nothing from `{sender}`: {_said(reply)}"
    advice = "check `from` in `delivery.yaml`, and what the server lets `login` send"
    return Failure([Diagnostic("sender-refused", message, help=advice)], status=4)
