"""A brand restyles pages and charts alike, and stops a build that nobody could read."""

import io
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from briefing.building import drafting, pipeline
from briefing.dataset.brand import BrandColours
from briefing.diagnostics import Diagnostic, Failure
from briefing.pdf.readback import read
from briefing.project import Project
from briefing.review import audit
from briefing.review import rebuild as rebuilding
from briefing.style.brand import read_brand
from briefing.style.look import ACCENTS, PAIRS, SANS, SERIF, House
from tests.branding import BRAND, FONTS, branded
from tests.projects import TOPIC, tiny

PDF = f"out/{TOPIC}/buyer.pdf"


def built(project: Project) -> bytes:
    assert [edition.topic for edition in pipeline.build(project)] == [TOPIC]
    return (project.root / PDF).read_bytes()


def refused(project: Project) -> tuple[Diagnostic, ...]:
    with pytest.raises(Failure) as failure:
        read_brand(project)
    return failure.value.diagnostics


def families(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        fonts = opened.pages[0].Resources.Font
        return {str(font.BaseFont).partition("+")[2] for font in fonts.values()}


def test_without_a_brand_the_house_is_ours(tmp_path: Path) -> None:
    assert read_brand(tiny(tmp_path)) == House()


def test_an_empty_brand_changes_nothing(tmp_path: Path) -> None:
    assert read_brand(branded(tmp_path, "# nothing yet\n")) == House()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    return branded(tmp_path_factory.mktemp("branded"))


@pytest.fixture(scope="module")
def pdf(project: Project) -> bytes:
    return built(project)


def test_a_brand_restyles_the_whole_file(pdf: bytes) -> None:
    assert {name.split("-")[0] for name in families(pdf)} == {"DejaVu"}
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert opened.trailer.Info.Author == "Wading & Sons 1862"
        assert "<rdf:li>Wading &amp; Sons 1862</rdf:li>" in opened.Root.Metadata.read_bytes().decode()


def test_the_publisher_stands_on_the_first_page_and_in_every_foot(pdf: bytes) -> None:
    reading = read(pdf)
    assert [block.page for block in reading.blocks if block.text.strip() == "Wading & Sons 1862"] == [1]
    assert [block.page for block in reading.furniture if "Wading & Sons 1862" in block.text] == [2, 3]


def test_the_logo_is_a_picture_with_words_of_its_own(pdf: bytes) -> None:
    assert read(pdf).pictures[0].alt == "A red triangle of 1862 beside two lines"


def test_the_proof_knows_the_numerals_of_the_publisher(pdf: bytes) -> None:
    assert audit.audit(pdf).findings == ()


def test_charts_take_colours_and_fonts_from_the_brand(project: Project) -> None:
    dataset = pipeline.sound(project, TOPIC)
    charts = drafting.composed(project, dataset, "buyer", drafting.drawn).images
    chart = charts["boil-time.svg"].decode()
    assert "#8f1d2c" in chart
    assert "DejaVu Sans" in chart
    assert ACCENTS["blue"].strong not in chart
    assert SANS.name not in chart


def test_a_branded_build_can_be_made_again(project: Project, pdf: bytes) -> None:
    assert rebuilding.rebuild(project, pdf).findings == ()


def test_the_brand_and_its_files_are_part_of_what_an_edition_is_made_of(tmp_path: Path, pdf: bytes) -> None:
    changed = branded(tmp_path)
    (tmp_path / "brand" / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>')
    told = [(finding.code, finding.message) for finding in rebuilding.rebuild(changed, pdf).findings]
    assert ("other-input", "the file was made of another brand than the one here") in told


def test_a_build_without_a_brand_has_none_in_its_evidence(tmp_path: Path) -> None:
    reading = read(built(tiny(tmp_path)))
    assert b'"brand": ""' in reading.attachments["evidence.json"].content
    assert b'"publisher": [' not in reading.attachments["evidence.json"].content


def test_only_headings_may_be_branded(tmp_path: Path) -> None:
    house = read_brand(branded(tmp_path, BRAND[: BRAND.index("  text:")]))
    assert (house.sans.name, house.serif) == ("DejaVu Sans", SERIF)


def test_an_accent_of_one_colour_gets_its_others(tmp_path: Path) -> None:
    house = read_brand(branded(tmp_path, 'colours: {accents: {moss: {strong: "#3d6b1f"}}}\n'))
    assert {"moss", *ACCENTS} == set(house.accents)
    assert house.look("moss").accent.tint != house.look("blue").accent.tint


def test_an_audience_may_ask_for_an_accent_that_a_brand_adds(tmp_path: Path) -> None:
    project = branded(tmp_path, 'colours: {accents: {moss: {strong: "#3d6b1f"}}}\n')
    audience = project.data / TOPIC / "audiences" / "buyer.yaml"
    audience.write_text(audience.read_text() + "accent: moss\n")
    assert pipeline.check(project).findings == ()


def test_a_suggested_shade_is_taken(tmp_path: Path) -> None:
    (finding,) = refused(branded(tmp_path / "weak", 'colours: {ink_faint: "#7d8a97"}\n'))
    assert finding.code == "low-contrast"
    assert finding.help
    better = finding.help.split("`")[1]
    house = read_brand(branded(tmp_path / "better", f'colours: {{ink_faint: "{better}"}}\n'))
    assert house.colours.ink_faint == better


def test_every_colour_of_a_brand_can_be_found_too_weak() -> None:
    """A colour of the file format that no pair holds to anything would pass unread."""
    tokens = {part for one in PAIRS for part in one[:2]}
    guides = {"pale", "rule", "grid"}  # nothing is read by them alone
    assert set(BrandColours.model_fields) - {"spot", "accents"} - guides <= tokens


def test_a_variable_font_is_refused(tmp_path: Path) -> None:
    project = branded(tmp_path)
    font = TTFont(FONTS / "DejaVuSans.ttf")
    font["fvar"] = font["cvt "]
    font.save(tmp_path / "brand" / "DejaVuSans.ttf")
    (finding,) = refused(project)
    assert (finding.code, finding.place and finding.place.line) == ("bad-font", 11)
    assert "variable" in finding.message


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\1\0\0\0\0\0\1", "pixels"),
        (b"GIF89a", "not a PNG"),
    ],
)
def test_a_picture_that_is_none_or_too_large_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    project = branded(tmp_path, "logo: {file: logo.png, alt: A heron}\n")
    (tmp_path / "logo.png").write_bytes(content)
    (finding,) = refused(project)
    assert finding.code == "bad-logo"
    assert why in finding.message


@pytest.mark.parametrize("part", ["<image href='x.png'/>", "<style>a{}</style>", "<script/>", "<svg:text>a</svg:text>"])
def test_a_logo_draws_and_does_nothing_else(tmp_path: Path, part: str) -> None:
    project = branded(tmp_path, "logo: {file: logo.svg, alt: A heron}\n")
    (tmp_path / "logo.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{part}</svg>')
    assert [finding.code for finding in refused(project)] == ["bad-logo"]


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    project = branded(tmp_path, "logo: {file: logo.svg, alt: A heron}\n")
    (tmp_path / "logo.svg").write_bytes(b"<svg>" + b" " * 1_000_000)
    assert [finding.code for finding in refused(project)] == ["file-too-large"]
