"""Structure elements say what they were made of while a file is written, and never in a finished one."""

import json

import pytest
from weasyprint import HTML
from weasyprint.pdf import tags

from briefing.pdf import origins
from tests.accessing import whole
from tests.rendering import pdf_of


def test_nothing_of_it_is_left_in_a_finished_file_or_outside() -> None:
    assert b"/Origin" not in whole()
    assert b"/Origin" not in pdf_of("<h1>Kettles</h1>", uncompressed_pdf=True)


def test_the_renderer_is_as_before_even_after_a_failure() -> None:
    before = tags._build_box_tree
    with origins.kept():
        assert tags._build_box_tree is not before
    assert tags._build_box_tree is before
    with pytest.raises(ZeroDivisionError), origins.kept():
        _ = 1 / 0
    assert tags._build_box_tree is before


def test_halves_on_two_pages_have_one_number_and_two_elements_have_two() -> None:
    style = "@page { size: 60mm 40mm; margin: 5mm }"
    with origins.kept():
        pdf = HTML(
            string=f"<style>{style}</style><html lang=en><title>K</title><p>{'kettle ' * 60}</p><p>pot</p>"
        ).write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    told = [json.loads(bytes.fromhex(line.partition(b">")[0].decode())) for line in pdf.split(b"/Origin <")[1:]]
    numbers = [it["number"] for it in told if it["tag"] == "p"]
    assert len(numbers) > 2
    assert len(set(numbers)) == 2
