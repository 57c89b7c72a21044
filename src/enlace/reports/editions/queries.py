"""What the public pages of reports show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from enlace.accounts.rules import Anyone
from enlace.core.languages import current_language, preference
from enlace.files.models import Version
from enlace.reports.document.blocks import Document
from enlace.reports.models import EditionText, Report, ReportEdition, ReportKind
from enlace.reports.shown import title_of_report


@dataclass(frozen=True)
class ShownReport:
    """In a list. `text` is the newest published edition as the reader is offered it, if there is one."""

    report: Report
    title: str
    text: EditionText | None
    languages: Sequence[str]


@dataclass(frozen=True)
class ShownEdition:
    """`photos` are addresses by name; `later` is the edition that corrects it, where one was published."""

    edition: ReportEdition
    text: EditionText
    document: Document
    photos: Mapping[str, str]
    texts: Sequence[EditionText]
    later: ReportEdition | None

    @property
    def fallback(self) -> bool:
        return self.text.language != current_language()


def shown_reports(reader: Anyone) -> dict[str, list[ShownReport]]:
    """By kind, the newest subject first, in a number of queries that does not grow."""
    published = (
        ReportEdition.objects.published()
        .order_by("-number")
        .prefetch_related(Prefetch("texts", EditionText.objects.defer("data").select_related("pdf")))
    )
    seen = Report.objects.visible_to(reader).select_related("meeting", "review_round", "mechanism_edition")
    found: dict[str, list[ShownReport]] = {str(kind): [] for kind in ReportKind}
    for report in seen.prefetch_related(Prefetch("editions", published, to_attr="published_editions")):
        found[report.kind].append(_shown(report, next(iter(report.published_editions), None)))
    for reports in found.values():
        reports.sort(key=_age, reverse=True)
    return found


def _shown(report: Report, edition: ReportEdition | None) -> ShownReport:
    texts = list(edition.texts.all()) if edition else []
    text = text_for_reader(texts)
    title = text.title if text else title_of_report(report)
    return ShownReport(report, title, text, [one.language for one in texts])


def _age(shown: ShownReport) -> tuple[str, int]:
    subject = shown.report.subject
    day = getattr(subject, "begins_on", None) or getattr(subject, "closes_on", None) or subject
    return (str(day) if not hasattr(day, "pk") else "", getattr(subject, "pk", 0))


def text_for_reader(texts: Sequence[EditionText]) -> EditionText | None:
    """In the reader's language, or the next best."""
    by_language = {one.language: one for one in texts}
    return next((by_language[one] for one in preference(current_language()) if one in by_language), None)


def shown_edition(edition: ReportEdition) -> ShownEdition:
    """As the reader of the active language is offered it."""
    texts = list(edition.texts.select_related("pdf"))
    text = text_for_reader(texts) or texts[0]
    versions: Mapping[Any, Version] = Version.objects.in_bulk(text.photos.values())
    photos = {name: versions[pk].get_absolute_url() for name, pk in text.photos.items() if pk in versions}
    later = ReportEdition.objects.published().filter(report=edition.report_id, number__gt=edition.number)
    return ShownEdition(edition, text, text.document(), photos, texts, later.order_by("-number").first())
