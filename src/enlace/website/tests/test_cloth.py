import re

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enlace.ui.cloth import GROUNDS, Loom, Weave, cloth, cover, stretches, year_cloth

threads = st.text("iqwgmjp", min_size=1, max_size=24)
weaves = st.builds(Weave, st.integers(2, 8), st.integers(1, 7), st.integers(0, 12))


def paths(svg):
    return [element for element in etree.fromstring(svg).iter() if element.tag == "path"]


@given(threads, threads, weaves)
def test_every_thread_is_one_path_with_the_colour_it_was_given(warps, wefts, weave):
    assert "".join(path.get("class") for path in paths(cloth(warps, wefts, weave=weave))) == warps + wefts


@given(threads, threads, weaves)
def test_where_two_threads_cross_one_is_on_top_and_the_other_breaks(warps, wefts, weave):
    loom = Loom()
    drawn = paths(cloth(warps, wefts, weave=weave, loom=loom))
    for warp in range(len(warps)):
        for row in range(len(wefts)):
            over = covers(drawn[warp], "V", loom.middle(row))
            under = covers(drawn[len(warps) + row], "H", loom.middle(warp))
            assert over != under
            assert over == weave.warp_on_top(warp, row)


def covers(path, direction, at):
    numbers = re.findall(rf"M([-\d.]+) ([-\d.]+){direction}([-\d.]+)", path.get("d"))
    return any(float(m[1 if direction == "V" else 0]) <= at <= float(m[2]) for m in numbers)


@given(st.floats(-50, 0), st.floats(100, 200), st.sets(st.integers(0, 4).map(lambda i: i * 20.0)))
def test_what_is_seen_of_a_thread_lies_in_order_within_it_and_off_its_crossings(start, end, crossings):
    seen = stretches(start, end, sorted(crossings), 5)
    flat = [number for stretch in seen for number in stretch]
    assert flat == sorted(flat)
    assert all(start <= a < b <= end for a, b in seen)
    assert not any(a < crossing < b for a, b in seen for crossing in crossings)


@given(st.text())
def test_a_title_and_labels_cannot_break_out_of_the_drawing(words):
    printable = "".join(c for c in words if c.isprintable())
    svg = etree.fromstring(cloth("ii", "qq", title=f"a{printable}", ends=[printable, printable]))
    assert svg.get("aria-label") == f"a{printable}"
    assert svg.get("role") == "img"


@given(st.text(), st.booleans())
def test_a_cover_is_the_same_for_the_same_seed_and_needs_no_inline_style(seed, strip):
    svg = cover(seed, strip=strip)
    assert svg == cover(seed, strip=strip)
    assert "style" not in svg
    assert " id=" not in svg
    assert 'aria-hidden="true"' in svg


@given(st.text(), st.booleans())
def test_the_bright_threads_of_a_cover_keep_to_its_middle_where_a_phone_crops(seed, strip):
    wefts = [path.get("class") for path in paths(cover(seed, strip=strip))][49 if strip else 17 :]
    bright = [row for row, colour in enumerate(wefts) if colour not in "iq"]
    assert bright
    assert all(len(wefts) // 4 <= row < len(wefts) - len(wefts) // 6 for row in bright)


def test_covers_of_different_records_differ():
    assert len({cover(f"a-{number}") for number in range(40)}) > len(GROUNDS)


@given(st.sets(st.integers(2012, 2030), min_size=1), st.integers(2030, 2040))
def test_a_year_is_coloured_exactly_where_something_stands_in_it(years, until):
    wefts = [path.get("class") for path in paths(year_cloth(years, until))][18:]
    assert len(wefts) == until - min(years) + 1
    assert {min(years) + row for row, colour in enumerate(wefts) if colour != "q"} == years
