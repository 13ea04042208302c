import pickle

from briefing.dataset.yamlfile import read
from briefing.diagnostics import Place

TEXT = """\
claims:
  - {lines: 3, with: {mode: thinking}}
  - lines: 4
    note: >
      folded
      text
"""


def test_values_keys_and_items_know_where_they_stand() -> None:
    spot = read(TEXT, "f").spot
    assert spot.at("claims", 0, "with", "mode") == Place("f", 2, 29, 8)
    assert spot.key("claims", 0, "with", "mode") == Place("f", 2, 23, 4)
    assert spot.at("claims", 1, "lines") == Place("f", 3, 12, 1)
    assert spot.key("claims") == Place("f", 1, 1, 6)


def test_a_flow_mapping_is_underlined_whole_and_a_block_to_the_end_of_its_first_line() -> None:
    spot = read(TEXT, "f").spot
    assert spot.at("claims", 0) == Place("f", 2, 5, 34)
    assert spot.at("claims", 1) == Place("f", 3, 5, 8)
    assert spot.at("claims", 1, "note") == Place("f", 4, 11, 1)


def test_what_is_not_written_has_the_place_of_what_is_around_it() -> None:
    spot = read(TEXT, "f").spot
    assert spot.at("claims", 0, "value") == spot.at("claims", 0)
    assert spot.at("claims", 0, "lines", 7, "x") == spot.at("claims", 0, "lines")
    assert spot.key("claims", 0, "value") == spot.at("claims", 0)
    assert spot.key("claims", 1) == spot.at("claims", 1)
    assert spot.key() == spot.at()


def test_inner_gives_collections_only() -> None:
    spot = read(TEXT, "f").spot
    inner = spot.inner("claims", 0, "with")
    assert inner is not None
    assert inner.at("mode") == spot.at("claims", 0, "with", "mode")
    assert spot.inner("claims", 0, "lines") is None
    assert spot.inner("sources", 0) is None


def test_spots_can_be_handed_to_another_process() -> None:
    spot = pickle.loads(pickle.dumps(read(TEXT, "f").spot))
    assert spot.at("claims", 0, "with", "mode") == Place("f", 2, 29, 8)
