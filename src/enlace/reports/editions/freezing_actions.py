"""A draft becomes an edition that never changes: its data, its photos and its PDF in each language."""

import json
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import Max
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now
from enlace.core.languages import current_language, language_codes, languages
from enlace.core.permission import require
from enlace.core.texts import Texts
from enlace.files.actions import add_file
from enlace.files.models import Version
from enlace.files.storing import atomic_with_files
from enlace.network.dated import day_in_words
from enlace.reports.document.blocks import Document, Paragraph, Pictures, Run, Section, Source
from enlace.reports.document.printed import printed
from enlace.reports.editions.engine import engine, sum_of
from enlace.reports.editions.rules import can_freeze_report
from enlace.reports.models import EditionText, Report, ReportEdition
from enlace.reports.planning.drafting import draft_of
from enlace.reports.planning.gaps import borrowed_in, gaps_of
from enlace.reports.planning.locking import locked


@atomic_with_files()
def freeze_report(
    report: Report,
    *,
    by: Anyone | None,
    languages: Collection[str] | None = None,
    note: Texts | None = None,
    borrowing: bool = False,
) -> ReportEdition:
    """In the `languages` given, all of the network by default. `borrowing`: texts of the record that lack a language
    are shown in another.

    Raises ValidationError at `languages` where what people wrote lacks one, at `borrowing` where the record does, and
    at `note` where a correction does not say what was corrected.
    """
    report = locked(report)
    require(can_freeze_report(by, report))
    chosen = [code for code in language_codes() if languages is None or code in languages]
    number = 1 + (report.editions.aggregate(last=Max("number"))["last"] or 0)
    corrected = Texts(note or {})
    _check(report, chosen, number, corrected)
    edition = ReportEdition.objects.create(report=report, number=number, note=corrected, engine=engine())
    moment = now().replace(microsecond=0)
    photos: dict[str, Version] = {}
    for language in chosen:
        with override(language):
            _freeze_text(edition, photos, moment, by=by, borrowing=borrowing)
    edition.frozen_at = moment
    edition.save(update_fields=["frozen_at"])
    sums = {one.language: one.sha256 for one in edition.texts.all()}
    after = {"edition": number, "languages": chosen, "sums": sums}
    record("freeze_report", report, by=by, after=after)
    return edition


def _check(report: Report, chosen: Collection[str], number: int, note: Texts) -> None:
    if not chosen:
        raise ValidationError({"languages": _("Choose one language at least.")})
    names = {one.code: one.name for one in languages()}
    missing = [f"{gap.title} ({names[gap.language]})" for gap in gaps_of(report, chosen)]
    if missing:
        sentence = _("Not everything is written in each of these languages: %(missing)s. Write it, or leave one out.")
        raise ValidationError({"languages": sentence % {"missing": "; ".join(dict.fromkeys(missing))}})
    if number > 1 and not all(code in note for code in chosen):
        sentence = _("Say in each language of the edition what this one corrects: it is printed in it.")
        raise ValidationError({"note": sentence})


def _freeze_text(
    edition: ReportEdition, photos: dict[str, Version], moment: datetime, *, by: Anyone | None, borrowing: bool
) -> EditionText:
    drafted = draft_of(edition.report, mark="")
    document = _dated(drafted.document, edition, moment)
    borrowed = borrowed_in(document)
    if borrowed and not borrowing:
        sentence = _("Some texts of the record are not there in every language. Say that they may stand in another.")
        raise ValidationError({"borrowing": sentence})
    data = json.dumps(document.as_data(), ensure_ascii=False)
    name = f"{slugify(document.title)[:80]}-{edition.number}-{document.language}.pdf"
    pdf = ContentFile(printed(document, drafted.pictures, at=moment), name=name)
    return EditionText.objects.create(
        edition=edition,
        language=document.language,
        title=document.title[:400],
        data=data,
        sha256=sum_of(data.encode()),
        pdf=add_file(edition, pdf, by=by).versions.get(),
        photos=_keep_photos(edition, drafted.pictures, photos, by=by),
    )


def _keep_photos(
    edition: ReportEdition, pictures: Pictures, kept: dict[str, Version], *, by: Anyone | None
) -> Mapping[str, int]:
    """Each once, whatever the number of languages."""
    for name, content in pictures.items():
        if name not in kept:
            kept[name] = add_file(edition, ContentFile(content, name=name), by=by).versions.get()
    return {name: kept[name].pk for name in pictures}


def _dated(document: Document, edition: ReportEdition, moment: datetime) -> Document:
    """With the number and the day of the edition on its cover, the addresses of its records as they were, and, in a
    correction, what it corrects.
    """
    document = replace(document, sources=tuple(_kept(one, edition) for one in document.sources))
    values = {"number": edition.number, "day": day_in_words(moment.date())}
    subtitle = f"{document.subtitle} · " + _("Edition %(number)s, %(day)s") % values
    if not edition.note:
        return replace(document, subtitle=subtitle)
    note = edition.note.in_language()
    said = Run(note.text, note.language if note.language != current_language() else "")
    corrected = Section("corrected", _("What this edition corrects"), (Paragraph((said,)),))
    return replace(document, subtitle=subtitle, sections=(corrected, *document.sections))


def _kept(source: Source, edition: ReportEdition) -> Source:
    if not source.data:
        return source
    path = reverse("reports:records", args=[edition.report_id, edition.number, source.data])
    return replace(source, kept=settings.BASE_URL.rstrip("/") + path)
