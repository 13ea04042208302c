"""Values as a source wrote them: quantities with their precision and hedge, partial dates, terms.

Each value covers an interval: what the writer may have meant. Two values agree when their intervals meet.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Hedge(StrEnum):
    """How a source softened a number; the empty hedge means it gave the number bare."""

    NONE = ""
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at least"
    UNDER = "under"
    UP_TO = "up to"


#: The share by which a hedged number may miss what was meant ("about 9" covers 8.1 to 9.9). A convention of this
#: project: hedge words have no exact width, and a tenth keeps "nearly triple" from meaning 2.5.
LOOSENESS = Fraction(1, 10)

SCALE_WORDS = {"thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_QUANTITY = re.compile(
    r"(?P<number>[-−]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[-−]?\d+(?:\.\d+)?)(?: (?P<scale>thousand|million|billion|trillion))?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as precise as written: the exponent of `number` is the place of its last written digit.

    `Decimal("14.3E+9")` is "14.3 billion", known to a tenth of a billion.
    """

    number: Decimal
    hedge: Hedge = Hedge.NONE

    @property
    def exponent(self) -> int:
        """The power of ten of the last written digit."""
        exponent = self.number.as_tuple().exponent
        assert isinstance(exponent, int)  # parse() lets only finite numbers in
        return exponent

    @property
    def digits(self) -> int:
        """The count of significant digits as written, at least 1."""
        return len(self.number.as_tuple().digits)

    def interval(self) -> tuple[Fraction, Fraction | None]:
        """What the writer may have meant, low to high; high None means no upper end was given."""
        centre = Fraction(self.number)
        half = Fraction(Decimal(1).scaleb(self.exponent)) / 2
        loose = max(half, abs(centre) * LOOSENESS)
        match self.hedge:
            case Hedge.ABOUT:
                return centre - loose, centre + loose
            case Hedge.NEARLY:
                return centre - loose, centre
            case Hedge.OVER | Hedge.AT_LEAST:
                return centre, None
            case Hedge.UNDER | Hedge.UP_TO:
                return min(Fraction(0), centre), centre
            case _:
                return centre - half, centre + half

    def __str__(self) -> str:
        return f"{self.hedge} {self.number}".strip()


def parse_quantity(written: int | Decimal | str, hedge: Hedge = Hedge.NONE) -> Quantity | None:
    """A quantity from a YAML scalar: `52`, `42.50`, `"1,427"` or `14.3 billion`; None where it is not one."""
    if isinstance(written, bool):
        return None
    if isinstance(written, int | Decimal):
        number = Decimal(written)
        return Quantity(number, hedge) if number.is_finite() else None
    match = _QUANTITY.fullmatch(written.strip())
    if not match:
        return None
    digits = match["number"].replace(",", "").replace("−", "-")
    power = SCALE_WORDS.get(match["scale"] or "", 0)
    return Quantity(Decimal(f"{digits}e{power}"), hedge)  # `scaleb` would round to 28 digits


_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<part>\d{2}(?:-\d{2})?|Q[1-4]|[a-z]+))?")
#: Northern meteorological seasons, and thirds of a year for "early", "mid" and "late": first and last month.
_PARTS = {
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11),
    "early": (1, 4), "mid": (5, 8), "late": (9, 12),
    "Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as written: `2026-04-08`, `2026-04`, `2025`, `2023-Q3`, `2025-summer`, `2026-early`."""

    text: str
    first: date
    last: date
    hedge: Hedge = Hedge.NONE

    def interval(self) -> tuple[Fraction, Fraction | None]:
        """First and last day as ordinals; `about` widens by a month on either side."""
        slack = 31 if self.hedge in (Hedge.ABOUT, Hedge.NEARLY) else 0
        return Fraction(self.first.toordinal() - slack), Fraction(self.last.toordinal() + slack)

    def __str__(self) -> str:
        return f"{self.hedge} {self.text}".strip()


def parse_date(written: int | Decimal | str, hedge: Hedge = Hedge.NONE) -> PartialDate | None:
    """A partial date from a YAML scalar, or None where it is not a possible date."""
    match = None if isinstance(written, bool) else _DATE.fullmatch(str(written))
    if not match:
        return None
    year, part = int(match["year"]), match["part"]
    try:
        first, last = _span(year, part)
    except (ValueError, KeyError):
        return None
    return PartialDate(str(written), first, last, hedge)


def _span(year: int, part: str | None) -> tuple[date, date]:
    if part is None:
        return date(year, 1, 1), date(year, 12, 31)
    if part[0].isdigit() and len(part) == 5:
        day = date(year, int(part[:2]), int(part[3:]))
        return day, day
    start, end = (int(part), int(part)) if part[0].isdigit() else _PARTS[part]
    return date(year, start, 1), date(year, end, monthrange(year, end)[1])


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a measure's closed vocabulary, such as `proprietary`."""

    id: str

    def __str__(self) -> str:
        return self.id


Value = Quantity | PartialDate | Term


def agree(one: Value, other: Value) -> bool:
    """Whether two values can both be right: equal terms, or intervals that meet.

    Intervals of two different numbers that only touch do not meet: what was rounded to 52 and what was rounded to 53
    are two numbers.
    """
    if isinstance(one, Term) or isinstance(other, Term):
        return one == other
    (low, high), (other_low, other_high) = one.interval(), other.interval()
    if isinstance(one, Quantity) and isinstance(other, Quantity) and one.number != other.number:
        return (high is None or other_low < high) and (other_high is None or low < other_high)
    return (high is None or other_low <= high) and (other_high is None or low <= other_high)
