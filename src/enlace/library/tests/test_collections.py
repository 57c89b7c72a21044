import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.library.cataloguing.collection_actions import (
    add_collection,
    change_collection,
    move_collection,
    remove_collection,
)
from enlace.library.cataloguing.first_collections import load_first_collections
from enlace.library.models import Collection
from enlace.library.testing import make_collection, make_publication
from enlace.network.testing import make_observer

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_collection_yet():
    Collection.objects.all().delete()


def test_a_collection_is_added_at_the_end_with_an_address_of_its_name():
    make_collection(order=4)
    added = [add_collection(by=None, name={"en": "Policy papers"}) for _ in range(2)]
    assert [(one.slug, one.order) for one in added] == [("policy-papers", 5), ("policy-papers-2", 6)]
    with pytest.raises(PermissionDenied):
        add_collection(by=make_observer(), name={"en": "Mine"})


@pytest.mark.parametrize("wrong", [{"name": {}}, {"name": {"es": "x" * 201}}, {"slug": "a b"}, {"slug": "papers"}])
def test_what_is_wrong_with_a_collection_is_said_at_its_field(wrong):
    make_collection(slug="papers")
    with pytest.raises(ValidationError) as caught:
        add_collection(by=None, **({"name": {"es": "Informes"}} | wrong))
    assert list(caught.value.message_dict) == list(wrong)


def test_collections_change_their_words_and_their_places():
    first, second = make_collection(), make_collection()
    change_collection(first, by=None, description={"pt": "O que se escreveu."})
    assert move_collection(second, by=None, earlier=True)
    assert not move_collection(second, by=None, earlier=True)
    assert list(Collection.objects.all()) == [second, first]


def test_a_collection_with_publications_is_not_removed():
    shelf = make_collection()
    make_publication(collection=shelf)
    with pytest.raises(ValidationError):
        remove_collection(shelf, by=None)
    remove_collection(make_collection(), by=None)
    assert list(Collection.objects.all()) == [shelf]


def test_an_empty_library_begins_with_seven_collections_in_three_languages_and_no_other_does():
    load_first_collections()
    load_first_collections()
    found = list(Collection.objects.all())
    assert len(found) == 7
    assert all(set(texts) == {"es", "en", "pt"} for one in found for texts in (one.name, one.description))
    Collection.objects.all().delete()
    make_publication()
    load_first_collections()
    assert not Collection.objects.exists()
