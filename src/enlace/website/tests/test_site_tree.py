import pytest
from wagtail.models import GroupPagePermission, Page, Site, Workflow

from enlace.website.actions import prepare_site
from enlace.website.models import HomePage

pytestmark = pytest.mark.django_db


def test_a_new_site_has_a_home_page_in_each_language_and_leads_to_the_default_one():
    assert set(HomePage.objects.values_list("locale__language_code", flat=True)) == {"es", "en", "pt"}
    assert Site.objects.get().root_page.locale.language_code == "es"


def test_preparing_again_changes_nothing():
    before = [Page.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count()]
    prepare_site()
    assert [Page.objects.count(), GroupPagePermission.objects.count(), Workflow.objects.count()] == before


def test_an_editor_cannot_publish_and_the_secretariat_can():
    permissions = set(GroupPagePermission.objects.values_list("group__name", "permission__codename"))
    assert ("Editors", "publish_page") not in permissions
    assert ("Secretariat", "publish_page") in permissions


@pytest.mark.django_db(transaction=True)
def test_the_prepared_state_survives_a_test_with_real_transactions():
    assert HomePage.objects.count() == 3
    HomePage.objects.first().delete()


@pytest.mark.django_db(transaction=True)
def test_the_prepared_state_is_restored_after_a_test_with_real_transactions():
    assert HomePage.objects.count() == 3
