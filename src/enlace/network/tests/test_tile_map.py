from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from enlace.network.tile_map import LINE, Tile, in_lines, placed, tile_map

NAMES = st.text(st.characters(min_codepoint=32, exclude_categories=["C"]), min_size=1, max_size=40)
SVG = "{http://www.w3.org/2000/svg}"


@st.composite
def members(draw, most=60):
    codes = draw(st.lists(st.text("ABCDEFG", min_size=2, max_size=2), unique=True, max_size=most))
    place = st.integers(1, 24)
    return [
        Tile(code, draw(NAMES), f"/es/states/{code}/", draw(place), draw(place), draw(st.booleans())) for code in codes
    ]


def parsed(tiles, title="Mapa"):
    drawing = tile_map(tiles, title=title)
    return etree.fromstring(drawing.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


@given(members())
def test_every_state_has_a_place_of_its_own(tiles):
    found = placed(tiles)
    assert sorted(tile.code for _column, _row, tile in found) == sorted(tile.code for tile in tiles)
    assert len({(column, row) for column, row, _tile in found}) == len(tiles)


@given(members())
def test_the_first_of_a_place_keeps_it_and_only_the_others_move(tiles):
    left, top = (min((getattr(tile, axis) for tile in tiles), default=0) for axis in ("column", "row"))
    at = {tile.code: (column, row) for column, row, tile in placed(tiles)}
    firsts = {}
    for tile in tiles:
        firsts.setdefault((tile.column, tile.row), tile)
    assert all(at[tile.code] == (tile.column - left, tile.row - top) for tile in firsts.values())


def test_of_two_at_one_place_the_second_goes_to_the_next_free_one():
    tiles = [Tile(code, code, "/", column, 1) for code, column in (("AR", 1), ("BO", 1), ("BR", 2), ("CL", 2))]
    assert {tile.code: (column, row) for column, row, tile in placed(tiles)} == {
        "AR": (0, 0),
        "BR": (1, 0),
        "BO": (0, 1),
        "CL": (1, 1),
    }


@given(members())
def test_every_tile_is_a_link_with_a_name_inside_the_drawing(tiles):
    if not tiles:
        assert tile_map(tiles, title="Mapa") == ""
        return
    svg = parsed(tiles)
    _x, _y, width, height = map(float, svg.get("viewBox").split())
    links = svg.findall(f"{SVG}a")
    assert sorted(link.get("href") for link in links) == sorted(tile.address for tile in tiles)
    for link in links:
        assert link.get("aria-label").startswith(link.find(f"{SVG}text").text)
        box = link.find(f"{SVG}rect")
        assert float(box.get("x")) + float(box.get("width")) <= width
        assert float(box.get("y")) + float(box.get("height")) <= height


@given(members(most=8))
def test_who_launched_the_network_is_marked_by_a_shape_too(tiles):
    marked = [link for link in (parsed(tiles) if tiles else []) if link.find(f"{SVG}path") is not None]
    assert {link.get("href") for link in marked} == {tile.address for tile in tiles if tile.first}
    assert all(link.get("class") == "tile first" for link in marked)


@given(members(most=8), NAMES)
def test_no_name_breaks_out_of_the_drawing_and_nothing_in_it_is_inline(tiles, title):
    if tiles:
        assert parsed(tiles, title).get("aria-label") == title
        assert " style=" not in tile_map(tiles, title="")
        assert " id=" not in tile_map(tiles, title="")


@given(NAMES)
def test_a_name_takes_three_lines_at_most_and_says_where_it_was_cut(name):
    lines = in_lines(name)
    assert len(lines) <= 3
    assert all(len(line) <= LINE + 1 for line in lines)
    assert " ".join(lines) == " ".join(name.split()) or any(line.endswith("…") for line in lines)


def test_a_broad_map_scrolls_on_a_phone_and_a_crowded_one_has_no_room_for_names():
    def kind(columns):
        return parsed([Tile("AR", "Argentina", "/", 1, 1), Tile("BR", "Brasil", "/", columns, 1)]).get("class")

    assert [kind(6), kind(9), kind(24)] == ["tiles", "tiles broad", "tiles crowded"]
