from pathlib import Path
from typing import get_args

from briefing.dataset.files import CHARTS, TABLES
from briefing.dataset.record import FactId, Ids
from briefing.dataset.references import NAMES, PICKS, Kind, citations, conditions, references
from briefing.dataset.specs import Pick
from tests.projects import loaded


def test_every_name_in_the_dataset_is_found_with_its_place(tmp_path: Path) -> None:
    dataset, _ = loaded(tmp_path)
    found = {(ref.kind, ref.word, ref.place.file.rpartition("/")[2], ref.place.line) for ref in references(dataset)}
    assert {
        ("subject", "heron", "topic.yaml", 3),
        ("subject", "wader-works", "subjects.yaml", 2),
        ("unit", "seconds", "measures.yaml", 8),
        ("qualifier", "by", "measures.yaml", 10),
        ("source", "maker", "maker.yaml", 1),
        ("subject", "heron", "post.yaml", 3),
        ("source", "post", "events.yaml", 7),
        ("source", "post", "post.yaml", 1),
        ("source", "post", "statements.yaml", 7),
        ("measure", "boil-time", "charts.yaml", 5),
        ("event", "heron-on-sale", "charts.yaml", 6),
        ("fact", "heron/price", "tables.yaml", 5),
        ("subject", "plover", "tables.yaml", 11),
        ("fact", "heron/price", "buyer.yaml", 8),
        ("chart", "boil-time", "buyer.yaml", 9),
    } <= found


def test_the_place_is_that_of_the_word(tmp_path: Path) -> None:
    dataset, _ = loaded(tmp_path)
    for ref in references(dataset):
        if "events.yaml" in ref.place.file and ref.kind == "subject" and ref.word == "heron-on-sale":
            continue  # the subject of a date is its event, which names it nowhere
        line = (tmp_path / ref.place.file).read_text("utf-8").splitlines()[ref.place.line - 1]
        assert line[ref.place.column - 1 :][: ref.place.width] == ref.word


def test_every_condition_and_citation_is_found(tmp_path: Path) -> None:
    dataset, _ = loaded(tmp_path)
    assert {(one.measure, one.name, one.value) for one in conditions(dataset)} == {
        ("boil-time", "by", "vendor"),
        ("boil-time", "by", "post"),
    }
    assert ("post", (5, 5)) in {(one.source, one.lines) for one in citations(dataset)}
    assert ("post", (1, 1)) in {(one.source, one.lines) for one in citations(dataset)}


def test_no_field_of_a_chart_or_table_that_names_something_is_forgotten() -> None:
    kinds = {"id", "kind"}
    for model in (*CHARTS.values(), *TABLES.values()):
        hints = model.__annotations__
        for name, hint in hints.items():
            if hint in (Ids, tuple[FactId, ...]):
                assert name in NAMES
            elif hint in (Pick, tuple[Pick, ...]):
                assert name in PICKS
        assert kinds <= model.model_fields.keys()


def test_names_are_of_a_known_kind() -> None:
    assert set(NAMES.values()) <= set(get_args(Kind))


def test_the_ends_of_a_pair_are_facts_with_their_places(tmp_path: Path) -> None:
    charts = """charts:
  - id: both
    kind: slope
    title: Both
    pairs:
      - {left: heron/boil-time/vendor, right: heron/boil-time/post}
      - {right: plover/boil-time/post}
"""
    dataset, _ = loaded(tmp_path, {"charts.yaml": charts})
    found = [(ref.kind, ref.word, ref.place.line) for ref in references(dataset) if "charts.yaml" in ref.place.file]
    assert found == [
        ("fact", "heron/boil-time/vendor", 6),
        ("fact", "heron/boil-time/post", 6),
        ("fact", "plover/boil-time/post", 7),
    ]
