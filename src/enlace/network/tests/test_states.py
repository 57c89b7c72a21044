"""The page of the member states: today, by year, on a day, and the part of it that htmx asks for."""

from datetime import date, timedelta

import pytest

from enlace.core.clock import today
from enlace.core.texts import Texts
from enlace.network.testing import make_mandate, make_membership, make_organisation, make_person, make_state

pytestmark = pytest.mark.django_db
PATH = "/en/states/"


@pytest.fixture
def members():
    for code in ("AR", "BR"):
        make_membership(state=make_state(code, member=False), launched=True, since=date(2012, 3, 29), source="Record")
    make_membership(state=make_state("CL", member=False), since=date(2014, 5, 1), until=date(2015, 6, 30))
    make_organisation(name=Texts({"en": "Observatory"}), sector="academia")


def test_it_says_in_words_and_draws_who_belongs_today(client, members):
    text = client.get(PATH).text
    assert "2 states belong to the network today" in text
    assert "1 organisation observes it." in text
    assert text.count('<a class="tile first"') == 2
    assert 'aria-label="AR Argentina, launched the network"' in text
    assert '<a href="/en/states/br/">Brazil</a>' in text
    assert "Chile" not in text
    assert "Source: Record" in text
    assert "Observatory" in text.split("Academia")[1]


def test_a_year_is_shown_as_it_was_on_its_last_day_with_who_joined_and_left(client, members):
    text = client.get(PATH, {"year": 2014}).text
    assert '<time datetime="2014-12-31">' in text
    assert "3 states belonged to the network" in text
    assert "Chile" in text.split("Joined in 2014:")[1].split("</p>")[0]
    left = client.get(PATH, {"year": 2015}).text.split("Left in 2015:")[1].split("</p>")[0]
    assert "Chile" in left
    assert "2015-06-30" in left
    assert "No state joined or left in 2016." in client.get(PATH, {"year": 2016}).text


def test_a_day_is_shown_as_it_was_and_the_last_day_of_a_member_belongs(client, members):
    assert "3 states belonged" in client.get(PATH, {"day": "2015-06-30"}).text
    assert "2 states belonged" in client.get(PATH, {"day": "2015-07-01"}).text
    assert "0 states belonged" in client.get(PATH, {"day": "2012-03-28"}).text


@pytest.mark.parametrize(
    "asked",
    [
        {"year": "1999"},
        {"year": "x"},
        {"year": "99999999999999999999"},
        {"day": "31/31/31"},
        {"day": "9999-12-31"},
        {"day": "\x00"},
        {"day": "0000-00-00"},
    ],
)
def test_a_wrong_question_is_told_and_today_is_shown(client, members, asked):
    text = client.get(PATH, asked).text
    assert "Today is shown." in text.split('role="alert"')[1].split("</p>")[0]
    assert "2 states belong to the network today" in text


def test_the_slider_is_a_plain_form_from_the_first_year_to_the_running_one(client, members):
    form = client.get(PATH, {"year": 2014}).text.split('<form class="slider"')[1].split("</form>")[0]
    assert 'method="get" action="/en/states/"' in form
    assert f'min="2012" max="{today().year}" step="1" value="2014" list="years"' in form
    assert form.count("<option") == today().year - 2012 + 1
    assert '<output for="year">2014</output>' in form
    assert "<button" in form


def test_htmx_gets_the_composition_alone_and_the_whole_page_when_it_restores_one(client, members):
    part = client.get(PATH, {"year": 2014}, headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert part.text.strip().startswith('<div id="composition"')
    assert "3 states belonged" in part.text
    assert "<html" not in part.text
    restored = client.get(PATH, {"year": 2014}, headers={"HX-Request": "true", "HX-Request-Type": "full"})
    assert "<html" in restored.text
    assert "HX-Request" in part["Vary"]
    assert "HX-Request" in client.get(PATH)["Vary"]


def test_the_institution_of_the_focal_point_stands_beside_a_state_unless_nothing_of_them_is_listed(client, members):
    state = make_state("AR")
    ministry = make_organisation(name=Texts({"en": "Ministry of Justice"}), sector="institution", state=state)
    mandate = make_mandate(state=state, organisation=ministry, person=make_person(listing="office"))
    assert "Ministry of Justice" in client.get(PATH).text
    assert "Ministry of Justice" not in client.get(PATH, {"day": (mandate.since - timedelta(days=1)).isoformat()}).text
    mandate.person.listing = "nothing"
    mandate.person.save()
    assert "Ministry of Justice" not in client.get(PATH).text


def test_what_was_written_for_a_demonstration_is_marked(client):
    make_membership(illustrative=True)
    assert client.get(PATH).text.split("<table")[1].count('class="sample"') == 1


def test_a_network_without_members_says_so(client):
    text = client.get(PATH).text
    assert "No member state has been recorded yet" in text
    assert 'type="range"' not in text


def test_machines_are_told_the_address_in_every_language(client, members):
    text = client.get(PATH, {"year": 2014}).text
    assert '<link rel="canonical" href="http://testserver/en/states/?year=2014">' in text
    for code in ("es", "en", "pt"):
        assert f'hreflang="{code}" href="http://testserver/{code}/states/?year=2014"' in text
    assert 'hreflang="x-default" href="http://testserver/es/states/?year=2014"' in text


def test_it_asks_as_much_for_many_members_as_for_few(client, members, django_assert_max_num_queries):
    client.get(PATH)
    for code in ("BO", "CO", "CR", "DO", "EC", "GT", "HN", "MX", "NI", "PA", "PY", "PE", "SV", "UY", "VE"):
        make_mandate(
            state=make_state(code), organisation=make_organisation(sector="institution", state=make_state(code))
        )
        make_organisation()
    with django_assert_max_num_queries(10):
        assert "17 states" in client.get(PATH).text
