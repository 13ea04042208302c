"""The JSON Schema is held against real files by a small validator that knows the keywords it uses."""

import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from briefing.dataset import yamlfile
from briefing.dataset.schema import schema
from tests.projects import TINY

SCHEMA = schema()
FILES = sorted(TINY.rglob("*.yaml"))
IGNORED = {"title", "description", "default", "$schema", "$defs", "discriminator"}
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": tuple,
    "string": str,
    "integer": int,
    "number": (int, Decimal),
    "boolean": bool,
    "null": type(None),
}


def wrong(value: Any, rule: Mapping[str, Any]) -> Iterator[str]:
    """What of `rule` the value breaks; an unknown keyword is an error."""
    for keyword, wanted in rule.items():
        if keyword not in IGNORED and not KEYWORDS[keyword](value, wanted, rule):
            yield f"{keyword}: {value!r}"


def fits(value: Any, rule: Mapping[str, Any]) -> bool:
    return not list(wrong(value, rule))


def is_a(value: Any, name: str) -> bool:
    return isinstance(value, TYPES[name]) and (name in ("boolean",) or not isinstance(value, bool))


def resolved(reference: str) -> Mapping[str, Any]:
    name = reference.removeprefix("#/$defs/").replace("~1", "/").replace("~0", "~")
    found: Mapping[str, Any] = SCHEMA["$defs"][name]
    return found


def others(value: Any, rule: Mapping[str, Any]) -> list[str]:
    patterns = rule.get("patternProperties", {})
    return [k for k in value if k not in rule.get("properties", {}) and not any(re.search(p, k) for p in patterns)]


KEYWORDS: Mapping[str, Any] = {
    "$ref": lambda v, w, _: fits(v, resolved(w)),
    "type": lambda v, w, _: any(is_a(v, name) for name in ([w] if isinstance(w, str) else w)),
    "oneOf": lambda v, w, _: sum(fits(v, one) for one in w) == 1,
    "anyOf": lambda v, w, _: any(fits(v, one) for one in w),
    "minProperties": lambda v, w, _: not isinstance(v, dict) or len(v) >= w,
    "enum": lambda v, w, _: v in w,
    "const": lambda v, w, _: v == w,
    "pattern": lambda v, w, _: not isinstance(v, str) or re.search(w, v),
    "minLength": lambda v, w, _: not isinstance(v, str) or len(v) >= w,
    "maxLength": lambda v, w, _: not isinstance(v, str) or len(v) <= w,
    "minimum": lambda v, w, _: not isinstance(v, int) or v >= w,
    "minItems": lambda v, w, _: not isinstance(v, tuple) or len(v) >= w,
    "maxItems": lambda v, w, _: not isinstance(v, tuple) or len(v) <= w,
    "items": lambda v, w, _: not isinstance(v, tuple) or all(fits(one, w) for one in v),
    "prefixItems": lambda v, w, _: not isinstance(v, tuple) or all(map(fits, v, w)),
    "required": lambda v, w, _: not isinstance(v, dict) or v.keys() >= set(w),
    "properties": lambda v, w, _: not isinstance(v, dict) or all(fits(v[k], w[k]) for k in v.keys() & w.keys()),
    "propertyNames": lambda v, w, _: not isinstance(v, dict) or all(fits(k, w) for k in v),
    "patternProperties": lambda v, w, _: (
        not isinstance(v, dict) or all(fits(v[k], w[p]) for p in w for k in v if re.search(p, k))
    ),
    "additionalProperties": lambda v, w, rule: (
        not isinstance(v, dict) or (not others(v, rule) if w is False else all(fits(v[k], w) for k in others(v, rule)))
    ),
}


def value_of(text: str) -> object:
    document = yamlfile.read(text, "f")
    assert document.findings == ()
    return document.value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_of_a_valid_project_fits(path: Path) -> None:
    assert list(wrong(value_of(path.read_text("utf-8")), SCHEMA)) == []


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "{event: []}",
        "{events: {}}",
        "{gaps: [{id: a}]}",
        "{gaps: [{id: a, question: Q, answer: A}]}",
        "{gaps: [{id: A b, question: Q}]}",
        "{gaps: [{id: a, question: Q, place: 1}]}",
        "{claims: [{measure: m, value: 1}]}",
        "{claims: [{lines: 0, measure: m, value: 1}]}",
        "{claims: [{lines: 1, measure: m, hedge: maybe}]}",
        "{claims: [{lines: 1, measure: m, with: {by: [a]}}]}",
        "{charts: [{id: a, kind: pie, title: T}]}",
        "{charts: [{id: a, kind: ranked, title: T}]}",
        "{measures: [{id: a, name: A, scale: [1]}]}",
        "{data: [a]}",
    ],
)
def test_what_loading_refuses_does_not_fit(text: str) -> None:
    assert not fits(value_of(text), SCHEMA)


@pytest.mark.parametrize(
    "text",
    [
        "{claims: []}",
        "{set_aside: [{text: one, reason: R, lines: 3-4}]}",
        "{claims: [{lines: 3-4, measure: m, values: {a: 1.5, b: 14.3 billion}, written: [x, y]}]}",
        "{topic: {title: T}, subjects: {a: {name: B}}}",
        "{out: built}",
        "{events: [{id: a, title: T, subjects: [b], dates: [{source: s, lines: 3, value: 2025}]}]}",
    ],
)
def test_what_loading_takes_fits(text: str) -> None:
    assert fits(value_of(text), SCHEMA)


def test_it_can_be_written_as_json_and_every_reference_leads_somewhere() -> None:
    text = json.dumps(SCHEMA)
    references = set(re.findall(r'"\$ref": "([^"]+)"', text))
    assert references
    assert all(resolved(reference) for reference in references)
    assert '"Place"' not in text


def test_descriptions_are_for_the_editor() -> None:
    properties = SCHEMA["$defs"]["Topic"]["properties"]
    assert properties["focus"]["description"].startswith("the subject that the briefings are about")
    assert SCHEMA["$defs"]["Measure"]["description"].startswith("What is measured")


def test_a_kind_of_file_can_be_addressed_alone() -> None:
    assert "sources" in resolved("#/$defs/sources.yaml")["properties"]
    assert fits(value_of("{claims: []}"), {"$ref": "#/$defs/claims~1*.yaml"})
