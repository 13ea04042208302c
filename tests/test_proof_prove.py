"""A build is proved by its own file, and no change of its pages or of its evidence goes unseen."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from briefing.diagnostics import Failure
from briefing.pdf import readback
from briefing.pdf.font import read_font
from briefing.proof import prove
from tests.projects import TINY
from tests.proving import Evidence, built, changed, codes, evidence, forged, proof, reworded, sample

TOPIC = (TINY / "data" / "kettles" / "topic.yaml").read_text()


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return sample()


# --- what is proved -------------------------------------------------------------------------------------------


def test_a_build_is_proved_and_every_kind_of_numeral_counted(pdf: bytes) -> None:
    found = proof(pdf)
    assert found.findings == ()
    assert found.emitted > 70
    assert found.counts["figure"] + found.counts["evidence"] + found.counts.get("mention", 0) >= found.emitted
    kinds = {"figure", "evidence", "line number", "source date", "page number", "footnote number", "idiom", "technical"}
    assert kinds <= found.counts.keys()
    assert "unaccounted" not in found.counts


def test_every_numeral_says_where_it_stands_and_what_it_rests_on(pdf: bytes) -> None:
    found = {(it.where, it.said): it for it in reversed(proof(pdf).sightings)}
    text, chart = found["text", "140 seconds"], found["chart", "about 170"]
    assert (text.ref, text.page, text.kind) == ("heron/boil-time/vendor", 2, "figure")
    assert text.box is not None
    assert text.box.page == 2
    assert (chart.ref, chart.page) == ("plover/boil-time/post", 1)
    assert any(it.where == "alternative text" and it.ref == "plover/boil-time/post" for it in found.values())
    assert found["text", "about three-quarters"].ref == "share(heron/boil-time/vendor,egret/boil-time/vendor)"


def test_a_topic_whose_title_takes_two_lines_at_the_head_of_a_page_is_built(tmp_path: Path) -> None:
    title = "The 27 kettles of the new market for people who like their water very hot, and what 3 papers say of 12"
    pdf = built(tmp_path, {"topic.yaml": TOPIC.replace("Kettles", title)})
    heads = [block.text for block in readback.read(pdf).furniture if block.page == 2]
    assert heads == [f"{title} · Buyer", "Edition of 2 May 2025", "2 / 3"]


def test_a_figure_in_the_title_of_a_briefing_is_found_in_the_title_of_the_file(tmp_path: Path) -> None:
    buyer = (TINY / "data/kettles/audiences/buyer.yaml").read_text()
    title = 'title: The {{ name("heron") }} boils in {{ n("heron/boil-time/vendor") }}'
    pdf = built(tmp_path, {"audiences/buyer.yaml": re.sub("^title: .*", title, buyer, flags=re.MULTILINE)})
    found = proof(pdf)
    assert found.findings == ()
    assert {"text", "information Title"} <= {it.where for it in found.sightings if it.ref == "heron/boil-time/vendor"}
    assert codes(forged(pdf, lambda it: it.docinfo.update({"/Title": "The Heron boils fast"}))) == {"proof-incomplete"}


def test_it_proves_in_another_language_and_with_names_that_hold_numbers(tmp_path: Path) -> None:
    subjects = """subjects:
  - {id: heron, name: Heron 2.5, short: H-2.5, kind: product, maker: wader-works}
  - {id: egret, name: "Egret 7", kind: product, maker: wader-works}
  - {id: plover, name: Plover, kind: product}
  - {id: wader-works, name: Wader Works 1874, kind: organisation}
"""
    german = """name: Buyer
title: Ist {{ name("heron") }} der Kessel?
question: Ist er schneller?
answer: Er brauchte {{ n("heron/boil-time/post") }}.
key_figures:
  - {fact: heron/boil-time/post, label: bis er kocht}
