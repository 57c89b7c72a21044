"""The pages of the network's records within the site: kept until they change, on the map of the site, on the cloth."""

from datetime import date
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from lxml import etree

from enlace.core.clock import today
from enlace.network.member_actions import record_membership
from enlace.network.models import Membership
from enlace.network.testing import make_membership, make_state
from enlace.ui.cloth import year_cloth
from enlace.website.generation import Watch
from enlace.website.testing import blocks, history, home
from enlace.website.tests.reading import page_cache, read

pytestmark = pytest.mark.django_db(transaction=True)
PATH, PART = "/es/states/", {"Hx_Request": "true"}
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_the_states_are_kept_and_refreshed_when_a_membership_is_recorded():
    make_state("UY")
    with page_cache() as (cache, asked):
        first, second = read(cache, PATH), read(cache, PATH)
        assert (asked.times, first) == (1, second)
        record_membership(Membership(state=make_state("PY", member=False), since=date(2015, 1, 1)), by=None)
        assert "/es/states/py/" in read(cache, PATH).text
    assert "/es/states/py/" not in first.text


def test_a_part_of_the_page_is_neither_kept_as_the_page_nor_answered_from_it():
    make_state("UY")
    with page_cache() as (cache, asked):
        part, whole = read(cache, PATH, **PART), read(cache, PATH)
        again = read(cache, PATH, **PART)
        assert read(cache, PATH) == whole
    assert part.body == again.body
    assert "<html" in whole.text
    assert "<html" not in part.text
    assert asked.times == 3
    assert "HX-Request" in whole.headers["Vary"]
    assert "HX-Request" in part.headers["Vary"]


def test_another_day_is_another_generation():
    watch = Watch()
    with timezone.override(ZoneInfo("Pacific/Pago_Pago")):
        before = watch()
        assert watch() is before
    watch.until = 0.0
    with timezone.override(ZoneInfo("Pacific/Kiritimati")):
        assert watch() != before
    watch.close()


def entries(client):
    tree = etree.fromstring(client.get("/sitemap.xml").content)
    return {
        url.findtext("s:loc", namespaces=NAMES): {
            link.get("hreflang"): link.get("href") for link in url.findall("x:link", NAMES)
        }
        for url in tree.findall("s:url", NAMES)
    }


def test_the_map_of_the_site_names_the_states_in_every_language(client):
    make_state("UY")
    make_membership(state=make_state("CL", member=False), until=date(2014, 1, 1))
    make_state("BR", member=False)
    found = entries(client)
    for path in ("states/", "directory/", "states/uy/", "states/cl/"):
        editions = {code: f"http://testserver/{code}/{path}" for code in ("es", "en", "pt")}
        for address in editions.values():
            assert found[address] == editions | {"x-default": editions["es"]}
            assert client.get(address.removeprefix("http://testserver")).status_code == 200
    assert not [address for address in found if "/br/" in address]


def test_the_map_of_the_site_names_none_while_there_is_no_member(client):
    assert not [address for address in entries(client) if "/states/" in address or "/directory/" in address]


def test_the_cloth_of_the_home_page_has_a_warp_for_each_member_of_today(client):
    page = history()
    page.milestones = blocks(("milestone", {"date": "2012-03-29", "shown": "2012", "title": "Lanzamiento"}))
    page.save_revision().publish()
    for code in ("UY", "AR"):
        make_state(code)
    make_membership(state=make_state("CL", member=False), until=date(2014, 1, 1))
    drawing = client.get(home().url).text.split("<figure")[1].split("</svg>")[0]
    assert drawing.count("<path") == 2 + today().year - 2012 + 1
    assert [end.split("<")[0].split(">")[1] for end in drawing.split("<text")[1:]] == ["AR", "UY"]


def test_the_ends_of_too_many_warps_are_not_written():
    codes = [f"{number}" for number in range(54)]
    assert year_cloth({2012}, 2012, ends=codes).count('class="i"') == 54
    assert "<text" not in year_cloth({2012}, 2012, ends=codes)
    assert year_cloth({2012}, 2012, ends=codes[:24]).count("<text") == 24
