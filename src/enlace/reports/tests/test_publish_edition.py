"""A published edition: its page, its item in the library, the news that tells it."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from enlace.core.texts import Texts
from enlace.files.models import Version
from enlace.library.models import LanguageVersion
from enlace.library.testing import make_collection
from enlace.network.testing import make_secretary
from enlace.reports.editions.freezing_actions import freeze_report
from enlace.reports.editions.publishing_actions import publish_edition
from enlace.reports.models import Report
from enlace.reports.testing import make_report, make_report_edition
from enlace.website.models import NewsPage

pytestmark = pytest.mark.django_db


def test_an_edition_that_is_published_stands_in_the_library_and_is_told_in_drafts_of_news():
    collection, report = make_collection(), make_report(reviewed=True)
    edition = freeze_report(report, by=None, borrowing=True)
    with pytest.raises(ValidationError) as refused:
        publish_edition(edition, by=make_secretary())
    assert set(refused.value.message_dict) == {"collection"}
    assert not Report.objects.get().editions.published().exists()
    publish_edition(edition, by=make_secretary("other@example.org"), collection=collection)
    report = Report.objects.get()
    assert report.publication.is_published
    assert report.publication.collection == collection
    assert not report.is_under_review
    assert set(report.publication.title) == {"es", "en", "pt"}
    kept = {one.language: one.pdf.sha256 for one in edition.texts.select_related("pdf")}
    for one in LanguageVersion.objects.filter(publication=report.publication):
        assert Version.objects.of(LanguageVersion, [one.pk]).get().sha256 == kept[one.language]
    drafts = NewsPage.objects.filter(live=False)
    assert {one.locale.language_code for one in drafts} == {"es", "en", "pt"}
    assert len({one.translation_key for one in drafts}) == 1


def test_a_correction_takes_the_place_of_the_one_before_in_the_library():
    first = make_report_edition()
    second = freeze_report(first.report, by=None, languages=["es"], note=Texts({"es": "Una fecha."}), borrowing=True)
    publish_edition(second, by=None, news=False)
    version = LanguageVersion.objects.get(publication=Report.objects.get().publication)
    assert Version.objects.of(LanguageVersion, [version.pk]).count() == 2
    with pytest.raises(PermissionDenied):
        publish_edition(first, by=None)
