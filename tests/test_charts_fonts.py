"""Characters of other scripts in charts: measured and named in the font that has them, refused where they would be wrong."""

import shutil
from fractions import Fraction
from functools import partial
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from briefing.building import pipeline
from briefing.charts import fonts
from briefing.diagnostics import Failure
from briefing.pdf.readback import read
from briefing.review import audit
from briefing.style.look import SANS, FontFile
from tests.branding import FALLBACK, FONTS, branded
from tests.projects import TINY, TOPIC

OURS, DEJAVU = SANS.file(), FONTS / "DejaVuSans.ttf"
GREEK, CYRILLIC, CHINESE, ARABIC = "Ερωδιός", "Цапля", "苍鹭", "بلشون"
SUBJECTS = (TINY / "data/kettles/subjects.yaml").read_text()


def boxes(path: Path, letters: str, advance: int = 1000) -> None:
    """A font in which each of `letters` is a box of its own width."""
    names = [".notdef", "space", *(f"u{ord(letter):04X}" for letter in letters)]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({32: "space", **dict(zip(map(ord, letters), names[2:], strict=True))})
    glyphs = {}
    for at, name in enumerate(names):
        pen = TTGlyphPen(None)
        if name != "space":
            corners = [(80, 0), (80, 700), (900 - 60 * at, 700), (900 - 60 * at, 0)]
            pen.moveTo(corners[0])
            for corner in corners[1:]:
                pen.lineTo(corner)
            pen.closePath()
        glyphs[name] = pen.glyph()
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(dict.fromkeys(names, (advance, 80)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Boxes", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=800, sTypoDescender=-200)
    builder.setupPost()
    builder.save(path)


def named(name: str) -> dict[str, str]:
    """The small topic with its first kettle called so."""
    return {"subjects.yaml": SUBJECTS.replace("name: Heron", f"name: {name}", 1)}


@pytest.mark.parametrize("name", [GREEK, CYRILLIC])
def test_our_own_fonts_have_greek_and_cyrillic(name: str) -> None:
    assert fonts.missing([name, name.upper()], (OURS,)) == ()
    fonts.demand([name], (OURS,), SANS.name)


def test_each_character_is_as_wide_as_in_the_first_font_that_has_it(tmp_path: Path) -> None:
    path = tmp_path / "boxes.ttf"
    boxes(path, CHINESE, advance=1500)
    mixed = fonts.width(f"a{CHINESE}b", (OURS, FontFile(path)), 10)
    assert mixed == pytest.approx(fonts.width("ab", (OURS,), 10) + 2 * 15)
    assert fonts.missing([f"a{CHINESE}鷺"], (OURS, FontFile(path))) == ("鷺",)


@pytest.mark.parametrize(
    "text", ["Best rival", "given to partners", "Measured by Artificial Analysis, tools not given"]
)
def test_a_width_is_rounded_once_and_so_the_same_with_every_python(text: str) -> None:
    letters = [Fraction(fonts.width(letter, (OURS,), 1)) for letter in text]
    assert fonts.width(text, (OURS,), 1) == float(sum(letters))


@pytest.mark.parametrize("text", [ARABIC, "עברית", "हिन्दी", "e\u0301"])
def test_what_joins_or_runs_from_the_right_is_refused_in_a_chart(tmp_path: Path, text: str) -> None:
    path = tmp_path / "boxes.ttf"
    boxes(path, "".join(dict.fromkeys(text)))
    with pytest.raises(Failure) as failure:
        fonts.demand(["Heron", text], (OURS, FontFile(path)), SANS.name)
    (finding,) = failure.value.diagnostics
    assert finding.code == "chart-script"
    assert "U+0048" not in finding.message


@pytest.mark.parametrize("name", [GREEK, CYRILLIC])
def test_a_greek_or_cyrillic_name_prints_in_page_and_chart(tmp_path: Path, name: str) -> None:
    project = branded(tmp_path, "{}\n", named(name))
    assert list(pipeline.build(project))
    pdf = (tmp_path / f"out/{TOPIC}/buyer.pdf").read_bytes()
    reading = read(pdf)
    assert name in {label.text for picture in reading.pictures for label in picture.labels}
    assert any(name in block.text for block in reading.blocks)
    assert audit.audit(pdf).findings == ()


def test_a_chinese_name_prints_with_a_declared_font(tmp_path: Path) -> None:
    project = branded(tmp_path, FALLBACK.replace("DejaVuSans.ttf", "boxes.ttf"), named(CHINESE))
    boxes(tmp_path / "brand" / "boxes.ttf", CHINESE)
    assert list(pipeline.build(project))
    reading = read((tmp_path / f"out/{TOPIC}/buyer.pdf").read_bytes())
    assert CHINESE in {label.text for picture in reading.pictures for label in picture.labels}
    assert any(CHINESE in block.text for block in reading.blocks)


def test_an_arabic_name_prints_in_the_page_and_by_its_latin_short_form_in_charts(tmp_path: Path) -> None:
    events = (TINY / "data/kettles/events.yaml").read_text().replace("name(", "short(")
    project = branded(tmp_path, FALLBACK, {**named(f"{ARABIC}, short: Heron"), "events.yaml": events})
    assert list(pipeline.build(project))
    pdf = (tmp_path / f"out/{TOPIC}/buyer.pdf").read_bytes()
    assert audit.audit(pdf).findings == ()


def test_an_arabic_name_in_a_chart_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        list(pipeline.build(branded(tmp_path, FALLBACK, named(ARABIC))))
    assert "chart-script" in {finding.code for finding in failure.value.diagnostics}


def test_without_a_font_the_missing_characters_are_named(tmp_path: Path) -> None:
    with pytest.raises(Failure) as failure:
        list(pipeline.build(branded(tmp_path, "{}\n", named(CHINESE))))
    told = [finding.message for finding in failure.value.diagnostics if finding.code == "missing-glyph"]
    assert told
    assert all("`苍` (U+82CD)" in message and "`鹭` (U+9E6D)" in message for message in told)


def test_a_font_that_is_saved_anew_under_its_name_is_read_anew(tmp_path: Path) -> None:
    project, other = branded(tmp_path / "one"), branded(tmp_path / "other")
    files = (f"out/{TOPIC}/buyer.pdf", f"out/{TOPIC}/buyer.html")
    build = partial(pipeline.build, forms=("pdf", "html"), since={})
    assert list(build(project))
    before = [(project.root / file).read_bytes() for file in files]
    for root in (project.root, other.root):
        for cut, slant in (("", ""), ("-Oblique", "-Oblique"), ("-Bold", "-Bold")):
            shutil.copy(FONTS / f"DejaVuSansMono{slant}.ttf", root / "brand" / f"DejaVuSans{cut}.ttf")
    assert list(build(project))
    assert list(build(other))
    saved, fresh = ([(it.root / file).read_bytes() for file in files] for it in (project, other))
    assert before != saved
    assert saved == fresh
