import pytest

from enlace.website.models import CollectionPage
from enlace.website.testing import add_page, blocks, library, make_editor, make_site_document

pytestmark = pytest.mark.django_db


@pytest.fixture
def collection():
    parent = library()
    return add_page(
        parent,
        CollectionPage(
            title="Training Resources", description="<p>Guías y casos.</p>", title_language="en", locale=parent.locale
        ),
    )


def test_the_library_lists_its_collections_with_what_each_holds(client, collection):
    text = client.get(library().url).text
    assert f'<a href="{collection.url}" lang="en">Training Resources</a>' in text
    assert "Guías y casos." in text


def test_a_collection_without_publications_says_so(client, collection):
    text = client.get(collection.url).text
    assert '<h1 class="modest" lang="en">Training Resources</h1>' in text
    assert '<p class="box measure">' in text


def test_a_collection_lists_its_documents_and_the_library_counts_them(client, collection):
    collection.documents = blocks(("document", {"document": make_site_document(title="Guía").pk, "title": ""}))
    collection.save_revision().publish()
    assert "Guía" in client.get(collection.url).text
    assert "1 documento" in client.get(library().url).text


def test_an_editor_is_shown_how_to_add_the_first_document_and_the_public_is_not(client, collection):
    assert f"/cms/pages/{collection.pk}/edit/" not in client.get(collection.url).text
    client.force_login(make_editor())
    assert f"/cms/pages/{collection.pk}/edit/" in client.get(collection.url).text


def test_a_library_without_collections_says_so(client):
    text = client.get(library().url).text
    assert 'class="list entry"' not in text
    assert '<p class="lead measure">' in text.split("<main")[1]


def test_a_collection_of_another_language_is_not_listed(client, collection):
    assert "Training Resources" not in client.get(library("pt").url).text
