"""One topic for readers of two languages: built for real in every form and read back; what a translation lacks is told."""

import re
from pathlib import Path

import pytest

from briefing.building import pipeline
from briefing.dataset.audience import visible_to
from briefing.dataset.translate import translated
from briefing.diagnostics import Failure
from briefing.press.finished import read
from briefing.proof.withheld import withheld
from tests.projects import TOPIC, loaded, tiny

AUDIENCE = """\
lang: de-AT
name: Käufer
title: Ist der {{ name("heron") }} der richtige Kessel?
question: Kocht er schnell genug?
answer: |
  Im Test von {{ source("post") }} brauchte er {{ n("heron/boil-time/post") }}.
key_figures:
  - {fact: heron/boil-time/post, label: für einen Liter}
  - {fact: heron/price, label: im Laden}
lead_chart: boil-time
"""
NARRATIVE = """\
## Wie schnell er ist

Der {{ name("heron") }} brauchte {{ n("heron/boil-time/post") }}, {{ term("heron/finish") }}. {{ statement("quiet") }}

{{ chart("sale") }}

{{ table("figures") }}

{{ table("all") }}
"""
WORDS = """\
topic: {title: Kessel}
subjects:
  heron: {name: Reiher}
units:
  seconds: {one: Sekunde, other: Sekunden}
qualifiers:
  by: {name: Gemessen von, values: {vendor: vom Hersteller, post: von der Küchenpost}}
measures:
  boil-time: {name: Zeit für einen Liter}
  price: {name: Preis}
  finish: {name: Oberfläche, terms: {steel: Stahl, enamel: Email}}
events:
  heron-on-sale: {title: 'Der {{ name("heron") }} kommt in den Handel'}
statements:
  quiet: {says: Kein Kessel auf dem Tisch war leiser.}
gaps:
  lifetime: {question: Wie lange hält ein Kessel?}
charts:
  boil-time: {title: 'Der {{ name("heron") }} braucht {{ n("heron/boil-time/post") }}'}
  sale: {title: Wann er in die Läden kam}
tables:
  figures: {title: Angaben}
  all: {title: Alle Kessel}
"""
FILES = {"audiences/kaeufer.yaml": AUDIENCE, "narrative/kaeufer.md": NARRATIVE, "translations/de.yaml": WORDS}
ENGLISH = ("Heron", "second", "Time to boil", "steel", "goes on sale", "less noise", "How long", "All kettles", "shops")
GERMAN = (
    "Reiher",
    "Sekunden",
    "Zeit für einen Liter",
    "Stahl",
    "in den Handel",
    "war leiser",
    "Wie lange",
    "Alle Kessel",
)


def said(path: Path) -> str:
    if path.suffix == ".txt":
        return " ".join(path.read_text().split())
    reading = read(path.read_bytes())
    labels = [label.text for picture in reading.pictures for label in picture.labels]
    texts = [block.text for block in (*reading.blocks, *reading.furniture)]
    return " ".join("\n".join((*texts, *labels, *(picture.alt or "" for picture in reading.pictures))).split())


def without_quotes(text: str) -> str:
    """Titles of sources and words that they write stay in the language of the source."""
    return re.sub("„[^“]*“|“[^”]*”", "", text)


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("bilingual")
    assert list(pipeline.build(tiny(root, FILES), forms=("pdf", "html", "txt")))
    return root / "out" / TOPIC


@pytest.mark.parametrize("form", ["pdf", "html", "txt"])
def test_each_reader_gets_names_units_and_texts_in_his_language(out: Path, form: str) -> None:
    german, english = said(out / f"kaeufer.{form}"), said(out / f"buyer.{form}")
    assert [word for word in GERMAN if word not in german] == []
    assert [word for word in ENGLISH if word in without_quotes(german)] == []
    assert [word for word in GERMAN if word in english] == []
    assert "The Heron goes on sale" in english


def test_a_complete_translation_has_no_finding(tmp_path: Path) -> None:
    assert pipeline.check(tiny(tmp_path, FILES)).findings == ()


def test_what_a_translation_leaves_out_is_told_and_stays_as_it_is(tmp_path: Path) -> None:
    short = (
        WORDS.replace("  price: {name: Preis}\n", "")
        .replace(", enamel: Email", "")
        .replace("  all: {title: Alle Kessel}\n", "")
    )
    project = tiny(tmp_path, {**FILES, "translations/de.yaml": short})
    (finding,) = pipeline.check(project).findings
    assert finding.code == "untranslated"
    assert finding.notes == ("measures: `price.name`, `finish.terms.enamel`", "tables: `all.title`")
    dataset = visible_to(pipeline.sound(project, TOPIC), "kaeufer")
    assert dataset.measures["price"].name == "Price"
    assert dataset.measures["finish"].terms == {"steel": "Stahl", "enamel": "enamel"}


