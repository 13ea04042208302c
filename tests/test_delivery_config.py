"""`delivery.yaml` as it is written, what overrides it, and everything that can be wrong with it."""

import re
import sys
from pathlib import Path

import pytest

from briefing.delivery import config, links, recipients
from briefing.delivery.config import account, read
from briefing.diagnostics import Failure, Place
from tests.mailserver import parcel
from tests.projects import tiny

LEAST = "server: {host: mail.example.org}\nfrom: briefing@example.org\n"
DOCS = Path(__file__).parent.parent / "docs" / "delivery.md"


def settings(root: Path, text: str = LEAST, **environ: str) -> config.Sender:
    project = tiny(root)
    (root / "delivery.yaml").write_text(text)
    return read(project, environ)


def codes(root: Path, text: str) -> list[str]:
    with pytest.raises(Failure) as caught:
        settings(root, text)
    assert caught.value.status == 2
    return [it.code for it in caught.value.diagnostics]


def test_two_keys_are_enough(tmp_path: Path) -> None:
    sender = settings(tmp_path)
    at = account(sender, {})
    assert (at.host, at.port, at.security, at.user) == ("mail.example.org", 587, "starttls", None)
    assert (at.connect_seconds, at.final_seconds) == (30, 600)
    assert sender.ledger == tmp_path / ".delivery" / "ledger.sqlite3"
    assert (sender.address.mailbox, sender.address.name) == ("briefing@example.org", None)


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465)])
def test_the_port_goes_with_the_encryption(security: str, port: int, tmp_path: Path) -> None:
    text = LEAST.replace("}", f", security: {security}}}", 1)
    assert account(settings(tmp_path, text), {}).port == port


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1"])
def test_a_server_on_this_machine_may_do_without_encryption(host: str, tmp_path: Path) -> None:
    text = f"server: {{host: {host}, security: none}}\nfrom: briefing@example.org\n"
    assert account(settings(tmp_path, text), {}).port == 25


def test_the_environment_names_the_ledger(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    assert settings(tmp_path, BRIEFING_LEDGER=str(elsewhere)).ledger == elsewhere


@pytest.mark.parametrize("key", ["password_command", "token_command"])
def test_a_command_gives_the_secret(key: str, tmp_path: Path) -> None:
    command = f'["{sys.executable}", -c, "print(1234)"]'
    at = account(settings(tmp_path, f"{LEAST}login: {{user: ada, {key}: {command}}}\n"), {})
    assert (at.secret, at.token) == ("1234", key == "token_command")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "wrong-type"),
        ("from: a@example.org\n", "missing-key"),
        (LEAST + "login: {user: a, password: secret}\n", "unknown-key"),
        (LEAST + "recipients: {file: a.csv, command: [b]}\n", "conflicting-keys"),
        (LEAST.replace("}", ", security: none}"), "mail-unencrypted"),
        (LEAST.replace("}", ", security: ssl}"), "bad-value"),
        (LEAST + "reply_to: nobody\n", "bad-address"),
        (LEAST + 'reply_to: "a@example.org\\nBcc: b@example.org"\n', "line-break-in-header"),
        (LEAST + "link: https://example.org/{edtion}\n", "unknown-placeholder"),
    ],
)
def test_a_mistake_is_told(text: str, code: str, tmp_path: Path) -> None:
    assert code in codes(tmp_path, text)


def test_a_project_that_mails_nothing_says_so(tmp_path: Path) -> None:
    with pytest.raises(Failure) as caught:
        read(tiny(tmp_path), {})
    assert caught.value.diagnostics[0].code == "no-delivery"


@pytest.mark.parametrize(
    "template", ["ftp://example.org", "https://example.org/a b", "https://example.org/<x>", "{address}", "https://x/,y"]
)
def test_what_is_no_link_is_told(template: str) -> None:
    assert [it.code for it in links.check(template, Place("delivery.yaml"))] == ["bad-link"]


def test_values_in_a_link_are_quoted() -> None:
    one = parcel("a+b&c=d@example.org")
    assert links.fill("https://x/{topic}?a={address}", one) == "https://x/kettles?a=a%2Bb%26c%3Dd%40example.org"


def test_the_examples_of_the_documentation_hold(tmp_path: Path) -> None:
    blocks = re.findall(r"```(yaml|csv)\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert [kind for kind, _ in blocks] == ["yaml", "yaml", "csv"]
    assert settings(tmp_path, blocks[0][1]).reply_to
    (ada, bob), findings = recipients.read(blocks[1][1].encode(), "readers.yaml", "yaml")
    assert findings == ()
    assert (ada.audiences, bob.topics) == (("investor", "safety"), ("muse-spark",))
    again, findings = recipients.read(blocks[2][1].encode(), "readers.csv", "csv")
    assert findings == ()
    assert [(it.address, it.audiences, it.topics, it.language) for it in again] == [
        (it.address, it.audiences, it.topics, it.language) for it in (ada, bob)
    ]
