"""The demonstration's reports: the annual one of 2022 and a booklet are public; that of last year is under review."""

import json
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from enlace.core.clock import today
from enlace.core.languages import language_codes
from enlace.core.texts import Texts
from enlace.files.storing import atomic_with_files
from enlace.library.models import Collection, Publication
from enlace.mechanisms.models import Edition
from enlace.meetings.demonstration.loading import telling_nobody
from enlace.network.composition import years
from enlace.reports.editions.collections import usual_collection
from enlace.reports.editions.freezing_actions import freeze_report
from enlace.reports.editions.publishing_actions import publish_edition
from enlace.reports.models import Report, ReportKind
from enlace.reports.planning.actions import ask_review, begin_report
from enlace.reports.writing.actions import write_report_section

WORDS = Path(__file__).parent / "words.json"
YEAR = 2022
UNDER_REVIEW_FOR = timedelta(days=10)


@atomic_with_files()
def make_demonstration_reports() -> None:
    """For a demonstration that has its records, and no report yet."""
    if Report.objects.exists() or not Publication.objects.filter(illustrative=True).exists() or YEAR not in years():
        return
    with telling_nobody():
        _annual()
        _booklet()
        last = today().year - 1
        if last in years():
            report = _written(ReportKind.ANNUAL, last, {})
            ask_review(report, by=None, until=today() + UNDER_REVIEW_FOR)


def _annual() -> None:
    """Its PDF takes the place of the one that the library had."""
    report = _written(ReportKind.ANNUAL, YEAR, _words()["annual"])
    there = Publication.objects.filter(collection=usual_collection(ReportKind.ANNUAL), number=str(YEAR))
    report.publication = there.first()
    report.save(update_fields=["publication"])
    _publish(report)


def _booklet() -> None:
    closed = Edition.objects.closed().order_by("-closed_at").first()
    if closed is not None:
        _publish(_written(ReportKind.BOOKLET, closed, _words()["booklet"]))


def _written(kind: str, subject: Any, words: Mapping[str, Mapping[str, str]]) -> Report:
    report = begin_report(kind, subject, by=None, illustrative=True)
    for section in report.sections.all():
        if section.name in words:
            texts = {code: text for code, text in words[section.name].items() if code in language_codes()}
            write_report_section(section, by=None, texts=Texts(texts))
    return report


def _publish(report: Report) -> None:
    edition = freeze_report(report, by=None, borrowing=True)
    collection: Collection | None = usual_collection(ReportKind(report.kind))
    if report.publication or collection:
        publish_edition(edition, by=None, collection=collection)


def _words() -> dict[str, dict[str, dict[str, str]]]:
    found: dict[str, dict[str, dict[str, str]]] = json.loads(WORDS.read_text("utf-8"))
    return found
