"""What everybody reads of the register: the list, one mechanism, several side by side, all as a file."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from enlace.core.clock import today
from enlace.core.embedded_json import as_script
from enlace.core.pages import layout_for, page
from enlace.files.queries import owned_files
from enlace.mechanisms.editions.panels import editions_of
from enlace.mechanisms.lessons.panels import notes_of
from enlace.mechanisms.questionnaires.panels import open_questionnaire
from enlace.mechanisms.register.comparing import MOST, chosen_to_compare, comparison_of
from enlace.mechanisms.register.exports import register_csv, register_facts
from enlace.mechanisms.register.facts import facts_of
from enlace.mechanisms.register.forms import SelectionForm
from enlace.mechanisms.register.mapping import register_map
from enlace.mechanisms.register.moves import moves_of, ways_of
from enlace.mechanisms.register.queries import Line, register_of
from enlace.mechanisms.register.selection import selection_from
from enlace.mechanisms.register.shown import contact_shown, day_verified, shown_sections
from enlace.mechanisms.register.structured_data import described
from enlace.mechanisms.register.views import add_file_address, found_mechanism


@require_safe
def mechanisms(request: HttpRequest) -> HttpResponseBase:
    register = register_of(request.user, selection_from(request.GET.dict()))
    context = {
        "register": register,
        "map": register_map(register),
        "form": SelectionForm(register),
        "ticked": {int(one) for one in request.GET.getlist("mechanism") if one.isascii() and one.isdigit()},
        "ways": ways_of(request.user),
        "layout": layout_for(request),
    }
    return page(request, "mechanisms/mechanisms.html", context)


@require_safe
def mechanism(request: HttpRequest, mechanism_id: int) -> HttpResponseBase:
    found = found_mechanism(request, mechanism_id)
    context = {
        "mechanism": found,
        "line": Line(found),
        "sections": shown_sections(facts_of(found), found.verified, contact=contact_shown(found, request.user)),
        "verified_on": day_verified(found),
        "owned": owned_files(found, request.user, add_file_address(found)),
        "editions": editions_of(found, request.user),
        "notes": notes_of(found, request.user),
        "questionnaire": open_questionnaire(found, request.user),
        "moves": moves_of(found, request.user),
        "structured": as_script(described(request, found)) if found.is_published else "",
        "layout": layout_for(request),
    }
    return page(request, "mechanisms/mechanism.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponseBase:
    chosen = chosen_to_compare(request.GET.getlist("mechanism"), request.user)
    context = {
        "chosen": chosen,
        "comparison": comparison_of(chosen[:MOST], request.user) if len(chosen) > 1 else None,
        "too_many": len(chosen) > MOST,
        "layout": layout_for(request),
    }
    return page(request, "mechanisms/compare.html", context)


@require_safe
def register_file(request: HttpRequest, form: str) -> HttpResponseBase:
    register = register_of(request.user, selection_from(request.GET.dict()), whole=True)
    if form == "json":
        return JsonResponse(register_facts(register, request.user, request.build_absolute_uri))
    if form != "csv":
        raise Http404
    data = register_csv(register, request.user, request.build_absolute_uri)
    headers = {"Content-Disposition": f'attachment; filename="mechanisms-{today().isoformat()}.csv"'}
    return HttpResponse(data, content_type="text/csv; charset=utf-8", headers=headers)
