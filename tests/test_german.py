"""A topic in German, built for real in every form and read back: words, numbers, dates and lists are German, and no fixed
word is not.
"""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest

from briefing.building import pipeline
from briefing.delivery import body
from briefing.delivery.body import Body
from briefing.delivery.parcel import Correction, Figure
from briefing.press.finished import read
from briefing.review import audit
from tests.mailserver import parcel
from tests.test_base_translation import messages, po

GERMAN = Path(__file__).parent / "fixtures" / "german"
#: English words that are German words too.
_BOTH = {"status"}
FORMS = ("pdf", "html", "md", "txt")
#: What becomes of the claims between the editions.
CHANGES = {
    "claims/werk.yaml": (("14.3 billion", "15.1 billion"), ("value: 1427", "value: 1500")),
    "claims/kueche.yaml": (("measure: garantie, value: 10", "measure: garantie, value: 9"),),
    "statements.yaml": (("leiser.", "leiser als er."),),
}


def built(root: Path) -> Path:
    assert list(pipeline.build(pipeline.open_project(root), forms=FORMS))
    return root / "out" / "reiher"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(GERMAN, tmp_path_factory.mktemp("german") / "project")


@pytest.fixture(scope="module")
def texts(root: Path) -> dict[str, str]:
    """All that a reader of each form sees or hears, with plain spaces; before anything has changed."""
    out = built(root)
    return {form: said(out / f"kunde.{form}") for form in FORMS}


@pytest.fixture(scope="module")
def pdf(root: Path, texts: dict[str, str]) -> Path:
    """The edition that follows, after changes."""
    for name, pairs in CHANGES.items():
        path = root / "data" / "reiher" / name
        before = path.read_text()
        for old, new in pairs:
            assert old in before
            before = before.replace(old, new)
        path.write_text(before)
    return built(root) / "kunde.pdf"


def said(path: Path) -> str:
    if path.suffix in (".md", ".txt"):
        return " ".join(path.read_text().split())
    reading = read(path.read_bytes())
    asides = [aside.text for aside in reading.asides if not aside.kind.startswith("metadata")]
    labels = [label.text for picture in reading.pictures for label in picture.labels]
    alts = [picture.alt or "" for picture in reading.pictures]
    blocks = [block.text for block in (*reading.blocks, *reading.furniture)]
    return " ".join("\n".join((*blocks, *labels, *alts, *asides)).split())


@pytest.mark.parametrize(
    "printed",
    [
        "1.427",
        "42,8 %",
        "14,3 Milliarden $",
        "8. April 2026",
        "Ausgabe vom 8. April 2026",
        "20. Februar 2026",
        "9 oder 10 Monate (Quellen widersprechen sich)",
        "152 Sekunden",
        "rund 170",
        "liegt vor dem",
        "mehr als das Doppelte",
        "liegt er an erster Stelle",
        "47,0 % davon, also fast die Hälfte",
        "das 2,13-Fache",
        "„Der Reiher ist da“",
        "Zeile 7",
        "niedriger ist besser",
        "Beleg für diese Angabe",
        "Worauf jede Angabe beruht",
        "Datum",
    ],
)
def test_what_is_printed_is_german(texts: dict[str, str], printed: str) -> None:
    assert printed in texts["pdf"]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_words_numbers_and_dates_in_german(texts: dict[str, str], form: str) -> None:
    for printed in ("1.427", "42,8 %", "14,3 Milliarden $", "8. April 2026", "Ausgabe vom 8. April 2026", "Quellen"):
        assert printed in texts[form]
    assert english(texts[form]) == []


def test_most_of_the_catalogue_is_printed(texts: dict[str, str]) -> None:
    """So that a word which is not printed in German would be missed."""
    everything = " ".join(texts.values())
    german = [str(it.string) for it in messages(po("de")).values() if not it.pluralizable]
    told = [it for it in german if all(piece.strip() in everything for piece in re.split(r"{\w*}", it))]
    assert len(told) > 120


def test_what_changed_is_told_in_german(pdf: Path) -> None:
    told = said(pdf)
    for printed in (
        "Was sich seit der letzten Ausgabe geändert hat Verglichen mit der Ausgabe vom 8. April 2026 (",
        "Δ geändert seit der Ausgabe vom 8. April 2026.",
        "Geändert • Reiher: ",
        "15,1 Milliarden $ laut ",
        "; zuvor: 14,3 Milliarden $ laut ",
        "Nicht mehr umstritten • Reiher: ",
        "zuvor: 10 Monate laut Die Küche; 9 Monate laut Watvogel-Werk.",
        "In der Ausgabe vom 8. April 2026",
        "neu gefasst",
    ):
        assert printed in told
    assert english(told) == []
    assert audit.audit(pdf.read_bytes()).findings == ()


def test_mail_is_in_german() -> None:
    of = Correction("umsatz", (("2025-02-01-12345678", (3, 4), ("14,3",)), ("2025-01-01-12345678", (3,), ("14",))), ())
    letter = parcel(figures=(Figure("15,1", "Umsatz", "Werk"),), changes=("Umsatz",), title="Kocher", question="Gut?",
                    answer=("Ja.",), lang="de", reader="Kundschaft")  # fmt: skip
    german = replace(letter, language="de-AT", correction=of)
    linked, attached = Body(german, "https://example.org", "https://example.org", "bild"), Body(german, None, None)
    for message in (*map(body.text, (linked, attached)), *map(body.html, (linked, attached)), body.subject(german)):
        assert english(" ".join(re.sub(r"<[^>]*>", " ", message).split())) == []
    assert "stand: 14,3 (Seiten 3, 4)." in " ".join(body.text(linked).split())
    assert "stand: 14 (Seite 3)." in " ".join(body.text(linked).split())
    assert body.subject(german) == "Berichtigung: Kocher"


def english(text: str) -> list[str]:
    """The fixed words of ours that stand in a text in English; of those with room for something, the words around it."""
    words = {word for key, it in messages(po("de")).items() for word in _unlike(key[1:], it.string)}
    assert len(words) > 150
    return [word for word in sorted(words - _BOTH) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)]


def _unlike(texts: tuple[object, ...], german: object) -> set[str]:
    """The pieces of an English message around its placeholders that are no words of German in it."""
    pieces = {piece.strip(" .,:;()“”=-") for text in texts for piece in re.split(r"{\w*}", str(text))}
    return {piece for piece in pieces if len(piece) > 2 and piece not in str(german)}


def test_what_ends_in_a_full_stop_of_its_own_gets_no_second_one(texts: dict[str, str]) -> None:
    assert "Rang: 1. Reiher" in texts["pdf"]
    assert re.search(r"[^.\s]\.\.(?!\.)", texts["pdf"]) is None


def test_the_file_says_that_it_is_german(pdf: Path) -> None:
    with pikepdf.open(pdf) as opened:
        assert opened.Root.Lang == "de"
        assert "<rdf:li>de</rdf:li>" in opened.Root.Metadata.read_bytes().decode()
