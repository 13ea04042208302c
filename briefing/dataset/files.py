"""Which files a project has, and which records stand in each: an explicit table for loading and the JSON Schema."""

from collections.abc import Mapping
from typing import Literal, TypeVar, get_args

from pydantic import Field

from briefing.base.folders import BRAND_FILE, DELIVERY_FILE, SETTINGS_FILE
from briefing.dataset.brand import Brand
from briefing.dataset.mailing import Mailing, Recipients
from briefing.dataset.model import (
    Audience,
    ClaimEntry,
    Event,
    Gap,
    Measure,
    Qualifier,
    SetAside,
    Source,
    Statement,
    Subject,
    Topic,
    Unit,
)
from briefing.dataset.record import Forms, Record, Text
from briefing.dataset.specs import ChartSpec, TableSpec
from briefing.dataset.translations import Translation

R = TypeVar("R", bound=Record)
#: A record, or one record for each `kind`.
Shape = type[R] | Mapping[str, type[R]]


class Settings(Record):
    """`briefing.yaml`: where the folders of a project are, seen from its root, and what is built."""

    data: Text = Field(default="data", description="the folder of topics")
    templates: Text = Field(
        default="templates", description="the folder of templates, which override the packaged ones"
    )
    out: Text = Field(default="out", description="the folder that is built into")
    stale: Literal["warn", "fail", "ignore"] = Field(
        default="warn", description="what a fact that is out of date is: a warning, an error, or nothing"
    )
    to: Forms = Field(default=("pdf",), min_length=1, description="what `build` makes where `--to` names nothing else")


def by_kind(union: object) -> dict[str, type[Record]]:
    """The records of a union such as `ChartSpec`, by their `kind`."""
    members = get_args(get_args(union)[0])
    return {get_args(member.model_fields["kind"].annotation)[0]: member for member in members}


CHARTS = by_kind(ChartSpec)
TABLES = by_kind(TableSpec)

#: File or pattern, under the topic's folder, to the lists in it.
LISTS: Mapping[str, Mapping[str, Shape[Record]]] = {
    "sources.yaml": {"sources": Source},
    "subjects.yaml": {"subjects": Subject},
    "measures.yaml": {"units": Unit, "qualifiers": Qualifier, "measures": Measure},
    "claims/*.yaml": {"claims": ClaimEntry, "set_aside": SetAside},
    "events.yaml": {"events": Event},
    "statements.yaml": {"statements": Statement},
    "gaps.yaml": {"gaps": Gap},
    "charts.yaml": {"charts": CHARTS},
    "tables.yaml": {"tables": TABLES},
}
#: Files that are one record.
SINGLE: Mapping[str, type[Record]] = {
    "topic.yaml": Topic,
    "audiences/*.yaml": Audience,
    "translations/*.yaml": Translation,
}
#: Files of the project that are one record, and are in no topic.
PROJECT: Mapping[str, type[Record]] = {
    SETTINGS_FILE: Settings,
    BRAND_FILE: Brand,
    DELIVERY_FILE: Mailing,
    "recipients.yaml": Recipients,
}
REQUIRED = ("topic.yaml", "sources.yaml", "subjects.yaml", "measures.yaml")
NARRATIVES = "narrative/*.md"
#: Files that may be large; few of the places in them are ever asked for.
LARGE = ("claims/*.yaml",)
#: Keys of a file that are no lists: the source of all its claims.
HEADS: Mapping[str, tuple[str, ...]] = {"claims/*.yaml": ("source",)}
