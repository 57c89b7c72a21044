import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import PermissionDenied
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.website.models import NewsPage
from enlace.website.rules import is_ready_to_publish
from enlace.website.tests.articles import make_news_page
from enlace.website.tests.translating import (
    MACHINE,
    begin,
    make_full_article,
    publish_in_editor,
    target_of,
    write,
)
from enlace.website.translation_actions import confirm_machine_drafts
from enlace.website.translations import machine_drafts

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation():
    translation = begin(make_full_article())
    write(translation, kind=MACHINE)
    return translation


def draft_at(translation, path):
    return machine_drafts(target_of(translation)).get(context__path=path)


def fields(client, translation):
    html = BeautifulSoup(client.get(f"/cms/parity/{translation.pk}/drafts/").content, "html.parser")
    return {area["name"]: area.text.removeprefix("\n") for area in html.select("form.parity-drafts textarea")}


def test_a_confirmed_text_is_a_person_s(translation, secretary):
    title = draft_at(translation, "title")
    assert confirm_machine_drafts(translation, {title.pk: "Dez anos da Rede"}, by=secretary) == 1
    title.refresh_from_db()
    assert (title.data, title.translation_type, title.last_translated_by) == ("Dez anos da Rede", "manual", secretary)
    assert target_of(translation).title == "Dez anos da Rede"
    assert target_of(translation).slug == "dez-anos-da-rede"
    assert AuditEntry.objects.get(action="confirm_machine_drafts").after == {"texts": [title.pk]}


def test_a_corrected_text_that_nobody_ticked_stays_a_machine_s(translation, secretary):
    title = draft_at(translation, "title")
    confirm_machine_drafts(translation, {}, corrected={title.pk: "Dez anos"}, by=secretary)
    title.refresh_from_db()
    assert (title.data, title.translation_type) == ("Dez anos", MACHINE)


def test_the_text_of_another_page_is_left_alone(translation, secretary):
    other = begin(make_news_page(title="Otra"))
    write(other, kind=MACHINE)
    foreign = draft_at(other, "title")
    assert confirm_machine_drafts(translation, {foreign.pk: "X"}, by=secretary) == 0
    foreign.refresh_from_db()
    assert foreign.translation_type == MACHINE


def test_who_may_not_edit_the_page_confirms_nothing(translation):
    with pytest.raises(PermissionDenied):
        confirm_machine_drafts(translation, {}, by=make_user("stranger@example.org"))


def test_each_draft_stands_beside_its_source_in_its_own_language(client, secretary, translation):
    html = BeautifulSoup(client.get(f"/cms/parity/{translation.pk}/drafts/").content, "html.parser")
    entries = html.select("fieldset.parity-draft")
    assert len(entries) == 16
    for entry in entries:
        assert entry.select_one(".parity-source")["lang"] == "es"
        area, tick = entry.select_one("textarea"), entry.select_one("input[type=checkbox]")
        assert area["lang"] == "pt"
        assert entry.select(f'label[for="{area["id"]}"]')
        assert entry.select(f'label[for="{tick["id"]}"]')
        assert not tick.has_attr("checked")


def test_only_ticked_texts_are_confirmed_and_the_rest_keeps_its_words(client, secretary, translation):
    title, kind = draft_at(translation, "title"), draft_at(translation, "kind")
    sent = fields(client, translation)
    sent |= {f"text_{title.pk}": "Dez & dez", f"read_{title.pk}": "on", f"text_{kind.pk}": "Encontro"}
    client.post(f"/cms/parity/{translation.pk}/drafts/", sent)
    title.refresh_from_db()
    kind.refresh_from_db()
    assert (title.data, title.translation_type) == ("Dez &amp; dez", "manual")
    assert (kind.data, kind.translation_type) == ("Encontro", MACHINE)
    assert machine_drafts(target_of(translation)).count() == 15
    assert target_of(translation).title == "Dez & dez"


def test_a_text_with_marks_keeps_them_and_refuses_others(client, secretary, translation):
    marked = machine_drafts(target_of(translation)).get(translation_of__data__contains="<b>")
    address, sent = f"/cms/parity/{translation.pk}/drafts/", fields(client, translation)
    assert '<a id="a1">México</a>' in sent[f"text_{marked.pk}"]
    sent |= {f"text_{marked.pk}": 'A <script>x</script> <a id="a2">b</a>', f"read_{marked.pk}": "on"}
    answer = client.post(address, sent)
    assert "&lt;script&gt; tag is not allowed" in answer.content.decode() or "script" in str(
        answer.context["form"].errors
    )
    marked.refresh_from_db()
    assert marked.translation_type == MACHINE


@pytest.mark.parametrize("text", ["", "   ", "x" * 61])
def test_a_text_that_does_not_fit_is_refused_with_the_reason(client, secretary, translation, text):
    kind = draft_at(translation, "kind")
    sent = fields(client, translation) | {f"text_{kind.pk}": text, f"read_{kind.pk}": "on"}
    answer = client.post(f"/cms/parity/{translation.pk}/drafts/", sent)
    assert list(answer.context["form"].errors) == [f"text_{kind.pk}"]
    assert machine_drafts(target_of(translation)).count() == 16


def test_when_every_text_is_confirmed_the_page_may_be_published(client, secretary, translation):
    sent = fields(client, translation)
    sent |= {name.replace("text_", "read_"): "on" for name in sent}
    client.post(f"/cms/parity/{translation.pk}/drafts/", sent)
    target = target_of(translation)
    assert is_ready_to_publish(target)
    publish_in_editor(client, target)
    assert NewsPage.objects.get(pk=target.pk).live


def test_the_page_of_drafts_says_when_none_is_left(client, secretary):
    translation = begin(make_news_page())
    assert fields(client, translation) == {}
    assert client.get(f"/cms/parity/{translation.pk}/drafts/").status_code == 200


def test_correcting_a_text_in_the_side_by_side_editor_confirms_it_too(client, secretary, translation):
    title = draft_at(translation, "title")
    segment = translation.source.stringsegment_set.get(context__path="title")
    address = f"/cms/localize/translate/{translation.pk}/strings/{segment.pk}/edit/"
    boundary = encode_multipart(BOUNDARY, {"value": "Dez anos"})
    client.put(address, boundary, content_type=MULTIPART_CONTENT)
    title.refresh_from_db()
    assert (title.data, title.translation_type) == ("Dez anos", "manual")
