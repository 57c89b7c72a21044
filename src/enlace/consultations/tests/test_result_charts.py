"""Bars and the map of opinion: everything inside the drawing, every mark to be seen, no number of another language."""

import re

from hypothesis import given
from hypothesis import strategies as st

from enlace.consultations.common_ground.tallies import Tally
from enlace.consultations.results.charts import (
    HEIGHT,
    WIDTH,
    apart,
    centres_drawn,
    convex_hull,
    fitted,
    outline,
    points_drawn,
    segments,
    shape,
)

NUMBERS = st.integers(0, 40)
PLACES = st.floats(-5, 5, allow_nan=False).map(lambda value: round(value, 3))
POINTS = st.lists(st.tuples(PLACES, PLACES, st.integers(0, 4)), max_size=20)


def test_a_bar_shows_what_there_is_of_each():
    found = [(part.kind, part.start, part.width) for part in segments(Tally(9, 0, 1))]
    assert found == [("agree", "0%", "90%"), ("pass", "90%", "10%")]
    assert segments(Tally(0, 0, 0)) == []


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_bar_is_full_where_anybody_answered(agree, disagree, passed):
    width = sum(float(part.width.rstrip("%")) for part in segments(Tally(agree, disagree, passed)))
    assert abs(width - (100 if agree + disagree + passed else 0)) < 0.05


@given(POINTS)
def test_every_voice_has_a_mark_inside_the_drawing(points):
    drawn = points_drawn(points)
    assert len(drawn.marks) == len(points)
    for x, y in fitted([(x, y) for x, y, _group in points]):
        assert 0 <= x <= WIDTH
        assert 0 <= y <= HEIGHT


def test_voices_in_one_place_are_all_seen():
    placed = apart([(100.0, 100.0)] * 9)
    assert len({(round(x), round(y)) for x, y in placed}) == 9


def test_groups_are_told_by_shape_and_only_one_mark_is_the_readers():
    drawn = points_drawn([(0, 0, 0), (1, 1, 1)], own=1)
    assert len({mark.path[0:1] + mark.path.replace(mark.x, "") for mark in drawn.marks}) == 2
    assert drawn.own == (drawn.marks[1].x, drawn.marks[1].y)
    assert points_drawn([(0, 0, 0)]).own is None
    assert len({shape(group, 0, 0) for group in range(5)}) == 5


def test_an_outline_goes_around_three_and_not_around_all_where_there_is_one_group():
    three = [(0, 0, 0), (1, 0, 0), (0, 1, 0)]
    assert points_drawn(three).outlines == ()
    assert len(points_drawn([*three, (-1, -1, 1)]).outlines) == 1
    assert outline([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0)]) == ""


@given(st.lists(st.tuples(PLACES, PLACES), min_size=3, max_size=12))
def test_the_hull_has_corners_among_the_points(points):
    assert set(convex_hull(points)) <= set(points)


def test_circles_of_groups_do_not_hide_each_other():
    drawn = centres_drawn([(0.1, 0, 0), (0.1001, 0, 1)], [300, 297], ["A", "B"])
    assert [mark.text for mark in drawn.marks] == ["A", "B"]
    assert float(drawn.marks[1].x) - float(drawn.marks[0].x) > 140
    assert re.fullmatch(r"[MLaZ0-9 .\-]+", drawn.marks[0].path)
