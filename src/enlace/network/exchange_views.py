"""Import and export of the directory: a table is uploaded, looked at and applied; the directory is taken away."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from enlace.core.clock import today
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.network.directory_export import empty_table
from enlace.network.directory_import import plan_of
from enlace.network.exchange.plan import Plan
from enlace.network.exchange.table_columns import TABLES
from enlace.network.exchange.table_writing import as_csv, as_xlsx
from enlace.network.exchange.tables import MOST_ROWS
from enlace.network.exchange_forms import TableForm
from enlace.network.export_actions import EXPORTS, export_directory
from enlace.network.import_actions import (
    DirectoryChanged,
    discard_table,
    import_directory,
    keep_table,
)
from enlace.network.models.exchange import PendingTable
from enlace.network.rules import can_export_directory, can_import_directory

ROWS_SHOWN = 200
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@login_required
def import_table(request: HttpRequest) -> HttpResponse:
    require(can_import_directory(request.user))
    form = TableForm(request.POST, request.FILES) if request.method == "POST" else TableForm()
    if form.is_valid():
        table = form.cleaned_data["table"]
        return redirect(keep_table(table.name, table.read(), by=request.user))
    waiting = PendingTable.objects.visible_to(request.user).first()
    context = {"form": form, "waiting": waiting, "tables": TABLES, "most_rows": MOST_ROWS}
    return page(request, "network/import_table.html", context)


@login_required
def import_plan(request: HttpRequest, pending_table_id: int) -> HttpResponse:
    pending = get_object_or_404(PendingTable.objects.visible_to(request.user), pk=pending_table_id)
    told = ""
    if request.method == "POST":
        try:
            plan = import_directory(pending, by=request.user, shown=request.POST.get("shown", ""))
        except DirectoryChanged:
            told = _("The directory has changed meanwhile, so nothing was imported. This is what would change now.")
        except ValidationError as error:
            told = " ".join(error.messages)
        else:
            messages.success(request, _imported(plan))
            return redirect("network:import_table")
    plan = plan_of(pending)
    leaf = Paginator(plan.touching, ROWS_SHOWN).get_page(request.GET.get("page"))
    context = {"pending": pending, "plan": plan, "leaf": leaf, "told": told}
    return page(request, "network/import_plan.html", context, status=409 if told else 200)


def _imported(plan: Plan) -> str:
    done = plan.counts["added"] + plan.counts["changed"]
    sentence = ngettext("%(count)d row was imported.", "%(count)d rows were imported.", done)
    return sentence % {"count": done} + " " + _("The uploaded table was removed.")


@require_POST
@login_required
def import_discard(request: HttpRequest, pending_table_id: int) -> HttpResponse:
    pending = get_object_or_404(PendingTable.objects.visible_to(request.user), pk=pending_table_id)
    discard_table(pending, by=request.user)
    messages.success(request, _("The table was removed. Nothing was imported."))
    return redirect("network:import_table")


@login_required
def import_template(request: HttpRequest, table: str, form: str) -> HttpResponse:
    require(can_import_directory(request.user))
    if (table, form) not in EXPORTS:
        raise Http404
    sheets = [empty_table(one) for one in TABLES if table in {"directory", one.key}]
    return _file(as_xlsx(sheets) if form == "xlsx" else as_csv(sheets[0]), f"{table}.{form}", form)


@login_required
def export(request: HttpRequest) -> HttpResponse:
    require(can_export_directory(request.user))
    return page(request, "network/export.html")


@login_required
def export_table(request: HttpRequest, table: str, form: str) -> HttpResponse:
    require(can_export_directory(request.user))
    if (table, form) not in EXPORTS:
        raise Http404
    data = export_directory(table, form, by=request.user)
    return _file(data, f"{table}-{today().isoformat()}.{form}", form)


def _file(data: bytes, name: str, form: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(data, content_type=TYPES[form], headers=headers)
