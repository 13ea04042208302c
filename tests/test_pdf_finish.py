import io
import json
import re
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import page as validator
import pikepdf
import pytest

from briefing.pdf.finish import EVIDENCE_NAME, Metadata, attach, finish
from tests.composing import composed, rendered

METADATA = Metadata("Is the Heron & co to buy?", "briefing", "A question", ("kettles", "buyer"), "en", "2025-05-02")
EVIDENCE = json.dumps({"facts": {}}).encode()


@cache
def raw() -> bytes:
    """The small project's briefing, rendered and not finished."""
    with TemporaryDirectory() as folder:
        text = "## A\n\nIt is fast.{{ note('It took ' ~ n('heron/boil-time/post') ~ '.') }}\n\n{{ chart('sale') }}\n\n"
        text += "See [the web](https://example.org).\n\n{{ table('figures') }}\n"
        return rendered(composed(Path(folder), {"narrative/buyer.md": text})).pdf


def finished(evidence: bytes = EVIDENCE) -> bytes:
    return with_evidence(raw(), evidence)


def with_evidence(pdf: bytes, evidence: bytes = EVIDENCE) -> bytes:
    return attach(finish(pdf, METADATA), evidence, METADATA.date, METADATA.lang)


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_file_is_accessible_and_archival_at_once(tmp_path: Path, profile: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(finished())
    result = validator.validate_pdf(path, profile=profile)
    assert result.is_compliant, [(it.rule_id, it.message) for it in result.failures]


def test_no_evidence_ends_a_stream_so_that_its_length_is_misread(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    for number in range(12):  # the bytes that end badly change with the content: {"a":5} is one that does
        path.write_bytes(finished(b'{"a":%d}' % number))
        assert b"\r\nendstream" not in path.read_bytes()
        assert validator.validate_pdf(path, profile="3a").is_compliant


def test_a_font_whose_checksum_ends_badly_is_padded_not_tried_for_ever(tmp_path: Path) -> None:
    target, path = io.BytesIO(), tmp_path / "a.pdf"
    with opened(raw()) as pdf:
        descriptors = (item for item in pdf.objects if isinstance(item, pikepdf.Dictionary))
        font = next(it[key] for it in descriptors for key in ("/FontFile2", "/FontFile3") if key in it)
        content = font.read_bytes()
        # The last byte of the deflated form is the sum of all bytes and one: a carriage return with this much more.
        font.write(content + bytes([(ord("\r") - 1 - sum(content) % 65521) % 256]))
        pdf.save(target, compress_streams=False)
    path.write_bytes(with_evidence(target.getvalue()))
    assert b"\r\nendstream" not in path.read_bytes()
    assert all(validator.validate_pdf(path, profile=profile).is_compliant for profile in ("ua1", "3a"))


def test_the_evidence_is_attached_as_data() -> None:
    with opened(finished()) as pdf:
        attached = pdf.attachments[EVIDENCE_NAME].get_file()
        assert json.loads(attached.read_bytes()) == {"facts": {}}
        (file,) = pdf.Root.AF.as_list()
        assert file.AFRelationship == pikepdf.Name.Data
        assert str(attached.obj.Params.ModDate) == "D:20250502000000Z"


def test_metadata_are_those_of_the_data_in_both_places() -> None:
    with opened(finished()) as pdf:
        information = {str(key): str(value) for key, value in pdf.trailer.Info.items()}
        assert information["/Title"] == METADATA.title
        assert information["/CreationDate"] == information["/ModDate"] == "D:20250502000000Z"
        assert str(pdf.Root.Lang) == "en"
        with pdf.open_metadata(set_pikepdf_as_editor=False) as xmp:
            assert xmp["dc:title"] == METADATA.title
            assert xmp["pdfuaid:part"] == "1"
            assert (xmp["pdfaid:part"], xmp["pdfaid:conformance"]) == ("3", "A")


def test_links_say_where_they_lead() -> None:
    with opened(finished()) as pdf:
        links = [link for sheet in pdf.pages for link in sheet.get("/Annots", [])]
        words = {str(link.Contents) for link in links}
    assert {"Evidence for this figure", "Entry of this source", "Section of this briefing", "Page on the web"} <= words
    assert not [word for word in words if "e-" in word]


def test_header_cells_say_what_they_head() -> None:
    with opened(finished()) as pdf:
        heads = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") == "/TH"]
        scopes = {str(it.A.Scope) for it in heads if "/A" in it}
    assert scopes == {"/Column", "/Row"}


def test_running_headers_are_artifacts_and_all_else_is_tagged() -> None:
    with opened(finished()) as pdf:
        sheet = pdf.pages[1]
        content = sheet.Contents.read_bytes()
        owners = pdf.Root.StructTreeRoot.ParentTree.Nums[2 * int(sheet.StructParents) + 1]
        assert content.count(b"/Artifact <</Type /Pagination>> BDC") >= 3
        marked = {int(mcid) for mcid in re.findall(rb"<</MCID (\d+)>>", content)}
        assert {mcid for mcid, owner in enumerate(owners.as_list()) if str(owner) != "None"} == marked


def test_bookmarks_name_the_sections() -> None:
    with opened(finished()) as pdf, pdf.open_outline() as outline:
        titles = [entry.title for top in outline.root for entry in (top, *top.children)]
    assert titles[0] == "Is the Heron the kettle\u00a0to\u00a0buy?"
    assert "Where sources disagree" in titles
    assert "Contents" not in titles


def test_only_the_projects_fonts_are_in_the_file() -> None:
    with opened(finished()) as pdf:
        names = {str(font.BaseFont)[8:] for sheet in pdf.pages for font in sheet.Resources.Font.values()}
    assert names
    assert all(name.startswith(("Source-Sans-Pro", "Source-Serif-Pro")) for name in names), names


def test_the_same_input_gives_the_same_bytes() -> None:
    assert finished() == finished()
