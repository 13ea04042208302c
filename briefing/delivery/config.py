"""`delivery.yaml` and the environment in; how briefings are mailed from this project, out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from briefing.base.folders import DELIVERY_FILE
from briefing.dataset import textfile, yamlfile
from briefing.dataset.mailing import Login, Mailing, Server
from briefing.dataset.validate import validate
from briefing.delivery import links
from briefing.delivery.addresses import Address, bad_address, breaks_a_header, line_break, parse
from briefing.delivery.commands import secret
from briefing.diagnostics import Diagnostic, Failure, Place, in_order
from briefing.project import Project

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_SECRETS = ("password_env", "password_command", "token_command")


@dataclass(frozen=True, slots=True)
class Account:
    """The server, and how to sign in to it; `token` tells whether `secret` is an OAuth 2 token."""

    host: str
    port: int
    security: str
    helo: str
    ca_file: Path | None = None
    user: str | None = None
    secret: str = field(default="", repr=False)
    token: bool = False
    connect_seconds: float = 30
    command_seconds: float = 300
    final_seconds: float = 600


@dataclass(frozen=True, slots=True)
class Sender:
    """What `delivery.yaml` says, with addresses read; `root` is where its paths start."""

    mailing: Mailing
    address: Address
    reply_to: Address | None
    root: Path
    ledger: Path

    @property
    def link(self) -> str | None:
        """The URL template that stands in for a PDF that is too large."""
        return self.mailing.link


def read(project: Project, environ: Mapping[str, str]) -> Sender:
    """The settings for mail; raises Failure (status 2) with all findings. `BRIEFING_LEDGER` overrides the ledger."""
    if not (project.root / DELIVERY_FILE).is_file():
        advice = "write one; docs/delivery.md says what stands in it"
        raise Failure(
            [Diagnostic("no-delivery", f"there is no `{DELIVERY_FILE}` in the project", help=advice)], status=2
        )
    mailing, findings = _mailing(project)
    if mailing is None:
        raise Failure(findings, status=2)
    found: list[Diagnostic] = [*findings, *_findings(mailing)]
    sender = _address(mailing, "from", mailing.sender, found)
    reply_to = _address(mailing, "reply_to", mailing.reply_to, found) if mailing.reply_to else None
    if found or sender is None:
        raise Failure(in_order(found), status=2)
    ledger = project.root / (environ.get("BRIEFING_LEDGER") or mailing.ledger)
    return Sender(mailing, sender, reply_to, project.root, ledger)


def account(sender: Sender, environ: Mapping[str, str]) -> Account:
    """The server to talk to, with the secret fetched; raises Failure (status 2)."""
    server, login = sender.mailing.server, sender.mailing.login
    return Account(
        host=server.host,
        port=server.port or _PORTS[server.security],
        security=server.security,
        helo=sender.address.domain,
        ca_file=sender.root / server.ca_file if server.ca_file else None,
        user=login.user if login else None,
        secret=_secret(login, sender.root, environ) if login else "",
        token=bool(login and login.token_command),
        connect_seconds=server.connect_seconds,
        command_seconds=server.command_seconds,
        final_seconds=server.final_seconds,
    )


def _mailing(project: Project) -> tuple[Mailing | None, tuple[Diagnostic, ...]]:
    content = project.read(project.root / DELIVERY_FILE, textfile.MAX_BYTES + 1)
    text, findings = textfile.decode(content, DELIVERY_FILE)
    if text is None:
        return None, findings
    document = yamlfile.read(text, DELIVERY_FILE)
    findings += document.findings
    mailing, found = validate(Mailing, document.value, document.place(), "the file")
    return mailing, findings + found


def _findings(mailing: Mailing) -> Iterator[Diagnostic]:
    """What single values cannot show: keys that exclude each other, links, a server without encryption."""
    if mailing.login:
        yield from _exactly_one(mailing.login, _SECRETS)
    yield from _at_most_one_source(mailing)
    for key in ("unsubscribe", "link"):
        template = getattr(mailing, key)
        yield from links.check(template, mailing.at(key)) if template else ()
    if mailing.server.security == "none" and not _on_this_machine(mailing.server):
        yield Diagnostic(
            "mail-unencrypted",
            f"mail to `{mailing.server.host}` would go unencrypted",
            mailing.server.at("security"),
            help="use `starttls` or `tls`; `none` is for a server on this machine",
        )


def _exactly_one(login: Login, keys: tuple[str, ...]) -> Iterator[Diagnostic]:
    given = [key for key in keys if getattr(login, key)]
    if not given:
        advice = "add `password_env: SMTP_PASSWORD`, `password_command: …` or `token_command: …`"
        yield Diagnostic("missing-key", "nothing says where the password comes from", login.place, help=advice)
    for key in given[1:]:
        yield _conflict(f"`{key}` and `{given[0]}` cannot both be given", login.key_at(key), key)


def _at_most_one_source(mailing: Mailing) -> Iterator[Diagnostic]:
    source = mailing.recipients
    if source.file and source.command:
        yield _conflict("`command` and `file` cannot both be given", source.key_at("command"), "command")


def _conflict(message: str, place: Place, key: str) -> Diagnostic:
    return Diagnostic("conflicting-keys", message, place, help=f"delete `{key}`")


def _address(mailing: Mailing, key: str, text: str, findings: list[Diagnostic]) -> Address | None:
    place = mailing.at(key)
    if breaks_a_header(text):
        findings.append(line_break(f"`{key}`", place))
        return None
    try:
        return parse(text)
    except ValueError as error:
        findings.append(bad_address(f"`{key}`", text, str(error), place))
        return None


def _on_this_machine(server: Server) -> bool:
    return server.host in ("localhost", "::1") or server.host.startswith("127.")


def _secret(login: Login, root: Path, environ: Mapping[str, str]) -> str:
    command = login.password_command or login.token_command
    if command:
        return secret(command, root, login.at("password_command" if login.password_command else "token_command"))
    found = environ.get(login.password_env or "")
    if not found:
        finding = Diagnostic(
            "no-password",
            f"the environment variable `{login.password_env}` is not set",
            login.at("password_env"),
            help="set it, or give a `password_command`",
        )
        raise Failure([finding], status=2)
    return found
