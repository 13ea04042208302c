"""A long German word at the end of a line: divided where German divides it, read back whole, and proved."""

import shutil
from pathlib import Path

from briefing.building import pipeline
from briefing.pdf.readback import read
from briefing.review import audit

GERMAN = Path(__file__).parent / "fixtures" / "german"
STYLES = Path(__file__).parents[1] / "templates" / "styles"
SYLLABLES = "Ge-währ-leis-tungs-an-sprü-che"
LONG = SYLLABLES.replace("-", "")
HYPHENS = ("-", "\u2010", "\u00ad")


def lines_of(root: Path, style: str = "") -> tuple[list[str], str, bytes]:
    """The lines of a paragraph full of a long word and a number, its text, and the file; `style` comes last."""
    shutil.copytree(GERMAN, root, dirs_exist_ok=True)
    narrative = root / "data/reiher/narrative/kunde.md"
    words = "\n".join(f"{'Ein ' * few}{LONG} aus {{{{ n('reiher/laeden') }}}} Läden." for few in range(1, 9))
    narrative.write_text(f"{narrative.read_text()}\n\n{words}\n")
    (root / "templates/styles").mkdir(parents=True)
    (root / "templates/styles/evidence.css").write_text(f"{(STYLES / 'evidence.css').read_text()}\n{style}\n")
    assert list(pipeline.build(pipeline.open_project(root)))
    pdf = (root / "out/reiher/kunde.pdf").read_bytes()
    (block,) = (block for block in read(pdf).blocks if LONG in block.text)
    lines: dict[tuple[int, float], str] = {}
    for span in block.spans:
        line = span.run.box.page, span.run.baseline
        lines[line] = lines.get(line, "") + span.run.text
    return list(lines.values()), block.text, pdf


def test_a_long_word_is_divided_where_german_divides_it_and_still_proved(tmp_path: Path) -> None:
    lines, text, pdf = lines_of(tmp_path)
    assert text.count(LONG) == 8  # no hyphen is read in any of them
    parts = [line[:-1].split()[-1] for line in lines if line.endswith(HYPHENS)]
    assert parts
    syllables = SYLLABLES.split("-")
    assert set(parts) <= {"".join(syllables[:few]) for few in range(1, len(syllables))}
    assert audit.audit(pdf).findings == ()


def test_the_same_word_is_whole_where_nothing_may_be_divided(tmp_path: Path) -> None:
    lines, text, _ = lines_of(tmp_path, "body { hyphens: manual }")
    assert text.count(LONG) == 8
    assert not [line for line in lines if line.endswith(HYPHENS)]