lead_chart: boil-time
lang: de
"""
    found = proof(built(tmp_path, {"subjects.yaml": subjects, "audiences/buyer.yaml": german}))
    assert found.findings == ()
    assert found.counts["name"] > 5


def test_a_divided_word_that_comes_first_leaves_the_hyphens_of_names_as_they_are(tmp_path: Path) -> None:
    home = TINY / "data" / "kettles"
    known = (home / "subjects.yaml").read_text().replace("name: Heron", "name: Heron-2.5")
    audience = (home / "audiences" / "buyer.yaml").read_text()
    said = "Extraordinarily " + "misunderstandings " * 12
    audience = audience.replace("  In the test of", f"  {said}{{{{ name('heron') }}}}. In the test of")
    pdf = built(tmp_path, {"subjects.yaml": known, "audiences/buyer.yaml": audience})
    assert any(block.text.startswith(f"{said}Heron-2.5.") for block in readback.read(pdf).blocks)


# --- pages changed --------------------------------------------------------------------------------------------

ON_PAGES = [
    ("152", "192", 1, 0, "wrong-value"),  # a figure in the text
    ("140", "190", 2, 0, "wrong-value"),  # another figure, to the value of a third
    ("$49", "$45", 2, 0, "wrong-value"),
    ("39", "35", 2, 0, "wrong-value"),  # a derivation
    ("1.26", "1.25", 2, 0, "wrong-value"),
    ("three", "throu", 2, 0, "proof-incomplete"),  # a number word that is none any more
    ("140 seconds", "190 seconds", 3, 0, "unproved-numeral"),  # the value in its own entry
    ("line 3", "line 2", 3, 0, "unproved-numeral"),
    ("2 May", "5 May", 3, 0, "unproved-numeral"),  # the date of a source
    ("73.7%", "77.7%", 3, 0, "unproved-numeral"),  # the value in the entry of a derivation
]


@pytest.mark.parametrize(("old", "new", "page", "nth", "code"), ON_PAGES)
def test_a_changed_page_is_found_even_under_a_new_seal(
    pdf: bytes, old: str, new: str, page: int, nth: int, code: str
) -> None:
    change = reworded(old, new, page=page, nth=nth)
    assert code in codes(forged(pdf, change))
    assert {code, "edited-pdf"} <= codes(forged(pdf, change, sealed=False))


def test_the_finding_says_where_and_what_it_should_be(pdf: bytes) -> None:
    (found,) = proof(forged(pdf, reworded("140", "190", page=2))).findings
    assert found.code == "wrong-value"
    assert "190 seconds" in found.message
    assert "page 2" in found.message
    assert "its claims amount to `140 seconds`" in found.notes
    assert any("Wader Works says 190 seconds" in note for note in found.notes)


def _drawn(text: bytes, mark: bytes = b"") -> Callable[[pikepdf.Pdf], None]:
    """A change that draws more digits on the first page, in a font that the page has."""

    def change(opened: pikepdf.Pdf) -> None:
        page = opened.pages[0]
        name = min(page.Resources.Font.keys()).encode()
        content = page.obj.Contents.read_bytes() + mark + b" BT " + name + b" 9 Tf 1 0 0 1 60 60 Tm " + text + b" Tj ET"
        page.obj.Contents = opened.make_stream(content + (b" EMC" if mark else b""))

    return change


def test_what_is_drawn_outside_the_structure_is_seen(pdf: bytes) -> None:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = opened.pages[0].Resources.Font
        texts = read_font(fonts[min(fonts.keys())]).texts
    digits = {text: b"<%04x>" % code for code, text in texts.items() if text.isdecimal()}
    for digit in ("1", "5"):  # the first is also the number of the page, which stands there once already
        assert "unproved-numeral" in codes(forged(pdf, _drawn(digits[digit])))
        assert "unproved-numeral" in codes(forged(pdf, _drawn(digits[digit], b"/Artifact BMC")))


def _retargeted(opened: pikepdf.Pdf) -> None:
    """The first link to the entry of one fact leads to that of another."""
    links = [link for page in opened.pages for link in page.obj.get("/Annots", ()) if "/Dest" in link]
    link = next(link for link in links if str(link.Dest) == "e-heron.boil-time.post")
    link.Dest = pikepdf.String("e-egret.boil-time.post")


def _untied(opened: pikepdf.Pdf) -> None:
    """All links to one entry lead nowhere."""
    for page in opened.pages:
        for link in page.obj.get("/Annots", ()):
            if str(link.get("/Dest", "")) == "e-heron.boil-time.post":
                del link["/Dest"]


def _emptied(opened: pikepdf.Pdf) -> None:
    opened.pages[1].obj.Contents = opened.make_stream(b"")


def _annotated(opened: pikepdf.Pdf) -> None:
    note = Dictionary(Type=Name.Annot, Subtype=Name.FreeText, Rect=[9, 9, 99, 99], Contents="4711")
    opened.pages[0].obj.Annots.append(opened.make_indirect(note))


def _unmapped(opened: pikepdf.Pdf) -> None:
    for font in opened.pages[0].Resources.Font.values():
        del font["/ToUnicode"]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_retargeted, "wrong-value"),
        (_untied, "unproved-numeral"),
        (_emptied, "proof-incomplete"),
        (_annotated, "edited-pdf"),
        (_unmapped, "unreadable-text"),
    ],
)
def test_other_changes_of_pages_are_found(pdf: bytes, change: Callable[[pikepdf.Pdf], None], code: str) -> None:
    assert code in codes(forged(pdf, change))


def _titled(opened: pikepdf.Pdf) -> None:
    opened.docinfo["/Title"] = "4711 kettles"


def _described(opened: pikepdf.Pdf) -> None:
    packet = opened.Root.Metadata.read_bytes()
    opened.Root.Metadata.write(packet.replace(b"</dc:description>", b"<x>4711</x></dc:description>"))


def _bookmarked(opened: pikepdf.Pdf) -> None:
    opened.Root.Outlines.First.Title = pikepdf.String("4711 kettles")


def _linked(opened: pikepdf.Pdf) -> None:
    opened.pages[0].obj.Annots[0].Contents = pikepdf.String("Evidence for 4711")


def _alternative(opened: pikepdf.Pdf) -> None:
    figure = next(it for it in opened.objects if isinstance(it, Dictionary) and it.get("/S") == Name.Figure)
    figure.Alt = pikepdf.String("Ranked bars: Heron 4711 seconds")


def _dated(opened: pikepdf.Pdf) -> None:
    opened.docinfo["/CreationDate"] = "yesterday, 4711"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_titled, "unproved-numeral"),
        (_described, "unproved-numeral"),
        (_bookmarked, "unproved-numeral"),
        (_linked, "unproved-numeral"),
        (_alternative, "chart-mismatch"),
        (_dated, "unproved-numeral"),
    ],
)
def test_numbers_planted_where_nothing_is_drawn_are_found(
    pdf: bytes, change: Callable[[pikepdf.Pdf], None], code: str
) -> None:
    assert code in codes(forged(pdf, change))


# --- what is added to a file ------------------------------------------------------------------------------------------------


def _updated(pdf: bytes) -> bytes:
    """`pdf` with an object appended as an editor saves a change, shown nowhere."""
    before = int(pdf.split()[-2])
    added = pdf + b"9999 0 obj\n(4711)\nendobj\n"
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        roots = opened.trailer.Root.objgen[0], opened.trailer.Info.objgen[0]
    table = b"xref\n9999 1\n%010d 00000 n \ntrailer\n" % len(pdf)
    trailer = b"<</Size 10000/Root %d 0 R/Info %d 0 R/Prev %d>>\n" % (*roots, before)
    return added + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(added)


@pytest.mark.parametrize(
    "add",
    [
        _updated,
        lambda pdf: pdf + b"4711",
        lambda pdf: pdf + b"%%EOF\n",
        lambda pdf: pdf + pdf,
        lambda pdf: b"4711\n" + pdf,
    ],
)
def test_bytes_around_the_document_are_an_edit(pdf: bytes, add: Callable[[bytes], bytes]) -> None:
    assert codes(add(pdf)) == {"edited-pdf"}


def test_line_ends_that_mail_adds_and_another_way_to_store_the_same_are_no_edit(pdf: bytes) -> None:
    again = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(again, linearize=True, fix_metadata_version=False)
    assert codes(pdf + b"\r\n") == codes(again.getvalue()) == set()


def _second_file(opened: pikepdf.Pdf) -> None:
    opened.attachments["more.txt"] = b"4711"


def _second_stream(opened: pikepdf.Pdf) -> None:
    opened.Root.Names.EmbeddedFiles.Names[1].EF.F = opened.make_stream(b"{}")


@pytest.mark.parametrize("change", [_second_file, _second_stream])
def test_another_attached_file_is_an_edit(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> None:
    assert codes(changed(pdf, change)) == {"edited-pdf"}


# --- other evidence, or none ----------------------------------------------------------------------------------------------


def test_evidence_for_other_pages_or_for_none_is_found(pdf: bytes) -> None:
    def other(told: Evidence) -> None:
        told["pages"]["digest"] = "0" * 64

    def none(told: Evidence) -> None:
        del told["pages"]

    reading = readback.read(pdf)
    for change, code in ((other, "edited-pdf"), (none, "no-digest")):
        told = evidence(pdf)
        change(told)
        assert [found.code for found in prove.prove(reading, told).findings] == [code]


def _code(pdf: bytes) -> str:
    with pytest.raises(Failure) as caught:
        proof(pdf)
    return caught.value.diagnostics[0].code


def _detached(opened: pikepdf.Pdf) -> None:
    del opened.Root.Names["/EmbeddedFiles"]
    del opened.Root["/AF"]


def _with(content: bytes) -> Callable[[pikepdf.Pdf], None]:
    return lambda opened: opened.Root.Names.EmbeddedFiles.Names[1].EF.F.write(content)


def test_files_without_our_evidence_are_named_for_what_they_are(pdf: bytes) -> None:
    def foreign(opened: pikepdf.Pdf) -> None:
        _detached(opened)
        opened.docinfo["/Creator"] = "Another"

    assert _code(changed(pdf, _detached)) == "no-evidence"
    assert _code(changed(pdf, foreign)) == "not-ours"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"format": "other"}', b"[" * 100_000])
def test_evidence_that_cannot_be_read_is_damage(pdf: bytes, content: bytes) -> None:
    assert _code(changed(pdf, _with(content))) == "damaged-evidence"


@pytest.mark.parametrize("key", ["topic", "sources", "facts", "claims", "derivations", "printed", "charts", "measures"])
@pytest.mark.parametrize("value", [None, 7, "text", [1], {"a": 1}, "missing"])
def test_evidence_of_another_shape_is_damage_and_no_fault(pdf: bytes, key: str, value: object) -> None:
    told = evidence(pdf)
    told[key] = value
    if value == "missing":
        del told[key]
    with pytest.raises(Failure) as caught:
        prove.prove(readback.read(pdf), told)
    assert caught.value.diagnostics[0].code == "damaged-evidence"


# --- several files --------------------------------------------------------------------------------------------


def test_one_fact_has_one_value_for_all_audiences(pdf: bytes) -> None:
    one, other = evidence(pdf), json.loads(json.dumps(evidence(pdf)))
    assert prove.across({"buyer": one, "seller": other}) == ()
    other["facts"]["heron/price"]["values"][0]["number"] = "48"
    (found,) = prove.across({"buyer": one, "seller": other})
    assert (found.code, len(found.notes)) == ("edition-mismatch", 2)


def test_a_name_with_a_number_may_take_several_lines_in_a_chart(tmp_path: Path) -> None:
    subjects = (TINY / "data/kettles/subjects.yaml").read_text()
    long = "the 4th kettle of the house of the old river herons, with the lid of the second"
    named = re.sub(r"(id: egret, name: )[^,}]+", rf'\1"{long}"', subjects)
    assert long in named
    assert codes(built(tmp_path, {"subjects.yaml": named})) == set()
