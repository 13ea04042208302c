"""Codes that the world has agreed on: the tag of a language (BCP 47) or a currency (ISO 4217) in; what it should be out.

Which there are comes from Unicode's locale data. A tag is wanted as it is mostly written: `de`, `pt-BR`, `zh-Hans`.
"""

from functools import cache

LANG_PATTERN = r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?(?:-[0-9A-Za-z]{1,8})*$"
CURRENCY_PATTERN = r"^[A-Z]{3}$"


def language_mistake(tag: str) -> str | None:
    """What to do where `tag` is not that of a language; None where it is."""
    from babel.core import parse_locale  # here, because many commands read no tag

    names = _names()
    try:
        language, region, script, *_ = parse_locale(tag.replace("_", "-"), sep="-")
    except ValueError:
        language, region, script = tag.lower(), None, None
    usual = "-".join(part for part in (language, script, region) if part)
    if language in names.values() and _is_place(script, region):
        return None if tag == usual or tag.startswith(f"{usual}-") else f"did you mean `{usual}`?"
    named = names.get(tag.lower())
    return f"did you mean `{named}`?" if named else "give the tag of a language, such as `de` or `pt-BR`"


def currency_mistake(code: str) -> str | None:
    """What to do where `code` is not that of a currency; None where it is."""
    from babel.numbers import list_currencies  # here, because many commands read no currency

    known = list_currencies()
    if code in known:
        return None
    usual = code.strip().upper()
    return f"did you mean `{usual}`?" if usual in known else "give the three letters of a currency, such as `EUR`"


@cache
def _names() -> dict[str, str]:
    """The tags of languages by their English names, and by themselves."""
    from babel import Locale

    known = Locale("en").languages
    return {**{name.lower(): tag for tag, name in known.items()}, **{tag: tag for tag in known}}


def _is_place(script: str | None, region: str | None) -> bool:
    from babel import Locale

    known = Locale("en")
    return (script is None or script in known.scripts) and (region is None or region in known.territories)
