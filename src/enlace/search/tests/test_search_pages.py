"""The page of results and the suggestions, as browsers and the page cache get them."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils.html import escape

from enlace.library.models import Publication
from enlace.library.testing import make_publication
from enlace.network.testing import make_focal_point
from enlace.search.asking.readers import NobodyPlaysIt, reader_as
from enlace.search.indexing import reindex

pytestmark = pytest.mark.django_db


@pytest.fixture
def shelf(db):
    Publication.objects.all().delete()
    make_publication(title={"es": "Alerta temprana"}, abstract={"es": "Señales <i>y</i> oficinas."})
    make_publication(title={"es": "Alerta reservada"}, audience="members")
    reindex()


def test_the_page_without_a_question_says_what_is_searched(client, shelf):
    page = client.get("/es/search/")
    assert page.status_code == 200
    assert 'type="search"' in page.text
    assert '<meta name="robots" content="noindex">' in page.text


def test_results_are_shown_with_their_filters_and_kept_for_everybody_alone(client, shelf):
    page = client.get("/es/search/?q=alerta&widen=no")
    assert "Alerta temprana" in page.text
    assert "Alerta reservada" not in page.text
    assert 'name="kind"' in page.text
    assert "no-store" not in page.headers.get("Cache-Control", "")
    client.force_login(make_focal_point())
    own = client.get("/es/search/?q=alerta&widen=no")
    assert "Alerta reservada" in own.text
    assert own.headers["Cache-Control"] == "private, no-store"


def test_what_is_found_is_no_markup(client, shelf):
    page = client.get("/es/search/?q=se%C3%B1ales+%3Cscript%3E&widen=no")
    assert "<script>" not in page.text.replace("<script src", "")
    assert "&lt;i&gt;y&lt;/i&gt;" in page.text


def test_nothing_found_says_what_one_can_do(client, shelf):
    page = client.get("/es/search/?q=zzzyyy&year=1999&widen=no")
    assert 'href="/es/search/?q=zzzyyy&amp;widen=no"' in page.text
    assert 'href="/es/search/?q=zzzyyy&amp;year=1999"' in page.text


def test_a_correction_leads_back_to_what_was_typed(client, shelf):
    page = client.get("/es/search/?q=tenprana&widen=no")
    assert "Alerta temprana" in page.text
    assert escape("/es/search/?q=tenprana&widen=no&exactly=yes") in page.text


def test_suggestions_are_a_part_of_a_page(client, shelf):
    part = client.get("/es/search/suggest/?q=aler", headers={"HX-Request": "true"})
    assert "Alerta temprana" in part.text
    assert "Alerta reservada" not in part.text
    assert "<html" not in part.text
    assert client.get("/es/search/suggest/?q=").text.strip() == ""


@pytest.mark.parametrize(
    "query",
    ["page=0", "page=999999", "page=x", "q=a&page=49", "order=x&kind=x&theme=%00", "q=%00%22-", "year=" + "9" * 500],
)
def test_whatever_stands_in_the_address_is_answered(client, shelf, query):
    assert client.get(f"/es/search/?{query}").status_code == 200


def test_the_command_line_borrows_the_eyes_of_a_part(shelf):
    user = make_focal_point()
    assert reader_as("focal_point") == user == reader_as(user.email.upper())
    assert isinstance(reader_as("public"), AnonymousUser)
    for part in ("observer", "nobody", "nobody@example.org"):
        with pytest.raises(NobodyPlaysIt):
            reader_as(part)
