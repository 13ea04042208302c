"""What all authored records share: strict types with readable refusals, and the place they were read from.

The types are those of the file format: their JSON Schema is what editors use.
"""

import re
from decimal import Decimal
from typing import Annotated, Literal, LiteralString, get_args

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    InstanceOf,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema, WithJsonSchema
from pydantic_core import PydanticCustomError

from briefing.dataset import codes
from briefing.dataset.places import NOWHERE, Located, Spot, Step
from briefing.dataset.values import parse_date
from briefing.diagnostics import Place


def _line_range(value: object) -> object:
    """`12` or `12-14` to (first, last), both from 1."""
    match = re.fullmatch(r"(\d+)(?:-(\d+))?", str(value)) if isinstance(value, int | str) else None
    if isinstance(value, bool) or not match:
        raise PydanticCustomError("bad_lines", "a line number or a range such as 12-14 is wanted")
    first, last = int(match[1]), int(match[2] or match[1])
    if not 1 <= first <= last:
        raise PydanticCustomError("bad_lines", "lines run from a first line, at least 1, to a last line not before it")
    return first, last


def _partial_date(value: object) -> object:
    if not isinstance(value, int | str) or parse_date(value) is None:
        raise PydanticCustomError("impossible_date", "not a possible date")
    return str(value)


def _language(value: str) -> str:
    return _coded("not_a_language", value, codes.language_mistake(value))


def _currency(value: str) -> str:
    return _coded("not_a_currency", value, codes.currency_mistake(value))


def _coded(kind: LiteralString, value: str, advice: str | None) -> str:
    if advice:
        raise PydanticCustomError(kind, "{advice}", {"advice": advice})
    return value


def _several(value: object) -> object:
    """One text is a list of one, and so is a number that should be one: it is told as what is no text."""
    return (value,) if isinstance(value, str | int | Decimal) else value


ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
CLAIM_ID_PATTERN = r"^[a-z0-9][a-z0-9/-]*$"
FACT_ID_PATTERN = r"^[a-z0-9-]+(?:/[a-z0-9-]+)+$"
Id = Annotated[
    str,
    Field(pattern=ID_PATTERN, description="a stable name: lower-case words joined by hyphens"),
]
Text = Annotated[str, Field(min_length=1)]
#: A language as BCP 47 tags it: `de`, `pt-BR`.
Lang = Annotated[
    str,
    AfterValidator(_language),
    WithJsonSchema(
        {"type": "string", "pattern": codes.LANG_PATTERN, "description": "the tag of a language, such as pt-BR"}
    ),
]
#: A currency as ISO 4217 codes it: `EUR`.
Currency = Annotated[
    str, AfterValidator(_currency), WithJsonSchema({"type": "string", "pattern": codes.CURRENCY_PATTERN})
]
#: Text that is a Jinja template: numbers come through its functions only.
Prose = Annotated[str, Field(min_length=1, description="text; numbers only through functions, as in narratives")]
Scalar = Annotated[int | Decimal | str, WithJsonSchema({"type": ["number", "string"]})]
Lines = Annotated[
    tuple[int, int],
    BeforeValidator(_line_range),
    WithJsonSchema({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "string", "pattern": r"^\d+-\d+$"}]}),
]
DateText = Annotated[str, BeforeValidator(_partial_date), WithJsonSchema({"type": ["string", "integer"]})]
#: How long something holds: `30 days`, `6 months`.
Age = Annotated[str, Field(pattern=r"^[1-9]\d{0,2} (?:day|week|month|year)s?$")]
_ONE_OR_MORE = WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]})
Ids = Annotated[tuple[Id, ...], BeforeValidator(_several), _ONE_OR_MORE]
#: What a briefing can be built to.
Form = Literal["pdf", "html", "md", "txt"]
Forms = Annotated[
    tuple[Form, ...],
    BeforeValidator(_several),
    WithJsonSchema(
        {"anyOf": [{"enum": list(get_args(Form))}, {"type": "array", "items": {"enum": list(get_args(Form))}}]}
    ),
]
Texts = Annotated[tuple[Text, ...], BeforeValidator(_several), _ONE_OR_MORE]
#: Qualifier names to the values that hold: `{by: vendor, mode: thinking}`.
Qualifiers = dict[Id, Id]
#: The id of a fact: `subject/measure` and the values of its qualifiers in the measure's order, joined by `/`.
FactId = Annotated[str, Field(pattern=FACT_ID_PATTERN)]


class Record(BaseModel):
    """What all authored records share: strict, frozen, no unknown keys, and where they stand."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)

    #: Where this record and all that is in it stands, if it was read from a file.
    spot: SkipJsonSchema[InstanceOf[Spot] | None] = Field(default=None, exclude=True, repr=False)

    @model_validator(mode="before")
    @classmethod
    def _locate(cls, data: object) -> object:
        """Note where a mapping that was read from a file stands."""
        return {**data, "spot": data.spot} if isinstance(data, Located) and "spot" not in data else data

    @property
    def place(self) -> Place:
        """Where the record stands."""
        return self.spot.at() if self.spot else NOWHERE

    def at(self, *path: Step) -> Place:
        """Where the value at `path` stands, such as `at("title")` or `at("rows", 2, "measure")`; else the record."""
        return self.spot.at(*path) if self.spot else NOWHERE

    def key_at(self, *path: Step) -> Place:
        """Where the key at the end of `path` stands; else what `at` gives."""
        return self.spot.key(*path) if self.spot else NOWHERE
