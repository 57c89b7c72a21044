import re
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from enlace.accounts.testing import make_user
from enlace.core.clock import today
from enlace.core.dates import date_in_words
from enlace.network.models import Listing, Mandate, Membership, Person, Role
from enlace.network.testing import (
    fresh,
    make_alternate,
    make_cast,
    make_editor,
    make_focal_point,
    make_mandate,
    make_nomination,
    make_observer,
    make_organisation,
    make_secretary,
    make_state,
    make_validator,
)
from enlace.workspace.queries import expected_of

pytestmark = pytest.mark.django_db


def in_days(number):
    return today() + timedelta(days=number)


def read(client, user, language="en"):
    client.force_login(user)
    response = client.get(f"/{language}/workspace/")
    assert response.status_code == 200
    return BeautifulSoup(response.text, "lxml")


def text(element):
    return " ".join(element.get_text().split())


def main(page):
    return page.find(id="main")


def items(page):
    return main(page).select("ol.dated > li")


def test_it_is_for_who_is_signed_in(client):
    assert client.get("/en/workspace/").headers["Location"] == "/en/accounts/login/?next=/en/workspace/"


def test_what_is_expected_stands_by_day_and_what_has_none_last(client):
    user = make_focal_point(until=in_days(40))
    make_mandate(Role.VALIDATOR, state=make_state(), until=in_days(5))
    Person.objects.update(listing=Listing.NOTHING)
    titles = [text(item.select("h2")[0]) for item in items(read(client, user))]
    assert titles == [
        "The mandate ends: validator of Uruguay",
        "Your mandate as focal point of Uruguay ends",
        "Sign in without a password",
    ]


def test_each_thing_is_one_click_away_and_one_button_is_the_main_one(client):
    user = make_focal_point(until=in_days(5))
    page = read(client, user)
    assert items(page)
    for item in items(page):
        (button,) = item.select("a.button")
        assert button.get("href") == item.select("h2 a")[0].get("href")
        assert client.get(button.get("href")).status_code == 200
        assert item.select("h2")[0].get("id") == button.get("aria-describedby")
    assert len(page.select(".button.main")) == 1
    assert items(page)[0].select(".button.main")


def test_a_day_is_headed_by_its_number_its_month_and_how_far_off_it_is(client):
    due = in_days(5)
    first = items(read(client, make_focal_point(until=due)))[0]
    assert first.select("time")[0].get("datetime") == due.isoformat()
    assert re.fullmatch(rf"{due.day}\w{{3}}( \d{{4}})?, in 5 days", text(first.select(".day")[0]))


def test_what_is_late_says_so(client):
    user = make_alternate()
    make_validator()
    make_mandate(until=in_days(-4))
    assert [text(late) for late in items(read(client, user))[0].select(".day .late")] == ["3 days late"]


def test_where_nothing_is_expected_it_says_so(client):
    make_focal_point()
    page = read(client, make_validator())
    assert not items(page)
    assert "Nothing is expected of you today." in text(main(page))


def test_the_head_says_the_day_and_until_when_one_s_mandate_lasts(client):
    until = in_days(200)
    page = read(client, make_focal_point(until=until))
    assert date_in_words(today(), "en") in text(page.select("p.meta")[0])
    assert text(page.select("h1")[0]) == "What is expected of you now"
    assert f"Your mandate as focal point of Uruguay: until {date_in_words(until, 'en')}" in text(main(page))
    page = read(client, make_observer())
    assert "Your mandate as observer for Observatorio de prueba: without an end" in text(main(page))


def test_the_masthead_says_whose_part_one_plays_and_the_menu_begins_with_home(client):
    page = read(client, make_focal_point())
    assert "Focal point · Uruguay" in text(page.select("header.mast")[0])
    first = page.select("header.mast nav.nav a")[0]
    assert (text(first), first.get("href"), first.get("aria-current")) == ("Home", "/en/workspace/", "page")


def test_one_s_own_state_stands_at_the_side_with_its_people(client):
    make_validator()
    page = read(client, make_focal_point())
    panel, dossier = page.select("aside section")
    assert panel.select("h2 a")[0].get("href") == "/en/states/uy/"
    assert "Oficina validator@example.org" in text(panel)
    assert text(panel.select(".late")[0]) == "Nobody today"
    assert dossier.select_one("a").get("href") == "/en/reports/dossier/uy/"


