"""A mapping read from a file and the record it should be in; the record, or what is wrong with it, out.

pydantic decides what is wrong. Here its errors become findings with a line and column, in words a writer knows: all
branches of a union are one finding, all keys missing from one mapping are one finding.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from briefing.dataset.places import Located, Step
from briefing.dataset.record import CLAIM_ID_PATTERN, FACT_ID_PATTERN, ID_PATTERN, Record
from briefing.dataset.yamlfile import REFUSED
from briefing.diagnostics import Diagnostic, Place, suggest

R = TypeVar("R", bound=Record)
Path = tuple[Step, ...]
Errors = list[Any]

#: What each of pydantic's kinds of error asks for, in a writer's words.
_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "bool_type": "true or false",
    "tuple_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "is_instance_of": "a number or text",
}
#: What a form that is told as a pattern looks like.
_FORMS = {
    r'^https?://[^\s<>"]+$': "write out where it stands on the web: `https://…`",
    r"^[0-9a-f]{64}$": "give the 64 digits and small letters that `sha256sum FILE` prints for the archived text",
    r"^[1-9]\d{0,2} (?:day|week|month|year)s?$": "write it as `30 days`, `6 weeks`, `3 months` or `1 year`",
}
#: As many keys are shown of a mapping that is wanted.
_SHOWN = 3
#: What other languages, and older YAML, take for true and false.
_ANSWERS = {"yes": "true", "on": "true", "ja": "true", "no": "false", "off": "false", "nein": "false"}
_ID_FORMS = {
    ID_PATTERN: "an id is lower-case words joined by hyphens, such as `grey-heron`",
    CLAIM_ID_PATTERN: "an id is lower-case words joined by hyphens or `/`, such as `post/price`",
    FACT_ID_PATTERN: "the id of a fact is `subject/measure`, and its qualifier values, joined by `/`",
}


def validate(
    model: type[R], value: object, place: Place, name: str = "this"
) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """`value`, which stands at `place`, as a `model`, or None and what is wrong; silent on what was refused before."""
    if value is REFUSED:
        return None, ()
    if not isinstance(value, Located):
        return None, (wrong_type(name, value, "a mapping", place),)
    return located(model, value)


def located(model: type[R], value: Located) -> tuple[R | None, tuple[Diagnostic, ...]]:
    """The same for a mapping."""
    try:
        return model.model_validate(value), ()
    except ValidationError as error:
        return None, tuple(_findings(error.errors(include_url=False), model, value))


def wrong_type(name: str, value: object, wanted: str, place: Place, keys: Iterable[str] = ()) -> Diagnostic:
    """The finding that `name` is of one type where another is wanted; `keys` are those that it may have."""
    advice = None
    if value is None:
        advice = "write its keys into it, or delete it" if name == "the file" else "give a value, or leave the key out"
    elif wanted == "a list" and isinstance(value, dict):
        advice = "begin each item with `- `"
    elif wanted == "a mapping":
        advice = _as_mapping(value, tuple(keys))
    elif wanted == "true or false" and str(value).lower() in _ANSWERS:
        advice = f"write `{_ANSWERS[str(value).lower()]}`"
    elif wanted == "a whole number" and isinstance(value, str) and value.isdecimal():
        advice = f"take the quotes away: `{value}`"
    elif wanted == "text" and isinstance(value, int | Decimal):
        advice = f'quote it: `"{str(value).lower() if isinstance(value, bool) else value}"`'
    return Diagnostic("wrong-type", f"{name} is {_described(value)}, but {wanted} is wanted", place, help=advice)


def _as_mapping(value: object, keys: Sequence[str]) -> str:
    """How to make a mapping of a value."""
    if keys and isinstance(value, tuple):
        return f"put {' or '.join(f'`{key}:`' for key in keys)} above the list"
    if keys:
        return f"write its keys: `{{{', '.join(f'{key}: …' for key in keys[:_SHOWN])}}}`"
    return "write `key: value`" + (", without `- `" if isinstance(value, tuple) else "")


def unknown_key(key: str, known: Iterable[str], place: Place, value: object = "") -> Diagnostic:
    """The finding that a mapping has no such key; `value` is what was given for it."""
    names = list(known)
    advice = suggest(key, names)
    if value is None and ":\u00a0" in key:
        advice = "put a plain space after the colon: a no-break space stands there"
    elif value is None and ":" in key:
        advice = "put a space after the colon"
    elif value is None and key.endswith(("”", "“", "’", "»")):
        advice = "typographic quotes do not hold a text together: type straight ones"
    elif value is None and advice is None:
        advice = "a comma ends a value inside `{}`: quote the text or number that it belongs to"
    notes = (f"known keys: {_listed(names)}",)
    return Diagnostic("unknown-key", f"`{short(key)}` is not a key that is known here", place, notes, advice)


def bad_word(name: str, word: object, known: Iterable[str], place: Place) -> Diagnostic:
    """The finding that a value is not one of a closed list of words."""
    words = list(known)
    notes = (f"known: {_listed(words)}",)
    return Diagnostic("bad-value", f"{name} cannot be `{short(word)}`", place, notes, suggest(str(word), words))


def missing_key(keys: Iterable[str], place: Place, *notes: str) -> Diagnostic:
    """The finding that a mapping lacks some keys."""
    names = list(keys)
    advice = "add " + " and ".join(f"`{name}: …`" for name in names)
    verb = "is" if len(names) == 1 else "are"
    return Diagnostic("missing-key", f"{_listed(names)} {verb} missing", place, notes, advice)


def _findings(errors: Errors, model: type[Record], data: Located) -> Iterator[Diagnostic]:
    """One finding for all errors on one value, and one for all keys missing from one mapping."""
    placed = [(_path(error["loc"], data), error) for error in errors if not _told(error, data)]
    for _, group in groupby(sorted(placed, key=_order), key=_order):
        same = list(group)
        yield _finding(same[0][0], [error for _, error in same], model, data)


def _told(error: Any, data: Located) -> bool:
    """Whether another finding, of this or an earlier stage, has said what this error says."""
    if _is_missing(error):
        around: Any = data
        for step in _path(error["loc"], data):
            around = around[step]
        return isinstance(around, Located) and around.partial
    return error["input"] is REFUSED or (error["type"] == "too_short" and bool(error["input"]))


def _order(item: tuple[Path, Any]) -> tuple[str, bool, bool]:
    path, error = item
    return repr(path), _is_missing(error), error["loc"][-1:] == ("[key]",)


def _is_missing(error: Any) -> bool:
    return bool(error["type"] == "missing")


def _path(loc: tuple[Step, ...], data: object) -> Path:
    """The part of pydantic's location that is written in the file (the rest names branches and missing keys)."""
    path: list[Step] = []
    for step in loc:
        inside = isinstance(data, dict) and step in data
        if isinstance(data, dict) and inside:
            data = data[str(step)]
        elif isinstance(data, tuple) and isinstance(step, int) and step < len(data):
            data = data[step]
        else:
            break
        path.append(step)
    return tuple(path)


