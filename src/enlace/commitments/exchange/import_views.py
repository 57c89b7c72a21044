"""A table of commitments is uploaded, its columns are chosen, what it would do is looked at, and then it is done."""

from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.commitments.exchange import import_actions as actions
from enlace.commitments.exchange.applying_actions import CommitmentsChanged
from enlace.commitments.exchange.import_forms import ColumnsForm, TableForm
from enlace.commitments.exchange.pending import plan_of, proposed_mapping, sheet_of
from enlace.commitments.exchange.plan import Plan
from enlace.commitments.exchange.reading import MOST_CSV_ROWS, read_sheet
from enlace.commitments.exchange.rules import can_import_commitments
from enlace.commitments.models import ColumnMap, PendingCommitments
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.network.exchange.tables import MOST_ROWS, Unreadable

ROWS_SHOWN = 200


def found_pending(request: HttpRequest, pending_commitments_id: int) -> PendingCommitments:
    """Raises Http404 for a table that somebody else uploaded."""
    return get_object_or_404(PendingCommitments.objects.visible_to(request.user), pk=pending_commitments_id)


@login_required
def import_commitments(request: HttpRequest) -> HttpResponseBase:
    require(can_import_commitments(request.user))
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if form.is_valid():
        table = form.cleaned_data["table"]
        data = table.read()
        try:
            read_sheet(data)
        except Unreadable as unreadable:
            form.add_error("table", f"{unreadable.problem.wrong} {unreadable.problem.mend}")
        else:
            return redirect(
                "commitments:import_columns", actions.keep_commitments(table.name, data, by=request.user).pk
            )
    context = {
        "form": form,
        "waiting": PendingCommitments.objects.visible_to(request.user).first(),
        "maps": ColumnMap.objects.visible_to(request.user),
        "most": {"csv": MOST_CSV_ROWS, "xlsx": MOST_ROWS},
    }
    return page(request, "commitments/import_commitments.html", context)


@login_required
def import_columns(request: HttpRequest, pending_commitments_id: int) -> HttpResponseBase:
    pending = found_pending(request, pending_commitments_id)
    if pending.started_at is not None and not pending.fault:
        return redirect(pending)
    try:
        sheet = sheet_of(pending)
    except Unreadable:
        return redirect(pending)
    proposed, name = proposed_mapping(pending, sheet)
    form = ColumnsForm(request.POST if request.method == "POST" else None, sheet=sheet, proposed=proposed, name=name)
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.choose_columns(pending, by=request.user, mapping=said["mapping"], name=said["name"])
        except ValidationError as error:
            add_errors(form, error)
        else:
            return redirect(pending)
    context = {"pending": pending, "form": form, "remembered": name, "rows": len(sheet.rows)}
    return page(request, "commitments/import_columns.html", context)


@login_required
def import_plan(request: HttpRequest, pending_commitments_id: int) -> HttpResponseBase:
    """What the table would do; once that was begun, how far it is."""
    pending = found_pending(request, pending_commitments_id)
    if pending.started_at is not None and not pending.fault:
        context = {"pending": pending, "percent": pending.done * 100 // (pending.total or 1)}
        return page(request, "commitments/import_progress.html", context, partial="progress")
    if "mapping" not in pending.fields and pending.content:
        return redirect("commitments:import_columns", pending.pk)
    if request.method == "POST":
        try:
            actions.begin_import(pending, by=request.user, shown=request.POST.get("shown", ""))
            return redirect(pending)
        except CommitmentsChanged:
            told = _("What is on record has changed meanwhile, so nothing was imported. This is what would change now.")
            return page(request, "commitments/import_plan.html", _shown(request, pending, told), status=409)
    return page(request, "commitments/import_plan.html", _shown(request, pending, _fault(pending)))


def _fault(pending: PendingCommitments) -> str:
    if pending.fault == "changed":
        return _("What is on record has changed meanwhile, so nothing was imported. This is what would change now.")
    if pending.fault:
        return _("It could not be imported, and nothing of it was. Try again, or ask the administrator.")
    return ""


def _shown(request: HttpRequest, pending: PendingCommitments, told: str) -> dict[str, Any]:
    plan: Plan = plan_of(pending)
    shown = [row for row in plan.rows if row.outcome in ("added", "changed", "doubled") or row.stays]
    rows = sorted(shown, key=lambda row: not row.stays)
    return {
        "pending": pending,
        "plan": plan,
        "told": told,
        "alike": Paginator(plan.resembling, ROWS_SHOWN).get_page(request.GET.get("alike")),
        "leaf": Paginator(rows, ROWS_SHOWN).get_page(request.GET.get("page")),
    }


@require_POST
@login_required
def import_rows(request: HttpRequest, pending_commitments_id: int) -> HttpResponseBase:
    """Whether rows that resemble another commitment are added; those of one page are told apart."""
    pending = found_pending(request, pending_commitments_id)
    said = {name.removeprefix("row_"): value for name, value in request.POST.items() if name.startswith("row_")}
    choices = {int(row): str(value) for row, value in said.items() if row.isdecimal() and len(row) < 9}
    with suppress(CommitmentsChanged):
        actions.choose_rows(pending, by=request.user, rest=request.POST.get("rest", ""), choices=choices)
    return redirect(pending)


@require_POST
@login_required
def import_discard(request: HttpRequest, pending_commitments_id: int) -> HttpResponseBase:
    actions.discard_commitments(found_pending(request, pending_commitments_id), by=request.user)
    messages.success(request, _("The table was removed."))
    return redirect("commitments:import_commitments")


@login_required
def remove_column_map(request: HttpRequest, column_map_id: int) -> HttpResponseBase:
    found = get_object_or_404(ColumnMap.objects.visible_to(request.user), pk=column_map_id)
    if request.method == "POST":
        actions.remove_column_map(found, by=request.user)
        messages.success(request, _("The mapping was removed."))
        return redirect("commitments:import_commitments")
    return page(request, "commitments/import_map_removal.html", {"column_map": found})
