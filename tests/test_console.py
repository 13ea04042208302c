import io
import json
from pathlib import Path

import pytest

from briefing import console
from briefing.diagnostics import Diagnostic, Place, Severity

ERROR = Diagnostic(
    "unknown-source", "claim cites `pots`", Place("a.yaml", 2, 9, 4), ("known: `post`",), "did you mean `post`?"
)


def text_of(root: Path, line: str, column: int, width: int = 1) -> list[str]:
    """The excerpt for a place in the one line of a file: the line and the carets, without the gutter."""
    (root / "f").write_text(line, "utf-8")
    shown = console.render([Diagnostic("a-code", "m", Place("f", 1, column, width))], root).splitlines()
    assert shown[1:3] == [f" --> f:1:{column}", "  |"]
    return [part.split("| ", 1)[1] for part in shown[3:5]]


def test_a_finding_reads_as_the_design_shows_it(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("claims:\nsource: pots\n")
    assert console.render([ERROR], tmp_path) == (
        "error[unknown-source]: claim cites `pots`\n"
        " --> a.yaml:2:9\n"
        "  |\n"
        "2 | source: pots\n"
        "  |         ^^^^\n"
        "  = note: known: `post`\n"
        "  = help: did you mean `post`?\n"
        "\n"
        "1 error\n"
    )


def test_the_gutter_is_as_wide_as_the_number_of_the_line(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("\n" * 122 + "x\n")
    shown = console.render([Diagnostic("a-code", "m", Place("f", 123, 1))], tmp_path).splitlines()
    assert shown[1:5] == ["   --> f:123:1", "    |", "123 | x", "    | ^"]


def test_findings_are_sorted_by_place_and_counted(tmp_path: Path) -> None:
    warning = Diagnostic("a-code", "one", Place("a", 1), severity=Severity.WARNING)
    findings = [Diagnostic("b-code", "three", Place("b", 1)), Diagnostic("b-code", "two", Place("a", 12)), warning]
    text = console.render([*findings, findings[0]], tmp_path)
    assert [line for line in text.splitlines() if "-code" in line] == [
        "warning[a-code]: one",
        "error[b-code]: two",
        "error[b-code]: three",
    ]
    assert text.endswith("\n\n2 errors, 1 warning\n")


def test_nothing_found_is_nothing_said(tmp_path: Path) -> None:
    assert console.render([], tmp_path) == ""
    assert console.render([], tmp_path, "github") == ""
    assert console.count([]) == "no findings"


@pytest.mark.parametrize(
    ("place", "lines"),
    [
        (None, ["error[a-code]: m", "  = help: h"]),
        (Place("f"), ["error[a-code]: m", " --> f", "  = help: h"]),
        (Place("f", 1), ["error[a-code]: m", " --> f:1", "  |", "1 | text", "  = help: h"]),
        (Place("f", 9, 1), ["error[a-code]: m", " --> f:9:1", "  = help: h"]),
        (Place("none", 1, 1), ["error[a-code]: m", " --> none:1:1", "  = help: h"]),
        (Place(".", 1, 1), ["error[a-code]: m", " --> .:1:1", "  = help: h"]),
    ],
)
def test_what_is_not_known_of_a_place_is_left_out(tmp_path: Path, place: Place | None, lines: list[str]) -> None:
    (tmp_path / "f").write_text("text")
    assert console.render([Diagnostic("a-code", "m", place, help="h")], tmp_path).splitlines()[:-2] == lines


def test_a_line_that_the_finding_brings_goes_before_the_file(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("old")
    text = console.render([Diagnostic("a-code", "m", Place("f", 1, 1, 3), line_text="new")], tmp_path)
    assert "1 | new\n  | ^^^\n" in text


def test_carets_stand_under_what_is_meant(tmp_path: Path) -> None:
    assert text_of(tmp_path, "\ta: b", 5, 1) == ["    a: b", "       ^"]
    assert text_of(tmp_path, "漢字: x", 5) == ["漢字: x", "      ^"]
    assert text_of(tmp_path, "a: 漢字", 4, 2) == ["a: 漢字", "   ^^^^"]
    assert text_of(tmp_path, "e\u0301: x", 5) == ["e\u0301: x", "   ^"]
    assert text_of(tmp_path, "👍 x", 3) == ["👍 x", "   ^"]
    assert text_of(tmp_path, "ab", 3) == ["ab", "  ^"]
    assert text_of(tmp_path, "ab", 40, 9) == ["ab", "  ^"]


def test_a_long_line_is_shown_in_part(tmp_path: Path) -> None:
    line = "a" * 500 + "XYZ" + "b" * 500
    shown, carets = text_of(tmp_path, line, 501, 3)
    assert len(shown) <= 102
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert shown[carets.index("^") : len(carets)] == "XYZ"


def test_a_long_value_is_shown_in_part(tmp_path: Path) -> None:
    shown, carets = text_of(tmp_path, "a: " + "X" * 1_000_000, 4, 1_000_000)
    assert shown.startswith("a: XXX")
    assert "…" in shown
    assert len(carets) <= 102


def test_both_ends_of_a_long_line_are_shown_where_they_are_near(tmp_path: Path) -> None:
    line = "k: " + "b" * 500
    assert text_of(tmp_path, line, 1)[0].startswith("k: bbb")
    assert text_of(tmp_path, line, 503)[0].endswith("bbb")


def test_no_file_can_drive_the_terminal(tmp_path: Path) -> None:
    assert text_of(tmp_path, "a\x1b[2J\u202eb", 7)[0] == "a\\x1b[2J\\u202eb"
    finding = Diagnostic("a-code", "no `\x1b]0;x\x07` and\nno line", Place("a\nb"), ("\x9b",), "\u2066")
    assert console.render([finding], tmp_path).splitlines() == [
        "error[a-code]: no `\\x1b]0;x\\x07` and\\nno line",
        " --> a\\nb",
        "  = note: \\x9b",
        "  = help: \\u2066",
        "",
        "1 error",
    ]


def test_an_endless_message_ends(tmp_path: Path) -> None:
    assert len(console.render([Diagnostic("a-code", "m" * 1_000_000)], tmp_path)) < 3_000


def test_colour_only_adds_to_the_text(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("claims:\nsource: pots\n")
    plain, coloured = console.render([ERROR], tmp_path), console.render([ERROR], tmp_path, colour=True)
    assert "\x1b[" not in plain
    assert "\x1b[1;31merror[unknown-source]\x1b[0m" in coloured
    for code in ("1;31", "1;34", "1", "0"):
        coloured = coloured.replace(f"\x1b[{code}m", "")
    assert coloured == plain


def test_json_holds_everything_and_the_counts(tmp_path: Path) -> None:
    whole = json.loads(console.render([ERROR, Diagnostic("a-code", "m", severity=Severity.WARNING)], tmp_path, "json"))
    assert (whole["errors"], whole["warnings"]) == (1, 1)
    assert whole["diagnostics"][1] == {
        "code": "unknown-source",
        "severity": "error",
        "message": "claim cites `pots`",
        "file": "a.yaml",
        "line": 2,
        "column": 9,
        "width": 4,
        "notes": ["known: `post`"],
        "help": "did you mean `post`?",
    }
    assert whole["diagnostics"][0]["file"] is None
    assert json.loads(console.render([], tmp_path, "json")) == {"diagnostics": [], "errors": 0, "warnings": 0}


def test_github_gets_one_escaped_line_for_each(tmp_path: Path) -> None:
    odd = Diagnostic("a-code", "50% of\n::error::x", Place("a,b:c", 3))
    assert console.render([ERROR, odd], tmp_path, "github").splitlines() == [
        "::error file=a%2Cb%3Ac,line=3,title=a-code::50%25 of%0A::error::x",
        (
            "::error file=a.yaml,line=2,col=9,endColumn=13,title=unknown-source"
            "::claim cites `pots`%0Aknown: `post`%0Adid you mean `post`?"
        ),
    ]


def test_github_gets_no_control_characters(tmp_path: Path) -> None:
    odd = Diagnostic("a-code", "a\x1b[2J\nb\x9b", Place("a\x1b", 3), ("\u202e",))
    assert (
        console.render([odd], tmp_path, "github")
        == "::error file=a\\x1b,line=3,title=a-code::a\\x1b[2J%0Ab\\x9b%0A\\u202e\n"
    )


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_colour_is_for_terminals_that_want_it() -> None:
    assert console.wants_colour(Terminal(), {})
    assert console.wants_colour(Terminal(), {"NO_COLOR": "", "TERM": "xterm"})
    assert not console.wants_colour(Terminal(), {"NO_COLOR": "1"})
    assert not console.wants_colour(Terminal(), {"TERM": "dumb"})
    assert not console.wants_colour(io.StringIO(), {})


def test_data_goes_to_stdout_and_the_rest_to_stderr(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    console.say("data")
    console.tell("one", "two")
    console.report([ERROR], tmp_path)
    out, err = capsys.readouterr()
    assert out == "data\n"
    assert err.startswith("one\ntwo\nerror[unknown-source]")
    console.report([ERROR], tmp_path, "json")
    out, err = capsys.readouterr()
    assert json.loads(out)["errors"] == 1
    assert err == ""


def test_a_stream_that_lacks_a_character_gets_an_escape(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="ascii"))
    console.say("café 😀")
    assert raw.getvalue() == b"caf\\xe9 \\U0001f600\n"