def _finding(path: Path, errors: Errors, model: type[Record], data: Located) -> Diagnostic:
    error, place, name = errors[0], data.spot.at(*path), _name(path)
    kind, value = error["type"], error["input"]
    if kind == "extra_forbidden" or path[-1:] == ("spot",):
        return unknown_key(str(path[-1]), _fields(model, path[:-1]), data.spot.key(*path), value)
    if kind == "missing" and isinstance(value, Mapping):
        return _missing(path, errors, model, place)
    if any(one["type"] in _WANTED for one in errors):
        keys = _fields(model, path) if kind == "model_type" and not isinstance(value, tuple) else ()
        return wrong_type(name, value, _wanted(errors), data.spot.key(*path) if value is None else place, keys)
    if error["loc"][-1:] == ("[key]",):
        place = data.spot.key(*path)
    if kind in ("not_a_language", "not_a_currency"):
        return _not_coded(kind, value, error["msg"], place)
    return _bad_value(name, error, place)


def _not_coded(kind: str, value: object, advice: str, place: Place) -> Diagnostic:
    if kind == "not_a_language":
        return Diagnostic("not-a-language", f"`{short(value)}` is not the tag of a language", place, help=advice)
    return Diagnostic("not-a-currency", f"`{short(value)}` is not the code of a currency", place, help=advice)


