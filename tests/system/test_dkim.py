"""A signed message holds against the public key, and no longer once a word of it changes.

dkimpy comes as source alone, so that the pinned environment has none: the system's is put on the path for these tests.
"""

import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from briefing.delivery.message import build
from briefing.delivery.signing import signer
from briefing.diagnostics import Failure
from tests.mailserver import parcel, sender

SETTINGS = {
    "dkim": {"domain": "example.org", "selector": "mail", "key_file": "dkim.pem"},
    "unsubscribe": "https://example.org/leave?{key}",
}


@pytest.fixture(autouse=True)
def _dkimpy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    where = ["/usr/bin/python3", "-c", "import dkim; print(dkim.__path__[0])"]
    found = subprocess.run(where, capture_output=True, text=True, check=True).stdout.strip()
    (tmp_path / "path").mkdir()
    (tmp_path / "path" / "dkim").symlink_to(found)
    monkeypatch.syspath_prepend(tmp_path / "path")
    yield
    for name in [name for name in sys.modules if name.partition(".")[0] == "dkim"]:
        del sys.modules[name]  # for all other tests there is none


@pytest.fixture
def dns(tmp_path: Path) -> Callable[..., bytes]:
    """A key for `mail._domainkey.example.org`: the private one in a file, the public one as its DNS record."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    plain = serialization.NoEncryption()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, plain)
    (tmp_path / "dkim.pem").write_bytes(pem)
    public = key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    record = b"v=DKIM1; k=rsa; p=" + b64encode(public)
    return lambda name, timeout=5: record if bytes(name).rstrip(b".") == b"mail._domainkey.example.org" else b""


def test_a_signature_holds_until_something_changes(tmp_path: Path, dns: Callable[..., bytes]) -> None:
    dkim = import_module("dkim")
    by = sender(tmp_path, **SETTINGS)
    message = signer(by)(build(parcel(), by, datetime(2025, 3, 2, tzinfo=UTC)))
    assert message.startswith(b"DKIM-Signature: ")
    assert dkim.verify(message, dnsfunc=dns)
    for before, after in ((b"130 s", b"140 s"), (b"To: Ada", b"To: Eve"), (b"One-Click", b"One-Clack")):
        assert before in message
        assert not dkim.verify(message.replace(before, after), dnsfunc=dns)


def test_what_is_no_key_is_told_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / "dkim.pem").write_text("no key")
    with pytest.raises(Failure) as caught:
        signer(sender(tmp_path, **SETTINGS))
    assert (caught.value.status, caught.value.diagnostics[0].code) == (2, "bad-dkim-key")
