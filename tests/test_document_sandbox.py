from pathlib import Path

import pytest

from briefing.document.sandbox import Sandbox, caller
from briefing.document.script import Script
from briefing.shelf import Folder, Shelf


def sandbox(folder: Path = Path("nowhere"), **pages: str) -> Sandbox:
    for name, text in pages.items():
        (folder / f"{name}.j2").write_text(text)
    return Sandbox(Shelf((Folder(folder, "templates"),)))


def codes(made: Sandbox) -> list[str]:
    return [finding.code for finding in made.findings]


def places(made: Sandbox) -> list[tuple[str, int, int]]:
    return [(it.place.file, it.place.line, it.place.column) for it in made.findings if it.place]


def test_text_is_escaped() -> None:
    assert sandbox().run(Script("{{ x }}", "n.md"), {"x": "<b>"}) == ""  # undeclared: narratives get no values
    made = sandbox()
    made.globals["x"] = "<b>"
    assert made.run(Script("{{ x }}", "n.md")) == "&lt;b&gt;"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ n( }}", "template-syntax"),
        ("{{ x|nofilter }}", "template-syntax"),
        ("{{ x|safe }}", "template-syntax"),
        ("{% include 'no.j2' %}", "unknown-template"),
        ("{% autoescape false %}{% endautoescape %}", "template-forbidden"),
        ("{{ x.__class__ }}", "template-forbidden"),
        ("{{ f.__globals__ }}", "template-forbidden"),
        ("{{ x.center(9) }}", "template-forbidden"),
        ("{{ x * 3 }}", "template-forbidden"),
        ("{% for i in range(99999999) %}{% endfor %}", "template-forbidden"),
        ("{% for i in range(9000) %}{% for j in range(9000) %}{% endfor %}{% endfor %}", "template-forbidden"),
        ("{{ f(x, x) }}", "template-error"),
        ("{{ x.nothing }}", "template-undefined"),
    ],
)
def test_what_a_template_may_not_do_is_a_finding_on_its_line(text: str, code: str) -> None:
    made = sandbox()
    made.globals.update(x="x", f=lambda: "")
    made.run(Script(f"line\n{text}", "n.md"))
    assert code in codes(made)
    assert {place[:2] for place in places(made)} == {("n.md", 2)}


def test_all_undefined_names_of_a_narrative_are_found_at_once_with_a_suggestion() -> None:
    made = sandbox()
    made.globals["count"] = lambda: ""
    made.run(Script("{{ nope() }}\n\n a {{ cuont() }} {{ nope() }}", "n.md"))
    assert places(made) == [("n.md", 1, 4), ("n.md", 3, 7), ("n.md", 3, 21)]
    assert made.findings[1].help == "did you mean `count`?"


@pytest.mark.parametrize(
    ("text", "column"),
    [("It has 52.", 8), ("{{ 52 }}", 4), ("{{ 'twice' }}", 5), ("{{ note('of three') }}", 13), ("{{ x ~ 7 }}", 8)],
)
def test_a_number_typed_by_hand_is_found_where_it_stands(text: str, column: int) -> None:
    made = sandbox()
    made.globals.update(x="x", note=lambda text: text)
    made.run(Script(text, "n.md"))
    assert made.findings[0].code == "literal-number"
    assert places(made)[0] == ("n.md", 1, column)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("It is ahead.", 7),
        ("{{ 'ahead' }}", 5),
        ("{{ note('far ahead') }}", 14),
        ("{# best #}{{ x }} worst", 19),
        ("{% set y = 'ahead' %}{{ y }}", 13),
    ],
)
def test_a_comparison_typed_by_hand_is_found_in_our_own_prose_only(text: str, column: int) -> None:
    ours, theirs = sandbox(), sandbox()
    for made, own in ((ours, True), (theirs, False)):
        made.globals.update(x="x", note=lambda text: text)
        made.run(Script(text, "n.md", own=own))
    assert set(codes(ours)) == {"literal-comparison"}
    assert set(places(ours)) == {("n.md", 1, column)}
    assert theirs.findings == []


