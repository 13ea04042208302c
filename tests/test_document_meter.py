from pathlib import Path

import pytest

from briefing.document.meter import BUDGET
from briefing.document.sandbox import Sandbox
from briefing.document.script import Script
from briefing.shelf import Folder, Shelf

TEXT = "{% set a = 'xxxxxxxxxx' %}"
PAIRS = "{% set a = ('x',) %}{% set b = ('x',) %}" + "{% set a = (a, a) %}{% set b = (b, b) %}" * 60
LONG = TEXT + "{% set a = a ~ a ~ a ~ a %}" * 7
NUMBERS = "{% set a = range(9999)|list %}"


def sandbox(folder: Path = Path("nowhere")) -> Sandbox:
    made = Sandbox(Shelf((Folder(folder, "templates"),)))
    made.globals.update(x="x", xs=list("abcdefghij"), f=lambda value="": str(value))
    made.left = 1_000_000  # so that each of these is short
    return made


@pytest.mark.parametrize(
    "text",
    [
        TEXT + "{% set a = a ~ a %}" * 60,
        TEXT + "{% set a = a + a %}" * 60,
        TEXT + "{% set a = [a, a]|join %}" * 60,
        TEXT + "{% set a = xs|join(a) %}" * 60,
        TEXT + "{% set a = xs|map('upper')|join(a) %}" * 60,
        TEXT + "{% set a = [[a, a]]|map('join')|first %}" * 60,
        TEXT + "{% set a %}{{ a }}{{ a }}{% endset %}" * 60,
        TEXT + "{% set a = [a] %}" + "{% set a = a + a %}" * 60,
        LONG + "{% set b = [a] %}" + "{% set b = b + b %}" * 12 + "{{ b|join }}",
        LONG + "{% set b = " + " ~ ".join(["a"] * 2000) + " %}",
        LONG + "{% set b %}{% for i in range(9000) %}{{ a }}{% endfor %}{% endset %}",
        LONG + "{% for i in range(9000) %}{% if a[1:] == a[2:] %}{% endif %}{% endfor %}",
        LONG + "{% for i in range(9000) %}{% if 'y' in a %}{% endif %}{% endfor %}",
        LONG + "{% for i in a %}{% for j in a %}{% endfor %}{% endfor %}",
        "{% macro m() %}{% for i in range(9999) %}" + "x" * 100_000 + "{% endfor %}{% endmacro %}{% set b = m() %}",
        "{% macro m(d) %}{% if d > 0 %}{{ m(d - 1) }}{{ m(d - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% macro m() %}{{ caller() }}{{ caller() }}{% endmacro %}"
        + "{% call m() %}" * 18
        + "x"
        + "{% endcall %}" * 18,
        PAIRS + "{{ a ~ '' }}",
        PAIRS + "{{ a|upper }}",
        PAIRS + "{{ f(a) }}",
        PAIRS + "{{ {}[a] }}",
        PAIRS + "{% set d = {a: x} %}",
        PAIRS + "{% if a == b %}{% endif %}",
        PAIRS + "{% if a in [b] %}{% endif %}",
        PAIRS + "{% if a is eq(b) %}{% endif %}",
        PAIRS + "{{ [a, b]|sort|length }}",
        NUMBERS + "{% for i in a %}{% for j in a %}{% endfor %}{% endfor %}",
        NUMBERS + "{% for i in a %}{% for j in a if j == x %}{% endfor %}{% endfor %}",
        NUMBERS + "{% for i in a %}{{ a|select|select|reject('odd')|reject('even')|join }}{% endfor %}",
        "".join(f"{{% for i{n} in xs %}}" for n in range(15)) + "{% endfor %}" * 15,
        "{% for i in range(10**30) %}{% endfor %}".replace("10**30", "1" + "0" * 30),
        "{{ range(999999999)|list|length }}",
        "{% for i in xs %}" * 5 + "{{ xs|length }}" + "{% endfor %}" * 5,
    ],
)
def test_work_that_grows_without_bound_is_a_finding_on_the_line_that_takes_too_much(text: str) -> None:
    made = sandbox()
    made.run(Script(f"line\n{text}", "n.md"))
    (spent,) = (it for it in made.findings if it.code == "template-forbidden")
    assert spent.message == f"the templates of a briefing may take {BUDGET:,} steps in all"
    assert spent.place
    assert (spent.place.file, spent.place.line) == ("n.md", 2)