def test_the_secretariat_sees_the_network_at_the_side(client):
    for code in ("AR", "BO", "BR"):
        make_mandate(state=make_state(code), until=in_days(30) if code == "AR" else None)
    make_state("PA")
    make_organisation()
    Membership.objects.filter(state=make_state("CL")).update(until=in_days(-1))
    (panel,) = read(client, make_secretary()).select("aside section")
    assert [text(value) for value in panel.select("dd")] == ["4", "1", "Panama", "1"]


@pytest.mark.parametrize("who", ["observer", "editor"])
def test_others_see_no_state_and_no_figures(client, who):
    assert not read(client, getattr(make_cast(), who)).select("aside")


def test_who_has_an_account_and_no_mandate_reads_what_to_do_and_nothing_else(client):
    Person.objects.filter(user=make_secretary()).update(listing=Listing.CONTACT)
    make_nomination()
    page = read(client, make_user("stranger@example.org"))
    assert text(page.select("h1")[0]) == "You have no role in the network today"
    assert "write to the secretariat" in text(main(page))
    assert [link.get("href") for link in main(page).select("a")] == ["mailto:secretary@example.org"]
    assert not page.select("aside, ol")


def test_who_had_a_mandate_reads_when_it_ended(client):
    page = read(client, make_focal_point(until=in_days(-1)))
    ended = f"Your mandate as focal point of Uruguay ended on {date_in_words(in_days(-1), 'en')}."
    assert ended in text(main(page))
    assert not page.select("aside, ol")


def test_who_will_have_one_reads_when_it_begins(client):
    page = read(client, make_focal_point(since=in_days(3)))
    begins = f"Your mandate as focal point of Uruguay begins on {date_in_words(in_days(3), 'en')}."
    assert begins in text(main(page))


def test_a_session_that_is_open_loses_the_rights_with_the_last_day(client):
    user = make_focal_point(until=today())
    assert "Focal point" in text(read(client, user).select("header.mast")[0])
    Mandate.objects.update(until=in_days(-1))
    page = BeautifulSoup(client.get("/en/workspace/").text, "lxml")
    assert text(page.select("h1")[0]) == "You have no role in the network today"
    assert "Focal point" not in text(page.select("header.mast")[0])


def test_an_administrator_without_a_mandate_is_told_what_they_are(client):
    assert "You administer this installation." in text(main(read(client, make_user(is_superuser=True))))


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_it_is_there_in_every_language(client, language):
    page = read(client, make_focal_point(until=in_days(5)), language)
    assert page.html["lang"] == language
    assert date_in_words(today(), language) in text(page.select("p.meta")[0])
    assert items(page)[0].select("a.button")[0].get("href") == f"/{language}/nominations/add/"


def test_who_signs_in_arrives_here(client, settings):
    make_user("office@example.org", password="a long enough password")
    answer = client.post("/en/accounts/login/", {"login": "office@example.org", "password": "a long enough password"})
    assert answer.headers["Location"] == reverse(settings.LOGIN_REDIRECT_URL) == "/en/workspace/"


def queries_of(client):
    with CaptureQueriesContext(connection) as asked:
        client.get("/en/workspace/")
    return len(asked)


def test_it_takes_as_many_queries_for_many_states_as_for_few(client):
    def fill(codes):
        for code in codes:
            make_mandate(state=make_state(code), until=in_days(30))
            make_state(f"{code[0]}Z")
            make_nomination(state=make_state(code))

    secretary = make_secretary()
    client.force_login(secretary)
    fill(["AR"])
    client.get("/en/workspace/")
    with_few = queries_of(client)
    fill(["BO", "CL", "DO", "EC", "GT"])
    assert len(expected_of(fresh(secretary), today())) > 15
    assert queries_of(client) == with_few < 45


def test_an_editor_finds_the_cms_in_the_head_and_others_do_not(client):
    def ways(user):
        return [link.get("href") for link in read(client, user).select("header.mast a")]

    assert "/cms/" in ways(make_editor())
    assert "/cms/" not in ways(make_focal_point())
    assert {"/en/workspace/", "/en/accounts/email/", "/en/accounts/logout/"} <= set(ways(make_observer()))


def test_from_every_public_page_it_is_one_click_away_for_who_is_signed_in(client):
    assert "/en/workspace/" not in client.get("/en/").text
    client.force_login(make_observer())
    assert '<a href="/en/workspace/">Workspace</a>' in client.get("/en/").text
