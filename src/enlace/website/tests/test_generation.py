"""Every way to change what is shown is seen through another connection, and what shows nothing is not."""

import pytest
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.backends.db import SessionStore
from django.core.cache import caches
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import Collection, Locale, Page, PageLogEntry, PageViewRestriction, Site
from wagtail_localize.models import Translation, TranslationSource

from enlace.accounts.actions import record
from enlace.accounts.models import User
from enlace.website.generation import Watch
from enlace.website.models import HomePage, NetworkSettings, NewsIndexPage, SiteImage, StoryIndexPage
from enlace.website.tests.reading import make_article, retitle, translate_all

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def watch():
    one = Watch()
    yield one
    one.close()


@pytest.fixture
def article():
    return make_article()


@pytest.fixture
def image():
    caches["renditions"].clear()
    return SiteImage.objects.create(title="Mesa", description="Una mesa", file=get_test_image_file())


@pytest.fixture
def restriction(article):
    return PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)


def cms(monkeypatch) -> Client:
    monkeypatch.setattr(settings, "ENLACE_REQUIRE_SECOND_FACTOR", False)
    client = Client()
    client.force_login(User.objects.create_superuser("secretaria@example.org"))
    return client


def test_nothing_changed_is_the_same_standing(watch, article):
    assert watch() is watch()


@pytest.mark.parametrize(
    "change",
    [
        lambda page: retitle(page, "Otra"),
        lambda page: page.unpublish(),
        lambda page: page.delete(),
        lambda page: page.move(StoryIndexPage.objects.get(locale=page.locale), "last-child"),
        lambda page: page.move(page.get_parent(), "first-child"),
        lambda page: page.copy(update_attrs={"slug": "copia"}),
        lambda page: page.save_revision(previous_revision=page.latest_revision).publish(),
        lambda page: page.copy_for_translation(Locale.objects.get(language_code="pt"), alias=True),
        lambda page: Locale.objects.create(language_code="fr"),
        lambda page: record("import_themes", page, by=None),
    ],
    ids=["publish", "unpublish", "delete", "move", "reorder", "copy", "revert", "alias", "locale", "action"],
)
def test_a_change_is_a_new_generation(watch, article, change):
    before = watch()
    change(article)
    assert watch() != before


@pytest.mark.parametrize(
    "change",
    [
        lambda page, image: Page.objects.filter(pk=page.pk).delete(),
        lambda page, image: Page.objects.filter(pk=page.pk).update(live=False),
        lambda page, image: PageViewRestriction.objects.filter(page=page).delete(),
        lambda page, image: SiteImage.objects.filter(pk=image.pk).delete(),
        lambda page, image: image.renditions.all().delete(),
    ],
    ids=["page", "live", "restriction", "image", "rendition"],
)
def test_what_is_done_after_its_log_entry_or_without_one_is_a_new_generation(
    watch, article, restriction, image, change
):
    image.get_rendition("width-10")
    log(article, "wagtail.delete", deleted=True)
    before = watch()
    change(article, image)
    assert watch() != before


def test_each_step_of_a_restrictions_life_is_a_new_generation(watch, article):
    steps = [watch()]
    restriction = PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    steps.append(watch())
    restriction.restriction_type = PageViewRestriction.GROUPS
    restriction.save()
    steps.append(watch())
    restriction.delete()
    steps.append(watch())
    assert len(set(steps)) == 4


def test_settings_saved_in_the_cms_are_a_new_generation(watch, monkeypatch):
    client, site = cms(monkeypatch), Site.objects.get()
    before = watch()
    form = {"name_es": "Red Latinoamericana", "donation_address": "https://example.org/"}
    url = reverse("wagtailsettings:edit", args=["website", "networksettings", site.pk])
    assert client.post(url, form).status_code == 302
    assert NetworkSettings.for_site(site).name["es"] == "Red Latinoamericana"
    assert watch() != before


def test_an_image_edited_in_the_cms_is_a_new_generation(watch, monkeypatch, image):
    client, before = cms(monkeypatch), watch()
    other = SimpleUploadedFile("otra.png", get_test_image_file(colour="black").file.getvalue())
    form = {"title": "Otra", "file": other, "collection": str(Collection.get_first_root_node().pk), "tags": ""}
    assert client.post(reverse("wagtailimages:edit", args=[image.pk]), form).status_code == 302
    assert SiteImage.objects.get().file_hash != image.file_hash
    assert watch() != before


def test_images_deleted_in_bulk_in_the_cms_are_a_new_generation(watch, monkeypatch, image):
    client, before = cms(monkeypatch), watch()
    client.post(reverse("wagtail_bulk_action", args=["website", "siteimage", "delete"]) + f"?id={image.pk}")
    assert not SiteImage.objects.exists()
    assert watch() != before


def test_a_site_edited_in_the_cms_is_a_new_generation(watch, monkeypatch):
    client, site = cms(monkeypatch), Site.objects.get()
    home, before = HomePage.objects.get(locale__language_code="en"), watch()
    form = {"hostname": site.hostname, "port": site.port, "root_page": home.pk, "is_default_site": "on"}
    assert client.post(reverse("wagtailsites:edit", args=[site.pk]), form).status_code == 302
    assert Site.objects.get().root_page_id == home.pk
    assert watch() != before


def test_a_translation_published_segment_by_segment_is_a_new_generation(watch):
    page, target = NewsIndexPage.objects.get(locale__language_code="es"), Locale.objects.create(language_code="fr")
    for parent in (page.get_parent(), page):
        source, _created = TranslationSource.get_or_create_from_instance(parent.specific)
        translation = Translation.objects.create(source=source, target_locale=target)
        translate_all(source, target)
        before = watch()
        translation.save_target(publish=True)
        assert watch() != before
    assert page.get_translation(target).live


def test_a_session_is_no_new_generation(watch):
    before = watch()
    session = SessionStore()
    session["a"] = 1
    session.save()
    ContentType.objects.create(app_label="a", model="b")
    assert watch() is before


def test_an_entry_that_commits_late_is_seen_although_its_number_is_below_the_newest(watch, article):
    before = watch()
    first, second = (log(article, "wagtail.edit") for _ in range(2))
    PageLogEntry.objects.filter(pk=first.pk).delete()
    with_newest_only = watch()
    first.save(force_insert=True)
    assert len({before, with_newest_only, watch()}) == 3
    assert first.pk < second.pk
