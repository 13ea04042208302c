from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefing.dataset import yamlfile, yamlvalues
from briefing.dataset.places import LateSpot, Located, Step
from briefing.dataset.yamlfile import read, read_large

ROOT = Path(__file__).parent.parent
FILES = sorted(path for folder in ("data", "tests") for path in (ROOT / folder).rglob("*.yaml"))


def paths(value: object, around: tuple[Step, ...] = ()) -> Iterator[tuple[Step, ...]]:
    """The path of every value in a value, and of one beside it that is not there."""
    yield from (around, (*around, "not-there"))
    items = enumerate(value) if isinstance(value, tuple) else value.items() if isinstance(value, dict) else ()
    for step, item in items:
        yield from paths(item, (*around, step))


def mappings(value: object) -> Iterator[Located]:
    """All mappings in a value."""
    if isinstance(value, Located):
        yield value
    inner = value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else ()
    for item in inner:
        yield from mappings(item)


def same(text: str) -> bool:
    """Whether a large file is read without a closer look; what it says, and where, is that of any file in any case."""
    exact, large = read(text, "f"), read_large(text, "f")
    assert (exact.value, exact.findings) == (large.value, large.findings)
    assert repr(exact.value) == repr(large.value)  # 1.0 and 1.00 are equal
    for path in paths(exact.value):
        assert (exact.place(path), exact.key_place(path)) == (large.place(path), large.key_place(path))
    for one, other in zip(mappings(exact.value), mappings(large.value), strict=True):
        for path in paths(one):
            assert one.spot.at(*path) == other.spot.at(*path)
            assert one.spot.key(*path) == other.spot.key(*path)
    return isinstance(large.spot, LateSpot)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_file_says_the_same(path: Path) -> None:
    assert same(path.read_bytes().decode("utf-8", "replace")) in (True, False)


def test_the_claims_of_this_project_need_no_closer_look() -> None:
    for path in (ROOT / "data").glob("*/claims/*.yaml"):
        assert same(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "text",
    [
        "a: 010", "a: &b 1", "a: *b", "a: !!int 1", "a: !x {}", "a: &x []", "a: 1\na: 2", "a: {b: 1, b: 2}", "<<: 1",
        "[a]: b", "? {a: b}\n: c", "a: [b: c]", "a: 1\n---\nb: 2", "a: [", "a: \"\\u0007\"", "a: x\x07", "- a", "a", "", "a: 'b",
        "a: " + "x" * 100_001, "x" * 100_001 + ": a", "a: " + "[" * 50 + "]" * 50, "a: [" + "b, " * 1_000_000 + "]",
    ],
)  # fmt: skip
def test_whatever_is_odd_gets_a_closer_look(text: str) -> None:
    assert not same(text)


@pytest.mark.parametrize(
    "text",
    [
        "a: 1.10\nb: [1, 'x', \"y\\n\", null, {}]\n", "---\na: >\n  b\n  c\n", "a:\n  -  - b: >-\n          c\n          d\n       e: [f,\n g]\n  # h\n\n",
        "a:\n- {b: {c: d\n  e,\n f: 'g\n\n h'}}\n- b: {c:\n    d}\n  e: \"f\n    g\"\n...\n", "a:\r\n  - {b: c}\r\n", "a: {'010': b}",
        "a: " + "[" * 49 + "]" * 49, "a:\n- b: ä\n  c: d # e\n-\n  b: f\n", "? a\n: b\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_what_is_sound_does_not(text: str, loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (yamlfile, yamlvalues):
        monkeypatch.setattr(module, "LOADER", getattr(yaml, loader))
    assert same(text)


SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(), st.text(max_size=8), st.sampled_from(["1.10", "010", "<<", "&a b", "*a"])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4)
)


@given(VALUES, st.booleans(), st.integers(0, 200), st.text(max_size=2))
def test_any_text_says_the_same(value: object, flow: bool, at: int, planted: str) -> None:
    text = yaml.safe_dump({"a": value}, default_flow_style=flow, allow_unicode=True)
    same(text)
    same(text[:at] + planted + text[at:])


def test_places_are_found_when_one_is_asked_for() -> None:
    document = read_large("claims:\n  - {value: 1.50}\n", "f")
    assert document.value == {"claims": ({"value": Decimal("1.50")},)}
    assert isinstance(document.spot, LateSpot)
    assert document.spot.found is None
    assert document.place(("claims", 0, "value")).column == 13
    assert document.spot.found is not None
