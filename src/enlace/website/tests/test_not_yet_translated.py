"""Every road to publishing: none ends before a person has confirmed every text, and each says why."""

import pytest
from django.test import TestCase
from wagtail.models import Page, Workflow, WorkflowState
from wagtail_localize.models import StringTranslation, Translation

from enlace.core.clock import now
from enlace.website.models import NewsPage
from enlace.website.rules import NotYetTranslated, is_ready_to_publish, why_not_published
from enlace.website.scheduling import publish_due_pages
from enlace.website.testing import make_editor
from enlace.website.tests.articles import make_news_page
from enlace.website.tests.translating import MACHINE, begin, locale, publish_in_editor, said, target_of, write
from enlace.website.translated_page import save_draft
from enlace.website.translation_actions import confirm_machine_drafts, stop_translation
from enlace.website.translations import machine_drafts, texts_newer_than, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation():
    """A page whose two texts a machine wrote."""
    translation = begin(make_news_page())
    write(translation, kind=MACHINE)
    save_draft(translation, by=None)
    return translation


@pytest.fixture
def live_translation(client, secretary):
    translation = begin(make_news_page())
    write(translation)
    publish_in_editor(client, target_of(translation))
    return translation


def drafts_address(translation):
    return f"/cms/parity/{translation.pk}/drafts/"


def refused(answer, translation):
    """Not published, and told why where something can be done about it."""
    return (
        not target_of(translation).live
        and "2" in said(answer)
        and answer.redirect_chain[-1][0] == drafts_address(translation)
    )


@pytest.mark.parametrize(
    ("kind", "error", "ready"),
    [
        ("manual", False, True),
        ("machine", False, False),  # nobody has read it
        ("manual", True, False),  # the page would show the source in its place
        ("machine", True, False),
        (None, False, False),  # not translated
    ],
)
def test_what_may_be_published(kind, error, ready):
    translation = begin(make_news_page())
    write(translation)
    title = StringTranslation.objects.filter(context__path="title")
    if kind:
        title.update(translation_type=kind, has_error=error)
    else:
        title.delete()
    target = target_of(translation)
    assert is_ready_to_publish(target) is ready
    assert bool(why_not_published(target)) is not ready


def test_an_original_and_an_independent_page_are_free():
    page = make_news_page()
    other = make_news_page("pt", translation_key=page.translation_key)
    assert is_ready_to_publish(page)
    assert is_ready_to_publish(other)


def test_the_side_by_side_editor_does_not_publish_a_draft(client, secretary, translation):
    assert refused(publish_in_editor(client, target_of(translation)), translation)


def test_the_side_by_side_editor_leaves_a_live_page_as_it_is(client, secretary, live_translation):
    before = target_of(live_translation).title
    title = StringTranslation.objects.filter(context__path="title")
    title.update(data="Texto da máquina", translation_type=MACHINE)
    answer = publish_in_editor(client, target_of(live_translation))
    assert target_of(live_translation).title == before
    assert answer.redirect_chain[-1][0] == drafts_address(live_translation)


def test_several_pages_at_once_are_not_published_when_one_is_a_draft(client, secretary, translation):
    address = f"/cms/bulk/wagtailcore/page/publish/?id={target_of(translation).pk}&next=/cms/"
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post(address, {"include_descendants": "on"}, follow=True)
    assert refused(answer, translation)


def test_a_parent_does_not_publish_the_draft_beneath_it(client, secretary, translation):
    parent = target_of(translation).get_parent()
    address = f"/cms/bulk/wagtailcore/page/publish/?id={parent.pk}&next=/cms/"
    answer = client.post(address, {"include_descendants": "on"}, follow=True)
    assert refused(answer, translation)


def test_approval_does_not_publish_a_draft(client, secretary, translation):
    target = target_of(translation)
    workflow = Workflow.objects.get(active=True)
    workflow.start(target, make_editor())
    task = WorkflowState.objects.get(object_id=str(target.pk)).current_task_state
    answer = client.post(f"/cms/pages/workflow/action/{target.pk}/approve/{task.pk}/", follow=True)
    assert refused(answer, translation)


def test_the_hour_of_a_schedule_does_not_publish_a_draft(translation):
    target = target_of(translation)
    target.save_revision(approved_go_live_at=now())
    assert publish_due_pages(now()) == 0
    assert not target_of(translation).live


def test_a_program_does_not_publish_a_draft(translation):
    with pytest.raises(NotYetTranslated, match=r"\d"):
        target_of(translation).get_latest_revision().publish()


