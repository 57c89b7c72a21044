import pytest
from hypothesis import given
from hypothesis import strategies as st

from enlace.website.accept_language import best_language
from enlace.website.models import HomePage

OFFERED = ["es", "en", "pt"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", ""),
        ("en", "en"),
        ("pt-BR,pt;q=0.9,en;q=0.8", "pt"),
        ("de-DE,de;q=0.9,en;q=0.5", "en"),
        ("en;q=0.3, pt;q=0.7", "pt"),
        ("de", ""),
        ("*", ""),
        ("ENG", ""),
        ("EN-us", "en"),
        ("pt;q=0, en;q=0.1", "en"),
        ("pt;q=0", ""),
        ("est, eng", ""),
        ("; DROP TABLE", ""),
    ],
)
def test_the_dearest_language_that_is_offered_wins(header, language):
    assert best_language(header, OFFERED) == language


@given(st.text(max_size=700))
def test_no_header_upsets_the_choice(header):
    assert best_language(header, OFFERED) in {"", *OFFERED}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("header", "address"), [("pt-PT", "/pt/"), ("en-GB,en;q=0.8", "/en/"), ("de", "/es/"), ("", "/es/")]
)
def test_the_front_door_leads_to_the_reader_s_language_and_may_lead_elsewhere_tomorrow(client, header, address):
    answer = client.get("/", headers={"accept-language": header})
    assert (answer.status_code, answer["Location"]) == (302, address)
    assert "Accept-Language" in answer["Vary"]
    assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_a_language_without_a_home_page_is_not_offered(client):
    HomePage.objects.get(locale__language_code="pt").unpublish()
    assert client.get("/", headers={"accept-language": "pt"})["Location"] == "/es/"
    assert client.get("/", headers={"accept-language": "pt, en;q=0.5"})["Location"] == "/en/"


@pytest.mark.django_db
def test_the_front_door_is_only_read(client):
    assert client.post("/").status_code == 405


@pytest.mark.django_db
def test_robots_are_told_what_to_leave_and_where_the_map_is(client):
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    assert {"Disallow: /cms/", "Disallow: /es/accounts/", "Disallow: /pt/accounts/"} <= set(lines)
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"
