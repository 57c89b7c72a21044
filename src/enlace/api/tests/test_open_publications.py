"""The library as programs read it: public publications with their files, and nothing of what stands beside them."""

import pytest
from django.test import Client

from enlace.api.tests.made_world import SECRET, make_world
from enlace.core.texts import Texts
from enlace.library.models import Publication
from enlace.library.testing import make_collection, make_language_version, make_publication
from enlace.meetings.models import Meeting
from enlace.network.testing import make_state
from enlace.themes.models import Theme

pytestmark = pytest.mark.django_db
HOME = "/api/v1/"


def read(path, status=200):
    answer = Client().get(HOME + path)
    assert answer.status_code == status, answer.content
    return answer.json()


def test_a_publication_is_whole_and_names_nothing_that_is_hidden(settings, tmp_path):
    settings.DATA = tmp_path
    make_world()
    made = Publication.objects.get(collection__isnull=False)
    found = read(f"publications/{made.pk}")
    assert found["title"] == {"es": "Control de armas de fuego y prevención"}
    assert (found["issued"], found["kind"], found["doi"], found["licence"]) == (
        "2022-10",
        "report",
        "10.1/x",
        "CC-BY-4.0",
    )
    assert [(one["role"], one["kind"], one["name"]) for one in found["contributors"]] == [
        ("author", "body", "Secretaría Técnica"),
        ("editor", "person", "Ana Kumar"),
    ]
    assert found["meetings"] == [Meeting.objects.get(audience="public").pk]
    assert len(found["commitments"]) == 1
    assert (found["states"], len(found["themes"])) == (["UY"], 2)
    assert [(one["language"], one["content_type"]) for one in found["languages"]] == [("es", "application/pdf")]
    assert found["languages"][0]["address"] == f"http://testserver/publications/{made.pk}/es/"
    assert found["permanent_address"] == f"http://testserver/publications/{made.pk}/"
    assert found["collection"] == {"slug": made.collection.slug, "name": made.collection.name}
    assert set(found["links"]["html"]) == {"es", "en", "pt"}
    assert read("publications")["items"] == [found]
    assert SECRET not in Client().get(f"{HOME}publications").text
    for one in Publication.objects.exclude(pk=made.pk):
        read(f"publications/{one.pk}", 404)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("collection=shelf", "here"),
        ("collection=other", ""),
        ("theme=genocide", "here"),
        ("theme=atrocity-crimes", "here"),
        ("state=uy", "there"),
        ("year=2015", "there"),
        ("year=2022", "here"),
        ("language=en", "here"),
        ("language=es", ""),
        ("collection=shelf&year=2015", ""),
        ("", "here there"),
    ],
)
def test_filters_choose_and_are_joined(question, found, settings, tmp_path):
    settings.DATA = tmp_path
    made = {
        "here": make_publication(collection=make_collection(slug="shelf")),
        "there": make_publication(issued="2015"),
    }
    made["here"].themes.add(Theme.objects.get(slug="genocide"))
    made["there"].states.add(make_state())
    make_language_version(publication=made["here"], language="en", content=b"%PDF-1.4 x")
    make_language_version(publication=made["there"], language="es")
    hidden = make_publication(published=False, collection=made["here"].collection, title=Texts({"es": SECRET}))
    make_language_version(publication=hidden, language="es", content=b"%PDF-1.4 x")
    items = read(f"publications?{question}")["items"]
    assert [one["id"] for one in items] == [made[name].pk for name in found.split()]


def test_what_is_asked_wrongly_is_told():
    for question in ("year=15", "language=español", "collection=a b", "collection="):
        assert read(f"publications?{question}", 400)["errors"]
