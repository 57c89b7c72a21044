"""The list of all publications, and one thing done to many."""

import pytest
from django.test import Client
from django.urls import reverse

from enlace.accounts.models import AuditEntry
from enlace.core.clock import today
from enlace.files.testing import PDF
from enlace.library.cataloguing.due import due_confirmations
from enlace.library.models import Publication
from enlace.library.testing import make_collection, make_language_version, make_publication
from enlace.network.testing import make_observer, make_secretary
from enlace.themes.testing import make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client):
    user = make_secretary()
    client.force_login(user)
    return user


def _list(query=""):
    return reverse("library:publications") + query


def _do(client, deed, *, query="", **sent):
    return client.post(_list(query), {"deed": deed, "scope": "marked"} | sent)


def test_the_list_is_filtered_by_words_state_collection_and_language(client, secretary):
    shelf = make_collection()
    one = make_publication(title={"es": "Memoria histórica"}, collection=shelf)
    two = make_publication(title={"en": "Firearms"}, confirmed=False)
    make_language_version(publication=two, language="en")

    def found(query):
        return {line.publication for line in client.get(_list(query)).context["lines"]}

    assert found("") == {one, two}
    assert found("?words=historica+MEMORIA") == {one}
    assert found("?state=unconfirmed") == {two}
    assert found("?state=published") == {one}
    assert found(f"?collection={shelf.slug}") == {one}
    assert found("?collection=none") == {two}
    assert found("?language=en") == {two}
    assert found("?state=nonsense&page=9") == {one, two}
    assert found("?words=%00&collection=%00&language=%00") in ({one, two}, set())


def test_three_hundred_are_confirmed_by_choosing_all_of_the_selection(client, secretary, django_assert_max_num_queries):
    shelf = make_collection()
    for _number in range(120):
        make_language_version(publication=make_publication(confirmed=False, collection=shelf))
    make_publication(confirmed=False)
    with django_assert_max_num_queries(30):
        page = client.get(_list(f"?collection={shelf.slug}"))
    assert (len(page.context["lines"]), page.context["leaf"].paginator.num_pages) == (50, 3)
    later = make_publication(confirmed=False, collection=shelf)
    sent = {"scope": "all", "newest": page.context["newest"]}
    answer = _do(client, "confirm", query=f"?collection={shelf.slug}", **sent)
    assert len(answer.context["outcome"].done) == 120
    later.refresh_from_db()
    assert later.confirmed_at is None
    assert Publication.objects.unconfirmed().count() == 2


def test_what_is_refused_is_named_with_its_reason_and_the_rest_is_done(client, secretary):
    good = make_publication(published=False, collection=make_collection())
    make_language_version(publication=good, content=PDF)
    bad = make_publication(title={"es": "Sin archivo"}, published=False)
    published = make_publication()
    answer = _do(client, "publish", publication=[good.pk, bad.pk, published.pk])
    outcome = answer.context["outcome"]
    assert (outcome.done, outcome.unchanged) == ([good.pk], 1)
    assert [one.publication for one in outcome.refused] == [bad]
    assert "Sin archivo" in answer.text
    assert outcome.refused[0].reason in answer.text


def test_each_value_is_set_on_many_and_set_back(client, secretary):
    shelf, other, theme = make_collection(), make_collection(), make_theme()
    one, two = make_publication(collection=shelf), make_publication(collection=other)
    values = {"collection": other.pk, "theme": theme.pk, "audience": "members", "licence": "CC-BY-4.0"}
    for deed, value in values.items():
        before = list(Publication.objects.order_by("pk").values("collection", "audience", "licence", "themes"))
        answer = _do(client, deed, publication=[one.pk, two.pk], **{deed: value})
        assert list(Publication.objects.order_by("pk").values("collection", "audience", "licence", "themes")) != before
        client.post(reverse("library:undo_for_publications"), {"seal": answer.context["seal"]})
        assert list(Publication.objects.order_by("pk").values("collection", "audience", "licence", "themes")) == before
    assert AuditEntry.objects.filter(action="change_publication", by=secretary).count() == 14


def test_undoing_leaves_what_somebody_changed_since(client, secretary):
    one = make_publication()
    answer = _do(client, "licence", publication=[one.pk], licence="CC0-1.0")
    Publication.objects.update(licence="reserved")
    client.post(reverse("library:undo_for_publications"), {"seal": answer.context["seal"]})
    assert Publication.objects.get().licence == "reserved"
    assert client.post(reverse("library:undo_for_publications"), {"seal": "forged"}).status_code == 302


def test_drafts_are_removed_after_a_second_look_and_published_ones_stay(client, secretary):
    draft, published = make_publication(published=False), make_publication()
    page = _do(client, "remove", publication=[draft.pk, published.pk])
    assert Publication.objects.count() == 2
    answer = _do(client, "remove", scope="page", shown=page.context["ids"], sure="yes")
    assert (answer.context["outcome"].done, len(answer.context["outcome"].refused)) == ([draft.pk], 1)
    assert list(Publication.objects.all()) == [published]


@pytest.mark.parametrize(
    ("deed", "sent", "field"),
    [
        ("confirm", {}, "__all__"),
        ("collection", {"publication": "1"}, "collection"),
        ("theme", {"publication": "1"}, "theme"),
        ("audience", {"publication": "1", "audience": "invited"}, "audience"),
        ("dance", {"publication": "1"}, "__all__"),
        ("confirm", {"publication": "x", "scope": "other"}, "__all__"),
    ],
)
def test_nothing_chosen_and_nothing_meant_are_told(client, secretary, deed, sent, field):
    make_publication()
    assert list(_do(client, deed, **sent).context["form"].errors) == [field]


def test_the_secretariat_is_told_what_waits_and_nobody_else_is(client, secretary):
    assert list(due_confirmations(secretary, today())) == []
    make_publication(confirmed=False)
    make_publication(confirmed=False)
    due = list(due_confirmations(secretary, today()))
    assert len(due) == 1
    assert "2" in due[0].title
    observer = make_observer()
    assert list(due_confirmations(observer, today())) == []
    other = Client()
    other.force_login(observer)
    assert other.post(_list(), {"deed": "confirm"}).status_code == 403
