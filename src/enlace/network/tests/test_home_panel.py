import pytest
from django.test import RequestFactory

from enlace.core.clock import today
from enlace.network.panels import members_entry, members_panel
from enlace.network.testing import make_membership, make_state

pytestmark = pytest.mark.django_db


def test_the_home_page_shows_the_map_the_count_and_a_slider_that_leads_to_the_states(client):
    make_state("AR")
    make_state("BR")
    text = client.get("/en/").text
    assert "2 states belong to the network today." in text
    assert text.count('class="tile"') == 2
    form = text.split('<form class="slider"')[1].split("</form>")[0]
    assert 'method="get" action="/en/states/"' in form
    assert "hx-get" not in form
    assert f'value="{today().year}"' in form


def test_the_menu_leads_to_the_states_as_soon_as_there_is_one(client):
    way = '<a href="/en/states/"'
    assert way not in client.get("/en/").text
    make_state()
    menu = client.get("/en/states/").text.split('class="nav"')[1].split("</nav>")[0]
    assert f'{way} aria-current="page">Member states</a>' in menu


def test_a_network_without_members_shows_neither():
    request = RequestFactory().get("/en/")
    assert members_panel(request) is None
    assert members_entry(request) is None
    make_membership(until=today(), since=today())
    assert members_entry(request).address.endswith("/states/")
