"""A correction reaches those who got an earlier edition that printed what was wrong, once, and nobody else."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from pathlib import Path

import pytest

from briefing import cli
from briefing.building import pipeline
from briefing.delivery.ledger import opened
from briefing.delivery.parcel import Delivery, State
from briefing.review.erratum import errata
from tests.editions import standing, stored
from tests.mailserver import Post, certified, serving
from tests.projects import TINY, TOPIC, tiny

POST = (TINY / "data" / TOPIC / "claims" / "post.yaml").read_text()
OLD, FACT = "2025-05-01-00000000", "heron/boil-time/post"
NOW = datetime(2025, 6, 1, tzinfo=UTC)
#: What the ledger knows of the earlier edition.
GOT = {
    "ada@example.org": State.ACCEPTED,
    "bob@example.org": State.IN_DOUBT,
    "gone@example.org": State.ACCEPTED,
    "eve@example.org": State.REJECTED,
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small project, an earlier edition kept, and a ledger of who got that."""
    root = tmp_path / "project"
    tiny(root)
    stored(root, OLD)
    standing(root)
    (tmp_path / "readers.csv").write_text(
        "address,audience,language\n" + "".join(f"{it}@example.org,buyer,{lang}\n" for it, lang in
        (("Ada", "de"), ("bob", ""), ("eve", ""), ("new", "")))
    )  # fmt: skip
    with opened(root / "ledger.sqlite3", "ledger", new=True) as book:
        for address, state in GOT.items():
            delivery = Delivery(TOPIC, OLD, "buyer", address)
            book.plan([delivery], NOW)
            book.close(delivery, state, "", NOW)
    return root


@pytest.fixture
def post(root: Path) -> Iterator[Post]:
    post = Post()
    tls, _ = certified(root)
    with serving(post, tls=tls) as port:
        (root / "delivery.yaml").write_text(
            f"server: {{host: 127.0.0.1, port: {port}, ca_file: ca.pem}}\nfrom: briefing@example.org\n"
            "recipients: {file: ../readers.csv}\nledger: ledger.sqlite3\n"
        )
        yield post


def run(root: Path, *command: str) -> int:
    return cli.run(["--root", str(root), *command])


def test_only_those_who_got_it_are_written_to_and_once(
    root: Path, post: Post, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert run(root, "send", "--erratum", FACT) == cli.UNDELIVERED
    told = capsys.readouterr().err
    assert [address for address, _ in post.taken] == ["Ada@example.org", "bob@example.org"]
    assert "`gone@example.org` did not get" in told
    assert "no longer on the list" in told
    run(root, "send", "--erratum", FACT)
    assert len(post.taken) == 2


def test_it_says_what_was_printed_where_and_what_is_printed_now(root: Path, post: Post) -> None:
    run(root, "send", "--erratum", FACT)
    german, english = (message_from_bytes(raw, policy=policy.default) for _, raw in post.taken)
    assert english["Subject"].startswith("Correction: ")
    assert german["Subject"].startswith("Berichtigung: ")
    body = english.get_body(("plain",))
    assert body
    text = " ".join(str(body.get_content()).split())
    assert text.startswith(f"The edition {OLD} of this briefing, which was sent to you, printed: ")
    assert "152 seconds" in text.partition("In this edition, ")[0]
    assert "(pages 1, " in text
    assert "In this edition, 2025-05-02-aaaaaaaa, it is: " in text


def test_what_an_edition_tells_of_the_one_before_is_not_what_it_says_itself(root: Path, tmp_path: Path) -> None:
    project = tiny(root, {"claims/post.yaml": POST.replace("heron: 152", "heron: 155")})
    (edition,) = pipeline.build(project)  # it follows the sample, which has 152 seconds
    assert edition.briefings[0].evidence["previous"]["edition"] == "2025-05-02-aaaaaaaa"
    with opened(root / "ledger.sqlite3", "ledger") as book:
        found = errata(project, FACT, book)
    assert {it.address for it in found} == {"ada@example.org", "bob@example.org", "gone@example.org"}
    (told,) = {it.correction for it in found}
    assert any("152 seconds" in texts for _, _, texts in told.before)
    assert "155 seconds" in told.now
    assert "152 seconds" not in told.now


def test_a_correction_is_beside_the_edition_itself(root: Path, post: Post) -> None:
    run(root, "send", "--erratum", FACT, "--only", "bob@example.org")
    run(root, "send", "--only", "bob@example.org", "--anew")  # the sample follows no edition
    ids = {message_from_bytes(raw)["Message-ID"] for _, raw in post.taken}
    assert post.copies("bob@example.org") == len(ids) == 2


def test_what_nobody_got_in_an_earlier_edition_needs_no_correction(
    root: Path, post: Post, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(root, "send", "--erratum", "heron/finish") == cli.USAGE
    assert "error[nothing-corrected]" in capsys.readouterr().err
    assert post.taken == []


def test_impact_names_the_readers(root: Path, post: Post, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(root, "impact", FACT) == cli.DONE
    assert "sent to 3: ada@example.org, bob@example.org, gone@example.org" in capsys.readouterr().out
