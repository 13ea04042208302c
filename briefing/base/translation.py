"""Fixed words in the language of a reader: the tag of a language goes in, its gettext translations come out.

English is written where it is used; the catalogues in `locale/` hold the other languages (`make messages`). None of the
words is a number word that a page prints: each number on a page comes from a fact.
"""

from functools import cache
from gettext import NullTranslations
from gettext import translation as find
from pathlib import Path

LOCALE = Path(__file__).parents[1] / "locale"
#: The language of the texts in the code.
SOURCE = "en"


def tag(lang: str) -> str:
    """The language of a tag without its region: `de` for `de-AT`."""
    return lang.replace("_", "-").split("-")[0].lower()


@cache
def languages() -> tuple[str, ...]:
    """The tags of the languages that there are words in."""
    return SOURCE, *sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/messages.mo"))


@cache
def translation(lang: str) -> NullTranslations:
    """The translations into the language of a tag such as `de` or `de-AT`; the English texts where it has none."""
    return find("messages", LOCALE, [tag(lang)], fallback=True)


def gettext_noop(message: str) -> str:
    """The message as it is: one that goes into the catalogues here and is translated where the language is known."""
    return message
