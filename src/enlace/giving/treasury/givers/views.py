from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Count, Max, Q
from django.http import Http404, HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enlace.core.form_errors import add_errors
from enlace.core.permission import require
from enlace.giving.donors import erasing_actions
from enlace.giving.donors.rules import can_erase_donor, can_export_donor
from enlace.giving.models import Donor
from enlace.giving.treasury.gifts.selection import lines_of, with_sums
from enlace.giving.treasury.givers import actions
from enlace.giving.treasury.givers.forms import CorrectDonorForm
from enlace.giving.treasury.pages import treasury_page
from enlace.giving.treasury.rules import can_correct_donor, can_read_gifts

LINES = 50


@require_safe
@login_required
def donors(request: HttpRequest) -> HttpResponseBase:
    if not can_read_gifts(request.user):
        raise Http404
    text = request.GET.get("text", "").replace("\x00", "").strip()
    wanted = Q(email__icontains=text) | Q(name__icontains=text) if text else Q()
    paid = Donor.objects.visible_to(request.user).filter(wanted, gifts__payments__isnull=False)
    counted = paid.annotate(
        amount=Count("gifts", distinct=True), times=Count("gifts__payments"), last=Max("gifts__payments__paid_at")
    )
    shown = Paginator(counted.order_by("-last", "-pk"), LINES).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked.pop("page", None)
    return treasury_page(request, "donors.html", {"shown": shown, "text": text, "query": f"{asked.urlencode()}&"})


def _found(request: HttpRequest, donor_id: int) -> Donor:
    return get_object_or_404(Donor.objects.visible_to(request.user), pk=donor_id)


@require_safe
@login_required
def donor(request: HttpRequest, donor_id: int) -> HttpResponseBase:
    found, user = _found(request, donor_id), request.user
    gifts = with_sums(found.gifts.visible_to(user)).select_related("campaign")
    may = {
        "may_correct": can_correct_donor(user, found),
        "may_export": can_export_donor(user, found),
        "may_erase": can_erase_donor(user, found),
    }
    return treasury_page(request, "donor.html", {"donor": found, "lines": lines_of(list(gifts))} | may)


@login_required
def correct_donor(request: HttpRequest, donor_id: int) -> HttpResponseBase:
    found = _found(request, donor_id)
    require(can_correct_donor(request.user, found))
    form = CorrectDonorForm(request.POST if request.method == "POST" else None, found)
    if form.is_valid():
        try:
            actions.correct_donor(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("Saved. Receipts from now on say it so."))
            return redirect("giving:donor", found.pk)
    return treasury_page(request, "correct_donor.html", {"donor": found, "form": form})


@require_safe
@login_required
def export_donor(request: HttpRequest, donor_id: int) -> HttpResponseBase:
    found = _found(request, donor_id)
    require(can_export_donor(request.user, found))
    held = erasing_actions.export_donor(found, by=request.user)
    response = JsonResponse(held, encoder=DjangoJSONEncoder, json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="donor-{found.pk}.json"'
    response["Cache-Control"] = "no-store"
    return response


@login_required
def erase_donor(request: HttpRequest, donor_id: int) -> HttpResponseBase:
    found = _found(request, donor_id)
    require(can_erase_donor(request.user, found))
    if request.method == "POST":
        erasing_actions.erase_donor(found, by=request.user)
        messages.success(request, _("The donor is erased. What they gave stays as numbers."))
        return redirect("giving:donor", found.pk)
    return treasury_page(request, "erase_donor.html", {"donor": found})
