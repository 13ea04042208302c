"""One delivery end to end: Exim from Debian, on loopback, with TLS and a login, into a Maildir that is read back.

`make mail` installs Exim and runs this; it is no service of the system, and ends with the test.
"""

import getpass
import grp
import mailbox
import os
import pwd
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
import trustme

from briefing.building import pipeline
from briefing.review import audit
from tests.projects import TOPIC, tiny

SERVERS = f"{os.environ['PATH']}:/usr/sbin:/usr/local/sbin"
EXIM = shutil.which("exim4", path=SERVERS) or shutil.which("exim", path=SERVERS)
#: What the packages of Debian and of others call the user it becomes.
USERS = ("Debian-exim", "exim", "mail")
SECRET = "correct horse"
CONFIG = """
exim_user = {user}
exim_group = {group}
deliver_drop_privilege = true
never_users =
keep_environment =
primary_hostname = mail.example.org
spool_directory = {folder}/spool
log_file_path = {folder}/log-%s
pid_file_path = {folder}/exim.pid
disable_ipv6 = true
local_interfaces = 127.0.0.1
daemon_smtp_ports = {port}
host_lookup =
rfc1413_query_timeout = 0s
tls_advertise_hosts = *
tls_certificate = {folder}/server.pem
auth_advertise_hosts = ${{if eq{{$tls_in_cipher}}{{}}{{}}{{*}}}}
message_size_limit = 20M
acl_smtp_rcpt = check

begin acl
check:
  require authenticated = *
  deny message = no such user
       !local_parts = ada
  accept domains = example.org

begin routers
mailbox:
  driver = accept
  local_parts = ada
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = {folder}/mail
  maildir_format

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${{if and{{{{eq{{$auth2}}{{briefing}}}}{{eq{{$auth3}}{{{secret}}}}}}}}}
  server_set_id = $auth2
"""
SETTINGS = """
server: {{host: 127.0.0.1, port: {port}, ca_file: ca.pem}}
from: Briefings <briefing@example.org>
login: {{user: briefing, password_env: SMTP_PASSWORD}}
recipients: {{file: ../readers.csv}}
unsubscribe: https://example.org/leave?who={{address}}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder that Exim's user may enter, whoever runs the tests."""
    for above in (tmp_path, *tmp_path.parents[:2]):
        above.chmod(0o755)
    (tmp_path / "exim").mkdir()
    return tmp_path / "exim"


@pytest.fixture
def port(folder: Path) -> Iterator[int]:
    """Exim in the foreground, with a configuration of its own; gives its port."""
    assert EXIM, "run `make mail`, which installs it"
    port = free_port()
    known = {it.pw_name for it in pwd.getpwall()}
    user = next(name for name in USERS if name in known) if os.geteuid() == 0 else getpass.getuser()
    entry = pwd.getpwnam(user)
    group = grp.getgrgid(entry.pw_gid).gr_name
    certificates(folder)
    config = folder / "exim.conf"
    config.write_text(CONFIG.format(user=user, group=group, folder=folder, port=port, secret=SECRET))
    for path in (folder, folder / "server.pem"):
        os.chown(path, entry.pw_uid, entry.pw_gid)
    server = subprocess.Popen([EXIM, "-bdf", "-C", str(config)], stdin=subprocess.DEVNULL)
    try:
        wait_for(lambda: answers(port), "Exim to listen")
        yield port
    finally:
        server.terminate()
        server.wait(10)


def certificates(folder: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(folder.parent / "ca.pem")
    authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(folder / "server.pem")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def answers(port: int) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
    except OSError:
        return False


def wait_for(condition: object, what: str) -> None:
    assert callable(condition)
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    raise AssertionError(f"waited a minute for {what}")


def send(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "SMTP_PASSWORD": SECRET}
    environ.pop("CI", None)
    command = [sys.executable, "-m", "briefing", "--root", str(root), "send", *options]
    return subprocess.run(command, env=environ, capture_output=True, text=True, check=False)


def delivered(folder: Path) -> list[EmailMessage]:
    def read(file: object) -> EmailMessage:
        message = message_from_bytes(file.read(), policy=policy.default)  # type: ignore[attr-defined]
        assert isinstance(message, EmailMessage)
        return message

    if not (folder / "mail" / "new").is_dir():
        return []
    return list(mailbox.Maildir(folder / "mail", factory=read))  # type: ignore[arg-type]


def test_a_briefing_reaches_a_mailbox_once_and_passes_the_audit_there(folder: Path, port: int, tmp_path: Path) -> None:
    root = tmp_path / "project"
    list(pipeline.build(tiny(root)))
    shutil.copy(tmp_path / "ca.pem", root)
    (root / "delivery.yaml").write_text(SETTINGS.format(port=port))
    (tmp_path / "readers.csv").write_text(
        "address,name,audience\nada@example.org,Ada Lövelace,buyer\nnobody@example.org,,buyer\n"
    )

    done = send(root, "--new-ledger")
    assert done.returncode == 4, done.stderr
    assert "550 no such user" in done.stderr
    assert done.stderr.count("error[") == 1
    wait_for(lambda: delivered(folder), "the message")

    (message,) = delivered(folder)
    assert message["To"] == "Ada Lövelace <ada@example.org>"
    assert message["From"] == "Briefings <briefing@example.org>"
    assert message["List-Unsubscribe"] == "<https://example.org/leave?who=ada%40example.org>"
    (file,) = message.iter_attachments()
    pdf = file.get_content()
    assert pdf == (root / "out" / TOPIC / "buyer.pdf").read_bytes()
    assert audit.audit(pdf).findings == ()

    again = send(root)
    assert "0 sent now" in again.stderr
    assert "accepted before" in send(root, "--only", "ada@example.org").stdout
    assert len(delivered(folder)) == 1
