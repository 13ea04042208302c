"""DKIM: a message in, the same with a signature of the sender's domain out. The one owner of `dkim` (the extra `dkim`).

A signature covers the headers that say who wrote to whom about what, and those by which a reader can leave the list.
"""

from collections.abc import Callable
from pathlib import Path

from briefing.dataset.mailing import Signature
from briefing.delivery.config import Sender
from briefing.diagnostics import Diagnostic, Failure

Sign = Callable[[bytes], bytes]
_HEADERS = (
    "From, Reply-To, To, Subject, Date, Message-ID, In-Reply-To, References, List-Id, List-Unsubscribe, "
    "List-Unsubscribe-Post, Auto-Submitted, MIME-Version, Content-Type"
)
_NAMES = [name.encode() for name in _HEADERS.split(", ")]
_TRIAL = b"From: x\r\n\r\nx\r\n"


def unsigned(message: bytes) -> bytes:
    """The message as it is."""
    return message


def signer(sender: Sender) -> Sign:
    """What signs messages as `delivery.yaml` says, tried once; `unsigned` where it has no `dkim`.

    Raises Failure (status 2): `no-dkim-package`, `bad-dkim-key`.
    """
    wanted = sender.mailing.dkim
    if wanted is None:
        return unsigned
    key = _key(wanted, sender.root)
    try:
        import dkim  # an extra, which few need
    except ImportError:
        message, advice = "messages are to be signed, and dkimpy is not installed", "pip install 'briefing[dkim]'"
        raise Failure([Diagnostic("no-dkim-package", message, wanted.place, help=advice)], status=2) from None

    def sign(message: bytes) -> bytes:
        present = [name for name in _NAMES if _has(message, name)]
        signature: bytes = dkim.sign(
            message, wanted.selector.encode(), wanted.domain.encode(), key, include_headers=present,
            canonicalize=(b"relaxed", b"relaxed"),
        )  # fmt: skip
        return signature + message

    try:
        sign(_TRIAL)
    except (dkim.DKIMException, ValueError) as error:
        raise _bad_key(wanted, str(error) or type(error).__name__) from None
    return sign


def _has(message: bytes, name: bytes) -> bool:
    head = b"\r\n" + message.partition(b"\r\n\r\n")[0].lower()
    return b"\r\n" + name.lower() + b":" in head


def _key(wanted: Signature, root: Path) -> bytes:
    try:
        return (root / wanted.key_file).read_bytes()
    except OSError as error:
        raise _bad_key(wanted, error.strerror or str(error)) from None


def _bad_key(wanted: Signature, why: str) -> Failure:
    advice = "give a private key in PEM, which this user may read"
    message = f"the key cannot be used: {why}"
    return Failure([Diagnostic("bad-dkim-key", message, wanted.at("key_file"), help=advice)], status=2)
