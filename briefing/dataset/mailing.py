"""What the files about e-mail say: `delivery.yaml` at the root of a project, and the file of its recipients.

Secrets stand in neither: the names of environment variables and commands that give them do.
"""

from typing import Annotated, Literal

from pydantic import Field

from briefing.dataset.record import Id, Ids, Record, Text, Texts

Command = Annotated[Texts, Field(min_length=1, description="a program and its arguments; no shell reads them")]
Seconds = Annotated[int, Field(ge=1)]


class Server(Record):
    """Where mail is handed over."""

    host: Text
    port: int | None = Field(default=None, ge=1, description="default: 587 for starttls, 465 for tls, 25 for none")
    security: Literal["starttls", "tls", "none"] = Field(
        default="starttls", description="`none` only for a server on this machine"
    )
    ca_file: Text | None = Field(default=None, description="PEM certificates to trust in place of the system's")
    connect_seconds: Seconds = 30
    command_seconds: Seconds = 300
    final_seconds: Seconds = Field(default=600, description="how long to wait for the answer to a whole message")


class Login(Record):
    """Who signs in, and the one place that the secret comes from."""

    user: Text
    password_env: Text | None = Field(default=None, description="the environment variable with the password")
    password_command: Command | None = Field(default=None, description="a command that prints the password")
    token_command: Command | None = Field(default=None, description="a command that prints an OAuth 2 access token")


class Signature(Record):
    """DKIM: how messages are signed, with the extra `dkim` installed."""

    domain: Text
    selector: Text
    key_file: Text = Field(description="the private key, PEM; from the root of the project")


class RecipientsFrom(Record):
    """Where the recipients come from: a file, or what a command prints."""

    file: Text | None = Field(default=None, description="YAML or CSV, outside `data`, `templates` and `out`")
    command: Command | None = None
    format: Literal["yaml", "csv"] | None = Field(default=None, description="default: by the file's ending, else YAML")


class Mailing(Record):
    """`delivery.yaml`: how briefings are mailed. Links are URL templates over `{topic}`, `{audience}`, `{edition}`,
    `{address}` and `{key}`.
    """

    server: Server
    sender: Text = Field(alias="from", description="`name <address>` or an address")
    reply_to: Text | None = None
    login: Login | None = None
    recipients: RecipientsFrom = RecipientsFrom()
    ledger: Text = Field(default=".delivery/ledger.sqlite3", description="what was sent to whom; keep and back it up")
    unsubscribe: Text | None = Field(default=None, description="URL template for List-Unsubscribe")
    link: Text | None = Field(default=None, description="URL template of the PDF, sent where the message is too large")
    max_bytes: int = Field(default=10_000_000, ge=1, description="how large an encoded message may be")
    picture: bool = Field(default=False, description="show the first page in the HTML text")
    dkim: Signature | None = None
    attempts: int = Field(default=3, ge=1, description="how often a message is tried before it waits for the next run")
    backoff_seconds: Seconds = Field(default=5, description="the pause before the second try; it doubles")


class Recipient(Record):
    """One reader: where the briefings for which audiences go."""

    address: Text
    name: Text | None = None
    audience: Annotated[Ids, Field(min_length=1)]
    topic: Ids = Field(default=(), description="default: every topic")
    language: Id | None = Field(default=None, description="of the words around; default: that of the briefing")


class Recipients(Record):
    """A file of recipients."""

    recipients: tuple[Recipient, ...]
