"""What a web page may link to, and ask for."""

import pytest

from briefing.web.hypertext import hangs_together
from briefing.web.read import read_html


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ('<p id="a">b<p id="a">c', "duplicate-anchor"),
        ('<a href="#nowhere">b</a>', "dangling-link"),
        ('<a href="javascript:go()">b</a>', "address-refused"),
        ('<a href="other.html">b</a>', "address-refused"),
        ('<img alt="b" src="http://example.org/c.png">', "address-refused"),
        ('<form action="https://example.org"></form>', "address-refused"),
    ],
)
def test_what_does_not_hold_together_is_found(body: str, code: str) -> None:
    assert {finding.code for finding in hangs_together(read_html(body))} == {code}


def test_links_into_the_page_to_the_web_and_to_mail_are_fine() -> None:
    body = '<p id="a">b <a href="#a">c</a> <a href="https://example.org/d">d</a> <a href="mailto:e@example.org">e</a>'
    assert hangs_together(read_html(body)) == ()