def test_what_is_spent_is_told_once() -> None:
    made = sandbox()
    for _ in range(3):
        made.run(Script("{% for i in range(9999999) %}{% endfor %}", "n.md"))
    assert len(made.findings) == 1


def test_the_same_template_costs_the_same_each_time() -> None:
    text = Script("{% for i in xs|map('upper') if i != x %}{{ i }}{{ f(i ~ x) }}{% endfor %}", "n.md")
    spent = []
    for _ in range(2):
        made = sandbox()
        made.run(text)
        spent.append(1_000_000 - made.left)
    assert spent[0] == spent[1] > 0


def test_templates_that_include_each_other_twice_are_refused(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"p{number}.j2").write_text(f"{{% include 'p{number + 1}.j2' %}}" * 2)
    (tmp_path / "p40.j2").write_text("x")
    made = sandbox(tmp_path)
    assert made.page("p0.j2", {}) == ""
    assert [it.code for it in made.findings] == ["template-forbidden"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ '{:999999999}'.format('x') }}", "template-forbidden"),
        ("{{ [x]|map(attribute='format')|list|length }}{{ x['format']('x') }}", "template-forbidden"),
        ("{% set a = -999 %}" + "{% set a = -(a * a) %}" * 60, "template-forbidden"),
        ("{% include [['a.j2']] %}", "template-forbidden"),
        ("{% include (('a.j2',),) %}", "template-forbidden"),
        ("{% if x %}" * 150 + "{% endif %}" * 150, "template-error"),
        ("{% for i in xs %}" * 25 + "{% endfor %}" * 25, "template-error"),
        ("{% if " + "not " * 300 + "x %}{% endif %}", "template-error"),
        ("{{ " + "(" * 5000 + "x" + ")" * 5000 + " }}", "template-error"),
        ("{{ x" + "|upper" * 5000 + " }}", "template-error"),
        ("{% set a = 1e999 %}", "template-error"),
        ("{% if " + "1" * 5000 + " %}{% endif %}", "template-error"),
        ("{% for i in range(x) %}{% endfor %}", "template-error"),
        ("{{ xs|join(nothing=x) }}", "template-error"),
        ("{{ f|join }}", "template-error"),
        ("{{ x is lt(f) }}", "template-error"),
    ],
)
def test_what_no_template_can_mean_is_a_finding_in_its_file(text: str, code: str) -> None:
    made = sandbox()
    made.run(Script(text, "n.md"))
    assert code in {it.code for it in made.findings}
    assert all(it.place and it.place.file == "n.md" for it in made.findings)


def test_what_templates_use_works_as_jinja_has_it() -> None:
    made = sandbox()
    made.globals["rows"] = [{"name": "<a>", "of": ("b",)}, {"name": "c", "of": ()}]
    text = (
        "{% for row in rows if row.name != 'c' %}{{ row['name'] ~ '/' ~ row.of|join(', ') }}{% endfor %}"
        "{{ rows|join('; ', attribute='name') }} {{ x in xs }} {{ xs[:-8]|join }}{{ {'a': 'b'}.get('a') }}"
        "{% for x in xs[:-7] %}{{ loop.cycle('odd', 'even') }}{% else %}none{% endfor %}"
    )
    expected = "&lt;a&gt;/b&lt;a&gt;; c False abboddevenodd"
    assert (made.run(Script(text, "n.md")), made.findings) == (expected, [])


@pytest.mark.parametrize(
    "text", ["{{ f(%s=x) }}", "{{ xs|%s }}", "{% include '%s' %}", "{{ x.%s }}", "{% %s %}", "{{ %s( }}"]
)
def test_a_name_as_long_as_a_file_is_told_in_part(text: str) -> None:
    """Before, patterns looked for the end of it from each of its letters."""
    made = sandbox()
    made.run(Script(text.replace("%s", "a" * 900_000), "n.md"))
    assert made.findings
    assert all(len(it.message) < 1000 for it in made.findings)


@pytest.mark.parametrize("text", ["{{ nothing }}", "{{ f(a=x) }}"])
def test_as_many_findings_are_told_of_a_text_as_anybody_reads(text: str) -> None:
    made = sandbox()
    made.run(Script(text * 3_000, "n.md"))
    assert len(made.findings) == 100
