from collections.abc import Collection, Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enlace.accounts.models import User
from enlace.core.registry import Due
from enlace.network.roles import roles_of
from enlace.reports.models import Remark, Report
from enlace.reports.shown import title_of_report


def due_reports(user: User, day: date) -> Iterator[Due]:
    """At most two queries, whatever the number of reports."""
    roles = roles_of(user, day)
    if roles.is_secretary:
        yield from _remarks()
    elif roles.states:
        yield from _reviews(user, roles.states)


def _reviews(user: User, states: Collection[int]) -> Iterator[Due]:
    """Until a state has made a remark: then it has read it."""
    seen = Report.objects.under_review().visible_to(user)
    made = Remark.objects.visible_to(user).values("report")
    for report in seen.exclude(pk__in=made).select_related("meeting", "review_round", "mechanism_edition"):
        yield Due(
            _("Read the draft: %(report)s") % {"report": title_of_report(report)},
            _("It says what your state did. Tell the secretariat what should change before it is published."),
            reverse("reports:review", args=[report.pk]),
            _("Read it"),
            report.review_until,
            next(iter(states)) if len(states) == 1 else None,
        )


def _remarks() -> Iterator[Due]:
    counts: dict[int, int] = {}
    reports: dict[int, Report] = {}
    waiting = Remark.objects.open().select_related(
        "report__meeting", "report__review_round", "report__mechanism_edition"
    )
    for remark in waiting:
        counts[remark.report_id] = counts.get(remark.report_id, 0) + 1
        reports[remark.report_id] = remark.report
    for pk, report in reports.items():
        said = ngettext("One remark is not settled yet.", "%(count)s remarks are not settled yet.", counts[pk])
        yield Due(
            _("Remarks on: %(report)s") % {"report": title_of_report(report)},
            said % {"count": counts[pk]},
            reverse("reports:review", args=[pk]),
            _("Read them"),
        )
