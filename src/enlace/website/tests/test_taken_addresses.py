import pytest
from django.urls import reverse

from enlace.website.models import TextPage
from enlace.website.page_forms import taken_addresses
from enlace.website.testing import home, make_secretary, make_text_page

pytestmark = pytest.mark.django_db
EMPTY = {f"{name}-{count}": "0" for name in ("body", "sources", "comments") for count in ("count", "TOTAL_FORMS")}


def write(client, slug, parent):
    client.force_login(make_secretary())
    fields = {"title": "Personas", "slug": slug, "lead": "", "comments-INITIAL_FORMS": "0"}
    return client.post(reverse("wagtailadmin_pages:add", args=["website", "textpage", parent.pk]), EMPTY | fields)


def test_what_the_program_answers_itself_is_known_from_its_own_list():
    assert {"states", "people", "directory", "your-data", "accounts", "feed", "workspace"} <= taken_addresses()


def test_a_page_that_nobody_could_read_is_refused_in_a_sentence(client):
    answer = write(client, "people", home())
    assert "/people/" in answer.text
    assert not TextPage.objects.filter(slug="people").exists()


def test_the_same_address_further_down_is_free(client):
    write(client, "people", make_text_page())
    assert TextPage.objects.filter(slug="people").exists()
