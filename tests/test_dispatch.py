"""From finished PDFs in `out/` to the reader's mailbox, by the command line, over a real server with TLS and login."""

import shutil
from collections.abc import Iterator, Mapping
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pikepdf
import pytest

from briefing import cli, dispatch
from briefing.building import pipeline
from briefing.delivery.ledger import opened
from briefing.delivery.parcel import State
from briefing.diagnostics import Failure
from briefing.review import audit
from tests.mailserver import SECRET, Post, certified, serving, signs_in
from tests.projects import TOPIC, tiny
from tests.proving import Evidence, forged

LEDGER = ".delivery/ledger.sqlite3"
READERS = """address,name,audience
ada@example.org,Ada Lovelace,buyer
bob@example.org,,buyer
"""
ENVIRON = {"SMTP_PASSWORD": SECRET}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("built")
    list(pipeline.build(tiny(root)))
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a finished PDF and two readers; nobody serves its mail yet."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("SMTP_PASSWORD", SECRET)
    shutil.copytree(built, tmp_path / "project")
    (tmp_path / "readers.csv").write_text(READERS)
    settings(tmp_path / "project", 587)
    return tmp_path / "project"


def settings(root: Path, port: int, more: str = "") -> None:
    (root / "delivery.yaml").write_text(
        f"server: {{host: 127.0.0.1, port: {port}, ca_file: ca.pem}}\n"
        "from: Briefings <briefing@example.org>\n"
        "login: {user: ada, password_env: SMTP_PASSWORD}\n"
        "recipients: {file: ../readers.csv}\n"
        "attempts: 1\n" + more
    )


@pytest.fixture
def post(root: Path) -> Iterator[Post]:
    post = Post()
    tls, _ = certified(root)
    with serving(post, tls=tls, **signs_in()) as port:
        settings(root, port)
        yield post


def run(root: Path, *options: str) -> int:
    return cli.run(["--root", str(root), "send", *options])


def states(root: Path) -> Mapping[str, State]:
    with opened(root / LEDGER, LEDGER) as book:
        return {entry.delivery.address: entry.state for entry in book.entries()}


