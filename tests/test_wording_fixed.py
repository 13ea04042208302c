import ast
import re
from pathlib import Path

import pytest

from briefing.pdf.tags import _LINKS, _WEB
from briefing.wording.fixed import _GERMAN, fixed
from tests.composing import TEMPLATES, composed
from tests.projects import TINY

ROOMS = Path(__file__).parents[1] / "briefing" / "document"


def used() -> set[str]:
    """Every fixed text that a template or a room of `document/` asks for by itself."""
    pages = (re.findall(r'_\("([^"]+)"\)', path.read_text()) for path in TEMPLATES.rglob("*.j2"))
    rooms = (ast.walk(ast.parse((ROOMS / name).read_text())) for name in ("compose.py", "exhibits.py", "sections.py"))
    calls = (node for room in rooms for node in room if isinstance(node, ast.Call))
    named = (call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr in ("_fixed", "_heads"))
    texts = {argument.value for call in named for argument in call.args if isinstance(argument, ast.Constant)}
    return {text for page in pages for text in page} | {str(text) for text in texts} | {_WEB, *(it[1] for it in _LINKS)}


def test_every_fixed_text_has_its_german() -> None:
    assert len(used()) > 30
    assert used() - _GERMAN.keys() == set()


@pytest.mark.parametrize("text", sorted(_GERMAN))
def test_no_fixed_text_has_a_number(text: str) -> None:
    from briefing.dataset import numerals

    assert not numerals.literals(text)


def test_a_language_without_words_of_its_own_gets_english() -> None:
    assert fixed("Contents", "fr") == "Contents"
    assert fixed("Contents", "de-AT") == "Inhalt"


def test_a_german_audience_gets_german_words_numbers_and_dates(tmp_path: Path) -> None:
    audience = (TINY / "data/kettles/audiences/buyer.yaml").read_text() + "lang: de\n"
    html = composed(tmp_path, {"audiences/buyer.yaml": audience}).html
    assert '<html lang="de">' in html
    assert "Ausgabe vom" in html
    assert "2.\u00a0Mai 2025" in html
    assert "Was die Quellen nicht sagen" in html
