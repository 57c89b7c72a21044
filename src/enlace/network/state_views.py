"""What everybody may see of the network: who belongs to it, one member, who speaks for whom."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from enlace.core.pages import page
from enlace.core.registry import registered
from enlace.network.composition import changes_in, composition_on, focal_points_on
from enlace.network.directory import found_in, grouped, lines_for
from enlace.network.directory_forms import DirectoryForm
from enlace.network.models import State
from enlace.network.state_forms import CompositionForm
from enlace.network.state_record import state_record

PER_PAGE = 50


@require_safe
def states(request: HttpRequest) -> HttpResponse:
    form = CompositionForm(request.GET)
    composition = composition_on(form.shown_day)
    context = {
        "form": form,
        "composition": composition,
        "changes": None if form.asked_day or not form.years else changes_in(composition.day.year),
        "focal_points": focal_points_on(composition.day, request.user),
    }
    return page(request, "network/states.html", context, partial="composition")


@require_safe
def state(request: HttpRequest, state_code: str) -> HttpResponse:
    found = get_object_or_404(State.objects.visible_to(request.user), code=state_code.upper())
    if state_code != found.code.lower():
        return redirect(found, permanent=True)
    panels = [panel for offer in registered("state_panel") if (panel := offer(request, found)) is not None]
    context = {"state": found, "record": state_record(found, request.user), "panels": panels}
    return page(request, "network/state.html", context)


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    form = DirectoryForm(request.GET)
    words, role = form.asked()
    leaf = Paginator(found_in(lines_for(request.user), words, role), PER_PAGE).get_page(request.GET.get("page"))
    asked = urlencode({name: value for name, value in (("q", words), ("role", role)) if value})
    context = {"form": form, "leaf": leaf, "groups": grouped(leaf), "asked": asked}
    context["address"] = asked or (f"page={leaf.number}" if leaf.number > 1 else "")
    return page(request, "network/directory.html", context)
