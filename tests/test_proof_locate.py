"""Every figure of the evidence gets the place where another reader of PDFs finds it too."""

import pypdfium2

from briefing.pdf import readback
from briefing.proof.locate import located
from tests.proving import evidence, sample


def bare(text: str) -> str:
    return "".join(text.split())


def test_places_hold_the_text_that_they_are_given_for() -> None:
    document = pypdfium2.PdfDocument(sample())
    printed = [item for item in evidence(sample())["printed"] if item["where"] != "alt"]
    assert len(printed) > 60
    for item in printed:
        left, bottom, right, top = item["box"]
        page = document[item["page"] - 1].get_textpage()
        seen = bare(page.get_text_bounded(left - 0.5, bottom - 0.5, right + 0.5, top + 0.5))
        assert seen, item
        assert seen in bare(item["text"]) or bare(item["text"]) in seen, (item, seen)


def test_each_place_is_given_once() -> None:
    links = [it for it in evidence(sample())["printed"] if it["where"] in ("link", "chart")]
    places = [(item["page"], *item["box"]) for item in links]
    assert len(places) == len(set(places))


def test_the_pages_are_named_by_number_and_digest() -> None:
    reading = readback.read(sample())
    assert evidence(sample())["pages"] == {"count": 3, "digest": reading.digest}


def test_what_is_not_on_the_pages_keeps_no_place() -> None:
    told = evidence(sample())
    told["printed"] = [{"text": "4711", "ref": "heron/price", "where": where, "by": None} for where in ("link", "text")]
    assert all("box" not in item for item in located(told, readback.read(sample()))["printed"])