def test_what_is_wrong_with_a_text_is_found_by_every_composition_that_runs_it() -> None:
    text = Script("of 3\n{{ name }}\n{{ 1 % 0 }}", "n.md")
    lacking, first, second = sandbox(), sandbox(), sandbox()
    first.globals["name"] = second.globals["name"] = "x"
    printed = [made.run(text) for made in (lacking, first, second)]
    numbers = ["literal-number"] * 3
    assert codes(lacking) == [*numbers, "template-undefined", "template-forbidden"], "the one does not hide the other"
    assert codes(first) == codes(second) == [*numbers, "template-forbidden"]
    assert places(first) == places(second)
    assert printed == ["", "", ""]


def test_functions_that_answer_for_a_comparison_may_be_given_its_words() -> None:
    made = sandbox()
    made.globals.update(compare=lambda a, ahead: "", reported=lambda text, key: "")
    made.run(Script("{{ compare('a', ahead='leads') }}{{ reported('the best', 'b') }}", "n.md", own=True))
    assert made.findings == []


def test_ids_and_conditions_are_no_printed_numbers() -> None:
    made = sandbox()
    made.globals.update(n=lambda ref: "", x="x")
    made.run(Script("{{ n('gpt-5-4/exam/v2') }}{% if x == '3' %}{% endif %}{{ 'a' if x == '4' else 'b' }}", "n.md"))
    assert made.findings == []


def test_a_number_that_comes_from_no_function_is_found_when_it_is_printed() -> None:
    made = sandbox()
    made.globals["x"] = ["a", "b"]
    made.run(Script("{{ x|length }}", "n.md"))
    assert codes(made) == ["literal-number"]


def test_findings_in_a_page_name_its_file_and_line(tmp_path: Path) -> None:
    made = sandbox(tmp_path, page="<p>\n{% include 'part.j2' %}</p>", part="<b>\n{{ nope }}\nof 3</b>")
    made.page("page.j2", {})
    assert [(it.code, it.place.file, it.place.line) for it in made.findings if it.place] == [
        ("literal-number", "templates/part.j2", 3),
        ("template-undefined", "templates/part.j2", 2),
    ]


def test_all_that_is_not_defined_in_a_page_is_found_at_once(tmp_path: Path) -> None:
    text = "{{ nope }}\n{{ x.nothing }}\n{% if true %}{{ gone(x, 'a') }}{% endif %}\n{{ x.k }} {{ lost('b') }}"
    made = sandbox(tmp_path, page=text)
    made.page("page.j2", {"x": {"k": "found"}})
    assert codes(made) == ["template-undefined"] * 4
    assert [place[1] for place in places(made)] == [1, 2, 3, 4]


def test_a_value_in_a_record_is_placed_where_it_begins() -> None:
    made = sandbox()
    start = Script("", "charts.yaml").place(7, 12)
    made.run(Script("a\nb 52", "charts.yaml", start))
    assert places(made) == [("charts.yaml", 7, 12)]


def test_a_function_knows_the_line_that_calls_it() -> None:
    made = sandbox()
    found: list[object] = []
    made.globals["g"] = lambda word: found.extend([caller(word)])
    made.run(Script("a\n  {{ g('word') }}", "n.md"))
    assert found == [Script("", "n.md").place(2, 9, 4)]


def test_a_fault_of_this_package_is_not_put_on_the_template() -> None:
    made = sandbox()
    made.globals["f"] = Script("", "n.md").place_of
    with pytest.raises(TypeError):
        made.run(Script("{{ f('word', '1') }}", "n.md"))


def test_a_page_that_would_not_end_is_refused(tmp_path: Path) -> None:
    made = sandbox(tmp_path, page="{% include 'page.j2' %}")
    assert made.page("page.j2", {}) == ""
    assert codes(made) == ["template-error"]


def test_a_template_that_another_composition_has_read_is_found_fault_with_again(tmp_path: Path) -> None:
    made = [sandbox(tmp_path, page="one\n{{ _('Chapter 7') }} is 7"), sandbox(tmp_path)]
    for one in made:
        one.globals["_"] = str
        one.page("page.j2", {})
    assert places(made[0]) == places(made[1])
    assert codes(made[1])[:2] == ["literal-number", "literal-number"]


def test_a_template_that_was_changed_meanwhile_is_read_anew(tmp_path: Path) -> None:
    assert sandbox(tmp_path, page="old").page("page.j2", {}) == "old"
    assert sandbox(tmp_path, page="new").page("page.j2", {}) == "new"