def test_the_editor_of_the_page_does_not_publish_what_a_lost_translation_left(client, secretary, translation):
    NewsPage.objects.get(locale=locale("es"), translation_key=target_of(translation).translation_key).delete()
    target = NewsPage.objects.get(locale=locale("pt"), translation_key=translation.source.object_id)
    assert translation_of(target) is None
    assert not is_ready_to_publish(target)
    form = {"title": "Mudado", "slug": target.slug, "date": "2022-10-26", "action-publish": "action-publish"}
    streams = {f"{name}-count": "0" for name in ["body", "facts", "sources", "chosen_pages"]}
    comments = {f"comments-{name}": "0" for name in ["TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS"]}
    answer = client.post(f"/cms/pages/{target.pk}/edit/", form | streams | comments, follow=True)
    target.refresh_from_db()
    assert not target.live
    assert answer.redirect_chain[-1][0] == drafts_address(translation)


def test_texts_of_a_lost_translation_can_be_confirmed_and_the_page_published(client, secretary, translation):
    NewsPage.objects.get(locale=locale("es"), translation_key=translation.source.object_id).delete()
    translation.refresh_from_db()
    target = NewsPage.objects.get(locale=locale("pt"), translation_key=translation.source.object_id)
    texts = {one.pk: one.data for one in machine_drafts(target)}
    confirm_machine_drafts(translation, texts, by=secretary)
    target.get_latest_revision().publish()
    target.refresh_from_db()
    assert target.live


def test_drafts_of_a_deleted_page_do_not_hold_back_one_that_is_written_in_its_place(translation):
    target_of(translation).delete()
    written = make_news_page("pt", title="À mão", translation_key=translation.source.object_id)
    assert written.live
    assert not machine_drafts(written).exists()


def test_drafts_of_a_deleted_page_are_drafts_again_when_it_is_translated_again(translation):
    page = NewsPage.objects.get(locale=locale("es"), translation_key=translation.source.object_id)
    target_of(translation).delete()
    assert machine_drafts(target_of(begin(page))).count() == 2


def test_an_old_draft_is_not_published_after_its_texts_were_corrected(client, secretary, translation):
    revision = target_of(translation).get_latest_revision()
    write(translation, {"title": "Título corrigido"})
    assert texts_newer_than(target_of(translation), revision).exists()
    with pytest.raises(NotYetTranslated, match=r"\d"):
        revision.publish()
    publish_in_editor(client, target_of(translation))
    assert target_of(translation).title == "Título corrigido"
    assert target_of(translation).live


def test_a_translation_is_not_stopped_while_drafts_are_left(client, secretary, translation):
    answer = client.post(f"/cms/localize/translate/{translation.pk}/disable/", follow=True)
    assert answer.redirect_chain[-1][0] == drafts_address(translation)
    assert Translation.objects.get(pk=translation.pk).enabled


def test_a_page_with_drafts_is_not_copied_out_of_its_mark(client, secretary, translation):
    target, before = target_of(translation), Page.objects.count()
    answer = client.get(f"/cms/pages/{target.pk}/copy/", follow=True)
    assert answer.redirect_chain[-1][0] == drafts_address(translation)
    assert client.get(f"/cms/pages/{target.get_parent().pk}/copy/").status_code == 302
    assert Page.objects.count() == before


def test_the_editor_is_told_at_once_that_drafts_are_left(client, secretary, translation):
    answer = client.get(f"/cms/pages/{target_of(translation).pk}/edit/")
    assert drafts_address(translation) in said(answer)
    assert drafts_address(translation) in answer.content.decode()


@pytest.mark.parametrize(("language", "word"), [("es", "confirmado"), ("pt", "confirmou"), ("en", "confirmed")])
def test_the_reason_is_told_in_the_editor_s_language(client, secretary, translation, language, word):
    profile = secretary.wagtail_userprofile
    profile.preferred_language = language
    profile.save()
    assert word in said(publish_in_editor(client, target_of(translation)))


def restart(client, page, **fields):
    return client.post(f"/cms/pages/{page.pk}/edit/", {"localize-restart-translation": "1", **fields})


def test_starting_again_asks_before_it_loses_what_was_written_by_hand(client, secretary, live_translation):
    stop_translation(live_translation, by=secretary)
    page = target_of(live_translation)
    page.title = "À mão"
    page.save_revision().publish()
    answer = restart(client, page)
    assert answer.status_code == 200
    assert "understood" in answer.content.decode()
    assert not Translation.objects.get(pk=live_translation.pk).enabled
    restart(client, page, understood="1")
    assert Translation.objects.get(pk=live_translation.pk).enabled
    assert target_of(live_translation).title == "À mão"


def test_starting_again_asks_nothing_where_nothing_was_written(client, secretary, live_translation):
    stop_translation(live_translation, by=secretary)
    assert restart(client, target_of(live_translation)).status_code == 302
    assert Translation.objects.get(pk=live_translation.pk).enabled
