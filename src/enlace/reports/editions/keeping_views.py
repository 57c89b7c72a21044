"""Editions are frozen, behind the parity gate, and published."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from enlace.core.form_errors import add_errors
from enlace.core.languages import languages
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.reports.editions import freezing_actions, publishing_actions
from enlace.reports.editions.collections import usual_collection
from enlace.reports.editions.forms import FreezeForm, PublishForm
from enlace.reports.editions.rules import can_freeze_report, can_publish_edition
from enlace.reports.editions.views import found_edition
from enlace.reports.models import Report, ReportKind
from enlace.reports.planning.drafting import draft_of
from enlace.reports.planning.gaps import Borrowed, borrowed_in, gaps_of, unwritten
from enlace.reports.planning.queries import title_of
from enlace.reports.planning.views import found_drawn
from enlace.reports.shown import title_of_report


@login_required
def freeze_report(request: HttpRequest, report_id: int) -> HttpResponseBase:
    found = found_drawn(request, report_id)
    require(can_freeze_report(request.user, found))
    gaps, borrowed = gaps_of(found), _borrowed(found)
    first = not found.editions.exists()
    every = [one for _language, texts in borrowed for one in texts]
    form = FreezeForm(request.POST if request.method == "POST" else None, first=first, gaps=gaps, borrowed=every)
    if form.is_valid() and (number := _freeze(request, found, form)):
        return redirect("reports:edition", found.pk, number)
    context = {
        "form": form,
        "report": found,
        "title": title_of_report(found),
        "gaps": gaps,
        "borrowed": borrowed,
        "unwritten": [title_of(found, one) for one in unwritten(found)],
        "open_remarks": found.remarks.open().count(),
    }
    return page(request, "reports/freeze_report.html", context)


def _freeze(request: HttpRequest, report: Report, form: FreezeForm) -> int:
    """The number of the edition; 0 where the form says why there is none."""
    try:
        edition = freezing_actions.freeze_report(report, by=request.user, **form.cleaned_data)
    except ValidationError as error:
        add_errors(form, error)
        return 0
    messages.success(request, _("The edition is frozen. Look at it once more; then publish it."))
    return edition.number


def _borrowed(report: Report) -> list[tuple[Any, list[Borrowed]]]:
    """By language, the texts of the record that it lacks."""
    found = []
    for language in languages():
        with override(language.code):
            found.append((language, borrowed_in(draft_of(report).document)))
    return [(language, texts) for language, texts in found if texts]


@login_required
def publish_edition(request: HttpRequest, report_id: int, number: int) -> HttpResponseBase:
    found = found_edition(request, report_id, number)
    require(can_publish_edition(request.user, found), _("This edition is public already, or a later one is."))
    usual = usual_collection(ReportKind(found.report.kind))
    filed = found.report.publication is not None
    form = PublishForm(request.POST if request.method == "POST" else None, filed=filed, usual=usual)
    if form.is_valid():
        try:
            publishing_actions.publish_edition(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The edition is public: here, and in the library."))
            return redirect(found)
    context = {"form": form, "report": found.report, "edition": found, "title": title_of_report(found.report)}
    return page(request, "reports/publish_edition.html", context)
