"""The first page as text: the answer apart from the key figures, and each of these in its three parts."""

from briefing.pdf.firstpage import first_page
from briefing.pdf.readback import read
from tests.proving import sample
from tests.tagging import page

STYLE = "b { font-size: 20pt } i { font-size: 12pt } small, small a { font-size: 6pt } li { list-style: none }"
FIGURE = "<li><b>Fast</b> <i>on a hob</i> <small>in summer, <a href='#a'>The Post</a></small></li>"


def test_answer_and_figures_are_told_apart() -> None:
    said = first_page(read(sample()))
    assert said.answer == ("In the test of The Kitchen Post it took 152 seconds.",)
    assert said.figures[1] == ("$49", "in the shop", "Wader Works, The Kitchen Post")
    assert len(said.figures) == 2


def test_parts_on_one_line_or_on_lines_of_their_own_are_the_same() -> None:
    body = f"<h1 id='a'>Kettles</h1><p>The answer.</p><ul>{FIGURE * 3}</ul><p>More.</p>"
    expected = (("Fast", "on a hob", "in summer,; The Post"),) * 3
    for look in (STYLE, f"{STYLE} li > * {{ display: block }}"):
        said = first_page(read(page(body, look)))
        assert said.answer == ("The answer.",)
        assert said.figures == expected
