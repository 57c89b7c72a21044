import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupPagePermission

from enlace.website.testing import home, make_editor, make_network_settings, make_secretary, news_index

pytestmark = pytest.mark.django_db
HOME, CMS_TASKS = "/cms/", 'class="cms-tasks"'


def cms_of(user, path=HOME):
    client = Client()
    client.force_login(user)
    return client.get(path, follow=True).content.decode()


def adding_news(language):
    return reverse("wagtailadmin_pages:add", args=["website", "newspage", news_index(language).pk])


@pytest.mark.parametrize("language", ["es", "en", "pt"])
def test_the_first_page_leads_to_writing_news_in_the_editors_own_language(language):
    assert f'href="{adding_news(language)}"' in cms_of(make_editor(language=language))


def test_it_leads_to_another_language_where_the_editor_may_not_write_in_their_own():
    user = make_editor(language="es")
    GroupPagePermission.objects.all().delete()
    for name in ["add", "change"]:
        user.groups.get().page_permissions.create(page=home("pt"), permission_type=name)
    shown = cms_of(user)
    assert f'href="{adding_news("pt")}"' in shown
    assert "En portugués, dentro de «Notícias»." in shown


def test_nobody_is_led_where_they_may_not_write():
    GroupPagePermission.objects.filter(permission__codename="add_page").delete()
    shown = cms_of(make_editor())
    assert CMS_TASKS in shown
    assert "newspage" not in shown


@pytest.mark.parametrize("address", ["/cms/import/", "/cms/parity/", "/es/"])
def test_it_leads_to_the_importer_the_languages_and_the_public_site(address):
    tasks = cms_of(make_secretary()).partition(CMS_TASKS)[2].partition("</section>")[0]
    assert f'href="{address}"' in tasks


@pytest.mark.parametrize(("language", "name"), [("es", "Red de Prueba"), ("pt", "Rede de Teste")])
def test_the_cms_bears_the_networks_name_and_our_mark(language, name):
    make_network_settings(short_name={"es": "Red de Prueba", "pt": "Rede de Teste"})
    shown = cms_of(make_editor(language=language))
    assert f"- {name}</title>" in shown
    assert f'<span class="cms-network">{name}</span>' in shown
    assert 'class="cms-mark' in shown
    assert "ui/mark.svg" in shown
    assert "favicon.ico" not in shown


def test_nothing_leads_to_the_guides_of_the_cmss_makers():
    shown = cms_of(make_secretary())
    assert "guide.wagtail.org" not in shown
    assert "wagtail.org" not in shown
    assert "keyboard-shortcuts-trigger" in shown