def test_two_languages_without_any_translation_are_told(tmp_path: Path) -> None:
    files = {name: text for name, text in FILES.items() if not name.startswith("translations")}
    (finding,) = pipeline.check(tiny(tmp_path, files)).findings
    assert finding.code == "untranslated"
    assert finding.place is not None
    assert (finding.place.file, finding.place.line) == ("data/kettles/audiences/kaeufer.yaml", 1)


def test_a_mistake_in_a_translation_is_found_where_it_stands(tmp_path: Path) -> None:
    wrong = WORDS.replace("Wann er in die Läden kam", "'Wann er in {{ n(\"heron/weight\") }} kam'")
    project = tiny(tmp_path, {**FILES, "translations/de.yaml": wrong})
    with pytest.raises(Failure) as failure:
        list(pipeline.build(project))
    (finding,) = failure.value.diagnostics
    assert finding.code == "unknown-fact"
    assert finding.place is not None
    line = next(at for at, text in enumerate(wrong.splitlines(), 1) if "heron/weight" in text)
    assert (finding.place.file, finding.place.line) == ("data/kettles/translations/de.yaml", line)


def test_a_number_in_a_translation_is_refused(tmp_path: Path) -> None:
    project = tiny(tmp_path, {**FILES, "translations/de.yaml": WORDS.replace("Angaben", "Drei Angaben")})
    assert [finding.code for finding in pipeline.check(project).findings] == ["literal-number"]


@pytest.mark.parametrize(
    ("old", "new", "code", "word"),
    [
        ("  heron: {", "  herron: {", "unknown-subject", "herron"),
        ("  lifetime: {", "  lifetimes: {", "unknown-gap", "lifetimes"),
        ("  all: {", "  alle: {", "unknown-table", "alle"),
        ("enamel: Email", "email: Email", "unknown-translated-word", "email"),
        ("vendor: vom", "seller: vom", "unknown-translated-word", "seller"),
        ("{name: Preis}", "{nam: Preis}", "unknown-key", "nam"),
    ],
)
def test_words_for_what_is_not_there_are_refused(tmp_path: Path, old: str, new: str, code: str, word: str) -> None:
    assert old in WORDS
    findings = pipeline.check(tiny(tmp_path, {**FILES, "translations/de.yaml": WORDS.replace(old, new)})).findings
    told = next(finding for finding in findings if finding.code == code)
    assert f"`{word}`" in told.message
    assert told.place is not None
    line = WORDS.replace(old, new).splitlines()[told.place.line - 1]
    assert line[told.place.column - 1 :].startswith(word)


def test_a_translation_that_nobody_reads_is_told(tmp_path: Path) -> None:
    findings = pipeline.check(
        tiny(tmp_path, {**FILES, "translations/fr.yaml": "topic: {title: Bouilloires}\n"})
    ).findings
    assert "unknown-language" in [finding.code for finding in findings]


def test_reasons_notes_and_labels_are_translated(tmp_path: Path) -> None:
    claims = (Path(__file__).parent / "fixtures/tiny/data/kettles/claims/post.yaml").read_text()
    heavy = (
        "{id: heavy, lines: 5, subject: heron, measure: boil-time, with: {by: post}, value: 99, rank: deprecated,"
        " reason: a slip}"
    )
    files = {
        **FILES,
        "claims/post.yaml": claims.replace("claims:\n", f"claims:\n  - {heavy}\n"),
        "translations/de.yaml": WORDS + "claims:\n  heavy: {reason: ein Versehen}\n",
    }
    dataset, findings = loaded(tmp_path, files)
    assert findings == ()
    there = {claim.id: claim for claim in translated(dataset, "de").claims}
    assert there["heavy"].reason == "ein Versehen"
    assert there["heavy"].at("reason").file == "data/kettles/translations/de.yaml"
    assert there["heavy"].at("value").file == "data/kettles/claims/post.yaml"
    assert translated(dataset, "fr") is dataset


def test_units_that_need_no_declaration_are_in_every_language_whatever_is_translated(tmp_path: Path) -> None:
    dataset, _ = loaded(tmp_path)
    units = translated(dataset, "de").units
    assert (units["points"].one, units["points"].other, units["years"].other) == ("Punkt", "Punkte", "Jahre")
    assert (units["percent"], units["seconds"]) == (dataset.units["percent"], dataset.units["seconds"])
    assert translated(dataset, "en") is dataset


def test_what_is_kept_from_a_reader_is_kept_in_his_language_too(tmp_path: Path) -> None:
    kept = (Path(__file__).parent / "fixtures/tiny/data/kettles/statements.yaml").read_text()
    kept = kept.replace("    kind: opinion", "    kind: opinion\n    audiences: buyer")
    dataset, _ = loaded(tmp_path, {**FILES, "statements.yaml": kept})
    assert "Kein Kessel auf dem Tisch war leiser." in withheld(dataset, "kaeufer").texts
    assert withheld(dataset, "buyer").texts == frozenset()
