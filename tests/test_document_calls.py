"""Calls that functions do not take, found before anything runs, each at its own name."""

from pathlib import Path

import pytest

from briefing.document.sandbox import Sandbox
from briefing.document.script import Script
from briefing.shelf import Folder, Shelf


def n(ref: str, unit: bool = True) -> str:
    return f"{ref} {unit}"


def anything(*words: str, **named: str) -> str:
    return f"{words} {named}"


def found(text: str) -> list[tuple[int, int, str]]:
    made = Sandbox(Shelf((Folder(Path("nowhere"), "templates"),)))
    made.globals |= {"n": n, "anything": anything}
    made.run(Script(text, "n.md"))
    return [(it.place.line, it.place.column, it.message) for it in made.findings if it.place]


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("n not n {{ n('a') }} {{ n() }}", 25, "`n` lacks `ref`"),
        ("{{ n() if n('a') else n('b') }}", 4, "`n` lacks `ref`"),
        ("{{ n('a') if n() else n('b') }}", 14, "`n` lacks `ref`"),
        ("{{ n('n(') ~ n('a', True, 'b') }}", 14, "`n` is given more than it takes"),
        ("{% if n('a', units=True) %}x{% endif %}", 7, "`n` knows no `units`"),
        ("{{ n('a', ref='b') }}", 4, "`n` is given `ref` twice"),
    ],
)
def test_a_wrong_call_is_pointed_to(text: str, column: int, message: str) -> None:
    assert found(f"Words.\n{text}") == [(2, column, message)]


@pytest.mark.parametrize(
    "text",
    [
        "{{ n('a', unit=False) }}",
        "{{ n(*['a']) }}",
        "{{ n(**{'ref': 'a'}) }}",
        "{{ anything('a', 'b', c='d') }}",
        "{% macro n() %}x{% endmacro %}{{ n() }}",
    ],
)
def test_what_may_be_right_is_left_to_the_run(text: str) -> None:
    assert found(text) == []


def test_all_wrong_calls_are_found_at_once() -> None:
    assert [(line, column) for line, column, _ in found("{{ n() }} {{ n('a') }} {{ n() }}\n{{ n(b='c') }}")] == [
        (1, 4),
        (1, 27),
        (2, 4),
        (2, 4),
    ]


def test_what_is_wrong_hides_nothing_else() -> None:
    text = "{{ n() }} {{ m('a') }} {{ n('a').nothing }}"
    assert [message for _, _, message in found(text)][:2] == ["`m` is not defined", "`n` lacks `ref`"]
    assert len(found(text)) == 3
    assert len(found("{% if n() %}{{ n('a').nothing }}{% endif %}")) == 1, "nothing can be left out"


def test_all_wrong_calls_of_a_template_are_found_at_once_each_time_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text("{{ n() }} {{ n('a') }} {{ n('a', units=1) }}{% if n() %}x{% endif %}")
    for _ in range(2):
        made = Sandbox(Shelf((Folder(tmp_path, "own"),)))
        made.globals |= {"n": n}
        made.page("page.html.j2", {})
        assert [it.place.column for it in made.findings if it.place] == [4, 27, 51]


def test_a_template_is_run_without_its_wrong_calls_where_they_only_print(tmp_path: Path) -> None:
    (tmp_path / "page.html.j2").write_text(
        "{{ n() }}{% for word in ['a'] %}{{ n(word) }}{{ n(word, 1, 2) }}{% endfor %}"
    )
    made = Sandbox(Shelf((Folder(tmp_path, "own"),)))
    made.globals |= {"n": n}
    assert made.page("page.html.j2", {}) == "a True"
