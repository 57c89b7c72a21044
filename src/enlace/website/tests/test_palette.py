import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.website.colours import contrast
from enlace.website.palette import palette_css, text_on
from enlace.website.testing import home, make_network_settings

colours = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colours)
def test_the_words_on_a_button_are_read_whatever_its_colour(colour):
    assert contrast(text_on(colour), colour) >= 4.5


@given(colours, colours, colours)
def test_a_palette_writes_over_the_tokens_in_their_own_layer(accent, accent_dark, ink):
    css = palette_css(accent, accent_dark, ink)
    assert css.startswith("@layer tokens{:root{")
    assert f"--grana:light-dark({accent}, {accent_dark});" in css
    assert f"--ink:light-dark({ink}, " in css


@given(colours)
def test_a_pale_ink_never_becomes_the_ground_of_the_night(ink):
    assert ("--night" in palette_css(ink=ink)) == (contrast(ink, "#b9b5bd") >= 4.5)


def test_no_colours_no_palette():
    assert palette_css() == ""


@pytest.mark.django_db
def test_pages_link_the_palette_only_of_a_network_that_has_colours(client):
    assert "/palette.css" not in client.get(home().url).text
    make_network_settings(accent="#1a5c3a")
    address = client.get(home().url).text.split('href="/palette.css')[1].split('"')[0]
    answer = client.get(f"/palette.css{address}")
    assert "light-dark(#1a5c3a" in answer.text
    assert answer["Content-Type"].startswith("text/css")


@pytest.mark.django_db
def test_new_colours_have_a_new_address_so_that_no_browser_keeps_the_old(client):
    addresses = set()
    for accent in ("#1a5c3a", "#7a1f4a"):
        make_network_settings(accent=accent)
        addresses.add(client.get(home().url).text.split('href="/palette.css?v=')[1].split('"')[0])
    assert len(addresses) == 2
