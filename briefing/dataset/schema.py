"""The file format as one JSON Schema (2020-12), made from the records: what editors complete and check with.

One schema serves every file of a project: its `oneOf` tells them apart by their outer keys. `$defs` holds one schema
for each kind of file, by the file's name or pattern, and one for each record.
"""

from typing import Any

from pydantic.json_schema import models_json_schema

from briefing.dataset.files import HEADS, LISTS, PROJECT, SINGLE, Shape
from briefing.dataset.record import ID_PATTERN, Record

Schema = dict[str, Any]


def schema() -> Schema:
    """The JSON Schema of all files."""
    singles: dict[str, type[Record]] = {**SINGLE, **PROJECT}
    models = [
        *singles.values(),
        *(model for lists in LISTS.values() for shape in lists.values() for model in _all(shape)),
    ]
    _, made = models_json_schema([(model, "validation") for model in models])
    records: Schema = made["$defs"]
    records["Audience"]["required"].remove("id")  # the name of the file is the id
    files = {name: _ref(model.__name__) for name, model in singles.items()}
    files |= {name: _file(name) for name in LISTS}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A file of a briefing project",
        "oneOf": [_ref(name) for name in files],
        "$defs": {**files, **records},
    }


def _file(name: str) -> Schema:
    """A file of lists: a mapping with one or more of them and no other keys."""
    lists = {key: {"type": "array", "items": _items(shape)} for key, shape in LISTS[name].items()}
    heads = {key: {"type": "string", "pattern": ID_PATTERN} for key in HEADS.get(name, ())}
    return {
        "title": name,
        "type": "object",
        "properties": {**heads, **lists},
        "anyOf": [{"required": [key]} for key in lists],
        "additionalProperties": False,
    }


def _items(shape: Shape[Record]) -> Schema:
    models = _all(shape)
    return _ref(models[0].__name__) if len(models) == 1 else {"oneOf": [_ref(model.__name__) for model in models]}


def _all(shape: Shape[Record]) -> list[type[Record]]:
    return [shape] if isinstance(shape, type) else list(shape.values())


def _ref(name: str) -> Schema:
    """A reference to a definition; `/` in a name is escaped as JSON Pointer asks."""
    return {"$ref": "#/$defs/" + name.replace("~", "~0").replace("/", "~1")}
