from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.files.queries import owned_files
from enlace.files.views import add_file_to
from enlace.network.cards import card_of
from enlace.network.models import Nomination
from enlace.network.nomination_actions import file_nomination
from enlace.network.nomination_actions import handle_nomination as mark_handled
from enlace.network.nomination_forms import NominationForm, states_to_file_for
from enlace.network.rules import can_handle_nomination, can_list_nominations

PER_PAGE = 50


@login_required
def nominations(request: HttpRequest) -> HttpResponseBase:
    """Those that wait come first."""
    if not can_list_nominations(request.user):
        raise Http404
    found = Nomination.objects.visible_to(request.user).select_related("state")
    ordered = found.order_by(F("handled_at").desc(nulls_first=True), "-dated", "-pk")
    leaf = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    context = {"leaf": leaf, "may_file": bool(states_to_file_for(request.user))}
    return page(request, "network/nominations.html", context)


@login_required
def nomination(request: HttpRequest, nomination_id: int) -> HttpResponseBase:
    found = _find(request, nomination_id)
    mandates = found.mandates.select_related("person", "state", "organisation")
    context = {
        "nomination": found,
        "cards": [card for mandate in mandates if (card := card_of(mandate, request.user)) is not None],
        "owned": owned_files(found, request.user, reverse("network:add_nomination_file", args=[found.pk])),
        "may_handle": can_handle_nomination(request.user, found),
    }
    return page(request, "network/nomination.html", context)


def _find(request: HttpRequest, nomination_id: int) -> Nomination:
    visible = Nomination.objects.visible_to(request.user).select_related("state")
    return get_object_or_404(visible, pk=nomination_id)


@login_required
def add_nomination(request: HttpRequest) -> HttpResponseBase:
    states = states_to_file_for(request.user)
    require(bool(states))
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    form = NominationForm(*data, states=states)
    if form.is_valid():
        try:
            filed = file_nomination(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The letter is filed. The secretariat sees that it waits."))
            return redirect(filed)
    only = next(iter(states.values())) if len(states) == 1 else None
    return page(request, "network/add_nomination.html", {"form": form, "state": only})


@login_required
@require_POST
def handle_nomination(request: HttpRequest, nomination_id: int) -> HttpResponseBase:
    found = _find(request, nomination_id)
    mark_handled(found, by=request.user)
    messages.success(request, _("The letter is marked as handled."))
    return redirect(found)


@login_required
def add_nomination_file(request: HttpRequest, nomination_id: int) -> HttpResponseBase:
    return add_file_to(request, _find(request, nomination_id))
