"""A parcel in; the whole e-mail message, as bytes that go to a server or into an `.eml` file, out.

The one owner of `email`. The same parcel and date give the same bytes: boundaries and ids come from the delivery's key.
"""

from collections.abc import Iterable
from datetime import datetime
from email import message_from_bytes
from email.headerregistry import Address as HeaderAddress
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
from typing import Any

from briefing.delivery import body as writing
from briefing.delivery import links
from briefing.delivery.addresses import Address, breaks_a_header, line_break
from briefing.delivery.body import Body
from briefing.delivery.config import Sender
from briefing.delivery.parcel import Parcel, digest
from briefing.diagnostics import Diagnostic, Failure

_PICTURE = "first-page"


class _Verbatim(UnstructuredHeader, BaseHeader):
    """A header of ids or links: folding it as text would write a long link as an encoded word."""

    def fold(self, *, policy: Policy) -> str:
        """The header on one line."""
        return f"{self.name}: {self}{policy.linesep}"


def _headers_by_name() -> HeaderRegistry:
    registry = HeaderRegistry()
    for name in ("In-Reply-To", "References", "List-Id", "List-Unsubscribe", "Message-ID"):
        registry.map_to_type(name, _Verbatim)
    return registry


#: Only ASCII on the wire: no server has to be asked for more.
_POLICY = SMTP.clone(cte_type="7bit", header_factory=_headers_by_name())


def build(parcel: Parcel, sender: Sender, date: datetime, limit: int | None = None) -> bytes:
    """The message, with the PDF attached, or with a link to it where that makes it larger than may be.

    `limit` is what the server takes, in bytes, beside `max_bytes`. Raises Failure `message-too-large`,
    `line-break-in-header`.
    """
    allowed = min(sender.mailing.max_bytes, limit or sender.mailing.max_bytes)
    whole = _bytes(parcel, sender, date, None)
    if len(whole) > allowed and sender.mailing.link:
        whole = _bytes(parcel, sender, date, links.fill(sender.mailing.link, parcel))
    if len(whole) > allowed:
        raise _too_large(parcel, len(whole), allowed)
    return whole


def html_of(message: bytes) -> str:
    """The HTML text of a message that `build` made."""
    body = message_from_bytes(message, policy=_POLICY).get_body(("html",))
    return str(body.get_content()) if body else ""


def message_id(parcel: Parcel, sender: Sender) -> str:
    """The Message-ID of a delivery, the same whenever it is sent."""
    return f"<{parcel.delivery.key[:40]}@{sender.address.domain}>"


def root_id(parcel: Parcel, sender: Sender) -> str:
    """What all editions of a topic answer to, so that they are shown as one thread."""
    return f"<{digest(parcel.letter.topic)[:40]}@{sender.address.domain}>"


def _bytes(parcel: Parcel, sender: Sender, date: datetime, link: str | None) -> bytes:
    message = EmailMessage(_POLICY)
    for name, value in _headers(parcel, sender, date):
        message[name] = value
    letter, template = parcel.letter, sender.mailing.unsubscribe
    picture = letter.picture if sender.mailing.picture else None
    said = Body(
        parcel, link, links.fill(template, parcel) if template else None, _cid(parcel, sender) if picture else None
    )
    message.set_content(writing.text(said), cte="quoted-printable")
    message.add_alternative(writing.html(said), subtype="html", cte="quoted-printable")
    if picture:
        page: Any = list(message.iter_parts())[-1]
        page.add_related(picture, "image", "png", cid=f"<{_cid(parcel, sender)}>", disposition="inline")
    if link is None:
        message.add_attachment(letter.pdf, "application", "pdf", filename=letter.file)
    _mark(message, parcel.delivery.key)
    return message.as_bytes()


def _headers(parcel: Parcel, sender: Sender, date: datetime) -> Iterable[tuple[str, Any]]:
    letter, root = parcel.letter, root_id(parcel, sender)
    if breaks_a_header(letter.title):
        raise Failure([line_break(f"the title of `{letter.topic}`, which is the subject,", None)])
    yield from (("From", _shown(sender.address)), ("To", _shown(parcel.to)))
    if sender.reply_to:
        yield "Reply-To", _shown(sender.reply_to)
    yield from (("Subject", writing.subject(parcel)), ("Date", date), ("Message-ID", message_id(parcel, sender)))
    yield from (("In-Reply-To", root), ("References", root))
    yield "List-Id", f"<{letter.audience}.{letter.topic}.{sender.address.domain}>"
    yield "Auto-Submitted", "auto-generated"
    if sender.mailing.unsubscribe:
        link = links.fill(sender.mailing.unsubscribe, parcel)
        yield "List-Unsubscribe", f"<{link}>"
        if link.startswith("https://"):  # RFC 8058 knows one click over HTTPS alone
            yield "List-Unsubscribe-Post", "List-Unsubscribe=One-Click"


def _shown(address: Address) -> HeaderAddress:
    return HeaderAddress(address.name or "", addr_spec=address.mailbox)


def _cid(parcel: Parcel, sender: Sender) -> str:
    return f"{_PICTURE}.{parcel.delivery.key[:40]}@{sender.address.domain}"


def _mark(message: EmailMessage, key: str) -> None:
    """Boundaries from the key; `=_` stands in no quoted-printable or base64 text, so none can be met inside a part."""
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"=_{key[:32]}_{number}")


def _too_large(parcel: Parcel, size: int, allowed: int) -> Failure:
    message = f"the message with `{parcel.letter.file}` is {size} bytes, and {allowed} may be"
    advice = "give a `link` to send in its place, or a larger `max_bytes` if the server takes it"
    return Failure([Diagnostic("message-too-large", message, help=advice)])
