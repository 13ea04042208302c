from briefing.pdf.variables import written_out
from briefing.shelf import Sheet
from briefing.style.look import Look, css_variables
from tests.test_pdf_render import refused

LOOK = Sheet(":root {\n  --ink: #111111;\n  --gap: 12pt;\n}\n", "look")


def texts(*sheets: str, html: str = "") -> list[str]:
    return [plain.text for plain in written_out([LOOK, *(Sheet(text, "s.css") for text in sheets)], html)]


def test_a_value_stands_where_its_variable_was_and_nothing_is_left_to_inherit() -> None:
    assert texts("p { color: var(--ink) }", "b { margin: calc(var( --gap ) / 2) }") == [
        ":root {\n}\n",
        "p { color: #111111 }",
        "b { margin: calc(12pt / 2) }",
    ]


def test_what_somebody_else_sets_or_reads_stays_a_variable() -> None:
    apart = "p { color: var(--ink) } .x { --ink: red }"
    assert texts(apart, "b { margin: var(--gap) }") == [":root {\n  --ink: #111111;\n}\n", apart, "b { margin: 12pt }"]
    assert "--ink" in texts("p { color: var(--ink) }", html='<p style="--ink: red">')[0]
    assert "--gap" in texts("p { margin: var(--gap, 0) }")[0]
    assert "--gap" in texts("", html='<p style="margin: var(--gap)">')[0]


def test_comments_strings_and_addresses_are_left_alone() -> None:
    for text in ("/* it's var(--ink) */", 'q { content: "var(--ink)" }', "q { content: 'a\\'var(--ink)' }"):
        assert texts(text)[1] == text
    assert texts("a { content: 'x'; color: var(--ink) }")[1] == "a { content: 'x'; color: #111111 }"


def test_a_place_is_that_in_the_sheet_as_it_is_written() -> None:
    sheet = written_out([LOOK, Sheet("a {}\np { margin: var(--gap); colr: var(--ink) }", "s.css")], "")[1]
    written, told = sheet.sheet.text.split("\n")[1], sheet.text.split("\n")[1]
    for part in ("p {", "margin", "colr", "}"):
        assert sheet.column(2, told.index(part) + 1) == written.index(part) + 1
    assert sheet.column(2, told.index("12pt") + 3) == written.index("var(--gap)") + 1


def test_every_variable_of_a_look_is_written_out() -> None:
    text = css_variables(Look())
    names = [line.split(":")[0].strip() for line in text.splitlines()[1:-1]]
    used = "p { " + "; ".join(f"x: var({name})" for name in names) + " }"
    root, plain = written_out([Sheet(text, "look"), Sheet(used, "s.css")], "")
    assert len(names) > 60
    assert "--" not in root.text + plain.text.replace("x: var", "")


def test_a_mistake_behind_a_variable_is_told_at_its_column_without_another_place() -> None:
    (finding,) = refused("", "\np { color: var(--ink); colr: red }")
    assert finding.place is not None
    assert (finding.place.line, finding.place.column) == (3, 24)
    assert finding.message == "ignored `colr: red`, unknown property"
