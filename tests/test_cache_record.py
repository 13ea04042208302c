"""What a build did, in lines of text: read back as it was written, or not at all."""

from pathlib import Path

import pytest

from briefing.cache import findings, record
from briefing.diagnostics import Diagnostic, Place, Severity

LINES: list[tuple[str, ...]] = [
    ("folders", "/here/data", "/here/templates", "/here/out"),
    ("forms", "pdf"),
    ("brand",),
    ("audiences", "buyer", "seller"),
    ("days", "2025-01-01", ""),
    ("input", "settings", "5e"),
]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    path = str(tmp_path / "new" / "kettles")
    record.write(path, [*LINES, ("output", "buyer.pdf", "ab", "{}"), ("output", "seller.pdf", "cd")])
    read = record.read(path)
    assert read
    assert (read.data, read.templates, read.out) == ("/here/data", "/here/templates", "/here/out")
    assert (read.forms, read.brand, read.audiences) == (("pdf",), (), ("buyer", "seller"))
    assert (read.days, read.inputs) == (("2025-01-01", ""), {"settings": "5e"})
    assert read.outputs == {"buyer.pdf": ("ab", "{}"), "seller.pdf": ("cd",)}


def test_a_record_that_is_damaged_anywhere_is_none(tmp_path: Path) -> None:
    path = tmp_path / "kettles"
    record.write(str(path), [*LINES, ("output", "buyer.pdf", "ab", "{}")])
    whole = path.read_bytes()
    for at in range(len(whole)):
        for damaged in (whole[:at], whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :]):
            path.write_bytes(damaged)
            assert record.read(str(path)) is None
    path.write_bytes(whole)
    assert record.read(str(path))


@pytest.mark.parametrize("name", ["logo\n.svg", "logo\t.svg"])
def test_a_name_that_would_forge_a_line_leaves_no_record(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / "kettles")
    record.write(path, [*LINES, ("output", name, "ab")])
    assert record.read(path) is None


@pytest.mark.parametrize("name", ["logo\u2028.svg", "logo\x0b.svg", "logo\udcff.svg", "logo\r.svg"])
def test_any_other_name_is_kept(tmp_path: Path, name: str) -> None:
    path = str(tmp_path / "kettles")
    record.write(path, [*LINES, ("output", name, "ab")])
    read = record.read(path)
    assert read
    assert read.outputs == {name: ("ab",)}


def test_a_finding_is_kept_in_one_line() -> None:
    place = Place("data/a.yaml", 3, 7, 2)
    whole = Diagnostic("a-code", "one\ttwo\nthree\u2028", place, ("a note",), "do so", Severity.WARNING, "a line", "é")
    for finding in (whole, Diagnostic("a-code", "bare")):
        line = findings.line(finding)
        assert line.isprintable()
        assert findings.read(line) == finding
