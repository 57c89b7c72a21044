from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from enlace.core.clock import today
from enlace.core.form_errors import add_errors
from enlace.core.pages import page
from enlace.core.permission import require
from enlace.files.queries import owned_files
from enlace.files.views import add_file_to
from enlace.network import circular_actions as actions
from enlace.network.circular_forms import CircularForm, circular_initial
from enlace.network.circular_mail import readers_of
from enlace.network.models import Circular
from enlace.network.rules import can_change_circular, can_discard_circular, can_write_circular

PER_PAGE = 20


@require_safe
def circulars(request: HttpRequest) -> HttpResponseBase:
    """What is not sent yet comes first; nobody but the secretariat sees any."""
    ordered = Circular.objects.visible_to(request.user).order_by(F("sent_at").desc(nulls_first=True), "-pk")
    leaf = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    context = {"leaf": leaf, "may_write": can_write_circular(request.user), "layout": _layout(request)}
    return page(request, "network/circulars.html", context)


@require_safe
def circular(request: HttpRequest, circular_id: int) -> HttpResponseBase:
    found = get_object_or_404(Circular.objects.visible_to(request.user), pk=circular_id)
    context = {
        "circular": found,
        "owned": owned_files(found, request.user, reverse("network:add_circular_file", args=[found.pk])),
        "may_change": can_change_circular(request.user, found),
        "layout": _layout(request),
    }
    return page(request, "network/circular.html", context)


def _layout(request: HttpRequest) -> str:
    return "ui/workspace.html" if request.user.is_authenticated else "ui/base.html"


@login_required
def add_circular(request: HttpRequest) -> HttpResponseBase:
    require(can_write_circular(request.user))
    form = CircularForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            written = actions.write_circular(by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The draft is kept. Add its files, then send it."))
            return redirect(written)
    return page(request, "network/edit_circular.html", {"form": form})


@login_required
def edit_circular(request: HttpRequest, circular_id: int) -> HttpResponseBase:
    found = get_object_or_404(Circular.objects.visible_to(request.user), pk=circular_id)
    require(can_change_circular(request.user, found))
    form = CircularForm(request.POST if request.method == "POST" else None, initial=circular_initial(found))
    if form.is_valid():
        try:
            actions.change_circular(found, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            add_errors(form, error)
        else:
            messages.success(request, _("The draft is changed."))
            return redirect(found)
    return page(request, "network/edit_circular.html", {"form": form, "circular": found})


@login_required
def send_circular(request: HttpRequest, circular_id: int) -> HttpResponseBase:
    found = get_object_or_404(Circular.objects.visible_to(request.user), pk=circular_id)
    require(can_write_circular(request.user))
    if found.sent_at:
        return redirect(found)
    if request.method == "POST":
        count = actions.send_circular(found, by=request.user)
        said = ngettext(
            "The circular is sent. %(count)d person is told by mail.",
            "The circular is sent. %(count)d people are told by mail.",
            count,
        )
        messages.success(request, said % {"count": count})
        return redirect(found)
    context = {"circular": found, "count": readers_of(found, today()).count()}
    return page(request, "network/send_circular.html", context)


@login_required
def discard_circular(request: HttpRequest, circular_id: int) -> HttpResponseBase:
    found = get_object_or_404(Circular.objects.visible_to(request.user), pk=circular_id)
    require(can_discard_circular(request.user, found))
    if request.method == "POST":
        actions.discard_circular(found, by=request.user)
        messages.success(request, _("The draft is discarded."))
        return redirect("network:circulars")
    return page(request, "network/discard_circular.html", {"circular": found})


@login_required
def add_circular_file(request: HttpRequest, circular_id: int) -> HttpResponseBase:
    return add_file_to(request, get_object_or_404(Circular.objects.visible_to(request.user), pk=circular_id))
