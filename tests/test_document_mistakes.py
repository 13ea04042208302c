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
