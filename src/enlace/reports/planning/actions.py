"""Reports: begun, reviewed by the states, and removed while nothing of them was kept."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from enlace.accounts.actions import record
from enlace.accounts.rules import Anyone
from enlace.core.clock import now, today
from enlace.core.permission import require
from enlace.reports.kinds import KINDS
from enlace.reports.models import Report, ReportSection
from enlace.reports.models.reports import SUBJECTS
from enlace.reports.planning.locking import locked
from enlace.reports.planning.rules import can_ask_review, can_begin_report, can_end_review, can_remove_report


@transaction.atomic
def begin_report(kind: str, subject: Any, *, by: Anyone | None, illustrative: bool = False) -> Report:
    """Of a year or of the record that it is about, with the sections of its kind in their order.

    Raises ValidationError where there is one of it already.
    """
    require(can_begin_report(by))
    if Report.objects.filter(**{SUBJECTS[kind]: subject}).exists():
        raise ValidationError(_("There is a report of this already. Open it from the list of reports."))
    report = Report.objects.create(kind=kind, illustrative=illustrative, **{SUBJECTS[kind]: subject})
    parts = KINDS[kind].parts
    ReportSection.objects.bulk_create(
        ReportSection(report=report, name=part.name, place=place) for place, part in enumerate(parts, 1)
    )
    record("begin_report", report, by=by, after=_facts(report))
    return report


@transaction.atomic
def remove_report(report: Report, *, by: Anyone | None) -> None:
    """With what was written of it."""
    report = locked(report)
    require(can_remove_report(by, report))
    record("remove_report", report, by=by, before=_facts(report))
    report.delete()


@transaction.atomic
def ask_review(report: Report, *, by: Anyone | None, until: date | None = None) -> Report:
    """The states read the draft from now on and make remarks. Raises ValidationError at `until` for a day gone by."""
    report = locked(report)
    require(can_ask_review(by, report))
    if until and until < today():
        raise ValidationError({"until": _("This day has gone by. Choose today or a later one.")})
    report.review_asked_at, report.review_until = now(), until
    report.save(update_fields=["review_asked_at", "review_until"])
    record("ask_review", report, by=by, after={"review_until": until.isoformat() if until else None})
    return report


@transaction.atomic
def end_review(report: Report, *, by: Anyone | None) -> Report:
    """The states read the draft no more; their remarks stay."""
    report = locked(report)
    require(can_end_review(by, report))
    report.review_asked_at = report.review_until = None
    report.save(update_fields=["review_asked_at", "review_until"])
    record("end_review", report, by=by)
    return report


def _facts(report: Report) -> dict[str, Any]:
    subject = report.subject
    return {"kind": report.kind, "subject": subject if isinstance(subject, int) else subject.pk}
