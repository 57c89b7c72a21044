"""A reading becomes drafts; again, it updates them and keeps what people wrote."""

import datetime
import threading
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from wagtail.models import Locale
from wagtail_localize.models import Translation, TranslationSource

from enlace.accounts.models import AuditEntry
from enlace.accounts.testing import make_user
from enlace.importer.actions import NotImported, import_page
from enlace.importer.event_dates import EventDate
from enlace.importer.models import ImportedPage, PageKey
from enlace.importer.page_fields import fact_blocks
from enlace.importer.picture_files import pictures_beside
from enlace.importer.testing import ENGLISH, PORTUGUESE, SPANISH, bilingual_page, make_reading, saved_page
from enlace.website.models import NewsIndexPage, NewsPage, SiteImage
from enlace.website.rules import NotYetTranslated, is_ready_to_publish
from enlace.website.testing import make_editor, make_secretary
from enlace.website.tests.articles import picture
from enlace.website.tests.translating import begin

pytestmark = pytest.mark.django_db
ADDRESS = "https://old.example.org/news/library-meeting"


def imported(data=None, **options):
    return import_page(make_reading(data), by=options.pop("by", None), **options)


def latest(language="en"):
    page = NewsPage.objects.get(pk__in=ImportedPage.objects.values("page"), locale__language_code=language)
    return page.get_latest_revision_as_object()


def edit(language="en", **fields):
    page = latest(language)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()


def text_of(page):
    return str(page.body)


def revisions():
    return sum(page.revisions.count() for page in NewsPage.objects.filter(pk__in=ImportedPage.objects.values("page")))


def test_each_language_becomes_an_independent_draft_with_one_translation_key():
    result = imported()
    english, spanish = result.bodies["en"].page, result.bodies["es"].page
    assert result.created
    assert english.translation_key == spanish.translation_key
    assert (english.live, spanish.live) == (False, False)
    assert english.get_parent().specific == NewsIndexPage.objects.get(locale__language_code="en")
    assert not TranslationSource.objects.filter(object_id=english.translation_key).exists()


def test_the_draft_holds_title_shown_date_and_text():
    page = imported().bodies["en"].page
    assert (page.title, page.date, page.slug) == (
        "Delegates met in the library",
        datetime.date(2023, 5, 28),
        "delegates-met-in-the-library",
    )
    assert [block.block_type for block in page.body] == ["paragraph"]
    assert all(sentence in text_of(page) for sentence in ENGLISH)
    assert not any(sentence in text_of(page) for sentence in SPANISH)


def test_headings_quotations_and_lists_keep_their_form_and_links_their_address():
    inside = (
        f'<p>{ENGLISH[0]} <a href="https://example.org/report">The report</a> is <b>public</b>.</p>'
        "<h2>What was agreed</h2>"
        "<blockquote>Prevention begins long before the first warning is written down.</blockquote>"
        "<ul><li>An early warning list</li><li>A second meeting in spring</li></ul>"
    )
    page = imported(saved_page(ENGLISH[1], inside=inside)).bodies["en"].page
    assert [block.block_type for block in page.body] == ["paragraph", "heading", "quote", "paragraph"]
    assert '<a href="https://example.org/report">The report</a> is <b>public</b>' in page.body[0].value.source
    assert "<ul><li" in page.body[3].value.source
    assert ENGLISH[1] in page.body[3].value.source


def test_a_missing_title_is_marked_and_cannot_be_published():
    page = imported().bodies["es"].page
    assert page.title == "[Falta el título]"
    assert not is_ready_to_publish(page)
    with pytest.raises(NotYetTranslated, match="Falta el título"):
        page.save_revision().publish()


def test_with_publish_the_titled_page_goes_out_and_the_untitled_stays_a_draft():
    result = imported(publish=True)
    assert result.bodies["en"].published
    assert NewsPage.objects.get(pk=result.bodies["en"].page.pk).live
    assert not NewsPage.objects.get(pk=result.bodies["es"].page.pk).live
    assert "[Falta el título]" in result.bodies["es"].left


def test_a_title_given_by_a_person_gives_the_page_its_address():
    page = imported().bodies["es"].page
    page.title = "Una reunión en la biblioteca"
    page.full_clean()
    assert page.slug == "una-reunion-en-la-biblioteca"
    assert is_ready_to_publish(page)


