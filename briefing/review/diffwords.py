"""A difference as it is written: text for a terminal, Markdown for a comment, plain values for JSON."""

from collections.abc import Iterator, Mapping
from typing import Any

from briefing.dataset.compare import FactChange, RecordChange
from briefing.document.changed import GROUPS, Item, State
from briefing.review.diff import Difference


def as_text(found: Difference) -> Iterator[str]:
    """A difference as lines for a terminal."""
    yield from _head(found)
    group = ""
    for item, _ in found.items:
        if item.group != group:
            group = item.group
            yield from ("", GROUPS[group])
        yield from ("", f"  {_title(item)}")
        yield from (f"    {line}" for line in _told(item))
    yield from ("", _count(found))


def as_markdown(found: Difference) -> Iterator[str]:
    """A difference as Markdown, such as a comment on a change request."""
    first, *rest = _head(found)
    yield from (f"### {escaped(first)}", "", *(f"{escaped(line)}  " for line in rest), f"**{_count(found)}**")
    group = ""
    for item, _ in found.items:
        if item.group != group:
            group = item.group
            yield from ("", f"#### {GROUPS[group]}", "")
        yield f"- **{escaped(_title(item))}**"
        yield from (f"  - {escaped(line)}" for line in _told(item))


def as_plain(found: Difference) -> dict[str, Any]:
    """A difference as plain JSON values: each change with the facts and claims before and after."""
    facts = [(item, change) for item, change in found.items if isinstance(change, FactChange)]
    content: dict[str, Any] = {
        "topic": found.topic,
        "old": found.old,
        "new": found.new,
        "audiences": list(found.audiences),
        "different": bool(found),
        "facts": [_plain_fact(item, change) for item, change in facts],
    }
    for kind in ("statements", "events", "sources"):
        content[kind] = [_plain_record(it, change) for it, change in found.items if it.group == kind]
    return content


def _head(found: Difference) -> Iterator[str]:
    yield f"{found.topic}: {found.old} → {found.new}"
    yield f"for {', '.join(found.audiences)}" + (
        f" (only on one side: {', '.join(found.alone)})" if found.alone else ""
    )


def _title(item: Item) -> str:
    return f"{item.name} ({item.how})" if item.how else item.name


def _told(item: Item) -> Iterator[str]:
    """Before and after, each with who says so, then the id and whose briefings it is in."""
    for word, state in (("was", item.before), ("now", item.after)):
        if state:
            yield f"{word}  {_state(state)}"
    about = f"{item.id}, for {', '.join(item.audiences)}"
    yield f"in   {about}"


def _state(state: State) -> str:
    return f"{state.text}  [{'; '.join(state.said)}]" if state.said else state.text


def _count(found: Difference) -> str:
    facts = [item for item, _ in found.items if item.group not in ("statements", "events", "sources")]
    if not found.items:
        return "no difference in the evidence"
    numbers = {group: sum(item.group == group for item in facts) for group in GROUPS}
    told = [f"{count} {GROUPS[group][0].lower()}{GROUPS[group][1:]}" for group, count in numbers.items() if count]
    others = len(found.items) - len(facts)
    told += [f"{others} of statements, events and sources"] if others else []
    return "; ".join(told)


def _plain_fact(item: Item, change: FactChange) -> dict[str, Any]:
    return {
        "id": item.id,
        "name": item.name,
        "kinds": list(change.kinds),
        "audiences": list(item.audiences),
        "before": _plain_state(item.before, change.before),
        "after": _plain_state(item.after, change.after),
        "claims": [{"id": it.id, "before": it.before, "after": it.after} for it in change.claims],
    }


def _plain_record(item: Item, change: FactChange | RecordChange) -> dict[str, Any]:
    return {
        "id": item.id,
        "kind": item.how,
        "audiences": list(item.audiences),
        "before": _plain_state(item.before, change.before),
        "after": _plain_state(item.after, change.after),
    }


def _plain_state(state: State | None, content: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if state is None or content is None:
        return None
    return {"text": state.text, "said": list(state.said), **{key: it for key, it in content.items() if key != "anchor"}}


def escaped(text: str) -> str:
    """Text that Markdown shows as it is; what comes from a dataset must not write markup."""
    return "".join(f"\\{letter}" if letter in "\\`*_{}[]<>()#+!|~&" else letter for letter in text)
