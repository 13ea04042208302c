"""Lists of recipients as people write them, and everything that can be wrong with one."""

import sys
from pathlib import Path

import pytest

from briefing.delivery.recipients import Reader, from_settings, read, unknown_names
from briefing.diagnostics import Diagnostic, Failure
from tests.mailserver import sender
from tests.projects import tiny

YAML = """recipients:
  - address: Ada@Example.org
    name: Ada Lovelace
    audience: [buyer, seller]
    language: de
  - {address: bob@exämple.org, audience: buyer, topic: kettles}
"""
CSV = """Address,name,audience,topic,language
Ada@Example.org,Ada Lovelace,buyer;seller,,de
bob@exämple.org,,buyer,kettles,
"""


def good(text: str, kind: str) -> tuple[Reader, ...]:
    readers, findings = read(text.encode(), f"readers.{kind}", kind)
    assert findings == ()
    return readers


def bad(text: str | bytes, kind: str = "yaml") -> list[Diagnostic]:
    return list(read(text if isinstance(text, bytes) else text.encode(), f"readers.{kind}", kind)[1])


@pytest.mark.parametrize(("text", "kind"), [(YAML, "yaml"), (CSV, "csv"), ("\ufeff" + CSV, "csv")])
def test_both_formats_say_the_same(text: str, kind: str) -> None:
    ada, bob = good(text, kind)
    assert (ada.address.mailbox, ada.address.name, ada.address.key) == (
        "Ada@example.org",
        "Ada Lovelace",
        "ada@example.org",
    )
    assert (ada.audiences, ada.topics, ada.language) == (("buyer", "seller"), (), "de")
    assert (bob.address.mailbox, bob.address.name) == ("bob@xn--exmple-cua.org", None)
    assert (bob.audiences, bob.topics, bob.language) == (("buyer",), ("kettles",), None)


def test_a_row_of_csv_may_run_over_lines_and_the_next_keeps_its_place() -> None:
    text = 'address,name,audience\na@example.org,"A, B",buyer\n\nb@example.org,"C ""D""",buyer\n'
    assert [(it.address.name, it.place.line) for it in good(text, "csv")] == [("A, B", 2), ('C "D"', 4)]


@pytest.mark.parametrize(
    ("text", "kind", "code", "line", "column"),
    [
        ("recipients:\n  - {address: a@example.org}\n", "yaml", "missing-key", 2, 5),
        ("recipients:\n  - {address: a@example.org, audience: []}\n", "yaml", "bad-value", 2, 40),
        ("recipients:\n  - {address: nobody, audience: b}\n", "yaml", "bad-address", 2, 15),
        ('recipients:\n  - {address: "a@example.org\\nBcc: b@example.org", audience: b}\n', "yaml",
         "line-break-in-header", 2, 15),
        ('recipients:\n  - {address: a@example.org, name: "A\\r\\nBcc: b", audience: b}\n', "yaml",
         "line-break-in-header", 2, 36),
        ("recipients:\n  - {address: a@example.org, audience: b}\n  - {address: A@EXAMPLE.org, audience: b}\n", "yaml",
         "duplicate-recipient", 3, 15),
        ("recipients:\n  - {address: a@example.org, audience: b, language: xx}\n", "yaml", "unknown-language", 2, 53),
        ("recipients:\n  - {adress: a@example.org, audience: b}\n", "yaml", "unknown-key", 2, 6),
        ("address,name\na@example.org,A\n", "csv", "missing-key", 2, 1),
        ("address,audience\nnobody,b\n", "csv", "bad-address", 2, 1),
        ('address,name,audience\na@example.org,"A\nBcc: b",b\n', "csv", "line-break-in-header", 2, 16),
        ("address,audience\na@example.org,b\na@example.org,c b\n", "csv", "duplicate-recipient", 3, 1),
        ("address,audiences\na@example.org,b\n", "csv", "unknown-key", 1, 9),
        ("name,audience\nA,b\n", "csv", "missing-key", 1, 0),
        ("", "csv", "missing-key", 1, 0),
    ],
)  # fmt: skip
def test_a_mistake_has_its_place(text: str, kind: str, code: str, line: int, column: int) -> None:
    found = {(it.code, it.place.line, it.place.column) for it in bad(text, kind) if it.place}
    assert (code, line, column) in found


@pytest.mark.parametrize("kind", ["yaml", "csv"])
def test_another_encoding_is_told_with_its_place(kind: str) -> None:
    (finding,) = bad("address,name,audience\na@example.org,Zoë,b\n".encode("latin-1"), kind)
    assert finding.code == "bad-encoding"
    assert finding.place
    assert (finding.place.line, finding.place.column) == (2, 17)


def test_everything_wrong_is_told_at_once_and_the_rest_is_still_read() -> None:
    text = "address,audience\nnobody,b\nA@,b\nok@example.org,b\n"
    readers, findings = read(text.encode(), "readers.csv", "csv")
    assert [it.code for it in findings] == ["bad-address", "bad-address"]
    assert [it.address.mailbox for it in readers] == ["ok@example.org"]


def test_one_reader_may_be_listed_for_each_audience() -> None:
    assert len(good("address,audience\na@example.org,b\na@example.org,c\n", "csv")) == 2


def test_an_audience_or_topic_that_is_not_there_is_told() -> None:
    readers = good("address,audience,topic\na@example.org,byer,kettle\n", "csv")
    findings = list(unknown_names(readers, ["kettles"], ["buyer"]))
    assert [(it.code, it.help) for it in findings] == [
        ("unknown-audience", "did you mean `buyer`?"),
        ("unknown-topic", "did you mean `kettles`?"),
    ]


# --- where they come from -------------------------------------------------------------------------------------


def test_a_command_may_print_them(tmp_path: Path) -> None:
    command = [sys.executable, "-c", f"print({CSV!r}, end='')"]
    # What it prints is text in the encoding of the terminal, so the one address that is not ASCII stays out.
    command[2] = command[2].replace("exämple", "example")
    settings = sender(tmp_path, recipients={"command": command, "format": "csv"})
    assert len(from_settings(tiny(tmp_path), settings, None)) == 2


def failing(tmp_path: Path, given: Path | None = None, **source: object) -> str:
    with pytest.raises(Failure) as caught:
        from_settings(tiny(tmp_path), sender(tmp_path, recipients=source), given)
    assert caught.value.status == 2
    return caught.value.diagnostics[0].code


def test_a_command_that_fails_is_told(tmp_path: Path) -> None:
    assert failing(tmp_path, command=[sys.executable, "-c", "raise SystemExit(3)"]) == "command-failed"
    assert failing(tmp_path, command=["no-such-program"]) == "command-failed"


def test_a_list_that_is_nowhere_or_unreadable_is_told(tmp_path: Path) -> None:
    assert failing(tmp_path) == "no-recipients"
    assert failing(tmp_path, file="../nowhere.csv") == "unreadable-file"


@pytest.mark.parametrize("folder", ["data", "templates", "out"])
def test_a_list_among_what_is_published_is_refused(folder: str, tmp_path: Path) -> None:
    assert failing(tmp_path, given=tmp_path / folder / "readers.csv") == "public-recipients"


def test_a_field_may_be_of_any_length() -> None:
    content = f"address,audience\n{'a' * 200_000}@example.org,buyer\n"
    readers, findings = read(content.encode(), "readers.csv", "csv")
    assert (readers, [it.code for it in findings]) == ((), ["bad-address"])
