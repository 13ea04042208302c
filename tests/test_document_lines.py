import inspect

from jinja2 import Environment, Template

from briefing.document.lines import line_at

TEXT = """one {{ here() }}
{% if true %}

  {{ here() }} and {{ here() }}
{% endif %}
{% for each in [1, 2] %}
  {{ here() }}
{% endfor %}
{% macro said() %}

  {{ here() }}
{% endmacro %}
{{ said() }} {% block part %}
  {{ here() }}
{% endblock %}
"""


def test_the_line_is_the_one_that_jinja_tells() -> None:
    lines: list[tuple[int, int]] = []

    def here() -> str:
        frame = inspect.currentframe()
        while frame is not None and not isinstance(frame.f_globals.get("__jinja_template__"), Template):
            frame = frame.f_back
        assert frame is not None
        template = frame.f_globals["__jinja_template__"]
        lines.append((line_at(template, frame), template.get_corresponding_lineno(frame.f_lineno)))
        return ""

    environment = Environment(autoescape=True)
    for _ in range(2):
        environment.from_string(TEXT).render(here=here)
    assert [line for line, _ in lines] == [1, 4, 4, 7, 7, 11, 14] * 2
    assert all(line == told for line, told in lines)