def test_the_same_page_again_changes_nothing():
    imported()
    before = revisions()
    again = imported()
    assert (again.created, again.state) == (False, "unchanged")
    assert (revisions(), NewsPage.objects.filter(pk__in=ImportedPage.objects.values("page")).count()) == (before, 2)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (ADDRESS, "http://www.old.example.org/news/library-meeting/"),
        (ADDRESS, "https://new.example.net/stories/library-meeting-7"),
        (ADDRESS, ""),
        ("", "https://old.example.org/another/way"),
    ],
)
def test_the_same_page_at_another_address_updates_the_same_drafts(first, second):
    one = imported(bilingual_page(address=first))
    two = imported(bilingual_page(address=second))
    assert {body.page.pk for body in one.bodies.values()} == {body.page.pk for body in two.bodies.values()}


def test_curly_and_straight_quotation_marks_make_one_page():
    told = 'The host said that "nobody is too small to prevent" and closed the long meeting of the year.'
    imported(saved_page(*ENGLISH, told))
    again = imported(saved_page(*ENGLISH, told.replace(' "', " “").replace('" ', "” ")))
    assert not again.created
    assert "“nobody is too small to prevent”" in text_of(latest())


def test_a_changed_text_at_the_same_address_is_a_new_draft_of_the_same_page():
    first = imported(bilingual_page(address=ADDRESS)).bodies["en"].page
    again = imported(saved_page(ENGLISH[0], "They agreed on nothing else, and went home.", address=ADDRESS))
    assert again.bodies["en"].state == "updated"
    assert again.bodies["en"].page.pk == first.pk
    assert "went home" in text_of(latest())


def test_an_update_of_a_published_page_leaves_what_readers_see():
    imported(saved_page(*ENGLISH, address=ADDRESS), publish=True)
    imported(saved_page(ENGLISH[0], "They agreed on nothing else, and went home.", address=ADDRESS))
    page = NewsPage.objects.get(pk=latest().pk)
    assert page.live
    assert page.has_unpublished_changes
    assert "went home" not in text_of(page)


def test_a_language_that_comes_later_joins_the_others():
    first = imported(saved_page(*ENGLISH, address=ADDRESS))
    again = imported(saved_page(*ENGLISH, *PORTUGUESE, address=ADDRESS))
    assert {code: body.state for code, body in again.bodies.items()} == {"en": "unchanged", "pt": "created"}
    assert again.bodies["pt"].page.translation_key == first.bodies["en"].page.translation_key
    assert not again.created


def test_what_a_person_wrote_is_kept_and_said():
    imported(saved_page(*ENGLISH, address=ADDRESS))
    edit(body=[("paragraph", "<p>Written by a person.</p>")])
    again = imported(
        saved_page(*ENGLISH, "They also thanked the library for its patience and its tea.", address=ADDRESS)
    )
    assert again.bodies["en"].kept == ("body",)
    assert "Written by a person" in text_of(latest())


def test_a_field_that_nobody_touched_is_updated_beside_one_that_is_kept():
    imported(saved_page(*ENGLISH, address=ADDRESS))
    edit(title="A better title")
    imported(saved_page(*ENGLISH, "They also thanked the library for its patience and its tea.", address=ADDRESS))
    assert latest().title == "A better title"
    assert "its patience" in text_of(latest())


def test_overwrite_takes_the_page_back_to_its_source():
    imported(saved_page(*ENGLISH))
    edit(title="A better title", body=[("paragraph", "<p>Written by a person.</p>")])
    again = imported(saved_page(*ENGLISH), overwrite=True)
    assert again.bodies["en"].kept == ()
    assert latest().title == "Delegates met in the library"
    assert ENGLISH[0] in text_of(latest())


def test_overwrite_never_takes_a_given_title_away():
    imported()
    edit("es", title="Una reunión en la biblioteca")
    imported(overwrite=True)
    assert latest("es").title == "Una reunión en la biblioteca"


def test_what_a_person_changed_is_not_published_behind_their_back():
    imported(saved_page(*ENGLISH))
    edit(summary="Half a senten")
    result = imported(saved_page(*ENGLISH), publish=True)
    assert "persona" in result.bodies["en"].left
    assert not latest().live


def test_saving_in_the_editor_without_a_change_counts_as_no_change():
    imported(saved_page(*ENGLISH, address=ADDRESS))
    same = [
        (
            "paragraph",
            str(latest().body[0].value.source).replace("<p ", '<p data-block-key="zzzzz" ').replace("<p>", "<p>"),
        )
    ]
    edit(body=same)
    again = imported(
        saved_page(*ENGLISH, "They also thanked the library for its patience and its tea.", address=ADDRESS)
    )
    assert again.bodies["en"].kept == ()


