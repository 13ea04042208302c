"""Numbers, dates and lists as a language writes them: values go in, words come out. The one owner of Babel's formats.

Never more digits than were written. A number keeps its scale word where it was written with one, and a no-break
space binds it to its unit.
"""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal, get_currency_symbol

from briefing.dataset.model import Unit
from briefing.dataset.values import Hedge, PartialDate, Quantity
from briefing.wording.languages import Language, language

NBSP = "\u00a0"
_locale = cache(Locale.parse)
#: How many numbers and dates are kept as they are written: one that is printed is looked for on every page.
_KEPT = 10_000


# --- numbers --------------------------------------------------------------------------------------------------


def number(value: Decimal, lang: str = "en") -> str:
    """The digits as written: "1,427", "16.10", "58 million"; the minus sign is a true one."""
    return _number(str(value), lang)  # as text, for equal numbers may have been written with other digits


@lru_cache(maxsize=_KEPT)
def _number(written: str, lang: str) -> str:
    value, words = Decimal(written), language(lang)
    with localcontext(prec=max(28, 2 * len(f"{value:f}"))):  # the usual 28 digits would round a longer number
        scale, power = _scale(value, words) if Quantity(value).exponent >= 3 else ("", 0)
        scaled = abs(value).scaleb(-power)
        pattern = "#,##0." + "0" * -Quantity(scaled).exponent
        digits = format_decimal(
            scaled, format=pattern.rstrip("."), locale=_locale(words.locale), decimal_quantization=False
        )
    return f"{'−' if value < 0 else ''}{digits}{NBSP + scale if scale else ''}"


def _scale(value: Decimal, words: Language) -> tuple[str, int]:
    """The greatest scale word of the language that the number reaches, and its power of ten."""
    powers = [power for power in (3, 6, 9, 12) if abs(value) >= Decimal(1).scaleb(power)]
    if not powers:
        return "", 0
    locale = _locale(words.locale)
    forms = locale.compact_decimal_formats["long"]
    form = locale.plural_form(abs(value).scaleb(-powers[-1]))
    patterns = forms.get(form, forms["other"])
    return str(patterns[str(10 ** powers[-1])].suffix[0]).strip(), powers[-1]


def quantity(
    value: Quantity,
    unit: Unit | None,
    lang: str = "en",
    *,
    with_unit: bool = True,
    with_hedge: bool = True,
    signed: bool = False,
) -> str:
    """A number with its unit and hedge: "about 9%", "$14.3 billion", "58 million output tokens".

    Without `with_unit` the unit's word goes; a sign such as % or $ stays. With `signed` a gain carries a plus.
    """
    digits = _with_sign(value.number, unit, lang)
    if signed and value.number > 0:
        digits = f"+{digits}"
    word = unit_word(value.number, unit, lang) if with_unit else ""
    return hedged(f"{digits}{NBSP + word if word else ''}", value.hedge if with_hedge else Hedge.NONE, lang)


def _with_sign(value: Decimal, unit: Unit | None, lang: str) -> str:
    """The digits with the sign of a percentage, currency or other unit, set as the language sets it."""
    digits, minus = number(abs(value), lang), "−" if value < 0 else ""
    locale = _locale(language(lang).locale)
    if unit and unit.currency:
        symbol, pattern = currency_sign(unit.currency, lang), locale.currency_formats["standard"].pattern
        return minus + (f"{symbol}{digits}" if pattern.startswith("¤") else f"{digits}{NBSP}{symbol}")
    if unit and unit.symbol == "%":
        return minus + digits + str(locale.percent_formats[None].suffix[0])
    return minus + digits + (unit.symbol if unit else "")


def currency_sign(code: str, lang: str = "en") -> str:
    """The sign of a currency such as `EUR`, else its code."""
    return str(get_currency_symbol(code, _locale(language(lang).locale)))


def unit_word(value: Decimal, unit: Unit | None, lang: str = "en") -> str:
    """The unit's word as the number asks for it: "month", "months"; empty for a unit that is a sign."""
    if unit is None or unit.symbol or unit.currency:
        return ""
    single = _locale(language(lang).locale).plural_form(abs(value)) == "one"
    return (unit.one or unit.other) if single else unit.other


def hedged(text: str, hedge: Hedge, lang: str = "en") -> str:
    """The text with the words of a hedge around it: "about 9%"."""
    return language(lang).hedges[hedge].format(text) if hedge else text


def cardinal(count: int, lang: str = "en") -> str:
    """A count in words up to twelve, in digits above."""
    words = language(lang).cardinals
    return words[count] if 0 <= count < len(words) else number(Decimal(count), lang)


def ordinal(place: int, lang: str = "en", *, tied: bool = False) -> str:
    """A place in words up to twelve, in digits above: "fourth", "joint fourth", "13th"."""
    words = language(lang)
    text = words.ordinals[place - 1] if 0 < place <= len(words.ordinals) else ordinal_sign(place, lang)
    return words.tied.format(text) if tied else text


def ordinal_sign(place: int, lang: str = "en", *, tied: bool = False) -> str:
    """A place in digits: "4th", "=4th"."""
    words = language(lang)
    form = _locale(words.locale).ordinal_form(place)
    text = words.ordinal_signs.get(form, words.ordinal_signs["other"]).format(number(Decimal(place), lang))
    return words.tied_sign.format(text) if tied else text


# --- dates and lists ------------------------------------------------------------------------------------------


@lru_cache(maxsize=_KEPT)
def date(value: PartialDate, lang: str = "en", *, with_hedge: bool = True) -> str:
    """A date as precise as written: "8 April 2026", "April 2026", "summer 2025", "third quarter of 2023"."""
    words = language(lang)
    year, _, part = value.text.partition("-")
    if part and not part[0].isdigit():
        text = words.year_parts[part].format(year)
    elif len(part) > 2:
        text = format_date(value.first, format="long", locale=_locale(words.prose_locale)).replace(" ", NBSP, 1)
    else:
        text = format_skeleton("yMMMM" if part else "y", value.first, locale=_locale(words.prose_locale))
    return hedged(text, value.hedge if with_hedge else Hedge.NONE, lang)


def either(items: Sequence[str], lang: str = "en") -> str:
    """The items as "a, b or c"."""
    return format_list(list(items), style="or", locale=_locale(language(lang).prose_locale))
