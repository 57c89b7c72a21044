import pytest

from enlace.website.models import CollectionPage
from enlace.website.testing import add_page, library

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


def test_a_library_without_collections_says_so(client):
    text = client.get(library().url).text
    assert 'class="list entry"' not in text
    assert '<p class="lead measure">' in text.split("<main")[1]


def test_a_collection_of_another_language_is_not_listed(client, collection):
    assert "Training Resources" not in client.get(library("en").url).text
