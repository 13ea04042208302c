"""Every fixed word is in the catalogues, whole and as it is in the code; a page in German says it in German."""

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from briefing.base.translation import LOCALE, languages, translation
from briefing.dataset import numerals
from tests.composing import composed
from tests.projects import TINY

ROOT = Path(__file__).parent.parent
TEMPLATE = LOCALE / "messages.pot"
OTHERS = languages()[1:]
#: Messages that are number words: functions that know the fact print them, and nothing else does.
NUMBERS = frozenset({"number", "rank", "multiple", "fraction", "part of a year"})
_FUNCTIONS = {"_", "gettext", "ngettext", "pgettext", "npgettext", "gettext_noop"}


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_mo(file) if path.suffix == ".mo" else read_po(file)


def messages(path: Path) -> dict[tuple[str, ...], Message]:
    """The messages by context, text and plural, without the header."""
    found = (message for message in catalogue(path) if message.id)
    return {(_text(message.context), *_all(message.id)): message for message in found}


def _text(text: object) -> str:
    """A text as text: what is read of compiled catalogues is bytes in part."""
    return text.decode() if isinstance(text, bytes) else str(text or "")


def _all(text: object) -> tuple[str, ...]:
    return tuple(map(_text, text)) if isinstance(text, list | tuple) else (_text(text),)


def po(lang: str) -> Path:
    return LOCALE / lang / "LC_MESSAGES" / "messages.po"


def placeholders(text: str) -> tuple[str, ...]:
    return tuple(sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None))


def test_there_is_a_language_beside_english() -> None:
    assert languages() == ("en", "de")


def test_the_template_is_what_the_code_and_the_templates_say(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    found = tmp_path / "messages.pot"
    options = ["--mapping", "pyproject.toml", "--keyword", "gettext_noop", "--output", str(found)]
    CommandLineInterface().run(["pybabel", "--quiet", "extract", *options, "briefing", "templates"])  # type: ignore[no-untyped-call]
    assert len(messages(found)) > 150
    assert messages(found).keys() == messages(TEMPLATE).keys(), "run `make messages`"


def _said() -> Iterator[tuple[str, ...]]:
    """The texts that the code hands to gettext, those in f-strings too, which are not extracted before Python 3.12."""
    for path in (ROOT / "briefing").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = getattr(node.func, "attr", getattr(node.func, "id", "")) if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in _FUNCTIONS:
                yield tuple(it.value for it in node.args if isinstance(it, ast.Constant) and isinstance(it.value, str))


def test_no_text_of_the_code_is_missed() -> None:
    known = {tuple(part for part in key if part) for key in messages(TEMPLATE)}
    said = {texts for texts in _said() if texts}
    assert len(said) > 100
    assert said - known == set()


@pytest.mark.parametrize("lang", OTHERS)
def test_every_message_is_translated_with_the_same_placeholders(lang: str) -> None:
    found = messages(po(lang))
    assert found.keys() == messages(TEMPLATE).keys(), "run `make messages`"
    for key, message in found.items():
        assert not message.fuzzy, key
        forms = _all(message.string)
        assert len(forms) == (catalogue(po(lang)).num_plurals if message.pluralizable else 1), key
        assert all(form.strip() for form in forms), key
        assert {placeholders(form) for form in forms} == {placeholders(text) for text in _all(message.id)}, key


@pytest.mark.parametrize("lang", OTHERS)
def test_what_is_compiled_is_what_is_written(lang: str) -> None:
    written, compiled = messages(po(lang)), messages(po(lang).with_suffix(".mo"))
    assert {key: _all(it.string) for key, it in compiled.items()} == {
        key: _all(it.string) for key, it in written.items()
    }, "run `make messages`"
    assert translation(lang).gettext("Contents") == written["", "Contents"].string


@pytest.mark.parametrize("path", [TEMPLATE, *map(po, OTHERS)], ids=lambda path: path.parts[-3])
def test_no_page_prints_a_number_by_a_fixed_word(path: Path) -> None:
    for (context, *texts), message in messages(path).items():
        if context.partition(",")[0] not in NUMBERS:
            assert not [text for text in texts if numerals.literals(text)]
            assert not [said for said in _all(message.string) if numerals.literals(said, path.parts[-3])]


def test_a_language_without_words_of_its_own_gets_english() -> None:
    assert translation("fr").gettext("Contents") == "Contents"
    assert translation("de-AT").gettext("Contents") == translation("de_CH").gettext("Contents") == "Inhalt"


def test_plural_forms_go_by_the_language() -> None:
    said = [translation(lang).ngettext("{} source", "{} sources", n) for lang in ("en", "de") for n in (1, 2)]
    assert said == ["{} source", "{} sources", "{} Quelle", "{} Quellen"]


def test_a_german_audience_gets_german_words_numbers_and_dates(tmp_path: Path) -> None:
    audience = (TINY / "data/kettles/audiences/buyer.yaml").read_text() + "lang: de\n"
    html = composed(tmp_path, {"audiences/buyer.yaml": audience}).html
    assert '<html lang="de">' in html
    assert "Ausgabe vom" in html
    assert "2.\u00a0Mai 2025" in html
    assert "Was die Quellen nicht sagen" in html
