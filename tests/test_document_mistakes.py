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
        ("no filter named `round`", "no filter named `round`", "take it out"),
        ("expected an expression, got `end of print statement`", "an expression ends too early", "what it is to print"),
        (
            "unexpected end of template. The innermost block that needs to be closed is `if`",
            "`{% if … %}` is not closed",
            "`{% endif %}`",
        ),
        ("something new", "something new", "look for"),
    ],
)
def test_a_template_that_cannot_be_read_is_told_plainly(said: str, told: str, advice: str) -> None:
    finding = mistakes.of_syntax(said, None)
    assert (finding.code, finding.message) == ("template-syntax", told)
    assert advice in str(finding.help)


def test_an_unknown_filter_is_pointed_to_by_its_name() -> None:
    assert mistakes.sign("No filter named 'round'.") == "round"


def test_an_id_without_quotes_is_told_as_that() -> None:
    line = """It took {{ n("line-4/cost") }}, {{ n(line-4/cost) }}, {{ name("line-4") }} or {{ nothing }}."""
    found = [mistakes.unquoted(name, line) for name in ("line", "cost", "cos", "nothing")]
    assert [(it[0], it.start()) if it else None for it in found] == [
        ("line-4/cost", 37),
        ("line-4/cost", 37),
        None,
        None,
    ]
