"""A message as a mail program reads it, and that nothing in it comes from anywhere but the parcel."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest

from briefing.delivery.addresses import Address
from briefing.delivery.message import build
from briefing.delivery.parcel import Parcel
from briefing.diagnostics import Failure
from tests.mailserver import parcel, sender

DATE = datetime(2025, 3, 2, 10, 30, tzinfo=UTC)
LONG = "https://example.org/unsubscribe/" + "x" * 200 + "?who={address}&of={key}"


def message(one: Parcel | None = None, **settings: Any) -> EmailMessage:
    read = message_from_bytes(build(one or parcel(), sender(Path("."), **settings), DATE), policy=policy.default)
    assert isinstance(read, EmailMessage)
    assert not read.defects
    return read


def test_one_reader_gets_text_html_and_the_file() -> None:
    got = message()
    assert [part.get_content_type() for part in got.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "application/pdf",
    ]
    (file,) = got.iter_attachments()
    assert file.get_content() == parcel().letter.pdf
    assert file.get_filename() == "kettles-buyer-2025-03-01-abcdef12.pdf"


def test_both_texts_say_what_the_first_page_says() -> None:
    got = message()
    for kind in ("plain", "html"):
        body = got.get_body((kind,))
        assert body
        text = " ".join(str(body.get_content()).split())
        for said in (
            "Is the Heron the kettle to buy?",
            "by the Post’s count.",
            "130 s",
            "£40",
            "not compared with an earlier",
        ):
            assert said in text


def test_headers_name_sender_reader_and_thread() -> None:
    got = message(unsubscribe=LONG)
    assert got["From"] == "Briefings <briefing@example.org>"
    assert got["To"] == "Ada Lovelace <ada@example.org>"
    assert got["Subject"] == "Is the Heron the kettle to buy?"
    assert got["Date"].datetime == DATE
    assert got["In-Reply-To"] == got["References"] != got["Message-ID"]
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert got["List-Unsubscribe"] == "<{}>".format(
        LONG.replace("{address}", "ada%40example.org").replace("{key}", parcel().delivery.key)
    )


def test_a_long_link_is_never_folded_or_encoded() -> None:
    raw = build(parcel(), sender(Path("."), unsubscribe=LONG), DATE)
    (line,) = [line for line in raw.splitlines() if line.startswith(b"List-Unsubscribe:")]
    assert line.startswith(b"List-Unsubscribe: <https://")
    assert line.endswith(b">")


def test_mail_to_unsubscribe_is_no_one_click() -> None:
    got = message(unsubscribe="mailto:leave@example.org?subject={key}")
    assert got["List-Unsubscribe"].startswith("<mailto:leave@example.org?subject=")
    assert got["List-Unsubscribe-Post"] is None


def test_editions_of_a_topic_answer_to_one_root_and_have_ids_of_their_own() -> None:
    one = parcel()
    other = replace(one, letter=replace(one.letter, edition="2025-04-01-bbbbbbbb"))
    first, again, second = message(one), message(one), message(other)
    assert first["Message-ID"] == again["Message-ID"] != second["Message-ID"]
    assert first["References"] == second["References"]


def test_the_same_parcel_gives_the_same_bytes_in_ascii_with_short_lines() -> None:
    one = parcel(name="Zoë 雪", title="Größer als 130 — «ja»? " * 8, pdf=bytes(range(256)) * 400)
    raw = build(one, sender(Path(".")), DATE)
    assert raw == build(one, sender(Path(".")), DATE)
    assert raw.isascii()
    assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
    assert max(map(len, raw.splitlines())) <= 78
    got = message(one)
    assert got["Subject"].strip() == one.letter.title.strip()
    assert got["To"].addresses[0].display_name == "Zoë 雪"


def test_html_is_escaped_and_loads_nothing() -> None:
    body = message(parcel(title="<script>a&b</script>", answer=('<img src="http://x/y.png">',))).get_body(("html",))
    assert body
    html = str(body.get_content())
    assert "<script" not in html
    assert "<img" not in html


def test_the_first_page_may_stand_in_the_text_as_a_picture() -> None:
    got = message(parcel(picture=b"\x89PNG\r\n\x1a\n"), picture=True)
    kinds = [part.get_content_type() for part in got.walk()]
    assert kinds[2:6] == ["text/plain", "multipart/related", "text/html", "image/png"]
    image = next(part for part in got.walk() if part.get_content_type() == "image/png")
    html = next(part for part in got.walk() if part.get_content_type() == "text/html")
    assert f"cid:{image['Content-ID'][1:-1]}" in str(html.get_content())
    assert len(list(got.iter_attachments())) == 1


def test_what_is_too_large_goes_as_a_link_or_not_at_all() -> None:
    big = parcel(pdf=bytes(100_000))
    with pytest.raises(Failure) as caught:
        build(big, sender(Path("."), max_bytes=50_000), DATE)
    assert caught.value.diagnostics[0].code == "message-too-large"
    got = message(big, max_bytes=50_000, link="https://example.org/{topic}/{audience}/{edition}.pdf")
    assert list(got.iter_attachments()) == []
    for kind in ("plain", "html"):
        body = got.get_body((kind,))
        assert body
        assert "https://example.org/kettles/buyer/2025-03-01-abcdef12.pdf" in str(body.get_content())


def test_the_servers_limit_counts_as_well() -> None:
    with pytest.raises(Failure):
        build(parcel(pdf=bytes(100_000)), sender(Path(".")), DATE, limit=50_000)


@pytest.mark.parametrize("title", ["One\r\nBcc: eve@example.org", "One\nX: y", "One\rX"])
def test_a_title_with_a_line_break_starts_no_header(title: str) -> None:
    with pytest.raises(Failure) as caught:
        build(parcel(title=title), sender(Path(".")), DATE)
    assert caught.value.diagnostics[0].code == "line-break-in-header"


def test_a_name_that_looks_like_addresses_stays_a_name() -> None:
    got = message(parcel(name='Ada" <eve@example.org>, "Bob'))
    assert [it.addr_spec for it in got["To"].addresses] == ["ada@example.org"]
    assert got["To"].addresses[0].display_name == 'Ada" <eve@example.org>, "Bob'


def test_the_words_around_are_in_the_readers_language() -> None:
    body = message(replace(parcel(), language="de", to=Address("ada@example.org"))).get_body(("plain",))
    assert body
    assert "liegt als" in str(body.get_content())
