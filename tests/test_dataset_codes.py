"""Which languages and currencies there are."""

import pytest

from briefing.dataset import codes

LANGUAGE, CURRENCY = (
    "give the tag of a language, such as `de` or `pt-BR`",
    "give the three letters of a currency, such as `EUR`",
)


@pytest.mark.parametrize(
    ("tag", "advice"),
    [
        ("de", None),
        ("la", None),
        ("zh-Hans-CN", None),
        ("es-419", None),
        ("de-AT-1996", None),
        ("DE", "did you mean `de`?"),
        ("pt_br", "did you mean `pt-BR`?"),
        ("German", "did you mean `de`?"),
        ("xx", LANGUAGE),
        ("en-QX", LANGUAGE),
        ("12", LANGUAGE),
        ("", LANGUAGE),
    ],
)
def test_a_tag_is_of_a_language_that_there_is_and_written_as_usual(tag: str, advice: str | None) -> None:
    assert codes.language_mistake(tag) == advice


@pytest.mark.parametrize(
    ("code", "advice"),
    [("EUR", None), ("DEM", None), ("eur", "did you mean `EUR`?"), ("EUX", CURRENCY), ("€", CURRENCY)],
)
def test_a_code_is_of_a_currency_that_there_is(code: str, advice: str | None) -> None:
    assert codes.currency_mistake(code) == advice
