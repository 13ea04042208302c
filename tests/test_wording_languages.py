"""The words of every language are whole."""

import pytest

from briefing.base.translation import languages
from briefing.dataset.values import Hedge
from briefing.wording.languages import Language, language

ENGLISH = language("en")


@pytest.mark.parametrize("lang", languages())
def test_no_phrase_is_like_another(lang: str) -> None:
    words: Language = language(lang)
    assert set(words.hedges) == set(Hedge) - {Hedge.NONE}
    assert (len(set(words.cardinals)), len(set(words.ordinals))) == (13, 12)
    for table in ("hedges", "year_parts", "degrees", "fractions", "comparisons", "multiples"):
        said = getattr(words, table)
        assert len(set(said.values())) == len(said), table


def test_an_english_hedge_is_the_word_that_datasets_are_written_with() -> None:
    assert all(said == f"{hedge.value} {{}}" for hedge, said in ENGLISH.hedges.items())


def test_tags_of_regions_and_unknown_languages() -> None:
    assert language("de-AT") is language("de_CH") is language("de")
    assert language("de").locale == "de"
    assert language("xx") == ENGLISH
