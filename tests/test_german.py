"""A topic in German, built for real and read back: words, numbers, dates and lists are German, and no fixed word is not."""

import re
import shutil
from pathlib import Path

import pikepdf
import pytest

from briefing import audit, pipeline
from briefing.pdf.readback import read
from briefing.proof.reading import Reading
from tests.test_translation import messages, po

GERMAN = Path(__file__).parent / "fixtures" / "german"
#: English words that are German words too.
_BOTH = {"status"}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("german")
    shutil.copytree(GERMAN, root, dirs_exist_ok=True)
    assert list(pipeline.build(pipeline.open_project(root)))
    return root / "out" / "reiher" / "kunde.pdf"


@pytest.fixture(scope="module")
def reading(pdf: Path) -> Reading:
    return read(pdf.read_bytes())


@pytest.fixture(scope="module")
def text(reading: Reading) -> str:
    """All that a reader sees or hears, with plain spaces."""
    asides = [aside.text for aside in reading.asides if not aside.kind.startswith("metadata")]
    labels = [label.text for picture in reading.pictures for label in picture.labels]
    blocks = [block.text for block in (*reading.blocks, *reading.furniture)]
    return " ".join("\n".join((*blocks, *labels, *asides)).split())


def test_the_proof_holds(pdf: Path) -> None:
    assert audit.audit(pdf.read_bytes()).findings == ()


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
def test_what_is_printed_is_german(text: str, printed: str) -> None:
    assert printed in text


def test_no_fixed_word_is_left_in_english(text: str) -> None:
    """Word for word; a message with room for something has its words looked for in pieces."""
    english = {word for key, it in messages(po("de")).items() for word in _unlike(key[1:], it.string)}
    assert len(english) > 150
    assert [word for word in sorted(english - _BOTH) if re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text)] == []


def _unlike(texts: tuple[object, ...], german: object) -> set[str]:
    """The pieces of an English message around its placeholders that are no words of German in it."""
    pieces = {piece.strip(" .,:;()“”=-") for text in texts for piece in re.split(r"{\w*}", str(text))}
    return {piece for piece in pieces if len(piece) > 2 and piece not in str(german)}


def test_what_ends_in_a_full_stop_of_its_own_gets_no_second_one(text: str) -> None:
    assert "Rang: 1. Reiher" in text
    assert re.search(r"[^.\s]\.\.(?!\.)", text) is None


def test_the_file_says_that_it_is_german(pdf: Path) -> None:
    with pikepdf.open(pdf) as opened:
        assert opened.Root.Lang == "de"
        assert "<rdf:li>de</rdf:li>" in opened.Root.Metadata.read_bytes().decode()


def test_what_changed_is_told_in_german(pdf: Path, tmp_path: Path) -> None:
    shutil.copytree(GERMAN, tmp_path, dirs_exist_ok=True)
    claims = tmp_path / "data" / "reiher" / "claims"
    said = (claims / "kueche.yaml").read_text().replace("reiher: 152", "reiher: 158")
    (claims / "kueche.yaml").write_text(said.replace("value: 10}", "value: 9}"))
    first = tmp_path / "out" / "reiher" / "kunde.pdf"
    first.parent.mkdir(parents=True)
    shutil.copy(pdf, first)
    (edition,) = pipeline.build(pipeline.open_project(tmp_path))
    told = " ".join(" ".join(block.text.split()) for block in read(edition.briefings[0].pdf).blocks)
    for printed in (
        "Was sich seit der letzten Ausgabe geändert hat Verglichen mit der Ausgabe vom 8. April 2026 (",
        "Δ geändert seit der Ausgabe vom 8. April 2026.",
        "Geändert • Reiher: ",
        "158 Sekunden laut ",
        "; zuvor: 152 Sekunden laut ",
        "Nicht mehr umstritten • Reiher: ",
        "zuvor: 10 Monate laut Die Küche; 9 Monate laut Watvogel-Werk.",
        "In der Ausgabe vom 8. April 2026",
    ):
        assert printed in told
    assert audit.audit(edition.briefings[0].pdf).findings == ()
