"""What Jinja says, in a writer's words."""

import pytest

from briefing.document import mistakes


@pytest.mark.parametrize(
    ("said", "told", "advice"),
    [
        ("unexpected char `“` at 441", "`“` cannot stand in an expression", "plain quotes"),
        ('unexpected char `"` at 7', "a quote is not closed", 'closing `"`'),
        ("unexpected `}`, expected `)`", "a bracket `(` is not closed", "`)`"),
        ("unexpected `}`", "an expression is not closed", "`}}`"),
        ("encountered unknown tag `chart`", "encountered unknown tag `chart`", "`{{ … }}`"),
        ("something new", "something new", "look for"),
    ],
)
def test_a_template_that_cannot_be_read_is_told_plainly(said: str, told: str, advice: str) -> None:
    finding = mistakes.of_syntax(said, None)
    assert (finding.code, finding.message) == ("template-syntax", told)
    assert advice in str(finding.help)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("figures.n() missing 1 required positional argument: `ref`", "`n` lacks `ref`"),
        ("figures.n() takes from 2 to 4 positional arguments but 5 were given", "`n` is given more than it takes"),
        ("figures.rank() got an unexpected keyword argument `by`", "`rank` knows no `by`"),
    ],
)
def test_a_function_that_is_called_wrongly_is_named(said: str, told: str) -> None:
    finding = mistakes.of_call(said, None)
    assert finding is not None
    assert (finding.code, finding.message) == ("template-error", told)


def test_what_is_about_no_call_is_left_to_others() -> None:
    assert mistakes.of_call("a list is no text to print", None) is None