def _wanted(errors: Errors) -> str:
    kinds = [one["type"] for one in errors]
    return _WANTED["is_instance_of" if "is_instance_of" in kinds else kinds[0]]


def _missing(path: Path, errors: Errors, model: type[Record], place: Place) -> Diagnostic:
    keys = [str(error["loc"][-1]) for error in errors]
    fields = _fields(model, path)
    return missing_key(keys, place, *(f"`{key}`: {about}" for key in keys if (about := fields.get(key))))


def _bad_value(name: str, error: Any, place: Place) -> Diagnostic:
    kind, value, context = error["type"], error["input"], error.get("ctx") or {}
    if kind == "impossible_date":
        return impossible_date(value, place)
    if kind == "bad_lines":
        shown = "a list" if isinstance(value, tuple) else f"`{short(value)}`"
        return Diagnostic("bad-lines", f"{shown} names no lines", place, help=error["msg"])
    if kind == "literal_error":
        return bad_word(name, value, re.findall(r"'([^']*)'", context["expected"]), place)
    if kind == "string_pattern_mismatch":
        return _bad_form(name, str(value), context["pattern"], place)
    if kind in ("string_too_short", "too_short"):
        return Diagnostic("bad-value", f"{name} is empty", place, help="give a value, or leave the key out")
    return Diagnostic("bad-value", f"{name} cannot be {_described(value)}", place, help=_bound(kind, context))


def _bound(kind: str, context: Mapping[str, Any]) -> str | None:
    if kind == "greater_than_equal":
        return f"give {context['ge']} or more"
    if kind in ("missing", "too_long"):
        return "give exactly two numbers"
    if kind == "string_too_long":
        return f"give {context['max_length']} characters or fewer"
    return None


def _bad_form(name: str, value: str, pattern: str, place: Place) -> Diagnostic:
    if pattern not in _ID_FORMS:
        form = pattern.removeprefix("^").removesuffix("$")
        message, advice = f"{name} does not have the form wanted", _FORMS.get(pattern)
        return Diagnostic("bad-value", message, place, () if advice else (f"form: `{form}`",), advice)
    plain = unicodedata.normalize("NFKD", value.casefold()).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9/]+" if pattern != ID_PATTERN else r"[^a-z0-9]+", "-", plain).strip("-/")
    advice = f"did you mean `{slug}`?" if re.fullmatch(pattern, slug) else None
    return Diagnostic("bad-id", f"`{short(value)}` is not an id", place, (_ID_FORMS[pattern],), advice)


def impossible_date(value: object, place: Place) -> Diagnostic:
    """The finding that a value is not a date."""
    advice = "write it as 2026-04-08, 2026-04, 2026, 2026-Q1, 2025-summer or 2026-early"
    return Diagnostic("impossible-date", f"`{short(value)}` is not a possible date", place, help=advice)


def _fields(model: type[Record], path: Path) -> dict[str, str | None]:
    """The keys that the record at `path` may have, each with what it is for."""
    for step in path:
        if isinstance(step, str):
            fields = (f for name, f in model.model_fields.items() if step in (name, f.alias))
            field = next(fields, None)  # none for a name that the author chose, as in a mapping of records
            model = (_record_in(field.annotation) if field else None) or model
    return {f.alias or name: f.description for name, f in model.model_fields.items() if name != "spot"}


def _record_in(annotation: object) -> type[Record] | None:
    """The first record that an annotation such as `tuple[Pick, ...]` names."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def _name(path: Path) -> str:
    """A value as messages name it: its key, or which item of its list."""
    if not path:
        return "this"
    if isinstance(path[-1], str):
        return f"`{path[-1]}`"
    return f"item {path[-1] + 1} of `{path[-2]}`" if len(path) > 1 else f"item {path[-1] + 1}"


def _described(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, dict | tuple):
        return "a mapping" if isinstance(value, dict) else "a list"
    return f"the text `{short(value)}`" if isinstance(value, str) else f"the number {value}"


def short(value: object) -> str:
    """A value as a message shows it: its first sixty characters."""
    text = str(value)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
