import pytest

from briefing.dataset.textfile import MAX_BYTES, clean, decode, lines
from briefing.diagnostics import Place


def test_utf_8_is_read_without_its_mark() -> None:
    assert decode("\ufeffcafé 😀\r\n".encode(), "f") == ("café 😀\r\n", ())


def test_other_encodings_are_named_with_line_and_column() -> None:
    text, (finding,) = decode("a: b\r\nc: é".encode("latin-1"), "f")
    assert text is None
    assert (finding.code, finding.place) == ("bad-encoding", Place("f", 2, 4))


def test_utf_16_is_refused() -> None:
    assert decode("a: b".encode("utf-16"), "f")[1][0].code == "bad-encoding"


def test_a_file_over_the_bound_is_refused() -> None:
    assert decode(b"#" * MAX_BYTES, "f")[1] == ()
    assert decode(b"#" * (MAX_BYTES + 1), "f")[1][0].code == "file-too-large"


@pytest.mark.parametrize(
    "character", ["\x00", "\x1b", "\x7f", "\x85", "\u2028", "\u2029", "\ufeff", "\uffff", "\ud800", "\u202e", "\u2066"]
)
def test_a_control_character_is_found_and_replaced(character: str) -> None:
    text, (finding,) = clean(f"one\ntw{character}o", "f")
    assert text == "one\ntw\ufffdo"
    assert (finding.code, finding.place) == ("control-character", Place("f", 2, 3))


def test_a_file_of_control_characters_gives_twenty_findings() -> None:
    assert len(clean("\x00" * 1_000, "f")[1]) == 20


def test_text_of_all_scripts_passes() -> None:
    text = "tab\tépée Ελλάδα Кит 漢字 שלום \u200fعربى 😀\u200d\u00a0"
    assert clean(text, "f") == (text, ())


def test_lines_end_as_editors_count_them() -> None:
    assert lines("a\nb\r\nc\rd\x0be") == ["a", "b", "c", "d\x0be"]
