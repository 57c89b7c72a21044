"""What changes is found, and what is gone is not, as soon as the logs say so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from tantivy import Query
from wagtail.models import PageLogEntry, PageViewRestriction

from enlace.accounts.actions import record
from enlace.commitments.models import Commitment
from enlace.commitments.testing import make_commitment
from enlace.core import clock
from enlace.core.texts import Texts
from enlace.files.models import Version
from enlace.files.testing import make_file
from enlace.library.testing import (
    make_collection,
    make_language_version,
    make_page_text,
    make_publication,
    make_reading,
)
from enlace.meetings.agenda.publish_actions import publish_agenda
from enlace.meetings.testing import make_meeting, make_session
from enlace.network.testing import make_secretary
from enlace.search import following, positions
from enlace.search.following import catch_up, follow, indexed_numbers, opened
from enlace.search.indexing import public_ids, reindex, searchables
from enlace.search.positions import LogPosition
from enlace.search.testing import found, pages_found, titled
from enlace.themes.models import Theme
from enlace.website.testing import make_news_page, make_text_page

pytestmark = pytest.mark.django_db


def key(publication):
    return f"publication:{publication.pk}"


def make_read_publication(text, **overrides):
    publication = make_publication(**overrides)
    version = make_file(make_language_version(publication=publication)).versions.get()
    make_page_text(reading=make_reading(version=version), text=text)
    return publication


def test_before_the_first_search_there_is_no_index_and_then_there_is():
    publication = make_publication(title=Texts({"es": "Control de armas"}))
    assert opened() is None
    assert catch_up(most=0) == 0
    assert opened() is None
    assert catch_up(most=10_000) > 0
    assert titled("control armas") == [key(publication)]


def test_a_publication_is_found_by_the_words_of_its_pages():
    publication = make_read_publication("La prevención empieza en la escuela.")
    reindex()
    assert found("prevencion escuela") == [key(publication)]
    assert pages_found("prevencion escuela") == [key(publication)]
    assert catch_up() == 0


def test_a_change_is_found_once_it_is_written_in_the_log():
    publication = make_publication(title=Texts({"es": "Control de armas"}))
    reindex()
    publication.title = Texts({"es": "Memoria y verdad"})
    publication.save()
    record("change_publication", publication, by=None)
    assert titled("memoria") == []
    assert catch_up(most=500) == 1
    assert titled("memoria") == [key(publication)]
    assert titled("armas") == []
    assert catch_up(most=500) == 0


def test_what_is_withdrawn_is_public_no_more_and_what_is_removed_is_gone():
    publication = make_read_publication("La prevención empieza en la escuela.", title=Texts({"es": "Memoria"}))
    reindex()
    assert titled("memoria", public=True) == [key(publication)]
    publication.withdrawn_at = clock.now()
    publication.save()
    record("withdraw_publication", publication, by=None)
    catch_up()
    assert (titled("memoria"), titled("memoria", public=True)) == ([key(publication)], [])
    record("remove_publication", publication, by=None)
    gone = key(publication)
    publication.delete()
    catch_up()
    assert gone not in titled("memoria") + pages_found("escuela")


def test_a_language_version_that_is_removed_takes_its_pages_with_it():
    publication = make_read_publication("La prevención empieza en la escuela.")
    reindex()
    version = publication.language_versions.get()
    record("remove_language_version", version, by=None, before={"publication": publication.pk, "language": "es"})
    version.delete()
    catch_up()
    assert pages_found("escuela") == found("escuela") == []


def test_words_of_an_erased_file_are_found_no_more_and_leave_the_files_of_the_index_with_the_tick():
    publication = make_read_publication("Una palabraborrada está escrita.")
    reindex()
    erased = Version.objects.get(file__owner_id=publication.language_versions.get().pk)
    Version.objects.filter(pk=erased.pk).update(content="", name="")
    record("erase_version", erased.file, by=None)
    catch_up(most=500)
    assert pages_found("palabraborrada") == found("palabraborrada") == []
    assert opened().position.erased
    before = opened().stamp[0]
    follow(clock.now())
    assert not before.exists()
    assert not opened().position.erased
    assert not any(b"palabraborrada" in one.read_bytes() for one in opened().stamp[0].rglob("*") if one.is_file())


def test_a_collection_or_theme_of_another_name_reaches_what_stands_in_it():
    collection = make_collection(slug="informes")
    theme = Theme.objects.create(slug="memoria", label=Texts({"es": "Memoria"}))
    publication = make_publication(collection=collection)
    publication.themes.add(theme)
    reindex()
    assert facets("collection", "theme") == ["informes", "memoria"]
    type(collection).objects.filter(pk=collection.pk).update(slug="estudios")
    record("change_collection", collection, by=None)
    Theme.objects.filter(pk=theme.pk).update(slug="memorias")
    record("change_theme", theme, by=None)
    assert catch_up() >= 1
    assert facets("collection", "theme") == ["estudios", "memorias"]


def facets(*names):
    index = opened().index
    asked = Query.term_query(index.schema, "kind", "publication")
    counted = index.searcher().aggregate(asked, {name: {"terms": {"field": name}} for name in names})
    return [bucket["key"] for name in names for bucket in counted[name]["buckets"]]


def test_an_import_that_writes_one_line_is_followed_whole_but_not_by_a_search():
    reindex()
    made = [make_commitment(title=Texts({"es": f"Registro {number}"})) for number in range(12)]
    record("import_commitments", Commitment, by=None, after={"commitments": 12})
    assert catch_up(most=5) == 0
    assert titled("registro") == []
    assert catch_up() >= 12
    assert titled("registro") == sorted(f"commitment:{one.pk}" for one in made)


def test_the_draft_of_a_session_is_found_once_the_agenda_is_published():
    begins_on = clock.today() + timedelta(30)
    meeting = make_meeting(audience="public", begins_on=begins_on, ends_on=begins_on)
    title = Texts({"es": "Apertura solemne"})
    session = make_session(meeting=meeting, audience="public", title=title, day=begins_on, published=False)
    reindex()
    assert titled("apertura solemne", public=True) == []
    publish_agenda(meeting, by=make_secretary())
    type(session).objects.filter(pk=session.pk).update(title=Texts({"es": "Apertura reservada"}))
    record("change_session", session, by=None)
    catch_up()
    assert titled("apertura solemne", public=True) == [f"session:{session.pk}"]
    assert titled("reservada") == []
    type(session).objects.filter(pk=session.pk).update(audience="members")
    record("change_session", session, by=None)
    catch_up()
    assert (titled("solemne", public=True), titled("solemne")) == ([], [f"session:{session.pk}"])
    type(session).objects.filter(pk=session.pk).update(audience="public")
    published_for_members(session)
    record("change_session", session, by=None)
    catch_up()
    assert titled("solemne") == []


def published_for_members(session):
    version = session.versions.get()
    version.facts = version.facts | {"audience": "members"}
    version.save()


def test_a_page_is_found_in_each_language_under_one_record_and_as_it_is_live():
    page = make_news_page(title="La memoria importa")
    other = make_news_page("en", title="Remembrance matters", translation_of=page)
    reindex()
    assert titled("memoria importa") == titled("remembrance matters") == [f"news:{page.pk}"]
    page.title = "Un borrador secreto"
    page.save_revision()
    catch_up()
    assert titled("secreto") == []
    page.unpublish()
    catch_up()
    assert titled("memoria importa") == []
    assert titled("remembrance matters") == [f"news:{other.pk}"]


def test_a_page_whose_parent_is_restricted_is_found_no_more_though_the_log_came_first(monkeypatch):
    monkeypatch.setattr(positions, "AGAIN_AFTER", 3600)
    parent = make_text_page(title="Sobre la red")
    page = make_text_page(title="Una página adentro", parent=parent)
    reindex()
    assert titled("adentro") == [f"page:{page.pk}"]
    PageLogEntry.objects.log_action(instance=parent, action="wagtail.view_restriction.create")
    catch_up()
    assert titled("adentro") == [f"page:{page.pk}"]
    PageViewRestriction.objects.bulk_create([PageViewRestriction(page=parent, restriction_type="login")])
    assert catch_up() == 0
    later = clock.now() + timedelta(seconds=positions.AGAIN_AFTER + 1)
    monkeypatch.setattr(positions, "now", lambda: later)
    catch_up(most=500)
    assert titled("adentro") == []
    assert catch_up() == 0


def test_what_is_public_is_asked_anew_when_the_day_has_passed(monkeypatch):
    publication = make_publication(title=Texts({"es": "Memoria"}))
    reindex()
    type(publication).objects.filter(pk=publication.pk).update(audience="members")
    assert catch_up() == 0
    tomorrow = clock.today() + timedelta(1)
    monkeypatch.setattr(positions, "today", lambda: tomorrow)
    monkeypatch.setattr(following, "today", lambda: tomorrow)
    assert catch_up(most=500) >= 1
    assert (titled("memoria"), titled("memoria", public=True)) == ([key(publication)], [])
    assert catch_up() == 0


def test_the_public_of_the_index_is_that_of_the_records():
    make_publication(audience="members")
    make_publication()
    make_meeting(audience="public")
    reindex()
    for one in searchables():
        assert indexed_numbers(opened().index, one, public=True) <= public_ids(one)
    publications = next(one for one in searchables() if one.kind == "publication")
    assert indexed_numbers(opened().index, publications, public=True) == public_ids(publications)
    assert public_ids(publications) == set(publications.seen(AnonymousUser()).values_list("pk", flat=True))


def test_entries_that_are_committed_late_under_a_lower_number_are_followed():
    at = LogPosition(10, "ten").after([11, 14], "fourteen")
    assert (at.newest, at.moment, at.missing) == (14, "fourteen", (12, 13))
    late = at.after([12], "twelve")
    assert (late.newest, late.moment, late.missing) == (14, "fourteen", (13,))
    assert late.after([15 + positions.RECENT], "much later").missing[0] > 13


def test_an_entry_that_was_missing_is_asked_for(django_assert_num_queries):
    publication = make_publication()
    entry = record("change_publication", publication, by=None)
    reindex()
    position = opened().position
    late = replace(position.logs["audit"], newest=entry.pk, missing=(entry.pk,))
    with django_assert_num_queries(1):
        assert replace(position, logs=position.logs | {"audit": late}).compared().more
    assert not position.compared().more


def test_another_database_in_the_place_of_this_one_is_noticed():
    record("change_publication", make_publication(title=Texts({"es": "Memoria"})), by=None)
    reindex()
    position = opened().position
    elsewhere = replace(position.logs["audit"], moment="another time")
    assert not replace(position, logs=position.logs | {"audit": elsewhere}).compared().of_this_database
    assert position.compared().of_this_database


def test_nothing_to_follow_costs_one_query(django_assert_num_queries):
    reindex()
    with django_assert_num_queries(1):
        assert catch_up(most=500) == 0
