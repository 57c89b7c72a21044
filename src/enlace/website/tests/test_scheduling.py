"""A page whose hour has come is right at the first request after it, and never twice."""

import time
from datetime import timedelta

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import RequestFactory
from wagtail.models import DraftStateMixin, Locale, Page, PageLogEntry, Revision
from wagtail_localize.models import StringTranslation, Translation, TranslationSource

from enlace.accounts.models import AuditEntry
from enlace.core.clock import now
from enlace.website.models import NewsPage
from enlace.website.scheduling import check_scheduled_pages, next_change, publish_due_pages
from enlace.website.tests.reading import make_article, page_cache, read, scheduled, translate_all

EARLIER, LATER = timedelta(minutes=-5), timedelta(hours=1)


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def machine_translation_due() -> NewsPage:
    """An English page whose hour has come while its text is still what a machine wrote."""
    source, _created = TranslationSource.get_or_create_from_instance(make_article())
    english = Locale.objects.get(language_code="en")
    translate_all(source, english, translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
    Translation.objects.create(source=source, target_locale=english).save_target(publish=False)
    page = NewsPage.objects.get(locale=english, translation_key=source.object_id)
    NewsPage.objects.filter(pk=page.pk).update(live=False)
    page = NewsPage.objects.get(pk=page.pk)
    page.go_live_at = now() + EARLIER
    page.save_revision(approved_go_live_at=page.go_live_at)
    return page


@pytest.mark.django_db
def test_a_page_whose_hour_has_come_is_published_once_and_counted():
    page = scheduled("Mañana", go_live_at=now() + EARLIER)
    assert [publish_due_pages(now()), publish_due_pages(now())] == [1, 0]
    assert is_live(page)
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count() == 1


@pytest.mark.django_db
def test_a_page_whose_time_is_over_is_withdrawn_once_and_counted():
    page = scheduled("Ayer", expire_at=now() + EARLIER)
    assert [publish_due_pages(now()), publish_due_pages(now())] == [1, 0]
    assert (is_live(page), Page.objects.get(pk=page.pk).expired) == (False, True)
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.unpublish.scheduled").count() == 1


@pytest.mark.django_db
def test_pages_whose_hour_has_not_come_are_left_alone():
    coming, going = scheduled("Mañana", go_live_at=now() + LATER), scheduled("Ayer", expire_at=now() + LATER)
    assert publish_due_pages(now()) == 0
    assert (is_live(coming), is_live(going)) == (False, True)


@pytest.mark.django_db
def test_a_new_version_takes_the_place_of_the_old_at_its_hour():
    page = make_article("Antes")
    page.title, page.go_live_at = "Después", now() + EARLIER
    page.save_revision(approved_go_live_at=page.go_live_at)
    publish_due_pages(now())
    assert Page.objects.get(pk=page.pk).title == "Después"


@pytest.mark.django_db
def test_a_page_that_should_have_come_and_gone_is_not_shown():
    page = scheduled("Ayer", go_live_at=now() + EARLIER * 2)
    page.expire_at = now() + EARLIER
    page.save_revision(approved_go_live_at=page.go_live_at, overwrite_revision=page.latest_revision)
    assert publish_due_pages(now()) == 2
    assert not is_live(page)


@pytest.mark.django_db
def test_the_next_change_is_the_earliest_of_both_kinds():
    assert next_change() is None
    hours = [now() + timedelta(hours=hour) for hour in (3, 2, 1)]
    scheduled("A", go_live_at=hours[0])
    assert next_change() == hours[0]
    scheduled("B", expire_at=hours[1])
    assert next_change() == hours[1]
    scheduled("C", go_live_at=hours[2])
    assert next_change() == hours[2]


@pytest.mark.django_db
def test_a_page_that_may_not_be_published_stops_no_other_and_is_tried_once():
    refused, other = machine_translation_due(), scheduled("Mañana", go_live_at=now() + timedelta(minutes=-1))
    assert publish_due_pages(now()) == 1
    assert (is_live(refused), is_live(other)) == (False, True)
    assert next_change() is None
    entry = AuditEntry.objects.get(action="refuse_scheduled_page")
    assert (entry.subject_id, entry.by) == (str(refused.pk), None)


@pytest.mark.django_db
def test_a_page_that_cannot_be_read_back_stops_no_other():
    broken, other = (scheduled(title, go_live_at=now() + EARLIER) for title in ("Rota", "Sana"))
    Revision.objects.filter(pk=broken.latest_revision_id).update(content={"pk": broken.pk, "title": ""})
    assert publish_due_pages(now()) == 1
    assert (is_live(broken), is_live(other), next_change()) == (False, True, None)


@pytest.mark.django_db
def test_the_doctor_names_what_was_refused_until_a_person_has_published_it():
    page = machine_translation_due()
    assert [one.level for one in check_scheduled_pages()] == ["ok"]
    publish_due_pages(now())
    findings = list(check_scheduled_pages())
    assert [one.level for one in findings] == ["warn"]
    assert page.title in findings[0].sentence
    StringTranslation.objects.update(translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL)
    NewsPage.objects.get(pk=page.pk).latest_revision.publish()
    NewsPage.objects.filter(pk=page.pk).update(go_live_at=None)
    assert [one.level for one in check_scheduled_pages()] == ["ok"]


@pytest.mark.django_db
def test_the_tick_publishes():
    page = scheduled("Mañana", go_live_at=now() + EARLIER)
    call_command("tick")
    assert is_live(page)


@pytest.mark.django_db
def test_only_pages_can_be_scheduled():
    """Anything else with drafts would have to be looked for by `next_change` and `publish_due_pages`."""
    assert all(issubclass(one, Page) for one in apps.get_models() if issubclass(one, DraftStateMixin))


@pytest.mark.django_db
def test_the_first_request_after_its_hour_reads_the_page(client):
    page = scheduled("Mañana", go_live_at=now() + EARLIER)
    url = page.get_url(RequestFactory().get("/"))
    assert "Mañana" in client.get(url).text


@pytest.mark.django_db
def test_the_first_request_after_its_time_no_longer_reads_the_page(client):
    page = scheduled("Ayer", expire_at=now() + EARLIER)
    assert client.get(page.get_url()).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_waits_for_what_is_due_to_be_published():
    unrelated = make_article("Otra")
    with page_cache() as (cache, asked):
        read(cache, unrelated.get_url())
        page = scheduled("Mañana", go_live_at=now() + EARLIER)
        read(cache, unrelated.get_url())
        assert is_live(page)
        read(cache, unrelated.get_url())
        read(cache, unrelated.get_url())
    assert asked.times == 3


@pytest.mark.django_db(transaction=True)
def test_a_kept_page_goes_at_its_hour_although_nobody_commits():
    page = make_article("Ayer")
    with page_cache() as (cache, _asked):
        read(cache, page.get_url())
        hour = now() + timedelta(seconds=0.3)
        NewsPage.objects.filter(pk=page.pk).update(expire_at=hour)
        cache.watch()
        time.sleep((hour - now()).total_seconds() + 0.01)
        assert cache.watch().due
        assert read(cache, page.get_url()).status == 404


@pytest.mark.django_db(transaction=True)
def test_a_refused_page_does_not_keep_the_cache_waiting():
    machine_translation_due()
    other = make_article("Otra")
    with page_cache() as (cache, asked):
        for _ in range(4):
            read(cache, other.get_url())
    assert asked.times == 2
