from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from enlace.consultations.models import Consultation
from enlace.consultations.polis import import_actions as actions
from enlace.consultations.polis.export import PolisExport
from enlace.consultations.polis.import_forms import PolisForm
from enlace.consultations.polis.imported import imported_counts, imports
from enlace.consultations.polis.rules import can_import_polis, can_remove_imported_consultation
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require


@login_required
def import_polis(request: HttpRequest) -> HttpResponseBase:
    require(can_import_polis(request.user))
    form = PolisForm(request.POST, request.FILES) if request.method == "POST" else PolisForm()
    if form.is_valid():
        export = form.cleaned_data["export"]
        try:
            consultation = actions.import_polis(export, form.about, by=request.user)
        except ValidationError as error:
            add_errors(form, error)
        else:
            _tell(request, export)
            return redirect("consultations:imported_consultation", consultation.pk)
    context = {"form": form, "imports": imports(request.user)}
    return page(request, "consultations/import_polis.html", context)


def _tell(request: HttpRequest, export: PolisExport) -> None:
    """What cannot be read off the consultation afterwards."""
    messages.success(request, _("The export is imported."))
    for finding in export.findings:
        messages.warning(request, finding)
    if replaced := export.replaced:
        sentence = ngettext(
            "%(count)d vote was replaced by a later one of the same voice.",
            "%(count)d votes were replaced by later ones of the same voice.",
            replaced,
        )
        messages.info(request, sentence % {"count": replaced})


@login_required
@require_safe
def imported_consultation(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = _imported(request, consultation_id)
    context = {
        "consultation": found,
        "counts": imported_counts(found),
        "may_remove": can_remove_imported_consultation(request.user, found),
    }
    return page(request, "consultations/imported_consultation.html", context)


def _imported(request: HttpRequest, consultation_id: int) -> Consultation:
    require(can_import_polis(request.user))
    return get_object_or_404(Consultation.objects.exclude(source={}).select_related("result"), pk=consultation_id)


@login_required
def remove_imported_consultation(request: HttpRequest, consultation_id: int) -> HttpResponseBase:
    found = _imported(request, consultation_id)
    require(can_remove_imported_consultation(request.user, found))
    if request.method == "POST":
        actions.remove_imported_consultation(found, by=request.user)
        messages.success(request, _("The imported consultation is removed."))
        return redirect("consultations:import_polis")
    return page(request, "consultations/remove_imported_consultation.html", {"consultation": found})
