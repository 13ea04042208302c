"""The tables of every language are whole."""

import pytest

from briefing.dataset.values import Hedge
from briefing.wording.languages import LANGUAGES, Language, language

ENGLISH = LANGUAGES["en"]


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)
def test_no_table_lacks_a_word(words: Language) -> None:
    assert set(words.hedges) == set(Hedge) - {Hedge.NONE}
    assert (len(words.cardinals), len(words.ordinals)) == (13, 12)
    assert "other" in words.ordinal_signs
    for table in ("dates", "year_parts", "degrees", "fractions", "comparisons"):
        assert set(getattr(words, table)) == set(getattr(ENGLISH, table)), table


@pytest.mark.parametrize("words", LANGUAGES.values(), ids=LANGUAGES)
def test_every_phrase_has_room_for_what_is_put_in(words: Language) -> None:
    phrases = [words.tied, words.tied_sign, words.times, words.multiple, words.line, words.quoted]
    phrases += [*words.year_parts.values(), *words.degrees.values(), *words.ordinal_signs.values()]
    assert all(phrase.count("{}") == 1 for phrase in phrases)
    assert (words.span.count("{}"), words.lines.count("{}")) == (2, 2)


def test_tags_of_regions_and_unknown_languages() -> None:
    assert language("de-AT") is language("de_CH") is LANGUAGES["de"]
    assert language("xx") is ENGLISH
