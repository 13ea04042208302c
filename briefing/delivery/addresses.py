"""E-mail addresses: text in, a mailbox that a server takes and the key under which it counts as one reader, out.

What a valid address is, is email-validator's to say; nothing is looked up on the network.
"""

from dataclasses import dataclass

from email_validator import EmailNotValidError, validate_email

from briefing.diagnostics import Diagnostic, Place

_HEADER_BREAKS = frozenset("\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029")


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox in ASCII, and the name it is shown with."""

    mailbox: str
    name: str | None = None

    @property
    def key(self) -> str:
        """What makes two addresses one: hardly any server tells `Ada@` from `ada@`."""
        return self.mailbox.casefold()

    @property
    def domain(self) -> str:
        """What follows the `@`."""
        return self.mailbox.rpartition("@")[2]

    @property
    def masked(self) -> str:
        """The address for logs that others read: its first letter and its domain."""
        return f"{self.mailbox[0]}…@{self.domain}"


def parse(text: str, name: str | None = None) -> Address:
    """The address in `text`, which is one mailbox or, where no `name` is given, `name <mailbox>`.

    Raises ValueError with the reason, in words for the user.
    """
    if breaks_a_header(text) or breaks_a_header(name or ""):
        raise ValueError("a line break would start a header of its own")
    try:
        found = validate_email(text, check_deliverability=False, allow_smtputf8=False, allow_display_name=name is None)
    except EmailNotValidError as error:
        reason = str(error).removesuffix(".")
        raise ValueError(reason[:1].lower() + reason[1:]) from None
    return Address(found.ascii_email or found.normalized, name or found.display_name)


def breaks_a_header(text: str) -> bool:
    """Whether `text` holds a line break, by which a header could be smuggled in."""
    return not _HEADER_BREAKS.isdisjoint(text)


def line_break(name: str, place: Place | None) -> Diagnostic:
    """The finding that something which goes into a header holds a line break."""
    return Diagnostic(
        "line-break-in-header",
        f"{name} holds a line break, which would start a header of its own",
        place,
        help="write it on one line",
    )


def bad_address(name: str, text: str, reason: str, place: Place | None) -> Diagnostic:
    """The finding that a text is not an address."""
    return Diagnostic("bad-address", f"{name} `{text[:80]}` is not an e-mail address", place, (reason,))
