"""The ends of lines are heard as words: with a space, and without the hyphen of a divided one; nothing looks other."""

import io
import re
from unittest.mock import patch

import pikepdf
import pypdfium2

from briefing.pdf import lineends
from briefing.pdf.conform import conform
from briefing.pdf.readback import read
from tests.tagging import outline, page

WORDS = "An extraordinarily unconventional administrative misunderstanding about internationalisation "
DIVIDED = f"<h1>Kettles</h1><p>{WORDS * 3}ends.</p>"
AUTO = "p { hyphens: auto; width: 40mm; hyphenate-limit-chars: 5 2 2 }"
PLAIN = f"<h1 id='a'>Kettles</h1><p>It is <a href='#a'>{'a kettle and a pot ' * 9}</a> in the end.</p>"


def pieces(heard: str, role: str) -> list[str]:
    line = next(line for line in heard.splitlines() if line.strip().startswith(role))
    return [piece for piece in line.partition(": ")[2].split("|") if not piece.startswith("<")]


def content(pdf: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return b"".join(sheet.Contents.read_bytes() for sheet in opened.pages)


def test_a_line_ends_with_a_space_wherever_a_word_does() -> None:
    link = pieces(outline(page(PLAIN)), "Link")
    assert len(link) > 2
    assert all(piece.endswith(" ") for piece in link[:-1])


def test_no_space_is_put_into_a_compound_or_behind_the_last_line() -> None:
    heard = pieces(
        outline(page("<h1>K</h1><p style='width: 20mm'>well-behaved-kettles-only and/or-perhaps/none</p>")), "P"
    )
    assert len(heard) > 2
    assert not [piece for piece in heard if re.search(r"[-/] $", piece)]
    assert not heard[-1].endswith(" ")


def test_the_hyphen_of_a_divided_word_is_soft_and_that_of_a_compound_is_not() -> None:
    pdf = page(DIVIDED, AUTO)
    lines = pieces(outline(pdf), "P")
    divided = [line for line in lines if line.endswith(("-", "\u2010"))]
    assert divided
    assert content(pdf).count(b"/ActualText <FEFF00AD>") == len(divided)
    assert b"FEFF00AD" not in content(page("<h1>K</h1><p style='width: 20mm'>well-behaved kettles-of-old</p>", AUTO))
    assert conform(pdf) == ()


def test_what_is_read_back_is_what_was_written() -> None:
    (_, paragraph) = read(page(DIVIDED, AUTO)).blocks
    assert paragraph.text == f"{WORDS * 3}ends."


def test_nothing_looks_other_than_before() -> None:
    for body, style in ((DIVIDED, AUTO), (PLAIN, "")):
        with patch.object(lineends, "spell", lambda *_: None):
            before = page(body, style)
        after = page(body, style)
        assert content(before) != content(after)
        assert pictures(before) == pictures(after)


def pictures(pdf: bytes) -> list[bytes]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [bytes(sheet.render(scale=2).buffer) for sheet in opened]