def test_a_page_that_is_translated_segment_by_segment_is_not_touched():
    imported(saved_page(*ENGLISH, title="Delegates met", address=ADDRESS))
    begin(NewsPage.objects.get(pk=latest().pk), "pt")
    again = imported(saved_page(*ENGLISH, *PORTUGUESE, title="Delegates met", address=ADDRESS))
    assert again.bodies["pt"].state == "unchanged"
    assert again.bodies["pt"].kept_because


def test_a_locked_page_is_not_touched():
    imported(saved_page(*ENGLISH, address=ADDRESS))
    NewsPage.objects.filter(pk=latest().pk).update(locked=True)
    again = imported(saved_page(ENGLISH[0], "They agreed on nothing else that evening.", address=ADDRESS))
    assert again.bodies["en"].kept_because
    assert ENGLISH[1] in text_of(latest())


def test_a_page_deleted_here_is_made_anew():
    imported(saved_page(*ENGLISH))
    NewsPage.objects.get(pk=latest().pk).delete()
    assert imported(saved_page(*ENGLISH)).created


def test_on_an_error_nothing_of_the_page_is_left(tmp_path, settings):
    (tmp_path / "table.png").write_bytes(picture())
    NewsIndexPage.objects.get(locale__language_code="es").delete()
    media = list(Path(settings.MEDIA_ROOT).rglob("*table*"))
    reading = make_reading(bilingual_page(inside='<img src="table.png" alt="A long table">'))
    with pytest.raises(NotImported):
        import_page(reading, by=None, pictures=pictures_beside(tmp_path / "page.html"))
    assert not ImportedPage.objects.exists()
    assert not PageKey.objects.exists()
    assert not SiteImage.objects.filter(title="table").exists()
    assert list(Path(settings.MEDIA_ROOT).rglob("*table*")) == media


def test_a_date_with_its_year_becomes_a_fact_in_the_pages_language():
    result = imported(
        bilingual_page(inside="<p>The meeting of October 26-27, 2022 was the first in person since long.</p>")
    )
    facts = {code: body.page.facts[0].value for code, body in result.bodies.items()}
    assert facts["en"]["value"] == "October 26–27, 2022"
    assert facts["es"]["value"] == "26–27 de octubre de 2022"
    assert facts["es"]["label"] != facts["en"]["label"]


def test_of_several_dates_or_none_with_a_year_no_fact_is_made():
    one, other = EventDate("2022-10-26", "2022-10-27", 2022, ""), EventDate("2019-03-01", "2019-03-01", 2019, "")
    assert fact_blocks([one, other], "en") == []
    assert fact_blocks([EventDate("10-26", "10-27", None, "")], "en") == []


def test_who_may_not_add_news_imports_nothing():
    with pytest.raises(PermissionDenied):
        imported(by=make_user())
    assert not PageKey.objects.exists()


def test_an_editor_makes_drafts_and_may_not_publish():
    editor = make_editor()
    assert imported(by=editor).bodies["en"].page.owner == editor
    with pytest.raises(PermissionDenied):
        imported(saved_page(*ENGLISH, address=ADDRESS), by=editor, publish=True)
    assert imported(saved_page(*ENGLISH, address=ADDRESS), by=make_secretary(), publish=True).bodies["en"].published


def test_the_audit_log_names_who_imported_what():
    editor = make_editor()
    page = imported(saved_page(*ENGLISH), by=editor).bodies["en"].page
    entry = AuditEntry.objects.get(action="import_page")
    assert (entry.by, entry.subject_id) == (editor, str(page.pk))
    assert page.revisions.get().user == editor


def test_a_page_too_short_for_other_keys_is_still_made_once():
    short = saved_page("We met in the library today now.", title="", date="")
    imported(short)
    assert not imported(short).created


def test_the_translation_of_another_locale_is_no_alias():
    result = imported()
    assert not Translation.objects.exists()
    assert result.bodies["es"].page.locale == Locale.objects.get(language_code="es")
    assert result.bodies["es"].page.alias_of is None


@pytest.mark.django_db(transaction=True)
def test_two_imports_of_one_page_at_once_make_one_page():
    start = threading.Barrier(2)
    found = []

    def run(address):
        start.wait()
        found.append(imported(bilingual_page(address=address)))
        connection.close()

    threads = [threading.Thread(target=run, args=[f"https://old.example.org/{path}"]) for path in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(one.created for one in found) == [False, True]
    assert ImportedPage.objects.count() == 2
    assert PageKey.objects.values("translation_key").distinct().count() == 1
