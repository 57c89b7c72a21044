"""No address of ours breaks on what nobody would write by hand: its answer is a page, whatever stands in it."""

import re
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from enlace.network.testing import make_cast
from tests.leaks.addresses import PARAMETER, Way, ways

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HOSTILE = ("%00", "9" * 30, "-1", "%F0%9F%92%A5", "..%2F..%2Fetc", "'%20OR%201=1--", "<script>", "%C3%28", "x" * 900)
ASKED = (
    *["q", "page", "year", "day", "kind", "id", "who", "what", "from", "to", "since", "until", "role", "state"],
    *["person", "nomination", "organisation", "show", "format", "action", "by", "theme", "needed", "next"],
    *["collection", "language", "order", "widen", "status", "words", "verb", "resumptionToken", "identifier"],
)


def our_ways() -> list[Way]:
    return [way for way in ways() if way.ours and "(" not in way.route and not way.route.startswith("/cms/")]


def filled(route: str, value: str) -> str:
    return re.sub(PARAMETER, lambda found: "1" if found["kind"] == "uuid" else value, route)


def comes_to_us(path: str) -> bool:
    """What fits none of our patterns is the CMS's to answer, as a page that is not there: once is enough for that."""
    try:
        return resolve(unquote(path)).func.__module__.startswith("enlace.")
    except Resolver404:
        return False


@pytest.fixture
def readers():
    cast = make_cast()
    browsers = [Client(), Client(), Client()]
    browsers[1].force_login(cast.secretary)
    browsers[2].force_login(cast.focal_point)
    return browsers


@pytest.mark.parametrize("value", HOSTILE)
def test_an_address_with_anything_in_it_answers(readers, value):
    every = sorted({filled(way.route, value) for way in our_ways() if way.parameters})
    paths = [*filter(comes_to_us, every), *[path for path in every if not comes_to_us(path)][:3]]
    answered = {reader.get(path).status_code for reader in readers for path in paths}
    assert answered <= {200, 301, 302, 400, 403, 404, 405, 410}
    assert 404 in answered


@pytest.mark.parametrize("value", HOSTILE)
def test_a_question_with_anything_in_it_is_answered(readers, value):
    query = "&".join(f"{name}={value}" for name in ASKED)
    paths = [f"{way.route}?{query}" for way in our_ways() if not way.parameters]
    answered = {reader.get(path).status_code for reader in readers for path in paths}
    assert answered <= {200, 301, 302, 400, 403, 404, 405}
    assert 200 in answered


@pytest.mark.parametrize("value", ["\x00", "9" * 30, "💥", "<script>", "x" * 5000])
def test_a_form_with_anything_in_it_is_answered(readers, value):
    names = [*ASKED, "name", "email", "phone", "language", "column", "row", "code", "reference", "dated", "office_0"]
    names += ["deed", "scope", "shown", "newest", "seal", "into", "publication", "issued", "documents"]
    form = dict.fromkeys([*names, "title_0", "text_0", "audience", "sector", "listing", "password", "again"], value)
    paths = [way.route for way in our_ways() if not way.parameters]
    answered = {reader.post(path, form).status_code for reader in readers for path in paths}
    assert answered <= {200, 302, 400, 403, 404, 405, 410, 413}
