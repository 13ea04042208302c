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