def read(raw: bytes) -> EmailMessage:
    message = message_from_bytes(raw, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_every_reader_gets_the_edition_once(root: Path, post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "--new-ledger") == cli.DONE
    first = capsys.readouterr()
    assert run(root) == cli.DONE
    second = capsys.readouterr()
    assert [address for address, _ in post.taken] == ["ada@example.org", "bob@example.org"]
    assert first.out.count("accepted ") == 2
    assert second.out.count("accepted before") == 2
    assert "2 sent now" in first.err
    assert "0 sent now; in all 2 accepted" in second.err


def test_what_arrives_passes_the_audit_and_says_what_its_first_page_says(root: Path, post: Post) -> None:
    run(root, "--new-ledger", "--only", "ada@example.org")
    ((address, raw),) = post.taken
    message = read(raw)
    (file,) = message.iter_attachments()
    pdf = file.get_content()
    assert address == "ada@example.org"
    assert pdf == (root / "out" / TOPIC / "buyer.pdf").read_bytes()
    assert audit.audit(pdf).findings == ()
    body = message.get_body(("plain",))
    assert body
    text = " ".join(str(body.get_content()).split())
    assert message["Subject"] == "Is the Heron the kettle to buy?"
    for said in (
        "Does it boil fast enough?",
        "In the test of The Kitchen Post it took",
        "to boil a litre",
        "not compared with an earlier",
    ):
        assert said in text


def test_what_follows_an_edition_of_other_rules_is_sent_to_those_who_had_that(root: Path, post: Post) -> None:
    run(root, "--new-ledger")
    pdf = root / "out" / TOPIC / "buyer.pdf"
    pdf.write_bytes(forged(pdf.read_bytes(), told=_by_other_rules))
    list(pipeline.build(pipeline.open_project(root)))
    assert run(root) == cli.DONE
    body = read(post.taken[-1][1]).get_body(("plain",))
    assert body
    assert "not compared with the one before: the rules" in " ".join(str(body.get_content()).split())


def _by_other_rules(content: Evidence) -> None:
    content["rules"] = 0
    content["facts"]["heron/boil-time/post"]["status"] = "agreed"


def test_the_pictured_first_page_is_a_png(root: Path, post: Post) -> None:
    with (root / "delivery.yaml").open("a") as file:
        file.write("picture: true\n")
    run(root, "--new-ledger", "--only", "ada@example.org")
    image = next(part for part in read(post.taken[0][1]).walk() if part.get_content_type() == "image/png")
    assert image.get_content().startswith(b"\x89PNG")


def test_who_was_not_reached_is_named_with_the_line_and_status_4(
    root: Path, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    post.faults["ada@example.org"] = "rcpt 550 no such user"
    assert run(root, "--new-ledger") == cli.UNDELIVERED
    told = capsys.readouterr()
    assert "readers.csv:2:1" in told.err
    assert "550 no such user" in told.err
    assert states(root) == {"ada@example.org": State.REJECTED, "bob@example.org": State.ACCEPTED}
    assert run(root) == cli.UNDELIVERED
    assert len(post.taken) == 1


def test_on_a_build_server_no_address_is_logged(
    root: Path, post: Post, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    post.faults["ada@example.org"] = "rcpt 550 no such user"
    run(root, "--new-ledger")
    told = "".join(capsys.readouterr())
    assert "a…@example.org" in told
    assert "ada@" not in told
    assert "Lovelace" not in told


def test_without_a_ledger_nothing_is_sent(root: Path, post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root) == cli.USAGE
    assert "error[no-ledger]" in capsys.readouterr().err
    run(root, "--new-ledger")
    (root / LEDGER).unlink()
    assert run(root) == cli.USAGE
    assert len(post.taken) == 2


def test_the_ledger_may_stand_elsewhere(
    root: Path, post: Post, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEFING_LEDGER", str(tmp_path / "state" / "sent.sqlite3"))
    assert run(root, "--new-ledger") == cli.DONE
    assert (tmp_path / "state" / "sent.sqlite3").is_file()
    assert not (root / ".delivery").exists()


def test_a_pdf_that_was_changed_is_not_sent(root: Path, post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "out" / TOPIC / "buyer.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.docinfo["/Title"] = "Another title"
        pdf.save(path)
    assert run(root, "--new-ledger") == cli.FINDINGS
    assert "error[not-proved]" in capsys.readouterr().err
    assert post.taken == []


@pytest.mark.parametrize("option", ["--new-ledger", "--dry-run"])
def test_a_pdf_that_took_the_place_of_the_one_that_was_built_is_not_sent(
    root: Path, post: Post, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = root / "out" / TOPIC / "buyer.pdf"
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, linearize=True, fix_metadata_version=False)
    assert audit.audit(path.read_bytes()).findings == ()
    assert run(root, option) == cli.FINDINGS
    assert "error[not-as-built]" in capsys.readouterr().err
    assert post.taken == []


def test_the_briefing_of_another_audience_is_not_sent(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / f"data/{TOPIC}/audiences/buyer.yaml").rename(root / f"data/{TOPIC}/audiences/seller.yaml")
    out = root / "out" / TOPIC
    (out / "buyer.pdf").rename(out / "seller.pdf")
    (out / "manifest.json").write_text((out / "manifest.json").read_text().replace('"buyer"', '"seller"'))
    (root.parent / "readers.csv").write_text(READERS.replace("buyer", "seller"))
    assert run(root, "--dry-run") == cli.FINDINGS
    assert "it is the briefing on `kettles` for `buyer`" in capsys.readouterr().err


def test_a_wrong_password_reaches_nobody_and_is_said_once(
    root: Path, post: Post, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SMTP_PASSWORD", "wrong horse")
    assert run(root, "--new-ledger") == cli.UNDELIVERED
    told = capsys.readouterr().err
    assert told.count("error[mail-login]") == 1
    assert told.count("error[not-reached]") == 2
    assert "wrong horse" not in told
    assert states(root) == {"ada@example.org": State.PLANNED, "bob@example.org": State.PLANNED}
    monkeypatch.setenv("SMTP_PASSWORD", SECRET)
    assert run(root) == cli.DONE
    assert len(post.taken) == 2


def test_an_unreachable_server_reaches_nobody(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(Post()) as port:
        pass
    settings(root, port)
    assert run(root, "--new-ledger") == cli.UNDELIVERED
    assert "error[mail-unreachable]" in capsys.readouterr().err


def test_a_dry_run_writes_the_messages_and_sends_nothing(
    root: Path, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "--dry-run") == cli.DONE
    files = sorted((root / ".delivery" / "preview").glob("*.eml"))
    assert {read(file.read_bytes())["To"] for file in files} == {
        "Ada Lovelace <ada@example.org>",
        "bob@example.org",
    }
    page = (root / ".delivery" / "preview" / "index.html").read_text()
    assert all(file.name in page for file in files)
    assert all("to boil a litre" in file.with_suffix(".html").read_text() for file in files)
    assert post.taken == []
    assert not (root / LEDGER).exists()
    before = {file.name: file.read_bytes() for file in files}
    run(root, "--dry-run")
    assert {file.name: file.read_bytes() for file in files} == before
    assert (root / ".delivery" / ".gitignore").read_text() == "*\n"


def test_only_and_limit_narrow_a_run(root: Path, post: Post) -> None:
    assert run(root, "--new-ledger", "--limit", "1") == cli.UNDELIVERED
    assert [address for address, _ in post.taken] == ["ada@example.org"]
    assert run(root, "--only", "BOB@example.org") == cli.DONE
    assert [address for address, _ in post.taken] == ["ada@example.org", "bob@example.org"]


def test_nothing_goes_after_the_given_day(root: Path, post: Post) -> None:
    assert run(root, "--new-ledger", "--not-after", "2020-01-01") == cli.UNDELIVERED
    assert post.taken == []


def test_everything_wrong_with_the_settings_is_told_at_once(root: Path) -> None:
    settings(root, 587, "reply_to: nobody\nlink: nowhere\nunsubscribe: https://x/{who}\n")
    with pytest.raises(Failure) as caught:
        list(dispatch.send(pipeline.open_project(root), dispatch.Wish(), ENVIRON))
    assert [it.code for it in caught.value.diagnostics] == ["bad-address", "bad-link", "unknown-placeholder"]


def test_a_briefing_that_follows_no_edition_goes_out_only_where_that_is_asked(root: Path, post: Post) -> None:
    """Where `out/` was lost, such as with the cache of a build server, the same briefing has another name."""
    claims = root / "data" / TOPIC / "claims/post.yaml"
    assert run(root, "--new-ledger") == cli.DONE
    claims.write_text(claims.read_text().replace("heron: 152", "heron: 155"))
    list(pipeline.build(pipeline.open_project(root)))
    assert run(root) == cli.DONE
    assert post.copies("ada@example.org") == 2
    shutil.rmtree(root / "out")
    list(pipeline.build(pipeline.open_project(root)))
    assert run(root) == run(root, "--dry-run") == cli.FINDINGS
    assert post.copies("ada@example.org") == 2
    assert run(root, "--anew", "--dry-run") == cli.DONE
    assert run(root, "--anew", "--limit", "1") == cli.UNDELIVERED
    assert run(root) == cli.DONE
    assert (post.copies("ada@example.org"), post.copies("bob@example.org")) == (3, 3)
