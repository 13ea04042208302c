"""The words that a claim quotes from its source in; whether they say its value out."""

from fractions import Fraction

from briefing.dataset import numerals
from briefing.dataset.facts import Claim, Dataset
from briefing.dataset.model import Source
from briefing.dataset.page import plain_signs
from briefing.dataset.values import PartialDate, Quantity, Term


def language_of(source: Source, dataset: Dataset) -> str:
    """What a source is written in: its own language, else that of all audiences, else English."""
    spoken = {audience.lang for audience in dataset.audiences.values()}
    return source.lang or (spoken.pop() if len(spoken) == 1 else "en")


def gives(words: str, claim: Claim, lang: str = "en") -> bool:
    """Whether `words`, in a language, say the value: its number, its date, or, for a term, anything."""
    value = claim.value
    if isinstance(value, Term):
        return True
    if isinstance(value, PartialDate):
        return any(dated.date == value.text for dated in numerals.dates(plain_signs(words)))
    low, high = value.interval()
    said = numerals.readings(words, lang)
    said |= {100 * number for number in said if 0 < number < 1}  # "half" for 50%
    exact = {Fraction(value.number), abs(Fraction(value.number))}  # "fell by 3" for -3
    endless = (number for number in said if not _is_decimal(number))  # "a third" for 33%
    return bool(said & exact) or any(low <= number and (high is None or number <= high) for number in endless)


def _is_decimal(number: Fraction) -> bool:
    """Whether it can be written in full with decimals."""
    rest = number.denominator
    for factor in (2, 5):
        while rest % factor == 0:
            rest //= factor
    return rest == 1


def shown(claim: Claim) -> str:
    """The value of a claim as messages name it."""
    return numerals.plain(claim.value.number) if isinstance(claim.value, Quantity) else f"`{claim.value}`"
