"""Citations of sources and lines."""

from briefing.wording import citing
from tests.making import claims, source


def test_citations() -> None:
    whole = source(
        "a", label="Daily", author="A. Writer", publisher="The Daily", title="On Tests", published="2026-04-08"
    )
    assert citing.citation(whole) == "A. Writer, “On Tests”, The Daily, 8\u00a0April 2026"
    assert citing.citation(source("a", label="A page", title="On Tests", published="2026-04")) == (
        "A page, “On Tests”, April 2026"
    )
    one, several = claims(
        {"measure": "score", "value": 1, "lines": 4}, {"measure": "score", "value": 1, "lines": "4-6"}
    )
    assert citing.lines(whole, one) == "Daily, line 4"
    assert citing.lines(whole, several) == "Daily, lines 4 to 6"
