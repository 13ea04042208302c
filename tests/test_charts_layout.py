"""Where things go: scales, labels pushed apart, labels around dots."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.layout import Scale, fitted, from_zero, place, spread
from briefing.charts.marks import overlap
from briefing.diagnostics import Failure

numbers = st.floats(0, 400, allow_nan=False)


def test_a_scale_maps_its_ends() -> None:
    scale = Scale(10, 20, 100, 300)
    assert [scale(10), scale(15), scale(20)] == [100, 200, 300]


def test_a_scale_from_zero_holds_zero() -> None:
    assert from_zero([5, 10], 50, 150)(0) == 50
    assert from_zero([-5, 5], 50, 150)(0) == 100
    assert from_zero([0, 0], 50, 150)(0) == 50


def test_a_fitted_scale_keeps_equal_values_inside() -> None:
    assert 0 < fitted([1444, 1444], 0, 100)(1444) < 100


def test_labels_with_room_stay_where_they_are() -> None:
    assert spread([10, 50, 90], [10, 10, 10], 0, 100) == [10, 50, 90]


def test_labels_at_one_place_are_centred_on_it() -> None:
    assert spread([50, 50, 50], [10, 10, 10], 0, 100) == [40, 50, 60]


def test_labels_at_the_edge_are_pushed_inwards() -> None:
    assert spread([0, 1, 2], [10, 10, 10], 0, 100) == [5, 15, 25]
    assert spread([99, 100], [10, 10], 0, 100) == [85, 95]


def test_labels_keep_their_order_of_value_not_of_input() -> None:
    centres = spread([60, 20, 21], [10, 10, 10], 0, 100)
    assert centres[1] < centres[2] < centres[0]


@given(st.lists(st.tuples(numbers, st.floats(1, 20)), min_size=1, max_size=15))
def test_spread_labels_never_meet_and_stay_in_bounds(labels: list[tuple[float, float]]) -> None:
    wanted, sizes = [place for place, _ in labels], [size for _, size in labels]
    centres = spread(wanted, sizes, 0, 400)
    ordered = sorted(range(len(labels)), key=lambda i: centres[i])
    for one, other in pairwise(ordered):
        assert centres[other] - centres[one] >= (sizes[one] + sizes[other]) / 2 - 1e-6
    assert min(c - s / 2 for c, s in zip(centres, sizes, strict=True)) >= -1e-6
    assert max(c + s / 2 for c, s in zip(centres, sizes, strict=True)) <= 400 + 1e-6


@settings(max_examples=60)
@given(st.lists(st.tuples(numbers, st.floats(0, 200, allow_nan=False)), min_size=1, max_size=14))
def test_placed_labels_meet_neither_each_other_nor_a_dot(points: list[tuple[float, float]]) -> None:
    dots = [(x + 20 - 3, y + 20 - 3, x + 20 + 3, y + 20 + 3) for x, y in points]
    boxes = place(dots, [(60.0, 8.0)] * len(dots), (0, 0, 460, 250), ())
    assert [pair for pair in combinations(boxes, 2) if overlap(*pair)] == []
    assert [(box, dot) for box in boxes for dot in dots if overlap(box, dot)] == []
    assert all(box[0] >= 0 and box[1] >= 0 and box[2] <= 460 and box[3] <= 250 for box in boxes)


def test_a_crowd_without_room_is_refused() -> None:
    dots = [(10.0, 10.0, 16.0, 16.0)] * 4
    with pytest.raises(Failure) as failure:
        place(dots, [(60.0, 8.0)] * 4, (0, 0, 90, 24), ())
    assert failure.value.diagnostics[0].code == "chart-too-crowded"
