"""What every app offers to be searched, asked of one record of each kind and audience, made for the crawl for leaks."""

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.leaks.records import CANARY, hidden_from, make_records

from enlace.network.testing import fresh, make_cast
from enlace.search.indexing import records_of, searchables

pytestmark = pytest.mark.django_db

KINDS = {
    *("publication", "news", "story", "page", "meeting", "session", "decision"),
    *("commitment", "strategy", "priority", "state", "mechanism", "lesson", "campaign"),
}
READERS = ("focal_point", "other_focal_point", "observer", "host", "editor", "secretary", "stranger")
OF_THE_SITE = {"news", "story", "page"}


def words_of(indexed):
    return " ".join([*indexed.titles.values(), *indexed.texts.values(), *(page.text for page in indexed.pages)])


@pytest.fixture
def cast():
    return make_cast()


def readers(cast):
    return [AnonymousUser(), *(fresh(getattr(cast, name)) for name in READERS)]


def test_every_kind_is_offered_once_under_its_name():
    kinds = [one.kind for one in searchables()]
    assert sorted(kinds) == sorted(KINDS)


@pytest.mark.slow
def test_no_record_in_the_index_says_more_than_everybody_may_read_who_sees_it(cast):
    records = make_records(cast)
    held = [
        (one, indexed.id, set(CANARY.findall(words_of(indexed))))
        for one in searchables()
        for indexed in one.read(list(records_of(one).values_list("pk", flat=True)))
    ]
    told, tried = [], 0
    for user in readers(cast):
        hidden = hidden_from(user, records)
        seen = {one.kind: set(one.seen(user).values_list("pk", flat=True)) for one in searchables()}
        for one, number, words in held:
            if number in seen[one.kind]:
                tried += len(words)
                told += [f"{one.kind} {number} tells {user}: {hidden[word]}" for word in words if word in hidden]
    assert sorted(set(told)) == []
    assert tried > 200


@pytest.mark.slow
def test_what_somebody_finds_is_what_they_see(cast):
    make_records(cast)
    for user in readers(cast):
        for one in searchables():
            if one.kind not in OF_THE_SITE:
                model = records_of(one).model
                wanted = set(model._default_manager.visible_to(user).values_list("pk", flat=True))
                assert set(one.seen(user).values_list("pk", flat=True)) == wanted, one.kind
